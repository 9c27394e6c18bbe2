import type { Fault } from '../faults.ts';
import { json, type Reply } from '../reply.ts';

/** LinkedIn's error body. */
export function restError(
  status: number,
  code: string | undefined,
  message: string,
  more: Record<string, unknown> = {},
): Reply {
  return json(status, { status, ...(code === undefined ? {} : { code }), message, ...more });
}

export const emptyToken = (): Reply => restError(401, 'EMPTY_ACCESS_TOKEN', 'Empty oauth2 access token');

export const invalidToken = (): Reply =>
  restError(401, 'INVALID_ACCESS_TOKEN', 'Invalid access token', { serviceErrorCode: 65600 });

export const expiredToken = (): Reply =>
  restError(401, 'EXPIRED_ACCESS_TOKEN', 'The token used in the request has expired', {
    serviceErrorCode: 65602,
  });

export const revokedToken = (): Reply =>
  restError(401, 'REVOKED_ACCESS_TOKEN', 'The token used in the request has been revoked by the user', {
    serviceErrorCode: 65601,
  });

/** @param method such as `partnerApiPostsExternal.CREATE` */
export const accessDenied = (method: string): Reply =>
  restError(403, 'ACCESS_DENIED', `Not enough permissions to access: ${method}.20260901`, {
    serviceErrorCode: 100,
  });

export const versionMissing = (): Reply =>
  restError(
    400,
    'VERSION_MISSING',
    'A version must be present. Please specify a version by adding the Linkedin-Version header.',
  );

export const nonexistentVersion = (version: string): Reply =>
  restError(426, 'NONEXISTENT_VERSION', `Requested version ${version}01 is not active`);

export const invalidValue = (field: string, why = 'is invalid'): Reply =>
  restError(400, 'INVALID_VALUE_FOR_FIELD', `ERROR :: ${field} :: ${why}`);

export const missingField = (field: string): Reply =>
  restError(
    400,
    'MISSING_FIELD',
    `ERROR :: ${field} :: field is required but not found and has no default value`,
  );

export const tooLongField = (field: string): Reply =>
  restError(
    400,
    'FIELD_LENGTH_TOO_LONG',
    `ERROR :: ${field} :: length is beyond maximum allowed length of 3000`,
  );

export const notConverted = (why: string): Reply =>
  restError(400, undefined, `Request body could not be converted to the expected type: ${why}`);

/** Refusals that name their input. */
export const inputErrors = (code: string, description: string): Reply =>
  json(422, {
    status: 422,
    message: description,
    errorDetailType: 'com.linkedin.common.error.BadRequest',
    errorDetails: { inputErrors: [{ code, description }] },
  });

export const duplicateOf = (urn: string): Reply =>
  inputErrors('DUPLICATE_POST', `Content is a duplicate of ${urn}`);

export const mediaWaiting = (urn: string): Reply =>
  restError(400, 'MEDIA_ASSET_WAITING_UPLOAD', `Media asset ${urn} is waiting for upload`);

export const mediaFailed = (urn: string): Reply =>
  restError(400, 'MEDIA_ASSET_PROCESSING_FAILED', `Media asset ${urn} failed processing`);

export const notFound = (what: string): Reply => restError(404, 'NOT_FOUND', `${what} was not found`);

/** No Retry-After, no rate headers. */
export const tooManyRequests = (): Reply =>
  restError(
    429,
    'TOO_MANY_REQUESTS',
    'Resource level throttle limit for calls to this resource is reached.',
    {
      serviceErrorCode: 101,
    },
  );

export const serverError = (status: number): Reply =>
  restError(status, undefined, status === 503 ? 'Service Unavailable' : 'Internal Server Error');

/** The documented refusals, by the name a fault gives. */
const named: Readonly<Record<string, () => Reply>> = {
  EMPTY_ACCESS_TOKEN: emptyToken,
  INVALID_ACCESS_TOKEN: invalidToken,
  EXPIRED_ACCESS_TOKEN: expiredToken,
  REVOKED_ACCESS_TOKEN: revokedToken,
  ACCESS_DENIED: () => accessDenied('ugcPosts.CREATE'),
  PAGE_DENIED: () => accessDenied('partnerApiPostsExternal.CREATE'),
  VERSION_MISSING: versionMissing,
  NONEXISTENT_VERSION: () => nonexistentVersion('202512'),
  INVALID_VALUE_FOR_FIELD: () => invalidValue('/content/media/id'),
  MISSING_FIELD: () => missingField('/commentary'),
  FIELD_LENGTH_TOO_LONG: () => tooLongField('/commentary'),
  NOT_CONVERTED: () => notConverted('unexpected field /x'),
  INPUT_ERRORS: () => inputErrors('INVALID_CONTENT', 'The content of this post is not allowed'),
  DUPLICATE_POST: () => duplicateOf('urn:li:share:7000000000000000001'),
  DUPLICATE_PERSON: () => duplicateOf('urn:li:person:Ab1_cD2eF3'),
  MEDIA_ASSET_WAITING_UPLOAD: () => mediaWaiting('urn:li:image:C5F10AQE1'),
  MEDIA_ASSET_PROCESSING_FAILED: () => mediaFailed('urn:li:image:C5F10AQE1'),
  CONFLICT: () => restError(409, 'CONFLICT', 'The request conflicts with another one'),
  LENGTH_REQUIRED: () => restError(411, undefined, 'Content-Length is required'),
  TOO_MANY_REQUESTS: tooManyRequests,
  NO_ACTIVITY: () => restError(500, undefined, 'Unable to obtain activity'),
};

export const liErrorNames: readonly string[] = Object.keys(named);

export function namedError(fault: Fault): Reply {
  return (named[fault.code ?? 'ACCESS_DENIED'] ?? (() => accessDenied('ugcPosts.CREATE')))();
}

/** The token endpoint speaks OAuth. Its bodies are not in the contract: unverified. */
export const tokenError = (status: number, error: string, description: string): Reply =>
  json(status, { error, error_description: description });
