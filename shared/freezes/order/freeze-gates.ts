import { inFuture, isBefore } from '../../kernel/clock.ts';
import type { Context } from '../../kernel/context.ts';
import { type Refusal, refuse } from '../../kernel/decision.ts';
import { impossible } from '../../kernel/impossible.ts';
import { renewableFrom } from '../bank-answer/instruction-result.ts';
import type { OrderDocument } from '../model.ts';
import { fenOf, isForeign } from '../transfers.ts';
import type { FreezesOfCase } from './freeze-counts.ts';
import type { Approval, Asked, FreezeOrder, OnRecord, RenewOrder, UnfreezeOrder } from './instructions.ts';
import type { StopOrder } from './stop-order.ts';

/** The approval that an act needs. */
export interface NeededApproval {
  readonly level: 'county' | 'prefecture';
  readonly legalReview: boolean;
}

/** Why the head of the prefecture decides on a freeze. */
export const heightReasons = ['major', 'sum', 'at-once', 'in-case', 'whole-at-once', 'whole-in-case'] as const;
export type HeightReason = (typeof heightReasons)[number];

/** The facts that decide how high a freeze is approved. */
type Extent = Pick<FreezeOrder, 'amountFen' | 'major'>;

/** The legal gates of a freeze, by their names in `freezeConditions`. */
type LegalGate = 'filing' | 'notice' | 'contact' | 'approval' | 'necessity';

/**
 * The legal gates of a freeze, in the order in which an officer meets them: a filed case, the notice, a duty phone, the approval,
 * and the reason for taking the whole account. The papers follow each other: alarm, filing, approval, notice.
 *
 * @returns each with CASE_NOT_FILED, DOCUMENT_MISSING, APPROVAL_MISSING, TIME_IN_FUTURE, TIME_BEFORE_ALARM, TIMES_OUT_OF_ORDER, or
 *   undefined if it is open
 */
export function freezeRefusals(
  order: StopOrder,
  input: Asked<FreezeOrder>,
  { filing, approval, freezes }: OnRecord,
  context: Context,
): readonly (readonly [LegalGate, Refusal | undefined])[] {
  const { notice, contact, necessity } = input;
  const unexplained = isWhole(order, input, context) && necessity === undefined;
  return [
    ['filing', filing === undefined ? refuse('CASE_NOT_FILED') : undefined],
    ['notice', paperRefusal('freeze-notice', notice, order, [filing?.filedAt, approval?.approvedAt], context)],
    ['contact', contact === undefined ? refuse('DOCUMENT_MISSING', { document: 'contact' }) : undefined],
    ['approval', approvalRefusal(freezeApproval(order, input, context, freezes), approval)],
    ['necessity', unexplained ? refuse('DOCUMENT_MISSING', { document: 'necessity' }) : undefined],
  ];
}

/**
 * The approval that a freeze needs, and why. Prefecture level decides major or complex cases, and also, after legal review, a great sum or a
 * great number. The sum: what is ordered, or for the whole account the largest sum that any source names for it; a whole account of unknown
 * balance, or with money in another currency, counts as great. The number: of accounts of the case that are frozen at once or in all, this
 * one among them, and of whole accounts.
 *
 * @param freezes that were ordered in the case before; absent: none
 */
export function freezeApproval(
  order: StopOrder,
  extent: Extent,
  context: Context,
  freezes?: FreezesOfCase,
): NeededApproval & { readonly because: readonly HeightReason[] } {
  const because = heightOf(order, extent, freezes, context);
  const reviewed = because.some((reason) => reason !== 'major');
  return { level: because.length > 0 ? 'prefecture' : 'county', legalReview: reviewed, because };
}

function heightOf(
  order: StopOrder,
  extent: Extent,
  { inCase, atOnce }: FreezesOfCase = { inCase: none, atOnce: none },
  context: Context,
): readonly HeightReason[] {
  const { policy, now } = context;
  const whole = isWhole(order, extent, context);
  const from = (name: 'at-once' | 'in-case' | 'whole-at-once' | 'whole-in-case') =>
    policy.amount(`freeze.prefecture-${name}`, now);
  // the order was counted when its first freeze was ordered
  const more = wasFrozen(order) ? 0 : 1;
  const reached: { readonly [Reason in HeightReason]: boolean } = {
    major: extent.major,
    sum: isGreat(order, extent, context),
    'at-once': atOnce.accounts + more >= from('at-once'),
    'in-case': inCase.accounts + more >= from('in-case'),
    'whole-at-once': whole && atOnce.whole + more >= from('whole-at-once'),
    'whole-in-case': whole && inCase.whole + more >= from('whole-in-case'),
  };
  return heightReasons.filter((reason) => reached[reason]);
}

const none = { accounts: 0, whole: 0 };

/** Whether a freeze of the order was ordered before; the bank may have declined it. */
export function wasFrozen({ pending, waitingFreeze, instructions = [] }: StopOrder): boolean {
  return [pending, waitingFreeze, ...instructions].some((given) => given?.instruction === 'freeze');
}

function isGreat(order: StopOrder, extent: Extent, context: Context): boolean {
  const from = context.policy.amount('freeze.prefecture-amount', context.now);
  if ((extent.amountFen ?? 0) >= from) return true;
  if (!isWhole(order, extent, context)) return false;
  return order.balanceBeforeFen === undefined || isForeign(order) || concernedFen(order) >= from;
}

