import type { Call } from '../endpoint.ts';
import { html, page } from '../html.ts';
import { redirect, type Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { fullName, type LiApp } from './model.ts';
import { secret } from './tokens.ts';

interface Wish {
  app: LiApp;
  redirectUri: string;
  scopes: string[];
  state: string | null;
}

const scopeWords: Readonly<Record<string, string>> = {
  openid: 'Know who you are',
  profile: 'Use your name and photo',
  email: 'Use the primary email address of your LinkedIn account',
  w_member_social: 'Create, modify, and delete posts, comments, and reactions on your behalf',
  w_organization_social: 'Create, modify, and delete posts on your organization’s behalf',
  r_organization_social: 'Retrieve your organization’s posts',
  rw_organization_admin: 'Manage your organization’s pages',
  w_organization_social_feed: 'Create and delete comments on your organization’s behalf',
  r_organization_social_feed: 'Retrieve comments on your organization’s posts',
};

const known = new Set(['response_type', 'client_id', 'redirect_uri', 'state', 'scope']);
const answerNames = new Set([...known, 'practice_person', 'practice_answer']);

/** GET /oauth/v2/authorization */
export function consentPage(call: Call, world: World): Reply {
  // A plus is not taken for a space.
  if (/[?&]scope=[^&]*\+/.test(call.url.search)) return refusal('Scopes are separated by %20.');
  const wish = checked(call.url.searchParams, world, known);
  if (!('app' in wish)) return wish;
  const hidden = [...call.url.searchParams].map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  return page(
    `${wish.app.name} would like to access your LinkedIn account`,
    html`<form method="post" action="/linkedin/www/oauth/v2/authorization">
${hidden}
<fieldset><legend>Sign in as</legend>
${Object.values(world.state.linkedin.people).map((person, index) => html`<label><input type="radio" name="practice_person" value="${person.id}"${index === 0 && html` checked`}> ${fullName(person)}</label>`)}
</fieldset>
<section class="card"><h2>It would like to</h2><ul>${wish.scopes.map((scope) => html`<li>${scopeWords[scope] ?? scope}</li>`)}</ul></section>
<div class="buttons"><button name="practice_answer" value="allow">Allow</button>
<button class="plain" name="practice_answer" value="cancel">Cancel</button></div>
</form>`,
  );
}

/** POST /oauth/v2/authorization: the click on one of the two buttons. All of it is granted, or nothing. */
export function consentAnswer(call: Call, world: World): Reply {
  const form = call.body.kind === 'form' ? call.body.fields : new URLSearchParams();
  const wish = checked(form, world, answerNames);
  if (!('app' in wish)) return wish;
  const person = world.state.linkedin.people[form.get('practice_person') ?? ''];
  // Unverified: the names of the refusal.
  if (form.get('practice_answer') !== 'allow' || person === undefined) {
    return back(wish, {
      error: 'user_cancelled_authorize',
      error_description: 'The user cancelled the authorization',
    });
  }
  const code = `AQ${secret(100)}`;
  world.state.linkedin.codes[code] = {
    code,
    personId: person.id,
    clientId: wish.app.clientId,
    scopes: wish.scopes,
    redirectUri: wish.redirectUri,
    issuedAt: world.now(),
    spent: false,
  };
  world.changed();
  return back(wish, { code });
}

function back(
  { redirectUri, state }: Pick<Wish, 'redirectUri' | 'state'>,
  query: Record<string, string>,
): Reply {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  if (state !== null) url.searchParams.set('state', state);
  return redirect(url.href);
}

function checked(query: URLSearchParams, world: World, names: ReadonlySet<string>): Wish | Reply {
  const app = world.state.linkedin.apps[query.get('client_id') ?? ''];
  if (app === undefined) return refusal('The passed in client_id is invalid.');
  const redirectUri = query.get('redirect_uri') ?? '';
  if (redirectUri.includes('#') || !app.redirectUris.includes(redirectUri)) {
    return refusal('The redirect_uri does not match the registered value.');
  }
  const unknown = [...query.keys()].find((name) => !names.has(name) || query.getAll(name).length > 1);
  if (unknown !== undefined) return refusal(`Unknown or doubled parameter ${unknown}.`);
  if (query.get('response_type') !== 'code') return refusal('response_type must be code.');
  const scopes = (query.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
  const state = query.get('state');
  const foreign = scopes.find((scope) => !app.scopes.includes(scope));
  if (scopes.length === 0 || foreign !== undefined) {
    return back(
      { redirectUri, state },
      {
        error: 'unauthorized_scope_error',
        error_description: `Scope "${foreign ?? ''}" is not authorized for your application`,
      },
    );
  }
  return { app, redirectUri, scopes, state };
}

const refusal = (reason: string): Reply =>
  page('Bummer, something went wrong', html`<p role="alert">${reason}</p>`, 400);
