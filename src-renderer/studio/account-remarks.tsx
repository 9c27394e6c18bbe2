import { Crop } from 'lucide-react';
import { useState } from 'react';
import type { ConnectionView } from '#shared/contract/connections.ts';
import { packs } from '#shared/rules/packs.ts';
import { Button } from '#ui/ui/button.tsx';
import { FitDialog } from './fit-dialog.tsx';
import { RemarkList } from './remark-list.tsx';
import type { Undoable } from './undo-line.tsx';
import type { Editing } from './use-editing.ts';
import { useFit } from './use-fit.ts';
import type { AccountVerdict, FitOffer, Place, Remark } from './verdicts.ts';

interface AccountRemarksProps {
  editing: Editing;
  account: ConnectionView;
  verdict: AccountVerdict;
  onGoTo: (place: Place) => void;
  onUndoable: (undoable: Undoable) => void;
}

/** What stands in the way on one account, with a button wherever a photo can be made to fit, and what is fitted already. */
export function AccountRemarks({ editing, account, verdict, onGoTo, onUndoable }: AccountRemarksProps) {
  const { name: platform } = packs[account.platform];
  const fit = useFit(editing, account, onUndoable);
  const [opened, setOpened] = useState<FitOffer | null>(null);
  const remarks = verdict.remarks.filter(({ place }) => place.field !== 'account' || account.state === 'ok');
  const offers = firstOffers(remarks);
  const several = [...new Map([...offers.values()].flat().map((offer) => [offer.mediaId, offer])).values()];
  const photo = opened === null ? undefined : editing.autosave.mediaOf(opened.mediaId);

  return (
    <>
      <RemarkList
        remarks={remarks}
        onGoTo={onGoTo}
        action={(remark) =>
          offers.get(remark)?.map((offer, _at, { length }) => (
            <Button key={offer.mediaId} variant="outline" size="sm" onClick={() => setOpened(offer)}>
              <Crop aria-hidden />
              {length > 1 ? `Fit ${fit.photoName(offer.mediaId)}` : `Fit for ${platform}`}
              <span className="sr-only">
                {length > 1 ? `for ${platform}` : `: ${fit.photoName(offer.mediaId)}`}
              </span>
            </Button>
          ))
        }
      />
      {several.length > 1 && (
        <Button
          variant="outline"
          size="sm"
          className="ml-6.5 w-fit"
          loading={fit.isBusy}
          onClick={() => void fit.make(several)}
        >
          <Crop aria-hidden />
          Fit all {several.length} photos
        </Button>
      )}
      {fit.fitted.length > 0 && (
        <ul className="grid gap-0.5 pl-6.5">
          {fit.fitted.map(({ mediaId, words }) => (
            <li key={mediaId} className="flex min-h-7 items-center justify-between gap-2 px-1 text-xs">
              <span className="text-muted-foreground">{words}</span>
              <Button variant="ghost" size="sm" onClick={() => fit.restoreOriginal(mediaId)}>
                Use the original again
                <span className="sr-only">: {fit.photoName(mediaId)}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      {opened !== null && photo !== undefined && (
        <FitDialog
          platform={account.platform}
          kind={verdict.kind}
          title={`Fit ${fit.photoName(opened.mediaId)} for ${platform}`}
          reasons={remarks.filter(({ fits }) => fits?.some(({ mediaId }) => mediaId === opened.mediaId))}
          offer={opened}
          photo={photo}
          onFit={(recipe) => fit.make([{ ...opened, recipe }])}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}

/** Each photo has one button, at the first remark about it alone. */
function firstOffers(remarks: readonly Remark[]): ReadonlyMap<Remark, readonly FitOffer[]> {
  const seen = new Set<string>();
  const offers = new Map<Remark, readonly FitOffer[]>();
  for (const remark of remarks) {
    const fresh = (remark.fits ?? []).filter(({ mediaId }) => !seen.has(mediaId));
    for (const { mediaId } of fresh) seen.add(mediaId);
    if (fresh.length > 0) offers.set(remark, fresh);
  }
  return offers;
}
