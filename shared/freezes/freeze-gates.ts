import { inFuture } from '../kernel/clock.ts';
import type { Context } from '../kernel/context.ts';
import { type Refusal, refuse } from '../kernel/decision.ts';
import { renewableFrom } from './instruction-result.ts';
import type { FreezeOrder, RenewOrder, UnfreezeOrder } from './instructions.ts';
import type { OrderDocument } from './model.ts';
import type { StopOrder } from './stop-order.ts';

/**
 * The legal gates of a freeze, in the order in which an officer meets them: a filed case, the notice, a duty phone, the approval,
 * and the reason for taking the whole account, which is where no sum is named, or one that leaves nothing on it. Major or complex
 * cases are approved at prefecture level; so are whole accounts with a great sum on them, after legal review.
 *
 * @returns CASE_NOT_FILED, DOCUMENT_MISSING, APPROVAL_MISSING, TIME_IN_FUTURE, or undefined where all is there
 */
export function freezeRefusal(order: StopOrder, input: FreezeOrder, context: Context): Refusal | undefined {
  const { filing, notice, contact, approval, amountFen, necessity } = input;
  if (filing === undefined) return refuse('CASE_NOT_FILED');
  if (inFuture(filing.filedAt, context)) return refuse('TIME_IN_FUTURE', { paths: ['/filing/filedAt'] });
  const missing = paperRefusal('freeze-notice', notice, context);
  if (missing !== undefined) return missing;
  if (contact === undefined) return refuse('DOCUMENT_MISSING', { document: 'contact' });
  const whole = amountFen === undefined || amountFen >= concernedFen(order);
  const great = whole && concernedFen(order) >= context.policy.amount('freeze.prefecture-amount', context.now);
  const needed = { level: input.major || great ? 'prefecture' : 'county', legalReview: great } as const;
  const unapproved = approvalRefusal(needed, approval, context);
  if (unapproved !== undefined) return unapproved;
  return whole && necessity === undefined ? refuse('DOCUMENT_MISSING', { document: 'necessity' }) : undefined;
}

/** What is on the account, as far as the bank has said. */
function concernedFen({ balanceBeforeFen, stoppedFen }: StopOrder): number {
  return Math.max(balanceBeforeFen ?? 0, stoppedFen);
}

/**
 * The legal gates of a renewal: not before its window opens, not for longer than the first freeze, notice, approval after legal review.
 *
 * @returns RENEWAL_TOO_EARLY, RENEWAL_TOO_LONG, DOCUMENT_MISSING, APPROVAL_MISSING, TIME_IN_FUTURE, or undefined
 */
export function renewalRefusal(order: StopOrder, input: RenewOrder, context: Context): Refusal | undefined {
  const { expiresAt, freezeTermMonths } = order;
  if (expiresAt === undefined || freezeTermMonths === undefined) throw new Error('a frozen order has no term');
  const from = renewableFrom(expiresAt, context);
  if (context.now < from) return refuse('RENEWAL_TOO_EARLY', { from });
  if (input.termMonths !== undefined && input.termMonths > freezeTermMonths)
    return refuse('RENEWAL_TOO_LONG', { months: freezeTermMonths });
  const missing = paperRefusal('renewal-notice', input.notice, context);
  if (missing !== undefined) return missing;
  const wasMajor = freezeTermMonths > context.policy.amount('freeze.term', context.now);
  return approvalRefusal({ level: wasMajor ? 'prefecture' : 'county', legalReview: true }, input.approval, context);
}

/** The gate of unfreezing: the notice of release. */
export function unfreezeRefusal({ notice }: UnfreezeOrder, context: Context): Refusal | undefined {
  return paperRefusal('release-notice', notice, context);
}

function paperRefusal(kind: OrderDocument['kind'], paper: OrderDocument | undefined, context: Context): Refusal | undefined {
  if (paper?.kind !== kind) return refuse('DOCUMENT_MISSING', { document: kind });
  return inFuture(paper.issuedAt, context) ? refuse('TIME_IN_FUTURE', { paths: ['/notice/issuedAt'] }) : undefined;
}

interface NeededApproval {
  readonly level: 'county' | 'prefecture';
  readonly legalReview: boolean;
}

function approvalRefusal(needed: NeededApproval, approval: FreezeOrder['approval'], context: Context): Refusal | undefined {
  const { level, legalReview } = needed;
  const enough =
    approval !== undefined && (level === 'county' || approval.level === level) && (approval.legalReview || !legalReview);
  if (!enough) return refuse('APPROVAL_MISSING', { level, legalReview });
  return inFuture(approval.approvedAt, context) ? refuse('TIME_IN_FUTURE', { paths: ['/approval/approvedAt'] }) : undefined;
}
