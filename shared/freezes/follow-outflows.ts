import type { Bank } from '../banks/model.ts';
import type { Context } from '../kernel/context.ts';
import { plus } from '../kernel/time.ts';
import type { AccountRegister } from './account-register.ts';
import { stopsLeft } from './account-registers.ts';
import { boundHolding, contradictionHolding, isCleared, isHeld, isSettled, repeatedIn } from './hold-outflows.ts';
import { ladderOf } from './ladder.ts';
import type { OrderPlan } from './model.ts';
import type { OrderFact } from './order-facts.ts';
import { nextOrderId, orderAt } from './order-id.ts';
import { orderLifecycle } from './order-lifecycle.ts';
import { groupOf } from './outflows/add-lines.ts';
import { type AccountOutflow, type OutflowLine, transferTo, whyCut } from './outflows/model.ts';
import { realSerial } from './serials.ts';
import { type HoldReason, moneyFrom, type StopOrder, type TraceEdge } from './stop-order.ts';
import { isForSum } from './stop-scope.ts';
import type { TraceRoom } from './trace-counts.ts';
import { Transfer } from './transfer.ts';
import { MAX_TRANSFERS, newTransfers, transfersOf } from './transfers.ts';

/** What the trace is decided on, besides the order. */
export interface KnownToTrace {
  /** The account key of each of the order's outflows, in their order; undefined where one went to no account. */
  readonly keys: readonly (string | undefined)[];
  /** The registered banks among those that the outflows name. */
  readonly banks: ReadonlyMap<string, Bank>;
  /** What is known of the accounts, by account key. */
  readonly registers: ReadonlyMap<string, AccountRegister | undefined>;
  /** The orders that `joinCandidates` names, and those that correct them, to the end of each chain, by id. */
  readonly joinable: ReadonlyMap<string, StopOrder>;
  /** Ids that orders have already, which no register names any more. */
  readonly taken: ReadonlySet<string>;
  /** How many more orders may be opened without a person. */
  readonly room: TraceRoom;
}

/** What follows from the outflows of an order. */
export interface Followed {
  /** `order.outflows-followed` and `order.outflows-held`, for the order itself; none where nothing is new. */
  readonly order: readonly OrderFact[];
  /** `order.joined`, each for the order named. */
  readonly joins: readonly { readonly orderId: string; readonly fact: OrderFact }[];
  /** Orders to open: those that `order.outflows-followed` names. */
  readonly opens: readonly OrderPlan[];
  /** How many of those count against the bounds: all but those that a person has said to follow. */
  readonly counted: number;
  /** More than one append takes: follow again once this is saved. */
  readonly more: boolean;
}

/**
 * An append takes 40 changes. The order is one; each order opened is two, for it is born in the same append as the edge to it, with
 * its account's register, so that two traces which meet at one account cannot both open an order there; each join is one; the counts of the alarm and of the bank
 * are two.
 */
const MAX_OPENS = 10;
const MAX_JOINS = 17;

/** The orders at the other end of the outflows that stand there already: they have to be known before the trace is decided. */
export function joinCandidates(order: StopOrder, registers: KnownToTrace['registers']): readonly string[] {
  const opened = order.edges.flatMap(({ to }) => (to === undefined ? [] : [to]));
  const met = [...registers.values()].flatMap((register) => orderAt(register, order.alertId) ?? []);
  return [...new Set([...opened, ...met])].filter((orderId) => orderId !== order.orderId);
}

/**
 * Follows the money: every outflow either opens an order of the next tier at once, or joins the order that stands at its account
 * in this alert already (no account is stopped twice for one alert), or is cut, and why. Earlier outflows come first. A stop that
 * officers took back holds nothing, so money that comes to its account opens an order anew.
 *
 * Never is more traced out of an account than was traced into it. Where more comes in later (the order was joined), ways that
 * were traced in part are topped up. What was followed in full is not followed again, so to follow twice changes nothing.
 * What flowed out well before the money came in is not the victim's (policy `trace.clock-slack`: the clocks of banks differ).
 * Ways that would lead back to where the money came from are cut; with a join go the orders it came through, and on, so that
 * a ring of joins is seen as what it is.
 *
 * Beyond the bounds on what is opened without a person, and where the bank's answer contradicts itself, the way is held: it stands
 * ready, with the sum it would have, and does not open by itself, whatever comes after. A person clears it (`rule-on-outflows.ts`),
 * and then neither bounds nor contradictions hold it, nor the bound on what follows from one order; all else still cuts it.
 *
 * @throws Error where an order that stands at the other end is not among `joinable`, e.g. not opened yet: try again later
 */
