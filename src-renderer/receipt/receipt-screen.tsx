import { useQuery } from '@tanstack/react-query';
import { Printer } from 'lucide-react';
import { api } from '#ui/api/queries.ts';
import { openPost } from '#ui/app/drawer-store.ts';
import { Button } from '#ui/ui/button.tsx';
import { PageHeader } from '#ui/ui/page-header.tsx';
import { Receipt } from './receipt.tsx';

export function ReceiptScreen({ targetId = '' }: { targetId?: string | undefined }) {
  const postId = useQuery(api.targets.receipt.queryOptions({ input: { id: targetId } })).data?.target.postId;
  return (
    <div className="mx-auto w-full max-w-3xl">
      <PageHeader
        title="Receipt"
        description="What was sent, when, and what came back."
        actions={
          postId !== undefined && (
            <span className="flex gap-2 print:hidden">
              <Button variant="outline" onClick={() => openPost(postId)}>
                Open the post
              </Button>
              <Button variant="outline" onClick={() => print()}>
                <Printer aria-hidden />
                Print
              </Button>
            </span>
          )
        }
      />
      <div className="px-6 pb-10">
        <Receipt targetId={targetId} />
      </div>
    </div>
  );
}
