import type { AlarmTaken, Alert, NotTaken } from '../../shared/alerts/model.ts';
import { raiseAlert } from '../../shared/alerts/raise-alert.ts';
import { sourceKey } from '../../shared/alerts/report.ts';
import { AlertSources, Alerts } from '../../shared/alerts/streams.ts';
import type { StoredAnswer } from '../../shared/journal/journal.ts';
import { fresh } from '../../shared/journal/stream.ts';
import { type Plan, settle } from '../../shared/journal/transact.ts';
import type { Context } from '../../shared/kernel/context.ts';
import type { Fact, Refusal } from '../../shared/kernel/decision.ts';
import type { ApiTools } from './api-tools.ts';

/**
 * One attempt to take an alarm, for `carryOut`: the alert it becomes, or the one it became when the same source reported it before.
 *
 * @param answer what the caller is told of the alert: 201 if it is new, else 200
 */
export async function takeAlarm(
  { journal, dataKeys }: ApiTools,
  input: AlarmTaken,
  context: Context,
  answer: (status: 200 | 201, alert: Alert) => StoredAnswer,
): Promise<Plan | Refusal<Fact>> {
  const { victims } = await dataKeys();
  const source = await journal.load(AlertSources, sourceKey(victims, input, context.actor.agency));
  const first = source.state === undefined ? undefined : (await journal.load(Alerts, source.state.alertId)).state;
  if (first === undefined && source.state !== undefined) throw new Error('a source reference points to no alert');
  const decision = raiseAlert(first, input, context);
  const raised = decision.facts.find((fact) => fact.type === 'alert.raised');
  if (raised !== undefined) return settle(decision, [source, fresh(Alerts, raised.data.alertId)], () => answer(201, raised.data));
  return first === undefined ? settle(decision, [source]) : settle(decision, [source], () => answer(200, first));
}

/** What of the report was not taken, without what stood there. */
export function notTakenOf({ notTaken }: Alert): { readonly notTaken?: Pick<NotTaken, 'path' | 'rule'>[] } {
  return notTaken === undefined ? {} : { notTaken: notTaken.map(({ path, rule }) => ({ path, rule })) };
}
