import { CircleAlert } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#ui/ui/button.tsx';
import { toApiError } from '#ui/api/api-error.ts';
import { Callout, ErrorCallout } from '#ui/ui/error-state.tsx';
import { formatInstant } from '#ui/ui/time.tsx';
import type { Instant } from '#shared/model/time.ts';
import type { DraftInput } from '#shared/contract/posts.ts';
import { isBlank } from './draft.ts';
import { useFocusWhenShown } from './use-focus-when-shown.ts';
import { type Place, placeOf, type Remark } from './verdicts.ts';

export interface FooterProps {
  /** `new` writes a draft, `live` changes what is scheduled, `out` can change nothing. */
  mode: 'new' | 'live' | 'out';
  draft: DraftInput;
  accounts: readonly string[];
  /** What stops the post. The first is shown, and reached by a click. */
  stops: readonly Remark[];
  /** What keeps it from being posted at this moment only. */
  holds: readonly Remark[];
  uploading: number;
  instant: Instant | null;
  isPast: boolean;
  zone: string;
  hasChanges: boolean;
  busy: boolean;
  error: unknown;
  onGoTo: (place: Place) => void;
  onRetry: () => void;
  onSchedule: () => void;
  onPostNow: () => void;
  onUpdate: () => void;
  onDiscard: () => void;
  onSaveDraft: () => void;
}

/** What can be done with the post. Post now asks once more, here. */
export function ComposerFooter(props: FooterProps) {
  const { mode, accounts, stops, uploading, instant, isPast, zone, busy, error } = props;
  const [asking, setAsking] = useState(false);
  const obstacle =
    uploading > 0 ? `${uploading} ${uploading === 1 ? 'file is' : 'files are'} still uploading.` : null;
  const blocked = stops.length > 0 || obstacle !== null;
  const blockedNow = blocked || props.holds.length > 0;
  const noTime = instant === null;

  /** A blocked button shows what stops it instead of doing nothing. */
  const unless = (isBlocked: boolean, work: () => void) => () => {
    const first = stops[0] ?? props.holds[0];
    if (!isBlocked) work();
    else if (first !== undefined) props.onGoTo(first.place);
  };
  const ask = unless(blockedNow, () => setAsking(true));

  return (
    <footer className="grid shrink-0 gap-2 border-border border-t bg-popover px-5 py-3">
      {error !== null && <Refusal {...props} />}
      <Obstacle
        text={obstacle}
        stops={isBlank(props.draft) ? [] : [...stops, ...props.holds]}
        onGoTo={props.onGoTo}
      />
      {asking ? (
        <AskPostNow
          accounts={accounts}
          isPast={isPast}
          busy={busy}
          onNo={() => setAsking(false)}
          onYes={() => {
            setAsking(false);
            props.onPostNow();
          }}
        />
      ) : (
        <div className="flex flex-wrap items-center justify-end gap-2">
          {mode === 'new' && (
            <>
              <Button variant="ghost" className="mr-auto" onClick={props.onSaveDraft}>
                Save draft
              </Button>
              <Button variant="outline" aria-disabled={blockedNow} onClick={ask}>
                Post now
              </Button>
              <Button
                loading={busy}
                disabled={noTime}
                aria-disabled={blocked}
                onClick={isPast ? ask : unless(blocked, props.onSchedule)}
              >
                {noTime || isPast ? 'Schedule' : `Schedule for ${formatInstant(instant, zone)}`}
              </Button>
            </>
          )}
          {mode === 'live' && (
            <>
              {props.hasChanges && (
                <Button variant="ghost" className="mr-auto" onClick={props.onDiscard}>
                  Drop changes
                </Button>
              )}
              <Button variant="outline" aria-disabled={blockedNow} onClick={ask}>
                Post now
              </Button>
              <Button
                loading={busy}
                disabled={noTime || !props.hasChanges}
                aria-disabled={blocked}
                onClick={isPast ? ask : unless(blocked, props.onUpdate)}
              >
                Update scheduled post
              </Button>
            </>
          )}
          {mode === 'out' && (
            <>
              {props.hasChanges && (
                <Button variant="ghost" className="mr-auto" onClick={props.onDiscard}>
                  Drop changes
                </Button>
              )}
              <Button variant="outline" onClick={props.onSaveDraft}>
                Close
              </Button>
            </>
          )}
        </div>
      )}
    </footer>
  );
}

/** What the desktop said. Where it names a field, the way there leads through this form. */
function Refusal({ error, draft, onGoTo, onRetry }: FooterProps) {
  const { message, field } = toApiError(error);
  if (field === null) return <ErrorCallout error={error} onRetry={onRetry} />;
  return (
    <div role="alert">
      <Callout
        variant="danger"
        action={
          <Button variant="outline" size="sm" onClick={() => onGoTo(placeOf(field, draft))}>
            Show me
          </Button>
        }
      >
        {message}
      </Callout>
    </div>
  );
}

interface ObstacleProps {
  text: string | null;
  stops: readonly Remark[];
  onGoTo: (place: Place) => void;
}

function Obstacle({ text, stops, onGoTo }: ObstacleProps) {
  const [first] = stops;
  if (text === null && first === undefined) return null;
  return (
    <p className="flex items-center gap-1.5 text-xs">
      <CircleAlert aria-hidden className="size-3.5 shrink-0 text-danger" />
      <span className="min-w-0 flex-1 truncate">{text ?? first?.message}</span>
      {text === null && first !== undefined && (
        <Button variant="link" size="sm" className="h-7" onClick={() => onGoTo(first.place)}>
          Show me
        </Button>
      )}
    </p>
  );
}

interface AskPostNowProps {
  accounts: readonly string[];
  isPast: boolean;
  busy: boolean;
  onYes: () => void;
  onNo: () => void;
}

function AskPostNow({ accounts, isPast, busy, onYes, onNo }: AskPostNowProps) {
  const names = new Intl.ListFormat('en').format(accounts);
  const yes = useFocusWhenShown<HTMLButtonElement>();
  return (
    <div role="alertdialog" aria-label="Post now?" className="flex flex-wrap items-center justify-end gap-2">
      <p className="min-w-48 flex-1">
        {isPast && 'This time has passed. '}
        Post now to <span className="font-medium">{names}</span>? Everybody can see it at once.
      </p>
      <Button variant="ghost" onClick={onNo}>
        Not yet
      </Button>
      <Button ref={yes} loading={busy} onClick={onYes}>
        Yes, post now
      </Button>
    </div>
  );
}
