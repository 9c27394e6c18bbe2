import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { LockKeyhole } from 'lucide-react';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useLocation } from 'wouter';
import { z } from 'zod';
import type { PlatformView } from '#shared/contract/connections.ts';
import { api } from '#ui/api/queries.ts';
import { queryClient } from '#ui/api/query-client.ts';
import { Button } from '#ui/ui/button.tsx';
import { ErrorCallout } from '#ui/ui/error-state.tsx';
import { Field } from '#ui/ui/field.tsx';
import { showFieldError } from '#ui/ui/form-errors.ts';
import { Input } from '#ui/ui/input.tsx';
import { ForgetApp } from './forget-app.tsx';

type Consent = PlatformView['consents'][number];

function schemaFor({ secret }: PlatformView, app: PlatformView['app']) {
  const needsSecret = secret === 'required' && app?.hasSecret !== true;
  return z.object({
    clientId: z.string().trim().min(1, 'Paste the client id.').max(300, 'This is too long for a client id.'),
    clientSecret: z
      .string()
      .trim()
      .min(needsSecret ? 1 : 0, 'Paste the client secret.')
      .max(500, 'This is too long for a client secret.'),
  });
}

/** Keeps the id and the secret of the seller's app. A stored secret is never shown again. */
export function AppForm({ platform, consent }: { platform: PlatformView; consent?: Consent | undefined }) {
  const { id, secret, name } = platform;
  const { app } = consent ?? platform;
  const [, navigate] = useLocation();
  const [other, setOther] = useState<unknown>(null);
  const form = useForm({
    resolver: zodResolver(schemaFor(platform, app)),
    defaultValues: { clientId: app?.clientId ?? '', clientSecret: '' },
  });
  const save = useMutation(
    api.connections.setApp.mutationOptions({
      onSuccess: () => {
        void queryClient.invalidateQueries({ queryKey: api.connections.platforms.key() });
        navigate(`/connections?connect=${id}`);
      },
      onError: (error) => setOther(showFieldError(form, error) ? null : error),
    }),
  );
  const submit = form.handleSubmit(({ clientId, clientSecret }) => {
    setOther(null);
    save.mutate({
      platform: id,
      ...(consent !== undefined && { consent: consent.id }),
      clientId,
      ...(clientSecret !== '' && { clientSecret }),
    });
  });
  const { errors } = form.formState;
  return (
    <form
      noValidate
      className="grid gap-4 rounded-lg border border-border bg-card p-4 lg:sticky lg:top-5"
      onSubmit={(event) => void submit(event)}
    >
      <h2 className="font-semibold text-base">Your app at {name}</h2>
      <Field label="Client id" error={errors.clientId?.message}>
        <Input
          autoComplete="off"
          spellCheck={false}
          className="font-mono text-xs"
          {...form.register('clientId')}
        />
      </Field>
      <Field
        label={secret === 'required' ? 'Client secret' : 'Client secret (only if your app has one)'}
        error={errors.clientSecret?.message}
        {...(app?.hasSecret === true && { hint: 'A secret is stored. Leave this empty to keep it.' })}
      >
        <Input
          type="password"
          autoComplete="off"
          className="font-mono text-xs"
          {...form.register('clientSecret')}
        />
      </Field>
      <p className="flex items-start gap-2 text-muted-foreground text-xs">
        <LockKeyhole aria-hidden className="mt-px size-3.5 shrink-0" />
        The secret stays encrypted on this computer. It is sent to {name} only, never to anyone else.
      </p>
      {other !== null && <ErrorCallout error={other} />}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" loading={save.isPending}>
          Save and connect an account
        </Button>
        {app !== null && <ForgetApp platform={platform} consent={consent?.id} />}
      </div>
    </form>
  );
}
