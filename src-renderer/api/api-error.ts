import {
  type AppErrorData,
  appErrorSchema,
  type ErrorAction,
  type ErrorCode,
} from '#shared/model/app-error.ts';

/** What went wrong in a request, as the window shows it: a sentence, perhaps a field and what to do about it. */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly field: string | null;
  readonly action: ErrorAction | null;

  constructor(data: AppErrorData) {
    super(data.message);
    this.name = 'ApiError';
    this.code = data.code;
    this.field = data.field ?? null;
    this.action = data.action ?? null;
  }
}

/** Reads an answer's body as an error of the contract; null when it is something else. */
export function parseApiError(body: unknown): ApiError | null {
  const parsed = appErrorSchema.safeParse(body);
  return parsed.success ? new ApiError(parsed.data) : null;
}

/** Nobody answered at all. */
export function unreachable(): ApiError {
  return new ApiError({
    code: 'UNREACHABLE',
    message: 'Picscripter is not answering. Your posts are safe; start it again if this stays.',
    action: 'retry',
  });
}

/** Turns whatever a request threw into an ApiError; what is no error of the contract is a fault of ours. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  return (
    parseApiError((error as { data?: unknown } | null)?.data) ??
    new ApiError({
      code: 'INTERNAL',
      message: 'Something went wrong in Picscripter. Nothing was lost; please try again.',
      action: 'retry',
    })
  );
}

/** True for a request that the window itself gave up (the screen was left); nothing to show. */
export function isAborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
