import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createHttp } from '#main/http/axios-http.ts';
import { mapForBrowser, parseHostMap } from '#main/http/host-map.ts';
import type { FaultInput } from '#practice/faults.ts';
import { type Practice, startPractice } from '#practice/practice.ts';
import type { Snapshot } from '../model/content.ts';
import type { PlatformId } from '../model/platform-id.ts';
import { mayBeOut } from '../model/publish-error.ts';
import { announce } from '../publishing/announce.ts';
import { claimOf } from '../publishing/claim.suite.ts';
import { afterFailure, afterSilence } from '../publishing/decide.ts';
import { createMemoryGrants, type MemoryGrants } from '../publishing/grants.suite.ts';
import type { Http } from '../publishing/http.ts';
import type { Outcome } from '../publishing/job-store.ts';
import { errorOf, Unresolved } from '../publishing/journal.ts';
import { createTokens } from '../publishing/tokens.ts';
import { packs } from '../rules/packs.ts';
import type { Account, Published } from './platform.ts';
import { platforms } from './registry.ts';
import { connectSeller } from './seller.suite.ts';
import { createStage, createStillClock, snapshotOf, type StillClock, type TestFile } from './stage.suite.ts';

/** What a platform's own test says about it; everything else is the same for all. */
export interface Conformance {
  platform: PlatformId;
  /** One post of each kind that it has. */
  kinds: Readonly<Record<string, () => Promise<Made>>>;
  /** Its simplest post with this text, where words alone are none. */
  plain?: (text: string) => Promise<Made>;
  /** It takes the same text as often as one likes. */
  takesSameText?: true;
  /** Kinds whose files the practice platform still shows by their own id when their post was taken down. */
  outlives?: readonly string[];
  /** Names of its documented errors, as the practice platform knows them. */
  errorCodes: readonly string[];
  /** Whose permission is taken back when the seller takes it back: the account or a person. */
  revokes: string;
  /** How often it was asked for a fresh token. */
  refreshes(practice: Practice): number;
}

/** A post and the files in it. */
export interface Made {
  snapshot: Snapshot;
  files: TestFile[];
}

const connectionId = 'c1';

