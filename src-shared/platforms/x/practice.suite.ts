import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { createHttp } from '#main/http/axios-http.ts';
import { parseHostMap } from '#main/http/host-map.ts';
import { practiceApps, startPractice } from '#practice/practice.ts';
import type { AttachedMedia, Snapshot } from '../../model/content.ts';
import { PublishFailure } from '../../model/publish-error.ts';
import { NeedsSending, Unresolved } from '../../publishing/journal.ts';
import type { Account, Published } from '../platform.ts';
import { accountOf, Crash, createStage, createVirtualClock, mediaOf, type Stage } from './stage.suite.ts';

/** A practice X with one seller signed in, reached by the desktop's own HTTP client. */
export async function openPractice() {
  const clock = createVirtualClock();
  const practice = await startPractice({ now: () => clock.now() });
  const http = createHttp({ hosts: parseHostMap(JSON.stringify(practice.hosts)) });
  let token = '';

  function signIn(): void {
    token = practice.control.signIn({ platform: 'x', account: 'marasclay' }).access_token;
  }

  function reset(): void {
    practice.control.reset();
    signIn();
  }

  const account: Account = {
    ...accountOf(http, clock, () => token),
    clientId: practiceApps.x.native.clientId,
  };
  const posts = () => practice.control.posts({ account: account.accountId });
  /** How often X was asked to make a post. */
  const createCalls = () => practice.control.requests({ method: 'POST', path: '/2/tweets' }).length;
  const uploadCalls = () => practice.control.requests({ method: 'POST', path: '/2/media/upload' }).length;

  return { ...practice, clock, http, account, signIn, reset, posts, createCalls, uploadCalls };
}

/** What became of a target in the end. */
export type End = { published: Published } | { refused: PublishFailure } | { unknown: string };

/**
 * Carries a target on as the engine would, through looks, retries and the restarts after a crash, until it is settled.
 */
export async function settle(stage: Stage, account: Account, snapshot: Snapshot): Promise<End> {
  for (let run = 0; run < 60; run++) {
    const isOpen = stage.records.some(({ visible, state }) => visible && state === 'intent');
    try {
      return { published: await stage.publish(snapshot, { purpose: isOpen ? 'look' : 'publish' }) };
    } catch (thrown) {
      if (thrown instanceof Unresolved) {
        if (thrown.nextLookAt === null) return { unknown: thrown.message };
        await account.clock.sleepUntil(thrown.nextLookAt);
      } else if (thrown instanceof PublishFailure) {
        if (thrown.error.class !== 'transient') return { refused: thrown };
        await account.clock.sleepUntil(account.clock.now() + (thrown.error.after ?? 2000));
      } else if (!(thrown instanceof Crash || thrown instanceof NeedsSending)) {
        throw thrown;
      }
    }
  }
  throw new Error('it never came to an end');
}

export interface TestFile {
  media: AttachedMedia;
  bytes: Record<string, Uint8Array>;
}

function fileOf(content: Uint8Array, change: Partial<AttachedMedia>): TestFile {
  const hash = createHash('sha256').update(content).digest('hex');
  return { media: mediaOf({ hash, size: content.length, ...change }), bytes: { [hash]: content } };
}

export async function photoFile(colour: string, altText = ''): Promise<TestFile> {
  const image = sharp({ create: { width: 40, height: 30, channels: 3, background: colour } });
  return fileOf(new Uint8Array(await image.jpeg().toBuffer()), { width: 40, height: 30, altText });
}

export async function animationFile(): Promise<TestFile> {
  const frames = ['red', 'blue'].map((background) => ({
    create: { width: 8, height: 8, channels: 3 as const, background },
  }));
  const pages = await Promise.all(frames.map((frame) => sharp(frame).png().toBuffer()));
  const bytes = await sharp(pages, { join: { animated: true } })
    .gif({ delay: [100, 100] })
    .toBuffer();
  return fileOf(new Uint8Array(bytes), {
    type: 'image/gif',
    width: 8,
    height: 8,
    animated: true,
    altText: 'It turns',
  });
}

/** Bytes that open like an MP4 file, as far as the practice platform looks. */
export function videoFile(size: number): TestFile {
  const bytes = new Uint8Array(size);
  bytes.set([0, 0, 0, 24, 0x66, 0x74, 0x79, 0x70, 0x69, 0x73, 0x6f, 0x6d]);
  for (let at = 1000; at < size; at += 1000) bytes[at] = at % 251;
  return fileOf(bytes, { type: 'video/mp4', width: 1280, height: 720 });
}

export function stageOf(account: Account, files: readonly TestFile[] = [], renew?: () => void): Stage {
  return createStage(account, Object.assign({}, ...files.map(({ bytes }) => bytes)), renew);
}
