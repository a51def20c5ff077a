import type { CaseFact } from '../../shared/cases/case-facts.ts';
import { correctCase, countsFrom, withdrawItem } from '../../shared/cases/correct-case.ts';
import type { Case, CorrectCase } from '../../shared/cases/model.ts';
import { pointersOf } from '../../shared/cases/open-case.ts';
import { couldBeFrozen, partAlert } from '../../shared/cases/part-alert.ts';
import type { CaseOfAlertFact } from '../../shared/cases/pointers.ts';
import { CasesOfAlerts } from '../../shared/cases/streams.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import type { ApiRequest } from '../../shared/http/api-request.ts';
import type { Decided } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { accept, type Fact, type Refusal } from '../../shared/kernel/decision.ts';
import { AlertId } from '../../shared/kernel/ids.ts';
import { monthOfFiling } from '../../shared/regional/station/filings-of-month.ts';
import { StationRankings } from '../../shared/regional/station/station-rankings.ts';
import { loadedOrdersOfAlert } from '../lookups/orders-of-alert.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { onCase, stationNamed } from './found-case.ts';
import type { caseRoutes } from './routes.ts';

type CorrectRoutes = Pick<typeof caseRoutes, 'correctCase' | 'withdrawCaseItem'>;

/** Corrects wrong entries; the history keeps the old ones. */
export const correctOperations: Operations<CorrectRoutes, ApiTools> = {
  correctCase: onCase(async (fraudCase, input, context, { tools: { journal } }) => {
    const [ranking, recorded] = await Promise.all([rankingFor(journal, fraudCase, input), stationNamed(journal, input.station)]);
    const decision = correctCase(fraudCase, input, { recorded, ranked: ranking?.state !== undefined }, context);
    return { decision, rests: ranking === undefined ? [] : [ranking] };
  }),

  withdrawCaseItem: onCase<ApiRequest<typeof caseRoutes.withdrawCaseItem>, ApiTools>(
    (
      fraudCase,
      { reason },
      context,
      {
        request: {
          params: { itemId },
        },
        tools: { journal },
      },
    ) =>
      AlertId.safeParse(itemId).success
        ? alertLeaves(fraudCase, { alertId: itemId, reason }, context, journal)
        : withdrawItem(fraudCase, { itemId, reason }, context),
  ),
};

/** The ranking of the month in which a filed case counts that is given a station: not published before, and not meanwhile. */
async function rankingFor(journal: Journal, fraudCase: Case, { station }: CorrectCase) {
  const countedAt = countsFrom(fraudCase);
  if (countedAt === undefined || station === undefined) return undefined;
  return journal.load(StationRankings, monthOfFiling(countedAt));
}

/**
 * Takes the alarm and its pointer out of the case. From a filed case the append requires its stops as they were read, none of them frozen.
 * A freeze requires the alarm's pointer as it was read. So no freeze uses a filing that is no longer the alarm's.
 */
async function alertLeaves(
  fraudCase: Case,
  input: Parameters<typeof partAlert>[1],
  context: Context,
  journal: Journal,
): Promise<Refusal<Fact> | Decided<Case>> {
  const { alertId } = input;
  const [belonging, orders] = await Promise.all([
    journal.load(CasesOfAlerts, alertId),
    fraudCase.filing === undefined ? [] : loadedOrdersOfAlert(journal, alertId, StopOrders),
  ]);
  const states = orders.flatMap(({ state }) => state ?? []);
  const decision = partAlert(fraudCase, input, states, context);
  if (decision.kind === 'refusal') return decision;
  return {
    decision: accept<CaseFact | CaseOfAlertFact>(...decision.facts, ...pointersOf(fraudCase.caseId, decision.facts)),
    streams: [belonging],
    rests: orders.filter(({ state }) => state !== undefined && couldBeFrozen(state)),
  };
}
