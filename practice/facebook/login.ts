import { randomBytes } from 'node:crypto';
import type { Call } from '../endpoint.ts';
import { html, page } from '../html.ts';
import { redirect, type Reply } from '../reply.ts';
import type { World } from '../world.ts';
import type { FbApp, FbPerson } from './model.ts';
import { grantOf, keepGrant } from './tokens.ts';

export const knownPermissions: ReadonlySet<string> = new Set(
  'public_profile email pages_show_list pages_read_engagement pages_read_user_content pages_manage_posts pages_manage_engagement pages_manage_metadata pages_messaging read_insights business_management publish_video instagram_basic instagram_content_publish instagram_manage_insights instagram_manage_comments openid'.split(
    ' ',
  ),
);

const words: Record<string, string> = {
  pages_show_list: 'See the list of your Pages',
  pages_read_engagement: 'Read what your Pages post',
  pages_manage_posts: 'Create and change posts of your Pages',
  pages_manage_engagement: 'Comment as your Pages',
  read_insights: 'See the numbers of your Pages',
  business_management: 'See Pages held in a business portfolio',
  publish_video: 'Publish videos',
  instagram_basic: 'See the Instagram accounts of your Pages',
  instagram_content_publish: 'Publish photos and videos on Instagram',
  instagram_manage_comments: 'See and write comments on Instagram',
};

interface Wish {
  app: FbApp;
  redirectUri: string;
  permissions: string[];
  state: string | null;
  rerequest: boolean;
}

/** GET /v26.0/dialog/oauth */
export function loginPage(call: Call, world: World): Reply {
  const query = call.url.searchParams;
  const wish = checked(query, world);
  if (!('app' in wish)) return wish;
  const people = Object.values(world.state.facebook.people).filter((person) => mayUse(wish.app, person));
  const hidden = [...query].map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  return page(
    `Log in to ${wish.app.name} with Facebook`,
    html`<form method="post" action="/facebook/www/v26.0/dialog/oauth">
${hidden}
${people.map((person, index) => personChoice(person, index === 0, wish, world))}
<div class="buttons"><button name="practice_answer" value="continue">Continue</button>
<button class="plain" name="practice_answer" value="cancel">Cancel</button></div>
</form>`,
  );
}

function personChoice(person: FbPerson, first: boolean, wish: Wish, world: World) {
  const pages = Object.values(world.state.facebook.pages).filter(
    (item) => (item.tasks[person.id] ?? []).length > 0,
  );
  return html`<fieldset><legend>${person.name}</legend>
<label><input type="radio" name="practice_person" value="${person.id}"${first && html` checked`}> Continue as ${person.name}</label>
<h2>Pages</h2>
${pages.map((item) => html`<label><input type="checkbox" name="practice_page" value="${person.id} ${item.id}" checked> ${item.name}</label>`)}
<h2>What ${wish.app.name} may do</h2>
${offered(person, wish, world).map((name) => html`<label><input type="checkbox" name="practice_permission" value="${person.id} ${name}" checked> ${words[name] ?? name}</label>`)}
</fieldset>`;
}

/** A permission that was declined before is offered again only on request. */
function offered(person: FbPerson, wish: Wish, world: World): string[] {
  const earlier = grantOf(world, person.id, wish.app.id)?.permissions ?? {};
  return wish.permissions.filter(
    (name) => name !== 'public_profile' && (wish.rerequest || earlier[name] !== 'declined'),
  );
}

/** POST /v26.0/dialog/oauth: the click on one of the two buttons */
export function loginAnswer(call: Call, world: World): Reply {
  const form = call.body.kind === 'form' ? call.body.fields : new URLSearchParams();
  const wish = checked(form, world);
  if (!('app' in wish)) return wish;
  const back = new URL(wish.redirectUri);
  const person = world.state.facebook.people[form.get('practice_person') ?? ''];
  if (form.get('practice_answer') !== 'continue' || person === undefined || !mayUse(wish.app, person)) {
    back.searchParams.set('error', 'access_denied');
    back.searchParams.set('error_code', '200');
    back.searchParams.set('error_description', 'Permissions error');
    back.searchParams.set('error_reason', 'user_denied');
  } else {
    const ticked = (name: string) =>
      form
        .getAll(name)
        .flatMap((value) => (value.startsWith(`${person.id} `) ? [value.slice(person.id.length + 1)] : []));
    const granted = ticked('practice_permission');
    const declined = offered(person, wish, world).filter((name) => !granted.includes(name));
    keepGrant(world, {
      personId: person.id,
      appId: wish.app.id,
      granted,
      declined,
      pageIds: ticked('practice_page'),
    });
    const code = `AQ${randomBytes(60).toString('base64url')}`;
    world.state.facebook.codes[code] = {
      code,
      appId: wish.app.id,
      personId: person.id,
      redirectUri: wish.redirectUri,
      issuedAt: world.now(),
      spent: false,
    };
    world.changed();
    back.searchParams.set('code', code);
  }
  if (wish.state !== null) back.searchParams.set('state', wish.state);
  back.hash = '_=_';
  return redirect(back.href);
}

function checked(query: URLSearchParams, world: World): Wish | Reply {
  const app = world.state.facebook.apps[query.get('client_id') ?? ''];
  if (app === undefined)
    return refusal('Invalid App ID', 'The provided app ID does not look like a valid app ID.');
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!redirectAllowed(app, redirectUri)) {
    return refusal(
      'URL Blocked',
      'This redirect failed because the redirect URI is not whitelisted in the app’s Client OAuth Settings. Make sure Client and Web OAuth Login are on and add all your app domains as Valid OAuth Redirect URIs.',
    );
  }
  const configuration = query.get('config_id');
  if (configuration !== null) {
    const permissions = app.configurations[configuration];
    if (permissions === undefined)
      return refusal('Invalid configuration', 'config_id is not known to this app.');
    if (query.get('response_type') === null && query.get('override_default_response_type') !== 'true') {
      return refusal('Invalid request', 'override_default_response_type must be true to get a code.');
    }
    return wishOf(query, app, redirectUri, permissions);
  }
  if ((query.get('response_type') ?? 'code') !== 'code')
    return refusal('Invalid request', 'response_type must be code.');
  const permissions = (query.get('scope') ?? '').split(/[, ]+/).filter((name) => name !== '');
  const unknown = permissions.filter((name) => !knownPermissions.has(name));
  if (unknown.length > 0) return refusal('Invalid Scopes', `Invalid Scopes: ${unknown.join(', ')}.`);
  return wishOf(query, app, redirectUri, permissions);
}

const wishOf = (query: URLSearchParams, app: FbApp, redirectUri: string, permissions: string[]): Wish => ({
  app,
  redirectUri,
  permissions,
  state: query.get('state'),
  rerequest: query.get('auth_type') === 'rerequest',
});

/** https and listed; in Development mode also an unlisted http://localhost[:port]. */
function redirectAllowed(app: FbApp, uri: string): boolean {
  if (!URL.canParse(uri)) return false;
  const url = new URL(uri);
  if (url.protocol === 'https:' && app.redirectUris.includes(uri)) return true;
  return app.mode === 'development' && url.protocol === 'http:' && url.hostname === 'localhost';
}

/** People without a role on the app need it Live and with Advanced Access. */
const mayUse = (app: FbApp, person: FbPerson): boolean =>
  person.roleOnApps.includes(app.id) || (app.mode === 'live' && app.access === 'advanced');

const refusal = (title: string, reason: string): Reply =>
  page(title, html`<p role="alert">${reason}</p>`, 400);
