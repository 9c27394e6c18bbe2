import { ORPCError, ValidationError } from '@orpc/server';
import type { z } from 'zod';
import { AppError, type AppErrorData, type ErrorCode, errorStatus } from '#shared/model/app-error.ts';
import type { Log } from '#shared/publishing/ports.ts';
import { redactText } from '#shared/security/redact.ts';
import { storeFault } from '../store/database.ts';
import { requestCodes } from './context.ts';
import { inputFault } from './input-faults.ts';

/** The one place that turns what was thrown into `{code, message, field?, action?}` and its HTTP status. */
export function wireError(thrown: unknown, log: Log): { status: number; body: AppErrorData } {
  const fault = storeFault(thrown);
  if (fault instanceof AppError) return { status: errorStatus[fault.data.code], body: fault.data };
  if (fault instanceof ORPCError) return requestFault(fault, log);
  log.warn('a fault of ours', {
    error: redactText(fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)),
  });
  return wire('INTERNAL', 'Something went wrong on our side. Nothing you wrote is lost; try again.', {
    action: 'retry',
  });
}

export function errorResponse(thrown: unknown, log: Log): Response {
  const { status, body } = wireError(thrown, log);
  return Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
}

function requestFault(fault: ORPCError<string, unknown>, log: Log): { status: number; body: AppErrorData } {
  const { cause } = fault;
  // What we answered did not fit our own contract: a bug, not the caller's doing.
  if (fault.status >= 500) return wireError(cause ?? new Error(`${fault.code}: ${fault.message}`), log);
  if (cause instanceof ValidationError) {
    const [issue] = cause.issues;
    if (issue === undefined) return wire('BAD_INPUT', 'The request is not complete.');
    const { message, field } = inputFault(issue as z.core.$ZodIssue);
    return wire('BAD_INPUT', message, field === '' ? {} : { field });
  }
  const code = requestCodes[fault.status] ?? 'BAD_INPUT';
  const message =
    code === 'NOT_FOUND'
      ? 'There is no such address in this app.'
      : 'The request could not be read. Send JSON as the API document says.';
  return wire(code, message);
}

function wire(code: ErrorCode, message: string, more: Partial<AppErrorData> = {}) {
  return { status: errorStatus[code], body: { code, message, ...more } };
}
