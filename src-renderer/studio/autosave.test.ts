import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '#ui/api/api-error.ts';
import type { DraftInput, PostView } from '#shared/contract/posts.ts';
import { Autosave } from './autosave.ts';
import { emptyDraft } from './draft.ts';
import { FakeDesktop, memoryStash, shop } from './fake-desktop.suite.ts';
import type { AutosavePorts } from './save-state.ts';

let desktop: FakeDesktop;
let stash: ReturnType<typeof memoryStash>;
let parted: DraftInput[];

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-24T14:00:00Z') });
  desktop = new FakeDesktop();
  stash = memoryStash();
  parted = [];
});
afterEach(() => {
  vi.useRealTimers();
});

function ports(): AutosavePorts {
  let keys = 0;
  return {
    create: (draft, key) => desktop.create(draft, key),
    patch: (id, revision, draft) => desktop.patch(id, revision, draft),
    read: (id) => desktop.read(id),
    part: (_post, draft) => parted.push(draft),
    stash,
    newKey: () => `key-${Date.now()}-${keys++}`,
    now: () => Date.now(),
  };
}

function open(post: PostView | null = null): Autosave {
  const autosave = new Autosave(post, emptyDraft([shop]), ports());
  autosave.open();
  return autosave;
}
const type = (autosave: Autosave, caption: string) => autosave.change((draft) => ({ ...draft, caption }));
const isNow = (autosave: Autosave) => autosave.store.getState().save.is;
const offline = () => new ApiError({ code: 'UNREACHABLE', message: 'Picscripter is not answering.' });

describe('a new post', () => {
  it('exists from the first key', async () => {
    const autosave = open();
    type(autosave, 'M');
    await vi.advanceTimersByTimeAsync(0);
    expect(desktop.posts.map((post) => post.caption)).toEqual(['M']);
    expect(isNow(autosave)).toBe('saved');
  });

  it('is not made by choosing accounts alone', async () => {
    const autosave = open();
    autosave.change((draft) => ({ ...draft, targets: [] }));
    await vi.runAllTimersAsync();
    expect(desktop.posts).toEqual([]);
    expect(isNow(autosave)).toBe('blank');
  });

  it('is one post even when the answer to its making is lost', async () => {
    const autosave = open();
    desktop.loseNextAnswer();
    type(autosave, 'M');
    await vi.advanceTimersByTimeAsync(0);
    expect(isNow(autosave)).toBe('failed');
    type(autosave, 'Mug');
    await vi.runAllTimersAsync();
    expect(desktop.posts.map((post) => post.caption)).toEqual(['Mug']);
    expect(isNow(autosave)).toBe('saved');
  });
});

describe('typing', () => {
  it('is saved within half a second of a pause', async () => {
    const autosave = open(desktop.seed({ caption: 'Mug' }));
    type(autosave, 'Mug,');
    await vi.advanceTimersByTimeAsync(200);
    type(autosave, 'Mug, blue');
    expect(desktop.newest.caption).toBe('Mug');
    await vi.advanceTimersByTimeAsync(500);
    expect(desktop.newest.caption).toBe('Mug, blue');
  });

  it('without any pause never has more than half a second unsaved', async () => {
    const autosave = open(desktop.seed({ caption: '' }));
    let text = '';
    for (let key = 0; key < 40; key++) {
      text += 'x';
      type(autosave, text);
      await vi.advanceTimersByTimeAsync(100);
      expect(text.length - desktop.newest.caption.length).toBeLessThanOrEqual(5);
    }
  });

  it('goes on while a save is under way, and both are kept', async () => {
    const autosave = open(desktop.seed({ caption: '' }));
    desktop.slow(1000);
    type(autosave, 'first');
    await vi.advanceTimersByTimeAsync(400);
    expect(isNow(autosave)).toBe('saving');
    type(autosave, 'first and second');
    await vi.runAllTimersAsync();
    expect(desktop.newest.caption).toBe('first and second');
    expect(isNow(autosave)).toBe('saved');
  });

  it('and undoing it is nothing to save', async () => {
    const autosave = open(desktop.seed({ caption: 'Mug' }));
    type(autosave, 'Mugs');
    type(autosave, 'Mug');
    await vi.runAllTimersAsync();
    expect(desktop.newest.revision).toBe(1);
    expect(stash.read(desktop.newest.id)).toBeNull();
  });
});

