import { PublishFailure } from '../../model/publish-error.ts';
import type { HttpResponse } from '../../publishing/http.ts';
import { toLittleText } from '../../rules/little-text.ts';
import { type PublishJob, type Published, type Steps, UnmappedAnswer } from '../platform.ts';
import { accepted, ask, type RestRequest } from './api.ts';
import { comment } from './comment.ts';
import { type Content, contentOf } from './content.ts';
import { blindLooks, findPost, listLooks, type PostAnswer } from './reconcile.ts';
import { duplicateOf, refusalOf } from './refusal.ts';
import { isOrganization, postUrnPattern, publicAddress } from './urn.ts';

/** ms; longer than LinkedIn was ever seen to take. */
const POST_TIMEOUT = 120_000;

/**
 * Uploads, then one visible call; a first comment is a visible call of its own. After a lost answer the very same bytes are
 * sent again, since LinkedIn refuses an equal post by naming the one it has: so nothing in them may change between tries.
 * Source: linkedin.md sections 3 and 7.
 */
export async function publish(job: PublishJob, step: Steps): Promise<Published> {
  refuseUnfit(job);
  const { urn } = await post(job, step, await contentOf(job, step));
  const shortfalls = await comment(job, step, urn);
  return { remoteId: urn, permalink: urn === null ? null : publicAddress(urn), shortfalls };
}

function post(job: PublishJob, step: Steps, content: Content): Promise<PostAnswer> {
  const { account, snapshot, taken } = job;
  const { text, media, options } = snapshot;
  const request: RestRequest = {
    method: 'POST',
    path: '/rest/posts',
    body: { kind: 'json', value: postBody(job, content) },
    timeoutMs: POST_TIMEOUT,
  };
  const create = async () => answerOf(accepted(account, await ask(account, request)));
  const repeat = async () => {
    const answer = await ask(account, request);
    const first = duplicateOf(refusalOf(answer));
    return first !== null && !taken.has(first) ? { urn: first } : answerOf(accepted(account, answer));
  };
  const { link = null, title = null, description = null } = options;
  return step.visible('post', create, {
    sent: {
      author: account.accountId,
      text,
      media: media.map(({ hash, altText }) => ({ hash, alt: altText })),
      link,
      title,
      description,
      visibility: visibilityOf(job),
    },
    find: (evidence) => findPost(job, content, evidence),
    looks: isOrganization(account) ? listLooks : blindLooks,
    repeat,
  });
}

function postBody(job: PublishJob, { field }: Content): Record<string, unknown> {
  return {
    author: job.account.accountId,
    commentary: toLittleText(job.snapshot.text),
    visibility: visibilityOf(job),
    distribution: { feedDistribution: 'MAIN_FEED', targetEntities: [], thirdPartyDistributionChannels: [] },
    lifecycleState: 'PUBLISHED',
    isReshareDisabledByAuthor: false,
    ...(field === null ? {} : { content: field }),
  };
}

/** The body is empty; the id stands in a header, or is not told at all. Null: LinkedIn surely has the post. */
function answerOf({ status, headers, text }: HttpResponse): PostAnswer {
  if (status !== 201) throw new UnmappedAnswer(status, text.slice(0, 200));
  const told = headers['x-restli-id'] ?? headers['x-linkedin-id'] ?? '';
  return { urn: postUrnPattern.exec(told)?.[0] ?? null };
}

function visibilityOf({ snapshot }: PublishJob): string {
  return snapshot.options.privacy?.trim() || 'PUBLIC';
}

/** What the rules cannot see: whether it is a Page. */
function refuseUnfit(job: PublishJob): void {
  if (visibilityOf(job) !== 'CONNECTIONS' || !isOrganization(job.account)) return;
  throw new PublishFailure({
    class: 'content',
    field: 'options',
    message: 'A Page has no connections. Choose to show the post to everybody.',
  });
}