/** What every adapter must do, against its practice platform and by the desktop's own HTTP client. */
export function describePlatform(facts: Conformance): void {
  const { platform: id, kinds, outlives = [], errorCodes, revokes, refreshes, takesSameText } = facts;
  const { plain = async (text) => ({ snapshot: snapshotOf({ text }), files: [] }) } = facts;
  const platform = platforms[id];

  describe(`adapter of ${platform.name}`, () => {
    let clock: StillClock;
    let practice: Practice;
    let http: Http;
    let seller: ReturnType<typeof connect>;

    beforeAll(async () => {
      clock = createStillClock();
      practice = await startPractice({ now: () => clock.now() });
      http = createHttp({ hosts: parseHostMap(JSON.stringify(practice.hosts)) });
    });
    beforeEach(() => {
      practice.control.reset();
      seller = connect('first');
    });
    afterAll(() => practice.close());

    /** An account with the engine's keeper of tokens. */
    function connect(which: 'first' | 'other') {
      const { app, grant, ...facts } = connectSeller(practice, id, clock.now(), which);
      const grants = createMemoryGrants();
      grants.put(connectionId, { platform: id, accountId: facts.accountId, app, grant });
      const tokens = createTokens({ grants, platforms, http, clock, holder: 'w1' });
      let used = '';
      const account: Account = {
        ...facts,
        clientId: app.clientId,
        token: async () => {
          used = await tokens.access(connectionId);
          return used;
        },
        http,
        clock,
      };
      const renew = async () => void (await tokens.renew(connectionId, used));
      return { account, grants, renew };
    }

    const stageOf = (files: TestFile[] = [], of = seller) =>
      createStage({ platform, account: of.account, files, renew: of.renew });
    const posts = () => practice.control.posts({ platform: id });

    async function publishPlain(text: string, { of = seller, taken = [] as readonly string[] } = {}) {
      const { snapshot, files } = await plain(text);
      return stageOf(files, of).publish(snapshot, { taken });
    }

    /** The page that a permalink leads to. */
    async function pageOf(permalink: string | null): Promise<{ status: number; text: string }> {
      const answer = await fetch(mapForBrowser(permalink ?? '', new Map(Object.entries(practice.hosts))));
      return { status: answer.status, text: await answer.text() };
    }

    test.each(Object.entries(kinds))(
      '%s is out once, whole, and can be visited, read back and found among the newest',
      async (_kind, make) => {
        const { snapshot, files } = await make();
        const since = clock.now();
        const published = await stageOf(files).publish(snapshot);

        const texts = [snapshot.text, ...(snapshot.options.thread ?? [])];
        expect(posts().map(({ text }) => text)).toEqual(texts);
        const { link } = snapshot.options;
        if (link !== undefined) expect(posts()[0]).toMatchObject({ link });
        expect(posts()[0]?.media).toMatchObject(
          files.map(({ media }) => ({ sha256: media.hash, ...altOf(media) })),
        );

        const { remoteId, permalink } = published as Published & { remoteId: string };
        const read = await platform.readBack(seller.account, remoteId);
        expect(read).toMatchObject({ state: 'there', permalink });
        expect([null, snapshot.text]).toContain(read.state === 'there' ? read.text : undefined);

        for (const address of [permalink, platform.permalink(seller.account, remoteId)]) {
          const page = await pageOf(address);
          expect(page.status).toBe(200);
          for (const { media } of files) if (media.altText !== '') expect(page.text).toContain(media.altText);
        }

        const newest = await platform.newestPosts(seller.account, since - 1000);
        expect(newest).toHaveLength(texts.length);
        const first = newest.at(-1);
        expect(first).toMatchObject({ text: snapshot.text, mediaCount: files.length });
        expect(first?.createdAt).toBeGreaterThan(since - 1000);
        expect(first?.createdAt).toBeLessThanOrEqual(clock.now());
        expect((await pageOf(first?.permalink ?? null)).status).toBe(200);
      },
    );

    test.each(Object.entries(kinds).filter(([kind]) => !outlives.includes(kind)))(
      '%s that was taken down reads as gone',
      async (_kind, make) => {
        const { snapshot, files } = await make();
        const { remoteId } = await stageOf(files).publish(snapshot);
        practice.control.removePost(posts()[0]?.id ?? '');
        expect(await platform.readBack(seller.account, remoteId ?? '')).toEqual({ state: 'gone' });
      },
    );

    test('an account of another tier may write what its tier allows', async () => {
      const { standard, premium } = packs[id].text.max;
      const other = connect('other');
      expect(other.account.tier).toBe('premium');
      const text = `${'Mugs and bowls. '.repeat(Math.min(premium.value, 2000) / 16)}End.`;
      await publishPlain(text, { of: other });
      expect(posts()).toMatchObject([{ text, account: { id: other.account.accountId } }]);
      if (text.length <= standard.value) return;
      expect(await outcomeOf(publishPlain(text))).toMatchObject({
        to: 'refused',
        reason: { field: 'caption' },
      });
    });

    test.skipIf(takesSameText)(
      'a text that another post of the account has is refused, and that post is not taken for this one',
      async () => {
        const { remoteId } = await publishPlain('Said twice');
        clock.set(clock.now() + 1000);
        const taken = remoteId === null ? [] : [remoteId];
        const outcome = await outcomeOf(publishPlain('Said twice', { taken }));
        expect(outcome).toMatchObject({ to: 'refused', reason: { field: 'caption', action: 'edit-post' } });
        expect(posts()).toHaveLength(1);
      },
    );

    test('a token that ran out is renewed once, though two posts meet it at once', async () => {
      practice.control.expireTokens(seller.account.accountId);
      const texts = ['The first', 'The second'];
      await Promise.all(texts.map((text) => publishPlain(text)));
      expect(
        posts()
          .map(({ text }) => text)
          .sort(),
      ).toEqual(texts);
      expect(refreshes(practice)).toBe(1);
    });

    test('a permission that was taken back holds the post until the account is reconnected', async () => {
      practice.control.revokeTokens(revokes);
      const outcome = await outcomeOf(publishPlain('New mugs'));
      expect(outcome).toMatchObject({
        to: 'held',
        connectionState: 'reconnect',
        reason: { action: 'reconnect' },
      });
      expect(announce(claimOf(), outcome, platform.name)?.notice?.kind).toBe('reconnect');
      expect(stateOf(seller.grants)).toBe('reconnect');
      expect(posts()).toEqual([]);
    });

    const faults: Omit<FaultInput, 'platform'>[] = [
      ...['429', '500-before', '500-after-accept', 'reset-before-accept', 'reset-after-accept'].map(kindOf),
      ...['empty-body', 'html-body', 'duplicate', 'expired-token', 'revoked-token'].map(kindOf),
      ...['empty', 'html'].map((body) => ({ kind: '500-before', body }) as const),
      ...errorCodes.map((code) => ({ kind: 'error', code }) as const),
    ] as Omit<FaultInput, 'platform'>[];

    test.each(faults)('$kind $code $body ends in a sentence, and in at most one post', async (fault) => {
      practice.control.addFault({ platform: id, on: 'publish', times: 'always', ...fault });
      const outcome = await outcomeOf(publishPlain('New mugs'));
      if (outcome.to !== 'published')
        expectSentence('reason' in outcome ? outcome.reason?.message : undefined);
      const told = announce(claimOf(), outcome, platform.name);
      if (told?.notice) expectSentence(told.notice.text);
      const isSurelyNotOut = outcome.to !== 'published' && outcome.to !== 'unknown';
      expect(posts().length).toBeLessThanOrEqual(isSurelyNotOut ? 0 : 1);
    });
  });
}

const kindOf = (kind: string) => ({ kind });

/** A video has no description. */
function altOf({ type, altText }: { type: string; altText: string }) {
  return type.startsWith('video/') ? {} : { altText };
}

/** What the engine makes of one run. */
async function outcomeOf(run: Promise<Published>): Promise<Outcome> {
  const claim = claimOf();
  const now = claim.dueAt;
  try {
    return { to: 'published', ...(await run), publishedAt: now, verifyAt: null };
  } catch (thrown) {
    if (thrown instanceof Unresolved) return afterSilence(thrown.message, null);
    const error = errorOf(thrown);
    if (mayBeOut(error)) throw thrown;
    return afterFailure(claim, error, now);
  }
}

function stateOf(grants: MemoryGrants): string {
  return grants.stateOf(connectionId);
}

/** Something a seller can read: it begins and ends like a sentence and shows nothing of our insides. */
function expectSentence(text: string | undefined): void {
  // What follows are the platform's own words.
  const [ours] = text?.split(/ (?:It|X|Facebook) says: /) ?? [];
  expect(ours).toMatch(/^[A-Z“].*[.!?”]$/s);
  expect(text).not.toMatch(/undefined|null|NaN|\[object|\{|\bHTTP\b/);
}
