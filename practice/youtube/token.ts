import { createHash } from 'node:crypto';
import type { Call } from '../endpoint.ts';
import { json, Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { spentToken, tokenError } from './errors.ts';
import type { YtApp } from './model.ts';
import { issueTokens, newGrant, sameSecret } from './sessions.ts';

const day = 24 * 60 * 60 * 1000;
/** Google does not say; ten minutes is what OAuth advises at most. */
const codeLife = 10 * 60 * 1000;
const testingLife = 7 * day;
const unusedLife = 180 * day;

const exchangeFields = ['client_id', 'client_secret', 'code', 'code_verifier', 'grant_type', 'redirect_uri'];
const refreshFields = ['client_id', 'client_secret', 'refresh_token', 'grant_type'];

/** POST https://oauth2.googleapis.com/token */
export function token(call: Call, world: World): Reply {
  const form = formOf(call);
  if (form instanceof Reply) return form;
  const app = client(form, world);
  if (app instanceof Reply) return app;
  switch (form.get('grant_type')) {
    case 'authorization_code':
      return checkedFields(form, exchangeFields) ?? exchange(form, app, world);
    case 'refresh_token':
      return checkedFields(form, refreshFields) ?? refresh(form, app, world);
    default:
      return tokenError('unsupported_grant_type', `Invalid grant_type: ${form.get('grant_type') ?? ''}`);
  }
}

/** POST https://oauth2.googleapis.com/revoke: ends the whole grant, by either token */
export function revoke(call: Call, world: World): Reply {
  const form = formOf(call);
  if (form instanceof Reply) return form;
  const value = form.get('token') ?? '';
  const { accessTokens, refreshTokens, grants } = world.state.youtube;
  const grant = grants[(accessTokens[value] ?? refreshTokens[value])?.grantId ?? ''];
  if (grant === undefined || grant.revoked) return tokenError('invalid_token', 'Token expired or revoked');
  grant.revoked = true;
  world.changed();
  return json(200, {});
}

function formOf(call: Call): URLSearchParams | Reply {
  if (call.body.kind !== 'form') return tokenError('invalid_request', 'The body must be a form.');
  const { fields } = call.body;
  const twice = [...fields.keys()].find((name) => fields.getAll(name).length > 1);
  return twice === undefined ? fields : tokenError('invalid_request', `Parameter given twice: ${twice}`);
}

function checkedFields(form: URLSearchParams, names: readonly string[]): Reply | undefined {
  const unknown = [...form.keys()].find((name) => !names.includes(name));
  if (unknown !== undefined) return tokenError('invalid_request', `Unknown parameter: ${unknown}`);
  const missing = names.find((name) => !form.get(name));
  return missing === undefined
    ? undefined
    : tokenError('invalid_request', `Missing required parameter: ${missing}`);
}

/** The secret is expected of desktop clients too, although it is not confidential. */
function client(form: URLSearchParams, world: World): YtApp | Reply {
  const app = world.state.youtube.apps[form.get('client_id') ?? ''];
  if (app === undefined) return tokenError('invalid_client', 'The OAuth client was not found.', 401);
  const password = form.get('client_secret');
  if (password === null) return tokenError('invalid_request', 'client_secret is missing.');
  return sameSecret(password, app.clientSecret)
    ? app
    : tokenError('invalid_client', 'The provided client secret is invalid.', 401);
}

function exchange(form: URLSearchParams, app: YtApp, world: World): Reply {
  const code = world.state.youtube.codes[form.get('code') ?? ''];
  if (code === undefined || code.clientId !== app.clientId)
    return tokenError('invalid_grant', 'Malformed auth code.');
  const usable = !code.spent && world.now() - code.issuedAt <= codeLife;
  code.spent = true;
  world.changed();
  if (!usable) return tokenError('invalid_grant', 'Bad Request');
  if (code.redirectUri !== form.get('redirect_uri'))
    return tokenError('redirect_uri_mismatch', 'Bad Request');
  if (!verified(form.get('code_verifier') ?? '', code.challenge))
    return tokenError('invalid_grant', 'Invalid code verifier.');
  const grant = newGrant(world, code.channelId, app.clientId, code.scopes);
  return json(200, issueTokens(world, grant, code.refreshable));
}

/** RFC 7636: 43 to 128 unreserved characters, base64url of their SHA-256. */
function verified(verifier: string, challenge: string): boolean {
  if (!/^[\w.~-]{43,128}$/.test(verifier)) return false;
  return sameSecret(createHash('sha256').update(verifier).digest('base64url'), challenge);
}

/** The refresh token stays the same and is not in the answer. */
function refresh(form: URLSearchParams, app: YtApp, world: World): Reply {
  const { refreshTokens, grants } = world.state.youtube;
  const known = refreshTokens[form.get('refresh_token') ?? ''];
  const grant = known && grants[known.grantId];
  if (known === undefined || grant === undefined || grant.revoked)
    return tokenError('invalid_grant', spentToken);
  if (grant.clientId !== app.clientId) return tokenError('unauthorized_client', 'Unauthorized', 401);
  const now = world.now();
  const isOver = app.publishing === 'testing' && now - known.issuedAt > testingLife;
  if (isOver || now - known.usedAt > unusedLife) return tokenError('invalid_grant', spentToken);
  known.usedAt = now;
  return json(200, issueTokens(world, grant, false));
}