export function followOutflows(order: StopOrder, known: KnownToTrace, context: Context): Followed {
  if (!orderLifecycle.allows(order.status, 'follow')) return { order: [], joins: [], opens: [], counted: 0, more: false };
  const trace = begin(order, known, context);
  for (const { outflow, place } of inOrder(order.outflows)) {
    followOne(trace, outflow, place);
    // what has to wait for the next append goes before what flowed out later
    if (trace.more) break;
  }
  const opens = [...trace.opened.values()];
  const at = context.now;
  const [held, found] = [trace.edges.filter(isHeld), trace.edges.filter((edge) => !isHeld(edge))];
  return {
    order: [
      ...(found.length === 0 ? [] : [{ type: 'order.outflows-followed' as const, data: { at, edges: found, opened: opens } }]),
      ...(held.length === 0
        ? []
        : [{ type: 'order.outflows-held' as const, data: { at, edges: held, ...repeatedIn(order, held) } }]),
    ],
    joins: [...trace.joined].map(([orderId, joined]) => ({
      orderId,
      fact: { type: 'order.joined', data: { at, from: order.orderId, ancestors: upTo(order), ...joined } },
    })),
    opens,
    counted: trace.counted,
    more: trace.more,
  };
}

/** The outflows, the earlier first; of the same moment in an order that follows from what they say, not from how they were told. */
function inOrder(outflows: readonly OutflowLine[]) {
  return outflows
    .map((outflow, place) => ({ outflow, place, by: [outflow.at ?? '', groupOf(outflow), realSerial(outflow.serial) ?? ''] }))
    .toSorted((a, b) => compared(a.by, b.by) || a.place - b.place);
}

function compared(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((text, i) => text !== b[i]);
  return at === -1 ? 0 : (a[at] ?? '') < (b[at] ?? '') ? -1 : 1;
}

/** A trace under way: what is left to give, and what has been found. */
interface Trace {
  readonly order: StopOrder;
  readonly known: KnownToTrace;
  readonly context: Context;
  left: number;
  children: number;
  counted: number;
  more: boolean;
  readonly edges: TraceEdge[];
  /** By account key. */
  readonly opened: Map<string, OrderPlan>;
  /** The sum joined, and when its first part flowed, by order. */
  readonly joined: Map<string, { readonly tracedFen: number; readonly moneyAt: string; readonly transfers?: Transfer[] }>;
}

function begin(order: StopOrder, known: KnownToTrace, context: Context): Trace {
  // what was set aside for a way that is cleared by now is given anew
  const given = order.edges.reduce((sum, edge) => sum + (isHeld(edge) && isCleared(order, edge.outflow) ? 0 : edge.tracedFen), 0);
  const children = order.edges.filter(({ how }) => how === 'opened').length;
  return {
    order,
    known,
    context,
    left: order.tracedFen - given,
    children,
    counted: 0,
    more: false,
    edges: [],
    opened: new Map(),
    joined: new Map(),
  };
}

function followOne(trace: Trace, line: OutflowLine, place: number): void {
  const past = trace.order.edges.filter((edge) => edge.outflow === place);
  const outflow = transferTo(line);
  if (outflow === undefined) {
    if (past.length === 0) trace.edges.push(cut(place, whyCut(line)));
    return;
  }
  const missing = outflow.amountFen - past.reduce((sum, { tracedFen }) => sum + tracedFen, 0);
  const to = past.find((edge) => edge.to !== undefined)?.to;
  if (to !== undefined) {
    topUp(trace, { outflow, place, to, missing });
    return;
  }
  if (past.some((edge) => isSettled(trace.order, edge))) return;
  const found = discover(trace, outflow, place);
  // what was cut, and still is for the same reason, is no news
  const isNews = found !== undefined && (found.cut === undefined || past.every(({ cut }) => cut !== found.cut));
  if (isNews) trace.edges.push(found);
}

/** More money for a way that is known; or, if none, the news of where it comes from. */
function topUp(
  trace: Trace,
  way: { readonly outflow: AccountOutflow; readonly place: number; readonly to: string; readonly missing: number },
): void {
  const { outflow, place, to, missing } = way;
  const target = standing(trace, to);
  if (isUpstream(trace.order, target.orderId) || isTakenBack(target) || !orderLifecycle.allows(target.status, 'join')) return;
  const amount = Math.min(missing, trace.left);
  const unheard = upTo(trace.order).some((orderId) => !target.ancestors.includes(orderId));
  if (amount === 0 && !unheard) return;
  if (!join(trace, { orderId: target.orderId, amount, at: outflow.at }) || amount === 0) return;
  trace.edges.push({ outflow: place, tracedFen: amount, to: target.orderId, how: 'joined' });
}

