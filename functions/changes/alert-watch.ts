import * as z from 'zod';
import { decideAccess } from '../../shared/access/decide-access.ts';
import { alertThing, type SeenAlert } from '../../shared/alerts/kind.ts';
import { Alert } from '../../shared/alerts/model.ts';
import { knownCase } from '../../shared/cases/known-case.ts';
import { saysCaseOfAlert } from '../../shared/cases/pointers.ts';
import { orderThing, readWithAlert, requestThing } from '../../shared/freezes/kinds.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { factsOfAlert } from '../../shared/journal/keys.ts';
import { readOnly } from '../../shared/journal/kind.ts';
import { loadAll } from '../../shared/journal/load-all.ts';
import { factPagesOf } from '../../shared/journal/pages-of.ts';
import { idOfStream, kindOfStream, streamKey } from '../../shared/journal/stream.ts';
import { type Actor, districts } from '../../shared/kernel/context.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import type { Thing } from '../../shared/kernel/thing.ts';
import { findCasesAs } from '../lookups/cases.ts';
import { ToldCases } from '../lookups/known-cases.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import type { LoggedFact } from './fact-log.ts';
import { watchLog } from './log-watch.ts';
import type { Watch } from './watch.ts';

const { district, raisedBy, formerDistricts, joinedTo, duplicates } = Alert.shape;
const Alerts = readOnly('alert', z.object({ district, raisedBy, formerDistricts, joinedTo, duplicates }));
const Requests = readOnly('freeze-request', z.object({ district: z.enum(districts), agency: z.string() }));
const Orders = readOnly(
  'order',
  z.object({ district: z.enum(districts), agency: z.string(), account: z.object({ bankId: z.string() }) }),
);

/** The member of a fact of an alarm's case that says which case. */
const OfCase = z.object({ caseId: z.string() });

/** Watches an alarm, its requests and its orders of all tiers, and its case, as far as the reader may see each. */
export function watchAlert(tools: Pick<ApiTools, 'journal' | 'now'>, actor: Actor, alertId: string): Watch {
  const { journal } = tools;
  let alert: SeenAlert | undefined;
  return watchLog(tools, {
    logs: () => [factsOfAlert(alertId)],
    seen: async (facts) => {
      const isOfAlert = facts.some(({ stream }) => stream === streamKey(Alerts.name, alertId));
      if (alert === undefined || isOfAlert) alert = (await journal.load(Alerts, alertId)).state;
      if (alert === undefined) return refuse('NOT_FOUND');
      const thing = alertThing(alert);
      if (decideAccess('alert.read', actor, thing).outcome !== 'allowed') return refuse('NOT_FOUND');
      const ofCases = facts.filter(({ stream }) => saysCaseOfAlert(stream));
      const others = facts.filter(({ stream }) => !saysCaseOfAlert(stream));
      const [own, known] = await Promise.all([factsSeen(journal, others, thing, actor), casesKnown(journal, ofCases, actor)]);
      return { kind: 'seen', facts: facts.filter((fact) => own.includes(fact) || known.includes(fact)) };
    },
  });
}

/** Those facts that say a case which the board of the alarm shows to the reader. Which case it is stands in the fact itself. */
async function casesKnown(journal: Journal, facts: readonly LoggedFact[], actor: Actor): Promise<readonly LoggedFact[]> {
  const [first] = facts;
  if (first === undefined) return [];
  const named = new Map<number, string>();
  for await (const page of factPagesOf(journal, first.stream, { after: first.seq - 1 }))
    for (const { seq, data } of page) named.set(seq, OfCase.parse(data).caseId);
  const { files } = await findCasesAs(ToldCases, journal, [...named.values()]);
  return facts.filter(({ seq }) => {
    const fraudCase = files.get(named.get(seq) ?? '');
    return fraudCase !== undefined && knownCase(fraudCase, actor) !== undefined;
  });
}

/**
 * Those facts of an alarm's file that the reader may see. Police who read all orders of the alarm by the alarm itself need no further read;
 * for others, of each thing that the facts are of, its members that decide it.
 */
async function factsSeen(
  journal: Journal,
  facts: readonly LoggedFact[],
  alarm: Thing,
  actor: Actor,
): Promise<readonly LoggedFact[]> {
  const ofAlarm = readWithAlert({}, alarm);
  if (decideAccess('order.read', actor, ofAlarm).outcome === 'allowed') return facts;
  const idsOf = (kind: string) => [
    ...new Set(facts.flatMap(({ stream }) => (kindOfStream(stream) === kind ? [idOfStream(stream)] : []))),
  ];
  const [requests, orders] = await Promise.all([
    loadAll(journal, Requests, idsOf(Requests.name)),
    loadAll(journal, Orders, idsOf(Orders.name)),
  ]);
  const things = new Map<string, Thing>([
    ...requests.flatMap(({ id, state }) => (state ? [[streamKey(Requests.name, id), requestThing(state)] as const] : [])),
    ...orders.flatMap(({ id, state }) => (state ? [[streamKey(Orders.name, id), orderThing(state)] as const] : [])),
  ]);
  const mayRead = (stream: string): boolean => {
    const kind = kindOfStream(stream);
    const thing = things.get(stream);
    if (kind === Alerts.name) return true;
    if (thing === undefined) return false;
    const action = kind === Orders.name ? 'order.read' : 'freeze-request.read';
    return decideAccess(action, actor, readWithAlert(thing, alarm)).outcome === 'allowed';
  };
  return facts.filter(({ stream }) => mayRead(stream));
}
