import * as z from 'zod';
import { decideAccess } from '../../shared/access/decide-access.ts';
import type { Case } from '../../shared/cases/model.ts';
import { caseView } from '../../shared/cases/views.ts';
import { holdsCase, partsVisible } from '../../shared/cases/visibility.ts';
import { isOpen } from '../../shared/consultations/consultation.ts';
import { accountGraph } from '../../shared/freezes/trace/account-graph.ts';
import { carryOut } from '../../shared/http/carry-out.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { readOnly } from '../../shared/journal/kind.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { secondsSince } from '../../shared/kernel/time.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { ListedCaseCard } from '../../shared/listed-cases/answers.ts';
import { listedCaseThing } from '../../shared/listed-cases/kind.ts';
import { ListedCases } from '../../shared/listed-cases/streams.ts';
import { listedCaseEntry } from '../../shared/listed-cases/views.ts';
import { type CaseConsultation, consultationsOn } from '../lookups/case-consultations.ts';
import { looked } from '../lookups/case-looks.ts';
import { moneyByAlarm, moneyIn } from '../lookups/case-money.ts';
import { linkProposalsOf } from '../lookups/link-proposals.ts';
import { listingsOf } from '../lookups/listings.ts';
import { caseOf, type OpenedCase } from '../lookups/opened-case.ts';
import { countOf } from '../lookups/orders-so-far.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { banksOf, namesOf, ordersIn } from './board-reads.ts';
import type { boardRoutes } from './routes.ts';

const StationsRead = readOnly('station', z.object({ name: z.string() }));

/** The most consultations that an overview shows. */
const MOST_CONSULTATIONS = 25;

/** The most orders of a case that its graph shows: ten reads. */
const MOST_IN_GRAPH = 1_000;

/** A case with what stands around it, and the way of its money. */
export const caseBoardOperations: Operations<Pick<typeof boardRoutes, 'getCaseOverview' | 'getCaseFundGraph'>, ApiTools> = {
  getCaseOverview: async (request, { journal }) =>
    carryOut(request, journal, async () => {
      const found = await caseOf(request, journal);
      if (found.kind === 'refusal') return found;
      const { fraudCase, context } = found;
      const [{ view, alarms }, listing, discussed] = await Promise.all([
        withMoney(journal, found, request.params.caseId),
        listingKnown(journal, fraudCase, context),
        consultationsOn(journal, fraudCase, context.actor, MOST_CONSULTATIONS),
      ]);
      const consultations = discussed.slice(0, MOST_CONSULTATIONS).map((one) => consultationRow(one, context.now));
      const named = [...(view.agencies ?? []), ...(view.shares ?? []).map(({ agency }) => agency)];
      const [agencyNames, station] = await Promise.all([
        namesOf(journal, [view.agency, ...named, ...consultations.map(({ convener }) => convener)]),
        view.station === undefined ? undefined : journal.load(StationsRead, view.station),
      ]);
      const more = discussed.length > MOST_CONSULTATIONS ? { moreConsultations: true as const } : {};
      const overview = { case: view, agencyNames, stationName: station?.state?.name, alarms, listing, consultations, ...more };
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

/** The case as the caller sees it, and its alarms, newest first, each with the standing of its orders. */
async function withMoney(journal: Journal, { loaded, fraudCase, context }: OpenedCase, asked: string) {
  const { actor, now } = context;
  const [files, linkProposals] = await Promise.all([
    partsVisible(fraudCase, actor, now).includes('money') ? moneyByAlarm(journal, fraudCase) : undefined,
    holdsCase(fraudCase, actor) ? linkProposalsOf(journal, fraudCase, actor) : undefined,
  ]);
  const money = files === undefined ? undefined : moneyIn(files, now);
  const view = caseView(fraudCase, { actor, now, version: loaded.version, asked, money, linkProposals });
  const orders = new Map(files?.map((file) => [file.alertId, countOf(file.orders, now)]));
  const alarms = view.alerts
    ?.map((alarm) => ({ ...alarm, orders: orders.get(alarm.alertId) }))
    .toSorted((a, b) => (a.receivedAt < b.receivedAt ? 1 : -1));
  return { view, alarms };
}

/** The open listing of the case, if the caller may know of it. */
async function listingKnown(journal: Journal, fraudCase: Case, { actor, now }: Context) {
  const { open } = await listingsOf(journal, fraudCase);
  const [listed] = open.flatMap(({ listing: { state } }) => (state === undefined ? [] : [state]));
  if (listed === undefined) return undefined;
  if (decideAccess('listed-case.read', actor, listedCaseThing(listed)).outcome !== 'allowed') return undefined;
  return listedCaseEntry(parseTolerantly(ListedCaseCard, ListedCases.index(listed).card), now);
}

function consultationRow({ consultation, overdue }: CaseConsultation, now: string) {
  const { consultationId, reference, status, kind, title, convener, convenedAt, touchedAt } = consultation;
  return {
    ...{ consultationId, reference, state: status, kind, title, convener: convener.agency, convenedAt, touchedAt, overdue },
    openSeconds: isOpen(status) ? secondsSince(convenedAt, now) : 0,
    untouchedSeconds: secondsSince(touchedAt, now),
  };
}
