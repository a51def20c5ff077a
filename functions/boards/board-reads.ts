import { Bank } from '../../shared/banks/model.ts';
import { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { readOnly } from '../../shared/journal/kind.ts';
import { loadAll } from '../../shared/journal/load-all.ts';
import type { Loaded } from '../../shared/journal/stream.ts';
import type { Fact } from '../../shared/kernel/decision.ts';
import { registeredNames } from '../lookups/registered-names.ts';

const OrdersRead = readOnly('order', StopOrder);
const BanksRead = readOnly('bank', Bank.pick({ name: true, dutyPhone: true }));

type ShownOrder = Loaded<StopOrder, Fact> & { readonly state: StopOrder };

/** These orders, as far as they are there. */
export async function ordersIn(journal: Journal, ids: readonly string[]): Promise<readonly ShownOrder[]> {
  const loaded = await loadAll(journal, OrdersRead, ids);
  return loaded.flatMap((one) => (one.state === undefined ? [] : [{ ...one, state: one.state }]));
}

/** The names and duty phones of these banks, by their ids, as far as they are registered. */
export async function banksOf(journal: Journal, bankIds: readonly string[]) {
  const states = await loadAll(journal, BanksRead, [...new Set(bankIds)]);
  return new Map(states.flatMap(({ id, state }) => (state === undefined ? [] : [[id, state] as const])));
}

/** The names of these agencies, as far as they are registered. */
export async function namesOf(journal: Journal, agencies: readonly string[]): Promise<Record<string, string>> {
  return Object.fromEntries(await registeredNames(journal, 'agency', agencies));
}
