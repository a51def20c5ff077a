import { plusMonths } from '../../kernel/beijing.ts';
import { inFuture, isBefore } from '../../kernel/clock.ts';
import type { Context } from '../../kernel/context.ts';
import { accept, type Decision, refuse } from '../../kernel/decision.ts';
import { personActing } from '../../kernel/people.ts';
import { DAY, plus } from '../../kernel/time.ts';
import type { AccountFact, AccountRegister } from '../account/account-register.ts';
import { sameOfficerTwice } from '../officers.ts';
import { type ByRight, letGo, narrowTo } from '../order/by-right.ts';
import { isWhole } from '../order/freeze-gates.ts';
import type { Finding } from '../order/instruction-kinds.ts';
import type { OrderFact } from '../order/order-facts.ts';
import { orderLifecycle } from '../order/order-lifecycle.ts';
import type { StopOrder } from '../order/stop-order.ts';
import type { RecordFinding, TellOwner } from './bodies.ts';
import type { Screening } from './model.ts';
import type { ScreeningFact } from './screening-facts.ts';
import { screeningLifecycle } from './screening-lifecycle.ts';

type Facts = ScreeningFact | OrderFact | AccountFact;

/** What a finding is decided on, besides the screening. */
export interface KnownToScreening {
  readonly order: StopOrder;
  readonly register: AccountRegister | undefined;
  /** Of the caller, as the token gives it. */
  readonly name: string;
}

/** What a bank is told of the ground, as it stands on its paper. Nothing of the case. */
const reasons = {
  unlinked: '经甄别，款项与案件无关，依法解除冻结',
  'partly-linked': '经甄别，部分款项与案件无关，依法减少冻结金额',
  term: '冻结后逾期未作出甄别结论，依法解除冻结',
} as const;

/**
 * The screening follows its freeze: it opens when the bank has frozen the account, and ends if the freeze ends before a finding. The whole
 * account is screened within one month, a sum within three (policy `screening.term-whole`, `screening.term`), from the freeze.
 *
 * @param screening undefined before the first freeze
 * @returns `screening.opened`, `screening.ended`, or undefined if nothing changes
 */
export function followFreeze(screening: Screening | undefined, order: StopOrder, context: Context): ScreeningFact | undefined {
  const { now, policy } = context;
  if (order.status !== 'frozen') return screening?.status === 'open' ? { type: 'screening.ended', data: { at: now } } : undefined;
  if (screening !== undefined && screening.status !== 'ended') return undefined;
  const { orderId, alertId, district, agency, account } = order;
  const frozenAt = order.freezeEffectiveAt ?? now;
  const given = order.instructions?.findLast(({ instruction }) => instruction === 'freeze');
  const whole = isWhole(order, { amountFen: given?.amountFen }, context);
  const dueAt = plusMonths(frozenAt, policy.amount(whole ? 'screening.term-whole' : 'screening.term', now));
  const warnAt = plus(dueAt, -policy.amount('screening.warning', now) * DAY);
  return {
    type: 'screening.opened',
    data: { at: now, orderId, alertId, district, agency, bankId: account.bankId, whole, frozenAt, dueAt, warnAt },
  };
}

/**
 * Records the finding (甄别结论). Money that is not linked goes free at once: the freeze ends, or is narrowed to the sum that is linked; its
 * owner is told within three days. New evidence leads to another finding while the account is frozen.
 *
 * @returns the facts of the screening, the order and its account, or SCREENING_STATE_FORBIDS, ORDER_LET_GO, ORDER_STATE_FORBIDS (it is not
 *   frozen any more), SAME_OFFICER_TWICE, INSTRUCTION_PENDING, NARROWING_NOT_LESS
 */
export function recordFinding(
  screening: Screening,
  input: RecordFinding,
  { order, register, name }: KnownToScreening,
  context: Context,
): Decision<Facts> {
  const { now, actor, policy } = context;
  const { finding, linkedFen, officers, grounds, evidence } = input;
  const forbidden = screeningLifecycle.refusal(screening.status, 'find');
  if (forbidden !== undefined) return forbidden;
  if (order.letGo !== undefined) return refuse('ORDER_LET_GO', { since: order.letGo.at });
  if (order.status !== 'frozen') return orderLifecycle.forbidden(order.status, 'orderNarrowing');
  const sameTwice = sameOfficerTwice(officers);
  if (sameTwice !== undefined) return sameTwice;
  const freed = freedBy(finding, linkedFen, { order, register }, { officers }, context);
  if (freed.kind === 'refusal') return freed;
  return accept<Facts>(
    {
      type: 'screening.found',
      data: {
        ...{ at: now, finding, linkedFen, grounds, evidence, officers },
        by: personActing(actor, name),
        ...(finding === 'linked' ? {} : { ownerDueAt: plus(now, policy.amount('screening.tell-owner', now) * DAY) }),
      },
    },
    { type: 'order.screened', data: { at: now, finding, linkedFen } },
    ...freed.facts,
  );
}

