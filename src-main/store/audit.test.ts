import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PostView } from '#shared/contract/posts.ts';
import { verifyChain } from '#shared/security/audit-chain.ts';
import { type AuditEntry, chained } from '#shared/security/audit-entry.ts';
import { type Desk, draftFor, openDesk } from '../desk.suite.ts';
import { bringTo } from '../planning/publisher.suite.ts';
import { auditEvents } from './schema.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const events = () => desk.desktop.store.db.select().from(auditEvents).orderBy(auditEvents.seq).all();
const verify = () =>
  verifyChain(events().map((row) => ({ event: chained(row as AuditEntry), hash: row.hash })));

test('every act of the seller and of the publisher is a link of one chain; a change of any of them shows', async () => {
  const mara = await desk.account('Mara');
  const schedule = async () =>
    (
      await desk.ok<{ post: PostView }>('POST', '/api/schedule', {
        draft: draftFor([mara]),
        when: { now: true },
      })
    ).post;
  await bringTo(desk, await schedule(), 'published');
  await bringTo(desk, await schedule(), 'refused');
  const missed = await schedule();
  await bringTo(desk, missed, 'missed');
  const drop = { targetId: missed.targets[0]?.id, decision: { is: 'drop' } };
  await desk.ok('POST', `/api/schedule/${missed.id}/resolve`, drop);
  await desk.ok('DELETE', `/api/posts/${missed.id}`);
  await desk.ok('POST', `/api/posts/${missed.id}/restore`);
  await desk.ok('DELETE', `/api/connections/${mara}`);

  const told = events();
  expect(told.map(({ action }) => action)).toEqual([
    'connection.connected',
    'post.created',
    'post.scheduled',
    'target.published',
    'post.created',
    'post.scheduled',
    'target.refused',
    'post.created',
    'post.scheduled',
    'target.missed',
    'target.dropped',
    'post.trashed',
    'post.restored',
    'connection.disconnected',
  ]);
  expect(await verify()).toEqual({ intact: true, head: told.at(-1)?.hash });

  const { raw } = desk.desktop.store;
  raw.prepare("UPDATE audit_events SET summary = 'Nothing happened.' WHERE seq = ?").run(told[3]?.seq);
  expect(await verify()).toEqual({ intact: false, brokenAt: 3 });
  raw.prepare('UPDATE audit_events SET summary = ? WHERE seq = ?').run(told[3]?.summary, told[3]?.seq);
  expect(await verify()).toMatchObject({ intact: true });
  raw.prepare('DELETE FROM audit_events WHERE seq = ?').run(told[5]?.seq);
  expect(await verify()).toEqual({ intact: false, brokenAt: 5 });
});

test('an act that is refused leaves no trace in it', async () => {
  const before = events().length;
  await desk.refused('POST', '/api/schedule', { draft: draftFor([]), when: { now: true } });
  expect(events()).toHaveLength(before);
});
