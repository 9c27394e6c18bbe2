import { createStore, type StoreApi } from 'zustand/vanilla';
import { type ApiError, isAborted, toApiError } from '#ui/api/api-error.ts';
import type { MediaView } from '#shared/contract/media.ts';

export interface Upload {
  id: string;
  name: string;
  file: File;
  isVideo: boolean;
  /** Shows the file before it is there. */
  previewUrl: string;
  state: 'waiting' | 'sending' | 'failed';
  /** 0..1 */
  done: number;
  error: ApiError | null;
}

interface UploadPorts {
  send(file: File, options: { signal: AbortSignal; onProgress: (done: number) => void }): Promise<MediaView>;
  /** @param place the upload's position in the order in which files were added */
  onStored(media: MediaView, place: number): void;
  preview: { make(file: File): string; free(url: string): void };
}

const AT_ONCE = 2;

/** Files on their way to the desktop: two at a time, each with its progress, its error and a way to stop it. */
export class UploadQueue {
  readonly store: StoreApi<{ uploads: readonly Upload[] }>;
  private readonly ports: UploadPorts;
  private readonly running = new Map<string, AbortController>();
  private added = 0;

  constructor(ports: UploadPorts) {
    this.ports = ports;
    this.store = createStore(() => ({ uploads: [] as readonly Upload[] }));
  }

  add(files: readonly File[]): void {
    const uploads = files.map(
      (file): Upload => ({
        id: String(this.added++),
        name: file.name,
        file,
        isVideo: file.type.startsWith('video/'),
        previewUrl: this.ports.preview.make(file),
        state: 'waiting',
        done: 0,
        error: null,
      }),
    );
    this.store.setState(({ uploads: before }) => ({ uploads: [...before, ...uploads] }));
    this.startNext();
  }

  retry(id: string): void {
    this.set(id, { state: 'waiting', done: 0, error: null });
    this.startNext();
  }

  /** Stops an upload, or takes a failed one off the list. */
  cancel(id: string): void {
    this.running.get(id)?.abort();
    this.running.delete(id);
    const gone = this.uploads.find((upload) => upload.id === id);
    if (gone === undefined) return;
    this.ports.preview.free(gone.previewUrl);
    this.store.setState(({ uploads }) => ({ uploads: uploads.filter((upload) => upload.id !== id) }));
    this.startNext();
  }

  private get uploads(): readonly Upload[] {
    return this.store.getState().uploads;
  }

  private set(id: string, change: Partial<Upload>): void {
    this.store.setState(({ uploads }) => ({
      uploads: uploads.map((upload) => (upload.id === id ? { ...upload, ...change } : upload)),
    }));
  }

  private startNext(): void {
    const waiting = this.uploads.filter((upload) => upload.state === 'waiting');
    for (const upload of waiting.slice(0, AT_ONCE - this.running.size)) void this.send(upload);
  }

  private async send(upload: Upload): Promise<void> {
    const stop = new AbortController();
    this.running.set(upload.id, stop);
    this.set(upload.id, { state: 'sending' });
    try {
      const media = await this.ports.send(upload.file, {
        signal: stop.signal,
        onProgress: (done) => this.set(upload.id, { done }),
      });
      if (stop.signal.aborted) return;
      this.running.delete(upload.id);
      this.ports.onStored(media, Number(upload.id));
      this.cancel(upload.id);
    } catch (error) {
      if (stop.signal.aborted || isAborted(error)) return;
      this.running.delete(upload.id);
      this.set(upload.id, { state: 'failed', error: toApiError(error) });
      this.startNext();
    }
  }
}

/**
 * Where a stored file belongs: files that were added together stand in that order whichever is stored first, and
 * after everything that was there before.
 * @param places the places of the files that this queue has stored
 */
export function insertPosition(
  mediaIds: readonly string[],
  place: number,
  places: ReadonlyMap<string, number>,
): number {
  const later = mediaIds.findIndex((id) => (places.get(id) ?? -1) > place);
  return later === -1 ? mediaIds.length : later;
}
