import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asc, eq } from 'drizzle-orm';
import type { Snapshot } from '#shared/model/content.ts';
import { newId } from '#shared/model/ids.ts';
import { canonicalJson } from '#shared/model/json.ts';
import { describeJobStore, type JobStoreBench } from '#shared/publishing/job-store.suite.ts';
import { type ConnectionFacts, findConnection, saveConnection } from './connections.ts';
import { connect, openStore, type Store } from './database.ts';
import { createGroupCommit } from './group-commit.ts';
import { createJobStore } from './job-store.ts';
import { insertPost } from './posts.ts';
import { attempts, auditEvents, notices, targets } from './schema.ts';
import { editTarget, findTarget, insertTarget, scheduleTarget, type TargetRow } from './targets.ts';

describeJobStore('SQLite', async () => createBench());

const random = (count: number) => new Uint8Array(randomBytes(count));
const id = () => newId(Date.now(), random);

/** A database file with a connection of the tests' own, beside those of the workers. */
function createBench(): JobStoreBench {
  const folder = mkdtempSync(join(tmpdir(), 'picscripter-jobs-'));
  const file = join(folder, 'picscripter.db');
  let open: Store[] = [openStore(file)];
  const ours = () => open[0]?.db ?? raise('the bench is closed');
  const rowOf = (targetId: string) =>
    findTarget(ours(), targetId)?.target ?? raise('there is no such target');

  return {
    async worker() {
      const store = connect(file);
      open.push(store);
      return createJobStore(store, createGroupCommit(store), random);
    },

    async account() {
      const connectionId = id();
      saveConnection(ours(), connectionId, { ...account, accountId: connectionId }, 0);
      return connectionId;
    },

    async plant({
      connectionId,
      dueAt,
      text = 'Mugs',
      leadMs = 0,
      lateMs = 15 * 60_000,
      executor = 'desktop',
    }) {
      const [postId, targetId] = [id(), id()];
      const snapshot: Snapshot = { kind: 'text', text, media: [], options: {} };
      const lateMinutes = lateMs / 60_000;
      const shape = { kind: snapshot.kind, captionOverride: null, options: {}, leadMs, now: 0 };
      insertPost(ours(), {
        id: postId,
        draft: { caption: text, tone: null, category: null, media: [], targets: [] },
        key: null,
        now: 0,
      });
      insertTarget(ours(), { ...shape, id: targetId, postId, connectionId, lateMinutes });
      scheduleTarget(ours(), {
        id: targetId,
        dueAt,
        local: new Date(dueAt).toISOString().slice(0, 16),
        zone: 'UTC',
        lateMinutes,
        kind: snapshot.kind,
        snapshot,
        fingerprint: createHash('sha256').update(canonicalJson(snapshot)).digest('hex'),
        now: 0,
      });
      ours().update(targets).set({ executor }).where(eq(targets.id, targetId)).run();
      return targetId;
    },

    async put(targetId, state) {
      ours().update(targets).set({ state }).where(eq(targets.id, targetId)).run();
    },

    async edit(targetId) {
      const { kind, captionOverride, options, leadMs } = rowOf(targetId);
      editTarget(ours(), { id: targetId, kind, captionOverride, options, leadMs, now: 0 });
    },

    async target(targetId) {
      const row = rowOf(targetId);
      const { state, revision, fence, leaseUntil, failures, partlyOut, notBefore, nextLookAt } = row;
      const { remoteId, permalink, publishedAt, verifyAt, verification } = row;
      const out = { remoteId, permalink, publishedAt, verifyAt, verification };
      const reason = reasonOf(row);
      return {
        state,
        revision,
        fence,
        leaseUntil,
        failures,
        partlyOut,
        notBefore,
        nextLookAt,
        reason,
        ...out,
      };
    },

    async connection(connectionId) {
      return findConnection(ours(), connectionId) ?? raise('there is no such account');
    },

    async attempts(targetId) {
      const { fence, purpose, endedAt, outcome } = attempts;
      const columns = { fence, purpose, endedAt, outcome };
      return ours()
        .select(columns)
        .from(attempts)
        .where(eq(attempts.targetId, targetId))
        .orderBy(asc(fence))
        .all();
    },

    async told(targetId) {
      const audit = ours().select().from(auditEvents).where(eq(auditEvents.targetId, targetId)).all();
      const told = ours().select().from(notices).where(eq(notices.targetId, targetId)).all();
      return { audit: audit.map(({ action }) => action), notices: told.map(({ kind }) => kind) };
    },

    async reopen() {
      for (const store of open) store.close();
      open = [openStore(file)];
    },

    async close() {
      for (const store of open) store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

const account: Omit<ConnectionFacts, 'accountId'> = {
  platform: 'x',
  name: 'Mara’s Clay',
  handle: 'marasclay',
  avatarUrl: null,
  tier: 'standard',
  scopes: [],
  consent: '',
  clientId: 'c',
  tokenExpiresAt: null,
  renewable: true,
  grantSealed: null,
};

function reasonOf({ reasonMessage, reasonCode, reasonAction, reasonField }: TargetRow) {
  if (reasonMessage === null) return null;
  const action = reasonAction as 'edit-post' | null;
  return { message: reasonMessage, code: reasonCode, action, field: reasonField };
}

function raise(why: string): never {
  throw new Error(why);
}
