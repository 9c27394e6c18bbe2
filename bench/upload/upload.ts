import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, open, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createHttp } from '#main/http/axios-http.ts';
import { createMediaStore } from '#main/media/media-store.ts';
import { PIECE } from '#shared/platforms/youtube/send-pieces.ts';
import { type Line, line } from '../line.ts';

const MEGABYTES = 764;
const SIZE = MEGABYTES * 1_000_000;
const hash = 'a'.repeat(64);
const type = 'video/mp4';

/** A large video on its way out: how fast, and how much memory it takes. */
export async function* benchUpload(): AsyncGenerator<Line> {
  const folder = await mkdtemp(join(tmpdir(), 'picscripter-bench-upload-'));
  const sink = fork(join(import.meta.dirname, 'sink.ts'));
  try {
    const [port] = (await once(sink, 'message')) as [number];
    const url = `http://127.0.0.1:${port}/`;
    const file = join(folder, 'aa', hash);
    await writeVideo(file);
    // Once before what counts, so that the file lies in the system's cache for both.
    await plain(url, file);
    const theirs = await measured(() => plain(url, file));
    const ours = await measured(() => inPieces(url, folder));
    yield line({
      bench: `upload: a video of ${MEGABYTES} MB`,
      figures: { ...ours, timesPeer: ours.ms / theirs.ms },
      peer: { name: 'createReadStream into one request of node:http', figures: theirs },
      goal: { atMost: { grownMB: 90, timesPeer: 1 / 0.75 } },
      counted: `our client and media store in pieces of ${PIECE / 1024 / 1024} MB, as videos go to YouTube; a sink on this machine; timesPeer: ours divided by theirs`,
      notCounted: 'a platform’s answers, the way through the internet, TLS',
    });
  } finally {
    sink.disconnect();
    await rm(folder, { recursive: true, force: true });
  }

  async function measured(send: () => Promise<void>): Promise<{ ms: number; grownMB: number }> {
    const before = process.memoryUsage.rss();
    let most = before;
    const look = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 10);
    const start = performance.now();
    await send();
    clearInterval(look);
    return { ms: performance.now() - start, grownMB: (most - before) / 1e6 };
  }
}

async function writeVideo(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const handle = await open(file, 'w');
  const piece = Buffer.alloc(1_000_000, 'video');
  for (let written = 0; written < MEGABYTES; written += 1) await handle.write(piece);
  await handle.close();
}

async function plain(url: string, file: string): Promise<void> {
  const sent = request(url, { method: 'PUT', headers: { 'content-length': SIZE } });
  createReadStream(file).pipe(sent);
  const [answer] = await once(sent, 'response');
  answer.resume();
  await once(answer, 'end');
}

async function inPieces(url: string, folder: string): Promise<void> {
  const http = createHttp({ hosts: null });
  const media = createMediaStore(folder);
  for (let start = 0; start < SIZE; start += PIECE) {
    const end = Math.min(start + PIECE, SIZE);
    await http({
      method: 'PUT',
      url,
      headers: { 'Content-Range': `bytes ${start}-${end - 1}/${SIZE}` },
      body: { kind: 'bytes', bytes: await media.read(hash, start, end), type },
    });
  }
}