/** What a finding does to the freeze. */
function freedBy(
  finding: Finding,
  linkedFen: number | undefined,
  { order, register }: Pick<KnownToScreening, 'order' | 'register'>,
  { officers }: Pick<ByRight, 'officers'>,
  context: Context,
): Decision<OrderFact | AccountFact> {
  if (finding === 'linked') return accept();
  const given = { ground: { by: 'screening' as const }, reason: reasons[finding], officers };
  if (finding === 'unlinked' || linkedFen === undefined) return accept(...letGo(order, given, register, context));
  return narrowTo(order, { ...given, fen: linkedFen }, register, context);
}

/**
 * Records that the owner was told (告知权利人).
 *
 * @returns `screening.owner-told`, or SCREENING_STATE_FORBIDS (there is no owner to be told, or the owner was told), TIME_IN_FUTURE,
 *   TIMES_OUT_OF_ORDER
 */
export function tellOwner(
  screening: Screening,
  { toldAt, way }: TellOwner,
  { name }: Pick<KnownToScreening, 'name'>,
  context: Context,
): Decision<ScreeningFact> {
  const { now, actor } = context;
  const { status, owner } = screening;
  const forbidden = screeningLifecycle.refusal(status, 'tellOwner');
  if (forbidden !== undefined) return forbidden;
  if (owner === undefined || owner.told !== undefined) return screeningLifecycle.forbidden(status, 'tellOwner');
  const paths = ['/toldAt'];
  if (inFuture(toldAt, context)) return refuse('TIME_IN_FUTURE', { paths });
  if (isBefore(toldAt, screening.frozenAt, context)) return refuse('TIMES_OUT_OF_ORDER', { paths });
  return accept({
    type: 'screening.owner-told',
    data: { at: now, toldAt, way, by: personActing(actor, name) },
  });
}

/**
 * The work of time: the warning, the end of the term, and the owner who was not told. At the end of the term the money goes free in the same
 * append (policy `screening.release-at-term`); each is noted once, also after an outage.
 *
 * @returns facts of the screening, the order and its account
 */
export function advance(
  screening: Screening,
  { order, register }: Pick<KnownToScreening, 'order' | 'register'>,
  context: Context,
): readonly Facts[] {
  const { now, policy } = context;
  const { status, dueAt, warnAt, warned, owner } = screening;
  if (status === 'open' && (order.status !== 'frozen' || order.letGo !== undefined))
    return now >= dueAt ? [{ type: 'screening.ended', data: { at: now } }] : [];
  if (status === 'open' && now >= dueAt) {
    const released = policy.enabled('screening.release-at-term', now);
    const given = { ground: { by: 'screening-term' as const }, reason: reasons.term, officers: [] };
    const ownerDue = released ? { ownerDueAt: plus(now, policy.amount('screening.tell-owner', now) * DAY) } : {};
    return [
      { type: 'screening.lapsed', data: { at: now, dueAt, released, ...ownerDue } },
      ...(released ? letGo(order, given, register, context) : []),
    ];
  }
  if (status === 'open' && !warned && now >= warnAt) return [{ type: 'screening.warned', data: { at: now, dueAt } }];
  const untold = owner !== undefined && owner.told === undefined && owner.overdueAt === undefined && now >= owner.dueAt;
  return untold ? [{ type: 'screening.owner-overdue', data: { at: now, dueAt: owner.dueAt } }] : [];
}

/** When time next changes it, if ever. */
export function nextMoment({ status, warned, warnAt, dueAt, owner }: Screening): string | undefined {
  if (status === 'open') return warned ? dueAt : warnAt;
  return owner === undefined || owner.told !== undefined || owner.overdueAt !== undefined ? undefined : owner.dueAt;
}
