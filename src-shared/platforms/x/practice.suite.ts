import sharp from 'sharp';
import { createHttp } from '#main/http/axios-http.ts';
import { parseHostMap } from '#main/http/host-map.ts';
import { practiceApps, startPractice } from '#practice/practice.ts';
import type { Account } from '../platform.ts';
import { createStillClock, fileOf, type TestFile } from '../stage.suite.ts';
import { accountOf } from './scripted.suite.ts';

/** A practice X with one seller signed in, reached by the desktop's own HTTP client. */
export async function openPractice() {
  const clock = createStillClock();
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
