import type { CaseFact } from '../../shared/cases/case-facts.ts';
import { correctCase, countsFrom, withdrawItem } from '../../shared/cases/correct-case.ts';
import type { Case, CorrectCase, WithdrawItem } from '../../shared/cases/model.ts';
import { pointersOf } from '../../shared/cases/open-case.ts';
import { couldBeFrozen, partAlert } from '../../shared/cases/part-alert.ts';
import { CasesOfAlerts } from '../../shared/cases/streams.ts';
import { carryOut } from '../../shared/http/carry-out.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Journal, StoredAnswer } from '../../shared/journal/journal.ts';
import { applied, splitFacts } from '../../shared/journal/split-facts.ts';
import { type Plan, planFrom } from '../../shared/journal/transact.ts';
import type { Refusal } from '../../shared/kernel/decision.ts';
import { AlertId } from '../../shared/kernel/ids.ts';
import { monthOfFiling } from '../../shared/regional/station/filings-of-month.ts';
import { StationRankings } from '../../shared/regional/station/station-rankings.ts';
import { loadedOrdersOfAlert } from '../lookups/orders-of-alert.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { caseOf, type OpenedCase, stationNamed, viewOf } from './found-case.ts';
import type { caseRoutes } from './routes.ts';

type CorrectRoutes = Pick<typeof caseRoutes, 'correctCase' | 'withdrawCaseItem'>;

/** Corrects wrong entries; the history keeps the old ones. */
export const correctOperations: Operations<CorrectRoutes, ApiTools> = {
  correctCase: async (request, { journal }) =>
    carryOut(request, journal, async () => {
      const found = await caseOf(request, journal);
      if (found.kind === 'refusal') return found;
      const { fraudCase, loaded, context } = found;
      const [ranking, recorded] = await Promise.all([
        rankingFor(journal, fraudCase, request.body),
        stationNamed(journal, request.body.station),
      ]);
      const decision = correctCase(fraudCase, request.body, { recorded, ranked: ranking?.state !== undefined }, context);
      const plan = planFrom(decision, [loaded], (after) => {
        const corrected = after(loaded);
        return request.answer(200, viewOf(request, corrected, context), corrected.version);
      });
      return plan.kind === 'refusal' || ranking === undefined ? plan : { ...plan, requires: [ranking] };
    }),

  withdrawCaseItem: async (request, { journal }) =>
    carryOut(request, journal, async () => {
      const found = await caseOf(request, journal);
      if (found.kind === 'refusal') return found;
      const { itemId } = request.params;
      const answerOf: AnswerOf = (left) => request.answer(200, viewOf(request, left, found.context), left.version);
      if (AlertId.safeParse(itemId).success) return alertLeaves(journal, found, itemId, request.body, answerOf);
      const decision = withdrawItem(found.fraudCase, { itemId, ...request.body }, found.context);
      return planFrom(decision, [found.loaded], (after) => answerOf(after(found.loaded)));
    }),
};

/** The ranking of the month in which a filed case counts that is given a station: not published before, and not meanwhile. */
async function rankingFor(journal: Journal, fraudCase: Case, { station }: CorrectCase) {
  const countedAt = countsFrom(fraudCase);
  if (countedAt === undefined || station === undefined) return undefined;
  return journal.load(StationRankings, monthOfFiling(countedAt));
}

type AnswerOf = (left: OpenedCase['loaded']) => StoredAnswer;

/**
 * Takes the alarm and its pointer out of the case. If the case is filed, the append requires its stops as they were read, none of them
 * frozen. A freeze requires the alarm's pointer as it was read. So no freeze uses a filing that is no longer the alarm's.
 */
async function alertLeaves(
  journal: Journal,
  { loaded, fraudCase, context }: OpenedCase,
  alertId: string,
  body: WithdrawItem,
  answerOf: AnswerOf,
): Promise<Plan | Refusal<CaseFact>> {
  const [belonging, orders] = await Promise.all([
    journal.load(CasesOfAlerts, alertId),
    fraudCase.filing === undefined ? [] : loadedOrdersOfAlert(journal, alertId),
  ]);
  const states = orders.flatMap(({ state }) => state ?? []);
  const decision = partAlert(fraudCase, { alertId, ...body }, states, context);
  if (decision.kind === 'refusal') return decision;
  const { facts } = decision;
  return {
    kind: 'plan',
    changes: splitFacts([loaded, belonging], [...facts, ...pointersOf(fraudCase.caseId, facts)]),
    requires: orders.filter(({ state }) => state !== undefined && couldBeFrozen(state)),
    answer: answerOf(applied(loaded, facts)),
  };
}
