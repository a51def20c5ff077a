import * as z from 'zod';
import { type AlarmTaken, RaiseAlert } from '../../shared/alerts/bodies.ts';
import { Members, type Odd, type Read, readLeniently, takenOr } from './lenient-body.ts';

/**
 * The members without which an alarm is taken: the clock and the money do not wait for them. It must have the source, the time, the place
 * and the sum.
 */
const optional: ReadonlySet<string> = new Set([
  '/victim',
  '/victim/name',
  '/victim/idNumber',
  '/victim/phone',
  '/fraudType',
  '/summary',
]);

/**
 * An alarm, read member by member: an odd or unknown member that is not essential holds up no alarm. Cordon keeps it as it came, and the
 * answer names it. If an essential member is wrong, the alarm is refused with every place.
 */
export const AlarmBody = z.unknown().transform((raw, { issues }) => takenOr(issues, readAlarm(raw)));

/** A bank's report: an alarm whose source is the bank. A source that it names is kept like any other unknown member. */
export const ReportBody = z.unknown().transform((raw, { issues }): AlarmTaken => {
  const report = Members.safeParse(raw).data;
  if (report === undefined) return takenOr(issues, readAlarm(raw));
  const { source, ...members } = report;
  const given = source === undefined ? [] : [{ path: '/source', rule: 'is not known', value: source }];
  return takenOr(issues, readAlarm({ ...members, source: 'bank-report' }, given));
});

function readAlarm(raw: unknown, given: readonly Odd[] = []): Read<RaiseAlert> {
  return readLeniently(RaiseAlert, optional, raw, given);
}
