import { useCallback, useRef } from 'react';
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from '#ui/ui/dialog.tsx';
import { platformName } from '#ui/ui/platform-icon.tsx';
import { ChooseAccounts } from './choose-accounts.tsx';
import { useConnectDialog, useConnectFlow, type Wish } from './connect-flow.ts';
import { Done, Failed, Ready, Starting, Waiting } from './connect-steps.tsx';

/** The one dialog in which accounts are connected and renewed. */
export function ConnectDialog() {
  const wish = useConnectDialog((state) => state.wish);
  return wish === null ? null : (
    <Connecting key={`${wish.platform} ${wish.reconnect?.id ?? ''}`} wish={wish} />
  );
}

const close = () => useConnectDialog.setState({ wish: null });

/** Each step begins at the title: the button that had the focus goes with its step. */
function useTitleFocus() {
  const title = useRef<HTMLHeadingElement>(null);
  const opened = useRef(false);
  const atTitle = useCallback((shown: HTMLHeadingElement | null) => {
    title.current = shown;
    if (opened.current) shown?.focus();
  }, []);
  // Not before: the dialog first remembers where the focus was.
  const onOpen = (event: Event) => {
    event.preventDefault();
    opened.current = true;
    title.current?.focus();
  };
  return { atTitle, onOpen };
}

function Connecting({ wish }: { wish: Wish }) {
  const flow = useConnectFlow(wish);
  const { step } = flow;
  const { atTitle, onOpen } = useTitleFocus();

  const leave = () => {
    flow.stop();
    close();
  };
  const name = platformName(wish.platform);
  return (
    <Dialog open onOpenChange={(open) => !open && leave()}>
      <DialogContent onOpenAutoFocus={onOpen}>
        <DialogHeader>
          <DialogTitle key={step.is} ref={atTitle} tabIndex={-1} className="outline-none">
            {wish.reconnect === null ? `Connect an account of ${name}` : `Reconnect ${wish.reconnect.name}`}
          </DialogTitle>
          <DialogDescription className="sr-only">
            You sign in at {name} itself. Picscripter never sees your password.
          </DialogDescription>
        </DialogHeader>
        <div aria-live="polite" className="grid gap-4">
          {step.is === 'ready' && <Ready wish={wish} onBegin={flow.begin} onClose={close} />}
          {step.is === 'starting' && <Starting platform={wish.platform} />}
          {step.is === 'waiting' && step.attempt.state === 'waiting' && (
            <Waiting attempt={step.attempt} onCancel={leave} />
          )}
          {step.is === 'choose' && step.attempt.state === 'choose' && (
            <ChooseAccounts
              attempt={step.attempt}
              choosing={flow.choosing}
              onChoose={flow.choose}
              onCancel={leave}
            />
          )}
          {step.is === 'done' && step.attempt.state === 'done' && (
            <Done wish={wish} connectionIds={step.attempt.connectionIds} onClose={close} />
          )}
          {step.is === 'failed' && (
            <Failed
              message={step.message}
              needsApp={step.needsApp}
              consent={flow.consent}
              platform={wish.platform}
              onRetry={flow.again}
              onClose={close}
            />
          )}
        </div>
      </DialogContent>
    </Dialog>
  );
}
