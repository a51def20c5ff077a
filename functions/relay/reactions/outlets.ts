import * as z from 'zod';
import { ReadAlerts } from '../../../shared/alerts/kind.ts';
import { statusOf } from '../../../shared/alerts/model.ts';
import { AccountRegisters } from '../../../shared/freezes/account/account-registers.ts';
import { StopOrder } from '../../../shared/freezes/order/stop-order.ts';
import { Found } from '../../../shared/freezes/screening/model.ts';
import type { Journal, RecordedFact } from '../../../shared/journal/journal.ts';
import { readOnly } from '../../../shared/journal/kind.ts';
import { loadAll } from '../../../shared/journal/load-all.ts';
import { idOfStream } from '../../../shared/journal/stream.ts';
import { linkedSince } from '../../../shared/outlets/linked.ts';
import type { ToldOpening } from '../../../shared/outlets/opening-model.ts';
import type { OpeningOutlet } from '../../../shared/outlets/outlet-model.ts';
import { Openings } from '../../../shared/outlets/streams.ts';
import { openingChanges } from '../../lookups/openings.ts';
import { loadedOrdersOfAlert } from '../../lookups/orders-of-alert.ts';
import { appendOnce } from '../../platform/append-once.ts';
import { contextOf } from '../../platform/platform.ts';
import type { FactOf, FactType, KnownFact } from '../facts.ts';
import { type CoordinationTools, commandOf, type Reaction } from '../reaction.ts';

/** Of an order, what says which account it is of, where that was opened, and whether it is linked to fraud. */
const LinkingOrders = readOnly(
  'order',
  z.object({
    ...StopOrder.pick({ alertId: true, accountKey: true, openedAt: true, tier: true, effectiveAt: true, answeredAt: true }).shape,
    ...StopOrder.pick({ finding: true, withdrawal: true, letGo: true }).shape,
    account: z.object(StopOrder.shape.account.pick({ bankId: true }).shape),
  }),
);

/** Of a screening, its finding. */
const Findings = readOnly('screening', z.object({ found: z.object(Found.pick({ at: true }).shape).optional() }));

/** So many orders of one account are looked at, the first: each alarm has one. */
const MOST_ORDERS = 100;

/** The facts by which an order tells the outlet of its account, or links the account to fraud, or does so no more. */
export const outletFacts = [
  'order.stopped',
  'order.returned',
  'order.already-held',
  'order.failed',
  'order.supplemented',
  'order.screened',
  'order.let-go',
  'order.withdrawn',
] as const satisfies readonly FactType[];

type OutletOfOrder = FactOf<(typeof outletFacts)[number]>;

export function isOfOutlet(fact: KnownFact): fact is OutletOfOrder {
  return outletFacts.some((type) => type === fact.type);
}

/** An outlet that opens accounts for fraud is seen (网点). Accounts whose outlet no bank has named cost a read, and no write. */
export const countForOutlet: Reaction<OutletOfOrder, CoordinationTools> = {
  name: 'countForOutlet',
  does: 'counts the account of the order for the outlet where it was opened, or takes it off: once an account, in the month of the first finding that stands',
  react: async ({ fact, recorded }, tools) => {
    const openedAt = 'openedAt' in fact.data ? fact.data.openedAt : undefined;
    await recount(idOfStream(recorded.stream), openedAt, recorded, tools);
  },
};

type OutletTold = FactOf<'holder-request.answered' | 'statement.page-taken'>;

const OfOrder = z.object({ orderId: z.string() });

/** A bank may name the outlet with the holder, or with a page of a statement. */
export const countOutletTold: Reaction<OutletTold, CoordinationTools> = {
  name: 'countOutletTold',
  does: 'keeps the outlet that the bank names with the holder or with a page of a statement, and counts the account there if it is linked to fraud',
  react: async ({ fact, recorded }, tools) => {
    const openedAt = fact.type === 'holder-request.answered' ? fact.data.answer.openedAt : fact.data.openedAt;
    if (openedAt === undefined) return;
    const kind = fact.type === 'holder-request.answered' ? 'holder-request' : 'statement';
    const { state } = await tools.journal.load(readOnly(kind, OfOrder), idOfStream(recorded.stream));
    if (state !== undefined) await recount(state.orderId, openedAt, recorded, tools);
  },
};

/** The accounts of an alarm that was taken back were linked by nothing. */
export const takeOffOutlets: Reaction<FactOf<'alert.withdrawn'>, CoordinationTools> = {
  name: 'takeOffOutlets',
  does: 'takes the accounts of a withdrawn alarm off their outlets, unless something else links them to fraud',
  react: async ({ recorded }, tools) => {
    const orders = await loadedOrdersOfAlert(tools.journal, idOfStream(recorded.stream), LinkingOrders);
    for (const { id } of orders) await recount(id, undefined, recorded, tools);
  },
};

export function isTakenBack(fact: KnownFact): fact is FactOf<'alert.withdrawn'> {
  return fact.type === 'alert.withdrawn';
}

/** Counts the account of an order by what stands now, whichever fact came first. */
async function recount(
  orderId: string,
  openedAt: OpeningOutlet | undefined,
  recorded: RecordedFact,
  tools: CoordinationTools,
): Promise<void> {
  const { journal } = tools;
  const { state: order } = await journal.load(LinkingOrders, orderId);
  if (order === undefined) return;
  const { accountKey, account } = order;
  const told: ToldOpening | undefined =
    openedAt === undefined ? undefined : { owner: account.bankId, ownerKind: 'bank', outlet: openedAt, asOf: recorded.at };
  const context = contextOf(tools);
  await appendOnce(
    journal,
    commandOf(`countForOutlet/${orderId}`, recorded, context.now),
    async () => {
      const opening = await journal.load(Openings, accountKey);
      if (told === undefined && opening.state?.told === undefined) return { kind: 'plan', changes: [] };
      const links = await linksOf(accountKey, journal);
      return {
        kind: 'plan',
        changes: await openingChanges(journal, opening, { key: accountKey, kind: 'account', told, links }, context),
      };
    },
    // what is kept of the account tells that it was counted
    { remember: false },
  );
}

/** Since when each order of the account links it to fraud, as they stand now. */
async function linksOf(accountKey: string, journal: Journal) {
  const { state: register } = await journal.load(AccountRegisters, accountKey);
  const ids = (register?.orders ?? []).slice(0, MOST_ORDERS).map(({ orderId }) => orderId);
  const orders = (await loadAll(journal, LinkingOrders, ids)).flatMap(({ id, state }) =>
    state === undefined ? [] : [{ id, state }],
  );
  const [alerts, screenings] = await Promise.all([
    loadAll(journal, ReadAlerts, [...new Set(orders.map(({ state }) => state.alertId))]),
    loadAll(
      journal,
      Findings,
      orders.flatMap(({ id, state }) => (state.finding === undefined ? [] : [id])),
    ),
  ]);
  const withdrawn = new Set(
    alerts.flatMap(({ id, state }) => (state !== undefined && statusOf(state) === 'withdrawn' ? [id] : [])),
  );
  const foundAt = new Map(screenings.map(({ id, state }) => [id, state?.found?.at]));
  return orders.map(({ id, state }) => ({
    source: id,
    since: linkedSince(state, { withdrawn: withdrawn.has(state.alertId), foundAt: foundAt.get(id) }),
  }));
}
