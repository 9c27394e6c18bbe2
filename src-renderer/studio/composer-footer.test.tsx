// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ComposerFooter, type FooterProps } from './composer-footer.tsx';
import { emptyDraft } from './draft.ts';

afterEach(cleanup);

const place = { field: 'caption', connectionId: 'x' };
const tooLong = { level: 'stop' as const, message: 'The caption is 3 over what X allows (280).', place };

function show(more: Partial<FooterProps> = {}) {
  const calls = { onGoTo: vi.fn(), onSchedule: vi.fn(), onPostNow: vi.fn(), onUpdate: vi.fn() };
  render(
    <ComposerFooter
      mode="new"
      draft={{ ...emptyDraft(), caption: 'Mug' }}
      accounts={['Clay & Co (X)']}
      stops={[]}
      holds={[]}
      uploading={0}
      instant={Date.parse('2026-11-24T14:30:00Z')}
      isPast={false}
      zone="UTC"
      hasChanges={false}
      busy={false}
      error={null}
      onRetry={vi.fn()}
      onDiscard={vi.fn()}
      onSaveDraft={vi.fn()}
      {...calls}
      {...more}
    />,
  );
  return calls;
}
const click = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));

describe('the buttons of the form', () => {
  it('schedule for the time they name', () => {
    const { onSchedule } = show();
    click('Schedule for Tue 24 Nov, 14:30');
    expect(onSchedule).toHaveBeenCalledOnce();
  });

  it('lead to what stops the post instead of scheduling it', () => {
    const { onSchedule, onGoTo } = show({ stops: [tooLong] });
    expect(screen.getByText(tooLong.message)).toBeDefined();
    click(/^Schedule/);
    expect(onSchedule).not.toHaveBeenCalled();
    expect(onGoTo).toHaveBeenCalledWith(place);
  });

  it('wait for files that are still on their way', () => {
    const { onSchedule } = show({ uploading: 2 });
    click(/^Schedule/);
    expect(onSchedule).not.toHaveBeenCalled();
    expect(screen.getByText('2 files are still uploading.')).toBeDefined();
  });

  it('ask, naming the accounts, before anything is posted now', () => {
    const { onPostNow } = show();
    click('Post now');
    expect(onPostNow).not.toHaveBeenCalled();
    expect(screen.getByRole('alertdialog').textContent).toContain('Clay & Co (X)');
    click('Not yet');
    expect(screen.queryByRole('alertdialog')).toBeNull();
    click('Post now');
    click('Yes, post now');
    expect(onPostNow).toHaveBeenCalledOnce();
  });

  it('never take a past time as "now" without asking', () => {
    const { onSchedule, onPostNow } = show({ isPast: true });
    click('Schedule');
    expect(onSchedule).not.toHaveBeenCalled();
    expect(onPostNow).not.toHaveBeenCalled();
    expect(screen.getByRole('alertdialog').textContent).toContain('This time has passed.');
  });

  it('plan a post for an account that must be reconnected, but do not post it now', () => {
    const lost = {
      level: 'stop' as const,
      message: 'Connect it again.',
      place: { field: 'account', connectionId: 'x' },
    };
    const { onSchedule, onPostNow, onGoTo } = show({ holds: [lost] });
    click('Post now');
    expect(onPostNow).not.toHaveBeenCalled();
    expect(onGoTo).toHaveBeenCalledWith(lost.place);
    click(/^Schedule/);
    expect(onSchedule).toHaveBeenCalledOnce();
  });

  it('change a scheduled post only when something changed', () => {
    const { onUpdate } = show({ mode: 'live' });
    click('Update scheduled post');
    expect(onUpdate).not.toHaveBeenCalled();
    cleanup();
    const changed = show({ mode: 'live', hasChanges: true });
    click('Update scheduled post');
    expect(changed.onUpdate).toHaveBeenCalledOnce();
  });
});
