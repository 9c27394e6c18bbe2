import { isVideo, type TargetOptions } from '../model/content.ts';
import type { TargetKind } from '../model/platform-id.ts';
import type { Draft, Finding, RulePack, Statement } from './rule-pack.ts';

/** What the seller has to choose or agree to, on platforms that let nothing be chosen in the seller's place. */
export function judgeChoices(pack: RulePack, kind: TargetKind, draft: Draft): Finding[] {
  const { options } = draft;
  if (options.asDraft === true) return judgeDraft(pack, kind);
  return [
    ...unchosenPrivacy(pack, options),
    ...unknownAllowance(pack, options),
    ...privateAdvertising(pack, options),
    ...coverBeyond(draft),
    ...unagreed(pack, options),
  ].map((message) => ({ level: 'stop', field: 'options', message }));
}

/** The statement to agree to before the post; undefined where there is none. */
export function statementFor(
  { terms }: Pick<RulePack, 'terms'>,
  options: TargetOptions,
): Statement | undefined {
  if (options.asDraft === true) return undefined;
  return options.brandedContent === true ? terms?.branded : terms?.usual;
}

/** All that is chosen of a draft is chosen in the platform's app. */
function judgeDraft({ name, options }: RulePack, kind: TargetKind): Finding[] {
  if (!options.includes('asDraft')) return [];
  if (kind !== 'video')
    return [
      {
        level: 'stop',
        field: 'options',
        message: `Only a video can become a draft on ${name}. Use a video, or post at once.`,
      },
    ];
  return [
    {
      level: 'warn',
      field: 'options',
      message: `${name} takes no caption with a draft. Copy it into the ${name} app when you finish the post there.`,
    },
  ];
}

function unchosenPrivacy({ privacy: rules }: RulePack, { privacy }: TargetOptions): string[] {
  if (rules?.choose === undefined || (privacy ?? '').trim() !== '') return [];
  return [rules.choose];
}

function unknownAllowance({ name, allow: rules }: RulePack, { allow = [] }: TargetOptions): string[] {
  const isKnown = allow.every((one) => rules?.values.some(({ value }) => value === one) ?? true);
  return isKnown ? [] : [`${name} does not know what is allowed there. Choose again.`];
}

function privateAdvertising(
  { name, brandedContent, privacy: rules }: RulePack,
  options: TargetOptions,
): string[] {
  if (brandedContent === undefined || options.brandedContent !== true) return [];
  if (options.privacy !== brandedContent.refusedPrivacy) return [];
  const label = rules?.values.find(({ value }) => value === options.privacy)?.label ?? '';
  return [
    `${name} does not take paid advertising for “${label}”. Choose who else may see it, or take the mark off.`,
  ];
}

function coverBeyond({ media, options: { coverMs } }: Draft): string[] {
  const length = media.find(isVideo)?.video?.durationMs;
  if (coverMs === undefined || length === undefined || coverMs <= length) return [];
  return ['The cover lies behind the end of the video. Choose an earlier second.'];
}

function unagreed(pack: RulePack, options: TargetOptions): string[] {
  const statement = statementFor(pack, options);
  if (statement === undefined || options.agreed?.to === statement.id) return [];
  const names = statement.parts.filter(({ link }) => link !== undefined).map(({ text }) => text);
  return [`Tick that you agree to ${pack.name}’s ${names.join(' and ')}.`];
}
