import { z } from 'zod';
import type { AttachedMedia } from '#shared/model/content.ts';
import { PublishFailure } from '#shared/model/publish-error.ts';
import {
  type Http,
  HttpFailure,
  type HttpRequest,
  type HttpResponse,
  jsonOf,
} from '#shared/publishing/http.ts';
import type { MediaSource, PublicMedia } from '#shared/publishing/ports.ts';

/** Bytes sent at once; so much of a file is in memory. */
const PIECE_BYTES = 8 * 1024 * 1024;

const extensions: Readonly<Record<AttachedMedia['type'], string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
  'video/webm': 'webm',
  'application/pdf': 'pdf',
};

interface PublicMediaOptions {
  /** https origin of the place, such as https://media.practice.example. */
  origin: string;
  http: Http;
  files: MediaSource;
  random(count: number): Uint8Array;
}

/** Lays files at a place that takes them by `PUT` in pieces. Source: docs/protocols/public-media.md. */
export function createPublicMedia({ origin, http, files, random }: PublicMediaOptions): PublicMedia {
  async function address(file: Parameters<PublicMedia['address']>[0]): Promise<string> {
    const key = Buffer.from(random(24)).toString('base64url');
    const url = `${origin}/${key}/file.${extensions[file.type as AttachedMedia['type']]}`;
    for (let start = 0; start < file.size; start += PIECE_BYTES) {
      const end = Math.min(start + PIECE_BYTES, file.size);
      const bytes = await files.read(file.hash, start, end);
      const range = `bytes ${start}-${end - 1}/${file.size}`;
      const answer = await ask({
        method: 'PUT',
        url,
        headers: { 'Content-Range': range },
        body: { kind: 'bytes', bytes, type: file.type },
      });
      if (answer.status !== 201) throw away(`it answered ${answer.status}`);
    }
    return url;
  }

  async function fetchedAt(url: string): Promise<number | null> {
    const answer = await ask({ method: 'GET', url: `${url}/fetched` });
    const parsed = z.object({ fetchedAt: z.number().nullable() }).safeParse(jsonOf(answer));
    if (answer.status !== 200 || !parsed.success) throw away(`it answered ${answer.status}`);
    return parsed.data.fetchedAt;
  }

  async function ask(request: HttpRequest): Promise<HttpResponse> {
    try {
      return await http(request);
    } catch (thrown) {
      if (thrown instanceof HttpFailure) throw away(thrown.message);
      throw thrown;
    }
  }

  return { address, fetchedAt };
}

/** Nothing has gone to the platform yet, or nothing more can be known: asking again is safe. */
function away(why: string): PublishFailure {
  return new PublishFailure({
    class: 'transient',
    effect: 'none',
    message: `The photos could not be laid where the platform fetches them: ${why}.`,
  });
}
