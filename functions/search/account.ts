import * as z from 'zod';
import { decideAccess } from '../../shared/access/decide-access.ts';
import type { Alert } from '../../shared/alerts/model.ts';
import { accountKey } from '../../shared/freezes/account/account-key.ts';
import type { AccountRegister } from '../../shared/freezes/account/account-register.ts';
import { AccountRegisters } from '../../shared/freezes/account/account-registers.ts';
import type { Holder } from '../../shared/freezes/answers.ts';
import { orderThing } from '../../shared/freezes/kinds.ts';
import { heldFen } from '../../shared/freezes/order/standing.ts';
import { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { readOnly } from '../../shared/journal/kind.ts';
import { chunks } from '../../shared/kernel/chunks.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { defined } from '../../shared/kernel/defined.ts';
import { referenceOf } from '../../shared/kernel/phone-reference.ts';
import { alarmsOf, withAlarm } from '../lookups/alarm-references.ts';
import { holderOf } from '../lookups/holder.ts';
import { casesOfAlarms } from '../lookups/known-cases.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import type { AccountStop } from './routes.ts';

/** Of an order at the account, what its line shows, and what decides who may see it. */
const AccountOrder = z.object({
  ...StopOrder.pick({ orderId: true, alertId: true, district: true, agency: true, status: true, tier: true }).shape,
  ...StopOrder.pick({ tracedFen: true, stoppedFen: true, frozenFen: true, alarmAt: true, requestedAt: true }).shape,
  ...StopOrder.pick({ answeredAt: true, effectiveAt: true, freezeEffectiveAt: true, dueAt: true, expiresAt: true }).shape,
  account: z.object({ bankId: StopOrder.shape.account.shape.bankId }),
});
type AccountOrder = z.infer<typeof AccountOrder>;
const AccountOrders = readOnly('order', AccountOrder);

/** As many orders as one read takes. */
const MAX_READ = 100;

interface AccountPage {
  readonly items: readonly AccountStop[];
  readonly holder: Holder | undefined;
  /** The order that the page ends with; absent on the last. */
  readonly last: string | undefined;
}

/**
 * A page of the stops of an account that the caller may see, those of the newest alarm first, and the agency that holds it. The register of
 * the account knows them all; a hidden one leaves no gap.
 *
 * @param page `after`: the order that the page before ended with
 */
export async function accountPage(
  tools: ApiTools,
  { bankId, accountNumber }: { readonly bankId: string; readonly accountNumber: string },
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
  actor: Actor,
): Promise<AccountPage> {
  const { journal } = tools;
  const { accounts: secret } = await tools.dataKeys();
  const { state: register } = await journal.load(AccountRegisters, accountKey(secret, bankId, accountNumber));
  const [orders, holder] = await Promise.all([visible(journal, register, { after, limit }, actor), holding(journal, register)]);
  const shown = orders.slice(0, limit);
  const cases = await casesOfAlarms(
    tools,
    shown.map(({ order }) => order),
    actor,
  );
  const items = shown.map(({ order, alarm }) => ({ ...lineOf(order, alarm), ...defined({ case: cases.get(order.alertId) }) }));
  return { items, holder, last: orders.length > limit ? shown.at(-1)?.order.orderId : undefined };
}

/** An order at the account that the caller may see, and its alarm. */
interface Seen {
  readonly order: AccountOrder;
  readonly alarm: Alert | undefined;
}

/** The orders of a page, and one more if there is one. The readers of an alarm read its orders. */
async function visible(
  journal: Journal,
  register: AccountRegister | undefined,
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
  actor: Actor,
): Promise<readonly Seen[]> {
  // the id of an order begins with the time of its alarm
  const ids = (register?.orders ?? []).map(({ orderId }) => orderId).toSorted((a, b) => (a < b ? 1 : -1));
  const rest = ids.filter((orderId) => after === undefined || orderId < after);
  const orders: Seen[] = [];
  for (const some of chunks(rest, MAX_READ)) {
    const loaded = await journal.loadMany(AccountOrders, some);
    const there = loaded.flatMap(({ state }) => state ?? []);
    const alarms = await alarmsOf(
      journal,
      there.map(({ alertId }) => alertId),
    );
    const seen = there.map((order) => ({ order, alarm: alarms.get(order.alertId) }));
    orders.push(...seen.filter((one) => mayRead(one, actor)));
    if (orders.length > limit) break;
  }
  return orders.slice(0, limit + 1);
}

function mayRead({ order, alarm }: Seen, actor: Actor): boolean {
  const thing = withAlarm(orderThing(order), alarm);
  return decideAccess('order.read', actor, thing).outcome === 'allowed';
}

/**
 * The agency whose freeze, or else whose stop, holds the account now. An officer who needs the account must reach it, so its name and its duty
 * phone are told as they are to an order in line, and nothing of its order.
 */
async function holding(journal: Journal, register: AccountRegister | undefined): Promise<Holder | undefined> {
  if (register === undefined) return undefined;
  const { frozenBy, stops } = register;
  if (frozenBy !== undefined) return holderOf(journal, frozenBy);
  const loaded = await journal.loadMany(AccountOrders, [...new Set(stops.map(({ orderId }) => orderId))]);
  const standing = loaded.findLast(({ state }) => state?.status === 'stopped');
  return standing === undefined ? undefined : holderOf(journal, standing.id);
}

function lineOf(order: AccountOrder, alarm: Alert | undefined): AccountStop {
  const { orderId, alertId, district, agency, status: state, tier, tracedFen, stoppedFen, alarmAt: t0, requestedAt: t1 } = order;
  const { answeredAt: t4, effectiveAt: t5, freezeEffectiveAt: t7, dueAt, expiresAt } = order;
  const reference = alarm?.reference ?? referenceOf('alarm', district, t0, alertId);
  return {
    ...{ orderId, alertId, reference, district, agency, state, tier, tracedFen, stoppedFen, heldFen: heldFen(order), t0, t1 },
    ...defined({ t4, t5, t7 }),
    dueAt,
    ...defined({ expiresAt }),
  };
}