describe('when saving fails', () => {
  it('the text stays on this computer and is saved when the desktop answers again', async () => {
    const autosave = open(desktop.seed({ caption: 'Mug' }));
    desktop.fail(offline(), 2);
    type(autosave, 'Mug, blue');
    await vi.advanceTimersByTimeAsync(500);
    expect(isNow(autosave)).toBe('failed');
    expect(stash.read(desktop.newest.id)?.draft.caption).toBe('Mug, blue');
    await vi.runAllTimersAsync();
    expect(desktop.newest.caption).toBe('Mug, blue');
    expect(stash.read(desktop.newest.id)).toBeNull();
  });

  it('the next window takes the text up again', async () => {
    const post = desktop.seed({ caption: 'Mug' });
    desktop.fail(offline(), 1);
    const first = open(post);
    type(first, 'Mug, blue');
    await vi.advanceTimersByTimeAsync(500);
    const next = open(post);
    expect(next.store.getState().draft.caption).toBe('Mug, blue');
    await vi.runAllTimersAsync();
    expect(desktop.newest.caption).toBe('Mug, blue');
  });

  it('an unsaved new post is taken up under its key and made once', async () => {
    desktop.loseNextAnswer();
    const first = open();
    type(first, 'Mug');
    await vi.advanceTimersByTimeAsync(100);
    const next = open();
    expect(next.store.getState().draft.caption).toBe('Mug');
    await vi.runAllTimersAsync();
    expect(desktop.posts).toHaveLength(1);
  });

  it('a refusal that waiting cannot mend is not repeated', async () => {
    const autosave = open(desktop.seed({ caption: 'Mug' }));
    desktop.fail(new ApiError({ code: 'OVER_LIMIT', message: 'Too long.', field: 'caption' }), 1);
    type(autosave, 'Mug, blue');
    await vi.runAllTimersAsync();
    expect(autosave.store.getState().save).toMatchObject({ is: 'failed', retryAt: null });
    expect(desktop.calls).toBe(1);
  });

  it('a window that goes away sends what is left, and keeps it', async () => {
    const autosave = open(desktop.seed({ caption: 'Mug' }));
    type(autosave, 'Mug, blue');
    autosave.part();
    expect(parted.map((draft) => draft.caption)).toEqual(['Mug, blue']);
    expect(stash.read(desktop.newest.id)?.draft.caption).toBe('Mug, blue');
  });
});

describe('when another window changed the post', () => {
  async function meet() {
    const post = desktop.seed({ caption: 'Mug' });
    const autosave = open(post);
    desktop.edit(post.id, { caption: 'Mug from elsewhere' });
    type(autosave, 'Mug from here');
    await vi.advanceTimersByTimeAsync(500);
    return autosave;
  }

  it('nothing is overwritten and both versions are there', async () => {
    const autosave = await meet();
    const { save, draft } = autosave.store.getState();
    expect(save).toMatchObject({ is: 'conflict', theirs: { caption: 'Mug from elsewhere' } });
    expect(draft.caption).toBe('Mug from here');
    type(autosave, 'Mug from here, more');
    await vi.runAllTimersAsync();
    expect(desktop.newest.caption).toBe('Mug from elsewhere');
  });

  it('"keep mine" saves it on top of the other, which is kept as a draft of its own', async () => {
    const autosave = await meet();
    const copy = await autosave.keepMine();
    expect(desktop.posts.map((post) => post.caption)).toEqual(['Mug from here', 'Mug from elsewhere']);
    expect(copy?.caption).toBe('Mug from elsewhere');
    expect(isNow(autosave)).toBe('saved');
  });

  it('"take the other" keeps mine as a draft of its own', async () => {
    const autosave = await meet();
    const copy = await autosave.takeTheirs();
    expect(autosave.store.getState().draft.caption).toBe('Mug from elsewhere');
    expect(copy?.caption).toBe('Mug from here');
    expect(desktop.posts).toHaveLength(2);
  });

  it('and nothing was written here, the other version is simply shown', async () => {
    const post = desktop.seed({ caption: 'Mug' });
    const autosave = open(post);
    autosave.adopt(desktop.edit(post.id, { caption: 'Mug from elsewhere' }));
    expect(autosave.store.getState().draft.caption).toBe('Mug from elsewhere');
    expect(autosave.store.getState().save).toMatchObject({ is: 'saved', from: 'elsewhere' });
  });

  it('our own words, saved by a request whose answer was lost, are no conflict', async () => {
    const autosave = open(desktop.seed({ caption: 'Mug' }));
    desktop.loseNextAnswer();
    type(autosave, 'Mug, blue');
    await vi.runAllTimersAsync();
    expect(isNow(autosave)).toBe('saved');
    expect(desktop.newest).toMatchObject({ caption: 'Mug, blue', revision: 2 });
  });

  it('a move to another time alone is no conflict either', async () => {
    const post = desktop.seed({ caption: 'Mug' });
    const autosave = open(post);
    desktop.edit(post.id, {});
    type(autosave, 'Mug, blue');
    await vi.runAllTimersAsync();
    expect(isNow(autosave)).toBe('saved');
    expect(desktop.newest.caption).toBe('Mug, blue');
  });

  it('text from an earlier window meets a newer post as a conflict', async () => {
    const post = desktop.seed({ caption: 'Mug' });
    desktop.fail(offline(), 1);
    type(open(post), 'Mug, unsaved');
    await vi.advanceTimersByTimeAsync(500);
    const changed = desktop.edit(post.id, { caption: 'Mug from elsewhere' });
    expect(open(changed).store.getState().save.is).toBe('conflict');
  });

  it('text from an earlier window is simply taken up when the post only got another time since', async () => {
    const post = desktop.seed({ caption: 'Mug' });
    desktop.fail(offline(), 1);
    type(open(post), 'Mug, unsaved');
    await vi.advanceTimersByTimeAsync(500);
    const next = open(desktop.edit(post.id, {}));
    await vi.runAllTimersAsync();
    expect(isNow(next)).toBe('saved');
    expect(desktop.newest.caption).toBe('Mug, unsaved');
  });
});

