import type { Receipt } from '#shared/contract/targets.ts';
import { AppError } from '#shared/model/app-error.ts';
import { redactText } from '#shared/security/redact.ts';
import type { Db } from '../store/database.ts';
import { metricsOf } from '../store/metrics.ts';
import { attemptsOf, checksOf, stepsOf } from '../store/receipts.ts';
import { findTarget } from '../store/targets.ts';
import { type HostMap, targetView } from './post-view.ts';

const SHOWN = 2000;

/** The journal of a target as the seller sees it. @throws AppError NOT_FOUND */
export function receiptOf(db: Db, targetId: string, hosts: HostMap): Receipt {
  const row = findTarget(db, targetId);
  if (row === undefined) throw new AppError('NOT_FOUND', 'There is no such receipt.');
  const { snapshot, fingerprint } = row.target;
  const steps = Map.groupBy(stepsOf(db, targetId), (step) => step.attemptId);
  return {
    target: targetView(row, hosts),
    sent:
      snapshot === null || fingerprint === null
        ? null
        : {
            text: snapshot.text,
            thread: snapshot.options.thread ?? [],
            link: snapshot.options.link ?? null,
            media: snapshot.media.map(({ hash, type, altText }) => ({
              hash,
              type,
              altText,
              thumbUrl: `/media/${hash}/thumb`,
            })),
            fingerprint,
          },
    attempts: attemptsOf(db, targetId).map((attempt, index) => ({
      id: attempt.id,
      number: index + 1,
      fence: attempt.fence,
      executor: attempt.executor,
      startedAt: attempt.startedAt,
      endedAt: attempt.endedAt,
      outcome: attempt.outcome,
      message: attempt.message,
      code: attempt.code,
      steps: (steps.get(attempt.id) ?? []).map((step) => ({
        name: step.name,
        visible: step.visible,
        state: step.state,
        startedAt: step.startedAt,
        answeredAt: step.answeredAt,
        fingerprint: step.fingerprint,
        answer: shown(step.state === 'answered' ? step.answer : step.error),
      })),
    })),
    checks: checksOf(db, targetId).map(({ at, result, note }) => ({ at, result, note })),
    metrics: metricsOf(db, targetId),
  };
}

function shown(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const text = redactText(JSON.stringify(value));
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
