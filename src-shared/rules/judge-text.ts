import type { TargetKind } from '../model/platform-id.ts';
import { cashtagsIn, countX } from './count-x.ts';
import { urlsIn } from './find-urls.ts';
import { needsMedia } from './judge-media.ts';
import { toLittleText } from './little-text.ts';
import type { Draft, Finding, RulePack, TextCount } from './rule-pack.ts';

const counters: Readonly<Record<RulePack['text']['count'], (text: string) => number>> = {
  'x-weighted': countX,
  utf16: (text) => text.length,
  'little-text': (text) => toLittleText(text).length,
  utf8: bytesOf,
};

/** Bytes of UTF-8, without making them. */
function bytesOf(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    // Each half of a pair is two of the four bytes; one alone is replaced by a character of three.
    if (unit > 0x7f) bytes += unit > 0x7ff ? 2 : 1;
    if (unit >= 0xd800 && unit <= 0xdbff && isLow(text.charCodeAt(at + 1))) {
      at += 1;
    }
  }
  return bytes;
}

const isLow = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;

/** The parts of a post as readers see them: the caption, then the further parts of a thread. */
function partsOf({ text, options }: Draft): string[] {
  return [text, ...(options.thread ?? [])];
}

export function countText(pack: RulePack, kind: TargetKind, draft: Draft): TextCount[] {
  const { value: max } = pack.byKind?.[kind]?.text?.max ?? pack.text.max[draft.tier];
  const used = counters[pack.text.count];
  return partsOf(draft).map((part, index) => ({
    field: index === 0 ? 'caption' : `thread.${index}`,
    used: used(part),
    max,
  }));
}

export function judgeText(pack: RulePack, draft: Draft, counts: readonly TextCount[]): Finding[] {
  const parts = partsOf(draft);
  const findings = parts.flatMap((part, index) => {
    const messages: [Finding['level'], string][] = [
      ...tooLong(pack, index, part, counts[index]),
      ...empty(pack, draft, index, part),
      ...cashtags(pack, index, part),
      ...refused(pack, index, part),
      ...linkPrice(pack, index, part),
    ];
    return messages.map(([level, message]) => ({ level, ...place(index), message }));
  });
  return [...findings, ...tooManyParts(pack, parts.length)];
}

type Message = [Finding['level'], string];

function place(index: number): Pick<Finding, 'field' | 'index'> {
  return index === 0 ? { field: 'caption' } : { field: 'thread', index };
}

const nameOf = (index: number): string => (index === 0 ? 'The caption' : `Part ${index + 1} of the thread`);

/** Made once: it costs more than a whole count. */
const figures = new Intl.NumberFormat('en');

function tooLong(pack: RulePack, index: number, part: string, count: TextCount | undefined): Message[] {
  if (count === undefined) return [];
  const name = nameOf(index);
  const safe = index === 0 ? pack.text.safe?.value : undefined;
  if (count.used <= count.max) {
    if (safe === undefined || count.used <= safe) return [];
    return [
      [
        'warn',
        `${name} is ${figures.format(count.used)} long. ${pack.name} is sure to take ${figures.format(safe)}.`,
      ],
    ];
  }
  const countsDouble = pack.text.count === 'little-text' && count.used > part.length;
  const why = countsDouble ? ` ${pack.name} counts marks such as ( ) _ * and @ twice.` : '';
  return [
    [
      'stop',
      `${name} is ${figures.format(count.used - count.max)} over what ${pack.name} allows (${figures.format(count.max)}).${why}`,
    ],
  ];
}

function empty(pack: RulePack, { media, options }: Draft, index: number, part: string): Message[] {
  if (part.trim() !== '') return [];
  if (index > 0) return [['stop', `${nameOf(index)} is empty. Write something, or remove it.`]];
  if (media.length > 0 || needsMedia(pack)) return [];
  if (pack.link === 'own-field' && options.link?.trim()) return [];
  return [['stop', 'There is nothing to post yet. Write something, or add a photo.']];
}

function refused({ name, text }: RulePack, index: number, part: string): Message[] {
  const found = refusedIn(text.refused, part);
  return found === null ? [] : [['stop', `${nameOf(index)} has a ${found}, which ${name} does not take.`]];
}

/** The first character that is not taken, as it is shown; null when there is none. */
export function refusedIn(refused: RulePack['text']['refused'], text: string): string | null {
  const found = refused?.characters.find((character) => text.includes(character));
  return found === undefined ? null : `“${found}”`;
}

function cashtags(pack: RulePack, index: number, part: string): Message[] {
  const max = pack.text.maxCashtags?.value;
  if (max === undefined) return [];
  const found = cashtagsIn(part);
  if (found.length <= max) return [];
  const names = found.map((cashtag) => `$${cashtag}`).join(', ');
  return [
    ['stop', `${nameOf(index)} has ${found.length} cashtags (${names}). ${pack.name} takes at most ${max}.`],
  ];
}

function linkPrice(pack: RulePack, index: number, part: string): Message[] {
  const factor = pack.text.linkPriceFactor?.value;
  if (factor === undefined || urlsIn(part.normalize('NFC')).length === 0) return [];
  return [['warn', `${nameOf(index)} has a link: ${pack.name} charges ${factor} times the price for it.`]];
}

function tooManyParts(pack: RulePack, parts: number): Finding[] {
  const max = pack.thread?.maxParts.value;
  if (max === undefined || parts <= max) return [];
  return [
    { level: 'stop', field: 'thread', message: `A thread has at most ${max} parts; these are ${parts}.` },
  ];
}
