import * as z from 'zod';
import type { ApiClient } from '../client.ts';

/** As much of an order as the live view shows. */
export const WatchedOrder = z.object({
  orderId: z.string(),
  bankId: z.string(),
  state: z.string(),
  tier: z.number(),
  tracedFen: z.number(),
  stoppedFen: z.number(),
  dueAt: z.string(),
  t0: z.string(),
  t3: z.string().optional(),
  t4: z.string().optional(),
  t5: z.string().optional(),
  ladder: z.array(z.object({ rung: z.string(), at: z.string() })),
  edges: z.array(z.object({ to: z.string().optional() })),
  correctedBy: z.string().optional(),
});
export type WatchedOrder = z.infer<typeof WatchedOrder>;

/** States in which the bank still owes its answer. */
const OPEN = new Set(['requested', 'sent', 'received']);

export function isOpen(order: WatchedOrder): boolean {
  return OPEN.has(order.state);
}

/** Follows orders over the API: the given ones, and all that grow out of them. */
export function createOrderWatch(client: ApiClient, roots: readonly string[]) {
  const known = new Map<string, WatchedOrder | undefined>(roots.map((id) => [id, undefined]));
  const settled = new Set<string>();

  async function refresh(orderId: string): Promise<void> {
    const answer = await client.request('GET', `/v1/orders/${orderId}`);
    if (answer.status !== 200) return;
    const order = WatchedOrder.parse(answer.body);
    known.set(orderId, order);
    for (const next of [...order.edges.map((edge) => edge.to), order.correctedBy]) {
      if (next !== undefined && !known.has(next)) known.set(next, undefined);
    }
    if (!isOpen(order) && order.t0 !== '') settled.add(orderId);
  }

  return {
    /** Reads every order anew; those that no longer change, every fifth time. */
    async look(round: number): Promise<readonly WatchedOrder[]> {
      const due = [...known.keys()].filter((id) => !settled.has(id) || round % 5 === 0);
      await Promise.all(due.map(refresh));
      const orders = [...known.values()].filter((order) => order !== undefined);
      return orders.toSorted((a, b) => a.tier - b.tier || (a.orderId < b.orderId ? -1 : 1));
    },
    /** Whether every order known has been read. */
    complete: () => [...known.values()].every((order) => order !== undefined),
  };
}
