import { describe, expect, it } from 'vitest';
import { likeness, type Wanted } from './likeness.ts';
import type { ListedPost } from './posts.ts';

const wanted = (more: Partial<Wanted>): Wanted => ({
  text: '',
  link: null,
  photoIds: [],
  video: false,
  ...more,
});

function post(
  message: string | undefined,
  ...attachments: NonNullable<ListedPost['attachments']>['data']
): ListedPost {
  return {
    id: '1029_1',
    created_time: '2026-11-24T10:00:00+0000',
    ...(message === undefined ? {} : { message }),
    ...(attachments.length === 0 ? {} : { attachments: { data: attachments } }),
  };
}

describe('words', () => {
  it('are the same after composition, trimming and folding of white space', () => {
    expect(likeness(post('Café opens at six'), wanted({ text: ' Cafe\u0301  opens\r\nat six \n' }))).toBe(
      'same',
    );
    expect(likeness(post('Kiln opens at six'), wanted({ text: 'Kiln opens at seven' }))).toBe('other');
  });

  it('without a photo are not taken for the post that shows one', () => {
    expect(
      likeness(post('Kiln', { media_type: 'photo', target: { id: '7' } }), wanted({ text: 'Kiln' })),
    ).toBe('alike');
  });

  it('with a link in them are found though Facebook shows the link below', () => {
    expect(
      likeness(
        post('See https://shop.example', { media_type: 'link' }),
        wanted({ text: 'See https://shop.example' }),
      ),
    ).toBe('same');
  });
});

describe('photos', () => {
  const album = {
    media_type: 'album',
    target: { id: '1029_1' },
    subattachments: { data: [{ target: { id: '7001' } }, { target: { id: '7002' } }] },
  };

  it('are told by their ids, even without words', () => {
    expect(likeness(post(undefined, album), wanted({ photoIds: ['7001', '7002'] }))).toBe('same');
    expect(
      likeness(post('x', { media_type: 'photo', target: { id: '7001' } }), wanted({ photoIds: ['7001'] })),
    ).toBe('same');
  });

  it('with equal words but other ids must be looked at by a person', () => {
    expect(likeness(post('Mugs', album), wanted({ text: 'Mugs', photoIds: ['8001'] }))).toBe('alike');
    expect(likeness(post('Mugs'), wanted({ text: 'Mugs', photoIds: ['8001'] }))).toBe('alike');
  });

  it('without words are never taken for others', () => {
    expect(likeness(post(undefined, album), wanted({ photoIds: ['8001'] }))).toBe('other');
  });
});

describe('a link without words', () => {
  const link = 'https://shop.example/mug/?size=2';

  it.each([
    ['https://shop.example/mug?size=2'],
    ['https://shop.example/mug/?size=2&fbclid=abc'],
    [`https://l.facebook.com/l.php?u=${encodeURIComponent(link)}&h=AT`],
  ])('is found as %s', (url) => {
    expect(likeness(post(undefined, { media_type: 'link', url }), wanted({ link }))).toBe('same');
  });

  it('may have been replaced by where it leads to', () => {
    expect(
      likeness(post(undefined, { media_type: 'link', url: 'https://other.example/' }), wanted({ link })),
    ).toBe('alike');
  });

  it('is not a post without a link', () => {
    expect(likeness(post(undefined), wanted({ link }))).toBe('other');
  });
});

describe('a video sent in one piece', () => {
  it('is told by its words and by being a video', () => {
    expect(likeness(post('Kiln', { media_type: 'video' }), wanted({ text: 'Kiln', video: true }))).toBe(
      'same',
    );
    expect(likeness(post('Kiln'), wanted({ text: 'Kiln', video: true }))).toBe('alike');
    expect(likeness(post(undefined, { media_type: 'video' }), wanted({ video: true }))).toBe('alike');
    expect(likeness(post('Other', { media_type: 'video' }), wanted({ text: 'Kiln', video: true }))).toBe(
      'other',
    );
  });
});
