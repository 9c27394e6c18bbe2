import type { Finding, RulePack } from './rule-pack.ts';

/** Words with a # before them, as readers can click on. */
export function hashtagsIn(text: string): string[] {
  return text.match(/(?<![\p{L}\p{N}_&])#[\p{L}\p{M}\p{N}_]*[\p{L}\p{M}_][\p{L}\p{M}\p{N}_]*/gu) ?? [];
}

/** Names of accounts with an @ before them; not the addresses of mails. */
export function mentionsIn(text: string): string[] {
  return text.match(/(?<![\p{L}\p{N}_.])@[\w.]*\w/gu) ?? [];
}

/** Hashtags and mentions of the caption, on platforms that count them. */
export function judgeHashtags({ name, text: { hashtags, mentions } }: RulePack, text: string): Finding[] {
  const findings: Finding[] = [];
  const tags = hashtags === undefined ? 0 : hashtagsIn(text).length;
  if (hashtags !== undefined && tags > hashtags.max.value) {
    const message = `The caption has ${tags} hashtags. ${name} takes at most ${hashtags.max.value}.`;
    findings.push({ level: 'stop', field: 'caption', message });
  } else if (hashtags !== undefined && tags > hashtags.safe.value) {
    const message = `The caption has ${tags} hashtags. ${name} is sure to take ${hashtags.safe.value}.`;
    findings.push({ level: 'warn', field: 'caption', message });
  }
  const named = mentions === undefined ? 0 : mentionsIn(text).length;
  if (mentions !== undefined && named > mentions.max.value) {
    const message = `The caption mentions ${named} accounts. ${name} takes at most ${mentions.max.value}.`;
    findings.push({ level: 'stop', field: 'caption', message });
  }
  return findings;
}
