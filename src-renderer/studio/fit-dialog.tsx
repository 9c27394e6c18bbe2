import { useState } from 'react';
import type { MediaView } from '#shared/contract/media.ts';
import type { PlatformId, TargetKind } from '#shared/model/platform-id.ts';
import type { Recipe } from '#shared/model/rendition.ts';
import { type FitChoice, fitPhoto, usualFit } from '#shared/rules/fit-photo.ts';
import { imageLimits } from '#shared/rules/kind-limits.ts';
import { packs } from '#shared/rules/packs.ts';
import { Button } from '#ui/ui/button.tsx';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '#ui/ui/dialog.tsx';
import { ToggleGroup, ToggleGroupItem } from '#ui/ui/toggle-group.tsx';
import { After, Before } from './fit-pictures.tsx';
import type { FitOffer, Remark } from './verdicts.ts';

interface FitDialogProps {
  platform: PlatformId;
  kind: TargetKind;
  title: string;
  reasons: readonly Remark[];
  offer: FitOffer;
  photo: MediaView;
  /** Makes it. True when it is made and in use. */
  onFit: (recipe: Recipe) => Promise<boolean>;
  onClose: () => void;
}

/** One photo, as it is and as a platform would take it. What does not fit is cut off around a focus, or white is added. */
export function FitDialog(props: FitDialogProps) {
  const { platform, kind, title, reasons, offer, photo, onFit, onClose } = props;
  const [choice, setChoice] = useState<FitChoice>(usualFit);
  const [isBusy, setBusy] = useState(false);
  const limits = imageLimits(packs[platform], kind);
  const recipeOf = (choice: FitChoice) =>
    fitPhoto(limits, photo, choice, offer.alike ? offer.recipe : undefined) ?? offer.recipe;
  const recipe = recipeOf(choice);
  const isReshaped = recipeOf({ ...choice, frame: 'pad' }).frame === 'pad';
  const isCropped = isReshaped && choice.frame === 'crop';

  async function make(): Promise<void> {
    setBusy(true);
    const isMade = await onFit(recipe);
    setBusy(false);
    if (isMade) onClose();
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent className="w-[min(640px,calc(100vw-32px))]">
        <DialogHeader>
          <DialogTitle>{title}</DialogTitle>
          <DialogDescription>{reasons.map(({ message }) => message).join(' ')}</DialogDescription>
        </DialogHeader>
        <div className="grid grid-cols-2 items-start gap-4">
          <Before
            photo={photo}
            recipe={recipe}
            focus={isCropped ? choice.focus : null}
            onFocus={(focus) => setChoice((before) => ({ ...before, focus }))}
          />
          <After photo={photo} recipe={recipe} />
        </div>
        {isReshaped && (
          <div className="flex flex-wrap items-center gap-3">
            <ToggleGroup
              type="single"
              aria-label="What to do about the shape"
              value={choice.frame}
              onValueChange={(frame) =>
                (frame === 'crop' || frame === 'pad') && setChoice((before) => ({ ...before, frame }))
              }
            >
              <ToggleGroupItem value="crop">Crop</ToggleGroupItem>
              <ToggleGroupItem value="pad">White edges</ToggleGroupItem>
            </ToggleGroup>
            <p className="text-muted-foreground text-xs">
              {isCropped
                ? 'Click into the photo, or use the arrow keys on it, to choose what stays in sight.'
                : 'All of the photo is shown.'}
            </p>
          </div>
        )}
        {photo.animated && <p className="text-xs">Only the first picture of the animation is kept.</p>}
        <DialogFooter>
          <Button variant="outline" onClick={onClose}>
            Cancel
          </Button>
          <Button loading={isBusy} onClick={() => void make()}>
            Use this for {packs[platform].name}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
