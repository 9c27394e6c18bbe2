import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import type { MediaView } from '#shared/contract/media.ts';
import { cropStart, type Focus, type Recipe } from '#shared/model/rendition.ts';
import { typeName } from '#shared/rules/media-words.ts';
import { formatBytes } from '#ui/library/format-bytes.ts';

/** rem */
const TALLEST = 16;
const STEP = 0.02;

const moves: Readonly<Record<string, Focus>> = {
  ArrowLeft: { x: -STEP, y: 0 },
  ArrowRight: { x: STEP, y: 0 },
  ArrowUp: { x: 0, y: -STEP },
  ArrowDown: { x: 0, y: STEP },
};

interface BeforeProps {
  photo: MediaView;
  recipe: Recipe;
  /** What a crop keeps in sight; null: nothing is cut off. */
  focus: Focus | null;
  onFocus: (focus: Focus) => void;
}

/** The photo as it is, with what a crop keeps of it. */
export function Before({ photo, recipe, focus, onFocus }: BeforeProps) {
  const { width, height, type, size, thumbUrl } = photo;
  const caption = `Now: ${width} × ${height}, ${typeName(type)}, ${formatBytes(size)}`;
  const picture = <img src={thumbUrl} alt="" draggable={false} className="size-full object-cover" />;
  const box = 'relative block overflow-hidden rounded-md bg-muted';
  if (focus === null) {
    return (
      <Frame caption={caption}>
        <div className={box} style={shapedLike(photo)}>
          {picture}
        </div>
      </Frame>
    );
  }
  const words = `What stays in sight: ${percent(focus.x)} from the left, ${percent(focus.y)} from the top`;

  function onClick({ detail, clientX, clientY, currentTarget }: MouseEvent): void {
    // Pressed by a key, a button has no place that was clicked.
    if (detail === 0) return;
    const { left, top, width, height } = currentTarget.getBoundingClientRect();
    onFocus({ x: share((clientX - left) / width), y: share((clientY - top) / height) });
  }
  function onKeyDown(event: KeyboardEvent): void {
    const by = moves[event.key];
    if (by === undefined || focus === null) return;
    event.preventDefault();
    onFocus({ x: share(focus.x + by.x), y: share(focus.y + by.y) });
  }

  return (
    <Frame caption={caption}>
      <button
        type="button"
        aria-label={`${words}. Arrow keys move it.`}
        className={`${box} cursor-crosshair`}
        style={shapedLike(photo)}
        onClick={onClick}
        onKeyDown={onKeyDown}
      >
        {picture}
        <span
          aria-hidden
          className="absolute border-2 border-white shadow-[0_0_0_100rem_rgb(0_0_0/0.5)]"
          style={keptOf(photo, recipe)}
        />
      </button>
      <output className="sr-only">{words}</output>
    </Frame>
  );
}

/** The photo as it will be. */
export function After({ photo, recipe }: { photo: MediaView; recipe: Recipe }) {
  const { across, down } = covering(photo, recipe);
  const place = [
    [recipe.focus.x, across, recipe.width],
    [recipe.focus.y, down, recipe.height],
  ] as const;
  const position = place.map(([focus, all, kept]) =>
    all - kept < 1 ? '50%' : `${(cropStart(focus, all, kept) / (all - kept)) * 100}%`,
  );
  return (
    <Frame caption={`Then: ${recipe.width} × ${recipe.height}, ${typeName(recipe.type)}`}>
      <div className="overflow-hidden rounded-md bg-white outline outline-border" style={shapedLike(recipe)}>
        <img
          src={photo.thumbUrl}
          alt="How it will look"
          draggable={false}
          className={`size-full ${recipe.frame === 'pad' ? 'object-contain' : 'object-cover'}`}
          style={{ objectPosition: position.join(' ') }}
        />
      </div>
    </Frame>
  );
}

function Frame({ caption, children }: { caption: string; children: ReactNode }) {
  return (
    <figure className="grid justify-items-center gap-1.5">
      {children}
      <figcaption className="text-center text-muted-foreground text-xs tabular-nums">{caption}</figcaption>
    </figure>
  );
}

interface Dimensions {
  width: number;
  height: number;
}

function shapedLike({ width, height }: Dimensions) {
  return { aspectRatio: `${width} / ${height}`, width: `min(100%, ${(TALLEST * width) / height}rem)` };
}

/** The photo scaled so that it just covers what it becomes; pixels. */
function covering(photo: Dimensions, { width, height }: Dimensions) {
  const scale = Math.max(width / photo.width, height / photo.height);
  return { across: photo.width * scale, down: photo.height * scale };
}

function keptOf(photo: Dimensions, { width, height, focus }: Recipe) {
  const { across, down } = covering(photo, { width, height });
  return {
    left: percent(cropStart(focus.x, across, width) / across),
    top: percent(cropStart(focus.y, down, height) / down),
    width: percent(width / across),
    height: percent(height / down),
  };
}

const percent = (part: number): string => `${Math.round(part * 1000) / 10}%`;

const share = (value: number): number => Math.min(Math.max(Math.round(value * 100) / 100, 0), 1);
