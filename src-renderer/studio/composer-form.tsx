import { useRef } from 'react';
import type { Settings } from '#shared/contract/app.ts';
import type { ConnectionView } from '#shared/contract/connections.ts';
import type { PostView } from '#shared/contract/posts.ts';
import { packs } from '#shared/rules/packs.ts';
import { cn } from '#ui/ui/cn.ts';
import './composer.css';
import { AccountsSection } from './accounts-section.tsx';
import { CaptionSection } from './caption-section.tsx';
import type { ComposerProps } from './composer.tsx';
import { ComposerFooter } from './composer-footer.tsx';
import { ComposerHeader } from './composer-header.tsx';
import { ConflictPanel } from './conflict-panel.tsx';
import { rememberAccounts } from './default-accounts.ts';
import { DetailsSection } from './details-section.tsx';
import { isFrozen, isLive } from './draft.ts';
import { MediaSection } from './media-section.tsx';
import { OptionsSection } from './option-fields.tsx';
import { ScheduleBox } from './schedule-box.tsx';
import { StuckNotice } from './stuck-notice.tsx';
import { UndoLine, useUndoLine } from './undo-line.tsx';
import { useComposer } from './use-composer.ts';
import { usePublishing } from './use-publishing.ts';
import { useFileDrop, usePastedFiles } from './use-uploads.ts';
import { useStarted } from './use-started.ts';

interface ComposerFormProps extends Omit<ComposerProps, 'postId'> {
  start: PostView | null;
  connections: readonly ConnectionView[];
  settings: Settings;
}

export function ComposerForm(props: ComposerFormProps) {
  const { start, connections, settings, layout, onDone, onStarted, initialWhen = null, field = null } = props;
  const form = useRef<HTMLDivElement>(null);
  const composer = useComposer({ start, connections, settings, initialWhen, field, form });
  const { editing, uploads, place, timing, time, zone, verdicts, stops } = composer;
  const { autosave, draft, post, save } = editing;
  const drop = useFileDrop((files) => uploads.add(files));
  usePastedFiles(form, (files) => uploads.add(files));
  const undo = useUndoLine();
  useStarted(start, post, onStarted);

  const { publish, update } = usePublishing(autosave, (post) => {
    rememberAccounts(draft.targets.map(({ connectionId }) => connectionId));
    onDone(post);
  });
  const mode = post !== null && isFrozen(post) ? 'out' : post !== null && isLive(post) ? 'live' : 'new';
  const when = { local: timing.local, zone };
  const { lateMinutes } = timing;
  const schedule = () => publish.mutate({ when, lateMinutes });
  const change = () =>
    update.mutate({ when, lateMinutes, isMoved: composer.isMoved || composer.isLateChanged });
  const postNow = () =>
    mode === 'live'
      ? update.mutate({ when: { now: true }, lateMinutes, isMoved: true })
      : publish.mutate({ when: { now: true }, lateMinutes });

  const caption = (
    <CaptionSection
      editing={editing}
      connections={connections}
      verdicts={verdicts}
      tab={place.tab}
      onTab={place.setTab}
      focusWhenShown={field === null}
      onUndoable={undo.show}
    />
  );
  const photos = (
    <MediaSection editing={editing} uploads={uploads} onAttach={composer.attach} onUndoable={undo.show} />
  );
  const options = (
    <OptionsSection
      editing={editing}
      connections={connections}
      verdicts={verdicts}
      tab={place.tab}
      onUndoable={undo.show}
    />
  );
  const accounts = (
    <AccountsSection
      editing={editing}
      connections={connections}
      verdicts={verdicts}
      onGoTo={place.goTo}
      onUndoable={undo.show}
    />
  );
  const box = (
    <ScheduleBox timing={timing} zone={zone} now={composer.now} post={post} onTiming={composer.setTiming} />
  );

  return (
    <div
      ref={form}
      data-composer={layout}
      className="relative flex min-h-0 flex-1 flex-col"
      {...drop.handlers}
      onBlurCapture={() => void autosave.flush()}
    >
      <ComposerHeader editing={editing} layout={layout} isNew={start === null} onDone={onDone} />
      <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-6">
        <div className="grid gap-4 pt-4 empty:hidden">
          {save.is === 'conflict' && <ConflictPanel editing={editing} theirs={save.theirs} />}
          {(save.is === 'too-late' || save.is === 'gone') && <StuckNotice editing={editing} why={save.is} />}
          {mode === 'out' && save.is !== 'too-late' && <StuckNotice editing={editing} why="frozen" />}
        </div>
        {layout === 'drawer' ? (
          <div className="grid grid-cols-1 gap-6 pt-4">
            {caption}
            {photos}
            {accounts}
            {mode !== 'out' && box}
            {options}
            <DetailsSection editing={editing} />
          </div>
        ) : (
          <div className="grid grid-cols-1 gap-8 pt-4 xl:grid-cols-[minmax(0,48rem)_400px] xl:items-start">
            <div className="grid max-w-3xl grid-cols-1 gap-6">
              {caption}
              {photos}
              {options}
              <DetailsSection editing={editing} />
            </div>
            <div className="grid max-w-3xl grid-cols-1 gap-6">
              {accounts}
              {mode !== 'out' && box}
            </div>
          </div>
        )}
      </div>
      <UndoLine line={undo.line} onShow={undo.show} onUndone={place.goTo} />
      <ComposerFooter
        mode={mode}
        draft={draft}
        accounts={connections.flatMap(({ id, name, platform }) =>
          verdicts.some(({ connectionId }) => connectionId === id) ? `${name} (${packs[platform].name})` : [],
        )}
        stops={mode === 'out' ? [] : stops}
        holds={composer.holds}
        uploading={uploads.list.filter(({ state }) => state !== 'failed').length}
        instant={time?.instant ?? null}
        isPast={time?.past ?? false}
        zone={zone}
        hasChanges={autosave.dirty || (mode === 'live' && (composer.isMoved || composer.isLateChanged))}
        busy={publish.isPending || update.isPending}
        error={publish.error ?? update.error}
        onGoTo={place.goTo}
        onRetry={mode === 'live' ? change : schedule}
        onSchedule={schedule}
        onPostNow={postNow}
        onUpdate={change}
        onDiscard={() => {
          autosave.discard();
          composer.resetTiming();
        }}
        onSaveDraft={() => void autosave.flush().then(() => onDone(autosave.store.getState().post))}
      />
      {drop.isOver && (
        <div
          aria-hidden
          className={cn(
            'pointer-events-none absolute inset-2 z-10 grid place-items-center rounded-xl border-2 border-primary border-dashed bg-primary-soft/80 font-medium text-primary-text',
          )}
        >
          Drop photos and videos to add them
        </div>
      )}
    </div>
  );
}
