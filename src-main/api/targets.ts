import { AppError } from '#shared/model/app-error.ts';
import { PublishFailure } from '#shared/model/publish-error.ts';
import { checkDraft } from '../planning/check-draft.ts';
import { plannerOf } from '../planning/planner.ts';
import { postViews, targetView } from '../planning/post-view.ts';
import { readMetrics } from '../planning/read-metrics.ts';
import { receiptOf } from '../planning/receipt.ts';
import { mapForBrowser } from '../http/host-map.ts';
import { metricsOf } from '../store/metrics.ts';
import { findPost } from '../store/posts.ts';
import { type ConnectionRow, findTarget, openCallAt, waitingForSeller } from '../store/targets.ts';
import { accountOf } from '../planning/account.ts';
import { implementation } from './context.ts';
import { platformFault } from './platform-fault.ts';

const api = implementation.targets;

/** The account's posts are shown from this long before ours was to go out. */
const EVIDENCE_BEFORE_MS = 30 * 60_000;

export const targetHandlers = {
  attention: api.attention.handler(({ context: { desktop } }) => {
    const { db } = desktop.store;
    const { hosts } = desktop.config;
    const waiting = waitingForSeller(db);
    const rows = [...new Set(waiting.map(({ target }) => target.postId))].flatMap(
      (id) => findPost(db, id) ?? [],
    );
    const views = new Map(postViews(db, rows, hosts).map((view) => [view.id, view]));
    return waiting.flatMap((row) => {
      const post = views.get(row.target.postId);
      return post === undefined ? [] : [{ target: targetView(row, hosts), post }];
    });
  }),

  receipt: api.receipt.handler(({ input, context: { desktop } }) =>
    receiptOf(desktop.store.db, input.id, desktop.config.hosts),
  ),

  evidence: api.evidence.handler(async ({ input, context: { desktop } }) => {
    const row = findTarget(desktop.store.db, input.id);
    if (row === undefined) throw new AppError('NOT_FOUND', 'This post does not exist any more.');
    const { connection, target } = row;
    requireConnected(connection, 'before its posts can be shown');
    const platform = desktop.platforms[connection.platform];
    const since =
      (openCallAt(desktop.store.db, target.id) ?? target.dueAt ?? desktop.clock.now()) - EVIDENCE_BEFORE_MS;
    try {
      const posts = await platform.newestPosts(accountOf(desktop, connection), since);
      return {
        ours: target.snapshot?.text ?? '',
        posts: posts.map((post) => ({
          ...post,
          permalink: mapForBrowser(post.permalink, desktop.config.hosts),
        })),
      };
    } catch (failure) {
      throw askingFault(failure, platform.name);
    }
  }),

  metrics: api.metrics.handler(async ({ input, context: { desktop } }) => {
    const row = findTarget(desktop.store.db, input.id);
    if (row === undefined) throw new AppError('NOT_FOUND', 'This post does not exist any more.');
    const { connection, target } = row;
    if (target.state !== 'published' || target.remoteId === null) {
      throw new AppError('CONFLICT', 'Only a post that is out has numbers.', { action: 'reload' });
    }
    requireConnected(connection, 'before its numbers can be read');
    try {
      await readMetrics(desktop, row);
    } catch (failure) {
      throw askingFault(failure, desktop.platforms[connection.platform].name);
    }
    desktop.emit({ topic: 'post', postId: target.postId });
    return metricsOf(desktop.store.db, target.id);
  }),

  check: api.check.handler(({ input: { draft, postId, at }, context: { desktop } }) =>
    checkDraft(plannerOf(desktop), {
      draft,
      postId: postId ?? null,
      dueAt: at === undefined ? null : Date.parse(at),
    }),
  ),
};

/** @throws AppError NOT_CONNECTED */
function requireConnected({ name, state }: ConnectionRow, before: string): void {
  if (state !== 'removed' && state !== 'reconnect') return;
  throw new AppError('NOT_CONNECTED', `${name} must be reconnected ${before}.`, { action: 'reconnect' });
}

function askingFault(failure: unknown, platform: string): unknown {
  if (failure instanceof PublishFailure && failure.error.class === 'token') {
    return new AppError('NOT_CONNECTED', failure.error.message, { action: 'reconnect' });
  }
  return platformFault(failure, platform);
}