/** Where an outflow leads that has not been followed; undefined where that has to wait for the next round. */
function discover(trace: Trace, outflow: AccountOutflow, place: number): TraceEdge | undefined {
  const { order, known, context } = trace;
  if (isBeforeTransfer(trace, outflow)) return cut(place, 'before-transfer');
  const minimum = context.policy.amount('trace.min-amount', context.now);
  if (outflow.amountFen < minimum) return cut(place, 'below-minimum');
  const key = known.keys[place];
  if (key === undefined) throw new Error(`outflow ${place} has no account key`);
  if (key === order.accountKey) return cut(place, 'cycle');
  const planned = trace.opened.get(key);
  const amount = Math.min(outflow.amountFen, trace.left);
  const contradiction = contradictionHolding(order, place);
  if (planned !== undefined) {
    if (amount === 0) return cut(place, 'nothing-left-to-trace');
    if (contradiction !== undefined) return hold(trace, place, amount, contradiction);
    trace.left -= amount;
    const transfers = newTransfers(transfersOf(planned), [transferOf(outflow)]);
    trace.opened.set(key, {
      ...planned,
      tracedFen: planned.tracedFen + amount,
      ...(transfers.length === 0 ? {} : { transfers: withinLimit([...transfersOf(planned), ...transfers]) }),
    });
    return { outflow: place, tracedFen: amount, to: planned.orderId, how: 'joined' };
  }
  const met = orderAt(known.registers.get(key), order.alertId);
  if (met !== undefined && !needsItsOwn(trace, met)) return meet(trace, { outflow, place, met, amount });
  const reason = obstacle(trace, outflow, key) ?? (amount < minimum ? 'nothing-left-to-trace' : undefined);
  if (reason !== undefined) return cut(place, reason);
  const held = contradiction ?? orderBound(trace, place) ?? boundHolding(order, place, known.room, trace.counted);
  if (held !== undefined) return hold(trace, place, amount, held);
  if (trace.opened.size < MAX_OPENS) return open(trace, { outflow, place, key, amount });
  trace.more = true;
  return undefined;
}

/** Whether the outflow is from before there was any money of the victim on the account, by more than clocks may differ. */
function isBeforeTransfer({ order, context: { policy, now } }: Trace, { at }: AccountOutflow): boolean {
  return at < plus(moneyFrom(order), -policy.amount('trace.clock-slack', now));
}

/** An account that this alert has met before. */
function meet(
  trace: Trace,
  way: { readonly outflow: AccountOutflow; readonly place: number; readonly met: string; readonly amount: number },
): TraceEdge | undefined {
  const { outflow, place, met, amount } = way;
  if (isUpstream(trace.order, met)) return cut(place, 'cycle');
  const target = standing(trace, met);
  if (isUpstream(trace.order, target.orderId)) return cut(place, 'cycle');
  if (!orderLifecycle.allows(target.status, 'join')) return cut(place, 'stop-limit');
  if (amount === 0) return cut(place, 'nothing-left-to-trace');
  const contradiction = contradictionHolding(trace.order, place);
  if (contradiction !== undefined) return hold(trace, place, amount, contradiction);
  const transfers = newTransfers(transfersOf(target), [transferOf(outflow)]);
  return join(trace, { orderId: target.orderId, amount, at: outflow.at, transfers })
    ? { outflow: place, tracedFen: amount, to: target.orderId, how: 'joined' }
    : undefined;
}

/** As many orders follow from one without a person as may. */
function orderBound({ order, children, context: { policy, now } }: Trace, place: number): HoldReason | undefined {
  const full = children >= policy.amount('trace.max-children', now) && !isCleared(order, place);
  return full ? 'order-bound' : undefined;
}

/** Why no order may be opened for the outflow. */
function obstacle({ order, known, context }: Trace, { bankId }: AccountOutflow, key: string): TraceEdge['cut'] {
  const { policy, now } = context;
  const register = known.registers.get(key);
  if (order.tier >= policy.amount('trace.max-tiers', now)) return 'too-many-tiers';
  if (!known.banks.has(bankId)) return 'bank-unknown';
  // a frozen account needs no stop: the order waits in line
  return register?.frozenBy === undefined && stopsLeft(register, context) === 0 ? 'stop-limit' : undefined;
}

