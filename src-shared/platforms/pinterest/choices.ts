import { z } from 'zod';
import type { TargetOptions } from '../../model/content.ts';
import type { Account, Choice } from '../platform.ts';
import { idSchema, wholeList } from './api.ts';

const boardSchema = z.object({
  id: idSchema,
  name: z.string(),
  privacy: z.string().nullish().catch(null),
  is_ads_only: z.boolean().nullish().catch(null),
  owner: z
    .object({ username: z.string().nullish().catch(null) })
    .nullish()
    .catch(null),
});
const sectionSchema = z.object({ id: idSchema, name: z.string() });

/** The boards an account can pin to, and the sections of the board that is chosen. @throws as callPinterest */
export async function choices(
  account: Account,
  option: keyof TargetOptions,
  chosen: TargetOptions,
): Promise<Choice[]> {
  if (option === 'board') return boards(account);
  if (option !== 'section' || chosen.board === undefined || chosen.board === '') return [];
  const sections = await wholeList(
    account,
    `/boards/${encodeURIComponent(chosen.board)}/sections`,
    sectionSchema,
  );
  return sections.map(({ id, name }) => ({ value: id, label: name }));
}

/** Protected boards are for advertisements; secret ones need permissions that we do not ask for. */
const closed = ['PROTECTED', 'SECRET'];

async function boards(account: Account): Promise<Choice[]> {
  const all = await wholeList(account, '/boards', boardSchema);
  return all
    .filter(({ privacy, is_ads_only: isForAds }) => isForAds !== true && !closed.includes(privacy ?? ''))
    .map(({ id, name, owner }) => ({ value: id, label: name + ofOther(owner?.username, account) }));
}

/** Boards of other people, on which this account may pin as well. */
function ofOther(owner: string | null | undefined, account: Account): string {
  return owner == null || owner === account.handle ? '' : ` (of @${owner})`;
}
