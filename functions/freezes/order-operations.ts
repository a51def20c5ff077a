import { Banks } from '../../shared/banks/streams.ts';
import { accountKey } from '../../shared/freezes/account-key.ts';
import type { AccountFact, AccountRegister } from '../../shared/freezes/account-register.ts';
import { correctOrder } from '../../shared/freezes/correct-order.ts';
import { addDocuments } from '../../shared/freezes/documents.ts';
import { orderExtension, orderFreeze, orderRelease, orderRenewal, orderUnfreeze } from '../../shared/freezes/instruct.ts';
import { lineUp } from '../../shared/freezes/line.ts';
import type { OrderView } from '../../shared/freezes/answers.ts';
import type { OrderPlan } from '../../shared/freezes/model.ts';
import type { OrderFact } from '../../shared/freezes/order-facts.ts';
import type { StopOrder } from '../../shared/freezes/stop-order.ts';
import { AccountRegisters, StopOrders } from '../../shared/freezes/streams.ts';
import { fundGraph, orderView } from '../../shared/freezes/views.ts';
import type { Call, Rejection } from '../../shared/http/api-request.ts';
import { carryOut, staleness } from '../../shared/http/carry-out.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { StoredAnswer } from '../../shared/journal/journal.ts';
import type { Loaded } from '../../shared/journal/stream.ts';
import { streamKey } from '../../shared/journal/stream.ts';
import { settle } from '../../shared/journal/transact.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { type Decision, refuse } from '../../shared/kernel/decision.ts';
import type { ApiTools } from '../lib/api-tools.ts';
import { openAtOnce } from '../lib/open-at-once.ts';
import { ordersOfAlert } from '../lib/orders-of-alert.ts';
import { orderThing } from '../lib/things.ts';
import type { freezeRoutes } from './routes.ts';

type OrderRoutes = Omit<typeof freezeRoutes, 'requestFreeze' | 'getFreezeRequest' | 'listFreezeRequests'>;

/** The most facts shown with an order; the audit has them all. */
const FACTS_SHOWN = 500;

export const orderOperations: Operations<OrderRoutes, ApiTools> = {
  getOrder: async (request, { journal }) => {
    const { orderId } = request.params;
    const order = orderOf(request, await journal.load(StopOrders, orderId));
    if (order.kind === 'refusal') return order;
    const { facts } = await journal.facts(streamKey(StopOrders.name, orderId), { limit: FACTS_SHOWN });
    const lines = facts.map(({ seq, type, at, actor }) => ({ seq, type, at, by: actor.agency }));
    return request.answer(200, { ...orderView(order.state), version: order.loaded.version, facts: lines }, order.loaded.version);
  },

  getFundGraph: async (request, { journal }) => {
    const order = orderOf(request, await journal.load(StopOrders, request.params.orderId));
    if (order.kind === 'refusal') return order;
    const others = await ordersOfAlert(journal, order.state.alertId);
    const orders = [order.state, ...others.filter(({ orderId }) => orderId !== order.state.orderId)];
    return request.answer(200, fundGraph(orders.filter((one) => request.allowed(orderThing(one)).kind === 'allowed')));
  },

  extendOrder: async (request, tools) =>
    commandOrder(request, tools, (order, register, context) => orderExtension(order, register, request.body, context), (view, version) =>
      request.answer(202, view, version),
    ),

  releaseOrder: async (request, tools) =>
    commandOrder(request, tools, (order, register, context) => orderRelease(order, register, request.body, context), (view, version) =>
      request.answer(202, view, version),
    ),

  freezeOrder: async (request, tools) =>
    commandOrder(request, tools, (order, register, context) => orderFreeze(order, register, request.body, context), (view, version) =>
      request.answer(202, view, version),
    ),

  renewOrder: async (request, tools) =>
    commandOrder(request, tools, (order, register, context) => orderRenewal(order, register, request.body, context), (view, version) =>
      request.answer(202, view, version),
    ),

  unfreezeOrder: async (request, tools) =>
    commandOrder(request, tools, (order, register, context) => orderUnfreeze(order, register, request.body, context), (view, version) =>
      request.answer(202, view, version),
    ),

  addDocuments: async (request, tools) =>
    commandOrder(request, tools, (order, _register, context) => addDocuments(order, request.body, context), (view, version) =>
      request.answer(200, view, version),
    ),

  lineUp: async (request, tools) =>
    commandOrder(request, tools, (order, register, context) => lineUp(order, register, request.body, context), (view, version) =>
      request.answer(200, view, version),
    ),

  correctOrder: async (request, tools) => {
    const { journal } = tools;
    const { account } = request.body;
    let plans: readonly OrderPlan[] = [];
    const attempt = async () => {
      const order = orderOf(request, await journal.load(StopOrders, request.params.orderId));
      if (order.kind === 'refusal') return order;
      const key = accountKey((await tools.dataKeys()).accounts, account.bankId, account.accountNumber);
      const [bank, register] = await Promise.all([journal.load(Banks, account.bankId), journal.load(AccountRegisters, key)]);
      const known = {
        key,
        ...(bank.state === undefined ? {} : { bank: bank.state }),
        ...(register.state === undefined ? {} : { register: register.state }),
      };
      const decision = correctOrder(order.state, known, request.body, request.context());
      plans = decision.facts.flatMap((fact) => (fact.type === 'order.corrected' ? [fact.data.plan] : []));
      const [plan] = plans;
      if (plan === undefined) return settle(decision, [order.loaded]);
      const { orderId, dueAt } = plan;
      return settle(decision, [order.loaded], () =>
        request.answer(202, { orderId, corrects: order.state.orderId, bankId: account.bankId, dueAt }),
      );
    };
    return carryOut(request, journal, attempt, () => openAtOnce(tools, plans, request));
  },
};

type OrderCall = Call & { readonly params: { readonly orderId: string } };
type Decide = (order: StopOrder, register: AccountRegister | undefined, context: Context) => Decision<OrderFact | AccountFact>;

/** A command on an order and on the register of its account, in one transaction; the answer shows the order as it is after it. */
async function commandOrder(
  request: OrderCall,
  { journal }: ApiTools,
  decide: Decide,
  answer: (view: OrderView, version: number) => StoredAnswer,
): Promise<StoredAnswer | Rejection> {
  return carryOut(request, journal, async () => {
    const order = orderOf(request, await journal.load(StopOrders, request.params.orderId));
    if (order.kind === 'refusal') return order;
    const register = await journal.load(AccountRegisters, order.state.accountKey);
    return settle(decide(order.state, register.state, request.context()), [order.loaded, register], (after) => {
      const { state = order.state, version } = after(order.loaded);
      return answer(orderView(state), version);
    });
  });
}

interface FoundOrder {
  readonly kind: 'order';
  readonly state: StopOrder;
  readonly loaded: Loaded<StopOrder, OrderFact>;
}

/** The order, if there is one that the caller may do this with, and it is the version the caller knows. */
function orderOf(request: Call, loaded: Loaded<StopOrder, OrderFact>): FoundOrder | Rejection {
  const { state, version } = loaded;
  if (state === undefined) return refuse('NOT_FOUND');
  const access = request.allowed(orderThing(state));
  if (access.kind === 'refusal') return access;
  return staleness(request, version) ?? { kind: 'order', state, loaded };
}
