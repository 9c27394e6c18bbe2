import { PublishFailure } from '#shared/model/publish-error.ts';
import { connectedAccounts } from '../store/connections.ts';
import { wasTold } from '../store/notices.ts';
import { type ConnectionRow, countUpcoming } from '../store/targets.ts';
import { DAY, type Household, tell } from './household.ts';

/** Asks for each token once; the keeper refreshes those that end soon. What only the seller can mend is told. */
export async function keepSignIns(house: Household): Promise<null> {
  const { store, tokens, log } = house;
  for (const account of connectedAccounts(store.db).filter(({ state }) => state === 'ok')) {
    try {
      await tokens.access(account.id);
    } catch (failure) {
      log.warn('a sign-in could not be renewed', { connection: account.id, error: String(failure) });
      if (failure instanceof PublishFailure && failure.error.class === 'account')
        tellAppRefused(house, account, failure.error.message);
    }
  }
  for (const account of connectedAccounts(store.db).filter(({ state }) => state === 'reconnect'))
    tellReconnect(house, account);
  return null;
}

/** Once each time a sign-in ends, whoever found it out. */
function tellReconnect(house: Household, account: ConnectionRow): void {
  const { id: connectionId, name, platform, updatedAt } = account;
  const { store, platforms } = house;
  if (wasTold(store.db, ['reconnect'], { connectionId }, updatedAt)) return;
  const waiting = countUpcoming(store.db, connectionId);
  const posts = waiting === 1 ? '1 planned post waits' : `${waiting} planned posts wait`;
  tell(house, {
    kind: 'reconnect',
    level: 'alarm',
    title: `Reconnect ${name} on ${platforms[platform].name}`,
    text: `The platform no longer accepts the sign-in.${waiting === 0 ? '' : ` ${posts} for it.`}`,
    action: 'reconnect',
    connectionId,
  });
}

/** The app's own id or secret is wrong: the account is fine, yet nothing can go out. Once a day while it lasts. */
function tellAppRefused(house: Household, { id: connectionId, name }: ConnectionRow, text: string): void {
  if (wasTold(house.store.db, ['app'], { connectionId }, house.clock.now() - DAY)) return;
  tell(house, {
    kind: 'app',
    level: 'alarm',
    title: `The sign-in of ${name} cannot be renewed`,
    text,
    action: 'open-settings',
    connectionId,
  });
}
