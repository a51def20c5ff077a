import type { Alert } from '../../shared/alerts/model.ts';
import { Alerts } from '../../shared/alerts/streams.ts';
import { victimKeys } from '../../shared/alerts/victim.ts';
import { addItem, joinAlert } from '../../shared/cases/add-item.ts';
import { CaseCard } from '../../shared/cases/answers.ts';
import type { CaseFact } from '../../shared/cases/case-facts.ts';
import { fileCase, noteMust } from '../../shared/cases/file-case.ts';
import { type BothCases, linkCases, mergeCases } from '../../shared/cases/join-cases.ts';
import type { AddItem, Case } from '../../shared/cases/model.ts';
import { openCase, pointersOf } from '../../shared/cases/open-case.ts';
import { type CaseOfAlert, type CaseOfAlertFact, caseNumberKey } from '../../shared/cases/pointers.ts';
import { CaseNumbers, Cases, CasesOfAlerts } from '../../shared/cases/streams.ts';
import { FreezeRequests } from '../../shared/freezes/request/freeze-requests.ts';
import { carryOut } from '../../shared/http/carry-out.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { listingKey } from '../../shared/journal/keys.ts';
import { applied, splitFacts } from '../../shared/journal/split-facts.ts';
import { type Change, change, fresh, type Loaded } from '../../shared/journal/stream.ts';
import { planFrom } from '../../shared/journal/transact.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { type Decision, refuse } from '../../shared/kernel/decision.ts';
import { secondsSince } from '../../shared/kernel/time.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { monthOf, pageOfIndex } from '../platform/paging.ts';
import { caseOf, mayRead, otherCase, stationNamed, viewOf } from './found-case.ts';
import type { caseRoutes } from './routes.ts';
import { sharedWithCaller } from './shared-list.ts';

type WorkRoutes = Pick<
  typeof caseRoutes,
  'openCase' | 'listCases' | 'fileCase' | 'addCaseItem' | 'noteMust' | 'mergeCase' | 'linkCase'
>;

/** The commands of police on their cases. */
export const caseOperations: Operations<WorkRoutes, ApiTools> = {
  openCase: async (request, tools) => {
    const { journal } = tools;
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const { body, actor } = request;
    return carryOut(request, journal, async () => {
      const loaded = await journal.loadMany(Alerts, body.alerts);
      const alerts = loaded.flatMap(({ state }) => (state !== undefined && mayRead(state, actor) ? [state] : []));
      const unknown = loaded.flatMap(({ state }, i) => (state !== undefined && mayRead(state, actor) ? [] : [`/alerts/${i}`]));
      if (unknown.length > 0) return refuse('CASE_ITEM_UNKNOWN', { paths: unknown });
      const [pointers, station] = await Promise.all([
        journal.loadMany(CasesOfAlerts, body.alerts),
        stationNamed(journal, body.station),
      ]);
      const context = request.context();
      const decision = openCase(body, { alerts, taken: pointers.map(({ state }) => state), recorded: station }, context);
      if (decision.kind === 'refusal') return decision;
      const { facts } = decision;
      const fraudCase = fresh(Cases, idOf(facts));
      const changes = [
        ...splitFacts([fraudCase], facts),
        ...joined(fraudCase.id, facts, pointers, await victimsOf(alerts, tools)),
      ];
      const after = applied(fraudCase, facts);
      return { kind: 'plan', changes, answer: request.answer(201, viewOf(request, after, context), after.version) };
    });
  },

  listCases: async (request, tools) => {
    if (request.query.shared !== undefined) {
      const page = await sharedWithCaller(request, tools);
      return page.kind === 'refusal' ? page : request.answer(200, { items: [...page.items], ...page.next });
    }
    const part = monthOf(request);
    if (part.kind === 'refusal') return part;
    const page = await pageOfIndex(request, tools, {
      index: 'listing',
      pk: listingKey('case', part.district, part.month),
      newestFirst: true,
    });
    if (page.kind === 'refusal') return page;
    const now = tools.now();
    const items = page.cards.map(({ card }) => {
      const fraudCase = CaseCard.parse(card);
      return {
        ...fraudCase,
        openSeconds: secondsSince(fraudCase.openedAt, now),
        untouchedSeconds: secondsSince(fraudCase.touchedAt, now),
      };
    });
    return request.answer(200, { items, ...page.next });
  },

  fileCase: async (request, { journal }) =>
    carryOut(request, journal, async () => {
      const found = await caseOf(request, journal);
      if (found.kind === 'refusal') return found;
      const number = await journal.load(CaseNumbers, caseNumberKey(request.body.caseNumber));
      return planFrom(fileCase(found.fraudCase, request.body, number.state, found.context), [found.loaded, number], (after) => {
        const filed = after(found.loaded);
        return request.answer(200, viewOf(request, filed, found.context), filed.version);
      });
    }),

  addCaseItem: async (request, tools) => {
    const { journal } = tools;
    return carryOut(request, journal, async () => {
      const found = await caseOf(request, journal);
      if (found.kind === 'refusal') return found;
      const { loaded, fraudCase, context } = found;
      const { body, actor } = request;
      const { decision, pointers, alerts } =
        body.kind === 'alert' || body.kind === 'freeze-request'
          ? await joining(journal, body, actor, (alert, taken) => joinAlert(fraudCase, alert, taken, context))
          : { decision: addItem(fraudCase, body, context), pointers: [], alerts: [] };
      if (decision.kind === 'refusal') return decision;
      const { facts } = decision;
      const changes = [
        ...splitFacts([loaded], facts),
        ...joined(fraudCase.caseId, facts, pointers, await victimsOf(alerts, tools)),
      ];
      const after = applied(loaded, facts);
      const view = viewOf(request, after, context);
      if (facts.length === 0) return { kind: 'plan', changes, answer: request.answer(200, view, after.version) };
      return { kind: 'plan', changes, answer: request.answer(201, { ...view, ...itemIdOf(facts) }, after.version) };
    });
  },

  noteMust: async (request, { journal }) =>
    carryOut(request, journal, async () => {
      const found = await caseOf(request, journal);
      if (found.kind === 'refusal') return found;
      return planFrom(noteMust(found.fraudCase, request.body, found.context), [found.loaded], (after) => {
        const noted = after(found.loaded);
        return request.answer(200, viewOf(request, noted, found.context), noted.version);
      });
    }),

  mergeCase: async (request, { journal }) =>
    carryOut(request, journal, async () => {
      const found = await caseOf(request, journal);
      if (found.kind === 'refusal') return found;
      const into = await otherCase(request, journal, request.body.into, '/into');
      if ('code' in into) return into;
      const both = mergeCases(found.fraudCase, request.body, into.fraudCase, found.context);
      if (both.kind === 'refusal') return both;
      const after = applied(into.loaded, both.there);
      const answer = request.answer(200, viewOf(request, after, found.context), after.version);
      return { kind: 'plan', changes: changesOf(both, found.loaded, into.loaded), answer };
    }),

  linkCase: async (request, { journal }) =>
    carryOut(request, journal, async () => {
      const found = await caseOf(request, journal);
      if (found.kind === 'refusal') return found;
      const other = await otherCase(request, journal, request.body.caseId, '/caseId');
      if ('code' in other) return other;
      const both = linkCases(found.fraudCase, request.body, other.fraudCase, found.context);
      if (both.kind === 'refusal') return both;
      const after = applied(found.loaded, both.here);
      const answer = request.answer(200, viewOf(request, after, found.context), after.version);
      return { kind: 'plan', changes: changesOf(both, found.loaded, other.loaded), answer };
    }),
};

