import { implement } from '@orpc/server';
import { desktopContract } from '#shared/contract/desktop.ts';
import { AppError, type ErrorCode } from '#shared/model/app-error.ts';
import type { Desktop } from '../desktop.ts';

/** Handlers get the desktop as their context; the contract says what comes in and goes out. */
export const implementation = implement(desktopContract).$context<{ desktop: Desktop }>();

/** The same for a cursor made of a number that only we write. @throws AppError BAD_INPUT */
export function numberCursor(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined;
  if (!/^\d{1,15}$/.test(cursor))
    throw new AppError('BAD_INPUT', 'This page cannot be found. Start at the first.', {
      field: 'cursor',
      action: 'reload',
    });
  return Number(cursor);
}

/** Codes that say how the request was made, not what the desktop found. */
export const requestCodes: Readonly<Record<number, ErrorCode>> = {
  400: 'BAD_INPUT',
  404: 'NOT_FOUND',
  405: 'BAD_INPUT',
  413: 'TOO_LARGE',
  415: 'BAD_INPUT',
  422: 'BAD_INPUT',
};
