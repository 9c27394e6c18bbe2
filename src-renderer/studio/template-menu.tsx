import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { BookmarkPlus, LayoutTemplate } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '#ui/api/queries.ts';
import { Button } from '#ui/ui/button.tsx';
import { Command, CommandEmpty, CommandInput, CommandItem, CommandList } from '#ui/ui/command.tsx';
import { ErrorCallout } from '#ui/ui/error-state.tsx';
import { Field } from '#ui/ui/field.tsx';
import { Input } from '#ui/ui/input.tsx';
import { Popover, PopoverContent, PopoverTrigger } from '#ui/ui/popover.tsx';
import { toast } from '#ui/ui/toast.tsx';
import { useFocusWhenShown } from './use-focus-when-shown.ts';

interface TemplateMenuProps {
  caption: string;
  onInsert: (body: string) => void;
}

/** Puts a template into the caption, or keeps the caption as one. */
export function TemplateMenu({ caption, onInsert }: TemplateMenuProps) {
  const [open, setOpen] = useState(false);
  const [saving, setSaving] = useState(false);
  return (
    <Popover
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setSaving(false);
      }}
    >
      <PopoverTrigger asChild>
        <Button variant="ghost" size="sm">
          <LayoutTemplate aria-hidden />
          Templates
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" className="p-0">
        {saving ? (
          <SaveAsTemplate body={caption} onDone={() => setOpen(false)} />
        ) : (
          <>
            <TemplateList
              onPick={(body) => {
                setOpen(false);
                onInsert(body);
              }}
            />
            <div className="border-border border-t p-1">
              <Button
                variant="ghost"
                size="sm"
                className="w-full justify-start"
                disabled={caption.trim() === ''}
                onClick={() => setSaving(true)}
              >
                <BookmarkPlus aria-hidden />
                Save as template
              </Button>
            </div>
          </>
        )}
      </PopoverContent>
    </Popover>
  );
}

function TemplateList({ onPick }: { onPick: (body: string) => void }) {
  const { data, error } = useQuery(api.app.templates.queryOptions({ input: {} }));
  if (error !== null) return <ErrorCallout error={error} className="p-2" />;
  if (data?.length === 0) {
    return (
      <p className="p-3 text-muted-foreground">
        No templates yet. Keep a caption you use often, or{' '}
        <Link href="/templates" className="text-primary-text underline">
          write one
        </Link>
        .
      </p>
    );
  }
  return (
    <Command label="Templates">
      <CommandInput placeholder="Find a template" />
      <CommandList className="max-h-60">
        <CommandEmpty>No template has this in it.</CommandEmpty>
        {data?.map(({ id, name, body }) => (
          <CommandItem key={id} value={`${name} ${body}`} keywords={[id]} onSelect={() => onPick(body)}>
            <span className="grid min-w-0 py-1">
              <span className="truncate font-medium">{name}</span>
              <span className="truncate text-muted-foreground text-xs">{body}</span>
            </span>
          </CommandItem>
        ))}
      </CommandList>
    </Command>
  );
}

function SaveAsTemplate({ body, onDone }: { body: string; onDone: () => void }) {
  const [name, setName] = useState('');
  const field = useFocusWhenShown<HTMLInputElement>();
  const cache = useQueryClient();
  const create = useMutation(
    api.app.createTemplate.mutationOptions({
      onSuccess: (template) => {
        void cache.invalidateQueries({ queryKey: api.app.templates.key() });
        toast.success(`Kept as the template “${template.name}”.`);
        onDone();
      },
    }),
  );
  return (
    <form
      className="grid gap-2 p-3"
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate({ name, body });
      }}
    >
      <Field label="Name of the template" error={create.error?.message}>
        <Input value={name} maxLength={100} ref={field} onChange={(event) => setName(event.target.value)} />
      </Field>
      <Button
        type="submit"
        size="sm"
        className="justify-self-end"
        loading={create.isPending}
        disabled={name.trim() === ''}
      >
        Save template
      </Button>
    </form>
  );
}
