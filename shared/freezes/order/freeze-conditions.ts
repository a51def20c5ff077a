import type { Context } from '../../kernel/context.ts';
import { type Refusal, refuse } from '../../kernel/decision.ts';
import { frozenByAnother, isInLine } from '../account/account-facts.ts';
import { sameOfficerTwice } from '../officers.ts';
import { roomRefusal } from './documents.ts';
import { freezeRefusals } from './freeze-gates.ts';
import type { FreezeCondition } from './instruction-kinds.ts';
import type { Asked, FreezeOrder, OnRecord } from './instructions.ts';
import { closedRefusal, pendingRefusal } from './pending-instruction.ts';
import type { StopOrder } from './stop-order.ts';

/** The conditions that what is sent with the act meets. */
export const givenWithAct: readonly FreezeCondition[] = ['officers', 'notice', 'contact', 'necessity'];

/** Whether an order in line has its freeze wait: another order has frozen the account. */
export function waitsInLine(order: StopOrder, register: OnRecord['register']): boolean {
  return frozenByAnother(order, register) && isInLine(order, register);
}

/** Each condition of a freeze with the refusal that it meets now; undefined if it is met. The decider refuses by the first. */
export function freezeConditionsOf(
  order: StopOrder,
  input: Asked<FreezeOrder>,
  known: OnRecord,
  context: Context,
): readonly (readonly [FreezeCondition, Refusal | undefined])[] {
  const { register } = known;
  const command = waitsInLine(order, register) ? 'orderWaitingFreeze' : 'orderFreeze';
  const legal = freezeRefusals(order, input, known, context);
  return [
    ['state', closedRefusal(order, command, context)],
    ['pending', pendingRefusal(order, context)],
    ['officers', sameOfficerTwice(input.officers)],
    ['account', accountRefusal(order, known) ?? narrowedRefusal(order, input)],
    ...legal,
    ['papers', roomRefusal(order, [input.notice])],
  ];
}

/** An objection or the screening narrowed the hold: a freeze takes no more than was left. */
function narrowedRefusal({ narrowedFen }: StopOrder, { amountFen }: Pick<FreezeOrder, 'amountFen'>): Refusal | undefined {
  if (narrowedFen === undefined || (amountFen !== undefined && amountFen <= narrowedFen)) return undefined;
  return refuse('FREEZE_ABOVE_NARROWED', { mostFen: narrowedFen, paths: ['/amountFen'] });
}

function accountRefusal(order: StopOrder, { register }: OnRecord): Refusal | undefined {
  if (frozenByAnother(order, register) && !isInLine(order, register)) return refuse('ACCOUNT_FROZEN', { state: order.status });
  return order.account.target === undefined ? undefined : refuse('ACCOUNT_NOT_KNOWN');
}
