import type { TargetOptions } from '../model/content.ts';
import { isSet } from './judge-fields.ts';
import type { Draft, Finding, RulePack } from './rule-pack.ts';

/** What the account may not do for a post, though it may post. Only where its permissions are known. */
export function judgePermissions({ permissions = {} }: RulePack, { options, scopes = [] }: Draft): Finding[] {
  if (scopes.length === 0) return [];
  return Object.entries(permissions)
    .filter(([option, { scope }]) => isSet(options[option as keyof TargetOptions]) && !scopes.includes(scope))
    .map(([, { without }]) => ({ level: 'warn', field: 'options', message: without }));
}
