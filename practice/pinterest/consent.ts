import type { Call } from '../endpoint.ts';
import { html, page } from '../html.ts';
import { redirect, type Reply } from '../reply.ts';
import type { World } from '../world.ts';
import type { PinApp } from './model.ts';
import { knownScopes, secret } from './sessions.ts';

interface Wish {
  app: PinApp;
  redirectUri: string;
  scopes: string[];
  state: string;
}

const wishNames = new Set(['client_id', 'redirect_uri', 'response_type', 'scope', 'state']);
const answerNames = new Set([...wishNames, 'practice_user', 'practice_answer']);

/** What the app may do, in the words of the consent page. */
const scopeWords: Record<string, string> = {
  'boards:read': 'See your public boards, including group boards you join',
  'boards:write': 'Create, update, or delete your public boards',
  'pins:read': 'See your public Pins',
  'pins:write': 'Create, update, or delete your public Pins',
  'user_accounts:read': 'See your user accounts and followers',
};

/** GET /oauth/ */
export function consentPage(call: Call, world: World): Reply {
  const wish = checked(call.url.searchParams, world, wishNames);
  if (!('app' in wish)) return wish;
  const users = Object.values(world.state.pinterest.users);
  const hidden = [...call.url.searchParams].map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  return page(
    `${wish.app.name} would like to use your Pinterest account`,
    html`<form method="post" action="/pinterest/www/oauth/">
${hidden}
<fieldset><legend>Account</legend>
${users.map((user, index) => html`<label><input type="radio" name="practice_user" value="${user.id}"${index === 0 && html` checked`}> ${user.name} @${user.username}</label>`)}
</fieldset>
<section class="card"><h2>It will be able to</h2><ul>${wish.scopes.map((scope) => html`<li>${scopeWords[scope] ?? scope}</li>`)}</ul></section>
<div class="buttons"><button name="practice_answer" value="continue">Give access</button>
<button class="plain" name="practice_answer" value="cancel">Cancel</button></div>
</form>`,
  );
}

/** POST /oauth/: the click on one of the two buttons */
export function consentAnswer(call: Call, world: World): Reply {
  const form = call.body.kind === 'form' ? call.body.fields : new URLSearchParams();
  const wish = checked(form, world, answerNames);
  if (!('app' in wish)) return wish;
  const back = new URL(wish.redirectUri);
  back.searchParams.set('state', wish.state);
  const user = world.state.pinterest.users[form.get('practice_user') ?? ''];
  // Unverified for Pinterest: the answer to a refusal is OAuth's standard one.
  if (form.get('practice_answer') !== 'continue' || user === undefined) {
    back.searchParams.set('error', 'access_denied');
    return redirect(back.href);
  }
  const code = secret(20);
  world.state.pinterest.codes[code] = {
    code,
    userId: user.id,
    appId: wish.app.id,
    scopes: wish.scopes,
    redirectUri: wish.redirectUri,
    issuedAt: world.now(),
    spent: false,
  };
  world.changed();
  back.searchParams.set('code', code);
  return redirect(back.href);
}

function checked(query: URLSearchParams, world: World, known: ReadonlySet<string>): Wish | Reply {
  const app = world.state.pinterest.apps[query.get('client_id') ?? ''];
  if (app === undefined) return refused('There is no app with this client_id.');
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!app.redirectUris.includes(redirectUri)) return refused('The redirect_uri is not one of the app’s.');
  for (const name of query.keys()) {
    if (!known.has(name)) return refused(`Unknown parameter ${name}.`);
    if (query.getAll(name).length > 1) return refused(`${name} is given more than once.`);
  }
  if (query.get('response_type') !== 'code') return refused('The response_type must be code.');
  const scopes = (query.get('scope') ?? '').split(',');
  const unknown = scopes.find((scope) => !knownScopes.has(scope));
  if (unknown !== undefined) return refused(`Unknown scope: “${unknown}”. Scopes are separated by commas.`);
  const state = query.get('state') ?? '';
  return state === '' ? refused('The state is missing.') : { app, redirectUri, scopes, state };
}

const refused = (reason: string): Reply =>
  page('Sorry, something is wrong with this app', html`<p role="alert">${reason}</p>`, 400);
