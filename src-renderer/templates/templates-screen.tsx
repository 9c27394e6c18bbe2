import { useQuery } from '@tanstack/react-query';
import { LayoutTemplate, Pencil, PenLine, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { api } from '#ui/api/queries.ts';
import { Button } from '#ui/ui/button.tsx';
import { EmptyState } from '#ui/ui/empty-state.tsx';
import { ErrorState } from '#ui/ui/error-state.tsx';
import { PageHeader } from '#ui/ui/page-header.tsx';
import { Loading, Skeleton } from '#ui/ui/skeleton.tsx';
import { Time } from '#ui/ui/time.tsx';
import type { Template } from '#shared/contract/app.ts';
import { TemplateDialog } from './template-dialog.tsx';
import { useTemplateActions } from './use-template-actions.ts';

export function TemplatesScreen() {
  const list = useQuery(api.app.templates.queryOptions({ input: {} }));
  const [editing, setEditing] = useState<Template | 'new' | null>(null);
  const add = (
    <Button onClick={() => setEditing('new')}>
      <Plus aria-hidden />
      New template
    </Button>
  );
  return (
    <>
      <PageHeader title="Templates" description="Captions you use again and again." actions={add} />
      {list.isPending ? (
        <Loading className="grid gap-3 px-6 sm:grid-cols-2 xl:grid-cols-3">
          <Skeleton className="h-40" />
          <Skeleton className="h-40" />
          <Skeleton className="h-40" />
        </Loading>
      ) : list.isError && list.data === undefined ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : list.data.length === 0 ? (
        <EmptyState icon={LayoutTemplate} title="No templates yet" action={add}>
          Keep your hashtags, your shipping note or a whole caption here, and put it into any post.
        </EmptyState>
      ) : (
        <ul className="grid gap-3 px-6 pb-6 sm:grid-cols-2 xl:grid-cols-3">
          {list.data.map((template) => (
            <TemplateCard key={template.id} template={template} onEdit={() => setEditing(template)} />
          ))}
        </ul>
      )}
      {editing !== null && (
        <TemplateDialog template={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </>
  );
}

function TemplateCard({ template, onEdit }: { template: Template; onEdit: () => void }) {
  const { name, body, updatedAt } = template;
  const actions = useTemplateActions();
  return (
    <li className="flex flex-col gap-2 rounded-lg border border-border bg-card p-4">
      <h2 className="truncate font-medium text-base">{name}</h2>
      <p className="line-clamp-5 flex-1 whitespace-pre-wrap break-words text-muted-foreground">{body}</p>
      <p className="text-muted-foreground text-xs">
        Changed <Time instant={updatedAt} shape="relative" />
      </p>
      <div className="-mx-1 flex items-center gap-1">
        <Button variant="outline" size="sm" className="mr-auto" onClick={() => void actions.use(template)}>
          <PenLine aria-hidden />
          Use in a new post
        </Button>
        <Button variant="ghost" size="icon-sm" aria-label={`Edit ${name}`} onClick={onEdit}>
          <Pencil />
        </Button>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={`Delete ${name}`}
          onClick={() => void actions.remove(template)}
        >
          <Trash2 />
        </Button>
      </div>
    </li>
  );
}
