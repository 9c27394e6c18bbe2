import { useState } from 'react';
import type { ConnectionView } from '#shared/contract/connections.ts';
import { packs } from '#shared/rules/packs.ts';
import { client } from '#ui/api/client.ts';
import { toastError } from '#ui/ui/toast.tsx';
import { withFitted } from './draft.ts';
import type { Undoable } from './undo-line.tsx';
import type { Editing } from './use-editing.ts';
import type { FitOffer } from './verdicts.ts';

/** Photos made over for one account: made, used instead of the originals, and taken back. */
export function useFit(
  { draft, change, autosave }: Editing,
  account: ConnectionView,
  onUndoable: (undoable: Undoable) => void,
) {
  const [isBusy, setBusy] = useState(false);
  const { name: platform } = packs[account.platform];
  const fitted = draft.targets.find(({ connectionId }) => connectionId === account.id)?.options.fitted ?? {};

  /** "photo 2", or "the photo" where it is the only one. */
  function photoName(mediaId: string): string {
    const index = draft.media.findIndex((one) => one.mediaId === mediaId);
    return draft.media.length === 1 ? 'the photo' : `photo ${index + 1}`;
  }

  function put(renditions: Readonly<Record<string, string | null>>, words: string): void {
    const before = Object.fromEntries(Object.keys(renditions).map((id) => [id, fitted[id] ?? null]));
    change((draft) => withFitted(draft, account.id, renditions));
    onUndoable({ words, undo: () => change((draft) => withFitted(draft, account.id, before)) });
  }

  /** True when all are made and in use. */
  async function make(offers: readonly Pick<FitOffer, 'mediaId' | 'recipe'>[]): Promise<boolean> {
    setBusy(true);
    try {
      const made: Record<string, string> = {};
      for (const { mediaId, recipe } of offers) {
        const rendition = await client.media.fit({ id: mediaId, recipe });
        autosave.know([rendition]);
        made[mediaId] = rendition.id;
      }
      const [first, ...more] = offers;
      const what = more.length > 0 ? `${offers.length} photos are` : `${photoName(first?.mediaId ?? '')} is`;
      put(made, `${what.charAt(0).toUpperCase()}${what.slice(1)} fitted for ${platform}.`);
      return true;
    } catch (error) {
      toastError(error);
      return false;
    } finally {
      setBusy(false);
    }
  }

  return {
    isBusy,
    photoName,
    make,
    restoreOriginal: (mediaId: string) =>
      put({ [mediaId]: null }, `The original of ${photoName(mediaId)} is used again.`),
    /** The photos of the post that this account gets otherwise than they are. */
    fitted: draft.media.flatMap(({ mediaId }) => {
      const rendition = autosave.mediaOf(fitted[mediaId] ?? '');
      if (rendition === undefined) return [];
      const name = photoName(mediaId);
      const size = `${rendition.width} × ${rendition.height} pixels`;
      return [{ mediaId, words: `${name.charAt(0).toUpperCase()}${name.slice(1)} is fitted: ${size}.` }];
    }),
  };
}
