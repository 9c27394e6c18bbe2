import { z } from 'zod';

/** A file that lies on the practice internet. */
export const hostedFile = z.strictObject({
  type: z.string(),
  /** Bytes. */
  size: z.number(),
  /** Milliseconds since 1970; null: nobody has fetched it. */
  fetchedAt: z.number().nullable(),
});

/** By path, such as /4f6a…/1.jpg. */
export const mediaHostState = z.strictObject({ files: z.record(z.string(), hostedFile) });
