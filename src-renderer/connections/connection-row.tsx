import { useMutation } from '@tanstack/react-query';
import { Ban, CircleCheck, Ellipsis, PlugZap, RefreshCw, Unplug } from 'lucide-react';
import { useState } from 'react';
import type { ConnectionView } from '#shared/contract/connections.ts';
import { api } from '#ui/api/queries.ts';
import { queryClient } from '#ui/api/query-client.ts';
import { AccountAvatar } from '#ui/ui/account-chip.tsx';
import { Badge } from '#ui/ui/badge.tsx';
import { Button } from '#ui/ui/button.tsx';
import { cn } from '#ui/ui/cn.ts';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#ui/ui/dropdown-menu.tsx';
import { toast, toastError } from '#ui/ui/toast.tsx';
import { openConnect } from './connect-flow.ts';
import { Disconnect } from './disconnect.tsx';

export function ConnectionRow({ connection }: { connection: ConnectionView }) {
  const [leaving, setLeaving] = useState(false);
  const { name, handle, platform, state, upcoming, forecast } = connection;
  const check = useCheck(connection);
  const reconnect = () => openConnect(platform, { id: connection.id, name });
  return (
    <li className="flex items-start gap-3 px-4 py-3">
      <AccountAvatar platform={platform} name={name} className="mt-0.5 size-8" />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="truncate font-medium">{name}</span>
          {handle !== '' && <span className="truncate text-muted-foreground">@{handle}</span>}
          <StateBadge state={state} />
        </div>
        <p className="text-muted-foreground text-xs">
          {upcoming === 0
            ? 'No post planned'
            : `${upcoming} ${upcoming === 1 ? 'post' : 'posts'} still to go out`}
        </p>
        <Remark connection={connection} />
      </div>
      {(state === 'reconnect' || (state === 'ok' && forecast !== null && !connection.renewable)) && (
        <Button size="sm" variant={state === 'reconnect' ? 'default' : 'outline'} onClick={reconnect}>
          <PlugZap aria-hidden />
          Reconnect
        </Button>
      )}
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="icon-sm" aria-label={`More for ${name}`} loading={check.isPending}>
            {!check.isPending && <Ellipsis />}
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={() => check.mutate({ id: connection.id })}>
            <RefreshCw aria-hidden />
            Check now
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={reconnect}>
            <PlugZap aria-hidden />
            Reconnect
          </DropdownMenuItem>
          <DropdownMenuSeparator />
          <DropdownMenuItem variant="destructive" onSelect={() => setLeaving(true)}>
            <Unplug aria-hidden />
            Disconnect
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      <Disconnect connection={connection} open={leaving} onOpenChange={setLeaving} />
    </li>
  );
}

/** Why it cannot post, or what the seller has to do in time. The forecast says the reason too where there is one. */
function Remark({ connection: { state, stateReason, forecast } }: { connection: ConnectionView }) {
  const text = forecast ?? (state === 'ok' ? null : stateReason);
  if (text === null) return null;
  return <p className={cn('pt-1', state === 'ok' && 'text-warning')}>{text}</p>;
}

function StateBadge({ state }: { state: ConnectionView['state'] }) {
  if (state === 'ok') {
    return (
      <Badge variant="success">
        <CircleCheck aria-hidden />
        Ready
      </Badge>
    );
  }
  if (state === 'reconnect') {
    return (
      <Badge variant="danger">
        <PlugZap aria-hidden />
        Reconnect needed
      </Badge>
    );
  }
  return (
    <Badge variant="warning">
      <Ban aria-hidden />
      {state === 'blocked' ? 'Cannot post now' : 'Disconnected'}
    </Badge>
  );
}

function useCheck({ id, name }: ConnectionView) {
  return useMutation(
    api.connections.check.mutationOptions({
      onSuccess: (checked) => {
        void queryClient.invalidateQueries({ queryKey: api.connections.list.key() });
        if (checked.state === 'ok') toast.success(`${name} is ready to post.`);
        else toast.warning(checked.stateReason ?? `${name} cannot post now.`);
      },
      onError: (error) => toastError(error, { connectionId: id }),
    }),
  );
}
