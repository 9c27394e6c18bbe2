import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Lock } from 'lucide-react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import type { Health } from '#shared/contract/app.ts';
import { toApiError } from '#ui/api/api-error.ts';
import { api } from '#ui/api/queries.ts';
import { queryClient } from '#ui/api/query-client.ts';
import { Button } from '#ui/ui/button.tsx';
import { Field } from '#ui/ui/field.tsx';
import { Input } from '#ui/ui/input.tsx';
import { useDocumentTitle } from '#ui/ui/page-header.tsx';
import { opensVault, useVault } from './vault-store.ts';

/**
 * Where the computer has no safe place for passwords, the seller's passphrase protects the accounts. When it is made,
 * it is explained and asked for twice.
 */
export function VaultLock({ health }: { health: Health }) {
  useDocumentTitle('Locked');
  const fault = health.faults.find(opensVault);
  const nothingYet = useNothingProtectedYet();
  const choosing = fault?.action === 'choose-passphrase' || nothingYet;
  if (choosing === null) return null;
  return (
    <main className="grid h-full place-items-center overflow-y-auto bg-sidebar p-6">
      <div className="grid w-full max-w-96 gap-5 rounded-xl border border-border bg-card p-6">
        <div className="grid gap-1.5">
          <Lock aria-hidden className="mb-1 size-6 text-primary-text" />
          <h1 className="font-semibold text-lg">{choosing ? 'Choose a passphrase' : 'Unlock Picscripter'}</h1>
          <p className="text-base text-muted-foreground">
            {choosing
              ? 'This computer has no safe place for passwords, so a passphrase of yours protects your accounts. Picscripter asks for it each time it starts.'
              : fault?.message}
          </p>
          <p className="text-base text-muted-foreground">Until it is entered, nothing goes out.</p>
        </div>
        <PassphraseForm key={String(choosing)} choosing={choosing} />
        {!choosing && <Forgotten />}
      </div>
    </main>
  );
}

const passphrase = z.string().min(8, 'Use at least 8 characters.').max(500, 'Use at most 500 characters.');
const newSchema = z
  .object({ passphrase, again: z.string() })
  .refine((form) => form.passphrase === form.again, {
    path: ['again'],
    message: 'The two are not the same.',
  });
const knownSchema = z.object({ passphrase, again: z.string() });

function PassphraseForm({ choosing }: { choosing: boolean }) {
  const form = useForm({
    resolver: zodResolver(choosing ? newSchema : knownSchema),
    defaultValues: { passphrase: '', again: '' },
  });
  const unlock = useMutation(
    api.app.unlock.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(),
      onError: (error) => form.setError('passphrase', { message: toApiError(error).message }),
    }),
  );
  const submit = form.handleSubmit((values) => unlock.mutate({ passphrase: values.passphrase }));
  const { errors } = form.formState;
  return (
    <form noValidate className="grid gap-4" onSubmit={(event) => void submit(event)}>
      <Field
        label="Passphrase"
        error={errors.passphrase?.message}
        {...(choosing && { hint: 'A few words you will remember. Nobody can bring it back for you.' })}
      >
        <Input
          type="password"
          autoComplete={choosing ? 'new-password' : 'current-password'}
          {...form.register('passphrase')}
        />
      </Field>
      {choosing && (
        <Field label="Passphrase again" error={errors.again?.message}>
          <Input type="password" autoComplete="new-password" {...form.register('again')} />
        </Field>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" loading={unlock.isPending}>
          {choosing ? 'Use this passphrase' : 'Unlock'}
        </Button>
        <Button variant="ghost" onClick={() => useVault.setState({ later: true })}>
          Look at my posts first
        </Button>
      </div>
    </form>
  );
}

function Forgotten() {
  return (
    <details className="text-muted-foreground">
      <summary className="font-medium">I forgot it</summary>
      <p className="pt-1.5">
        Nobody can read what it protects, we neither. Your posts and photos are not protected by it and stay.
        You can look at them with “Look at my posts first”.
      </p>
    </details>
  );
}

/** True while no account and no app is stored; null until that is known. */
function useNothingProtectedYet(): boolean | null {
  const connections = useQuery(api.connections.list.queryOptions({ input: {} })).data;
  const platforms = useQuery(api.connections.platforms.queryOptions({ input: {} })).data;
  if (connections === undefined || platforms === undefined) return null;
  return connections.length === 0 && platforms.every((platform) => platform.app === null);
}
