import type { Found, FoundKind } from '../../shared/finding/model.ts';
import type { Sought } from '../../shared/finding/question.ts';
import { scopeFor } from '../../shared/finding/scope.ts';
import type { IndexPosition, Journal } from '../../shared/journal/journal.ts';
import { chunks } from '../../shared/kernel/chunks.ts';
import type { NotedLook } from '../lookups/case-looks.ts';
import { type Asking, matchOf, type Sight, sightsOf } from './sights.ts';
import type { Candidate, Source } from './sources.ts';

/** So many sources are read at once: police of the whole city have one a district. */
const SIDE_BY_SIDE = 16;
/** As many things as one read takes. */
const MAX_READ = 100;

/** A thing on a page, and where it was found. */
interface Row {
  readonly found: Found;
  readonly source: number;
  readonly position: IndexPosition;
  readonly look: NotedLook | undefined;
}

/** Where a page begins: behind this position of this source. */
export interface Start {
  readonly source: number;
  readonly after: IndexPosition | undefined;
}

export interface FoundPage {
  readonly rows: readonly Row[];
  /** Where the next page begins; absent on the last. It names the last thing shown, never one that is hidden. */
  readonly next: Start | undefined;
}

/**
 * A page of what the sources have and the caller may know. It reads on until it is full and one more thing is there to show, so neither a short
 * page nor the cursor tells of hidden things.
 */
export async function foundPage(
  journal: Journal,
  sources: readonly Source[],
  { sought, start, limit, asking }: { sought: readonly Sought[]; start: Start; limit: number; asking: Asking },
): Promise<FoundPage> {
  const rows: Row[] = [];
  const isFull = () => rows.length > limit;
  const show = async (candidates: readonly Placed[]): Promise<void> => {
    for (const some of chunks(candidates, MAX_READ)) {
      if (isFull()) return;
      const shown = await rowsOf(journal, some, sought, asking);
      rows.push(...shown.filter(({ found }) => !rows.some((row) => row.found.id === found.id)));
    }
  };
  const numbered = sources.map((source, number) => ({ source, number })).slice(start.source);
  for (const some of chunks(numbered, SIDE_BY_SIDE)) {
    if (isFull()) break;
    const firsts = await Promise.all(
      some.map(({ source, number }) => source.read(number === start.source ? start.after : undefined, limit + 1)),
    );
    // what short sources have is read together; behind a source that goes on, it waits for its turn
    let waiting: readonly Placed[] = [];
    for (const [at, { source, number }] of some.entries()) {
      let page = firsts[at];
      while (page !== undefined) {
        waiting = [...waiting, ...page.candidates.map((candidate) => ({ candidate, source: number }))];
        if (page.next === undefined && waiting.length <= limit) break;
        await show(waiting);
        waiting = [];
        page = page.next === undefined || isFull() ? undefined : await source.read(page.next, limit + 1);
      }
      if (isFull()) break;
    }
    if (!isFull()) await show(waiting);
  }
  const most = Math.min(limit, placeOfLook(rows, MOST_LOOKS + 1));
  const last = rows.length > most ? rows[most - 1] : undefined;
  return { rows: rows.slice(0, most), next: last && { source: last.source, after: last.position } };
}

/** The looks that one append records: each writes two items and requires a third. */
const MOST_LOOKS = 30;

/** The place of the n-th thing whose finding is a look to be recorded; behind all if there are fewer. */
function placeOfLook(rows: readonly Row[], n: number): number {
  let looks = 0;
  const at = rows.findIndex(({ look }) => {
    if (look?.read !== undefined) looks += 1;
    return looks === n;
  });
  return at === -1 ? rows.length : at;
}

interface Placed {
  readonly candidate: Candidate;
  readonly source: number;
}

/** Those of the candidates that the caller may know and that are what was sought, in their order; each kind in one read. */
async function rowsOf(
  journal: Journal,
  placed: readonly Placed[],
  sought: readonly Sought[],
  asking: Asking,
): Promise<readonly Row[]> {
  const kinds = [...Map.groupBy(placed, ({ candidate }) => candidate.kind)];
  const read = await Promise.all(
    kinds.map(async ([kind, some]): Promise<readonly [FoundKind, ReadonlyMap<string, Sight>]> => {
      const ids = [...new Set(some.map(({ candidate }) => candidate.id))];
      return [kind, await sightsOf(journal, kind, ids, asking)];
    }),
  );
  const sights = new Map(read);
  const rows = placed.flatMap(({ candidate, source }): Row[] => {
    const sight = sights.get(candidate.kind)?.get(candidate.id);
    const by = sight === undefined ? undefined : reasonsFor(candidate, sight, sought, asking);
    if (sight === undefined || by === undefined) return [];
    return [{ found: { ...sight.told, by }, source, position: candidate.position, look: sight.look?.(by) }];
  });
  return [...new Map(rows.toReversed().map((row) => [row.found.id, row])).values()].toReversed();
}

/** Why the candidate is shown here; undefined if it is not what was sought, or another place shows it. */
function reasonsFor(candidate: Candidate, sight: Sight, sought: readonly Sought[], { actor }: Asking): Found['by'] | undefined {
  const { named, entry } = candidate;
  if (named !== undefined) return [named];
  const match = matchOf(sight, sought);
  if (match === undefined) return undefined;
  return entry === undefined || isPlace(entry, sight, match.first, actor) ? match.by : undefined;
}

/**
 * Whether a thing is shown at this entry: a thing that several marks or people lead to is shown once, under the first, also over several
 * pages; an entry of a district that the case has left is old.
 */
function isPlace(
  { by, scope, item }: NonNullable<Candidate['entry']>,
  { thing }: Sight,
  first: { readonly by: string; readonly item: string | undefined },
  actor: Asking['actor'],
): boolean {
  return by === first.by && item === first.item && thing.district !== undefined && scope === scopeFor(actor, thing);
}
