import type { AlertFact } from '../../shared/alerts/alert-facts.ts';
import type { AlertView } from '../../shared/alerts/answers.ts';
import { follows, joinAlert } from '../../shared/alerts/join-alert.ts';
import { alertThing } from '../../shared/alerts/kind.ts';
import type { Alert } from '../../shared/alerts/model.ts';
import { correctAlert, handOverAlert, stillNamesVictim, withdrawAlert } from '../../shared/alerts/put-right.ts';
import { Alerts } from '../../shared/alerts/streams.ts';
import { nameVictim, othersOf, unnameVictim, victimKeys } from '../../shared/alerts/victim.ts';
import { alertView } from '../../shared/alerts/views.ts';
import { followAlert } from '../../shared/cases/add-item.ts';
import { CasesOfAlerts } from '../../shared/cases/pointers.ts';
import type { ApiRequest, Call } from '../../shared/http/api-request.ts';
import { commandOn, type Reach } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Journal, StoredAnswer } from '../../shared/journal/journal.ts';
import { applied, splitFacts } from '../../shared/journal/split-facts.ts';
import { type Change, change, type Loaded } from '../../shared/journal/stream.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { accept, refuse } from '../../shared/kernel/decision.ts';
import { impossible } from '../../shared/kernel/impossible.ts';
import { type FoundCase, findCase } from '../lookups/cases.ts';
import { type LoadedVictim, loadVictims } from '../lookups/take-alarm.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { knownVictim } from './known-victim.ts';
import type { putRightRoutes } from './put-right-routes.ts';
import { runningOrders } from './running-orders.ts';

type AlertCall = Call & { readonly params: { readonly alertId: string } };

/** The alarm that a path names. */
const alertNamed: Reach<AlertCall, Alert, AlertFact> = {
  load: ({ params }, journal) => journal.load(Alerts, params.alertId),
  thing: alertThing,
};

/** The operations that answer with more than the alarm. */
const onAlertNamed = commandOn(alertNamed);

interface AlertAnswer extends AlertCall {
  answer(status: 200, view: AlertView, version: number): StoredAnswer;
}

/** The operations that answer with the alarm. */
const onAlert = commandOn<AlertAnswer, Alert, AlertFact>({
  ...alertNamed,
  answer: (request, { state, version }) => request.answer(200, alertView(state), version),
});

/** Police put an alarm right after it was taken. The records of the victim, joined alarms, and the case go with it in the same append. */
export const putRightOperations: Operations<typeof putRightRoutes, ApiTools> = {
  handOverAlert: onAlert<ApiRequest<typeof putRightRoutes.handOverAlert>, ApiTools>(async (alert, input, context, { tools }) => {
    const decision = handOverAlert(alert, input, context);
    if (decision.kind === 'refusal') return decision;
    const [victims, duplicates, fraudCase] = await Promise.all([
      victimsOf(tools, alert),
      duplicatesOf(tools.journal, alert),
      caseOf(tools.journal, alert.alertId),
    ]);
    return {
      decision,
      rests: [fraudCase.pointer],
      changes: ({ state }) => [
        ...inCase(fraudCase, state, context),
        ...victims.flatMap((victim) => splitFacts([victim], nameVictim(victim.state, state, context.now))),
        ...duplicates.map((duplicate) => change(duplicate, follows(state, context))),
      ],
    };
  }),

  correctAlert: onAlertNamed<ApiRequest<typeof putRightRoutes.correctAlert>, ApiTools>(
    async (alert, input, context, { request, tools, loaded }) => {
      const decision = correctAlert(alert, input, context);
      if (decision.kind === 'refusal') return decision;
      const after = applied(loaded, decision.facts).state ?? impossible('an alarm was corrected and is none');
      const [before, now, fraudCase] = await Promise.all([
        victimsOf(tools, alert),
        victimsOf(tools, after),
        caseOf(tools.journal, alert.alertId),
      ]);
      const known = await knownVictim(tools, othersOf(alert.alertId, now), request.actor);
      return {
        decision,
        rests: [fraudCase.pointer],
        changes: () => [...inCase(fraudCase, after, context), ...renamed(before, now, after, context.now)],
        answer: ({ state, version }) => request.answer(200, { ...alertView(state), known }, version),
      };
    },
  ),

  withdrawAlert: onAlertNamed<ApiRequest<typeof putRightRoutes.withdrawAlert>, ApiTools>(
    async (alert, input, context, { request, tools, loaded }) => {
      const decision = withdrawAlert(alert, input, context);
      if (decision.kind === 'refusal') return decision;
      const after = applied(loaded, decision.facts).state ?? impossible('an alarm was withdrawn and is none');
      const duplicates = await duplicatesOf(tools.journal, alert);
      const alarms = [alert, ...duplicates.flatMap(({ state }) => state ?? [])];
      const [running, victims] = await Promise.all([
        runningOrders(tools.journal, alarms, input, context),
        stillNamesVictim(after) ? [] : victimsOf(tools, ...alarms),
      ]);
      return {
        decision,
        changes: () => [
          ...duplicates.flatMap((duplicate) => splitFacts([duplicate], decision.facts)),
          ...unnamed(victims, alarms, context.now),
        ],
        answer: ({ state, version }) => request.answer(200, { ...alertView(state), ...running }, version),
      };
    },
  ),

  joinAlert: onAlert<ApiRequest<typeof putRightRoutes.joinAlert>, ApiTools>(
    async (alert, { of }, context, { request, tools: { journal } }) => {
      const older = await journal.load(Alerts, of);
      if (older.state === undefined) return refuse('NOT_FOUND');
      const access = request.allowed(alertThing(older.state));
      if (access.kind === 'refusal') return access;
      const joined = joinAlert(alert, older.state, context);
      if (joined.kind === 'refusal') return joined;
      const followers = await duplicatesOf(journal, alert);
      return {
        decision: accept(joined.here),
        changes: () => [change(older, joined.there), ...followers.map((follower) => change(follower, joined.here))],
      };
    },
  ),
};

