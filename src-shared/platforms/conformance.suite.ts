import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createHttp } from '#main/http/axios-http.ts';
import { mapForBrowser, parseHostMap } from '#main/http/host-map.ts';
import { createPublicMedia } from '#main/media/public-media.ts';
import type { FaultInput } from '#practice/faults.ts';
import { type Practice, publicMediaOrigin, startPractice } from '#practice/practice.ts';
import type { Snapshot } from '../model/content.ts';
import type { PlatformId } from '../model/platform-id.ts';
import { mayBeOut, PublishFailure } from '../model/publish-error.ts';
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
import {
  createStage,
  createStillClock,
  snapshotOf,
  sourceOf,
  type StillClock,
  type TestFile,
} from './stage.suite.ts';

/** A post that is ready to go out. */
export interface TestPost {
  snapshot: Snapshot;
  files: TestFile[];
}

/** What a platform's own test says about it; everything else is the same for all. */
export interface Conformance {
  platform: PlatformId;
  /** Which of the seller's accounts it is about; left out: the first. */
  account?: 'first' | 'other';
  /** The platform shows an app nothing of what such an account has posted. */
  blind?: true;
  /** One post of each kind that it has. */
  kinds: Readonly<Record<string, () => Promise<TestPost>>>;
  /** The simplest post that says something; a text alone where the platform has those. */
  saying?: (text: string) => Promise<TestPost>;
  /** It takes the same text again, as another post. */
  takesRepeats?: true;
  /** Kinds whose files the practice platform still shows by their own id when their post was taken down. */
  outlives?: readonly string[];
  /** Names of its documented errors, as the practice platform knows them. */
  errorCodes: readonly string[];
  /** Whose permission is taken back when the seller takes it back: the account or a person. */
  revokes: string;
  /** How often it was asked for a fresh token; null: it gives none, the seller must connect again. */
  refreshes: ((practice: Practice) => number) | null;
}

const connectionId = 'c1';

const textAlone = async (text: string): Promise<TestPost> => ({ snapshot: snapshotOf({ text }), files: [] });

