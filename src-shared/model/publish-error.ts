import { z } from 'zod';

/**
 * What a platform's refusal means, in a closed set. `effect` says whether the public may see something all the
 * same: only `none` may be tried again without looking first.
 */
export const publishErrorSchema = z.discriminatedUnion('class', [
  /** Passing trouble. `after`: ms to wait before the next try, when the platform said so. */
  z.object({
    class: z.literal('transient'),
    effect: z.enum(['none', 'possible']),
    after: z.number().optional(),
    message: z.string(),
    code: z.string().optional(),
  }),
  /** The access token was not accepted; nothing was done. Refresh once, then the seller must reconnect. */
  z.object({ class: z.literal('token'), message: z.string(), code: z.string().optional() }),
  /** The platform will never take this content; nothing was done. `field` names what to change. */
  z.object({
    class: z.literal('content'),
    field: z.enum(['caption', 'media', 'link', 'options', 'thread']),
    message: z.string(),
    code: z.string().optional(),
    /** The platform says that the same post is already there, which may be our own earlier try. */
    alreadyThere: z.boolean().optional(),
  }),
  /** An allowance is used up; nothing was done. `until`: instant in ms when it is there again, if known. */
  z.object({
    class: z.literal('quota'),
    until: z.number().optional(),
    message: z.string(),
    code: z.string().optional(),
  }),
  /** The account or the app cannot post now (suspended, permission missing, credits gone); nothing was done. */
  z.object({
    class: z.literal('account'),
    message: z.string(),
    code: z.string().optional(),
    /** True when reconnecting (asking for the permissions again) puts it right. */
    reconnect: z.boolean().optional(),
  }),
]);
export type PublishError = z.infer<typeof publishErrorSchema>;

/** Thrown by adapters for an answer that their error table knows. */
export class PublishFailure extends Error {
  readonly error: PublishError;

  constructor(error: PublishError) {
    super(error.message);
    this.name = 'PublishFailure';
    this.error = error;
  }
}

/** True when the public may see a post although the call ended in this error. */
export function mayBeOut(error: PublishError): boolean {
  return error.class === 'transient' && error.effect === 'possible';
}
