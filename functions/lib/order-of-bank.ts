import { type GivenInstruction, givenInstructions } from '../../shared/freezes/given-instruction.ts';
import type { OrderFact } from '../../shared/freezes/order-facts.ts';
import type { StopOrder } from '../../shared/freezes/stop-order.ts';
import type { Call, Rejection } from '../../shared/http/api-request.ts';
import type { Loaded } from '../../shared/journal/stream.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { orderThing } from './things.ts';

interface FoundOrder {
  readonly kind: 'order';
  readonly state: StopOrder;
  readonly loaded: Loaded<StopOrder, OrderFact>;
  /** The instructions of the order to the bank, oldest first; at least one. */
  readonly given: readonly GivenInstruction[];
}

/** The order, if it is to the calling bank, and the bank was ever to act on it. */
export function orderOf(request: Call, loaded: Loaded<StopOrder, OrderFact>): FoundOrder | Rejection {
  const { state } = loaded;
  if (state === undefined) return refuse('NOT_FOUND');
  const given = givenInstructions(state);
  // of an order that was turned down or never left the line the bank does not know
  if (given.length === 0) return refuse('NOT_FOUND');
  const access = request.allowed(orderThing(state));
  return access.kind === 'refusal' ? access : { kind: 'order', state, loaded, given };
}
