import { whoRuns } from '../home/home-lock.ts';

/** Asks the Picscripter that runs with this data folder for a fresh link; null when it has no window for browsers. */
export async function knock(home: string): Promise<string | null> {
  const running = whoRuns(home);
  if (running === null) return null;
  try {
    const answer = await fetch(`http://127.0.0.1:${running.port}/door/link`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${running.secret}` },
      redirect: 'error',
      signal: AbortSignal.timeout(5000),
    });
    return answer.ok ? await answer.text() : null;
  } catch {
    return null;
  }
}
