import type { AccountFact, AccountRegister } from '../../shared/freezes/account-register.ts';
import type { OrderView } from '../../shared/freezes/answers.ts';
import type { Filing } from '../../shared/freezes/filing.ts';
import type { OrderFact } from '../../shared/freezes/order-facts.ts';
import type { StopOrder } from '../../shared/freezes/stop-order.ts';
import { AccountRegisters, StopOrders } from '../../shared/freezes/streams.ts';
import { orderView } from '../../shared/freezes/views.ts';
import type { Call, Rejection } from '../../shared/http/api-request.ts';
import { carryOut, staleness } from '../../shared/http/carry-out.ts';
import type { StoredAnswer } from '../../shared/journal/journal.ts';
import { applied } from '../../shared/journal/split-facts.ts';
import type { Loaded } from '../../shared/journal/stream.ts';
import { settle } from '../../shared/journal/transact.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { type Decision, refuse } from '../../shared/kernel/decision.ts';
import type { ApiTools } from '../lib/api-tools.ts';
import { filingOfAlert } from '../lib/cases.ts';
import { orderThing } from '../lib/things.ts';
import { holderOf } from './holder.ts';

interface FoundOrder {
  readonly kind: 'order';
  readonly state: StopOrder;
  readonly loaded: Loaded<StopOrder, OrderFact>;
}

/** The order, if there is one that the caller may do this with, and it is the version the caller knows. */
export function orderOf(call: Call, loaded: Loaded<StopOrder, OrderFact>): FoundOrder | Rejection {
  const { state, version } = loaded;
  if (state === undefined) return refuse('NOT_FOUND');
  const access = call.allowed(orderThing(state));
  if (access.kind === 'refusal') return access;
  return staleness(call, version) ?? { kind: 'order', state, loaded };
}

/** @param filing of the case that the order's alarm belongs to, if it is filed */
type Decide<Body> = (
  order: StopOrder,
  register: AccountRegister | undefined,
  input: Body,
  context: Context,
  filing: Filing | undefined,
) => Decision<OrderFact | AccountFact>;

interface OrderCall<Status, Body> extends Call {
  readonly params: { readonly orderId: string };
  readonly body: Body;
  answer(status: Status, view: OrderView, version: number): StoredAnswer;
}

/**
 * The operation that puts this decider to an order and the register of its account, in one transaction, and answers with the order
 * as it is after it.
 *
 * @param named the filing that a body names, on which what is decided will rest: no other case's than the alarm's
 */
export function commandOnOrder<Status, Body>(
  status: Status,
  decide: Decide<Body>,
  named: (body: Body) => Filing | undefined = () => undefined,
) {
  return async (request: OrderCall<Status, Body>, { journal }: ApiTools): Promise<StoredAnswer | Rejection> =>
    carryOut(request, journal, async () => {
      const order = orderOf(request, await journal.load(StopOrders, request.params.orderId));
      if (order.kind === 'refusal') return order;
      const [register, filed] = await Promise.all([
        journal.load(AccountRegisters, order.state.accountKey),
        filingOfAlert(journal, order.state.alertId, named(request.body)),
      ]);
      const decision = decide(order.state, register.state, request.body, request.context(), filed.filing);
      if (decision.kind === 'acceptance' && decision.facts.length > 0 && filed.strange)
        return refuse('CASE_NOT_FILED', { paths: ['/filing/caseNumber'] });
      const holder = await holderOf(journal, applied(order.loaded, decision.facts).state?.waitsFor);
      const settled = settle(decision, [order.loaded, register], (after) => {
        const { state = order.state, version } = after(order.loaded);
        return request.answer(status, orderView(state, filed.filing, holder), version);
      });
      // an alarm that leaves its case meanwhile takes the filing with it
      const rests = filed.filing !== undefined || named(request.body) !== undefined;
      return settled.kind === 'plan' && rests ? { ...settled, requires: filed.rests } : settled;
    });
}
