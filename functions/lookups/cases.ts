import type { CaseFact } from '../../shared/cases/case-facts.ts';
import type { Case } from '../../shared/cases/model.ts';
import { Cases, CasesOfAlerts } from '../../shared/cases/streams.ts';
import type { Filing } from '../../shared/freezes/order/filing.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import type { AnyLoaded, Loaded } from '../../shared/journal/stream.ts';

/** An existing case. */
export interface FoundCase {
  readonly loaded: Loaded<Case, CaseFact>;
  readonly fraudCase: Case;
}

/**
 * The case with this id, or the one it was merged into: old ids still lead there. Read consistently, each time anew. A case is merged once
 * and never into itself, so the chain ends.
 */
export async function findCase(journal: Journal, caseId: string): Promise<FoundCase | undefined> {
  let id: string | undefined = caseId;
  while (id !== undefined) {
    const loaded: Loaded<Case, CaseFact> = await journal.load(Cases, id);
    if (loaded.state === undefined) return undefined;
    if (loaded.state.mergedInto === undefined) return { loaded, fraudCase: loaded.state };
    id = loaded.state.mergedInto;
  }
  return undefined;
}

/** The filing behind an alarm, and the stream that says so: an act on it requires that stream as it was. */
interface FilingFound {
  /** Of the case that the alarm belongs to; absent if it belongs to none, or to one that is not filed. */
  readonly filing?: Filing;
  readonly rests: readonly AnyLoaded[];
}

/** The filing of the case that the alarm belongs to, if it belongs to one and that is filed. */
export async function filingOfAlert(journal: Journal, alertId: string): Promise<FilingFound> {
  const belonging = await journal.load(CasesOfAlerts, alertId);
  const caseId = belonging.state?.caseId;
  const filing = caseId === undefined ? undefined : (await findCase(journal, caseId))?.fraudCase.filing;
  if (filing === undefined) return { rests: [belonging] };
  const { caseNumber, filedAt, decisionNumber } = filing;
  return { filing: { caseNumber, filedAt, decisionNumber }, rests: [belonging] };
}

/** Cases that are there. */
export interface FoundCases {
  /** By the requested ids; two of them may lead to the same case. */
  readonly files: ReadonlyMap<string, Case>;
  /** Each once. */
  readonly found: readonly FoundCase[];
}

/**
 * The cases with these ids, each as `findCase` finds it; ids without a case are left out. One read for all of them, and one more for each
 * merger on the longest chain.
 */
export async function findCases(journal: Journal, caseIds: readonly string[]): Promise<FoundCases> {
  const read = new Map<string, FoundCase>();
  let ids: readonly string[] = [...new Set(caseIds)];
  while (ids.length > 0) {
    const loaded = await journal.loadMany(Cases, ids);
    const there = loaded.flatMap((one): FoundCase[] => (one.state === undefined ? [] : [{ loaded: one, fraudCase: one.state }]));
    for (const one of there) read.set(one.fraudCase.caseId, one);
    const into = there.flatMap(({ fraudCase: { mergedInto = [] } }) => mergedInto);
    ids = [...new Set(into)].filter((id) => !read.has(id));
  }
  const asked = caseIds.flatMap((caseId) => {
    const one = goingOn(read, caseId);
    return one === undefined ? [] : [{ caseId, one }];
  });
  return {
    files: new Map(asked.map(({ caseId, one }) => [caseId, one.fraudCase])),
    found: [...new Map(asked.map(({ one }) => [one.fraudCase.caseId, one])).values()],
  };
}

/** The case with this id among those read, or the one it was merged into. */
function goingOn(read: ReadonlyMap<string, FoundCase>, caseId: string): FoundCase | undefined {
  let one = read.get(caseId);
  while (one?.fraudCase.mergedInto !== undefined) one = read.get(one.fraudCase.mergedInto);
  return one;
}
