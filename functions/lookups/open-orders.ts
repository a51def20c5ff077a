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
import type { Command, Journal } from '../../shared/journal/journal.ts';
import { splitFacts } from '../../shared/journal/split-facts.ts';
import type { Change, Loaded } from '../../shared/journal/stream.ts';
import { planFrom, withResult } from '../../shared/journal/transact.ts';
import { hashOf } from '../../shared/kernel/canonical.ts';
import { chunks } from '../../shared/kernel/chunks.ts';
import { type Actor, type Context, systemActor } from '../../shared/kernel/context.ts';
import { accept } from '../../shared/kernel/decision.ts';
import { appendOnce } from '../platform/append-once.ts';
import { inParallel } from '../platform/in-parallel.ts';
import { contextOf, type Platform } from '../platform/platform.ts';
import { nextOrder } from './next-order.ts';

/** The most orders that are opened in one append: with the request that asks for them it has 19 items. */
export const MOST_TOGETHER = 4;
/** How many appends go on at the same time: few, so that a request for a hundred stops leaves the table to others too. */
const LANES = 4;

/** The actor and the occasion under which orders are opened. */
export interface OpeningOrigin {
  readonly actor?: Actor;
  readonly correlationId: string;
}

/**
 * Opens each planned order with the register of its account. It leaves an order that this plan opened already as it is, so the handler that
 * made the plans and the relay may both do this, and may do it again. If the alarm has a standing order at the account by now, the plan joins
 * that one, also if a request, the trace and a correction came at the same instant.
 *
 * @throws Error if an order could not be opened because other commands kept coming first; the other orders are still opened
 */
export async function openOrders(platform: Platform, plans: readonly OrderPlan[], origin: OpeningOrigin): Promise<void> {
  await inParallel(chunks(plans, MOST_TOGETHER), LANES, async (group) => {
    // one that cannot be opened does not keep the others from it
    const left = await openTogether(platform, group, origin).catch(() => group);
    await inParallel(left, 1, (plan) => openAlone(platform, plan, origin));
  });
}

/** Opens the orders of plans that nothing stands in the way of, in one append. @returns the plans that are left */
async function openTogether(
  platform: Platform,
  plans: readonly OrderPlan[],
  origin: OpeningOrigin,
): Promise<readonly OrderPlan[]> {
  const { journal } = platform;
  const context = contextOf(platform, origin.actor ?? systemActor);
  const ids = plans.map(({ orderId }) => orderId);
  const command = commandOf(origin, context, ['together', ...ids]);
  const opening = async () => {
    const [places, registers] = await Promise.all([
      journal.loadMany(StopOrders, ids),
      journal.loadMany(
        AccountRegisters,
        plans.map(({ accountKey }) => accountKey),
      ),
    ]);
    const { changes, left } = openFresh(plans, places, registers, context);
    return withResult({ kind: 'plan', changes }, left);
  };
  // no record of the command: an order that was opened is not fresh
  const became = await appendOnce(journal, command, opening, { remember: false });
  return became.outcome === 'done' && became.result !== undefined ? became.result : plans;
}

/** The opening of the orders that can be opened at once, and the plans that must be looked at one by one. */
export interface Opening {
  readonly changes: readonly Change[];
  readonly left: readonly OrderPlan[];
}

/**
 * Opens the orders of plans at accounts that the alarm has no order at. An account whose stop is turned down, or joined, is left. An order that
 * its plan opened already is done.
 *
 * @param places the streams of the planned orders, in the order of the plans
 * @param registers those of their accounts, likewise
 */
export function openFresh(
  plans: readonly OrderPlan[],
  places: readonly LoadedOrder[],
  registers: readonly Loaded<AccountRegister, AccountFact>[],
  context: Context,
): Opening {
  const changes: Change[] = [];
  const left: OrderPlan[] = [];
  for (const [at, plan] of plans.entries()) {
    const [place, register] = [places[at], registers[at]];
    if (place?.state !== undefined && isOf(plan, place.state)) continue;
    const isFresh =
      place !== undefined &&
      register !== undefined &&
      place.state === undefined &&
      orderAt(register.state, plan.alertId) === undefined;
    const facts = isFresh ? openOrder(plan, register.state, context) : [];
    if (!isFresh || facts.some(({ type }) => type === 'order.turned-down')) left.push(plan);
    else changes.push(...splitFacts([place, register], facts));
  }
  return { changes, left };
}

function commandOf(
  { actor = systemActor, correlationId }: OpeningOrigin,
  { now }: Context,
  occasion: readonly string[],
): Command {
  return { name: 'openOrder', id: ['open', ...occasion].join('/'), inputHash: hashOf(occasion), actor, correlationId, now };
}

/** Opens the order or joins it to the one that stands, under a record of the command: a stop is joined once. */
async function openAlone(platform: Platform, plan: OrderPlan, origin: OpeningOrigin): Promise<void> {
  const { journal } = platform;
  const context = contextOf(platform, origin.actor ?? systemActor);
  const occasion = [plan.orderId, plan.requestId, ...(plan.corrects === undefined ? [] : [plan.corrects])];
  await appendOnce(journal, commandOf(origin, context, occasion), async () => {
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
  // officers took the stop back since their request named it
  if (isTakenBack(state)) return planned;
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
  return isOf(plan, state) || isTakenBack(state) ? [] : joinOrder(state, plan, context);
}

function isTakenBack({ status, withdrawal }: StopOrder): boolean {
  return status === 'withdrawn' || withdrawal !== undefined;
}

/** Whether the order was opened by this plan, not by the trace or a correction within the same request. */
function isOf({ orderId, requestId, tier, corrects }: OrderPlan, order: StopOrder): boolean {
  return order.orderId === orderId && order.requestId === requestId && order.tier === tier && order.corrects === corrects;
}
