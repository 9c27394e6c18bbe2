import type { ConnectionView } from '#shared/contract/connections.ts';
import type { MediaView } from '#shared/contract/media.ts';
import type { DraftInput } from '#shared/contract/posts.ts';
import { fittedMedia } from '#shared/model/content.ts';
import type { TargetKind } from '#shared/model/platform-id.ts';
import { judge } from '#shared/rules/judge.ts';
import type { Finding, Fit, TextCount } from '#shared/rules/rule-pack.ts';
import { textFor } from './draft.ts';

/** Where in the form something is: what a finding points to and what gets the focus. */
export interface Place {
  /** Such as caption, thread.1 (the second further part from 1), media.0, link, options, account, when. */
  field: string;
  /** The account it is about; null for what all share. */
  connectionId: string | null;
}

export interface Remark {
  level: 'stop' | 'warn';
  message: string;
  place: Place;
  /** What the photos it is about can be made into. */
  fits?: readonly FitOffer[];
}

/** A photo of the post, and what it can be made into for one account. */
export interface FitOffer extends Omit<Fit, 'index'> {
  mediaId: string;
}

export interface AccountVerdict {
  connectionId: string;
  kind: TargetKind;
  counts: readonly TextCount[];
  remarks: readonly Remark[];
  light: 'green' | 'amber' | 'red';
}

/** What the rules say of the draft on each chosen account. */
export function judgeAccounts(
  draft: DraftInput,
  connections: readonly ConnectionView[],
  mediaOf: (mediaId: string) => MediaView | undefined,
): AccountVerdict[] {
  const media = draft.media.flatMap(({ mediaId, altText }) => {
    const file = mediaOf(mediaId);
    return file === undefined ? [] : [{ ...file, altText }];
  });
  return draft.targets
    .flatMap((target) => {
      const connection = connections.find(({ id }) => id === target.connectionId);
      if (connection === undefined) return [];
      const { kind, counts, findings } = judge(connection.platform, {
        text: textFor(draft, target),
        media: fittedMedia(media, ({ id }) => id, target.options, mediaOf),
        options: target.options,
        thumbnail: mediaOf(target.options.thumbnail ?? ''),
        tier: connection.tier,
        consent: connection.consent,
        scopes: connection.scopes,
      });
      const remarks = findings.map((finding) => remarkOf(finding, target.connectionId, media));
      const all = [...accountRemarks(connection), ...remarks];
      return [{ connectionId: target.connectionId, kind, counts, remarks: all }];
    })
    .map((verdict) => ({ ...verdict, light: lightOf(verdict.remarks) }));
}

function remarkOf(
  { level, field, index, message, fits }: Finding,
  connectionId: string,
  media: readonly MediaView[],
): Remark {
  const offers = fits?.flatMap(({ index, ...fit }) => {
    const file = media[index];
    return file === undefined ? [] : [{ ...fit, mediaId: file.id }];
  });
  const at = index === undefined ? field : `${field}.${index}`;
  return { level, message, place: { field: at, connectionId }, ...(offers && { fits: offers }) };
}

/** An account that cannot post holds everything meant for it. */
function accountRemarks({ id, name, state, stateReason }: ConnectionView): Remark[] {
  if (state === 'ok') return [];
  const message = stateReason ?? `${name} cannot post at the moment.`;
  return [{ level: 'stop', message, place: { field: 'account', connectionId: id } }];
}

/** Adds what only the desktop knows (the token, allowances, the time), without saying anything twice. */
export function withRemarks(verdict: AccountVerdict, more: readonly Remark[]): AccountVerdict {
  const known = new Set(verdict.remarks.map(({ message }) => message));
  const knowsAccount = verdict.remarks.some(isAboutAccount);
  const fresh = more.filter(
    (remark) => !known.has(remark.message) && !(knowsAccount && isAboutAccount(remark)),
  );
  const remarks = [...verdict.remarks, ...fresh];
  return { ...verdict, remarks, light: lightOf(remarks) };
}

/** The account cannot post now. It may until the time comes, so this does not keep a post from being planned. */
export function isAboutAccount({ place }: Remark): boolean {
  return place.field === 'account';
}

function lightOf(remarks: readonly Remark[]): AccountVerdict['light'] {
  if (remarks.some(({ level }) => level === 'stop')) return 'red';
  return remarks.length > 0 ? 'amber' : 'green';
}

/** Everything that stops the post, the same sentence once. */
export function obstacles(verdicts: readonly AccountVerdict[]): Remark[] {
  const stops = verdicts.flatMap(({ remarks }) => remarks.filter(({ level }) => level === 'stop'));
  return [...new Map(stops.map((remark) => [remark.message, remark])).values()];
}

/** Reads a field as the desktop names it ("targets.1.captionOverride") as a place in the form. */
export function placeOf(field: string, draft: DraftInput): Place {
  const [, index, rest = 'account'] = /^(?:draft\.)?targets\.(\d+)(?:\.(.+))?$/.exec(field) ?? [];
  if (index === undefined) return { field: field.replace(/^draft\./, ''), connectionId: null };
  const connectionId = draft.targets[Number(index)]?.connectionId ?? null;
  const inner = rest.replace(/^options\./, '').replace(/^captionOverride$/, 'caption');
  return { field: inner, connectionId };
}