/** What every adapter must do, against its practice platform and by the desktop's own HTTP client. */
export function describePlatform(facts: Conformance): void {
  const { platform: id, account: which = 'first', blind = false, kinds, saying = textAlone } = facts;
  const { outlives = [], errorCodes, revokes, refreshes } = facts;
  const platform = platforms[id];

  describe(`adapter of ${platform.name}${blind ? ', for an account that it does not show' : ''}`, () => {
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
      seller = connect(which);
    });
    afterAll(() => practice.close());

    /** An account with the engine's keeper of tokens. */
    function connect(which: 'first' | 'other') {
      const { app, grant, ...facts } = connectSeller(practice, id, clock.now(), which);
      const grants = createMemoryGrants();
      grants.put(connectionId, { platform: id, accountId: facts.accountId, app, grant });
      const tokens = createTokens({ grants, platforms, http, clock, holder: 'w1' });

      /** As each post is worked on: it knows which token it used last. */
      function worker() {
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
        return { account, renew };
      }
      return { account: worker().account, worker, grants };
    }

    const stageOf = (files: TestFile[] = [], of = seller) => {
      const publicMedia = createPublicMedia({
        origin: publicMediaOrigin,
        http,
        files: sourceOf(files),
        random: (count) => new Uint8Array(randomBytes(count)),
      });
      return createStage({ platform, files, publicMedia, ...of.worker() });
    };
    const posts = () => practice.control.posts({ platform: id });

    /** One run of the simplest post with this text. */
    async function say(text: string, more: { of?: typeof seller; taken?: readonly string[] } = {}) {
      const { snapshot, files } = await saying(text);
      return stageOf(files, more.of).publish(snapshot, { taken: more.taken ?? [] });
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
        const read = await platform.readBack(seller.account, remoteId, snapshot.kind);
        expect(read).toMatchObject(blind ? { state: 'unsure' } : { state: 'there', permalink });
        if (read.state === 'there') expect([null, snapshot.text]).toContain(read.text);

        for (const address of [permalink, platform.permalink(seller.account, remoteId)]) {
          const page = await pageOf(address);
          expect(page.status).toBe(200);
          for (const { media } of files) if (media.altText !== '') expect(page.text).toContain(media.altText);
        }

        if (blind) {
          const asked: unknown = await platform
            .newestPosts(seller.account, since)
            .catch((why: unknown) => why);
          expectSentence(asked instanceof PublishFailure ? asked.message : undefined);
          return;
        }
        const newest = await platform.newestPosts(seller.account, since - 1000);
        expect(newest).toHaveLength(texts.length);
        const first = newest.at(-1);
        expect(first).toMatchObject({ text: snapshot.text });
        expect([null, files.length]).toContain(first?.mediaCount);
        expect(first?.createdAt).toBeGreaterThan(since - 1000);
        expect(first?.createdAt).toBeLessThanOrEqual(clock.now());
        expect((await pageOf(first?.permalink ?? null)).status).toBe(200);
      },
    );

    test.each(Object.entries(kinds).filter(([kind]) => !blind && !outlives.includes(kind)))(
      '%s that was taken down reads as gone',
      async (_kind, make) => {
        const { snapshot, files } = await make();
        const { remoteId } = await stageOf(files).publish(snapshot);
        practice.control.removePost(posts()[0]?.id ?? '');
        expect(await platform.readBack(seller.account, remoteId ?? '', snapshot.kind)).toEqual({
          state: 'gone',
        });
      },
    );

    test('an account of another tier may write what its tier allows', async () => {
      const { standard, premium } = packs[id].text.max;
      const other = connect('other');
      expect(other.account.tier).toBe('premium');
      const text = `${'Mugs and bowls. '.repeat(Math.min(premium.value, 2000) / 16 - 1)}End.`;
      await say(text, { of: other });
      expect(posts()).toMatchObject([{ text, account: { id: other.account.accountId } }]);
      if (text.length <= standard.value) return;
      expect(await outcomeOf(say(text))).toMatchObject({
        to: 'refused',
        reason: { field: 'caption' },
      });
    });

    // oxlint-disable-next-line vitest/no-conditional-tests -- each platform has one of the two, and none is skipped
    if (facts.takesRepeats === true) {
      test('a text that another post of the account has is out again, and that post is not taken for this one', async () => {
        const { remoteId: first } = await say('Said twice');
        clock.set(clock.now() + 1000);
        practice.control.addFault({ platform: id, on: 'publish', kind: 'reset-after-accept' });
        const { snapshot, files } = await saying('Said twice');
        const end = await stageOf(files).settle(snapshot, [first ?? '']);
        const ids = posts().map((post) => post.id);
        expect(ids).toEqual([first, expect.any(String)]);
        expect(end).toMatchObject({ published: { remoteId: ids[1] } });
      });
    } else {
      test('a text that another post of the account has is refused, and that post is not taken for this one', async () => {
        const { remoteId } = await say('Said twice');
        clock.set(clock.now() + 1000);
        const taken = remoteId === null ? [] : [remoteId];
        const outcome = await outcomeOf(say('Said twice', { taken }));
        expect(outcome).toMatchObject({ to: 'refused', reason: { field: 'caption', action: 'edit-post' } });
        expect(posts()).toHaveLength(1);
      });
    }

    // oxlint-disable-next-line vitest/no-conditional-tests -- each platform has one of the two, and none is skipped
    if (refreshes === null) {
      test('a token that ran out holds the post until the account is reconnected', async () => {
        practice.control.expireTokens(seller.account.accountId);
        const outcome = await outcomeOf(say('New mugs'));
        expect(outcome).toMatchObject({ to: 'held', connectionState: 'reconnect' });
        expect(stateOf(seller.grants)).toBe('reconnect');
        expect(posts()).toEqual([]);
      });
    } else {
      test('a token that ran out is renewed once, though two posts meet it at once', async () => {
        practice.control.expireTokens(seller.account.accountId);
        const texts = ['The first', 'The second'];
        await Promise.all(texts.map((text) => say(text)));
        expect(
          posts()
            .map(({ text }) => text)
            .sort(),
        ).toEqual(texts);
        expect(refreshes(practice)).toBe(1);
      });
    }

    test('a permission that was taken back holds the post until the account is reconnected', async () => {
      practice.control.revokeTokens(revokes);
      const outcome = await outcomeOf(say('New mugs'));
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
      const outcome = await outcomeOf(say('New mugs'));
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

/** A video and a document have no description. */
function altOf({ type, altText }: { type: string; altText: string }) {
  return type.startsWith('image/') ? { altText } : {};
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
  const [ours] = text?.split(/ (?:It|X|Facebook|Instagram|Pinterest) says: /) ?? [];
  expect(ours).toMatch(/^[A-Z“].*[.!?”]$/s);
  expect(text).not.toMatch(/undefined|null|NaN|\[object|\{|\bHTTP\b/);
}
