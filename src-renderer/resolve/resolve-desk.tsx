import { useMemo, useRef, useState } from 'react';
import { inSections, isChoosable, type Section, sections, type Waiting } from './attention.ts';
import { BulkBar } from './bulk-bar.tsx';
import { NewTimeDialog } from './new-time-dialog.tsx';
import { type Question, ResolveConfirm } from './resolve-confirm.tsx';
import { SectionHead } from './section-head.tsx';
import { CheckingItem, UnknownItem } from './unknown-item.tsx';
import { type Decision, useDecide } from './use-decide.ts';
import { placeKeeper, useWanted } from './keep-place.ts';
import { WaitingItem } from './waiting-item.tsx';

/** The list of what waits, with what is chosen of it and what is being asked. */
export function ResolveDesk({ waiting }: { waiting: readonly Waiting[] }) {
  const { busy, decide, decideAll } = useDecide();
  const [chosenIds, setChosenIds] = useState<ReadonlySet<string>>(new Set());
  const [question, setQuestion] = useState<Question | null>(null);
  const [newTimeFor, setNewTimeFor] = useState<readonly Waiting[] | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const groups = useMemo(() => inSections(waiting), [waiting]);
  const chosen = waiting.filter((one) => isChoosable(one) && chosenIds.has(one.target.id));
  const wanted = useWanted(list);

  const choose = (ids: readonly string[], on: boolean) =>
    setChosenIds((before) => {
      const next = new Set(before);
      for (const id of ids) {
        if (on) next.add(id);
        else next.delete(id);
      }
      return next;
    });

  const decideOne = (one: Waiting, decision: Decision, done: string) => {
    const goOn = placeKeeper(list.current, [one.target.id]);
    void decide(one, decision, done).then(goOn);
  };
  const onDecide = (decisions: readonly [Waiting, Decision][]) => {
    const ids = decisions.map(([{ target }]) => target.id);
    const [only] = decisions;
    if (only === undefined) return;
    if (decisions.length === 1) decideOne(only[0], only[1], doneWords(only[1], 1));
    else {
      const goOn = placeKeeper(list.current, ids);
      void decideAll(decisions, (count) => doneWords(only[1], count)).then(goOn);
    }
    choose(ids, false);
  };

  return (
    <div ref={list} className="grid gap-6 px-6 pb-10">
      {sections.map(({ section, title, about }) => {
        const group = groups.get(section);
        if (group === undefined) return null;
        return (
          <section key={section} aria-labelledby={`resolve-${section}`}>
            <SectionHead
              {...{ section, title, about, group, chosenIds }}
              onChoose={(on) =>
                choose(
                  group.map(({ target }) => target.id),
                  on,
                )
              }
            />
            <ul className="divide-y divide-border rounded-lg border border-border bg-card">
              {group.map((one) => (
                <Item
                  key={one.target.id}
                  waiting={one}
                  section={section}
                  busy={busy === one.target.id}
                  chosen={chosenIds.has(one.target.id)}
                  openAtFirst={one.target.id === wanted || groups.get('unknown')?.length === 1}
                  onChoose={(on) => choose([one.target.id], on)}
                  onQuestion={setQuestion}
                  onNewTime={() => setNewTimeFor([one])}
                  onDecide={(decision, done) => decideOne(one, decision, done)}
                />
              ))}
            </ul>
          </section>
        );
      })}
      {chosen.length > 0 && (
        <BulkBar
          count={chosen.length}
          busy={busy !== null}
          onPublish={() => setQuestion({ ask: 'publish', chosen })}
          onNewTime={() => setNewTimeFor(chosen)}
          onDrop={() => setQuestion({ ask: 'drop', chosen })}
          onClear={() => setChosenIds(new Set())}
        />
      )}
      {question !== null && (
        <ResolveConfirm question={question} onClose={() => setQuestion(null)} onDecide={onDecide} />
      )}
      {newTimeFor !== null && (
        <NewTimeDialog chosen={newTimeFor} onClose={() => setNewTimeFor(null)} onDecide={onDecide} />
      )}
    </div>
  );
}

interface ItemProps {
  waiting: Waiting;
  section: Section;
  busy: boolean;
  chosen: boolean;
  openAtFirst: boolean;
  onChoose: (on: boolean) => void;
  onQuestion: (question: Question) => void;
  onNewTime: () => void;
  onDecide: (decision: Decision, done: string) => void;
}

function Item(props: ItemProps) {
  const { waiting, section, busy, chosen, openAtFirst, onChoose, onQuestion, onNewTime, onDecide } = props;
  const onDrop = () => onQuestion({ ask: 'drop', chosen: [waiting] });
  switch (section) {
    case 'checking':
      return <CheckingItem waiting={waiting} />;
    case 'unknown':
      return (
        <UnknownItem
          {...{ waiting, busy, openAtFirst, onDecide, onDrop }}
          onPublish={() => onQuestion({ ask: 'publish-unknown', chosen: [waiting] })}
        />
      );
    case 'missed':
    case 'held':
    case 'refused':
      return (
        <WaitingItem
          {...{ waiting, busy, chosen, onChoose, onNewTime, onDrop }}
          onPublish={() => onQuestion({ ask: 'publish', chosen: [waiting] })}
        />
      );
  }
}

function doneWords(decision: Decision, count: number): string {
  const [posts, go, are] = count === 1 ? ['The post', 'does', 'is'] : [`${count} posts`, 'do', 'are'];
  switch (decision.is) {
    case 'drop':
      return `${posts} ${go} not go out.`;
    case 'published':
      return 'Noted as published.';
    case 'publish':
      return 'now' in decision.when && count === 1 ? 'The post is on its way.' : `${posts} ${are} scheduled.`;
  }
}
