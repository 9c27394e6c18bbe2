import type { Call } from '../endpoint.ts';
import { html, page } from '../html.ts';
import { redirect, type Reply } from '../reply.ts';
import type { World } from '../world.ts';
import type { TkApp } from './model.ts';
import { scopeWords, secret } from './sessions.ts';

interface Wish {
  app: TkApp;
  redirectUri: string;
  scopes: string[];
  state: string;
  challenge: string | null;
}

const wishNames = new Set(
  'client_key response_type scope redirect_uri state code_challenge code_challenge_method disable_auto_auth'.split(
    ' ',
  ),
);
const answerNames = new Set([...wishNames, 'practice_user', 'practice_scope', 'practice_answer']);
const severalAllowed = new Set(['practice_scope']);

/** GET https://www.tiktok.com/v2/auth/authorize/ */
export function consentPage(call: Call, world: World): Reply {
  const wish = checked(call.url.searchParams, world, wishNames);
  if (!('app' in wish)) return wish;
  const users = Object.values(world.state.tiktok.users);
  const hidden = [...call.url.searchParams].map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  return page(
    `${wish.app.name} wants to access your TikTok account`,
    html`<form method="post" action="/tiktok/www/v2/auth/authorize/">
${hidden}
<fieldset><legend>Account</legend>
${users.map((user, index) => html`<label><input type="radio" name="practice_user" value="${user.openId}"${index === 0 && html` checked`}> ${user.nickname} @${user.username}${user.isPrivate && ' (private account)'}</label>`)}
</fieldset>
<fieldset><legend>${wish.app.name} would like to</legend>
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
  back.searchParams.set('state', wish.state);
  const user = world.state.tiktok.users[form.get('practice_user') ?? ''];
  const scopes = wish.scopes.filter((name) => form.getAll('practice_scope').includes(name));
  if (form.get('practice_answer') !== 'continue' || user === undefined || scopes.length === 0) {
    back.searchParams.set('error', 'access_denied');
    back.searchParams.set('error_description', 'The user denied the request.');
    return redirect(back.href);
  }
  // The real ones have such signs as well: whoever does not decode the query trades a wrong code.
  const code = `${secret(24)}*0!4521.e1`;
  world.state.tiktok.codes[code] = {
    code,
    openId: user.openId,
    clientKey: wish.app.clientKey,
    scopes,
    redirectUri: wish.redirectUri,
    challenge: wish.challenge,
    issuedAt: world.now(),
    spent: false,
  };
  world.changed();
  back.searchParams.set('code', code);
  back.searchParams.set('scopes', scopes.join(','));
  return redirect(back.href);
}

function checked(query: URLSearchParams, world: World, known: ReadonlySet<string>): Wish | Reply {
  const app = world.state.tiktok.apps[query.get('client_key') ?? ''];
  if (app === undefined) return refused('client_key');
  const redirectUri = query.get('redirect_uri') ?? '';
  const registered = app.redirectUris.find((uri) => fits(uri, redirectUri));
  if (registered === undefined) return refused('redirect_uri');
  for (const name of query.keys()) {
    if (!known.has(name)) return refused(name);
    if (query.getAll(name).length > 1 && !severalAllowed.has(name)) return refused(name);
  }
  if (query.get('response_type') !== 'code') return refused('response_type');
  const scopes = (query.get('scope') ?? '').split(',');
  if (scopes.some((name) => !(name in scopeWords))) return refused('scope');
  const state = query.get('state') ?? '';
  if (state === '') return refused('state');
  if (!['0', '1'].includes(query.get('disable_auto_auth') ?? '0')) return refused('disable_auto_auth');
  const challenge = query.get('code_challenge');
  const isDesktop = registered.startsWith('http://');
  if (challenge === null && !isDesktop) return { app, redirectUri, scopes, state, challenge };
  // Not told apart here from a challenge in base64url: that one is taken, and fails when the code is traded.
  if (query.get('code_challenge_method') !== 'S256' || !/^[\w-]{43,128}$/.test(challenge ?? ''))
    return refused('code_challenge');
  return { app, redirectUri, scopes, state, challenge };
}

/** Of an app for desktops the port may be left open: `http://127.0.0.1:*\/callback/`. The rest is the same to the byte. */
function fits(registered: string, uri: string): boolean {
  const [before, after] = registered.split(':*');
  if (before === undefined || after === undefined) return registered === uri;
  const port = uri.slice(before.length, uri.length - after.length);
  return uri.startsWith(before) && uri.endsWith(after) && /^:\d{1,5}$/.test(port);
}

/** TikTok names the parameter that is wrong, on a page of its own. */
const refused = (name: string): Reply =>
  page(
    'Something went wrong',
    html`<p role="alert">We couldn’t log in with TikTok. This may be due to specific app settings. If you’re a developer, correct the following and try again: ${name}</p>`,
    400,
  );
