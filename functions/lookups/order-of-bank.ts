import { type GivenInstruction, givenInstructions } from '../../shared/freezes/order/given-instruction.ts';
import type { Call, Rejection } from '../../shared/http/api-request.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import type { BanksOrder } from './bank-orders.ts';

/** The members of an order that decide whether its bank may know of it. */
type Asked = Pick<BanksOrder, 'state' | 'thing' | 'isOver'>;

interface Found {
  readonly kind: 'order';
  /** The instructions of the order to the bank, oldest first; at least one. */
  readonly given: readonly GivenInstruction[];
}

/** The order, if it is to the calling bank, and the bank ever had to act on it. */
export function orderOf<Order extends Asked>(request: Call, order: Order | undefined): (Order & Found) | Rejection {
  if (order === undefined) return refuse('NOT_FOUND');
  const given = givenInstructions(order.state).map((one) => (order.isOver === true ? closed(one) : one));
  // the bank knows nothing of an order that was turned down or never left the line
  if (given.length === 0) return refuse('NOT_FOUND');
  const access = request.allowed(order.thing);
  return access.kind === 'refusal' ? access : { kind: 'order', ...order, given };
}

/** An instruction of a test that is over: the bank need not answer it any more. */
export function closed(given: GivenInstruction): GivenInstruction {
  return given.state === 'open' ? { ...given, state: 'expired' } : given;
}
