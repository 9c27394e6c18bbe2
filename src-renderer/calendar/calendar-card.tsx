import { type CSSProperties, memo } from 'react';
import type { CalendarCard } from '#shared/contract/calendar.ts';
import { platformName } from '#ui/ui/platform-icon.tsx';
import { stateLook } from '#ui/ui/target-state.tsx';
import { cardKey } from './calendar-days.ts';
import { cardPublisher, cardState, publisherWords } from './calendar-words.ts';
import { CardIcon } from './card-icons.tsx';

interface CardProps {
  card: CalendarCard;
  /**
   * line: one line in a full day of the month. block: two lines in a day with room. tile: three lines in the week, with a
   * picture. narrow-tile: the same beside others.
   */
  shape: 'line' | 'block' | 'tile' | 'narrow-tile';
  style?: CSSProperties;
}

/**
 * Cards are drawn by the hundred: no hooks, no listeners, no library parts, and their content is one run of text and
 * icons, which is the least that can be laid out. The grid around them listens.
 */
export const CardView = memo(function CardView({ card, shape, style }: CardProps) {
  const state = cardState(card);
  const { label, signal } = stateLook(state);
  const caption = card.caption === '' ? 'No caption' : card.caption;
  const isTile = shape === 'tile' || shape === 'narrow-tile';
  const picture = shape === 'tile' ? card.thumbUrl : null;
  return (
    <button
      type="button"
      tabIndex={-1}
      data-card={cardKey(card)}
      data-signal={signal}
      data-shape={shape}
      data-picture={picture === null ? undefined : ''}
      style={style}
      className="calendar-card"
    >
      {picture !== null && <img src={picture} alt="" loading="lazy" decoding="async" draggable={false} />}
      <CardIcon name={state} label={label} className="calendar-card-state" />
      <b>{card.time}</b>
      {shape === 'line' && (
        <>
          <Places card={card} always={false} />
          {caption}
        </>
      )}
      {shape === 'block' && (
        <>
          <Places card={card} always />
          <ToneMark card={card} />
          <br />
          {caption}
        </>
      )}
      {isTile && (
        <>
          <br />
          {caption}
          <br />
          <Places card={card} always />
          <ToneMark card={card} />
        </>
      )}
    </button>
  );
});

/** Where it goes and who sends it. In one line the usual sender, this computer, is left out. */
function Places({ card, always }: { card: CalendarCard; always: boolean }) {
  const publisher = cardPublisher(card);
  const more = card.targets.length - 3;
  return (
    <>
      {card.targets.slice(0, 3).map(({ id, platform }) => (
        <CardIcon key={id} name={platform} label={platformName(platform)} />
      ))}
      {more > 0 && `+${more} `}
      {publisher !== null && (always || publisher !== 'laptop') && (
        <CardIcon name={publisher} label={publisherWords[publisher]} />
      )}
    </>
  );
}

/** The word where there is room for it, else its picture alone. */
function ToneMark({ card: { tone } }: { card: CalendarCard }) {
  if (tone === null) return null;
  return (
    <span className="calendar-tone">
      <CardIcon name={tone} />
      <span className="calendar-tone-word">{tone}</span>
    </span>
  );
}
