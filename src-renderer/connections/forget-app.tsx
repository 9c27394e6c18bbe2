import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { PlatformView } from '#shared/contract/connections.ts';
import { api } from '#ui/api/queries.ts';
import { queryClient } from '#ui/api/query-client.ts';
import { Confirm } from '#ui/ui/alert-dialog.tsx';
import { Button } from '#ui/ui/button.tsx';
import { toast, toastError } from '#ui/ui/toast.tsx';

interface ForgetAppProps {
  platform: PlatformView;
  /** Whose app it is, where there are several consents. */
  consent: string | undefined;
}

export function ForgetApp({ platform, consent }: ForgetAppProps) {
  const [open, setOpen] = useState(false);
  const [, navigate] = useLocation();
  const forget = useMutation(
    api.connections.removeApp.mutationOptions({
      onSuccess: () => {
        setOpen(false);
        void queryClient.invalidateQueries({ queryKey: api.connections.key() });
        toast.success(`The id and secret of your ${platform.name} app are gone from this computer.`);
        navigate('/connections');
      },
      onError: (error) => toastError(error),
    }),
  );
  return (
    <>
      <Button variant="ghost" className="text-danger" onClick={() => setOpen(true)}>
        Forget this app
      </Button>
      <Confirm
        open={open}
        onOpenChange={setOpen}
        title={`Forget your ${platform.name} app?`}
        confirm="Forget it"
        destructive
        loading={forget.isPending}
        onConfirm={() => forget.mutate({ platform: platform.id, ...(consent !== undefined && { consent }) })}
      >
        <p>
          Its id and secret are erased from this computer. Accounts that were connected with it will have to
          be connected again; your posts stay.
        </p>
      </Confirm>
    </>
  );
}
