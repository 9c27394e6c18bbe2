import type { Receipt } from '#shared/contract/targets.ts';

export type ReceiptStep = Receipt['attempts'][number]['steps'][number];

type Phrase = (found: Record<string, string>, platform: string) => string;

/**
 * What a step did, in the seller's words. Steps are named by the adapters; a name that is not in the list is shown as it
 * is, so a new adapter loses no line of the receipt.
 */
const phrases: readonly (readonly [RegExp, Phrase])[] = [
  [/^(post|pin)$/, (_, platform) => `Asked ${platform} to publish`],
  [/^post part (?<part>\d+)$/, ({ part }, platform) => `Asked ${platform} to publish part ${part}`],
  [
    /^publish (?<what>video|reel|story)( in one piece)?$/,
    ({ what }, platform) => `Asked ${platform} to publish the ${what}`,
  ],
  [/^first comment$/, () => 'Made the first comment'],
  [/^(upload )?(?<file>(photo \d+|video|document)( again)?)$/, ({ file }) => `Uploaded ${the(file)}`],
  [/^open upload of (?<file>.+)$/, ({ file }) => `Opened the upload of ${the(file)}`],
  [/^hand over draft$/, (_, platform) => `Sent the video as a draft to the ${platform} app`],
  [/^lay photos$/, (_, platform) => `Laid the photos where ${platform} fetches them`],
  [/^prepare (?<file>.+)$/, ({ file }, platform) => `Gave ${platform} ${the(file)}, unseen by anybody`],
  [/^send (?<file>(photo|video)( \d+)?(, try \d+)?)$/, ({ file }) => `Sent ${the(file)}`],
  [/^start (?<file>video(, try \d+)?)$/, ({ file }) => `Opened the upload of ${the(file)}`],
  [
    /^send piece (?<piece>\d+) of (?<pieces>\d+) of (?<file>.+)$/,
    ({ piece, pieces, file }) => `Sent piece ${piece} of ${pieces} of ${the(file)}`,
  ],
  [/^send (?<file>.+) to byte \d+$/, ({ file }) => `Sent a piece of ${the(file)}`],
  [/^send (?<file>.+) but for its tail$/, ({ file }) => `Sent ${the(file)} up to its last bytes`],
  [/^set thumbnail$/, () => 'Set the thumbnail'],
  [/^video part (?<piece>\d+)$/, ({ piece }) => `Sent piece ${piece} of the video`],
  [/^finish upload of (?<file>.+)$/, ({ file }) => `Finished the upload of ${the(file)}`],
  [/^wait for (?<file>.+)$/, ({ file }, platform) => `Waited until ${platform} was done with ${the(file)}`],
  [/^ask for the post of the video$/, (_, platform) => `Asked ${platform} for the post of the video`],
  [/^describe (?<file>.+)$/, ({ file }) => `Sent the alt text of ${the(file)}`],
];

export function stepWords(name: string, platform: string): string {
  for (const [pattern, phrase] of phrases) {
    const found = pattern.exec(name);
    if (found !== null) return phrase(found.groups ?? {}, platform);
  }
  return name.charAt(0).toUpperCase() + name.slice(1);
}

const ongoing: Record<string, string> = {
  Uploaded: 'Uploading',
  Laid: 'Laying',
  Opened: 'Opening',
  Sent: 'Sending',
  Finished: 'Finishing',
  Waited: 'Waiting',
  Made: 'Making',
  Gave: 'Giving',
  Set: 'Setting',
};

/** A step that did not come to its end is not said to be done: "Uploading photo 1". */
function lineWords({ name, state }: ReceiptStep, platform: string): string {
  const words = stepWords(name, platform);
  return state === 'answered' ? words : words.replace(/^\w+/, (verb) => ongoing[verb] ?? verb);
}

/** "photo 1", "the video", "the video (again)" */
function the(file = ''): string {
  const [, what = file, again] = /^(.*?)( again|, try \d+)?$/.exec(file) ?? [];
  const named = /^(photo|video|document|carousel)$/.test(what) ? `the ${what}` : what;
  return again === undefined ? named : `${named} (again)`;
}

/**
 * How a step ended.
 * @param foundLater no answer came; that it was done was seen by looking
 */
export function stepEnd(
  { state, startedAt, answeredAt }: ReceiptStep,
  platform: string,
  foundLater: boolean,
): string {
  switch (state) {
    case 'answered': {
      const took = answeredAt === null ? 0 : answeredAt - startedAt;
      if (foundLater) return `no answer; found ${briefly(took)} later`;
      return took < 50 ? 'done at once' : `done in ${briefly(took)}`;
    }
    case 'intent':
      return 'no answer';
    case 'refused':
      return `${platform} said no`;
    case 'absent':
      return 'it did not arrive';
    case 'failed':
      return 'did not work';
  }
}

/** A span of time for a reader: "0.4 s", "12 s", "3 minutes", "2 hours". */
export function briefly(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 10) return `${Number(seconds.toFixed(1))} s`;
  if (seconds < 90) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}

/** A line of the timeline: one step, or the many pieces of one file. */
export interface StepLine {
  words: string;
  steps: ReceiptStep[];
}

/** Steps as lines. A video goes out in dozens of pieces; those that arrived are one line. */
export function stepLines(steps: readonly ReceiptStep[], platform: string): StepLine[] {
  const lines: StepLine[] = [];
  for (const step of steps) {
    const last = lines.at(-1);
    if (last !== undefined && isPiece(step) && last.steps.every(isPiece)) last.steps.push(step);
    else lines.push({ words: lineWords(step, platform), steps: [step] });
  }
  for (const line of lines) {
    if (line.steps.length > 1) line.words = `Sent ${line.steps.length} pieces of the video`;
  }
  return lines;
}

function isPiece({ name, state }: ReceiptStep): boolean {
  return state === 'answered' && /^(send piece|video part) |^send .+ to byte \d+$/.test(name);
}
