import * as z from 'zod';
import { decideAccess } from '../../shared/access/decide-access.ts';
import { caseView } from '../../shared/cases/views.ts';
import { holdsCase, partsVisible } from '../../shared/cases/visibility.ts';
import { accountGraph } from '../../shared/freezes/trace/account-graph.ts';
import { carryOut } from '../../shared/http/carry-out.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { readOnly } from '../../shared/journal/kind.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { ListedCaseCard } from '../../shared/listed-cases/answers.ts';
import { listedCaseThing } from '../../shared/listed-cases/kind.ts';
import { ListedCases } from '../../shared/listed-cases/streams.ts';
import { listedCaseEntry } from '../../shared/listed-cases/views.ts';
import { looked } from '../lookups/case-looks.ts';
import { moneyByAlarm, moneyIn } from '../lookups/case-money.ts';
import { linkProposalsOf } from '../lookups/link-proposals.ts';
import { listingsOf } from '../lookups/listings.ts';
import { caseOf } from '../lookups/opened-case.ts';
import { countOf } from '../lookups/orders-so-far.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { banksOf, namesOf, ordersIn } from './board-reads.ts';
import type { boardRoutes } from './routes.ts';

const StationsRead = readOnly('station', z.object({ name: z.string() }));

/** The most orders of a case that its graph shows: ten reads. */
const MOST_IN_GRAPH = 1_000;

/** A case with what stands around it, and the way of its money. */
export const caseBoardOperations: Operations<Pick<typeof boardRoutes, 'getCaseOverview' | 'getCaseFundGraph'>, ApiTools> = {
  getCaseOverview: async (request, { journal }) =>
    carryOut(request, journal, async () => {
      const found = await caseOf(request, journal);
      if (found.kind === 'refusal') return found;
      const { loaded, fraudCase, context } = found;
      const { actor, now } = context;
      const parts = partsVisible(fraudCase, actor, now);
      const [alarms, linkProposals, { open }] = await Promise.all([
        parts.includes('money') ? moneyByAlarm(journal, fraudCase) : undefined,
        holdsCase(fraudCase, actor) ? linkProposalsOf(journal, fraudCase, actor) : undefined,
        listingsOf(journal, fraudCase),
      ]);
      const money = alarms === undefined ? undefined : moneyIn(alarms, now);
      const view = caseView(fraudCase, {
        actor,
        now,
        version: loaded.version,
        asked: request.params.caseId,
        money,
        linkProposals,
      });
      const orders = new Map(alarms?.map((alarm) => [alarm.alertId, countOf(alarm.orders, now)]));
      const listed = open.flatMap(({ listing: { state } }) => (state === undefined ? [] : [state]))[0];
      const mayKnow =
        listed !== undefined && decideAccess('listed-case.read', actor, listedCaseThing(listed)).outcome === 'allowed';
      const [agencyNames, station] = await Promise.all([
        namesOf(journal, [view.agency, ...(view.agencies ?? []), ...(view.shares ?? []).map(({ agency }) => agency)]),
        view.station === undefined ? undefined : journal.load(StationsRead, view.station),
      ]);
      const overview = {
        ...{ case: view, agencyNames, stationName: station?.state?.name },
        alarms: view.alerts
          ?.map((alarm) => ({ ...alarm, orders: orders.get(alarm.alertId) }))
          .toSorted((a, b) => (a.receivedAt < b.receivedAt ? 1 : -1)),
        listing: mayKnow ? listedCaseEntry(parseTolerantly(ListedCaseCard, ListedCases.index(listed).card), now) : undefined,
      };
      return looked(journal, found, 'case', context, request.answer(200, overview));
    }),

  getCaseFundGraph: async (request, { journal }) =>
    carryOut(request, journal, async () => {
      const found = await caseOf(request, journal);
      if (found.kind === 'refusal') return found;
      const { fraudCase, context } = found;
      const parts = partsVisible(fraudCase, context.actor, context.now);
      if (!parts.includes('money')) return refuse('ACTION_NOT_ALLOWED');
      const alarms = await moneyByAlarm(journal, fraudCase);
      const ids = alarms.flatMap(({ orders }) => orders.map(({ orderId }) => orderId));
      const orders = (await ordersIn(journal, ids.slice(0, MOST_IN_GRAPH))).map(({ state }) => state);
      const banks = await banksOf(
        journal,
        orders.map(({ account }) => account.bankId),
      );
      const graph = accountGraph(orders, {
        seesHolders: parts.includes('persons'),
        alarms: new Map(fraudCase.alerts.map(({ alertId }, at) => [alertId, at + 1])),
        bankNames: new Map([...banks].map(([bankId, { name }]) => [bankId, name])),
      });
      const told = fraudCase.alerts.map(({ alertId, reference, lossFen }, at) => ({
        alarm: at + 1,
        alertId,
        reference,
        lossFen,
      }));
      const alarmsShown = parts.includes('alerts') ? { alarms: told } : {};
      const answer = { ...graph, ...alarmsShown, ordersLeftOut: Math.max(0, ids.length - MOST_IN_GRAPH) };
      return looked(journal, found, 'fund-graph', context, request.answer(200, answer));
    }),
};
