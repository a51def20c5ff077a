import type { District } from '../../kernel/context.ts';
import type { OrderFact } from '../order/order-facts.ts';
import { heldFen, isBanksTime } from '../order/standing.ts';
import { type StopOrder, tracedOut } from '../order/stop-order.ts';
import { type SpanSeconds, spansOf } from './spans.ts';

/** The facts that make up the figures of a day. */
export const countedFacts = [
  'order.requested',
  'order.placed-in-line',
  'order.turned-down',
  'order.breached',
  'order.unanswered',
  'order.stopped',
  'order.returned',
  'order.already-held',
  'order.failed',
  'order.joined',
  'order.corrected',
  'order.taken-from-line',
  'order.released',
  'order.frozen',
  'order.unfrozen',
  'order.expired',
  'order.expired-in-line',
  'order.lapsed',
  'order.screened',
  'order.narrowed',
  'order.let-go',
  'order.money-returned',
  'order.money-not-returned',
] as const satisfies readonly OrderFact['type'][];

/** What counting a fact needs of the order before it. Sums in fen, times ISO 8601 UTC. */
export interface OrderFigures {
  readonly orderId: string;
  readonly district: District;
  readonly alarmAt: string;
  readonly tier: number;
  readonly tracedFen: number;
  readonly tracedOutFen: number;
  readonly stoppedFen: number;
  readonly heldFen: number;
  readonly effectiveAt?: string | undefined;
  /** Whether the screening had a finding. */
  readonly screened?: boolean | undefined;
  /** Whether the bank had some of the 30 minutes: see `isBanksTime`. */
  readonly banksTime: boolean;
}

/** What an order says along with a fact that counts: how it stood before it, and what is held and traced after it. */
export interface Counting {
  /** The bank that the order is to. */
  readonly bankId: string;
  /** Absent of the fact that the order was born with. */
  readonly before?: OrderFigures | undefined;
  readonly after: Pick<OrderFigures, 'heldFen' | 'tracedFen'>;
  /** The times between clocks that the fact completes; absent if it completes none. */
  readonly spans?: SpanSeconds | undefined;
}

/** What counting the fact needs; undefined if the fact does not count. */
export function countingOf(before: StopOrder | undefined, fact: OrderFact, after: StopOrder): Counting | undefined {
  if (!countedFacts.some((counted) => counted === fact.type)) return undefined;
  const spans = spansOf(before, fact, after);
  return {
    bankId: after.account.bankId,
    ...(before === undefined ? {} : { before: figuresOf(before) }),
    after: { heldFen: heldFen(after), tracedFen: after.tracedFen },
    ...(Object.keys(spans).length === 0 ? {} : { spans }),
  };
}

function figuresOf(order: StopOrder): OrderFigures {
  const { orderId, district, alarmAt, tier, tracedFen, stoppedFen, effectiveAt } = order;
  return {
    ...{ orderId, district, alarmAt, tier, tracedFen, stoppedFen, effectiveAt },
    ...(order.finding === undefined ? {} : { screened: true }),
    ...{ tracedOutFen: tracedOut(order), heldFen: heldFen(order), banksTime: isBanksTime(order) },
  };
}
