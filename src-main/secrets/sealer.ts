import { AppError } from '#shared/model/app-error.ts';
import { EnvelopeError, open, reseal, seal } from '#shared/security/envelope.ts';
import type { KeySet } from '#shared/security/key-set.ts';

/** Seals and opens what is kept in the store. `boundTo` names the cell (`table/row/column`): it opens nowhere else. */
export interface Sealer {
  seal(text: string, boundTo: string): Promise<string>;
  /** @throws AppError when locked, or when it cannot be opened on this computer any more */
  open(sealed: string, boundTo: string): Promise<string>;
  /** Seals with the current key what was sealed with an older one; unchanged when it already is. @throws as `open` */
  reseal(sealed: string, boundTo: string): Promise<string>;
}

/** What a worker thread uses: it is given the key material and needs no keychain. */
export function createVaultFromKeys(keys: KeySet): Sealer {
  return createSealer(() => keys);
}

/** @param keys the keys of the moment; may throw what the caller should see while there are none */
export function createSealer(keys: () => KeySet): Sealer {
  return {
    seal: async (text, boundTo) => seal(text, boundTo, keys()),
    open: async (sealed, boundTo) => open(sealed, boundTo, keys()).catch(unreadable),
    reseal: async (sealed, boundTo) => reseal(sealed, boundTo, keys()).catch(unreadable),
  };
}

function unreadable(error: unknown): never {
  if (!(error instanceof EnvelopeError)) throw error;
  throw new AppError(
    'NOT_CONNECTED',
    'This saved sign-in can no longer be read here. Connect the account again.',
    {
      action: 'reconnect',
    },
  );
}
