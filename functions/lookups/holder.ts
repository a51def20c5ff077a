import { Agencies } from '../../shared/agencies/streams.ts';
import type { Holder } from '../../shared/freezes/answers.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import type { Journal } from '../../shared/journal/journal.ts';

/**
 * The agency that an order in line waits for, and its duty phone. This function gives nothing else of the other order.
 *
 * @param waitsFor the order that holds the account; absent if it is outside Cordon, or the order does not wait
 */
export async function holderOf(journal: Journal, waitsFor: string | undefined): Promise<Holder | undefined> {
  if (waitsFor === undefined) return undefined;
  const { state: order } = await journal.load(StopOrders, waitsFor);
  if (order === undefined) return undefined;
  const { state: registered } = await journal.load(Agencies, order.agency);
  return {
    agency: order.agency,
    name: registered?.name,
    dutyPhone: order.freezeContact?.dutyPhone ?? registered?.dutyPhone,
  };
}