/** Whether it takes the whole account: it names no sum, or one that leaves next to nothing of the sum known to be there. */
export function isWhole(order: StopOrder, { amountFen }: Pick<Extent, 'amountFen'>, { now, policy }: Context): boolean {
  if (amountFen === undefined) return true;
  const there = Math.max(order.balanceBeforeFen ?? 0, order.stoppedFen);
  return amountFen * 100 >= there * policy.amount('freeze.whole-share', now);
}

/** The most that is or was on the account: by the bank's word, and by what came in. */
function concernedFen(order: StopOrder): number {
  return Math.max(releasableFen(order), order.tracedFen, fenOf(order.account.transfer));
}

/** The most that a release lets go, by the bank's word. */
export function releasableFen({ balanceBeforeFen, stoppedFen, frozenFen }: StopOrder): number {
  return Math.max(balanceBeforeFen ?? 0, stoppedFen, frozenFen ?? 0);
}

/**
 * The legal gates of a renewal: not before its window opens, not for longer than the first freeze, notice, approval after legal review.
 *
 * @returns RENEWAL_TOO_EARLY, RENEWAL_TOO_LONG, DOCUMENT_MISSING, APPROVAL_MISSING, TIME_IN_FUTURE, TIME_BEFORE_ALARM,
 *   TIMES_OUT_OF_ORDER, or undefined
 */
export function renewalRefusal(
  order: StopOrder,
  input: Asked<RenewOrder>,
  approval: Approval | undefined,
  context: Context,
): Refusal | undefined {
  const untimely = renewalTimeRefusal(order, input, context);
  if (untimely !== undefined) return untimely;
  const missing = paperRefusal('renewal-notice', input.notice, order, [order.freezeEffectiveAt, approval?.approvedAt], context);
  return missing ?? approvalRefusal(renewalApproval(order, context), approval);
}

/** Whether it is time to renew, and for so long. @returns RENEWAL_TOO_EARLY, RENEWAL_TOO_LONG, or undefined */
export function renewalTimeRefusal(
  { expiresAt, freezeTermMonths }: StopOrder,
  { termMonths }: Pick<RenewOrder, 'termMonths'>,
  context: Context,
): Refusal | undefined {
  if (expiresAt === undefined || freezeTermMonths === undefined) impossible('a frozen order has no term');
  const from = renewableFrom(expiresAt, context);
  if (context.now < from) return refuse('RENEWAL_TOO_EARLY', { from });
  const tooLong = termMonths !== undefined && termMonths > freezeTermMonths;
  return tooLong ? refuse('RENEWAL_TOO_LONG', { months: freezeTermMonths }) : undefined;
}

/** A renewal is approved after legal review, at the level of the first freeze. */
export function renewalApproval({ freezeTermMonths = 0 }: StopOrder, { now, policy }: Context): NeededApproval {
  return { level: freezeTermMonths > policy.amount('freeze.term', now) ? 'prefecture' : 'county', legalReview: true };
}

/** The gate of unfreezing: the notice of release, and the approval of a great sum; none where the money goes free by right. */
export function unfreezeRefusal(
  order: StopOrder,
  { notice }: Asked<UnfreezeOrder>,
  approval: Approval | undefined,
  context: Context,
): Refusal | undefined {
  if (order.letGo !== undefined) return undefined;
  const missing = paperRefusal('release-notice', notice, order, [order.freezeEffectiveAt, approval?.approvedAt], context);
  return missing ?? releaseRefusal(order, approval, context);
}

/** The gate of a release: more than the policy's sum needs the approval of a county-level head, unless the money goes free by right. */
export function releaseRefusal(order: StopOrder, approval: Approval | undefined, context: Context): Refusal | undefined {
  if (order.letGo !== undefined) return undefined;
  const most = context.policy.amount('release.approval-amount', context.now);
  return releasableFen(order) > most ? approvalRefusal(releaseApproval, approval) : undefined;
}

export const releaseApproval: NeededApproval = { level: 'county', legalReview: false };

/** @param after the papers that come before this one, as far as they are known */
function paperRefusal(
  kind: OrderDocument['kind'],
  paper: OrderDocument | undefined,
  order: StopOrder,
  after: readonly (string | undefined)[],
  context: Context,
): Refusal | undefined {
  if (paper?.kind !== kind) return refuse('DOCUMENT_MISSING', { document: kind });
  const paths = ['/notice/issuedAt'];
  const { issuedAt } = paper;
  if (inFuture(issuedAt, context)) return refuse('TIME_IN_FUTURE', { paths });
  if (isBefore(issuedAt, order.alarmAt, context)) return refuse('TIME_BEFORE_ALARM', { paths });
  const early = after.some((earlier) => earlier !== undefined && isBefore(issuedAt, earlier, context));
  return early ? refuse('TIMES_OUT_OF_ORDER', { paths }) : undefined;
}

function approvalRefusal({ level, legalReview }: NeededApproval, approval: Approval | undefined): Refusal | undefined {
  const enough =
    approval !== undefined && (level === 'county' || approval.level === level) && (approval.legalReview || !legalReview);
  return enough ? undefined : refuse('APPROVAL_MISSING', { level, legalReview });
}
