import { cashtagsIn, countX, urlsIn } from './count-x.ts';
import type { Draft, Finding, RulePack, TextCount } from './rule-pack.ts';

/** The parts of a post as readers see them: the caption, then the further parts of a thread. */
function partsOf({ text, options }: Draft): string[] {
  return [text, ...(options.thread ?? [])];
}

const lengthOf: Readonly<Record<RulePack['text']['count'], (text: string) => number>> = {
  'x-weighted': countX,
  utf16: (text) => text.length,
  utf8: (text) => new TextEncoder().encode(text).length,
};

export function countText(pack: RulePack, draft: Draft): TextCount[] {
  const max = pack.text.max[draft.tier].value;
  return partsOf(draft).map((part, index) => ({
    field: index === 0 ? 'caption' : `thread.${index}`,
    used: lengthOf[pack.text.count](part),
    max,
  }));
}

export function judgeText(pack: RulePack, draft: Draft, counts: readonly TextCount[]): Finding[] {
  const parts = partsOf(draft);
  const findings = parts.flatMap((part, index) => {
    const messages: [Finding['level'], string][] = [
      ...tooLong(pack, index, counts[index]),
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

function tooLong(pack: RulePack, index: number, count: TextCount | undefined): Message[] {
  if (count === undefined || count.used <= count.max) return [];
  return [
    [
      'stop',
      `${nameOf(index)} is ${figures.format(count.used - count.max)} over what ${pack.name} allows (${figures.format(count.max)}).`,
    ],
  ];
}

function empty(pack: RulePack, { media, options }: Draft, index: number, part: string): Message[] {
  if (part.trim() !== '') return [];
  if (index > 0) return [['stop', `${nameOf(index)} is empty. Write something, or remove it.`]];
  // Where there are no posts of words alone, it is the missing video that is said.
  if (media.length > 0 || !pack.kinds.includes('text') || (pack.link === 'own-field' && options.link?.trim()))
    return [];
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
