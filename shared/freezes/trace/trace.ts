import type { Bank } from '../../banks/model.ts';
import type { Context } from '../../kernel/context.ts';
import type { AccountRegister } from '../account/account-register.ts';
import type { OrderPlan } from '../model.ts';
import type { HoldReason, StopOrder, TraceEdge } from '../order/stop-order.ts';
import type { Transfer } from '../transfer.ts';
import { MAX_TRANSFERS } from '../transfers.ts';
import { isCleared, isHeld } from './hold-outflows.ts';
import type { TraceRoom } from './trace-counts.ts';

/** The input of the trace, besides the order. */
export interface KnownToTrace {
  /** The account key of each of the order's outflows, in their order; undefined if one went to no account. */
  readonly keys: readonly (string | undefined)[];
  /** The registered banks among those that the outflows name. */
  readonly banks: ReadonlyMap<string, Bank>;
  /** The registers of the accounts, by account key. */
  readonly registers: ReadonlyMap<string, AccountRegister | undefined>;
  /** The orders that `joinCandidates` names, and those that correct them, to the end of each chain, by id. */
  readonly joinable: ReadonlyMap<string, StopOrder>;
  /** Ids of existing orders that no register names any more. */
  readonly taken: ReadonlySet<string>;
  /** How many more orders may be opened without a person. */
  readonly room: TraceRoom;
  /** Whether the alarm was withdrawn: then no further stop is asked for under it. */
  readonly withdrawn?: boolean;
}

/**
 * An append takes 40 changes. The order is one. Each order opened is two: its edge and its account's register are born in the same append,
 * so that two traces that meet at one account cannot both open an order there. Each join is one; the counts of the alarm and of the bank
 * are two.
 */
export const MAX_OPENS = 10;
const MAX_JOINS = 17;

/** A trace under way: the sum left to give, and the findings so far. */
export interface Trace {
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

export function begin(order: StopOrder, known: KnownToTrace, context: Context): Trace {
  // the sum set aside for a way that is cleared by now is given anew
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

/** Gives the amount to the order; false where this append can take no more joins. */
export function join(
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
  const told = [...(before?.transfers ?? []), ...transfers];
  const sums = { tracedFen: (before?.tracedFen ?? 0) + amount, moneyAt: before?.moneyAt ?? at };
  trace.joined.set(orderId, told.length === 0 ? sums : { ...sums, transfers: withinLimit(told) });
  trace.left -= amount;
  return true;
}

/** At most as many transfers as an order tells its bank; the sum counts all of them. */
export function withinLimit(transfers: readonly Transfer[]): Transfer[] {
  return transfers.slice(0, MAX_TRANSFERS);
}

/** The way stands ready, and the sum that it would get is set aside. */
export function hold(trace: Trace, place: number, amount: number, held: HoldReason): TraceEdge {
  trace.left -= amount;
  return { outflow: place, tracedFen: amount, how: 'held', held };
}

export function cut(place: number, reason: TraceEdge['cut']): TraceEdge {
  return { outflow: place, tracedFen: 0, how: 'cut', cut: reason };
}

/** Whether officers took the stop back, also if the bank's answer crossed with that: the bank has to let go at once. */
export function isTakenBack({ status, withdrawal }: StopOrder): boolean {
  return status === 'withdrawn' || withdrawal !== undefined;
}

/** The order that stands there now: the requested one, or the last of those that correct it. */
export function standing({ known }: Trace, orderId: string): StopOrder {
  const order = known.joinable.get(orderId);
  if (order === undefined) throw new Error(`the order ${orderId} at the end of a trace is not known`);
  return lastCorrection(order, known.joinable);
}

/** The last of the orders that put this one right, or itself, as far as they are among the known ones. */
export function lastCorrection<Order extends Pick<StopOrder, 'correctedBy'>>(
  order: Order,
  known: ReadonlyMap<string, Order>,
): Order {
  const next = order.correctedBy === undefined ? undefined : known.get(order.correctedBy);
  return next === undefined ? order : lastCorrection(next, known);
}

/** The ways of the money out of the account; none once it is traced on from a correction. */
export function waysOf({ edges, correctedBy }: Pick<StopOrder, 'edges' | 'correctedBy'>): readonly TraceEdge[] {
  return correctedBy === undefined ? edges : [];
}

/** Whether the money came through that order. */
export function isUpstream(order: StopOrder, orderId: string): boolean {
  return orderId === order.orderId || order.ancestors.includes(orderId);
}

/** The way the money has come, with this order at its end. */
export function upTo({ ancestors, orderId }: StopOrder): string[] {
  return [...ancestors, orderId];
}
