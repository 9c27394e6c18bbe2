import { beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../model/app-error.ts';
import { PublishFailure } from '../model/publish-error.ts';
import { type Grant, OAuthFailure, type Platform } from '../platforms/platform.ts';
import { createStillClock, type StillClock } from '../platforms/stage.suite.ts';
import { platforms } from '../platforms/registry.ts';
import { HOUR, MINUTE, NOW } from './claim.suite.ts';
import { createMemoryGrants, type MemoryGrants } from './grants.suite.ts';
import { createTokens, mergeGrant, type Tokens } from './tokens.ts';

const id = 'c1';
const old: Grant = {
  accessToken: 'at-1',
  refreshToken: 'rt-1',
  expiresAt: NOW + 2 * HOUR,
  scopes: ['write'],
  extra: { a: '1' },
};

let clock: StillClock;
let grants: MemoryGrants;
/** What the platform answers to each refresh, in order; then ever newer tokens. */
let answers: (Grant | null | Error)[];
/** The refresh tokens it was shown. */
let shown: (string | null)[];

beforeEach(() => {
  clock = createStillClock(NOW);
  grants = createMemoryGrants();
  answers = [];
  shown = [];
  put({});
});

function put(change: Partial<Grant>): void {
  const app = { clientId: 'app', clientSecret: null };
  grants.put(id, { platform: 'x', accountId: '17', app, grant: { ...old, ...change } });
}

function keeper(holder = 'w1', store: MemoryGrants = grants): Tokens {
  const refresh: Platform['oauth']['refresh'] = async (_context, grant) => {
    shown.push(grant.refreshToken);
    await Promise.resolve();
    const number = shown.length + 1;
    const answer = answers.length > 0 ? answers.shift() : fresh(number);
    if (answer instanceof Error) throw answer;
    return answer ?? null;
  };
  const platform = { oauth: { refresh } } as unknown as Platform;
  const http = () => Promise.reject(new Error('tokens ask the platform, not the network'));
  return createTokens({ grants: store, platforms: { ...platforms, x: platform }, http, clock, holder });
}

const fresh = (number: number): Grant => ({
  accessToken: `at-${number}`,
  refreshToken: `rt-${number}`,
  expiresAt: clock.now() + 2 * HOUR,
  scopes: ['write'],
  extra: {},
});

async function errorOf(work: Promise<unknown>) {
  const thrown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(thrown).toBeInstanceOf(PublishFailure);
  return (thrown as PublishFailure).error;
}

describe('a token', () => {
  test('that is good is given as it is', async () => {
    expect(await keeper().access(id)).toBe('at-1');
    put({ expiresAt: null, refreshToken: null });
    expect(await keeper().access(id)).toBe('at-1');
    expect(shown).toEqual([]);
  });

  test('that ends within ten minutes is renewed, and kept before it is used', async () => {
    clock.set(NOW + 2 * HOUR - 10 * MINUTE);
    const token = await keeper().access(id);
    expect(token).toBe('at-2');
    expect(grants.writes).toEqual(['saved']);
    expect(grants.grantOf(id)).toMatchObject({ accessToken: 'at-2', refreshToken: 'rt-2' });
  });

  test('that cannot be renewed is used to its end', async () => {
    put({ refreshToken: null, expiresAt: NOW + MINUTE });
    expect(await keeper().access(id)).toBe('at-1');
    expect(shown).toEqual([]);
  });

  test('is renewed once, however many ask for it', async () => {
    put({ expiresAt: NOW });
    const tokens = keeper();
    const asked = [tokens.access(id), tokens.access(id), tokens.renew(id, 'at-1'), tokens.access(id)];
    expect(await Promise.all(asked)).toEqual(['at-2', 'at-2', 'at-2', 'at-2']);
    expect(shown).toEqual(['rt-1']);
  });

  test('that was renewed meanwhile is not renewed again for one who still has the old one', async () => {
    const tokens = keeper();
    expect(await tokens.renew(id, 'at-1')).toBe('at-2');
    expect(await tokens.renew(id, 'at-1')).toBe('at-2');
    expect(shown).toHaveLength(1);
  });

  test('of each account is its own', async () => {
    const app = { clientId: 'app', clientSecret: null };
    grants.put('c2', { platform: 'x', accountId: '18', app, grant: { ...old, refreshToken: 'rt-b' } });
    const tokens = keeper();
    await Promise.all([tokens.renew(id, 'at-1'), tokens.renew('c2', 'at-1')]);
    expect(shown.sort()).toEqual(['rt-1', 'rt-b']);
  });
});

describe('two keepers of one account', () => {
  test('renew it once between them', async () => {
    put({ expiresAt: NOW });
    const given = await Promise.all([
      keeper('w1').access(id),
      keeper('w2').access(id),
      keeper('w3').access(id),
    ]);
    expect(given).toEqual(['at-2', 'at-2', 'at-2']);
    expect(shown).toEqual(['rt-1']);
  });

  test('one that died while renewing holds the other up for a minute at most', async () => {
    await grants.takeRefreshLease(id, 'the dead one', NOW, NOW + MINUTE);
    expect(await keeper().renew(id, 'at-1')).toBe('at-2');
    expect(clock.slept).toBeGreaterThanOrEqual(MINUTE);
    expect(clock.slept).toBeLessThan(MINUTE + 1000);
  });

  test('one that failed lets the other try at once', async () => {
    answers = [new OAuthFailure('temporary', 'No answer came.')];
    await errorOf(keeper('w1').renew(id, 'at-1'));
    expect(await keeper('w2').renew(id, 'at-1')).toBe('at-3');
    expect(clock.slept).toBe(0);
  });
});

describe('trouble while renewing', () => {
  const trouble = () => new OAuthFailure('temporary', 'X has trouble at the moment (500). Try again later.');

  test('that passes disconnects nobody: five times 500, then it works', async () => {
    put({ expiresAt: NOW });
    answers = Array.from({ length: 5 }, trouble);
    const tokens = keeper();
    for (let time = 0; time < 5; time++) {
      expect(await errorOf(tokens.access(id))).toMatchObject({ class: 'transient', effect: 'none' });
      expect(grants.stateOf(id)).toBe('ok');
    }
    expect(await tokens.access(id)).toBe('at-7');
    expect(shown).toEqual(Array(6).fill('rt-1'));
    expect(grants.writes).toEqual(['saved']);
  });

  test('changes nothing while the old token lives', async () => {
    put({ expiresAt: NOW + MINUTE });
    answers = [trouble()];
    expect(await keeper().access(id)).toBe('at-1');
  });

  test('says when to come again, where the platform does', async () => {
    answers = [new OAuthFailure('temporary', 'Fewer calls.', NOW + 3 * MINUTE)];
    expect(await errorOf(keeper().renew(id, 'at-1'))).toMatchObject({
      class: 'transient',
      after: 3 * MINUTE,
    });
  });

  test('a dead grant is told, once and for all, without asking the platform again', async () => {
    answers = [new OAuthFailure('dead', 'X no longer accepts the sign-in.')];
    const tokens = keeper();
    expect(await errorOf(tokens.renew(id, 'at-1'))).toEqual({
      class: 'token',
      message: 'X no longer accepts the sign-in.',
    });
    expect(grants.stateOf(id)).toBe('reconnect');
    expect(await errorOf(tokens.access(id))).toMatchObject({ class: 'token' });
    expect(shown).toHaveLength(1);
  });

  test('a permission that was taken back is the same, and so is a platform that renews nothing', async () => {
    for (const answer of [new OAuthFailure('refused', 'You declined.'), null]) {
      put({});
      answers = [answer];
      expect(await errorOf(keeper().renew(id, 'at-1'))).toMatchObject({ class: 'token' });
      expect(grants.stateOf(id)).toBe('reconnect');
    }
  });

  test('an app that is set up wrongly is not the account’s fault', async () => {
    answers = [new OAuthFailure('app', 'X does not know this app.')];
    expect(await errorOf(keeper().renew(id, 'at-1'))).toEqual({
      class: 'account',
      message: 'X does not know this app.',
      reconnect: false,
    });
    expect(grants.stateOf(id)).toBe('ok');
  });

  test('after a crash between the platform’s answer and ours to keep it, the old pair is tried, then the seller asked', async () => {
    answers = [
      new OAuthFailure('dead', 'X no longer accepts the sign-in of this account. Connect it again.'),
    ];
    put({ expiresAt: NOW });
    expect(await errorOf(keeper().access(id))).toMatchObject({ class: 'token', message: /Connect it again/ });
    expect(shown).toEqual(['rt-1']);
  });

  test.each(['removed', 'reconnect'] as const)('an account that is "%s" has no token', async (state) => {
    if (state === 'removed') grants.load = async () => null;
    else await grants.markDead(id, '', NOW);
    expect(await errorOf(keeper().access(id))).toMatchObject({ class: 'token' });
    expect(shown).toEqual([]);
  });

  test('a sign-in that this computer can no longer read made its posts "perhaps out", looked for again and again', async () => {
    const sentence = 'This saved sign-in can no longer be read here. Connect the account again.';
    grants.load = () => Promise.reject(new AppError('NOT_CONNECTED', sentence, { action: 'reconnect' }));
    expect(await errorOf(keeper().access(id))).toEqual({ class: 'token', message: sentence });
    expect(await errorOf(keeper().renew(id, 'at-1'))).toEqual({ class: 'token', message: sentence });
  });

  test('a locked database made a post "perhaps out" before it had left', async () => {
    grants.takeRefreshLease = () => Promise.reject(new Error('database is locked'));
    expect(await errorOf(keeper().renew(id, 'at-1'))).toMatchObject({ class: 'transient', effect: 'none' });
  });
});

describe('a fresh grant', () => {
  test('without a refresh token keeps the one there was', async () => {
    for (const refreshToken of [null, '']) {
      put({ expiresAt: NOW });
      answers = [{ ...fresh(2), refreshToken }];
      await keeper().access(id);
      expect(grants.grantOf(id)).toMatchObject({ accessToken: 'at-2', refreshToken: 'rt-1' });
    }
  });

  test('never overwrites anything with nothing', () => {
    const empty: Grant = {
      accessToken: '',
      refreshToken: null,
      expiresAt: NOW,
      scopes: [],
      extra: { a: '', b: '2' },
    };
    expect(mergeGrant(old, empty)).toEqual({ ...old, expiresAt: NOW, extra: { a: '1', b: '2' } });
  });
});
