import type { Call } from '../endpoint.ts';
import { html, page } from '../html.ts';
import { redirect, type Reply } from '../reply.ts';
import type { World } from '../world.ts';
import type { XApp } from './model.ts';
import { knownScopes, secret } from './sessions.ts';

interface Wish {
  app: XApp;
  redirectUri: string;
  scopes: string[];
  state: string;
  challenge: string;
  method: 'S256' | 'plain';
}

/** What the app may do, in the words of the consent page. */
const scopeWords: Record<string, string> = {
  'tweet.read': 'See your posts',
  'tweet.write': 'Post and repost for you',
  'users.read': 'See your account',
  'media.write': 'Upload photos and videos for you',
  'offline.access': 'Stay connected until you take it back',
};

/** GET /i/oauth2/authorize */
export function consentPage(call: Call, world: World): Reply {
  const wish = checked(call.url.searchParams, world, wishNames);
  if (!('app' in wish)) return wish;
  const users = Object.values(world.state.x.users);
  const hidden = [...call.url.searchParams].map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  return page(
    `${wish.app.name} wants to access your X account`,
    html`<form method="post" action="/x/web/i/oauth2/authorize">
${hidden}
<fieldset><legend>Account</legend>
${users.map((user, index) => html`<label><input type="radio" name="practice_user" value="${user.id}"${index === 0 && html` checked`}> ${user.name} @${user.username}</label>`)}
</fieldset>
<section class="card"><h2>It will be able to</h2><ul>${wish.scopes.map((scope) => html`<li>${scopeWords[scope] ?? scope}</li>`)}</ul></section>
<div class="buttons"><button name="practice_answer" value="authorize">Authorize app</button>
<button class="plain" name="practice_answer" value="cancel">Cancel</button></div>
</form>`,
  );
}

/** POST /i/oauth2/authorize: the click on one of the two buttons */
export function consentAnswer(call: Call, world: World): Reply {
  const form = call.body.kind === 'form' ? call.body.fields : new URLSearchParams();
  const wish = checked(form, world, answerNames);
  if (!('app' in wish)) return wish;
  const back = new URL(wish.redirectUri);
  back.searchParams.set('state', wish.state);
  const user = world.state.x.users[form.get('practice_user') ?? ''];
  // Unverified for X: the answer to a refusal is OAuth's standard one.
  if (form.get('practice_answer') !== 'authorize' || user === undefined) {
    back.searchParams.set('error', 'access_denied');
    return redirect(back.href);
  }
  const code = secret(32);
  world.state.x.codes[code] = {
    code,
    userId: user.id,
    clientId: wish.app.clientId,
    scopes: wish.scopes,
    redirectUri: wish.redirectUri,
    challenge: wish.challenge,
    method: wish.method,
    issuedAt: world.now(),
    spent: false,
  };
  world.changed();
  back.searchParams.set('code', code);
  return redirect(back.href);
}

const wishNames = new Set([
  'response_type',
  'client_id',
  'redirect_uri',
  'scope',
  'state',
  'code_challenge',
  'code_challenge_method',
]);
const answerNames = new Set([...wishNames, 'practice_user', 'practice_answer']);

function checked(query: URLSearchParams, world: World, known: ReadonlySet<string>): Wish | Reply {
  const app = world.state.x.apps[query.get('client_id') ?? ''];
  if (app === undefined) return refusal('Value passed for client_id was invalid.');
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!app.callbacks.includes(redirectUri)) {
    return refusal(
      'Error 415: Callback URL not approved for this client application. Approved callback URLs can be adjusted in your application settings.',
    );
  }
  for (const name of query.keys()) {
    if (!known.has(name)) return refusal(`Unknown parameter ${name}.`);
    if (query.getAll(name).length > 1) return refusal(`${name} is given more than once.`);
  }
  if (query.get('response_type') !== 'code')
    return refusal('Value passed for response_type was invalid: it must be code.');
  const scopes = (query.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
  const unknown = scopes.find((scope) => !knownScopes.has(scope));
  if (scopes.length === 0 || unknown !== undefined)
    return refusal(`Value passed for scope was invalid: ${unknown ?? 'it is empty'}.`);
  const state = query.get('state') ?? '';
  if (state === '' || state.length > 500)
    return refusal('Value passed for state was invalid: 1 to 500 characters.');
  const challenge = query.get('code_challenge') ?? '';
  const method = query.get('code_challenge_method');
  if (method !== 'S256' && method !== 'plain')
    return refusal('Value passed for code_challenge_method was invalid: S256 or plain.');
  const shape = method === 'S256' ? /^[\w-]{43}$/ : /^[\w.~-]{43,128}$/;
  if (!shape.test(challenge)) return refusal('Value passed for code_challenge was invalid.');
  return { app, redirectUri, scopes, state, challenge, method };
}

function refusal(reason: string): Reply {
  return page(
    'Something went wrong',
    html`<p>You weren’t able to give access to the app. Go back and try logging in again.</p><p role="alert">${reason}</p>`,
    400,
  );
}
