import { z } from 'zod';

/** What the seller can do about an error; the UI turns it into a button. */
export const errorActionSchema = z.enum([
  'reconnect',
  'choose-time',
  'edit-post',
  'edit-field',
  'choose-media',
  'resolve',
  'reload',
  'retry',
  'open-settings',
  'free-space',
  'update-app',
]);
export type ErrorAction = z.infer<typeof errorActionSchema>;

/** Every error of the desktop API, with its HTTP status. */
export const errorStatus = {
  BAD_INPUT: 400,
  UNAUTHORIZED: 401,
  NOT_FOUND: 404,
  CONFLICT: 409,
  TOO_LATE: 409,
  OVER_LIMIT: 422,
  IN_THE_PAST: 422,
  MEDIA_REFUSED: 422,
  NOT_CONNECTED: 422,
  TOO_LARGE: 413,
  PLATFORM: 502,
  UNREACHABLE: 503,
  DISK_FULL: 507,
  INTERNAL: 500,
} as const;
export type ErrorCode = keyof typeof errorStatus;

export const appErrorSchema = z.object({
  code: z.enum(Object.keys(errorStatus) as [ErrorCode, ...ErrorCode[]]),
  /** A sentence the seller understands. */
  message: z.string(),
  /** The input field at fault, as a path such as "targets.0.caption". */
  field: z.string().optional(),
  action: errorActionSchema.optional(),
});
export type AppErrorData = z.infer<typeof appErrorSchema>;

/** An expected error on its way to the seller. Anything else that is thrown is a bug. */
export class AppError extends Error {
  readonly data: AppErrorData;

  constructor(code: ErrorCode, message: string, more: { field?: string; action?: ErrorAction } = {}) {
    super(message);
    this.name = 'AppError';
    this.data = { code, message, ...more };
  }
}
