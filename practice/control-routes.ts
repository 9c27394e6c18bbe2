import express, { type RequestHandler, type Router } from 'express';
import { z } from 'zod';
import { type Control, UnknownId } from './control.ts';
import {
  accountChange,
  appChange,
  latencyInput,
  metricsInput,
  newAccount,
  newApp,
  newPerson,
  platformName,
  signInInput,
  switchesInput,
  tokenChange,
} from './control-inputs.ts';
import { faultInput } from './faults.ts';

const filter = z.object({
  platform: platformName.optional(),
  account: z.string().optional(),
  method: z.string().optional(),
  path: z.string().optional(),
});

/** The control methods over HTTP, JSON in and out. */
export function controlRouter(control: Control): Router {
  const router = express.Router();
  router.use(express.json());
  router.get(
    '/accounts',
    answer(() => control.accounts()),
  );
  router.post(
    '/accounts',
    answer((body) => ({ id: control.addAccount(newAccount.parse(body)) })),
  );
  router.post(
    '/people',
    answer((body) => ({ id: control.addPerson(newPerson.parse(body)) })),
  );
  router.patch(
    '/accounts/:id',
    answer((body, _query, id) => control.setAccount(id, accountChange.parse(body))),
  );
  router.get(
    '/posts',
    answer((_body, query) => control.posts(filter.parse(query))),
  );
  router.delete(
    '/posts/:id',
    answer((_body, _query, id) => control.removePost(id)),
  );
  router.put(
    '/posts/:id/metrics',
    answer((body, _query, id) => control.setMetrics(id, metricsInput.parse(body))),
  );
  router.get(
    '/requests',
    answer((_body, query) => control.requests(filter.parse(query))),
  );
  router.post(
    '/reset',
    answer(() => control.reset()),
  );
  router.get(
    '/faults',
    answer(() => control.faults()),
  );
  router.post(
    '/faults',
    answer((body) => control.addFault(faultInput.parse(body))),
  );
  router.delete(
    '/faults',
    answer(() => control.clearFaults()),
  );
  router.delete(
    '/faults/:id',
    answer((_body, _query, id) => control.removeFault(id)),
  );
  router.post(
    '/sign-in',
    answer((body) => control.signIn(signInInput.parse(body))),
  );
  router.post(
    '/tokens/expire',
    answer((body) => ({ ended: control.expireTokens(tokenChange.parse(body).account) })),
  );
  router.post(
    '/tokens/revoke',
    answer((body) => {
      const { account, subcode } = tokenChange.parse(body);
      return { ended: control.revokeTokens(account, subcode) };
    }),
  );
  router.post(
    '/apps',
    answer((body) => control.addApp(newApp.parse(body))),
  );
  router.patch(
    '/apps/:id',
    answer((body, _query, id) => control.setApp(id, appChange.parse(body))),
  );
  router.post(
    '/latency',
    answer((body) => {
      const { platform, ms } = latencyInput.parse(body);
      control.setLatency(platform, ms);
    }),
  );
  router.get(
    '/switches',
    answer(() => control.switches()),
  );
  router.patch(
    '/switches',
    answer((body) => control.setSwitches(switchesInput.parse(body))),
  );
  return router;
}

/** Answers with the result of the work as JSON, or says why not. */
function answer(work: (body: unknown, query: unknown, id: string) => unknown): RequestHandler {
  return (request, response) => {
    try {
      const result = work(request.body, request.query, String(request.params.id ?? ''));
      if (result === undefined) response.status(204).end();
      else response.json(result);
    } catch (error) {
      if (error instanceof z.ZodError) response.status(400).json({ error: z.prettifyError(error) });
      else if (error instanceof UnknownId) response.status(404).json({ error: error.message });
      else throw error;
    }
  };
}
