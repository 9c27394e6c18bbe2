import { createHash } from 'node:crypto';
import type { Call } from '../endpoint.ts';
import { json, Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { tokenError } from './errors.ts';
import type { TkApp } from './model.ts';
import { issueTokens, newGrant, newRefreshToken, refreshSeconds, sameSecret } from './sessions.ts';

/** TikTok does not say; ten minutes is what OAuth advises at most. */
const codeLife = 10 * 60_000;

const exchangeFields = ['client_key', 'client_secret', 'code', 'grant_type', 'redirect_uri'];
const refreshFields = ['client_key', 'client_secret', 'grant_type', 'refresh_token'];

/** POST https://open.tiktokapis.com/v2/oauth/token/ */
export function token(call: Call, world: World): Reply {
  const form = formOf(call, world);
  if (form instanceof Reply) return form;
  const app = client(form, world);
  if (app instanceof Reply) return app;
  switch (form.get('grant_type')) {
    case 'authorization_code':
      return checkedFields(form, world, exchangeFields, ['code_verifier']) ?? exchange(form, app, world);
    case 'refresh_token':
      return checkedFields(form, world, refreshFields) ?? refresh(form, app, world);
    default:
      return refusal(world, 'unsupported_grant_type', 'The grant type is not supported.');
  }
}

/** POST /v2/oauth/revoke/: ends the whole grant; says nothing when it worked */
export function revoke(call: Call, world: World): Reply {
  const form = formOf(call, world);
  if (form instanceof Reply) return form;
  const app = client(form, world);
  if (app instanceof Reply) return app;
  const wrong = checkedFields(form, world, ['client_key', 'client_secret', 'token']);
  if (wrong !== undefined) return wrong;
  const { accessTokens, grants } = world.state.tiktok;
  const grant = grants[accessTokens[form.get('token') ?? '']?.grantId ?? ''];
  if (grant === undefined || grant.clientKey !== app.clientKey)
    return refusal(world, 'invalid_request', 'The token is invalid.');
  grant.revoked = true;
  world.changed();
  return new Reply(200);
}

const refusal = (world: World, error: string, description: string): Reply =>
  tokenError(error, description, world.state.tiktok.switches.tokenErrorStatus);

function formOf(call: Call, world: World): URLSearchParams | Reply {
  if (call.body.kind !== 'form')
    return refusal(
      world,
      'invalid_request',
      'Only `application/x-www-form-urlencoded` is accepted as Content-Type.',
    );
  const { fields } = call.body;
  const twice = [...fields.keys()].find((name) => fields.getAll(name).length > 1);
  return twice === undefined ? fields : refusal(world, 'invalid_request', `${twice} is given twice.`);
}

function checkedFields(
  form: URLSearchParams,
  world: World,
  needed: readonly string[],
  allowed: readonly string[] = [],
): Reply | undefined {
  const odd = [...form.keys()].find((name) => !needed.includes(name) && !allowed.includes(name));
  const missing = needed.find((name) => !form.get(name));
  if (odd === undefined && missing === undefined) return undefined;
  return refusal(world, 'invalid_request', `The request parameters are malformed: ${odd ?? missing ?? ''}.`);
}

/** The secret is needed of desktop apps too. */
function client(form: URLSearchParams, world: World): TkApp | Reply {
  const app = world.state.tiktok.apps[form.get('client_key') ?? ''];
  if (app === undefined || !sameSecret(form.get('client_secret') ?? '', app.clientSecret))
    return refusal(world, 'invalid_client', 'Client key or secret is incorrect.');
  return app;
}

function exchange(form: URLSearchParams, app: TkApp, world: World): Reply {
  const code = world.state.tiktok.codes[form.get('code') ?? ''];
  if (code === undefined || code.clientKey !== app.clientKey)
    return refusal(world, 'invalid_grant', 'Authorization code is invalid.');
  const isGood = !code.spent && world.now() - code.issuedAt <= codeLife;
  code.spent = true;
  world.changed();
  if (!isGood) return refusal(world, 'invalid_grant', 'Authorization code is expired.');
  if (code.redirectUri !== form.get('redirect_uri'))
    return refusal(
      world,
      'invalid_request',
      'Redirect_uri is not matched with the uri when requesting code.',
    );
  if (code.challenge !== null && !verified(form.get('code_verifier') ?? '', code.challenge))
    return refusal(world, 'invalid_request', 'Code verifier or code challenge is invalid.');
  return json(200, issueTokens(world, newGrant(world, code.openId, app.clientKey, code.scopes)));
}

/** Unlike anywhere else the challenge is the lower-case hex of the verifier's SHA-256. */
function verified(verifier: string, challenge: string): boolean {
  if (!/^[A-Za-z0-9._~-]{43,128}$/.test(verifier)) return false;
  return sameSecret(createHash('sha256').update(verifier).digest('hex'), challenge);
}

function refresh(form: URLSearchParams, app: TkApp, world: World): Reply {
  const value = form.get('refresh_token') ?? '';
  const { refreshTokens, grants, switches } = world.state.tiktok;
  const known = refreshTokens[value];
  const grant = known && grants[known.grantId];
  if (
    known === undefined ||
    grant === undefined ||
    grant.revoked ||
    grant.clientKey !== app.clientKey ||
    known.expiresAt <= world.now()
  ) {
    return refusal(world, 'invalid_grant', 'Refresh token is invalid or expired.');
  }
  const { rotatesRefreshToken: rotates, refreshLifeRestarts } = switches;
  const expiresAt = refreshLifeRestarts ? world.now() + refreshSeconds * 1000 : known.expiresAt;
  if (rotates) delete refreshTokens[value];
  return json(200, issueTokens(world, grant, { token: rotates ? newRefreshToken() : value, expiresAt }));
}
