import { createHash } from 'node:crypto';
import type { Call } from '../endpoint.ts';
import { json, Reply } from '../reply.ts';
import type { World } from '../world.ts';
import type { XApp } from './model.ts';
import { tokenError } from './problems.ts';
import { issueTokens, newGrant, sameSecret } from './sessions.ts';

const codeLife = 30_000;
const day = 24 * 60 * 60 * 1000;

/** POST /2/oauth2/token */
export function token(call: Call, world: World): Reply {
  const form = oauthForm(call);
  if (form instanceof Reply) return form;
  const app = client(call, form, world);
  if (app instanceof Reply) return app;
  switch (form.get('grant_type')) {
    case 'authorization_code':
      return exchange(form, app, world);
    case 'refresh_token':
      return refresh(form, app, world);
    case null:
      return tokenError('Missing required parameter [grant_type].');
    default:
      return tokenError('Value passed for the grant_type was invalid.', 'unsupported_grant_type');
  }
}

/** POST /2/oauth2/revoke; the body of the answer is unverified. */
export function revoke(call: Call, world: World): Reply {
  const form = oauthForm(call);
  if (form instanceof Reply) return form;
  const app = client(call, form, world);
  if (app instanceof Reply) return app;
  const value = form.get('token');
  if (value === null) return tokenError('Missing required parameter [token].');
  const { accessTokens, refreshTokens, grants } = world.state.x;
  const known = accessTokens[value] ?? refreshTokens[value];
  if (known !== undefined && grants[known.grantId]?.clientId === app.clientId) {
    delete accessTokens[value];
    delete refreshTokens[value];
    world.changed();
  }
  return json(200, { revoked: true });
}

function oauthForm(call: Call): URLSearchParams | Reply {
  if (call.body.kind === 'form') return call.body.fields;
  return tokenError('Content-Type must be application/x-www-form-urlencoded.');
}

/** A confidential client signs in with HTTP Basic, a public one only says its id. */
function client(call: Call, form: URLSearchParams, world: World): XApp | Reply {
  const basic = /^Basic (\S+)$/.exec(call.header('authorization') ?? '')?.[1];
  const [id, password] = basic === undefined ? [form.get('client_id'), undefined] : credentials(basic);
  if (id === null) return tokenError('Missing required parameter [client_id].');
  const app = world.state.x.apps[id];
  const refused = tokenError('Missing valid authorization header', 'unauthorized_client', 401);
  if (app === undefined)
    return tokenError('Value passed for the client id was invalid.', 'invalid_request', 400);
  if (app.clientSecret === null) return password === undefined ? app : refused;
  return password !== undefined && sameSecret(password, app.clientSecret) ? app : refused;
}

function credentials(basic: string): [string, string] {
  const [id = '', password = ''] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  return [decodeURIComponent(id), decodeURIComponent(password)];
}

function exchange(form: URLSearchParams, app: XApp, world: World): Reply {
  for (const name of ['code', 'redirect_uri', 'code_verifier']) {
    if (form.get(name) === null) return tokenError(`Missing required parameter [${name}].`);
  }
  const code = world.state.x.codes[form.get('code') ?? ''];
  const invalidCode = tokenError('Value passed for the authorization code was invalid.');
  if (code === undefined || code.clientId !== app.clientId) return invalidCode;
  const usable = !code.spent && world.now() - code.issuedAt <= codeLife;
  code.spent = true;
  world.changed();
  if (!usable) return invalidCode;
  if (code.redirectUri !== form.get('redirect_uri')) {
    return tokenError('Value passed for the redirect uri did not match the uri of the authorization code.');
  }
  if (!verified(form.get('code_verifier') ?? '', code.challenge, code.method)) {
    return tokenError('Value passed for the code verifier did not match the code challenge.');
  }
  return json(200, issueTokens(world, newGrant(world, code.userId, app.clientId, code.scopes)));
}

/** RFC 7636: 43 to 128 unreserved characters. */
function verified(verifier: string, challenge: string, method: 'S256' | 'plain'): boolean {
  if (!/^[\w.~-]{43,128}$/.test(verifier)) return false;
  const computed = method === 'plain' ? verifier : createHash('sha256').update(verifier).digest('base64url');
  return sameSecret(computed, challenge);
}

/** Single use: the old token is dead from here on, whether or not the answer arrives. */
function refresh(form: URLSearchParams, app: XApp, world: World): Reply {
  const value = form.get('refresh_token');
  if (value === null) return tokenError('Missing required parameter [refresh_token].');
  const { refreshTokens, grants, switches } = world.state.x;
  const known = refreshTokens[value];
  const grant = known && grants[known.grantId];
  const invalid = tokenError('Value passed for the token was invalid.');
  if (known === undefined || grant === undefined || grant.revoked || grant.clientId !== app.clientId)
    return invalid;
  if (known.spent) {
    if (switches.reuseKillsFamily) grant.revoked = true;
    world.changed();
    return invalid;
  }
  if (world.now() - known.issuedAt > switches.refreshTokenDays * day) return invalid;
  known.spent = true;
  return json(200, issueTokens(world, grant));
}