function open(
  trace: Trace,
  way: { readonly outflow: AccountOutflow; readonly place: number; readonly key: string; readonly amount: number },
): TraceEdge {
  const { order, context } = trace;
  const { outflow, place, key, amount } = way;
  const { bankId, accountName, accountNumber, accountKind } = outflow;
  const { requestId, alertId, district, agency, urgency, reason, officers, alarmAt, dueAt, timetable } = order;
  const plan: OrderPlan = {
    ...{ requestId, alertId, district, agency, urgency, reason, officers, alarmAt, dueAt },
    orderId: freeId(trace, key),
    account: {
      ...{ bankId, accountName, accountNumber, accountKind },
      transfer: transferOf(outflow),
    },
    accountKey: key,
    tier: order.tier + 1,
    tracedFen: amount,
    ancestors: upTo(order),
    timetable: ladderOf(timetable.from, context.policy, context.now),
    documents: [],
  };
  trace.opened.set(key, plan);
  trace.children += 1;
  if (!isCleared(order, place)) trace.counted += 1;
  trace.left -= amount;
  return { outflow: place, tracedFen: amount, to: plan.orderId, how: 'opened' };
}

/** The id of the next order of the alarm at the account, as whoever else opens one there would name it. */
function freeId({ order: { alertId, alarmAt }, known }: Trace, accountKey: string): string {
  const concerned = { alertId, alarmAt, accountKey };
  let id = nextOrderId({ ...concerned, before: orderAt(known.registers.get(accountKey), alertId) });
  while (known.taken.has(id)) id = nextOrderId({ ...concerned, before: id });
  return id;
}

/** The outflow as the next bank is told it: the transfer that brought the money there. */
function transferOf({ amountFen, at, serial }: AccountOutflow): Transfer {
  return { amountFen, currency: 'CNY', at, ...serialOf(serial) };
}

/** No more transfers than an order tells its bank; the sum counts all of them. */
function withinLimit(transfers: readonly Transfer[]): Transfer[] {
  return transfers.slice(0, MAX_TRANSFERS);
}

/** The serial as the next bank is told it, where it is one and of the form that orders have. */
function serialOf(serial: string | undefined): { readonly serial?: string } {
  const told = realSerial(serial) === undefined ? undefined : Transfer.shape.serial.safeParse(serial).data;
  return told === undefined ? {} : { serial: told };
}

/** Gives the amount to the order; false where this append can take no more joins. */
function join(
  trace: Trace,
  {
    orderId,
    amount,
    at,
    transfers = [],
  }: { readonly orderId: string; readonly amount: number; readonly at: string; readonly transfers?: readonly Transfer[] },
): boolean {
  const before = trace.joined.get(orderId);
  if (before === undefined && trace.joined.size >= MAX_JOINS) {
    trace.more = true;
    return false;
  }
  // earlier outflows come first
  const told = [...(before?.transfers ?? []), ...newTransfers(before?.transfers ?? [], transfers)];
  const sums = { tracedFen: (before?.tracedFen ?? 0) + amount, moneyAt: before?.moneyAt ?? at };
  trace.joined.set(orderId, told.length === 0 ? sums : { ...sums, transfers: withinLimit(told) });
  trace.left -= amount;
  return true;
}

/** The way stands ready, and what would be traced on it is set aside. */
function hold(trace: Trace, place: number, amount: number, held: HoldReason): TraceEdge {
  trace.left -= amount;
  return { outflow: place, tracedFen: amount, how: 'held', held };
}

function cut(place: number, reason: TraceEdge['cut']): TraceEdge {
  return { outflow: place, tracedFen: 0, how: 'cut', cut: reason };
}

/** Whether the stop that stands there holds a sum and no more, or was taken back, so that this money needs one of its own. */
function needsItsOwn(trace: Trace, met: string): boolean {
  const target = standing(trace, met);
  if (isUpstream(trace.order, met) || isUpstream(trace.order, target.orderId)) return false;
  return isForSum(target.account) || isTakenBack(target);
}

/** Whether officers took the stop back, also where the bank's answer crossed with that: the bank has to let go at once. */
function isTakenBack({ status, withdrawal }: StopOrder): boolean {
  return status === 'withdrawn' || withdrawal !== undefined;
}

/** The order that stands there now: the one asked for, or the last of those that correct it. */
function standing({ known }: Trace, orderId: string): StopOrder {
  let order = known.joinable.get(orderId);
  if (order === undefined) throw new Error(`the order ${orderId} at the end of a trace is not known`);
  for (let next: StopOrder | undefined = order; next !== undefined; ) {
    order = next;
    next = next.correctedBy === undefined ? undefined : known.joinable.get(next.correctedBy);
  }
  return order;
}

/** Whether the money came through that order. */
function isUpstream(order: StopOrder, orderId: string): boolean {
  return orderId === order.orderId || order.ancestors.includes(orderId);
}

/** The way the money has come, with this order at its end. */
function upTo({ ancestors, orderId }: StopOrder): string[] {
  return [...ancestors, orderId];
}