/** The records of the victims of these alarms. */
async function victimsOf({ journal, dataKeys }: ApiTools, ...alarms: readonly Alert[]): Promise<readonly LoadedVictim[]> {
  const { victims: secret } = await dataKeys();
  return loadVictims(journal, new Map(alarms.flatMap(({ victim }) => [...victimKeys(secret, victim)])));
}

/** So many changes an append takes. */
const MOST_CHANGES = 40;

/**
 * Takes back that these alarms name their victims, the first alarm first. If they name so many that one append cannot take all, the last stay
 * named: officers then read of one more alarm that it is withdrawn.
 *
 * @param at ISO 8601, UTC
 */
function unnamed(victims: readonly LoadedVictim[], alarms: readonly Alert[], at: string): readonly Change[] {
  const facts = alarms.flatMap((alarm) =>
    victims.flatMap((victim) => unnameVictim(victim.state, alarm, at).map((fact) => ({ victim, fact }))),
  );
  return [...Map.groupBy(facts.slice(0, MOST_CHANGES - alarms.length), ({ victim }) => victim)].flatMap(([victim, own]) =>
    splitFacts(
      [victim],
      own.map(({ fact }) => fact),
    ),
  );
}

/** The records that name the alarm no more, and those that name it now. @param at ISO 8601, UTC */
function renamed(before: readonly LoadedVictim[], now: readonly LoadedVictim[], alert: Alert, at: string): readonly Change[] {
  const left = before.filter(({ id }) => now.every((victim) => victim.id !== id));
  return [
    ...left.flatMap((victim) => splitFacts([victim], unnameVictim(victim.state, alert, at))),
    ...now.flatMap((victim) => splitFacts([victim], nameVictim(victim.state, alert, at))),
  ];
}

/** The case that the alarm belongs to, if it belongs to one, and the pointer that says so: the alarm must not join one meanwhile. */
async function caseOf(journal: Journal, alertId: string) {
  const pointer = await journal.load(CasesOfAlerts, alertId);
  const { caseId } = pointer.state ?? {};
  return { pointer, found: caseId === undefined ? undefined : await findCase(journal, caseId) };
}

/** What becomes of the case: it keeps the district, the grade and the loss of the alarm as they are now. */
function inCase({ found }: { readonly found: FoundCase | undefined }, alert: Alert, context: Context): readonly Change[] {
  return found === undefined ? [] : splitFacts([found.loaded], followAlert(found.fraudCase, alert, context).facts);
}

/** The alarms that this one stands for. */
async function duplicatesOf(journal: Journal, { duplicates = [] }: Alert): Promise<readonly Loaded<Alert, AlertFact>[]> {
  if (duplicates.length === 0) return [];
  return journal.loadMany(
    Alerts,
    duplicates.map(({ alertId }) => alertId),
  );
}
