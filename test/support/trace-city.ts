import type { AccountRegister } from '../../shared/freezes/account/account-register.ts';
import type { OutflowLine } from '../../shared/freezes/bank-answer/outflows/model.ts';
import { tellOutflows } from '../../shared/freezes/bank-answer/outflows/supplement.ts';
import { recordResult } from '../../shared/freezes/bank-answer/record-result.ts';
import type { OrderPlan, TakenResult } from '../../shared/freezes/model.ts';
import { awaitsStop } from '../../shared/freezes/order/open-instruction.ts';
import { openOrder } from '../../shared/freezes/order/open-order.ts';
import type { OrderFact } from '../../shared/freezes/order/order-facts.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { AccountRegisters, StopOrders } from '../../shared/freezes/streams.ts';
import { followOutflows, joinCandidates } from '../../shared/freezes/trace/follow-outflows.ts';
import { type TraceCount, TraceCounts, traceCountIds, traceRoom } from '../../shared/freezes/trace/trace-counts.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { bankAt, stoppedResult } from './order-samples.ts';
import { banks, context, keysOf, minute } from './samples.ts';

/** Orders and registers of one alert, and the relay's reactions on them, without a journal: who opens, joins and follows what. */
export interface TraceCity {
  readonly orders: ReadonlyMap<string, StopOrder>;
  readonly registers: ReadonlyMap<string, AccountRegister>;
  readonly opened: number;
  open(plan: OrderPlan): void;
  /** The bank stopped the account; this had flowed out. */
  answer(orderId: string, outflows: readonly OutflowLine[]): void;
  /** The bank tells more outflows, before or after its answer. */
  tell(orderId: string, outflows: readonly OutflowLine[]): void;
  /** The bank said just this. */
  reply(orderId: string, result: TakenResult): void;
  /** Carries out reactions, in the order that `pick` says, until none is left, or so many are done. */
  settle(pick?: (waiting: number) => number, most?: number): void;
}

/** The facts of an order that the relay follows the money on. */
const followedOn: ReadonlySet<string> = new Set(
  ['stopped', 'returned', 'already-held', 'failed', 'supplemented', 'joined'].map((what) => `order.${what}`),
);

/** So many reactions of one alert are more than any trace within the bounds can need. */
const ENOUGH = 20_000;

export function traceCity(ctx: Context = context({ now: minute(5) })): TraceCity {
  const orders = new Map<string, StopOrder>();
  const registers = new Map<string, AccountRegister>();
  const counts = new Map<string, TraceCount>();
  const toFollow: string[] = [];
  const known = banks('bank-a', 'bank-b');
  let reactions = 0;
  let opened = 0;

  const keep = (orderId: string, fact: OrderFact) => {
    orders.set(orderId, StopOrders.evolve(orders.get(orderId), fact));
    if (followedOn.has(fact.type)) toFollow.push(orderId);
  };
  const open = (plan: OrderPlan) => {
    opened += 1;
    for (const fact of openOrder(plan, registers.get(plan.accountKey), ctx)) {
      if ('accountKey' in fact.data) {
        const { accountKey } = fact.data;
        registers.set(accountKey, AccountRegisters.evolve(registers.get(accountKey), AccountRegisters.fact.parse(fact)));
      } else {
        keep(plan.orderId, StopOrders.fact.parse(fact));
      }
    }
  };
  const follow = (orderId: string): boolean => {
    const order = the(orders, orderId);
    const keys = keysOf(order.outflows);
    const touched = new Map(keys.flatMap((key) => (key === undefined ? [] : [[key, registers.get(key)]])));
    const joinable = new Map(joinCandidates(order, touched).map((other) => [other, the(orders, other)]));
    const ids = traceCountIds(order, ctx);
    const room = traceRoom({ alarm: counts.get(ids.alarm), bank: counts.get(ids.bank) }, ctx);
    const followed = followOutflows(
      order,
      { keys, banks: known, registers: touched, joinable, taken: new Set(orders.keys()), room },
      ctx,
    );
    const opening = { type: 'trace-count.opened', data: { at: ctx.now, from: orderId, orders: followed.counted } } as const;
    if (followed.counted > 0) for (const one of Object.values(ids)) counts.set(one, TraceCounts.evolve(counts.get(one), opening));
    for (const fact of followed.order) keep(orderId, StopOrders.fact.parse(fact));
    for (const plan of followed.opens) open(plan);
    for (const { orderId: other, fact } of followed.joins) keep(other, StopOrders.fact.parse(fact));
    return followed.more;
  };

  const reply = (orderId: string, result: TakenResult) => {
    const order = the(orders, orderId);
    if (!awaitsStop(order)) return;
    for (const fact of recordResult(order, result, { register: undefined }, bankAt(5)).facts)
      if (fact.type.startsWith('order.')) keep(orderId, StopOrders.fact.parse(fact));
  };

  return {
    orders,
    registers,
    get opened() {
      return opened;
    },
    open,
    answer: (orderId, outflows) => reply(orderId, stoppedResult({ effectiveAt: minute(4), outflows: [...outflows] })),
    tell: (orderId, outflows) => {
      for (const fact of tellOutflows(the(orders, orderId), { outflows }, {}, bankAt(5)).facts) keep(orderId, fact);
    },
    reply,
    settle: (pick = () => 0, most = ENOUGH) => {
      for (let done = 0; done < most && toFollow.length > 0; done += 1) {
        reactions += 1;
        if (reactions > ENOUGH) throw new Error('the trace does not come to an end');
        const [next] = toFollow.splice(pick(toFollow.length) % toFollow.length, 1);
        if (next !== undefined && follow(next)) toFollow.push(next);
      }
    },
  };
}

function the<T>(things: ReadonlyMap<string, T>, key: string): T {
  const thing = things.get(key);
  if (thing === undefined) throw new Error(`nothing is known of ${key}`);
  return thing;
}
