import type { TargetKind } from '../model/platform-id.ts';
import type { Draft, Finding, RulePack } from './rule-pack.ts';

/** Whether a platform that fetches files can reach them. Only where the draft says that it cannot. */
export function judgeAddress(pack: RulePack, kind: TargetKind, { consent, publicMedia }: Draft): Finding[] {
  const need = pack.publicAddress;
  if (need === undefined || publicMedia !== false || !need.kinds.includes(kind)) return [];
  if (consent !== undefined && need.notFor?.includes(consent) === true) {
    const { detour } = need;
    if (detour === undefined || !detour.kinds.includes(kind)) return [];
    return [{ level: 'warn', field: 'media', message: detour.message }];
  }
  const message = `${pack.name} takes this only from a public web address, and this computer has none. ${need.instead}`;
  return [{ level: 'stop', field: 'media', message }];
}
