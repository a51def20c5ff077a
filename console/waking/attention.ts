import type { Schemas } from '../api/client.ts';

/** What the API last said of what needs the person. */
export interface Needs {
  /** Open entries of the inbox that interrupt. */
  readonly urgent: number;
  /** When the newest of them was made, ISO 8601 UTC; undefined if there is none. */
  readonly newestAt: string | undefined;
  /** The orders of the open board that a bank left without an answer or sent back. */
  readonly orders: readonly string[];
}

const waking: readonly Schemas['BoardOrder']['marks'][number][] = ['returned', 'unanswered', 'silent'];

/** The orders of a board that an officer must be woken for. */
export function ordersThatWake(orders: readonly Pick<Schemas['BoardOrder'], 'orderId' | 'marks'>[]): readonly string[] {
  return orders.filter(({ marks }) => marks.some((mark) => waking.includes(mark))).map(({ orderId }) => orderId);
}

/** How many things wait. An order of the board has its notice in the inbox too, unless a colleague marked that done. */
export const countOf = ({ urgent, orders }: Needs): number => Math.max(urgent, orders.length);

/**
 * Whether something needs the person that did not before. The count alone would miss a notice that came while another was marked done.
 *
 * @param before undefined at the first reading, which is no news
 */
export function isNews(before: Needs | undefined, now: Needs): boolean {
  if (before === undefined) return false;
  const isNewer = now.newestAt !== undefined && (before.newestAt === undefined || now.newestAt > before.newestAt);
  return isNewer || now.urgent > before.urgent || now.orders.some((orderId) => !before.orders.includes(orderId));
}
