import type { Call } from '../endpoint.ts';
import { html, page } from '../html.ts';
import { redirect, type Reply } from '../reply.ts';
import type { World } from '../world.ts';
import type { YtApp, YtChannel } from './model.ts';
import { scopeWords, secret } from './sessions.ts';

interface Wish {
  app: YtApp;
  redirectUri: string;
  scopes: string[];
  state: string | null;
  challenge: string;
  offline: boolean;
  asksAgain: boolean;
}

/** GET https://accounts.google.com/o/oauth2/v2/auth */
export function consentPage(call: Call, world: World): Reply {
  const wish = checked(call.url.searchParams, world, wishNames);
  if (!('app' in wish)) return wish;
  const hidden = [...call.url.searchParams].map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  const channels = Object.values(world.state.youtube.channels);
  return page(
    `${wish.app.name} wants access to your Google Account`,
    html`<form method="post" action="/youtube/accounts/o/oauth2/v2/auth">
${hidden}
<fieldset><legend>Choose a channel</legend>
${channels.map((channel, index) => html`<label><input type="radio" name="practice_channel" value="${channel.id}"${index === 0 && html` checked`}> ${channel.title} ${channel.signedUp ? `@${channel.handle}` : '(no YouTube channel)'}</label>`)}
</fieldset>
<fieldset><legend>Select what ${wish.app.name} can access</legend>
${wish.scopes.map((name) => html`<label><input type="checkbox" name="practice_scope" value="${name}" checked> ${scopeWords[name]}</label>`)}
</fieldset>
<div class="buttons"><button name="practice_answer" value="continue">Continue</button>
<button class="plain" name="practice_answer" value="cancel">Cancel</button></div>
</form>`,
  );
}

/** POST of the same address: the click on one of the two buttons */
export function consentAnswer(call: Call, world: World): Reply {
  const form = call.body.kind === 'form' ? call.body.fields : new URLSearchParams();
  const wish = checked(form, world, answerNames);
  if (!('app' in wish)) return wish;
  const back = new URL(wish.redirectUri);
  if (wish.state !== null) back.searchParams.set('state', wish.state);
  const channel = world.state.youtube.channels[form.get('practice_channel') ?? ''];
  const scopes = wish.scopes.filter((name) => form.getAll('practice_scope').includes(name));
  if (form.get('practice_answer') !== 'continue' || channel === undefined || scopes.length === 0) {
    back.searchParams.set('error', 'access_denied');
    return redirect(back.href);
  }
  if (wish.app.publishing === 'testing' && !wish.app.testUsers.includes(channel.id))
    return refusal(
      'Access blocked',
      `Error 403: access_denied. ${wish.app.name} has not completed the Google verification process. The app is currently being tested, and can only be accessed by developer-approved testers.`,
      403,
    );
  const code = `4/0${secret(40)}`;
  world.state.youtube.codes[code] = {
    code,
    channelId: channel.id,
    clientId: wish.app.clientId,
    scopes,
    redirectUri: wish.redirectUri,
    challenge: wish.challenge,
    refreshable: wish.offline && (wish.asksAgain || isNew(channel, wish.app, world)),
    issuedAt: world.now(),
    spent: false,
  };
  world.changed();
  back.searchParams.set('code', code);
  back.searchParams.set('scope', scopes.join(' '));
  return redirect(back.href);
}

/** Without `prompt=consent` only the first consent gives a refresh token. */
const isNew = (channel: YtChannel, app: YtApp, world: World): boolean =>
  !Object.values(world.state.youtube.grants).some(
    (grant) => grant.channelId === channel.id && grant.clientId === app.clientId && !grant.revoked,
  );

const wishNames = new Set(
  'client_id redirect_uri response_type scope code_challenge code_challenge_method state access_type prompt include_granted_scopes login_hint'.split(
    ' ',
  ),
);
const answerNames = new Set([...wishNames, 'practice_channel', 'practice_scope', 'practice_answer']);
const severalAllowed = new Set(['practice_scope']);
const prompts = new Set(['none', 'consent', 'select_account']);

function checked(query: URLSearchParams, world: World, known: ReadonlySet<string>): Wish | Reply {
  const app = world.state.youtube.apps[query.get('client_id') ?? ''];
  if (app === undefined)
    return refusal('Access blocked', 'Error 401: invalid_client. The OAuth client was not found.', 401);
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!redirectAllowed(app, redirectUri))
    return refusal('Access blocked', `Error 400: redirect_uri_mismatch. ${redirectUri}`);
  for (const name of query.keys()) {
    if (!known.has(name)) return invalidRequest(`Parameter not allowed: ${name}`);
    if (query.getAll(name).length > 1 && !severalAllowed.has(name))
      return invalidRequest(`Parameter given twice: ${name}`);
  }
  if (query.get('response_type') !== 'code') return invalidRequest('response_type must be code.');
  const scopes = (query.get('scope') ?? '').split(' ').filter((name) => name !== '');
  const unknown = scopes.find((name) => !(name in scopeWords));
  if (scopes.length === 0 || unknown !== undefined)
    return refusal('Access blocked', `Error 400: invalid_scope. ${unknown ?? ''}`);
  const challenge = query.get('code_challenge') ?? '';
  if (query.get('code_challenge_method') !== 'S256' || !/^[\w-]{43}$/.test(challenge))
    return invalidRequest('code_challenge and code_challenge_method=S256 are required.');
  const access = query.get('access_type') ?? 'online';
  if (access !== 'online' && access !== 'offline') return invalidRequest(`Invalid access_type: ${access}`);
  const asked = (query.get('prompt') ?? '').split(' ').filter((word) => word !== '');
  if (asked.some((word) => !prompts.has(word))) return invalidRequest(`Invalid prompt: ${asked.join(' ')}`);
  return {
    app,
    redirectUri,
    scopes,
    state: query.get('state'),
    challenge,
    offline: access === 'offline',
    asksAgain: asked.includes('consent'),
  };
}

/** Desktop: http on the loopback address with any port and no path, nothing to register. Web: https and listed. */
function redirectAllowed(app: YtApp, uri: string): boolean {
  if (!URL.canParse(uri)) return false;
  if (app.type === 'web') return uri.startsWith('https://') && app.redirectUris.includes(uri);
  return /^http:\/\/(127\.0\.0\.1|\[::1\]|localhost):\d+\/?$/.test(uri);
}

const invalidRequest = (reason: string): Reply =>
  refusal('Access blocked', `Error 400: invalid_request. ${reason}`);

const refusal = (title: string, reason: string, status = 400): Reply =>
  page(title, html`<p role="alert">${reason}</p>`, status);
