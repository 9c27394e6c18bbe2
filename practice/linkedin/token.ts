import type { Call } from '../endpoint.ts';
import { json, Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { tokenError } from './errors.ts';
import type { LiApp } from './model.ts';
import { issueTokens, newGrant, sameSecret } from './tokens.ts';

/** Unverified. */
const codeLife = 30 * 60_000;

/** POST /oauth/v2/accessToken: a form with the secret in it; HTTP Basic is not understood. */
export function accessToken(call: Call, world: World): Reply {
  const form = formOf(call, world);
  if (form instanceof Reply) return form;
  switch (form.fields.get('grant_type')) {
    case 'authorization_code':
      return exchange(form, world);
    case 'refresh_token':
      return refresh(form, world);
    default:
      return tokenError(
        400,
        'invalid_request',
        'A required parameter "grant_type" is missing or not supported',
      );
  }
}

interface Form {
  fields: URLSearchParams;
  app: LiApp;
}

function formOf(call: Call, world: World): Form | Reply {
  if (call.body.kind !== 'form')
    return tokenError(400, 'invalid_request', 'Content-Type must be application/x-www-form-urlencoded');
  const { fields } = call.body;
  const app = world.state.linkedin.apps[fields.get('client_id') ?? ''];
  if (app === undefined || !sameSecret(fields.get('client_secret') ?? '', app.clientSecret)) {
    return tokenError(401, 'invalid_client', 'Client authentication failed');
  }
  return { fields, app };
}

function exchange({ fields, app }: Form, world: World): Reply {
  const unknown = [...fields.keys()].find(
    (name) => !['grant_type', 'code', 'redirect_uri', 'client_id', 'client_secret'].includes(name),
  );
  if (unknown !== undefined) return tokenError(400, 'invalid_request', `Unknown parameter ${unknown}`);
  const code = world.state.linkedin.codes[fields.get('code') ?? ''];
  const refused = tokenError(
    400,
    'invalid_request',
    'Unable to retrieve access token: appid/redirect uri/code verifier does not match authorization code. Or authorization code expired. Or external member binding exists',
  );
  if (code === undefined || code.clientId !== app.clientId || code.spent) return refused;
  code.spent = true;
  world.changed();
  if (world.now() - code.issuedAt > codeLife || code.redirectUri !== fields.get('redirect_uri'))
    return refused;
  const tokens = issueTokens(world, newGrant(world, code.personId, app.clientId, code.scopes));
  return json(200, { ...tokens, ...(code.scopes.includes('openid') ? { id_token: 'e30.e30.e30' } : {}) });
}

function refresh({ fields, app }: Form, world: World): Reply {
  const value = fields.get('refresh_token') ?? '';
  const known = world.state.linkedin.refreshTokens[value];
  const grant = known && world.state.linkedin.grants[known.grantId];
  if (known === undefined || grant === undefined || grant.revoked || grant.clientId !== app.clientId) {
    return tokenError(
      400,
      'invalid_grant',
      'The provided authorization grant or refresh token is invalid, expired or revoked',
    );
  }
  if (known.expiresAt <= world.now())
    return tokenError(400, 'invalid_grant', 'The refresh token has expired');
  return json(200, issueTokens(world, grant, value));
}

/** POST /oauth/v2/revoke; no official page describes it: unverified. */
export function revoke(call: Call, world: World): Reply {
  const form = formOf(call, world);
  if (form instanceof Reply) return form;
  const value = form.fields.get('token') ?? '';
  const { accessTokens, refreshTokens, grants } = world.state.linkedin;
  const token = accessTokens[value] ?? refreshTokens[value];
  const grant = token && grants[token.grantId];
  if (grant !== undefined && grant.clientId === form.app.clientId) grant.revoked = true;
  world.changed();
  return new Reply(200);
}
