import { connect } from '#main/store/database.ts';
import { startShippedApp } from '../host/shipped-app.ts';
import type { Line } from '../line.ts';
import { databaseFile } from '../practice-home.ts';
import type { Answers } from './answers.ts';
import { benchCalendarDays } from './calendar-days.ts';
import { benchClaimDue, benchDraftSave } from './writes.ts';
import { benchPostList, benchSearch } from './post-list.ts';
import { nowhere, seededHome } from './seed.ts';

/** What the window asks for again and again, over 100,000 posts of three years. */
export async function* benchDatabase(): AsyncGenerator<Line> {
  const home = await seededHome();
  const store = connect(databaseFile(home));
  const app = await startShippedApp(home, nowhere);
  const answers: Answers = async (path) => {
    const start = performance.now();
    const answer = await fetch(app.origin + path, { headers: { cookie: app.cookie } });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return performance.now() - start;
  };
  try {
    yield await benchCalendarDays(store, answers);
    yield await benchSearch(store, answers);
    yield await benchPostList(store, answers);
  } finally {
    await app.close();
  }
  yield await benchDraftSave(store);
  yield await benchClaimDue(store);
  store.close();
}