type Pointer = Loaded<CaseOfAlert, CaseOfAlertFact>;

interface Joining {
  readonly decision: Decision<CaseFact>;
  readonly pointers: readonly Pointer[];
  readonly alerts: readonly Alert[];
}

/** Decides on an alarm, or on the alarm that a freeze request belongs to, if the caller may see it. */
async function joining(
  journal: Journal,
  item: Extract<AddItem, { kind: 'alert' | 'freeze-request' }>,
  actor: Actor,
  decide: (alert: Alert, taken: CaseOfAlert | undefined) => Decision<CaseFact>,
): Promise<Joining> {
  const alertId = item.kind === 'alert' ? item.alertId : (await journal.load(FreezeRequests, item.requestId)).state?.alertId;
  const alert = alertId === undefined ? undefined : (await journal.load(Alerts, alertId)).state;
  if (alert === undefined || !mayRead(alert, actor)) {
    const path = item.kind === 'alert' ? '/alertId' : '/requestId';
    return { decision: refuse('CASE_ITEM_UNKNOWN', { paths: [path] }), pointers: [], alerts: [] };
  }
  const pointer = await journal.load(CasesOfAlerts, alert.alertId);
  return { decision: decide(alert, pointer.state), pointers: [pointer], alerts: [alert] };
}

/** The keyed hashes under which the alarms of the victim are kept, by alarm. */
async function victimsOf(alerts: readonly Alert[], { dataKeys }: ApiTools): Promise<ReadonlyMap<string, readonly string[]>> {
  const { victims } = await dataKeys();
  return new Map(alerts.map(({ alertId, victim }) => [alertId, [...victimKeys(victims, victim).keys()]]));
}

/** The facts that alarms belong to the case now, each in its own stream. */
function joined(
  caseId: string,
  facts: readonly CaseFact[],
  pointers: readonly Pointer[],
  victims: ReadonlyMap<string, readonly string[]>,
): readonly Change[] {
  return pointersOf(caseId, facts, victims).map((fact) => {
    const pointer = pointers.find(({ id }) => id === fact.data.alertId);
    if (pointer === undefined) throw new Error('an alarm was joined whose place was not loaded');
    return change(pointer, fact);
  });
}

function changesOf(both: BothCases, here: Loaded<Case, CaseFact>, there: Loaded<Case, CaseFact>): readonly Change[] {
  return [...splitFacts([here], both.here), ...splitFacts([there], both.there)];
}

function idOf(facts: readonly CaseFact[]): string {
  const [first] = facts;
  if (first?.type !== 'case.opened') throw new Error('a case was opened without a fact');
  return first.data.caseId;
}

/** The id that a new entry of the case was given. */
function itemIdOf(facts: readonly CaseFact[]): { readonly itemId?: string } {
  const [fact] = facts;
  switch (fact?.type) {
    case 'case.person-added':
      return { itemId: fact.data.person.itemId };
    case 'case.loss-added':
      return { itemId: fact.data.loss.itemId };
    case 'case.evidence-added':
      return { itemId: fact.data.evidence.itemId };
    default:
      return {};
  }
}
