import type { Context } from '../../kernel/context.ts';
import { groupOf } from '../bank-answer/outflows/add-lines.ts';
import { type AccountOutflow, type OutflowLine, transferTo, whyCut } from '../bank-answer/outflows/model.ts';
import type { OrderPlan } from '../model.ts';
import type { OrderFact } from '../order/order-facts.ts';
import { orderLifecycle } from '../order/order-lifecycle.ts';
import type { StopOrder } from '../order/stop-order.ts';
import { orderAt } from '../request/order-id.ts';
import { realSerial } from '../transfers.ts';
import { discover } from './discover.ts';
import { isHeld, isSettled, repeatedIn } from './hold-outflows.ts';
import { begin, cut, isTakenBack, isUpstream, join, type KnownToTrace, standing, type Trace, upTo } from './trace.ts';

/** The outcome of following an order's outflows. */
export interface Followed {
  /** `order.outflows-followed` and `order.outflows-held`, for the order itself; none where nothing is new. */
  readonly order: readonly OrderFact[];
  /** `order.joined`, each for the order named. */
  readonly joins: readonly { readonly orderId: string; readonly fact: OrderFact }[];
  /** Orders to open: those that `order.outflows-followed` names. */
  readonly opens: readonly OrderPlan[];
  /** How many of those count against the bounds: all except those that a person has cleared. */
  readonly counted: number;
  /** There is more than one append takes: follow again once this is saved. */
  readonly more: boolean;
}

/** The orders at the other end of the outflows that stand there already: the trace needs them before it decides. */
export function joinCandidates(order: StopOrder, registers: KnownToTrace['registers']): readonly string[] {
  const opened = order.edges.flatMap(({ to }) => (to === undefined ? [] : [to]));
  const met = [...registers.values()].flatMap((register) => orderAt(register, order.alertId) ?? []);
  return [...new Set([...opened, ...met])].filter((orderId) => orderId !== order.orderId);
}

/**
 * Follows the money: every outflow opens an order of the next tier at once, or joins the order that stands at its account in this alert
 * already (Cordon stops no account twice for one alert), or is cut, with a reason. Earlier outflows come first. A stop that officers took
 * back holds nothing, so money that comes to its account opens an order anew.
 *
 * The trace never takes more out of an account than it traced into it. If more comes in later (the order was joined), it tops up ways that
 * it traced in part. It does not follow again an outflow that it followed in full, so to follow twice changes nothing. Money that flowed
 * out well before the victim's money came in is not the victim's (policy `trace.clock-slack`: the clocks of banks differ). The trace cuts
 * ways that would lead back to where the money came from. A join takes over the orders that the money came through, so that the trace sees
 * a ring of joins as a ring.
 *
 * Beyond the bounds on orders without a person, and if the bank's answer contradicts itself, the way is held: it stands ready, with the sum
 * it would have, and never opens by itself. A person clears it (`rule-on-outflows.ts`). Then neither bounds nor contradictions hold it, and
 * the bound on orders that follow from one does not either; all other reasons still cut it.
 *
 * @throws Error if an order that stands at the other end is not among `joinable`, e.g. not opened yet: try again later
 */
export function followOutflows(order: StopOrder, known: KnownToTrace, context: Context): Followed {
  if (!orderLifecycle.allows(order.status, 'follow')) return { order: [], joins: [], opens: [], counted: 0, more: false };
  const trace = begin(order, known, context);
  for (const { outflow, place } of inOrder(order.outflows)) {
    followOne(trace, outflow, place);
    // a way that has to wait for the next append goes before later outflows
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

/**
 * The outflows, the earlier first; of the same moment in an order that follows from their content, not from the order in which they came.
 */
function inOrder(outflows: readonly OutflowLine[]) {
  return outflows
    .map((outflow, place) => ({ outflow, place, by: [outflow.at ?? '', groupOf(outflow), realSerial(outflow.serial) ?? ''] }))
    .toSorted((a, b) => compared(a.by, b.by));
}

function compared(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((text, i) => text !== b[i]);
  return at === -1 ? 0 : (a[at] ?? '') < (b[at] ?? '') ? -1 : 1;
}

/** The outcome for one outflow: topped up if it was followed, discovered if it was not. */
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
  // a way that stays cut for the same reason changes nothing
  const isNews = found !== undefined && (found.cut === undefined || past.every(({ cut }) => cut !== found.cut));
  if (isNews) trace.edges.push(found);
}

/** More money for a known way; or, if there is none, the news of where it comes from. */
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
