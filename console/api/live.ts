import { useEffect, useRef, useState } from 'react';
import { api } from './client.ts';
import { ApiProblem, answerOf } from './problem.ts';

/** Seconds that the API may hold one request while nothing changes. */
const WAIT = 20;
/** Between two attempts while the API is out of reach. */
const PAUSE_MS = 5_000;
/** The page is not for this person any more; waiting on would change nothing. */
const OVER: readonly number[] = [401, 403, 404];
const READ_ANEW = 410;

/**
 * Waits for changes of what a page shows, one request a turn, and calls `changed` after each. It rests while the tab is hidden, and has the
 * page read anew when the tab is seen again.
 *
 * @param of what is watched, as `GET /v1/changes` names it
 * @returns whether the page may be read: the API says first from where it counts changes, so that none is missed between the two
 */
export function useLive(of: string, changed: () => void): boolean {
  const [ready, setReady] = useState(false);
  const latest = useRef(changed);
  useEffect(() => {
    latest.current = changed;
  });
  useEffect(() => {
    let turns: AbortController | undefined;
    const begins = (): void => {
      setReady(true);
      // What other parts of the page have read may be from before; what waits for `ready` is read once.
      latest.current();
    };
    const follow = (): void => {
      turns?.abort();
      if (document.hidden) return;
      turns = new AbortController();
      void takeTurns(of, turns.signal, { begins, changed: () => latest.current() });
    };
    follow();
    document.addEventListener('visibilitychange', follow);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      turns?.abort();
    };
  }, [of]);
  return ready;
}

interface Reader {
  /** From here on no change is missed; or the API is out of reach, and the page has to say so. */
  begins(): void;
  changed(): void;
}

async function takeTurns(of: string, signal: AbortSignal, reader: Reader): Promise<void> {
  let since: string | undefined;
  while (!signal.aborted) {
    try {
      const turn = await ask(of, since, signal);
      if (since === undefined) reader.begins();
      else if (turn.hasChanged) reader.changed();
      since = turn.since;
      await pause(turn.restMs, signal);
    } catch (error) {
      if (signal.aborted) return;
      if (since === undefined) reader.begins();
      since = undefined;
      const status = error instanceof ApiProblem ? error.status : 0;
      if (OVER.includes(status)) return reader.changed();
      if (status !== READ_ANEW) await pause(PAUSE_MS, signal);
    }
  }
}

async function ask(of: string, since: string | undefined, signal: AbortSignal) {
  const query = since === undefined ? { of } : { of, since, wait: WAIT };
  const { data, response } = await answerOf(api.GET('/v1/changes', { params: { query }, signal }));
  // The API says when to come again if this person waits on too many pages already.
  const restMs = Number(response.headers.get('retry-after') ?? 0) * 1_000;
  return { since: data.since, hasChanged: data.changed.length > 0, restMs };
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (milliseconds === 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
