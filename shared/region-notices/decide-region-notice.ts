import { sameOfficerTwice } from '../freezes/officers.ts';
import { heldFen } from '../freezes/order/standing.ts';
import type { StopOrder } from '../freezes/order/stop-order.ts';
import { inFuture, isBefore } from '../kernel/clock.ts';
import type { Context } from '../kernel/context.ts';
import { accept, type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import { personActing } from '../kernel/people.ts';
import type { Region } from '../kernel/region.ts';
import { DAY, plus } from '../kernel/time.ts';
import type { AcknowledgeNotice, RegionNotice, SendNotice } from './model.ts';
import type { RegionNoticeFact } from './region-notice-facts.ts';
import { regionNoticeLifecycle } from './region-notice-lifecycle.ts';

/** A frozen account of another region, and the case that it is of. */
export interface FrozenElsewhere {
  readonly order: StopOrder;
  readonly region: Region;
  /** Absent where the freeze rests on a filing outside Cordon. */
  readonly caseId?: string | undefined;
}

/** The id of the notice on the accounts of a case, or of an alarm, in a region. */
export function noticeIdOf({ order: { alertId }, region, caseId }: FrozenElsewhere): string {
  return `${caseId ?? alertId}:${region.code}`;
}

/**
 * Counts a frozen account of another region. Over 100 accounts of a case in one prefecture, or over 2,000,000 yuan, the police there get a
 * written notice within seven days (policy `region-notice.*`).
 *
 * @param notice undefined before the first account
 */
export function countFreeze(
  notice: RegionNotice | undefined,
  frozen: FrozenElsewhere,
  context: Context,
): readonly RegionNoticeFact[] {
  const { now, policy } = context;
  const { order, region, caseId } = frozen;
  const fen = heldFen(order);
  const { orderId, alertId, district, agency } = order;
  const caseNumber = order.instructions?.findLast(({ instruction }) => instruction === 'freeze')?.filing?.caseNumber;
  const before = notice?.frozen ?? { accounts: 0, fen: 0 };
  const counted: RegionNoticeFact =
    notice === undefined
      ? {
          type: 'region-notice.opened',
          data: { at: now, noticeId: noticeIdOf(frozen), caseId, alertId, caseNumber, district, agency, region, orderId, fen },
        }
      : { type: 'region-notice.counted', data: { at: now, orderId, fen } };
  const isMuch =
    before.accounts + 1 > policy.amount('region-notice.accounts', now) ||
    before.fen + fen > policy.amount('region-notice.amount', now);
  const falls = isMuch && (notice === undefined || notice.status === 'counting');
  const dueAt = plus(now, policy.amount('region-notice.send', now) * DAY);
  return [counted, ...(falls ? [{ type: 'region-notice.fell-due' as const, data: { at: now, dueAt } }] : [])];
}

/**
 * Records that the notice went out to the local unit.
 *
 * @returns `region-notice.sent`, or REGION_NOTICE_STATE_FORBIDS, SAME_OFFICER_TWICE, TIME_IN_FUTURE
 */
export function sendNotice(
  notice: RegionNotice,
  { number, to, sentAt, officers }: SendNotice,
  name: string,
  context: Context,
): Decision<RegionNoticeFact> {
  const refusal =
    regionNoticeLifecycle.refusal(notice.status, 'send') ??
    sameOfficerTwice(officers) ??
    futureRefusal(sentAt, '/sentAt', context);
  if (refusal !== undefined) return refusal;
  const { now, policy, actor } = context;
  const dueAt = plus(now, policy.amount('region-notice.acknowledge', now) * DAY);
  const by = personActing(actor, name);
  return accept({ type: 'region-notice.sent', data: { at: now, number, to, sentAt, officers, by, dueAt } });
}

/**
 * Records that the local unit acknowledged it.
 *
 * @returns `region-notice.acknowledged`, or REGION_NOTICE_STATE_FORBIDS, TIME_IN_FUTURE, TIMES_OUT_OF_ORDER
 */
export function acknowledgeNotice(
  notice: RegionNotice,
  { acknowledgedAt, name: signedBy }: AcknowledgeNotice,
  name: string,
  context: Context,
): Decision<RegionNoticeFact> {
  const refusal =
    regionNoticeLifecycle.refusal(notice.status, 'acknowledge') ?? futureRefusal(acknowledgedAt, '/acknowledgedAt', context);
  if (refusal !== undefined) return refusal;
  if (notice.sent !== undefined && isBefore(acknowledgedAt, notice.sent.sentAt, context))
    return refuse('TIMES_OUT_OF_ORDER', { paths: ['/acknowledgedAt'] });
  const { now, actor } = context;
  const by = personActing(actor, name);
  return accept({ type: 'region-notice.acknowledged', data: { at: now, acknowledgedAt, name: signedBy, by } });
}

function futureRefusal(at: string, path: string, context: Context): Refusal | undefined {
  return inFuture(at, context) ? refuse('TIME_IN_FUTURE', { paths: [path] }) : undefined;
}

/** The work of time: a notice that was not sent, or not acknowledged, in its days. Each is noted once. */
export function noteOverdue({ status, dueAt, overdueAt }: RegionNotice, { now }: Context): readonly RegionNoticeFact[] {
  if (dueAt === undefined || overdueAt !== undefined || now < dueAt) return [];
  return [{ type: 'region-notice.overdue', data: { at: now, dueAt, matter: status === 'due' ? 'sending' : 'acknowledgement' } }];
}

/** When time next changes it, if ever. */
export function nextMoment({ dueAt, overdueAt }: RegionNotice): string | undefined {
  return overdueAt === undefined ? dueAt : undefined;
}
