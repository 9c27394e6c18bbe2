import { oc } from '@orpc/contract';
import { appErrorSchema, type ErrorCode, errorStatus } from '../model/app-error.ts';

const sentences: Record<ErrorCode, string> = {
  BAD_INPUT: 'A field is missing, unknown or wrong; `field` names it.',
  UNAUTHORIZED: 'The request did not come from the window of the app.',
  NOT_FOUND: 'There is no such thing, or not any more.',
  CONFLICT: 'It was changed elsewhere meanwhile; load it again and repeat.',
  TOO_LATE: 'It is already being published, or is out.',
  OVER_LIMIT: 'The post is beyond what a chosen account allows; `field` names where.',
  IN_THE_PAST: 'The time is in the past and was not confirmed.',
  MEDIA_REFUSED: 'The file is not a photo or video that can be used; the message says why.',
  NOT_CONNECTED:
    'The account is not connected, its app has no id yet, or the vault with its sign-in is locked.',
  TOO_LARGE: 'The file or request is larger than allowed.',
  PLATFORM: 'The platform refused; the message says why.',
  UNREACHABLE: 'The platform or the network cannot be reached now.',
  DISK_FULL: 'The disk is full or the folder is read-only; nothing was lost.',
  INTERNAL: 'A fault of ours; it is in the log.',
};

/** The documented errors of a route. On the wire each is `{code, message, field?, action?}` with this status. */
export function errors<const Code extends ErrorCode>(...codes: Code[]): ErrorMapOf<Code> {
  const map: Partial<ErrorMapOf<ErrorCode>> = {};
  for (const code of codes) {
    map[code] = { status: errorStatus[code], message: sentences[code], data: appErrorSchema };
  }
  return map as ErrorMapOf<Code>;
}

type ErrorMapOf<Code extends ErrorCode> = {
  [K in Code]: { status: number; message: string; data: typeof appErrorSchema };
};

/** Every route may answer these. */
export const route = oc.errors(errors('BAD_INPUT', 'UNAUTHORIZED', 'TOO_LARGE', 'DISK_FULL', 'INTERNAL'));
