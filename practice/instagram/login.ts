import { randomBytes } from 'node:crypto';
import type { Call } from '../endpoint.ts';
import { html, page } from '../html.ts';
import { redirect, type Reply } from '../reply.ts';
import type { World } from '../world.ts';
import type { IgAccount, IgApp } from './model.ts';

const words: Record<string, string> = {
  instagram_business_basic: 'See your profile and your media',
  instagram_business_content_publish: 'Publish photos and videos',
  instagram_business_manage_comments: 'See and write comments',
  instagram_business_manage_insights: 'See the numbers of your media',
  instagram_business_manage_messages: 'See and write messages',
};

interface Wish {
  app: IgApp;
  redirectUri: string;
  permissions: string[];
  state: string | null;
}

/** GET https://www.instagram.com/oauth/authorize */
export function consentPage(call: Call, world: World): Reply {
  const wish = checked(call.url.searchParams, world);
  if (!('app' in wish)) return wish;
  const accounts = Object.values(world.state.instagram.accounts).filter((account) =>
    mayUse(wish.app, account),
  );
  const hidden = [...call.url.searchParams].map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  return page(
    `Log in to ${wish.app.name} with Instagram`,
    html`<form method="post" action="/instagram/www/oauth/authorize">
${hidden}
<fieldset><legend>Choose an account</legend>
${accounts.map((account, index) => html`<label><input type="radio" name="practice_account" value="${account.id}"${index === 0 && html` checked`}> ${account.name} @${account.username} (${account.accountType})</label>`)}
</fieldset>
<fieldset><legend>What ${wish.app.name} may do</legend>
${wish.permissions.map((name) => html`<label><input type="checkbox" name="practice_permission" value="${name}" checked> ${words[name]}</label>`)}
</fieldset>
<div class="buttons"><button name="practice_answer" value="allow">Allow</button>
<button class="plain" name="practice_answer" value="cancel">Cancel</button></div>
</form>`,
  );
}

/** POST of the same address: the click on one of the two buttons */
export function consentAnswer(call: Call, world: World): Reply {
  const form = call.body.kind === 'form' ? call.body.fields : new URLSearchParams();
  const wish = checked(form, world);
  if (!('app' in wish)) return wish;
  const account = world.state.instagram.accounts[form.get('practice_account') ?? ''];
  const back = new URL(wish.redirectUri);
  if (form.get('practice_answer') !== 'allow' || account === undefined || !mayUse(wish.app, account)) {
    back.searchParams.set('error', 'access_denied');
    back.searchParams.set('error_reason', 'user_denied');
    back.searchParams.set('error_description', 'The user denied your request.');
    if (wish.state !== null) back.searchParams.set('state', wish.state);
    return redirect(back.href);
  }
  if (account.accountType === 'PERSONAL')
    return refusal('Professional account needed', 'Switch to a professional account to go on.');
  const code = `AQ${randomBytes(60).toString('base64url')}`;
  world.state.instagram.codes[code] = {
    code,
    appId: wish.app.id,
    accountId: account.id,
    permissions: wish.permissions.filter((name) => form.getAll('practice_permission').includes(name)),
    redirectUri: wish.redirectUri,
    issuedAt: world.now(),
    spent: false,
  };
  world.changed();
  back.searchParams.set('code', code);
  if (wish.state !== null) back.searchParams.set('state', wish.state);
  back.hash = '_';
  return redirect(back.href);
}

function checked(query: URLSearchParams, world: World): Wish | Reply {
  const app = world.state.instagram.apps[query.get('client_id') ?? ''];
  if (app === undefined) return refusal('Sorry', 'Invalid platform app');
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!redirectAllowed(app, redirectUri, world)) return refusal('Sorry', 'Invalid redirect_uri');
  if (query.get('response_type') !== 'code') return refusal('Sorry', 'Invalid response_type');
  const permissions = (query.get('scope') ?? '').split(/[, ]+/).filter((name) => name !== '');
  if (!permissions.includes('instagram_business_basic') || permissions.some((name) => !(name in words)))
    return refusal('Sorry', 'Invalid scopes');
  return { app, redirectUri, permissions, state: query.get('state') };
}

/** https and listed. Whether http://localhost is taken was never confirmed. */
function redirectAllowed(app: IgApp, uri: string, world: World): boolean {
  if (!URL.canParse(uri)) return false;
  const url = new URL(uri);
  if (url.protocol === 'https:') return app.redirectUris.includes(uri);
  return (
    world.state.instagram.switches.localhostRedirect &&
    url.protocol === 'http:' &&
    url.hostname === 'localhost'
  );
}

/** Standard access serves only testers. */
const mayUse = (app: IgApp, account: IgAccount): boolean =>
  app.access === 'advanced' || app.testers.includes(account.id);

const refusal = (title: string, reason: string): Reply =>
  page(title, html`<p role="alert">${reason}</p>`, 400);
