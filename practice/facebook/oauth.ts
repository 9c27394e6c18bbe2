import { json, type Reply } from '../reply.ts';
import { graphError, invalid } from './errors.ts';
import type { GraphCall } from './graph.ts';
import type { FbApp } from './model.ts';
import { issueUserToken, longLife, sessionOf, shortLife } from './tokens.ts';

const codeLife = 10 * 60 * 1000;

/** GET or POST /oauth/access_token: a code, a short-lived token, or the app's own credentials for a token */
export function accessToken(graph: GraphCall): Reply {
  const { params, world } = graph;
  const app = world.state.facebook.apps[params.text('client_id') ?? ''];
  if (app === undefined) return graphError(101, undefined, 'Missing client_id parameter.');
  const secret = params.text('client_secret');
  if (secret === undefined) return graphError(101, undefined, 'Missing client_secret parameter.');
  if (secret !== app.secret) return graphError(101, undefined, 'Error validating client secret.');
  switch (params.text('grant_type')) {
    case undefined:
    case 'authorization_code':
      return exchangeCode(graph, app);
    case 'fb_exchange_token':
      return exchangeToken(graph, app);
    case 'client_credentials':
      return json(200, { access_token: `${app.id}|${app.secret}`, token_type: 'bearer' });
    default:
      return invalid('Unsupported grant_type');
  }
}

function exchangeCode({ params, world }: GraphCall, app: FbApp): Reply {
  const code = world.state.facebook.codes[params.text('code') ?? ''];
  if (code === undefined || code.appId !== app.id)
    return graphError(100, undefined, 'Invalid verification code format.');
  if (code.spent) return graphError(100, 36_009, 'This authorization code has been used.');
  if (world.now() - code.issuedAt > codeLife)
    return graphError(100, 36_007, 'This authorization code has expired.');
  if (params.text('redirect_uri') !== code.redirectUri) {
    return graphError(
      100,
      36_008,
      'Error validating verification code. Please make sure your redirect_uri is identical to the one you used in the OAuth dialog request',
    );
  }
  code.spent = true;
  const token = issueUserToken(world, app.id, code.personId, shortLife);
  return json(200, { access_token: token.token, token_type: 'bearer', expires_in: shortLife / 1000 });
}

/** Only a living token can be exchanged; there is no refresh token. */
function exchangeToken({ params, world }: GraphCall, app: FbApp): Reply {
  const session = sessionOf(params.text('fb_exchange_token') ?? '', world);
  if (!('token' in session)) return session;
  if (session.app.id !== app.id || session.token.kind !== 'USER') return graphError(190);
  const token = issueUserToken(world, app.id, session.person.id, longLife);
  const expiry = world.state.facebook.switches.longTokenNamesExpiry ? { expires_in: longLife / 1000 } : {};
  return json(200, { access_token: token.token, token_type: 'bearer', ...expiry });
}

/** GET /debug_token: any token, asked by the app itself */
export function debugToken({ params, world }: GraphCall): Reply {
  const { tokens, apps, grants } = world.state.facebook;
  const [appId = '', secret] = (params.text('access_token') ?? '').split('|');
  const app = apps[appId];
  if (app === undefined || app.secret !== secret) return graphError(190);
  const token = tokens[params.text('input_token') ?? ''];
  if (token === undefined || token.appId !== app.id) {
    return json(200, {
      data: { is_valid: false, scopes: [], error: { code: 190, message: 'Malformed access token' } },
    });
  }
  const session = sessionOf(token.token, world);
  const alive = 'token' in session;
  const grant = grants.find((item) => item.personId === token.personId && item.appId === app.id);
  const scopes = Object.entries(grant?.permissions ?? {}).flatMap(([name, status]) =>
    status === 'granted' ? [name] : [],
  );
  const data = {
    app_id: app.id,
    application: app.name,
    type: token.kind,
    is_valid: alive,
    issued_at: Math.floor(token.issuedAt / 1000),
    expires_at: Math.floor(token.expiresAt / 1000),
    data_access_expires_at: Math.floor((grant?.dataAccessUntil ?? 0) / 1000),
    user_id: token.personId,
    ...(token.pageId === null ? {} : { profile_id: token.pageId }),
    scopes,
    granular_scopes: scopes.map((scope) =>
      scope.startsWith('pages_') ? { scope, target_ids: grant?.pageIds ?? [] } : { scope },
    ),
    ...(alive ? {} : { error: (JSON.parse(String(session.body)) as { error: object }).error }),
  };
  return json(200, { data });
}
