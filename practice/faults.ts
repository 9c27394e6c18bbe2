import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Platform, playedPlatforms } from './hosts.ts';

/**
 * What can go wrong on purpose. `phase` says when it strikes: before the work is done, after it was done, or
 * inside it (the thing that is made behaves oddly).
 */
export const faultKinds = {
  'timeout-before-accept': {
    phase: 'before',
    says: 'Nothing is done and no answer comes; the line is cut after a while.',
  },
  'timeout-after-accept': {
    phase: 'after',
    says: 'The work is done, but no answer comes; the line is cut after a while.',
  },
  'reset-before-accept': { phase: 'before', says: 'Nothing is done and the line is cut at once.' },
  'reset-after-accept': { phase: 'after', says: 'The work is done, then the line is cut at once.' },
  '500-before': { phase: 'before', says: 'Nothing is done; the answer is a server error.' },
  '500-after-accept': { phase: 'after', says: 'The work is done, yet the answer is a server error.' },
  '429': { phase: 'before', says: 'Too many calls: come back later, with the headers that say when.' },
  'expired-token': { phase: 'before', says: 'The token used for this call has run out.' },
  'revoked-token': {
    phase: 'before',
    says: 'The seller has taken back the permission; every token of it is dead.',
  },
  duplicate: { phase: 'before', says: 'Refused: the same text was posted before.' },
  error: { phase: 'before', says: 'Refused with the documented error whose code you give.' },
  'empty-body': { phase: 'after', says: 'The work is done; the answer has no body.' },
  'html-body': { phase: 'after', says: 'The work is done; the answer is a web page instead of data.' },
  slow: { phase: 'after', says: 'The work is done; the answer comes later.' },
  'slow-processing': { phase: 'inside', says: 'Uploaded media stays "processing" for a number of looks.' },
  'processing-failed': { phase: 'inside', says: 'Uploaded media turns out to be unusable.' },
  'cut-upload': {
    phase: 'inside',
    says: 'The line is cut in the middle of an upload; what arrived is kept.',
  },
  'errors-beside-data': {
    phase: 'inside',
    says: 'The post is made; X lists errors beside its data all the same.',
  },
  vanished: { phase: 'inside', says: 'The post is accepted with an id and then exists nowhere.' },
  'lagging-list': { phase: 'inside', says: 'The new post shows up in lists only after a while.' },
} as const;

export type FaultKind = keyof typeof faultKinds;
export type FaultPhase = (typeof faultKinds)[FaultKind]['phase'];

/** What a call is for. A fault may be narrowed to one duty instead of a path. */
export const duties = ['publish', 'upload', 'read', 'token', 'other'] as const;
export type Duty = (typeof duties)[number];

const kindNames = Object.keys(faultKinds) as [FaultKind, ...FaultKind[]];

export const faultInput = z.strictObject({
  platform: z.enum(playedPlatforms),
  kind: z.enum(kindNames),
  method: z.string().optional(),
  /** Path at the real host, `*` standing for anything: `/2/tweets`, `*\/feed`. */
  path: z.string().optional(),
  on: z.enum(duties).optional(),
  /** X user id, Facebook Page id, Instagram account id, the URN of a LinkedIn author, Pinterest user id, YouTube channel id or TikTok open id. */
  account: z.string().optional(),
  times: z.union([z.int().min(1), z.literal('always')]).default(1),
  /** Lets this many matching calls pass first. */
  after: z.int().min(0).default(0),
  /** Milliseconds: how long a silent call hangs, a slow one waits, a list lags. */
  ms: z.int().min(0).max(600_000).optional(),
  /** How many looks the media stays in processing. */
  polls: z.int().min(1).max(1000).optional(),
  /** After how many bytes an upload is cut. */
  bytes: z.int().min(0).optional(),
  /** HTTP status for the 5xx, empty and HTML answers. */
  status: z.int().min(200).max(599).optional(),
  /** What a server error consists of. */
  body: z.enum(['usual', 'empty', 'html']).optional(),
  /** The platform's own error: a name for X, LinkedIn, Pinterest, YouTube and TikTok, `code` or `code/subcode` for Facebook and Instagram. */
  code: z.string().optional(),
});

export type FaultInput = z.input<typeof faultInput>;
export type Fault = z.output<typeof faultInput> & { id: string; used: number };

/** What a fault is matched against. */
export interface Target {
  platform: Platform;
  method: string;
  path: string;
  duty: Duty;
  account: string | undefined;
}

export class Faults {
  #active: Fault[] = [];

  list(): readonly Fault[] {
    return this.#active;
  }

  add(input: FaultInput): Fault {
    const fault: Fault = { ...faultInput.parse(input), id: randomUUID(), used: 0 };
    this.#active.push(fault);
    return fault;
  }

  remove(id: string): boolean {
    const before = this.#active.length;
    this.#active = this.#active.filter((fault) => fault.id !== id);
    return this.#active.length < before;
  }

  clear(): void {
    this.#active = [];
  }

  /** The fault that strikes this call in this phase, counted as used; undefined when none does. */
  take(phase: FaultPhase, target: Target, kind?: FaultKind): Fault | undefined {
    for (const fault of this.#active) {
      if (faultKinds[fault.kind].phase !== phase || (kind !== undefined && fault.kind !== kind)) continue;
      if (!matches(fault, target)) continue;
      if (fault.after > 0) {
        fault.after -= 1;
        continue;
      }
      fault.used += 1;
      if (fault.times !== 'always' && fault.used >= fault.times) this.remove(fault.id);
      return fault;
    }
    return undefined;
  }
}

function matches(fault: Fault, target: Target): boolean {
  return (
    fault.platform === target.platform &&
    (fault.method === undefined || fault.method.toUpperCase() === target.method) &&
    (fault.path === undefined || pathPattern(fault.path).test(target.path)) &&
    (dutyOf(fault) === undefined || dutyOf(fault) === target.duty) &&
    (fault.account === undefined || fault.account === target.account)
  );
}

/** Only a publishing call can be refused as a duplicate. */
const dutyOf = (fault: Fault): Duty | undefined =>
  fault.on ?? (fault.kind === 'duplicate' ? 'publish' : undefined);

function pathPattern(pattern: string): RegExp {
  return new RegExp(`^${pattern.split('*').map(escaped).join('.*')}$`);
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
