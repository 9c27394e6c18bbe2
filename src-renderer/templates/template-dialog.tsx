import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { client } from '#ui/api/client.ts';
import { api } from '#ui/api/queries.ts';
import { Button } from '#ui/ui/button.tsx';
import { Dialog, DialogContent, DialogFooter, DialogHeader, DialogTitle } from '#ui/ui/dialog.tsx';
import { ErrorCallout } from '#ui/ui/error-state.tsx';
import { Field } from '#ui/ui/field.tsx';
import { Input } from '#ui/ui/input.tsx';
import { Textarea } from '#ui/ui/textarea.tsx';
import { toast } from '#ui/ui/toast.tsx';
import type { Template } from '#shared/contract/app.ts';

const formSchema = z.object({
  name: z.string().trim().min(1, 'Give the template a name.').max(100, 'Use at most 100 characters.'),
  body: z.string().trim().min(1, 'Write what the template says.').max(100_000),
});
type TemplateForm = z.infer<typeof formSchema>;

interface TemplateDialogProps {
  /** Null: a new one. */
  template: Template | null;
  onClose: () => void;
}

export function TemplateDialog({ template, onClose }: TemplateDialogProps) {
  const cache = useQueryClient();
  const form = useForm<TemplateForm>({
    resolver: zodResolver(formSchema),
    defaultValues: { name: template?.name ?? '', body: template?.body ?? '' },
  });
  const { errors } = form.formState;
  const save = useMutation({
    mutationFn: (values: TemplateForm) =>
      template === null
        ? client.app.createTemplate(values)
        : client.app.patchTemplate({ id: template.id, ...values }),
    onSuccess: ({ name }) => {
      void cache.invalidateQueries({ queryKey: api.app.templates.key() });
      toast.success(`“${name}” is saved.`);
      onClose();
    },
  });
  const submit = form.handleSubmit((values) => save.mutate(values));
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent aria-describedby={undefined}>
        <DialogHeader>
          <DialogTitle>{template === null ? 'New template' : 'Edit template'}</DialogTitle>
        </DialogHeader>
        <form className="grid gap-4" noValidate onSubmit={(event) => void submit(event)}>
          <Field label="Name" error={errors.name?.message}>
            <Input autoComplete="off" {...form.register('name')} />
          </Field>
          <Field
            label="Text"
            hint="It is put into the caption, where you can change it."
            error={errors.body?.message}
          >
            <Textarea className="max-h-[50vh] min-h-32" {...form.register('body')} />
          </Field>
          {save.isError && <ErrorCallout error={save.error} />}
          <DialogFooter>
            <Button variant="outline" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={save.isPending}>
              Save template
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
