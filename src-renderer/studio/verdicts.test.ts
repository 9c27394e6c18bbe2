import { describe, expect, it } from 'vitest';
import type { ConnectionView } from '#shared/contract/connections.ts';
import type { MediaView } from '#shared/contract/media.ts';
import { emptyDraft, withFitted, withTarget } from './draft.ts';
import { judgeAccounts, obstacles, placeOf, withRemarks } from './verdicts.ts';

const x = '0197a000-0000-7000-8000-000000000001';
const page = '0197a000-0000-7000-8000-000000000002';

function connection(more: Partial<ConnectionView>): ConnectionView {
  return {
    id: x,
    platform: 'x',
    accountId: '1',
    name: 'Clay & Co',
    handle: 'clayandco',
    avatarUrl: null,
    tier: 'standard',
    state: 'ok',
    stateReason: null,
    scopes: [],
    consent: '',
    tokenExpiresAt: null,
    renewable: true,
    createdAt: 0,
    upcoming: 0,
    forecast: null,
    ...more,
  };
}
const connections = [connection({}), connection({ id: page, platform: 'facebook', name: 'Clay Page' })];
const none = () => undefined;
const jpeg: MediaView = {
  id: 'made',
  hash: '0'.repeat(64),
  type: 'image/jpeg',
  size: 90_000,
  width: 900,
  height: 900,
  animated: false,
  altText: '',
  name: 'mug',
  url: '',
  thumbUrl: '',
  createdAt: 0,
  uses: 1,
};

describe('the verdict on each chosen account', () => {
  it('counts the same caption by the rules of each platform', () => {
    const draft = { ...emptyDraft([x, page]), caption: 'a'.repeat(300) };
    const [onX, onPage] = judgeAccounts(draft, connections, none);
    expect(onX).toMatchObject({ light: 'red', counts: [{ used: 300, max: 280 }] });
    expect(onX?.remarks[0]?.place).toEqual({ field: 'caption', connectionId: x });
    expect(onPage).toMatchObject({ light: 'green', counts: [{ used: 300 }] });
  });

  it('looks at the own caption of an account', () => {
    const long = { ...emptyDraft([x, page]), caption: 'a'.repeat(300) };
    const draft = withTarget(long, x, (target) => ({ ...target, captionOverride: 'short' }));
    expect(judgeAccounts(draft, connections, none).map(({ light }) => light)).toEqual(['green', 'green']);
  });

  it('offers to fit a photo, and is content with what was made for the account', () => {
    const pins = connection({ id: page, platform: 'pinterest' });
    const webp: MediaView = { ...jpeg, id: 'mug', type: 'image/webp' };
    const files = new Map([webp, jpeg].map((file) => [file.id, file]));
    const draft = withTarget(
      { ...emptyDraft([page]), caption: 'Mug', media: [{ mediaId: 'mug', altText: '' }] },
      page,
      (target) => ({ ...target, options: { board: '1' } }),
    );
    const [verdict] = judgeAccounts(draft, [pins], (id) => files.get(id));
    expect(verdict?.remarks).toMatchObject([
      { place: { field: 'media.0' }, fits: [{ mediaId: 'mug', recipe: { type: 'image/jpeg', width: 900 } }] },
    ]);
    const mended = withFitted(draft, page, { mug: 'made' });
    expect(judgeAccounts(mended, [pins], (id) => files.get(id))).toMatchObject([
      { light: 'green', remarks: [] },
    ]);
    expect(withFitted(mended, page, { mug: null })).toEqual(draft);
  });

  it('is red with the reason while the account cannot post', () => {
    const stateReason = 'X no longer takes the key of @clayandco.';
    const [verdict] = judgeAccounts(
      { ...emptyDraft([x]), caption: 'Mug' },
      [connection({ state: 'reconnect', stateReason })],
      none,
    );
    expect(verdict).toMatchObject({ light: 'red', remarks: [{ message: stateReason }] });
  });

  it('says what the desktop says only where it is new', () => {
    const draft = { ...emptyDraft([x, page]), caption: 'a'.repeat(300) };
    const [onX] = judgeAccounts(draft, connections, none);
    if (onX === undefined) throw new Error('no verdict');
    const place = { field: 'account', connectionId: x };
    const same = onX.remarks.map(({ message }) => ({ level: 'stop' as const, message, place }));
    const more = withRemarks(onX, [...same, { level: 'warn', message: 'The allowance ends today.', place }]);
    expect(more.remarks).toHaveLength(onX.remarks.length + 1);
    expect(obstacles([more, more])).toHaveLength(1);
  });
});

it('says once only that an account cannot post', () => {
  const lost = connection({ state: 'reconnect', stateReason: 'X no longer takes the sign-in.' });
  const [verdict] = judgeAccounts({ ...emptyDraft([x]), caption: 'Mug' }, [lost], none);
  if (verdict === undefined) throw new Error('no verdict');
  const place = { field: 'account', connectionId: x };
  const said = withRemarks(verdict, [{ level: 'stop', message: 'Clay must be reconnected first.', place }]);
  expect(said.remarks).toHaveLength(1);
});

it('finds the place in the form of a field that the desktop names', () => {
  const draft = emptyDraft([x, page]);
  expect(placeOf('caption', draft)).toEqual({ field: 'caption', connectionId: null });
  expect(placeOf('draft.media.2', draft)).toEqual({ field: 'media.2', connectionId: null });
  expect(placeOf('targets.1.captionOverride', draft)).toEqual({ field: 'caption', connectionId: page });
  expect(placeOf('targets.0.options.thread.1', draft)).toEqual({ field: 'thread.1', connectionId: x });
});