describe('a scheduled post', () => {
  it('is not touched by typing; only an update changes it', async () => {
    const autosave = open(desktop.seed({ caption: 'Mug' }, 'scheduled'));
    type(autosave, 'Mug, hal');
    await vi.runAllTimersAsync();
    await autosave.flush();
    expect(desktop.newest.caption).toBe('Mug');
    expect(isNow(autosave)).toBe('unsent');
    expect(stash.read(desktop.newest.id)?.draft.caption).toBe('Mug, hal');

    type(autosave, 'Mug, half price');
    expect(await autosave.update()).toBe(true);
    expect(desktop.newest.caption).toBe('Mug, half price');
  });

  it('gets what stood there at the click, not what is typed while it is saved', async () => {
    const autosave = open(desktop.seed({ caption: 'Mug' }, 'scheduled'));
    desktop.slow(1000);
    type(autosave, 'Mug, half price');
    const updated = autosave.update();
    await vi.advanceTimersByTimeAsync(100);
    type(autosave, 'Mug, half price and t');
    await vi.runAllTimersAsync();
    expect(await updated).toBe(true);
    expect(desktop.newest.caption).toBe('Mug, half price');
    expect(isNow(autosave)).toBe('unsent');
  });

  it('that became scheduled while it was edited stops saving by itself', async () => {
    const post = desktop.seed({ caption: 'Mug' });
    const autosave = open(post);
    desktop.setState(post.id, 'scheduled');
    type(autosave, 'Mug, hal');
    await vi.runAllTimersAsync();
    expect(desktop.newest.caption).toBe('Mug');
    expect(isNow(autosave)).toBe('unsent');
  });

  it('that is already going out keeps the edit, as a new draft when wanted', async () => {
    const autosave = open(desktop.seed({ caption: 'Mug' }, 'scheduled'));
    desktop.setState(desktop.newest.id, 'sending');
    type(autosave, 'Mug, half price');
    expect(await autosave.update()).toBe(false);
    expect(isNow(autosave)).toBe('too-late');
    const copy = await autosave.keepAsNew();
    expect(copy.caption).toBe('Mug, half price');
    expect(desktop.posts.map((post) => post.caption)).toEqual(['Mug', 'Mug, half price']);
    expect(isNow(autosave)).toBe('saved');
  });

  it('goes back to what goes out when the changes are dropped', () => {
    const autosave = open(desktop.seed({ caption: 'Mug' }, 'scheduled'));
    type(autosave, 'Mug, hal');
    autosave.discard();
    expect(autosave.store.getState().draft.caption).toBe('Mug');
    expect(stash.read(desktop.newest.id)).toBeNull();
  });
});

it('a post that was put into the trash elsewhere keeps the text', async () => {
  const post = desktop.seed({ caption: 'Mug' });
  const autosave = open(post);
  desktop.trash(post.id);
  type(autosave, 'Mug, blue');
  await vi.runAllTimersAsync();
  expect(isNow(autosave)).toBe('gone');
  expect(autosave.store.getState().draft.caption).toBe('Mug, blue');
});

it('a post that goes to the trash while it is open says so, and goes on when it is taken out again', async () => {
  const post = desktop.seed({ caption: 'Mug' });
  const autosave = open(post);
  autosave.adopt(desktop.trash(post.id));
  expect(isNow(autosave)).toBe('gone');
  autosave.adopt(desktop.untrash(post.id));
  type(autosave, 'Mug, blue');
  await vi.runAllTimersAsync();
  expect(desktop.newest.caption).toBe('Mug, blue');
});

it('a post that was deleted elsewhere keeps the text, as a new draft when wanted', async () => {
  const post = desktop.seed({ caption: 'Mug' });
  const autosave = open(post);
  desktop.fail(new ApiError({ code: 'NOT_FOUND', message: 'This post is gone.' }), 1);
  type(autosave, 'Mug, blue');
  await vi.runAllTimersAsync();
  expect(isNow(autosave)).toBe('gone');
  expect(stash.read(post.id)?.draft.caption).toBe('Mug, blue');
  expect((await autosave.keepAsNew()).caption).toBe('Mug, blue');
});
