import { type Case, idsOfCase } from '../../shared/cases/model.ts';
import { holdsCase } from '../../shared/cases/visibility.ts';
import type { Rejection } from '../../shared/http/api-request.ts';
import { carryOut } from '../../shared/http/carry-out.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Journal, StoredAnswer } from '../../shared/journal/journal.ts';
import { planFrom, restingOn } from '../../shared/journal/transact.ts';
import type { Context } from '../../shared/kernel/context.ts';
import type { Decision } from '../../shared/kernel/decision.ts';
import { impossible } from '../../shared/kernel/impossible.ts';
import { extendCaseClock, startCaseClock, stopCaseClock } from '../../shared/procedure-clocks/case-clocks.ts';
import type { CaseClocks, CaseClocksFact } from '../../shared/procedure-clocks/clocks-model.ts';
import { ClocksOfCases } from '../../shared/procedure-clocks/streams.ts';
import { type CaseCall, caseOf } from '../lookups/opened-case.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import type { CaseClock, caseClockRoutes } from './case-clock-routes.ts';

export const caseClockOperations: Operations<typeof caseClockRoutes, ApiTools> = {
  listCaseClocks: async (request, { journal }) => {
    const found = await caseOf(request, journal);
    if (found.kind === 'refusal') return found;
    const loaded = await journal.loadMany(ClocksOfCases, idsOfCase(found.fraudCase));
    const clocks = loaded.flatMap(({ state }) => (state === undefined ? [] : clocksOf(state)));
    // an agency with which the case is shared knows its own terms, and no others
    const isHeld = holdsCase(found.fraudCase, request.actor);
    const { agency } = request.actor;
    const items = isHeld ? clocks : clocks.filter(({ startedBy }) => startedBy === agency);
    // it may change these, also if it is not shown the persons any more
    if (items.length > 0) request.closes([]);
    return request.answer(200, { items });
  },

  /** A clock is started on the case that goes on, whichever of the merged cases the path names. */
  startCaseClock: (request, { journal }) =>
    onClocks(request, journal, {
      of: ({ caseId }) => caseId,
      decide: (before, fraudCase, context) => startCaseClock(before, request.body, { fraudCase }, context),
      answer: (after) => request.answer(201, nth(after, after.clocks.length)),
    }),

  extendCaseClock: (request, { journal }) =>
    onClock(request, journal, (before, fraudCase, context) =>
      extendCaseClock(before, { ...request.body, n: request.params.n }, { fraudCase }, context),
    ),

  stopCaseClock: (request, { journal }) =>
    onClock(request, journal, (before, fraudCase, context) =>
      stopCaseClock(before, { ...request.body, n: request.params.n }, { fraudCase }, context),
    ),
};

/** A command on the clocks of a case. */
interface OnClocks {
  /** Whose clocks: the case's that goes on, or those that began on the file that the path names. */
  readonly of: (fraudCase: Case) => string;
  readonly decide: (before: CaseClocks | undefined, fraudCase: Case, context: Context) => Decision<CaseClocksFact>;
  readonly answer: (after: CaseClocks) => StoredAnswer;
}

interface ClockCall extends CaseCall {
  readonly params: { readonly caseId: string; readonly n: number };
  answer(status: 200, body: CaseClock): StoredAnswer;
}

/** The same on one clock, which began on the file that the path names. */
function onClock(request: ClockCall, journal: Journal, decide: OnClocks['decide']): Promise<StoredAnswer | Rejection> {
  const { caseId, n } = request.params;
  return onClocks(request, journal, { of: () => caseId, decide, answer: (after) => request.answer(200, nth(after, n)) });
}

/** Loads the case and its clocks, asks whether the caller may, decides and appends; the append requires the case as it was read. */
function onClocks(request: CaseCall, journal: Journal, { of, decide, answer }: OnClocks): Promise<StoredAnswer | Rejection> {
  return carryOut(request, journal, async () => {
    const found = await caseOf(request, journal);
    if (found.kind === 'refusal') return found;
    const clocks = await journal.load(ClocksOfCases, of(found.fraudCase));
    const decision = decide(clocks.state, found.fraudCase, found.context);
    const plan = planFrom(decision, [clocks], (after) =>
      answer(after(clocks).state ?? impossible('a clock was changed and is not there')),
    );
    return restingOn(plan, [found.loaded]);
  });
}

function clocksOf({ caseId, clocks }: CaseClocks): CaseClock[] {
  return clocks.map((clock) => ({ caseId, ...clock }));
}

function nth(after: CaseClocks, n: number): CaseClock {
  return clocksOf(after)[n - 1] ?? impossible('a clock has a number and is not there');
}
