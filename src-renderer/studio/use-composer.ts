import { type RefObject, useMemo, useRef, useState } from 'react';
import type { Settings } from '#shared/contract/app.ts';
import type { ConnectionView } from '#shared/contract/connections.ts';
import type { MediaView } from '#shared/contract/media.ts';
import type { PostView } from '#shared/contract/posts.ts';
import type { WallTime } from '#shared/model/time.ts';
import { toast } from '#ui/ui/toast.tsx';
import { useNow } from '#ui/ui/time.tsx';
import { defaultAccounts } from './default-accounts.ts';
import { emptyDraft, frozenTargets } from './draft.ts';
import { judgeTime } from './schedule-times.ts';
import { startTiming } from './start-timing.ts';
import { insertPosition } from './upload-queue.ts';
import { type Editing, useEditing } from './use-editing.ts';
import { useLights } from './use-lights.ts';
import { usePlace } from './use-place.ts';
import { useUploads } from './use-uploads.ts';
import {
  type AccountVerdict,
  isAboutAccount,
  judgeAccounts,
  obstacles,
  type Remark,
  withRemarks,
} from './verdicts.ts';

interface ComposerStart {
  start: PostView | null;
  connections: readonly ConnectionView[];
  settings: Settings;
  initialWhen: WallTime | null;
  field: string | null;
  form: RefObject<HTMLElement | null>;
}

/** Everything the form shows: the post as it is written, its files, its time, and what stands in its way. */
export function useComposer({ start, connections, settings, initialWhen, field, form }: ComposerStart) {
  const { zone, lateMinutes } = settings;
  const now = useNow(10_000);
  const editing = useEditing(start, () => emptyDraft(defaultAccounts(connections)));
  const { draft, autosave } = editing;
  const [started] = useState(() => startTiming({ post: start, initialWhen, zone, lateMinutes, now }));
  const [timing, setTiming] = useState(started);
  const time = judgeTime({ local: timing.local, zone }, now);

  const { attach, uploads } = useAttaching(editing);
  const place = usePlace(form, draft, field);

  const ruled = useMemo(
    () => judgeAccounts(draft, connections, (id) => autosave.mediaOf(id)),
    [draft, connections, autosave],
  );
  const lights = useLights(draft, editing.post?.id ?? null, time?.instant ?? null);
  const frozen = new Set(
    editing.post === null ? [] : frozenTargets(editing.post).map(({ connectionId }) => connectionId),
  );
  const verdicts = ruled
    .filter(({ connectionId }) => !frozen.has(connectionId))
    .map((verdict) => withRemarks(verdict, lights.get(verdict.connectionId) ?? []));

  return {
    editing,
    uploads,
    attach,
    place,
    timing,
    setTiming,
    resetTiming: () => setTiming(started),
    isMoved: timing.local !== started.local,
    isLateChanged: timing.lateMinutes !== started.lateMinutes,
    time,
    now,
    zone,
    verdicts,
    /** What must be put right before it can be planned, and what keeps an account from posting at this moment. */
    stops: [
      ...noAccount(verdicts, connections),
      ...obstacles(verdicts).filter((one) => !isAboutAccount(one)),
    ],
    holds: obstacles(verdicts).filter(isAboutAccount),
  };
}

function noAccount(verdicts: readonly AccountVerdict[], connections: readonly ConnectionView[]): Remark[] {
  if (verdicts.length > 0) return [];
  const connectionId = connections.find(({ state }) => state === 'ok')?.id ?? null;
  const message = connectionId === null ? 'Connect an account to publish.' : 'Choose at least one account.';
  return [{ level: 'stop', message, place: { field: 'account', connectionId } }];
}

/** Files join the post when they are stored, in the order in which they were added. */
function useAttaching({ autosave, change }: Editing) {
  const places = useRef(new Map<string, number>());

  function attach(media: readonly MediaView[], place?: number): void {
    autosave.know(media);
    const there = new Set(autosave.store.getState().draft.media.map(({ mediaId }) => mediaId));
    for (const file of media) {
      if (there.has(file.id)) toast(`${file.name} is in this post already.`);
    }
    const fresh = media
      .filter(({ id }) => !there.has(id))
      .map(({ id, altText }) => ({ mediaId: id, altText }));
    if (fresh.length === 0) return;
    change((draft) => {
      const ids = draft.media.map(({ mediaId }) => mediaId);
      const at = place === undefined ? ids.length : insertPosition(ids, place, places.current);
      return { ...draft, media: draft.media.toSpliced(at, 0, ...fresh) };
    });
    for (const { mediaId } of fresh) if (place !== undefined) places.current.set(mediaId, place);
  }

  const uploads = useUploads((media, place) => attach([media], place));
  return { attach, uploads };
}
