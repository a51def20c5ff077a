import type { AccountFact, AccountRegister } from '../../shared/freezes/account/account-register.ts';
import { AccountRegisters } from '../../shared/freezes/account/account-registers.ts';
import type { OrderPlan } from '../../shared/freezes/model.ts';
import { joinOrder } from '../../shared/freezes/order/join-order.ts';
import { openOrder } from '../../shared/freezes/order/open-order.ts';
import type { OrderFact } from '../../shared/freezes/order/order-facts.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { orderAt } from '../../shared/freezes/request/order-id.ts';
import { takesIn } from '../../shared/freezes/request/stop-scope.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import type { Loaded } from '../../shared/journal/stream.ts';
import { planFrom } from '../../shared/journal/transact.ts';
import { hashOf } from '../../shared/kernel/canonical.ts';
import { type Actor, type Context, systemActor } from '../../shared/kernel/context.ts';
import { accept } from '../../shared/kernel/decision.ts';
import { appendOnce } from '../platform/append-once.ts';
import { inParallel } from '../platform/in-parallel.ts';
import { contextOf, type Platform } from '../platform/platform.ts';
import { nextOrder } from './next-order.ts';

/** How many orders are opened at the same time. */
const LANES = 10;

/** The actor and the occasion under which orders are opened. */
export interface OpeningOrigin {
  readonly actor?: Actor;
  readonly correlationId: string;
}

/**
 * Opens each planned order, in a transaction of its own with the register of its account. It leaves an order that this plan opened already
 * as it is, so the handler that made the plans and the relay may both do this, and may do it again. If the alarm has a standing order at
 * the account by now, the plan joins that one, also if a request, the trace and a correction came at the same instant.
 *
 * @throws Error if an order could not be opened because other commands kept coming first; the other orders are still opened
 */
export async function openOrders(platform: Platform, plans: readonly OrderPlan[], origin: OpeningOrigin): Promise<void> {
  await inParallel(plans, LANES, (plan) => open(platform, plan, origin));
}

async function open(platform: Platform, plan: OrderPlan, { actor = systemActor, correlationId }: OpeningOrigin): Promise<void> {
  const { journal } = platform;
  const context = contextOf(platform, actor);
  const occasion = [plan.orderId, plan.requestId, ...(plan.corrects === undefined ? [] : [plan.corrects])];
  const command = {
    name: 'openOrder',
    id: ['open', ...occasion].join('/'),
    inputHash: hashOf(occasion),
    actor,
    correlationId,
    now: context.now,
  };
  await appendOnce(journal, command, async () => {
    const [planned, register] = await Promise.all([
      journal.load(StopOrders, plan.orderId),
      journal.load(AccountRegisters, plan.accountKey),
    ]);
    const place = await placeOf(journal, plan, planned, register.state, context);
    return planFrom(accept(...openOrJoin(place, register.state, plan, context)), [place, register]);
  });
}

type LoadedOrder = Loaded<StopOrder, OrderFact>;

/** The order that the plan is carried out on: the planned one, or the alarm's standing order at the account by now. */
async function placeOf(
  journal: Journal,
  plan: OrderPlan,
  planned: LoadedOrder,
  register: AccountRegister | undefined,
  context: Context,
): Promise<LoadedOrder> {
  const { alertId, alarmAt, accountKey, orderId } = plan;
  const before = orderAt(register, alertId);
  if (before !== undefined && before !== orderId) {
    const other = await journal.load(StopOrders, before);
    if (other.state !== undefined && takesIn(other.state, plan, context)) return other;
  }
  const { state } = planned;
  if (state === undefined || isOf(plan, state) || state.status === 'turned-down' || takesIn(state, plan, context)) return planned;
  // the order to join has ended meanwhile, or holds another sum: the account gets a new order
  return nextOrder(journal, { alertId, alarmAt, accountKey, before });
}

function openOrJoin(
  { id, state }: LoadedOrder,
  register: AccountRegister | undefined,
  plan: OrderPlan,
  context: Context,
): readonly (OrderFact | AccountFact)[] {
  if (state === undefined) return openOrder({ ...plan, orderId: id }, register, context);
  if (state.status === 'turned-down') {
    const facts = openOrder({ ...plan, orderId: id }, register, context);
    return facts.some(({ type }) => type === 'order.turned-down') ? [] : facts;
  }
  return isOf(plan, state) ? [] : joinOrder(state, plan, context);
}

/** Whether the order was opened by this plan, not by the trace or a correction within the same request. */
function isOf({ orderId, requestId, tier, corrects }: OrderPlan, order: StopOrder): boolean {
  return order.orderId === orderId && order.requestId === requestId && order.tier === tier && order.corrects === corrects;
}
