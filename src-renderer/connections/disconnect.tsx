import { useMutation } from '@tanstack/react-query';
import type { ConnectionView } from '#shared/contract/connections.ts';
import { api } from '#ui/api/queries.ts';
import { queryClient } from '#ui/api/query-client.ts';
import { Confirm } from '#ui/ui/alert-dialog.tsx';
import { platformName } from '#ui/ui/platform-icon.tsx';
import { toast, toastError } from '#ui/ui/toast.tsx';

interface DisconnectProps {
  connection: ConnectionView;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function Disconnect({ connection, open, onOpenChange }: DisconnectProps) {
  const { id, name, platform, upcoming } = connection;
  const remove = useMutation(
    api.connections.remove.mutationOptions({
      onSuccess: async ({ held }) => {
        // The row goes first and this with it, so that the focus does not end on a button that is going.
        await queryClient.invalidateQueries({ queryKey: api.connections.list.key() });
        onOpenChange(false);
        toast.success(`${name} is disconnected.`, { description: onHold(held) });
      },
      onError: (error) => toastError(error),
    }),
  );
  return (
    <Confirm
      open={open}
      onOpenChange={onOpenChange}
      title={`Disconnect ${name}?`}
      confirm="Disconnect"
      destructive
      loading={remove.isPending}
      onConfirm={() => remove.mutate({ id })}
    >
      <p>Your posts stay, and so does what is already out at {platformName(platform)}.</p>
      <p>
        {upcoming === 0
          ? 'No planned post is affected.'
          : `${upcoming === 1 ? 'One planned post goes' : `${upcoming} planned posts go`} on hold until you connect this account again.`}
      </p>
    </Confirm>
  );
}

function onHold(held: number): string {
  if (held === 0) return 'Your posts stay.';
  return held === 1 ? 'One planned post is on hold.' : `${held} planned posts are on hold.`;
}
