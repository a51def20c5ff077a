import type { Context } from '../kernel/context.ts';
import { type Refusal, refuse } from '../kernel/decision.ts';
import type { AlertFact } from './alert-facts.ts';
import { type Alert, namedAlert } from './model.ts';
import { stateRefusal } from './put-right.ts';

/** An alarm stands for so many others at most: one append moves all of them. */
export const MAX_DUPLICATES = 30;

/** The facts of the two alarms. */
export interface Joined {
  readonly kind: 'acceptance';
  /** Of the younger alarm, and of each that it stood for. */
  readonly here: AlertFact;
  /** Of the older alarm. */
  readonly there: AlertFact;
}

/**
 * Says that an alarm is the same as an older one (重复警情). The older alarm has the earlier clock, so it stands for both; both references are
 * kept. What the younger one stood for follows it. Orders and cases stay as they are.
 *
 * @param older the alarm named in the body, at `/of`
 * @returns the facts of each alarm, or ALERT_WITH_ITSELF, ALERT_WITHDRAWN, ALERT_IS_DUPLICATE (of the alarm itself, or at `/of` of the one
 *   named), DUPLICATE_OF_YOUNGER, ALERT_FULL
 */
export function joinAlert(alert: Alert, older: Alert, context: Context): Joined | Refusal {
  const paths = ['/of'];
  if (alert.alertId === older.alertId) return refuse('ALERT_WITH_ITSELF', { paths });
  const refusal = stateRefusal(alert, 'join') ?? stateRefusal(older, 'takeDuplicates', paths);
  if (refusal !== undefined) return refusal;
  if (isOlder(alert, older)) return refuse('DUPLICATE_OF_YOUNGER', { paths });
  const followers = alert.duplicates ?? [];
  const duplicates = [namedAlert(alert), ...followers];
  if ((older.duplicates ?? []).length + duplicates.length > MAX_DUPLICATES)
    return refuse('ALERT_FULL', { limit: MAX_DUPLICATES });
  const acted = { at: context.now, by: context.actor.agency };
  const there: AlertFact = { type: 'alert.duplicates-taken', data: { ...acted, duplicates } };
  return { kind: 'acceptance', here: follows(older, context), there };
}

/** The fact by which an alarm follows the one that stands for it: at first, to another one, or to another district. */
export function follows(alert: Alert, { now, actor }: Context): AlertFact {
  return { type: 'alert.joined', data: { at: now, by: actor.agency, to: namedAlert(alert) } };
}

/** Whether the clock of the first began earlier. Of two alarms of one moment the one recorded first is older; ids sort by time. */
function isOlder(one: Alert, other: Alert): boolean {
  return one.receivedAt === other.receivedAt ? one.alertId < other.alertId : one.receivedAt < other.receivedAt;
}
