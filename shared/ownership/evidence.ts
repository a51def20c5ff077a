import type { Course, Owner } from './course.ts';
import type { FrozenGraph } from './frozen-graph.ts';
import type { Evidence, LineRef } from './model.ts';

/** So many lines are named; a person reads no more, and the statement has them all. */
const LINES_NAMED = 50;

/** So many lines are named of all shares of an account together, so that the result stays small; but one of each share. */
const LINES_OF_SHARES = 2_000;

/** How many lines are named of each of so many shares. */
export function linesNamed(shares: number): number {
  return Math.max(1, Math.min(LINES_NAMED, Math.floor(LINES_OF_SHARES / Math.max(1, shares))));
}

/** The deposits of an owner that can be in the frozen part. */
export function depositLines(graph: FrozenGraph, owner: Owner): Evidence {
  return named(depositsOf(graph, owner).map(({ deposit }) => deposit.line));
}

/** The lines by which the money of an owner came to the frozen part: the deposits, and the transfers on the way. @param most so many are named */
export function linesOfWay(graph: FrozenGraph, owner: Owner, most: number): Evidence {
  const own = depositsOf(graph, owner);
  const waysFrom = Map.groupBy(graph.ways, ({ from }) => from);
  const refs = own.map(({ deposit }) => deposit.line);
  const reached = new Set(own.map(({ step }) => step));
  for (const step of reached) {
    for (const { to, passage } of waysFrom.get(step) ?? []) {
      reached.add(to);
      if (passage === undefined) continue;
      refs.push({ accountId: passage.from, lineId: passage.out.lineId }, { accountId: passage.to, lineId: passage.into.lineId });
    }
  }
  return named(refs, most);
}

/** The lines of the account itself whose money the order of leaving mixes: what these owners deposited there, and what other accounts sent. */
export function mixedLines({ accountId, steps }: Course, untold: ReadonlySet<Owner>): Evidence {
  return named(
    steps.flatMap(({ deposits, arrivals }) => [
      ...deposits.filter(({ owner }) => untold.has(owner)).map(({ line }) => line),
      ...arrivals.map(({ into }) => ({ accountId, lineId: into.lineId })),
    ]),
  );
}

function depositsOf(graph: FrozenGraph, owner: Owner): FrozenGraph['deposits'] {
  return graph.deposits.filter(({ deposit }) => deposit.owner === owner);
}

function named(refs: readonly LineRef[], most = LINES_NAMED): Evidence {
  const once = new Map(refs.map((ref) => [`${ref.accountId} ${ref.lineId ?? ''}`, ref]));
  const sorted = [...once].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, ref]) => ref);
  return { lines: sorted.slice(0, most), more: Math.max(0, sorted.length - most) };
}
