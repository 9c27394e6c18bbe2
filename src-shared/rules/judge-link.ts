import { isDocument, isVideo } from '../model/content.ts';
import type { Draft, Finding, RulePack } from './rule-pack.ts';

/** The link field of platforms that have one. */
export function judgeLink(pack: RulePack, { media, options }: Draft): Finding[] {
  const link = options.link?.trim() ?? '';
  if (pack.link === 'in-text' || link === '') return [];
  if (!isWebAddress(link)) {
    return [
      stop(
        'The link must be a whole web address that begins with https://, such as https://example.com/mug.',
      ),
    ];
  }
  const findings: Finding[] = [];
  const refused = refusedDomain(pack, link);
  if (refused !== undefined)
    findings.push(stop(`${pack.name} does not take links to ${refused}. Use another link.`));
  if (pack.linkCard !== undefined) {
    if (media.length > 1 || media.some(isVideo) || media.some(isDocument)) {
      findings.push(
        stop(
          `${pack.name} shows a link with one photo at most. Remove the others, or write the link into the caption.`,
        ),
      );
    }
  } else if (media.length > 0 && pack.link === 'own-field') {
    findings.push(
      stop(
        `${pack.name} shows either photos and videos or a link, not both. Remove one of them, or write the link into the caption.`,
      ),
    );
  }
  return findings;
}

function stop(message: string): Finding {
  return { level: 'stop', field: 'link', message };
}

function isWebAddress(link: string): boolean {
  return /^https?:\/\/[^\s/]/i.test(link) && !/\s/.test(link) && URL.canParse(link);
}

function refusedDomain(pack: RulePack, link: string): string | undefined {
  const host = new URL(link).hostname.replace(/\.$/, '');
  return pack.refusedLinkDomains?.domains.find((domain) => host === domain || host.endsWith(`.${domain}`));
}
