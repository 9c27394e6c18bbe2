import { randomBytes } from 'node:crypto';
import type { Fault } from '../faults.ts';
import { json, type Reply } from '../reply.ts';

interface ErrorText {
  message: string;
  status?: number;
  type?: string;
  transient?: boolean;
  /** What Facebook would show the person; clients are told to show it. */
  title?: string;
  userMessage?: string;
}

/** The documented errors, by `code` or `code/subcode`. */
const texts: Record<string, ErrorText> = {
  '1': { message: 'An unknown error occurred', status: 500, transient: true },
  '2': { message: 'Service temporarily unavailable', status: 503, transient: true },
  '3': { message: '(#3) Application does not have the capability to make this API call.' },
  '4': { message: '(#4) Application request limit reached', status: 403, transient: true },
  '10': { message: '(#10) Application does not have permission for this action', status: 403 },
  '17': { message: '(#17) User request limit reached', status: 403, transient: true },
  '32': { message: '(#32) Page request limit reached', status: 403, transient: true },
  '100': { message: '(#100) Invalid parameter' },
  '100/33': {
    message:
      'Unsupported request. Object with this ID does not exist, cannot be loaded due to missing permissions, or does not support this operation. Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api',
    type: 'GraphMethodException',
  },
  '102': { message: 'Session key invalid or no longer valid' },
  '104': { message: 'An access token is required to request this resource.' },
  '190': { message: 'Invalid OAuth access token - Cannot parse access token' },
  '190/458': { message: 'Error validating access token: The user has not authorized the application.' },
  '190/459': {
    message:
      'Error validating access token: You cannot access the app till you log in to www.facebook.com and follow the instructions given.',
  },
  '190/460': {
    message:
      'Error validating access token: The session has been invalidated because the user changed their password or Facebook has changed the session for security reasons.',
  },
  '190/463': { message: 'Error validating access token: Session has expired.' },
  '190/464': {
    message:
      'Error validating access token: Sessions for the user are not allowed because the user is not a confirmed user.',
  },
  '190/467': {
    message: 'Error validating access token: The session is invalid because the user logged out.',
  },
  '190/492': {
    message:
      'Error validating access token: Session does not match current stored session. The user no longer has an appropriate role on the Page.',
  },
  '200': {
    message:
      '(#200) If posting to a page, requires both pages_read_engagement and pages_manage_posts as an admin with sufficient administrative permission',
    status: 403,
  },
  '200/1404078': {
    message: '(#200) Page Publishing Authorization Required',
    status: 403,
    title: 'Authorization required',
    userMessage: 'You need to complete Page Publishing Authorization to post as this Page.',
  },
  '324': { message: '(#324) Missing or invalid image file' },
  '324/2069019': {
    message: '(#324) Requires upload file',
    title: 'Invalid file',
    userMessage: 'The file could not be read.',
  },
  '341': { message: '(#341) Feed action request limit reached', status: 403 },
  '368': {
    message: 'The action attempted has been deemed abusive or is otherwise disallowed',
    status: 403,
    title: "You're temporarily blocked",
    userMessage: 'It looks like you were misusing this feature by going too fast.',
  },
  '382': { message: '(#382) The video file is too small' },
  '389': { message: '(#389) Unable to fetch video file from URL.' },
  '506': {
    message: '(#506) Duplicate status message',
    title: 'Duplicate post',
    userMessage:
      'This status update is identical to the last one you posted. Try posting something different, or delete your previous update.',
  },
  '613': { message: '(#613) Calls to this api have exceeded the rate limit.', status: 403, transient: true },
  '6000': {
    message: '(#6000) There was a problem uploading your video file. Please try again with another file.',
  },
  '6001': { message: '(#6001) There was a problem uploading your video. Please try again.' },
  '80001': {
    message: '(#80001) There have been too many calls to this Page account. Wait a bit and try again.',
    transient: true,
  },
  '1363047': { message: 'The upload was interrupted', transient: true },
  '100/1363040': {
    message: 'Invalid parameter',
    title: 'Unsupported aspect ratio',
    userMessage: 'The aspect ratio of the video is not supported.',
  },
  '100/1363127': {
    message: 'Invalid parameter',
    title: 'Resolution too low',
    userMessage: 'The resolution of the video is not supported.',
  },
  '100/1363128': {
    message: 'Invalid parameter',
    title: 'Unsupported duration',
    userMessage: 'The length of the video is not supported.',
  },
  '100/1363129': {
    message: 'Invalid parameter',
    title: 'Unsupported frame rate',
    userMessage: 'The frame rate of the video is not supported.',
  },
  '100/1366046': {
    message: 'Invalid parameter',
    title: "Can't read files",
    userMessage:
      "Your photos couldn't be uploaded. Photos should be smaller than 4 MB and saved as JPG, PNG, GIF, TIFF, HEIF or WebP files.",
  },
  '100/1366051': {
    message: 'Invalid parameter',
    title: 'Photo already posted',
    userMessage: 'These photos were already posted.',
  },
  '100/1609005': {
    message: 'Invalid parameter',
    title: 'Link cannot be used',
    userMessage: 'The link could not be attached.',
  },
  '100/1609008': {
    message: 'Invalid parameter',
    title: 'Link cannot be used',
    userMessage: 'Links to facebook.com cannot be posted this way.',
  },
  '100/2061006': {
    message: 'Invalid parameter',
    title: 'Link cannot be used',
    userMessage: 'The link could not be read.',
  },
  '1346003': { message: 'The content goes against the Community Standards' },
  '1404102': { message: 'The content was blocked' },
  '1404006': { message: 'The person must confirm their identity in the app' },
  '4854002': { message: 'The person must confirm their identity in the app' },
  '1404112': { message: 'The account is temporarily blocked', status: 403 },
  '1390008': {
    message: 'It looks like you are using this feature in a way it was not meant to be used: too fast',
    status: 403,
  },
  '1609010': { message: 'The post could not be created, try again', transient: true },
};

export const fbErrorCodes: readonly string[] = Object.keys(texts);

/** An error in the Graph API's form; `message` replaces the usual text. */
export function graphError(code: number, subcode?: number, message?: string): Reply {
  const text = texts[subcode === undefined ? `${code}` : `${code}/${subcode}`] ?? texts[`${code}`];
  const status = text?.status ?? 400;
  const error = {
    message: message ?? text?.message ?? `(#${code}) An error occurred`,
    type: text?.type ?? 'OAuthException',
    code,
    ...(subcode === undefined ? {} : { error_subcode: subcode }),
    is_transient: text?.transient ?? false,
    ...(text?.title === undefined ? {} : { error_user_title: text.title }),
    ...(text?.userMessage === undefined ? {} : { error_user_msg: text.userMessage }),
    fbtrace_id: traceId(),
  };
  const challenge: Record<string, string> =
    code === 190
      ? { 'www-authenticate': `OAuth "Facebook Platform" "invalid_token" "${error.message}"` }
      : {};
  return json(status, { error }, challenge);
}

export const traceId = (): string => `A${randomBytes(16).toString('base64url')}`;

export const invalid = (message: string): Reply => graphError(100, undefined, `(#100) ${message}`);
export const gone = (): Reply => graphError(100, 33);

/** The error a fault names as `code` or `code/subcode`. */
export function namedError(fault: Fault): Reply {
  const [code = '1', subcode] = (fault.code ?? '1').split('/');
  return graphError(Number(code), subcode === undefined ? undefined : Number(subcode));
}

/** rupload has an error form of its own. */
export const uploadError = (type: string, message: string, retriable = false, status = 400): Reply =>
  json(status, { debug_info: { retriable, type, message } });
