import type { Call } from '../endpoint.ts';
import { json, Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { igError, invalid, loginError } from './errors.ts';
import type { IgCall } from './graph.ts';
import type { IgToken } from './model.ts';
import { issueToken, longLife } from './tokens.ts';

const codeLife = 60 * 60 * 1000;
const refreshableAfter = 24 * 60 * 60 * 1000;

/** POST https://api.instagram.com/oauth/access_token, form or multipart */
export function exchangeCode(call: Call, world: World): Reply {
  const fields = fieldsOf(call);
  if (fields === undefined) return loginError('Missing required field');
  const { apps, codes, switches } = world.state.instagram;
  const app = apps[fields.get('client_id') ?? ''];
  if (app === undefined) return loginError('Invalid platform app');
  if (fields.get('client_secret') !== app.secret) return loginError('Error validating client secret.');
  if (fields.get('grant_type') !== 'authorization_code') return loginError('Invalid grant_type');
  const code = codes[fields.get('code') ?? ''];
  if (code === undefined || code.appId !== app.id) return loginError('Invalid authorization code');
  if (code.spent) return loginError('This authorization code has been used');
  if (world.now() - code.issuedAt > codeLife) return loginError('This authorization code has expired');
  if (fields.get('redirect_uri') !== code.redirectUri)
    return loginError(
      'Error validating verification code. Please make sure your redirect_uri is identical to the one you used in the OAuth dialog request',
    );
  code.spent = true;
  const { accountId, permissions } = code;
  const { token } = issueToken(world, { appId: app.id, accountId, permissions, life: 'short' });
  // `user_id` is a number above 2^53, so it is written by hand.
  const names =
    switches.tokenShape === 'plain' ? JSON.stringify(permissions) : JSON.stringify(permissions.join(','));
  const facts = `{"access_token":${JSON.stringify(token)},"user_id":${accountId},"permissions":${names}}`;
  return new Reply(
    200,
    { 'content-type': 'application/json; charset=utf-8' },
    switches.tokenShape === 'plain' ? facts : `{"data":[${facts}]}`,
  );
}

function fieldsOf({ body }: Call): { get(name: string): string | null } | undefined {
  if (body.kind === 'form') return body.fields;
  if (body.kind !== 'multipart') return undefined;
  const { form } = body;
  return {
    get(name) {
      const value = form.get(name);
      return typeof value === 'string' ? value : null;
    },
  };
}

/** GET https://graph.instagram.com/access_token: a short token for a long one, with the app's secret */
export function exchangeToken({ params, world }: IgCall): Reply {
  if (params.text('grant_type') !== 'ig_exchange_token') return invalid('Unsupported grant_type');
  const token = living(params.text('access_token'), world);
  if (token instanceof Reply) return token;
  const app = world.state.instagram.apps[token.appId];
  if (params.text('client_secret') !== app?.secret)
    return igError(1, undefined, 'Error validating client secret.');
  if (token.life !== 'short') return invalid('The access token is not short-lived.');
  return longToken(token, world);
}

/** GET https://graph.instagram.com/refresh_access_token: no secret; a long token that is a day old and alive */
export function refreshToken({ params, world }: IgCall): Reply {
  if (params.text('grant_type') !== 'ig_refresh_token') return invalid('Unsupported grant_type');
  const token = living(params.text('access_token'), world);
  if (token instanceof Reply) return token;
  if (token.life !== 'long') return invalid('The access token is not long-lived.');
  if (world.now() - token.issuedAt < refreshableAfter)
    return invalid('The access token must be at least 24 hours old.');
  return longToken(token, world);
}

function living(value: string | undefined, world: World): IgToken | Reply {
  const token = world.state.instagram.tokens[value ?? ''];
  if (token === undefined) return igError(190);
  if (token.dead !== null) return igError(190, token.dead);
  return token.expiresAt <= world.now() ? igError(190, 463) : token;
}

function longToken({ appId, accountId, permissions }: IgToken, world: World): Reply {
  const { token } = issueToken(world, { appId, accountId, permissions, life: 'long' });
  return json(200, { access_token: token, token_type: 'bearer', expires_in: longLife / 1000 });
}
