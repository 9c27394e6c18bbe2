import { type DragEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { MediaView } from '#shared/contract/media.ts';
import { toast } from '#ui/ui/toast.tsx';
import { sendFile } from './send-file.ts';
import { type Upload, UploadQueue } from './upload-queue.ts';

export interface Uploads {
  list: readonly Upload[];
  add(files: readonly File[]): void;
  retry(id: string): void;
  cancel(id: string): void;
}

/** Files on their way; each that is stored is handed to `onStored` with its place among those added here. */
export function useUploads(onStored: (media: MediaView, place: number) => void): Uploads {
  const latest = useRef(onStored);
  useEffect(() => {
    latest.current = onStored;
  });
  const [queue] = useState(
    () =>
      new UploadQueue({
        send: sendFile,
        onStored: (media, place) => latest.current(media, place),
        preview: { make: (file) => URL.createObjectURL(file), free: (url) => URL.revokeObjectURL(url) },
      }),
  );
  const unwatch = useRef<() => void>(undefined);
  useEffect(() => {
    unwatch.current?.();
    return () => {
      unwatch.current = sayFailures(queue);
    };
  }, [queue]);
  return {
    list: useStore(queue.store).uploads,
    add: (files) => queue.add(files),
    retry: (id) => queue.retry(id),
    cancel: (id) => queue.cancel(id),
  };
}

/** The form is closed: what is on its way still joins the post, and what fails is said elsewhere. */
function sayFailures(queue: UploadQueue): () => void {
  const clear = (isNew: boolean) => {
    for (const { id, name, state, error } of queue.store.getState().uploads) {
      if (state !== 'failed') continue;
      queue.cancel(id);
      if (isNew) toast.error(`${name} could not be added. ${error?.message ?? ''}`, { duration: 12_000 });
    }
  };
  clear(false);
  return queue.store.subscribe(() => clear(true));
}

const hasFiles = (transfer: DataTransfer) => transfer.types.includes('Files');

/** Takes files that are dropped anywhere in an element. `isOver`: files hang over it. */
export function useFileDrop(onFiles: (files: readonly File[]) => void) {
  const [depth, setDepth] = useState(0);
  const take = (files: FileList) => files.length > 0 && onFiles([...files]);
  return {
    isOver: depth > 0,
    handlers: {
      onDragEnter: (event: DragEvent) => hasFiles(event.dataTransfer) && setDepth((before) => before + 1),
      onDragLeave: (event: DragEvent) =>
        hasFiles(event.dataTransfer) && setDepth((before) => Math.max(0, before - 1)),
      onDragOver: (event: DragEvent) => {
        if (hasFiles(event.dataTransfer)) event.preventDefault();
      },
      onDrop: (event: DragEvent) => {
        if (!hasFiles(event.dataTransfer)) return;
        event.preventDefault();
        setDepth(0);
        take(event.dataTransfer.files);
      },
    },
  };
}

/** Takes files that are pasted while the element is what the keyboard is for: in the open dialog, or in the page. */
export function usePastedFiles(
  element: RefObject<HTMLElement | null>,
  onFiles: (files: readonly File[]) => void,
): void {
  const latest = useRef(onFiles);
  useEffect(() => {
    latest.current = onFiles;
  });
  useEffect(() => {
    function onPaste(event: ClipboardEvent): void {
      const files = event.clipboardData?.files ?? [];
      const scope = document.querySelector('[role="dialog"]') ?? document.body;
      if (files.length === 0 || element.current === null || !scope.contains(element.current)) return;
      event.preventDefault();
      latest.current([...files]);
    }
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, [element]);
}
