import * as z from 'zod';
import type { StreamType } from '../../journal/stream.ts';
import type { Context } from '../../kernel/context.ts';
import { OrderId } from '../../kernel/ids.ts';
import { UtcInstant } from '../../kernel/time.ts';
import type { StopOrder } from '../order/stop-order.ts';

/** How many orders the trace has opened without a person, within one bound. */
export const TraceCount = z.strictObject({ opened: z.int().nonnegative() });
export type TraceCount = z.infer<typeof TraceCount>;

export const TraceCountFact = z.discriminatedUnion('type', [
  /** The outflows of the order named led to so many new orders. */
  z.strictObject({
    type: z.literal('trace-count.opened'),
    data: z.strictObject({ at: UtcInstant, from: OrderId, orders: z.int().positive() }),
  }),
]);
export type TraceCountFact = z.infer<typeof TraceCountFact>;

/**
 * The counts behind the bounds of the trace: one for each alarm, one for each answering bank and hour. An append that opens orders changes
 * both, so two traces at once cannot both take the last place. They are only loaded by their ids, so no index has them.
 */
export const TraceCounts: StreamType<TraceCount, TraceCountFact> = {
  name: 'trace-count',
  schemaVersion: 1,
  state: TraceCount,
  fact: TraceCountFact,
  evolve: (before, { data: { orders } }) => ({ opened: (before?.opened ?? 0) + orders }),
  index: () => ({ entries: {}, card: {} }),
};

/** The scopes in which orders of the trace are counted: the alarm as a whole, the bank that answered and the hour. */
export type TraceScope = 'alarm' | 'bank';

/** The ids of the counts that the outflows of an order fall under at this moment. The hours are those of the clock. */
export function traceCountIds(
  { alertId, account: { bankId } }: Pick<StopOrder, 'alertId' | 'account'>,
  { now }: Pick<Context, 'now'>,
): Readonly<Record<TraceScope, string>> {
  return { alarm: alertId, bank: `${bankId}:${now.slice(0, 'yyyy-mm-ddThh'.length)}` };
}

/** How many more orders the trace may open without a person, in each scope. */
export type TraceRoom = Readonly<Record<TraceScope, number>>;

export function traceRoom(
  counts: Readonly<Record<TraceScope, TraceCount | undefined>>,
  { policy, now }: Pick<Context, 'policy' | 'now'>,
): TraceRoom {
  const left = (most: number, count: TraceCount | undefined) => Math.max(0, most - (count?.opened ?? 0));
  return {
    alarm: left(policy.amount('trace.max-orders-per-alarm', now), counts.alarm),
    bank: left(policy.amount('trace.max-orders-per-bank-hour', now), counts.bank),
  };
}
