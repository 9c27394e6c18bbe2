import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { readForm } from './form-stream.ts';

const text = [
  '--B',
  'Content-Disposition: form-data; name="key"',
  '',
  'one\r\ntwo',
  '--B',
  'Content-Disposition: form-data; name="file"; filename="a.mp4"',
  'Content-Type: video/mp4',
  '',
  'bytes \r\n-- of \r\n--A a file',
  '--B--',
  '',
].join('\r\n');

async function read(pieces: string[]) {
  const file: Buffer[] = [];
  const parts = await readForm(Readable.from(pieces.map((piece) => Buffer.from(piece))), 'B', (bytes) => {
    file.push(bytes);
  });
  return { parts, file: Buffer.concat(file).toString() };
}

describe('a form that is read as it arrives', () => {
  const whole = {
    parts: [
      { kind: 'field', name: 'key', value: 'one\r\ntwo' },
      { kind: 'file', name: 'file' },
    ],
    file: 'bytes \r\n-- of \r\n--A a file',
  };

  it.each([1, 2, 3, 7, 1000])('is the same in pieces of %i', async (size) => {
    const count = Math.ceil(text.length / size);
    const pieces = Array.from({ length: count }, (_, index) => text.slice(index * size, (index + 1) * size));
    expect(await read(pieces)).toEqual(whole);
  });

  it.each([
    ['breaks off in the file', text.slice(0, -12)],
    ['has another boundary', text.replaceAll('--B', '--C')],
    ['has a part without a name', text.replace('; name="key"', '')],
    ['is empty', ''],
  ])('is refused when it %s', async (_what, wrong) => {
    expect((await read([wrong])).parts).toBeUndefined();
  });
});
