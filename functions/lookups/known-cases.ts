import { type KnownCase, knownCase, ToldCase } from '../../shared/cases/known-case.ts';
import { CasesOfAlerts } from '../../shared/cases/pointers.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { readOnly } from '../../shared/journal/kind.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { errorFields } from '../../shared/kernel/error-fields.ts';
import type { Platform } from '../platform/platform.ts';
import { findCasesAs } from './cases.ts';

/** Of a case, what an officer of an alarm is told, and what decides it. */
export const ToldCases = readOnly('case', ToldCase);

/** As many pointers as are read at once. */
const MAX_READ = 100;

/**
 * The cases of these alarms that are the actor's own, by alarm: in one read of the pointers, one of the cases, and one more if a case was
 * merged. A case that is only shared with the actor is left out here: looks at it must be recorded, and this is not a look. If the cases
 * cannot be read, none is told: alarm and stop do not wait for them.
 */
export async function casesOfAlarms(
  { journal, log }: Pick<Platform, 'journal' | 'log'>,
  alarms: readonly { readonly alertId: string }[],
  actor: Actor,
): Promise<ReadonlyMap<string, KnownCase>> {
  const ids = [...new Set(alarms.map(({ alertId }) => alertId))].slice(0, MAX_READ);
  if (ids.length === 0) return new Map();
  try {
    return await ownCases(journal, ids, actor);
  } catch (error) {
    log.warn('the cases of other alarms are not told', { count: ids.length, ...errorFields(error) });
    return new Map();
  }
}

async function ownCases(journal: Journal, ids: readonly string[], actor: Actor): Promise<ReadonlyMap<string, KnownCase>> {
  const pointers = await journal.loadMany(CasesOfAlerts, ids);
  const belonging = pointers.flatMap(({ id, state }) =>
    state?.caseId === undefined ? [] : [{ alertId: id, asked: state.caseId }],
  );
  const { files } = await findCasesAs(
    ToldCases,
    journal,
    belonging.map(({ asked }) => asked),
  );
  const told = belonging.flatMap(({ alertId, asked }): [string, KnownCase][] => {
    const fraudCase = files.get(asked);
    const known = fraudCase === undefined ? undefined : knownCase(fraudCase, actor);
    return known === undefined ? [] : [[alertId, known]];
  });
  return new Map(told);
}
