import { isBefore } from '../../kernel/clock.ts';
import type { Context } from '../../kernel/context.ts';
import type { AccountFact } from '../account/account-register.ts';
import { orderAfter } from '../order/evolve-order.ts';
import type { OrderFact } from '../order/order-facts.ts';
import type { Contradiction, StopOrder } from '../order/stop-order.ts';
import { fenOf, isForeign } from '../transfers.ts';

/**
 * Contradictions in what a bank said of an account, and the outflows they concern, by their places. Such an answer counts like any other:
 * it stops the clock and is kept whole. But Cordon follows its outflows only after a person has cleared them.
 *
 * - `no-such-account`: the bank knows no such account (0300) and yet names outflows from it. All outflows.
 * - `after-stop`: an outflow is later than the moment at which the bank itself says that the stop took effect, by more than a bank's clock
 *   may be off (policy `clock.tolerance`). That outflow alone. Not once the stop has ended: then money may flow again.
 * - `more-than-came-in`: outflows and the held sum together are more than the balance the bank states (or the held sum, if it states none)
 *   and what can have come in. All outflows: the sums do not tell which of them is wrong.
 *
 * An account holds other money too. A mule's account takes that of several victims within the hour, and only one of them may have called.
 * So one outflow may be larger than the transfer, and all of them may be. So the rule takes a multiple (policy `trace.other-money`) of what
 * is known to have come in: the transfer that the order was opened for, or the sum traced into the account, if that is more. The trace
 * itself never takes out more than was traced in, even if the bank names more.
 */
function contradictionsIn(order: StopOrder, context: Context): readonly Contradiction[] {
  const all = order.outflows.map((_, place) => place);
  if (all.length === 0) return [];
  const stop = order.answers.findLast(({ instruction }) => instruction === 'stop');
  const after = all.filter((place) => isAfterStop(order, place, context));
  return [
    ...(stop?.code === '0300' ? [{ rule: 'no-such-account' as const, outflows: all }] : []),
    ...(after.length > 0 ? [{ rule: 'after-stop' as const, outflows: after }] : []),
    ...(isMoreThanCameIn(order, context) ? [{ rule: 'more-than-came-in' as const, outflows: all }] : []),
  ];
}

function isAfterStop({ status, effectiveAt, timeDoubts, outflows }: StopOrder, place: number, context: Context): boolean {
  // if the bank's clock is in doubt, it does not tell what came first
  if (timeDoubts?.some(({ instruction, of }) => instruction === 'stop' && of === undefined)) return false;
  const outflow = outflows[place];
  const inForce = status === 'stopped' || status === 'frozen';
  return inForce && outflow?.at !== undefined && effectiveAt !== undefined && isBefore(effectiveAt, outflow.at, context);
}

function isMoreThanCameIn(order: StopOrder, { policy, now }: Context): boolean {
  // the worth of another currency is not known
  if (isForeign(order)) return false;
  const { account, tracedFen, stoppedFen, balanceBeforeFen = stoppedFen, outflows } = order;
  const wentOut = outflows.reduce((sum, { amountFen = 0, cut }) => sum + (cut === 'other-currency' ? 0 : amountFen), 0);
  const knownToComeIn = Math.max(fenOf(account.transfer), tracedFen);
  return wentOut + stoppedFen > balanceBeforeFen + knownToComeIn * policy.amount('trace.other-money', now);
}

/**
 * The mark on an order for the contradictions that these facts bring, each outflow once under each rule.
 *
 * @param facts the decided facts of the order, and perhaps of its account
 * @returns `order.answer-contradicted`, or no fact if nothing is new
 */
export function contradicted(
  before: StopOrder,
  facts: readonly (OrderFact | AccountFact)[],
  context: Context,
): readonly OrderFact[] {
  if (facts.length === 0) return [];
  const news = contradictionsIn(orderAfter(before, facts), context).flatMap(({ rule, outflows }) => {
    const added = outflows.filter(
      (place) => !before.contradictions?.some((one) => one.rule === rule && one.outflows.includes(place)),
    );
    return added.length > 0 ? [{ rule, outflows: added }] : [];
  });
  if (news.length === 0) return [];
  const known = news.every(({ rule }) => before.contradictions?.some((one) => one.rule === rule));
  const data = { at: context.now, contradictions: news, ...(known ? { repeated: true as const } : {}) };
  return [{ type: 'order.answer-contradicted', data }];
}
