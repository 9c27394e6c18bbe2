import { z } from 'zod';
import { read } from '../call.ts';
import type { UploadPlace } from '../facebook/send-video.ts';
import type { Account } from '../platform.ts';
import { accepted, callApi } from './api.ts';

const statusSchema = z.object({
  video_status: z
    .object({
      // The misspelling is Facebook's own.
      uploading_phase: z
        .object({ bytes_transfered: z.coerce.number().int().nonnegative().optional() })
        .optional(),
    })
    .optional(),
});

/** Where the bytes of a container go. Source: instagram.md section 3.1. */
export function uploadPlace(account: Account, { id, uri }: { id: string; uri: string }): UploadPlace {
  return {
    platform: 'Instagram',
    url: uri,
    accepted: (answer) => accepted(account, answer),
    async arrived() {
      const query = { fields: 'video_status' };
      const answer = await callApi(account, { method: 'GET', path: `/${id}`, query });
      return read(answer, statusSchema).video_status?.uploading_phase?.bytes_transfered ?? 0;
    },
  };
}
