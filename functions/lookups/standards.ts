import type { Journal } from '../../shared/journal/journal.ts';
import { directoryKey, through } from '../../shared/journal/keys.ts';
import { pagesOf } from '../../shared/journal/pages-of.ts';
import type { Loaded } from '../../shared/journal/stream.ts';
import { impossible } from '../../shared/kernel/impossible.ts';
import type { Criterion } from '../../shared/standards/standard/criteria.ts';
import { inForce } from '../../shared/standards/standard/in-force.ts';
import type { InForce } from '../../shared/standards/standard/matrix.ts';
import { type Belief, lineIdOf, type StandardLine, type StandardLineFact } from '../../shared/standards/standard/model.ts';
import { StandardLines, Standards } from '../../shared/standards/standard/streams.ts';

/** As many as are loaded in one read. */
const PAGE = 100;

/** The part of the index that has the lines of a criterion, or all lines. */
export function partOfLines(criterion?: Criterion) {
  const range = criterion === undefined ? {} : { from: `${criterion}:`, to: through(`${criterion}:`) };
  return { index: 'listing', pk: directoryKey('standard-line'), ...range } as const;
}

/** Every line of a criterion, or every line: a few dozen, read by the directory. */
export async function linesOf(journal: Journal, criterion?: Criterion): Promise<readonly StandardLine[]> {
  const lines: StandardLine[] = [];
  for await (const page of pagesOf(journal, { ...partOfLines(criterion), limit: PAGE }))
    lines.push(...(await loadLines(journal, page)));
  return lines;
}

/** The lines of these cards of the directory. */
export async function loadLines(journal: Journal, cards: readonly { readonly sk: string }[]): Promise<readonly StandardLine[]> {
  const loaded = await journal.loadMany(
    StandardLines,
    cards.map(({ sk }) => sk),
  );
  return loaded.flatMap(({ state }) => (state === undefined ? [] : [state]));
}

/** The standards in force on these lines on a day, as is believed now or was on another. */
export async function standardsInForce(
  journal: Journal,
  lines: readonly StandardLine[],
  asOf: string,
  believedOn?: string,
): Promise<readonly InForce[]> {
  return withContent(
    journal,
    lines.flatMap((line) => inForce(line, asOf, believedOn) ?? []),
  );
}

/** The beliefs with the standards they are of. */
export async function withContent(journal: Journal, beliefs: readonly Belief[]): Promise<readonly InForce[]> {
  const found: InForce[] = [];
  for (let at = 0; at < beliefs.length; at += PAGE) {
    const part = beliefs.slice(at, at + PAGE);
    const ids = [...new Set(part.map(({ standardId }) => standardId))];
    const standards = new Map((await journal.loadMany(Standards, ids)).map(({ id, state }) => [id, state]));
    for (const belief of part) {
      const standard = standards.get(belief.standardId) ?? impossible('a line names a standard that does not exist');
      found.push({ standard, belief });
    }
  }
  return found;
}

/** The line of a district, and the standard in force there on a day, as is believed now. */
export async function lineOf(
  journal: Journal,
  criterion: Criterion,
  district: StandardLine['place'],
  day: string,
): Promise<{ readonly line: Loaded<StandardLine, StandardLineFact>; readonly current: InForce | undefined }> {
  const line = await journal.load(StandardLines, lineIdOf(criterion, district));
  const [current] = line.state === undefined ? [] : await standardsInForce(journal, [line.state], day);
  return { line, current };
}

/** The standard of a district on a day, as is believed now. */
export async function standardOf(...asked: Parameters<typeof lineOf>): Promise<InForce | undefined> {
  return (await lineOf(...asked)).current;
}
