import { type CSSProperties, memo } from 'react';
import type { CalendarCard } from '#shared/contract/calendar.ts';
import type { TargetState } from '#shared/model/states.ts';
import { stateLook } from '#ui/ui/target-state.tsx';
import { cardKey } from './calendar-days.ts';
import { cardPublisher, cardState, describeCard, describeIcons } from './calendar-words.ts';
import { CardIcon } from './card-icons.tsx';

/** Cards are drawn by the hundred: no hooks, no listeners, no library parts. The grid around them listens. */
const signalClasses = {
  secondary: 'border-border bg-card text-muted-foreground',
  info: 'border-border bg-card text-info',
  success: 'border-border bg-card text-success',
  warning: 'border-warning/40 bg-warning-soft text-warning',
  danger: 'border-danger/40 bg-danger-soft text-danger',
};

const shared =
  'relative block w-full select-none overflow-hidden rounded-sm border text-left text-2xs hover:border-input';

interface CardProps {
  card: CalendarCard;
  className?: string;
  style?: CSSProperties;
  shape: 'line' | 'block' | 'tile' | 'narrow-tile';
}

/**
 * line: one line in a full day of the month. block: two lines in a day with room. tile: three lines in the week, with
 * a picture; narrow-tile: the same beside others.
 */
export const CardView = memo(function CardView({ card, shape, style, className = '' }: CardProps) {
  const state = cardState(card);
  return (
    <button
      type="button"
      tabIndex={-1}
      data-card={cardKey(card)}
      title={describeCard(card)}
      style={style}
      className={`${shared} ${signalClasses[stateLook(state).signal]} ${className}`}
    >
      {shape === 'line' && <CardLine card={card} state={state} />}
      {shape === 'block' && <CardBlock card={card} state={state} />}
      {(shape === 'tile' || shape === 'narrow-tile') && (
        <CardTile card={card} state={state} picture={shape === 'tile'} />
      )}
      <span className="sr-only">{describeIcons(card)}</span>
    </button>
  );
});

interface CardInside {
  card: CalendarCard;
  state: TargetState;
}

function CardLine({ card, state }: CardInside) {
  return (
    <span className="flex h-full items-center gap-1 px-1">
      <CardIcon name={state} />
      <span className="text-foreground tabular-nums">{card.time}</span>
      <span className="min-w-0 flex-1 truncate text-foreground">{captionOf(card)}</span>
      <Marks card={card} always={false} />
    </span>
  );
}

function CardBlock({ card, state }: CardInside) {
  return (
    <span className="block px-1.5 py-0.5">
      <span className="flex h-4.5 items-center gap-1">
        <CardIcon name={state} />
        <span className="font-medium text-foreground tabular-nums">{card.time}</span>
        <Tone card={card} />
        <span className="flex-1" />
        <Marks card={card} always />
      </span>
      <span className="block truncate text-foreground">{captionOf(card)}</span>
    </span>
  );
}

function CardTile({ card, state, picture }: CardInside & { picture: boolean }) {
  return (
    <span className={picture ? 'flex gap-1.5 p-1' : 'flex px-0.75 py-1'}>
      {picture && card.thumbUrl !== null && (
        <img
          src={card.thumbUrl}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          className="size-12 shrink-0 rounded-xs bg-muted object-cover"
        />
      )}
      <span className="min-w-0 flex-1">
        <span className={`flex h-4 items-center ${picture ? 'gap-1' : 'gap-0.5'}`}>
          <CardIcon name={state} />
          <span className="font-medium text-foreground tabular-nums">{card.time}</span>
        </span>
        <span className="block truncate text-foreground">{captionOf(card)}</span>
        <span className="flex h-4 items-center gap-1">
          <Marks card={card} always />
          {picture && <Tone card={card} />}
        </span>
      </span>
    </span>
  );
}

/** The word where there is room for it, else its picture alone. */
function Tone({ card }: { card: CalendarCard }) {
  if (card.tone === null) return null;
  return (
    <span className="flex h-4 min-w-0 items-center gap-0.5 rounded-xs bg-secondary px-0.5 text-muted-foreground">
      <CardIcon name={card.tone} />
      <span className="calendar-tone-word truncate pr-0.5">{card.tone}</span>
    </span>
  );
}

/** Where it goes and who sends it. In one line the usual sender, this computer, is left out. */
function Marks({ card, always }: { card: CalendarCard; always: boolean }) {
  const publisher = cardPublisher(card);
  return (
    <span className="flex shrink-0 items-center gap-0.5 text-muted-foreground">
      {card.targets.slice(0, 3).map(({ id, platform }) => (
        <CardIcon key={id} name={platform} />
      ))}
      {card.targets.length > 3 && <span>+{card.targets.length - 3}</span>}
      {publisher !== null && (always || publisher !== 'laptop') && (
        <CardIcon name={publisher} className={publisher === 'nobody' ? 'size-3 text-danger' : 'size-3'} />
      )}
    </span>
  );
}

function captionOf(card: CalendarCard): string {
  return card.caption === '' ? 'No caption' : card.caption;
}
