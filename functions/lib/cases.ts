import type { CaseFact } from '../../shared/cases/case-facts.ts';
import type { Case } from '../../shared/cases/model.ts';
import { Cases, CasesOfAlerts } from '../../shared/cases/streams.ts';
import type { Filing } from '../../shared/freezes/filing.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import type { AnyLoaded, Loaded } from '../../shared/journal/stream.ts';

/** A case that is there. */
export interface FoundCase {
  readonly loaded: Loaded<Case, CaseFact>;
  readonly file: Case;
}

/**
 * The case with this id, or the one it was merged into: old ids still lead there. Read consistently, each time anew.
 * A case is merged once and never into itself, so the way ends.
 */
export async function findCase(journal: Journal, caseId: string): Promise<FoundCase | undefined> {
  let id: string | undefined = caseId;
  while (id !== undefined) {
    const loaded: Loaded<Case, CaseFact> = await journal.load(Cases, id);
    if (loaded.state === undefined) return undefined;
    if (loaded.state.mergedInto === undefined) return { loaded, file: loaded.state };
    id = loaded.state.mergedInto;
  }
  return undefined;
}

/** The filing that stands behind an alarm, and what says so: what rests on it requires that to be as it was. */
interface FilingFound {
  /** Of the case that the alarm belongs to; absent where it belongs to none, or to one that is not filed. */
  readonly filing?: Filing;
  readonly rests: readonly AnyLoaded[];
}

/** The filing of the case that the alarm belongs to, if it belongs to one and that is filed. */
export async function filingOfAlert(journal: Journal, alertId: string): Promise<FilingFound> {
  const belonging = await journal.load(CasesOfAlerts, alertId);
  const caseId = belonging.state?.caseId;
  const filing = caseId === undefined ? undefined : (await findCase(journal, caseId))?.file.filing;
  if (filing === undefined) return { rests: [belonging] };
  const { caseNumber, filedAt, decisionNumber } = filing;
  return { filing: { caseNumber, filedAt, decisionNumber }, rests: [belonging] };
}

/** Cases that are there. */
export interface FoundCases {
  /** By the ids they were asked for; two of them may lead to the same case. */
  readonly files: ReadonlyMap<string, Case>;
  /** Each once. */
  readonly found: readonly FoundCase[];
}

/** The cases with these ids, each as `findCase` finds it; those that are not there are left out. */
export async function findCases(journal: Journal, caseIds: readonly string[]): Promise<FoundCases> {
  const asked = await Promise.all(caseIds.map(async (caseId) => ({ caseId, one: await findCase(journal, caseId) })));
  const found = new Map(asked.flatMap(({ one }): [string, FoundCase][] => (one === undefined ? [] : [[one.file.caseId, one]])));
  const files = asked.flatMap(({ caseId, one }): [string, Case][] => {
    const file = one === undefined ? undefined : found.get(one.file.caseId)?.file;
    return file === undefined ? [] : [[caseId, file]];
  });
  return { files: new Map(files), found: [...found.values()] };
}
