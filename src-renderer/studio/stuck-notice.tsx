import { useState } from 'react';
import { Button } from '#ui/ui/button.tsx';
import { Callout } from '#ui/ui/error-state.tsx';
import { toast, toastError } from '#ui/ui/toast.tsx';
import type { Editing } from './use-editing.ts';

const words = {
  'too-late': {
    title: 'This post is already going out',
    text: 'Your change cannot reach it any more, but it is kept here. Make a new draft of it?',
  },
  gone: {
    title: 'This post was deleted meanwhile',
    text: 'What you wrote is kept here. Make a new draft of it?',
  },
  frozen: {
    title: 'This post is out or on its way',
    text: 'What is published is not changed here. To post it again, make a new draft of it.',
  },
} as const;

interface StuckNoticeProps {
  editing: Editing;
  why: keyof typeof words;
}

/** The post cannot be changed any more: what is in the form goes on as a new draft. */
export function StuckNotice({ editing: { autosave }, why }: StuckNoticeProps) {
  const [busy, setBusy] = useState(false);

  async function keep(): Promise<void> {
    setBusy(true);
    try {
      await autosave.keepAsNew();
      toast.success('You are editing a new draft now.');
    } catch (error) {
      toastError(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Callout
      variant="warning"
      title={words[why].title}
      action={
        <Button variant="outline" size="sm" loading={busy} onClick={() => void keep()}>
          Keep as a new draft
        </Button>
      }
    >
      {words[why].text}
    </Callout>
  );
}
