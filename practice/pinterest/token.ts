import type { Call } from '../endpoint.ts';
import { json, type Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { invalid, refusal, unauthenticated } from './errors.ts';
import type { PinApp } from './model.ts';
import { issueTokens, newGrant, sameSecret } from './sessions.ts';

/** Unverified: how long a code may be traded. */
const codeLife = 10 * 60_000;

/** POST /v5/oauth/token */
export function token(call: Call, world: World): Reply {
  const app = client(call, world);
  if (app === undefined) return unauthenticated();
  if (call.body.kind !== 'form') return invalid('the body must be application/x-www-form-urlencoded');
  const form = call.body.fields;
  switch (form.get('grant_type')) {
    case 'authorization_code':
      return unexpected(form, ['code', 'redirect_uri', 'continuous_refresh']) ?? exchange(form, app, world);
    case 'refresh_token':
      return unexpected(form, ['refresh_token', 'scope']) ?? refresh(form, app, world);
    default:
      return invalid('grant_type must be authorization_code or refresh_token');
  }
}

/** POST /v5/oauth/token/revoke: for system users only */
export const revoke = (call: Call, world: World): Reply =>
  client(call, world) === undefined
    ? unauthenticated()
    : refusal(403, 7, 'Only tokens of system users can be revoked.');

/** Every app signs in with HTTP Basic. */
function client(call: Call, world: World): PinApp | undefined {
  const basic = /^Basic (\S+)$/.exec(call.header('authorization') ?? '')?.[1] ?? '';
  const [id = '', password = ''] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  const app = world.state.pinterest.apps[id];
  return app !== undefined && sameSecret(password, app.secret) ? app : undefined;
}

function unexpected(form: URLSearchParams, known: readonly string[]): Reply | undefined {
  const names = [...form.keys()];
  const odd = names.find(
    (name, index) => !['grant_type', ...known].includes(name) || names.indexOf(name) < index,
  );
  return odd === undefined ? undefined : invalid(`${odd} was unexpected`);
}

function exchange(form: URLSearchParams, app: PinApp, world: World): Reply {
  const code = world.state.pinterest.codes[form.get('code') ?? ''];
  const refused = refusal(400, 1, 'The authorization code is invalid or has expired.');
  if (code === undefined || code.appId !== app.id) return refused;
  const isGood = !code.spent && world.now() - code.issuedAt <= codeLife;
  code.spent = true;
  world.changed();
  if (!isGood) return refused;
  if (code.redirectUri !== form.get('redirect_uri')) {
    return refusal(400, 1, 'The redirect_uri does not match the one of the authorization request.');
  }
  if (app.legacy && form.get('continuous_refresh') !== 'true') {
    return refusal(
      400,
      1,
      'The legacy refresh token is no longer supported: set continuous_refresh to true.',
    );
  }
  return json(200, issueTokens(world, newGrant(world, code.userId, app.id, code.scopes)));
}

/** Gives a new refresh token with every refresh. */
function refresh(form: URLSearchParams, app: PinApp, world: World): Reply {
  const value = form.get('refresh_token') ?? '';
  const { refreshTokens, grants, switches } = world.state.pinterest;
  const known = refreshTokens[value];
  const grant = known && grants[known.grantId];
  if (
    known === undefined ||
    grant === undefined ||
    grant.revoked ||
    grant.appId !== app.id ||
    known.expiresAt <= world.now()
  ) {
    return refusal(400, 1, 'The refresh token is invalid or has expired.');
  }
  const asked = form.get('scope')?.split(',') ?? grant.scopes;
  if (asked.some((scope) => !grant.scopes.includes(scope)))
    return invalid('scope is wider than what was granted');
  if (switches.usedRefreshDies) delete refreshTokens[value];
  return json(200, issueTokens(world, grant, 'refresh_token'));
}
