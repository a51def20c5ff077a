import { ReadAlerts } from '../../shared/alerts/kind.ts';
import type { Alert } from '../../shared/alerts/model.ts';
import { victimKeys } from '../../shared/alerts/victim.ts';
import { addItem, joinAlert } from '../../shared/cases/add-item.ts';
import type { CaseView } from '../../shared/cases/answers.ts';
import type { CaseFact } from '../../shared/cases/case-facts.ts';
import { fileCase, noteMust } from '../../shared/cases/file-case.ts';
import { linkCases, mergeCases } from '../../shared/cases/join-cases.ts';
import type { AddItem, OpenCase } from '../../shared/cases/model.ts';
import { openCase, pointersOf } from '../../shared/cases/open-case.ts';
import { type CaseOfAlert, type CaseOfAlertFact, caseNumberKey } from '../../shared/cases/pointers.ts';
import { CaseNumbers, Cases, CasesOfAlerts } from '../../shared/cases/streams.ts';
import { FreezeRequests } from '../../shared/freezes/request/freeze-requests.ts';
import type { ApiRequest, Call } from '../../shared/http/api-request.ts';
import { createOn } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Journal, StoredAnswer } from '../../shared/journal/journal.ts';
import { applied, splitFacts } from '../../shared/journal/split-facts.ts';
import { type Change, change, type Loaded } from '../../shared/journal/stream.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { accept, type Refusal, refuse } from '../../shared/kernel/decision.ts';
import { impossible } from '../../shared/kernel/impossible.ts';
import { ReturnsOfCases } from '../../shared/returns/round/case-returns.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { answered, mayRead, onCase, onCaseNamed, otherCase, stationNamed, viewOf } from './found-case.ts';
import type { caseRoutes } from './routes.ts';

interface OpeningCall extends Call {
  readonly body: OpenCase;
  answer(status: 201, view: CaseView, version: number): StoredAnswer;
}

type WorkRoutes = Pick<typeof caseRoutes, 'openCase' | 'fileCase' | 'addCaseItem' | 'noteMust' | 'mergeCase' | 'linkCase'>;

/** The commands of police on their cases. */
export const caseOperations: Operations<WorkRoutes, ApiTools> = {
  openCase: createOn({
    type: Cases,
    may: (request: OpeningCall) => request.allowed(),
    answer: answered(201),
  })(async (input, context, { tools }: { readonly tools: ApiTools }) => {
    const { journal } = tools;
    const { actor } = context;
    const loaded = await journal.loadMany(ReadAlerts, input.alerts);
    const alerts = loaded.flatMap(({ state }) => (state !== undefined && mayRead(state, actor) ? [state] : []));
    const unknown = loaded.flatMap(({ state }, i) => (state !== undefined && mayRead(state, actor) ? [] : [`/alerts/${i}`]));
    if (unknown.length > 0) return refuse('CASE_ITEM_UNKNOWN', { paths: unknown });
    const [pointers, recorded, victims] = await Promise.all([
      journal.loadMany(CasesOfAlerts, input.alerts),
      stationNamed(journal, input.station),
      victimsOf(alerts, tools),
    ]);
    const decision = openCase(input, { alerts, taken: pointers.map(({ state }) => state), recorded }, context);
    return { decision, changes: ({ state: { caseId } }) => joined(caseId, decision.facts, pointers, victims) };
  }),

  fileCase: onCase(async (fraudCase, input, context, { tools: { journal } }) => {
    const number = await journal.load(CaseNumbers, caseNumberKey(input.caseNumber));
    return { decision: fileCase(fraudCase, input, number.state, context), streams: [number] };
  }),

  addCaseItem: onCaseNamed<ApiRequest<typeof caseRoutes.addCaseItem>, ApiTools>(
    async (fraudCase, body, context, { request, tools }) => {
      const joins = body.kind === 'alert' || body.kind === 'freeze-request';
      if (!joins) {
        const decision = addItem(fraudCase, body, context);
        if (decision.kind === 'refusal') return decision;
        const itemId = decision.made;
        return {
          decision,
          answer: (after) => request.answer(201, { ...viewOf(request, after), itemId }, after.version),
        };
      }
      const found = await alertNamed(tools.journal, body, context.actor);
      if ('code' in found) return found;
      const { alert, pointer } = found;
      const decision = joinAlert(fraudCase, alert, pointer.state, context);
      const victims = await victimsOf([alert], tools);
      const status = decision.facts.length === 0 ? 200 : 201;
      return {
        decision,
        changes: () => joined(fraudCase.caseId, decision.facts, [pointer], victims),
        answer: (after) => request.answer(status, viewOf(request, after), after.version),
      };
    },
  ),

  noteMust: onCase(noteMust),

  mergeCase: onCase(async (fraudCase, input, context, { request, tools: { journal } }) => {
    const into = await otherCase(request, journal, input.into, '/into');
    if ('code' in into) return into;
    const both = mergeCases(fraudCase, input, into.fraudCase, context);
    if (both.kind === 'refusal') return both;
    // its claims and rounds stand under its own id
    const returns = await journal.load(ReturnsOfCases, fraudCase.caseId);
    if (returns.state !== undefined) return refuse('CASE_RETURNS_MONEY');
    const { state = into.fraudCase, version } = applied(into.loaded, both.there);
    return {
      decision: accept(...both.here),
      rests: [returns],
      changes: () => splitFacts([into.loaded], both.there),
      answer: () => answered(200)(request, { state, version }),
    };
  }),

  linkCase: onCase(async (fraudCase, input, context, { request, tools: { journal } }) => {
    const other = await otherCase(request, journal, input.caseId, '/caseId');
    if ('code' in other) return other;
    const both = linkCases(fraudCase, input, other.fraudCase, context);
    if (both.kind === 'refusal') return both;
    return { decision: accept(...both.here), changes: () => splitFacts([other.loaded], both.there) };
  }),
};

type Pointer = Loaded<CaseOfAlert, CaseOfAlertFact>;

/** The alarm that is to join a case, or that a freeze request to join belongs to, if the caller may see it; and its case so far. */
async function alertNamed(
  journal: Journal,
  item: Extract<AddItem, { kind: 'alert' | 'freeze-request' }>,
  actor: Actor,
): Promise<{ readonly alert: Alert; readonly pointer: Pointer } | Refusal> {
  const alertId = item.kind === 'alert' ? item.alertId : (await journal.load(FreezeRequests, item.requestId)).state?.alertId;
  const alert = alertId === undefined ? undefined : (await journal.load(ReadAlerts, alertId)).state;
  if (alert === undefined || !mayRead(alert, actor)) {
    const path = item.kind === 'alert' ? '/alertId' : '/requestId';
    return refuse('CASE_ITEM_UNKNOWN', { paths: [path] });
  }
  return { alert, pointer: await journal.load(CasesOfAlerts, alert.alertId) };
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
    return change(pointer ?? impossible('an alarm was joined whose place was not loaded'), fact);
  });
}
