import { decideAccess } from '../../shared/access/decide-access.ts';
import type { AccountFact, AccountRegister } from '../../shared/freezes/account/account-register.ts';
import { orderThing } from '../../shared/freezes/kinds.ts';
import { orderRelease } from '../../shared/freezes/order/instruct.ts';
import type { OrderFact } from '../../shared/freezes/order/order-facts.ts';
import { orderLifecycle } from '../../shared/freezes/order/order-lifecycle.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { withdrawOrder } from '../../shared/freezes/order/withdraw-order.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { accept, type Decision, refuse } from '../../shared/kernel/decision.ts';
import type { Officer } from '../../shared/kernel/people.ts';

/** The commands that end an order which still runs, each with the step of the order's lifecycle. */
const ways = { withdraw: 'withdraw', release: 'orderRelease', unfreeze: 'orderUnfreeze' } as const;
export const endings = ['withdraw', 'release', 'unfreeze'] as const;
type Ending = (typeof endings)[number];

/** The command by which officers can end the order as it stands; undefined if it no longer runs. */
export function endingOf({ status }: Pick<StopOrder, 'status'>): Ending | undefined {
  return endings.find((ending) => orderLifecycle.allows(status, ways[ending]));
}

/** What officers who withdraw an alarm say to the banks of its orders. */
interface Signed {
  readonly officers: Officer[];
  readonly reason: string;
}

/** The reason that a bank is given: the code alone, as the words of the officers may name the victim. */
export function reasonForBank(code: string): string {
  return `警情已撤销 (alarm withdrawn: ${code})`;
}

/**
 * Ends an order of a withdrawn alarm by the decider of the command that officers would give for it: a stop without an answer is recalled, a
 * stopped account released. A freeze needs a notice of release, and a great sum an approval: such an order stays until officers end it.
 *
 * @param context its actor must be allowed that command
 * @returns facts of the order and of its account; none if it no longer runs; or ACTION_NOT_ALLOWED, DOCUMENT_MISSING, APPROVAL_MISSING,
 *   INSTRUCTION_PENDING, TERM_EXPIRED
 */
export function endOrder(
  order: StopOrder,
  signed: Signed,
  register: AccountRegister | undefined,
  context: Context,
): Decision<OrderFact | AccountFact> {
  const ending = endingOf(order);
  if (ending === undefined) return accept();
  if (decideAccess(`order.${ending}`, context.actor, orderThing(order)).outcome !== 'allowed')
    return refuse('ACTION_NOT_ALLOWED');
  if (ending === 'unfreeze') return refuse('DOCUMENT_MISSING', { document: 'release-notice' });
  if (ending === 'withdraw') return withdrawOrder(order, signed, { register }, context);
  return orderRelease(order, signed, { register, filing: undefined, approval: undefined }, context);
}
