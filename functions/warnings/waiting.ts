import type { IndexPosition, Journal } from '../../shared/journal/journal.ts';
import { shardOf, through } from '../../shared/journal/keys.ts';
import { type Area, firstRank, lastRank, placeOf, rankBehind, toDoKey } from '../../shared/warnings/keys.ts';

/** So many of the most urgent warnings are read at a time. */
const HEAD = 25;
/** The most reads of one request: behind so many that others took this instant, it finds none. */
const MOST_PAGES = 10;

/**
 * The warnings that wait in an area and may be contacted now, for all attempts of one request: the gravest first, of a grade the one that
 * waits longest. Where another person was quicker with that one, it is any one of its grade from then on: twenty people who ask at once
 * would meet again at each that follows.
 *
 * @param request by which requests are told apart
 * @returns the stream of the next one, each once; undefined behind the last
 */
export function waitingIn(journal: Journal, area: Area, now: string, request: string): () => Promise<string | undefined> {
  const groups = groupsOfGrade(journal, area, now);
  let known: readonly string[] = [];
  let tried = 0;
  return async () => {
    while (known.length === 0) {
      const group = await groups.next();
      if (group.done === true) return undefined;
      known = group.value;
    }
    const at = tried === 0 ? 0 : shardOf(`${request}#${tried}`) % known.length;
    tried += 1;
    const stream = known[at];
    known = known.toSpliced(at, 1);
    return stream;
  };
}

/** Page by page those of one grade. One read finds the first, whatever its grade; those whose pause still runs are passed over at once. */
async function* groupsOfGrade(journal: Journal, area: Area, now: string): AsyncGenerator<readonly string[]> {
  const [pk, to] = [toDoKey(area), through(`${lastRank}#${now}`)];
  let from = `${firstRank}#`;
  let after: IndexPosition | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const page = await journal.find({ index: 'inbox', pk, from, to, limit: HEAD, ...(after !== undefined && { after }) });
    const due = page.cards.filter(({ sk }) => placeOf(sk).since <= now);
    for (const group of Map.groupBy(due, ({ sk }) => placeOf(sk).rank).values()) yield group.map(({ stream }) => stream);
    const last = page.cards.at(-1);
    if (last === undefined || page.next === undefined) return;
    const isPostponed = placeOf(last.sk).since > now;
    after = isPostponed ? undefined : page.next;
    if (isPostponed) from = `${rankBehind(placeOf(last.sk).rank)}#`;
  }
}
