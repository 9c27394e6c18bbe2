import { z } from 'zod';
import { isPicture } from '../../model/content.ts';
import { PublishFailure } from '../../model/publish-error.ts';
import { tiktokRules } from '../../rules/packs/tiktok.ts';
import type { PublishJob, Steps } from '../platform.ts';
import { callTikTok } from './api.ts';
import { refuseWhatIsNotAllowed } from './creator.ts';
import { photoInfo } from './post-info.ts';
import { type Handed, handedBy, settled } from './publication.ts';
import { findPhotos, photoLooks } from './reconcile.ts';

/** ms; TikTok fetches for up to an hour, and is asked about it once more after that. */
const LIES_FOR = 2 * 60 * 60_000;

/**
 * Photos cannot be sent to TikTok: it fetches them from an address, and the call that names the addresses is the post. Each try
 * lays them anew, so that a fetch belongs to one call. Source: tiktok.md sections 4.3 and 6.
 */
export async function publishPhotos(job: PublishJob, step: Steps): Promise<Handed> {
  const { account, snapshot } = job;
  const info = photoInfo(snapshot);
  const photos = snapshot.media.map(({ hash, type, size }) => ({ hash, type, size }));
  const addresses = await step.repeatable('lay photos', () => lay(job), { sent: { photos }, validMs: 0 });
  const isAigc = snapshot.options.madeWithAi ?? false;
  const body = {
    media_type: 'PHOTO',
    post_mode: 'DIRECT_POST',
    // For photos it stands here, for a video beside its words.
    is_aigc: isAigc,
    post_info: info,
    source_info: { source: 'PULL_FROM_URL', photo_cover_index: 0, photo_images: addresses },
  };
  return step.visible(
    'post',
    async (note): Promise<Handed> => {
      await refuseWhatIsNotAllowed(account, snapshot);
      const { publish_id: publishId } = await callTikTok(
        account,
        { path: '/v2/post/publish/content/init/', body },
        z.object({ publish_id: z.string().min(1) }),
      );
      await note(publishId);
      return handedBy(await settled(account, publishId, null), publishId, account.clock.now());
    },
    {
      sent: { account: account.accountId, info, isAigc, photos },
      find: (evidence) => findPhotos(job, addresses, evidence),
      looks: photoLooks,
    },
  );
}

/** @throws PublishFailure */
async function lay({ snapshot, publicMedia }: PublishJob): Promise<string[]> {
  const { media } = snapshot;
  if (media.length === 0 || !media.every(isPicture))
    throw refused('TikTok needs a video or photos in every post. Add one.');
  if (publicMedia === null)
    throw refused(
      `TikTok fetches photos from a public web address, and this computer has none. ${tiktokRules.publicAddress?.instead ?? ''}`,
    );
  const addresses: string[] = [];
  for (const file of media) addresses.push(await publicMedia.address(file, LIES_FOR));
  return addresses;
}

function refused(message: string): PublishFailure {
  return new PublishFailure({ class: 'content', field: 'media', message });
}
