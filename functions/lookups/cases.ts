import * as z from 'zod';
import type { CaseFact } from '../../shared/cases/case-facts.ts';
import type { Case } from '../../shared/cases/model.ts';
import { CasesOfAlerts } from '../../shared/cases/pointers.ts';
import { Cases } from '../../shared/cases/streams.ts';
import { Filing } from '../../shared/freezes/order/filing.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { readOnly } from '../../shared/journal/kind.ts';
import type { AnyLoaded, Loaded, StreamType } from '../../shared/journal/stream.ts';
import type { Fact } from '../../shared/kernel/decision.ts';
import { CaseId } from '../../shared/kernel/ids.ts';

/** An existing case. */
export interface FoundCase<State = Case, F extends Fact = CaseFact> {
  readonly loaded: Loaded<State, F>;
  readonly fraudCase: State;
}

/**
 * The case with this id, or the one it was merged into: old ids still lead there. Read consistently, each time anew. A case is merged once
 * and never into itself, so the chain ends.
 */
export function findCase(journal: Journal, caseId: string): Promise<FoundCase | undefined> {
  return findCaseAs(Cases, journal, caseId);
}

/** The same, of which a reader needs only some members. */
async function findCaseAs<State extends Pick<Case, 'mergedInto'>, F extends Fact>(
  type: StreamType<State, F>,
  journal: Journal,
  caseId: string,
): Promise<FoundCase<State, F> | undefined> {
  let id: string | undefined = caseId;
  while (id !== undefined) {
    const loaded: Loaded<State, F> = await journal.load(type, id);
    if (loaded.state === undefined) return undefined;
    if (loaded.state.mergedInto === undefined) return { loaded, fraudCase: loaded.state };
    id = loaded.state.mergedInto;
  }
  return undefined;
}

/** Of a case, its filing, where it went, and what was merged into it. */
const FiledCases = readOnly(
  'case',
  z.object({
    caseId: CaseId,
    mergedInto: CaseId.optional(),
    absorbed: z.array(z.object({ caseId: CaseId })).default([]),
    filing: z.object(Filing.shape).optional(),
  }),
);

/** The filing behind an alarm, and the stream that says so: an act on it requires that stream as it was. */
interface FilingFound {
  /** Of the case that the alarm belongs to; absent if it belongs to none, or to one that is not filed. */
  readonly filing?: Filing;
  readonly rests: readonly AnyLoaded[];
  /** The ids of that case: its own, and of those merged into it. */
  readonly caseIds?: readonly [string, ...string[]];
}

/** The filing of the case that the alarm belongs to, if it belongs to one and that is filed. */
export async function filingOfAlert(journal: Journal, alertId: string): Promise<FilingFound> {
  const belonging = await journal.load(CasesOfAlerts, alertId);
  const caseId = belonging.state?.caseId;
  const found = caseId === undefined ? undefined : await findCaseAs(FiledCases, journal, caseId);
  if (found?.fraudCase.filing === undefined) return { rests: [belonging] };
  const { caseNumber, filedAt, decisionNumber } = found.fraudCase.filing;
  return {
    filing: { caseNumber, filedAt, decisionNumber },
    rests: [belonging],
    caseIds: [found.fraudCase.caseId, ...found.fraudCase.absorbed.map((one) => one.caseId)],
  };
}

/** Cases that are there. */
export interface FoundCases<State = Case, F extends Fact = CaseFact> {
  /** By the requested ids; two of them may lead to the same case. */
  readonly files: ReadonlyMap<string, State>;
  /** Each once. */
  readonly found: readonly FoundCase<State, F>[];
}

/**
 * The cases with these ids, each as `findCase` finds it; ids without a case are left out. One read for all of them, and one more for each
 * merger on the longest chain.
 */
export function findCases(journal: Journal, caseIds: readonly string[]): Promise<FoundCases> {
  return findCasesAs(Cases, journal, caseIds);
}

/** The same, of which a reader needs only some members. */
export async function findCasesAs<State extends Pick<Case, 'caseId' | 'mergedInto'>, F extends Fact>(
  type: StreamType<State, F>,
  journal: Journal,
  caseIds: readonly string[],
): Promise<FoundCases<State, F>> {
  const read = new Map<string, FoundCase<State, F>>();
  let ids: readonly string[] = [...new Set(caseIds)];
  while (ids.length > 0) {
    const loaded = await journal.loadMany(type, ids);
    const there = loaded.flatMap((one) => (one.state === undefined ? [] : [{ loaded: one, fraudCase: one.state }]));
    for (const one of there) read.set(one.fraudCase.caseId, one);
    const into = there.flatMap(({ fraudCase: { mergedInto = [] } }) => mergedInto);
    ids = [...new Set(into)].filter((id) => !read.has(id));
  }
  /** The case with this id, or the one it was merged into. */
  const goingOn = (caseId: string) => {
    let one = read.get(caseId);
    while (one?.fraudCase.mergedInto !== undefined) one = read.get(one.fraudCase.mergedInto);
    return one;
  };
  const asked = caseIds.flatMap((caseId) => {
    const one = goingOn(caseId);
    return one === undefined ? [] : [{ caseId, one }];
  });
  return {
    files: new Map(asked.map(({ caseId, one }) => [caseId, one.fraudCase])),
    found: [...new Map(asked.map(({ one }) => [one.fraudCase.caseId, one])).values()],
  };
}
