import type { Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { graphError } from './errors.ts';
import type { FbToken } from './model.ts';

const hour = 60 * 60 * 1000;
/** Calls an hour with user tokens: 200 for each user of the app; the practice app has one. */
const callsPerHour = 200;
/** Calls a day with a Page token: 4800 for each engaged person; a practice Page has ten. */
const callsPerDay = 48_000;

/** Counts one call against the limit its token belongs to; the refusal when it is spent. */
export function countUse(world: World, token: FbToken): Reply | undefined {
  const percent = token.kind === 'PAGE' ? pagePercent(world, token, 1) : appPercent(world, token, 1);
  if (percent <= 100) return undefined;
  return graphError(token.kind === 'PAGE' ? 80_001 : 4).with(usageHeaders(world, token));
}

/** `X-App-Usage` and, for a Page token, `X-Business-Use-Case-Usage`: percentages; the wait is in minutes. */
export function usageHeaders(
  world: World,
  token: FbToken | undefined,
  { full = false } = {},
): Record<string, string> {
  if (token === undefined) return {};
  const app = full && token.kind === 'USER' ? 100 : appPercent(world, token, 0);
  const headers: Record<string, string> = {
    'x-app-usage': JSON.stringify({ call_count: app, total_time: app, total_cputime: Math.floor(app / 2) }),
  };
  if (token.pageId === null) return headers;
  const page = full ? 100 : pagePercent(world, token, 0);
  headers['x-business-use-case-usage'] = JSON.stringify({
    [token.pageId]: [
      {
        type: 'pages',
        call_count: page,
        total_cputime: Math.floor(page / 2),
        total_time: page,
        estimated_time_to_regain_access: page >= 100 ? 19 : 0,
      },
    ],
  });
  return headers;
}

function appPercent(world: World, token: FbToken, added: number): number {
  const { appUsage } = world.state.facebook.switches;
  return appUsage ?? Math.floor((100 * counted(world, `fb app ${token.appId}`, hour, added)) / callsPerHour);
}

function pagePercent(world: World, token: FbToken, added: number): number {
  const { pageUsage } = world.state.facebook.switches;
  return (
    pageUsage ?? Math.floor((100 * counted(world, `fb page ${token.pageId}`, 24 * hour, added)) / callsPerDay)
  );
}

function counted(world: World, key: string, length: number, added: number): number {
  const now = world.now();
  const known = world.counters.get(key);
  const current = known !== undefined && now < known.since + length ? known : { since: now, count: 0 };
  current.count += added;
  world.counters.set(key, current);
  return current.count;
}
