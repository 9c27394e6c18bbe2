import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Client, pageAs, clayPage, photo, xAs } from './fixture.ts';
import { type Practice, startPractice } from './practice.ts';

let practice: Practice;
let mara: Client;

beforeEach(async () => {
  practice = await startPractice();
  mara = xAs(practice);
});
afterEach(() => practice.close());

const open = async (path: string) => {
  const response = await fetch(practice.origin + path);
  return { status: response.status, text: await response.text(), headers: response.headers };
};
/** The page a seller gets when a permalink is opened through the host map. */
const permalink = (url: string) => {
  const { origin, pathname } = new URL(url);
  return open((practice.hosts[origin] ?? '').replace(practice.origin, '') + pathname);
};

describe('the feed', () => {
  it('shows text, alt text and photos, escaped, and says it is practice', async () => {
    const media = await mara.multipart('/2/media/upload', {
      media: await photo(),
      media_category: 'tweet_image',
    });
    const { id } = media.body.data;
    await mara.json('/2/media/metadata', { id, metadata: { alt_text: { text: 'A "white" mug' } } });
    await mara.json('/2/tweets', { text: 'Mugs <b>& bowls</b>', media: { media_ids: [id] } });
    const { text, headers } = await open('/');
    expect(text).toContain('nothing here is public');
    expect(text).toContain('Mugs &lt;b&gt;&amp; bowls&lt;/b&gt;');
    expect(text).toContain('alt="A &quot;white&quot; mug"');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect((await open(`/thumbnail/x-${id}.webp`)).headers.get('content-type')).toBe('image/webp');
  });

  it('keeps a thread together in reading order', async () => {
    const first = await mara.json('/2/tweets', { text: 'Part one' });
    await mara.json('/2/tweets', { text: 'Unrelated' });
    await mara.json('/2/tweets', { text: 'Part two', reply: { in_reply_to_tweet_id: first.body.data.id } });
    const { text } = await open('/feed/x/marasclay');
    expect(text.indexOf('Part one')).toBeLessThan(text.indexOf('Part two'));
    expect(text.indexOf('Unrelated')).toBeLessThan(text.indexOf('Part one'));
    expect(text).toContain('class="part"');
  });
});

describe('a permalink', () => {
  it('opens the post, and only while it is public', async () => {
    await mara.json('/2/tweets', { text: 'On X' });
    await pageAs(practice).form(`/v26.0/${clayPage}/feed`, { message: 'On Facebook' });
    const [x, facebook] = practice.control.posts();
    expect((await permalink(x?.permalink ?? '')).text).toContain('On X');
    expect((await permalink(`https://x.com/i/status/${x?.id}`)).text).toContain('On X');
    expect((await permalink(facebook?.permalink ?? '')).text).toContain('On Facebook');
    expect((await permalink(`https://www.facebook.com/${facebook?.id}`)).text).toContain('On Facebook');
    practice.control.removePost(x?.id ?? '');
    expect((await permalink(x?.permalink ?? '')).status).toBe(404);
  });
});

describe('the panel', () => {
  const submit = (fields: Record<string, string>) =>
    fetch(`${practice.origin}/panel/faults`, {
      method: 'POST',
      body: new URLSearchParams({
        platform: 'x',
        kind: 'slow',
        on: '',
        account: '',
        times: '1',
        after: '0',
        amount: '',
        code: '',
        ...fields,
      }),
    });

  it('adds a fault from its form, shows it, and removes it', async () => {
    await submit({ kind: 'slow-processing', on: 'upload', times: 'always', amount: '4' });
    const [fault] = practice.control.faults();
    expect(fault).toMatchObject({
      platform: 'x',
      kind: 'slow-processing',
      on: 'upload',
      times: 'always',
      polls: 4,
    });
    expect((await open('/panel')).text).toContain('aria-label="Remove slow-processing on x"');
    await fetch(`${practice.origin}/panel/faults/${fault?.id}/remove`, { method: 'POST' });
    expect(practice.control.faults()).toEqual([]);
  });

  it('says what it cannot take', async () => {
    const page = await (await submit({ times: 'often' })).text();
    expect(page).toContain('role="alert"');
    expect(practice.control.faults()).toEqual([]);
  });
});
