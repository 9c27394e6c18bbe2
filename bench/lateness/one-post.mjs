import { request } from 'node:http';
import { workerData } from 'node:worker_threads';

// A Bree job that publishes one post and ends: the call alone, without database, journal or token.
const { address, text } = workerData;
const body = JSON.stringify({ text });
request(address, {
  method: 'POST',
  headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
})
  .on('response', (response) => response.resume())
  .end(body);
