import { createReadStream } from 'node:fs';
import { Router } from 'express';
import { readBody } from '../body.ts';
import { prefixOf } from '../hosts.ts';
import type { World } from '../world.ts';

const megabyte = 1024 * 1024;

/**
 * A place on the internet where files lie for platforms that fetch them, as a relay would be. `PUT` in pieces with
 * Content-Range lays one there, `GET` is for everybody, and `GET …/fetched` tells whether anybody has.
 */
export function mediaHostRouter(world: World): Router {
  const router = Router();
  const at = prefixOf('https://media.practice.example');
  const blob = (path: string) => `public${path}`;

  router.put(`${at}/:key/:name`, async (request, response) => {
    const path = pathOf(request.params);
    const body = await readBody(request, 64 * megabyte);
    const first = Number(/^bytes (\d+)-/.exec(request.get('content-range') ?? '')?.[1] ?? 0);
    if (body.kind !== 'raw') return void response.status(400).json({ message: 'Send the bytes of a file.' });
    const held = first === 0 ? 0 : await world.blobs.size(blob(path));
    if (first !== held) return void response.status(416).json({ held });
    if (first === 0) await world.blobs.write(blob(path), body.bytes);
    else await world.blobs.append(blob(path), body.bytes);
    const type = request.get('content-type') ?? 'application/octet-stream';
    world.state.mediaHost.files[path] = { type, size: held + body.bytes.length, fetchedAt: null };
    world.changed();
    response.status(201).json({ held: held + body.bytes.length });
  });

  router.get(`${at}/:key/:name/fetched`, (request, response) => {
    const file = world.state.mediaHost.files[pathOf(request.params)];
    if (file === undefined) return void response.status(404).json({ message: 'There is no such file.' });
    response.json({ fetchedAt: file.fetchedAt });
  });

  router.get(`${at}/:key/:name`, (request, response) => {
    const path = pathOf(request.params);
    const file = world.state.mediaHost.files[path];
    if (file === undefined) return void response.status(404).end();
    if (request.method === 'GET') {
      file.fetchedAt ??= world.now();
      world.changed();
    }
    response.set({ 'content-type': file.type, 'content-length': String(file.size) });
    if (request.method === 'HEAD') return void response.end();
    createReadStream(world.blobs.path(blob(path))).pipe(response);
  });
  return router;
}

const pathOf = ({ key, name }: { key: string; name: string }): string => `/${key}/${name}`;
