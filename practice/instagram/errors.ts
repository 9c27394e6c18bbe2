import { traceId } from '../facebook/errors.ts';
import type { Fault } from '../faults.ts';
import { json, type Reply } from '../reply.ts';

interface ErrorText {
  message: string;
  status?: number;
  type?: string;
  transient?: boolean;
  title?: string;
  userMessage?: string;
}

const uploadFailed = { message: 'Media upload has failed' };
const unavailable = 'Unsupported request. The object does not exist or cannot be loaded.';

/** The documented errors, by `code` or `code/subcode`. */
const texts: Record<string, ErrorText> = {
  '1': { message: 'An unknown error occurred', status: 500, transient: true },
  '2': { message: 'Service temporarily unavailable', status: 503, transient: true },
  '4': { message: 'Application request limit reached', status: 403, transient: true },
  '17': { message: '(#17) User request limit reached', status: 403, transient: true },
  '32': { message: '(#32) Page request limit reached', status: 403, transient: true },
  '613': { message: '(#613) Calls to this api have exceeded the rate limit.', status: 403, transient: true },
  '80002': { message: '(#80002) There have been too many calls to this Instagram account.', transient: true },
  '4/2207051': {
    message: 'Application request limit reached',
    status: 403,
    title: 'Action is blocked',
    userMessage: 'We restrict certain activity to protect our community.',
  },
  '10': { message: '(#10) Application does not have permission for this action', status: 403 },
  '100': { message: '(#100) Invalid parameter' },
  '100/33': { message: unavailable, type: 'GraphMethodException' },
  '102': { message: 'Session key invalid or no longer valid' },
  '190': { message: 'Invalid OAuth access token - Cannot parse access token' },
  '190/458': { message: 'Error validating access token: The user has not authorized the application.' },
  '190/460': { message: 'Error validating access token: The session has been invalidated.' },
  '190/463': { message: 'Error validating access token: Session has expired.' },
  '190/467': { message: 'Error validating access token: The session is invalid.' },
  '200': { message: '(#200) Permissions error', status: 403 },
  '9/2207042': {
    message: 'Application request limit reached',
    status: 403,
    title: 'Too many posts',
    userMessage:
      'You reached the maximum number of posts that is allowed to be published by Content Publishing API.',
  },
  '9007/2207027': {
    message: 'Media ID is not available',
    userMessage: 'The media is not ready for publishing, please wait for a moment.',
  },
  '24/2207006': { message: 'The requested resource does not exist', userMessage: 'Media not found.' },
  '24/2207008': {
    message: 'The requested resource does not exist',
    userMessage: 'The media builder with creation id does not exist or has been expired.',
  },
  '-2/2207003': { message: 'It takes too long to download the media', transient: true },
  '-2/2207020': { message: 'The media you are trying to access has expired' },
  '-1/2207001': { message: 'Instagram server error. Try again.', transient: true },
  '-1/2207032': { message: 'Create media fail, please try to re-create media', transient: true },
  '-1/2207053': { message: 'Unknown upload error', transient: true },
  '-1/2207082': uploadFailed,
  '9004/2207052': {
    message: 'Only photo or video can be accepted as media type.',
    title: 'Media could not be fetched',
    userMessage: 'The media could not be fetched from this URI.',
  },
  '352/2207026': { message: 'The video format is not supported.' },
  '352/2207077': uploadFailed,
  '352/2207085': uploadFailed,
  '36000/2207004': { message: 'The image size is too large.' },
  '36001/2207005': { message: 'The image format is not supported.' },
  '36003/2207009': { message: 'The aspect ratio is not supported.' },
  '100/2207010': { message: 'The caption was too long.' },
  '100/2207023': { message: 'The media type is unknown.' },
  '100/2207028': { message: 'Your post won’t work as a carousel. Use 2 to 10 items.' },
  '100/2207035': { message: 'Product tag positions are not supported for videos.' },
  '100/2207036': { message: 'Product tag positions are required for photos.' },
  '100/2207037': { message: 'Your product could not be tagged.' },
  '100/2207040': { message: 'Cannot use more than 20 tags per created media.' },
  '1/2207057': { message: 'Thumbnail offset must be within the video.' },
  '25/2207050': { message: 'The Instagram account is restricted.', status: 403 },
  '100/2207081': { message: 'Trial reels are not allowed for this account.' },
  '368': { message: 'The action attempted has been deemed abusive or is otherwise disallowed', status: 403 },
  '20/1772107': { message: '(#20) Could not read the fields of the new comment' },
};

export const igErrorCodes: readonly string[] = Object.keys(texts);

/** An error in the Graph API's form; `message` replaces the usual text. */
export function igError(code: number, subcode?: number, message?: string): Reply {
  const text = texts[subcode === undefined ? `${code}` : `${code}/${subcode}`] ?? texts[`${code}`];
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
  return json(text?.status ?? 400, { error });
}

export const invalid = (message: string): Reply => igError(100, undefined, `(#100) ${message}`);
export const gone = (): Reply => igError(100, 33);

/** The error a fault names as `code` or `code/subcode`. */
export function namedError(fault: Fault): Reply {
  const [code = '1', subcode] = (fault.code ?? '1').split('/');
  return igError(Number(code), subcode === undefined ? undefined : Number(subcode));
}

/** api.instagram.com has an error form of its own. */
export const loginError = (message: string, status = 400): Reply =>
  json(status, { error_type: 'OAuthException', code: status, error_message: message });
