import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

// Takes uploads and throws them away, in a process of its own. Says by IPC where it listens.

const server = createServer((request, response) => {
  request.on('end', () => response.writeHead(200).end('{}'));
  request.resume();
});
process.on('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
