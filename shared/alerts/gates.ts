import { type Refusal, refuse } from '../kernel/decision.ts';
import { stopsAskedIn } from './alert-lifecycle.ts';
import { type Alert, statusOf } from './model.ts';

/**
 * Why no stop is asked for under the alarm: it was withdrawn, or another alarm stands for it, which the refusal names.
 *
 * @param paths where in the body the alarm is named, if it is
 * @returns ALERT_WITHDRAWN, or ALERT_IS_DUPLICATE with the id and the reference of the alarm that stands for it; undefined of an open alarm
 */
export function closedRefusal(alert: Alert, paths?: readonly string[]): Refusal | undefined {
  const status = statusOf(alert);
  if (stopsAskedIn.some((open) => open === status)) return undefined;
  const where = paths === undefined ? {} : { paths };
  const { joinedTo } = alert;
  if (status === 'withdrawn' || joinedTo === undefined) return refuse('ALERT_WITHDRAWN', where);
  return refuse('ALERT_IS_DUPLICATE', { ...where, alertId: joinedTo.alertId, reference: joinedTo.reference });
}
