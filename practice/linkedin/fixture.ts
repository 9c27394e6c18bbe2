import { type Answer, type Client, clientOf } from '../fixture.ts';
import { type Practice, practiceApps } from '../practice.ts';
import { personUrn } from './model.ts';

/** What the tests of the practice LinkedIn share. */
export const versioned = { 'linkedin-version': '202609', 'x-restli-protocol-version': '2.0.0' };

export const clayOnLinkedIn = 'urn:li:organization:98765432';
export const studioOnLinkedIn = 'urn:li:organization:98765433';
/** Mara, as the app for members knows her. */
export const maraOnLinkedIn = personUrn('mara-lind', practiceApps.linkedin.member.clientId);

/** The API as a person, or as who manages Pages. */
export function linkedinAs(practice: Practice, app: 'member' | 'pages'): Client & { token: string } {
  const token = practice.control.signIn({
    platform: 'linkedin',
    app: practiceApps.linkedin[app].clientId,
  }).access_token;
  return { ...clientOf(practice, 'https://api.linkedin.com', `Bearer ${token}`, versioned), token };
}

/** A post's body as the contract has it. */
export const postBody = (author: string, commentary: string, more: object = {}) => ({
  author,
  commentary,
  visibility: 'PUBLIC',
  distribution: { feedDistribution: 'MAIN_FEED', targetEntities: [], thirdPartyDistributionChannels: [] },
  lifecycleState: 'PUBLISHED',
  isReshareDisabledByAuthor: false,
  ...more,
});

/** Sends bytes to the address that LinkedIn gave for them. */
export function putTo(
  practice: Practice,
  url: string,
  bytes: Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const { origin, pathname } = new URL(url);
  return clientOf(practice, origin).put(pathname, bytes, headers);
}

/** Uploads a picture or document; gives its URN. */
export async function uploaded(
  practice: Practice,
  api: Client & { token: string },
  owner: string,
  bytes: Uint8Array<ArrayBuffer>,
  kind: 'image' | 'document' = 'image',
): Promise<string> {
  const opened = await api.json(`/rest/${kind}s?action=initializeUpload`, {
    initializeUploadRequest: { owner },
  });
  const { uploadUrl, [kind]: urn } = opened.body.value;
  const put = await putTo(practice, uploadUrl, bytes, {
    authorization: `Bearer ${api.token}`,
    'content-type': 'application/octet-stream',
  });
  if (put.status !== 201) throw new Error(JSON.stringify(put.body));
  return urn;
}
