import { createRequire } from 'node:module';
import { platformIds } from '#shared/model/platform-id.ts';
import { countX } from '#shared/rules/count-x.ts';
import { judge } from '#shared/rules/judge.ts';
import { countText } from '#shared/rules/judge-text.ts';
import { packs } from '#shared/rules/packs.ts';
import { type Line, line, spread, timed } from '../line.ts';
import { makeCaptions } from './captions.ts';

const CAPTIONS = 1000;
const RUNS = 20;
const ACCOUNTS = 7;

/** What is asked at every key pressed in the composer. */
export async function* benchRules(): AsyncGenerator<Line> {
  const { parseTweet } = createRequire(import.meta.url)('twitter-text') as {
    parseTweet: (text: string) => unknown;
  };
  const captions = makeCaptions(CAPTIONS);
  const over = (count: (text: string) => unknown) =>
    timed(RUNS, () => {
      for (const caption of captions) count(caption);
    });
  const theirs = spread(await over(parseTweet));
  const peer = { name: 'parseTweet of twitter-text', figures: { p50Ms: theirs.p50Ms } };

  yield line({
    bench: `rules: counting ${CAPTIONS} captions as X does`,
    figures: spread(await over(countX)),
    peer,
    goal: { ratioAtLeast: { p50Ms: 3 } },
    counted: 'the weighted length; captions of one to three parts with links, emoji and other scripts',
    notCounted: 'the peer also tells the valid range',
  });

  const draftOf = (text: string) => ({ text, media: [], options: {}, tier: 'standard' }) as const;
  yield line({
    bench: `rules: counting ${CAPTIONS} captions for all ${platformIds.length} platforms`,
    figures: spread(
      await over((text) => platformIds.map((platform) => countText(packs[platform], 'text', draftOf(text)))),
    ),
    peer,
    goal: { ratioAtLeast: { p50Ms: 1 } },
    counted: 'the length of the caption as each platform counts it',
    notCounted: 'the other rules (see the next line); the peer counts for one platform',
  });

  const accounts = Array.from(
    { length: ACCOUNTS },
    (_, number) => platformIds[number % platformIds.length] ?? 'x',
  );
  const keys = await timed(CAPTIONS, (run) => {
    const text = captions[Math.abs(run) % CAPTIONS] ?? '';
    for (const platform of accounts) judge(platform, draftOf(text));
  });
  yield line({
    bench: `rules: one key pressed, ${ACCOUNTS} accounts`,
    figures: spread(keys),
    goal: { atMost: { p99Ms: 2 } },
    counted: 'the verdicts of all accounts on another caption each time',
    notCounted: 'drawing them',
  });
}
