import express, { type Router } from 'express';
import { z } from 'zod';
import type { Control } from './control.ts';
import { fbErrorCodes } from './facebook/errors.ts';
import { duties, type Fault, type FaultInput, faultKinds } from './faults.ts';
import { platformNames, playedPlatforms } from './hosts.ts';
import { html, page } from './html.ts';
import { igErrorCodes } from './instagram/errors.ts';
import { liErrorNames } from './linkedin/errors.ts';
import { pinErrorNames } from './pinterest/errors.ts';
import type { Reply } from './reply.ts';
import { tkErrorNames } from './tiktok/errors.ts';
import { xErrorNames } from './x/problems.ts';
import { ytErrorNames } from './youtube/errors.ts';

const dutyWords = {
  publish: 'calls that make a post public',
  upload: 'uploads of photos and videos',
  read: 'reading posts and lists',
  token: 'signing in and tokens',
  other: 'everything else',
} as const;

/** A page with plain forms to make things go wrong by hand. */
export function panelRouter(control: Control): Router {
  const router = express.Router();
  router.use('/panel', express.urlencoded({ extended: false }));
  router.get('/panel', (_request, response) => {
    const reply = panelPage(control);
    response.status(reply.status).set(reply.headers).send(reply.body);
  });
  router.post('/panel/faults', (request, response) => {
    const input = faultForm.safeParse(request.body);
    const reply = input.success
      ? added(control, input.data)
      : panelPage(control, z.prettifyError(input.error));
    if (reply === undefined) response.redirect(303, '/panel');
    else response.status(reply.status).set(reply.headers).send(reply.body);
  });
  router.post('/panel/faults/:id/remove', (request, response) => {
    if (control.faults().some((fault) => fault.id === request.params.id))
      control.removeFault(request.params.id);
    response.redirect(303, '/panel');
  });
  router.post('/panel/reset', (_request, response) => {
    control.reset();
    response.redirect(303, '/panel');
  });
  return router;
}

const empty = z.literal('').transform(() => undefined);
const faultForm = z.object({
  platform: z.enum(playedPlatforms),
  kind: z.string(),
  on: z.union([empty, z.enum(duties)]),
  account: z.union([empty, z.string()]),
  times: z.string().regex(/^(always|\d+)$/, 'Write a number, or "always".'),
  after: z.coerce.number(),
  amount: z.union([empty, z.coerce.number<string>().int()]),
  code: z.union([empty, z.string()]),
});

/** The one amount of the form means what the chosen fault needs. */
function added(control: Control, form: z.output<typeof faultForm>): Reply | undefined {
  const { amount, times, ...rest } = form;
  const unit =
    form.kind === 'slow-processing'
      ? 'polls'
      : form.kind === 'cut-upload'
        ? 'bytes'
        : form.kind.startsWith('500')
          ? 'status'
          : 'ms';
  const chosen = Object.entries({
    ...rest,
    times: times === 'always' ? times : Number(times),
    [unit]: amount,
  });
  try {
    control.addFault(Object.fromEntries(chosen.filter(([, value]) => value !== undefined)) as FaultInput);
    return undefined;
  } catch (error) {
    if (error instanceof z.ZodError) return panelPage(control, z.prettifyError(error));
    throw error;
  }
}

function panelPage(control: Control, complaint?: string): Reply {
  const faults = control.faults();
  return page(
    'Panel',
    html`${complaint !== undefined && html`<p role="alert" class="card">${complaint}</p>`}
<section aria-labelledby="active"><h2 id="active">Active faults</h2>
${faults.length === 0 ? html`<p>None. Everything works as it should.</p>` : faults.map(activeFault)}
</section>
<section aria-labelledby="add"><h2 id="add">Make something go wrong</h2>
<form method="post" action="/panel/faults"><div class="card">
<label><span>Platform</span><select name="platform">${playedPlatforms.map((id) => html`<option value="${id}">${platformNames[id]}</option>`)}</select></label>
<label><span>What goes wrong</span><select name="kind">${Object.entries(faultKinds).map(([kind, { says }]) => html`<option value="${kind}">${kind}: ${says}</option>`)}</select></label>
<label><span>For which calls</span><select name="on"><option value="">every call</option>${duties.map((duty) => html`<option value="${duty}">${dutyWords[duty]}</option>`)}</select></label>
<label><span>For which account</span><select name="account"><option value="">every account</option>${control.accounts().map((account) => html`<option value="${account.id}">${account.name} (${account.platform})</option>`)}</select></label>
<label><span>How many times (a number, or “always”)</span><input name="times" value="1" required></label>
<label><span>Let this many calls pass first</span><input name="after" type="number" min="0" value="0" required></label>
<label><span>Amount: milliseconds to wait, looks in processing, bytes before the cut, or status of the server error</span><input name="amount" inputmode="numeric"></label>
<label><span>Error code, for “error”</span><input name="code" list="codes"></label>
<datalist id="codes">${[...new Set([...xErrorNames, ...fbErrorCodes, ...igErrorCodes, ...liErrorNames, ...pinErrorNames, ...ytErrorNames, ...tkErrorNames])].map((code) => html`<option value="${code}"></option>`)}</datalist>
<div class="buttons"><button>Add fault</button></div>
</div></form></section>
<section aria-labelledby="reset"><h2 id="reset">Start over</h2>
<form method="post" action="/panel/reset"><p>Removes every post, sign-in and fault.</p><button class="plain">Reset everything</button></form></section>`,
  );
}

function activeFault(fault: Fault) {
  const details = [
    fault.on === undefined ? 'every call' : dutyWords[fault.on],
    fault.path === undefined ? undefined : `${fault.method ?? ''} ${fault.path}`,
    fault.account === undefined ? undefined : `account ${fault.account}`,
    fault.times === 'always' ? 'always' : timesLeft(fault.times - fault.used),
    fault.after > 0 ? `after ${fault.after} more calls` : undefined,
    fault.code,
  ].filter((part) => part !== undefined);
  return html`<article><h3>${fault.kind} on ${platformNames[fault.platform]}</h3>
<p>${faultKinds[fault.kind].says}</p><p class="soft">${details.join(', ')}</p>
<form method="post" action="/panel/faults/${fault.id}/remove"><button class="plain" aria-label="Remove ${fault.kind} on ${fault.platform}">Remove</button></form></article>`;
}

const timesLeft = (count: number): string => (count === 1 ? 'once more' : `${count} more times`);
