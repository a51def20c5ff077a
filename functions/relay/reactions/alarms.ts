import { AlertFact } from '../../../shared/alerts/alert-facts.ts';
import { ReadAlerts } from '../../../shared/alerts/kind.ts';
import { AccountRegisters } from '../../../shared/freezes/account/account-registers.ts';
import type { StopOrder } from '../../../shared/freezes/order/stop-order.ts';
import { StopOrders } from '../../../shared/freezes/streams.ts';
import type { RecordedFact } from '../../../shared/journal/journal.ts';
import { loadAll } from '../../../shared/journal/load-all.ts';
import { idOfStream, streamKey } from '../../../shared/journal/stream.ts';
import { planFrom } from '../../../shared/journal/transact.ts';
import { refuse } from '../../../shared/kernel/decision.ts';
import { readFact } from '../../../shared/kernel/tolerant.ts';
import { endingOf, endOrder, reasonForBank } from '../../lookups/end-orders.ts';
import { loadedOrdersOfAlert } from '../../lookups/orders-of-alert.ts';
import { appendOnce } from '../../platform/append-once.ts';
import { inParallel } from '../../platform/in-parallel.ts';
import { contextOf } from '../../platform/platform.ts';
import type { FactOf } from '../facts.ts';
import { commandOf, type Reaction, type RelayTools } from '../reaction.ts';

/** So many orders are ended at the same time. */
const LANES = 4;
/** More facts than an alarm has. */
const MOST_FACTS = 500;

type Withdrawn = FactOf<'alert.withdrawn'>;

/**
 * Ends the orders of a withdrawn alarm one by one, each in its own append, so that one that cannot be ended holds up no other. It is the
 * officer who ends them: the history names the officer's agency. An order that stays as it is tells nothing.
 */
export const endOrdersOfAlert: Reaction<Withdrawn> = {
  name: 'endOrdersOfAlert',
  does: 'takes back or has released each order of a withdrawn alarm, if the officers said so and each order allows it',
  react: async ({ fact, recorded }, tools) => {
    if (fact.data.orders !== 'end') return;
    const orders = await loadedOrdersOfAlert(tools.journal, idOfStream(recorded.stream), StopOrders);
    await endEach(
      fact,
      recorded,
      orders.flatMap(({ state }) => state ?? []),
      tools,
    );
  },
};

/**
 * Ends those of these orders that an alarm had opened when it was withdrawn meanwhile: the reaction to the withdrawal may have come before
 * the index had them.
 */
export async function endIfWithdrawn(alertId: string, orderIds: readonly string[], tools: RelayTools): Promise<void> {
  const { journal } = tools;
  if (!(await isToEnd(alertId, tools))) return;
  const { facts } = await journal.facts(streamKey(ReadAlerts.name, alertId), { limit: MOST_FACTS });
  const recorded = facts.findLast(({ type }) => type === 'alert.withdrawn');
  const fact = recorded === undefined ? undefined : readFact(AlertFact, recorded);
  if (recorded === undefined || fact?.type !== 'alert.withdrawn') return;
  const loaded = await loadAll(journal, StopOrders, orderIds);
  await endEach(
    fact,
    recorded,
    loaded.flatMap(({ state }) => state ?? []),
    tools,
  );
}

/** Whether the alarm was withdrawn, and its orders are to end: then no further order of it is opened. */
export async function isToEnd(alertId: string, { journal }: Pick<RelayTools, 'journal'>): Promise<boolean> {
  return (await journal.load(ReadAlerts, alertId)).state?.withdrawal?.orders === 'end';
}

async function endEach(
  { data: { officers, code } }: Withdrawn,
  recorded: RecordedFact,
  orders: readonly StopOrder[],
  tools: RelayTools,
): Promise<void> {
  if (officers === undefined) return;
  const { journal } = tools;
  const context = contextOf(tools, recorded.actor);
  const signed = { officers, reason: reasonForBank(code) };
  const running = orders.filter((order) => endingOf(order) !== undefined);
  await inParallel(running, LANES, async ({ orderId, accountKey }) => {
    const command = { ...commandOf(`endOrdersOfAlert/${orderId}`, recorded, context.now), actor: recorded.actor };
    await appendOnce(journal, command, async () => {
      const [order, register] = await Promise.all([
        journal.load(StopOrders, orderId),
        journal.load(AccountRegisters, accountKey),
      ]);
      if (order.state === undefined) return refuse('NOT_FOUND');
      const decision = endOrder(order.state, signed, register.state, context);
      return decision.kind === 'refusal' ? { kind: 'plan', changes: [] } : planFrom(decision, [order, register]);
    });
  });
}
