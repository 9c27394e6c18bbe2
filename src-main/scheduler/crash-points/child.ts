import { type Gift, publishAll } from './publisher.ts';

// A publisher that is killed: it counts what it does and, before the action of the given number, is gone. Nothing in the
// product knows of it.

export interface Order {
  gift: Gift;
  /** ms that its clock is ahead of the machine's. */
  ahead: number;
  /** 1: before the first action. */
  dieBefore: number;
}

const order = await received();
let actions = 0;

/** SIGKILL to oneself is delivered before the call returns: no handler, no flush, no answer. */
function act(): void {
  actions += 1;
  if (actions === order.dieBefore) process.kill(process.pid, 'SIGKILL');
}

await publishAll(order.gift, {
  ahead: { ms: order.ahead },
  async write(name, write) {
    act();
    const result = await write();
    if (name === 'close') act();
    return result;
  },
  http: (real) => (request) => {
    act();
    return real(request);
  },
});
process.exit(0);

function received(): Promise<Order> {
  return new Promise((resolve) => process.once('message', (message) => resolve(message as Order)));
}
