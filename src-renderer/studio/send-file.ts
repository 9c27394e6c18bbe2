import { ApiError, parseApiError } from '#ui/api/api-error.ts';
import { type MediaView, mediaViewSchema, uploadPath } from '#shared/contract/media.ts';

interface SendOptions {
  signal: AbortSignal;
  /** 0..1 */
  onProgress: (done: number) => void;
}

/** Stores a file at the desktop. By XMLHttpRequest: `fetch` cannot tell how far an upload is. */
export function sendFile(file: File, { signal, onProgress }: SendOptions): Promise<MediaView> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `${uploadPath}?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('content-type', file.type === '' ? 'application/octet-stream' : file.type);
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onProgress(total > 0 ? loaded / total : 0),
    );
    request.addEventListener('load', () => {
      const body = parsed(request.responseText);
      const media = mediaViewSchema.safeParse(body);
      if (media.success) resolve(media.data);
      else reject(parseApiError(body) ?? new Error(`upload answered ${request.status}`));
    });
    request.addEventListener('error', () =>
      reject(
        new ApiError({ code: 'UNREACHABLE', message: 'The upload was cut off. Try again.', action: 'retry' }),
      ),
    );
    request.addEventListener('abort', () => reject(new DOMException('given up', 'AbortError')));
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
