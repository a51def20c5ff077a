import * as z from 'zod';
import { givenInstructions } from '../../shared/freezes/order/given-instruction.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { clearOutflows, declineOutflows } from '../../shared/freezes/trace/rule-on-outflows.ts';
import { waysOf } from '../../shared/freezes/trace/trace.ts';
import { approvalsUsed, fundGraph, orderInstruction, orderView, standingNow } from '../../shared/freezes/views.ts';
import { findOn } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { tagOf } from '../../shared/http/entity-tags.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { fileKey } from '../../shared/journal/keys.ts';
import { loadAll } from '../../shared/journal/load-all.ts';
import { streamKey } from '../../shared/journal/stream.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { OrderId } from '../../shared/kernel/ids.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { filingOfAlert } from '../lookups/cases.ts';
import { holderOf } from '../lookups/holder.ts';
import { FIRST_TIER } from '../lookups/orders-of-alert.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { pageOfShown } from '../platform/paging.ts';
import { commandOnOrder, ofOrderAlone, orderNamed } from './command-on-order.ts';
import { followAlert } from './follow-alert.ts';
import { readableOrders } from './handed-over.ts';
import type { stopRoutes } from './stop-routes.ts';

type OrderRoutes = Omit<typeof stopRoutes, 'requestFreeze' | 'getFreezeRequest' | 'listFreezeRequests'>;

/** The part of an order's card that tells where to find it. */
const OrderCard = z.object({ orderId: OrderId });

/** The most facts shown with an order; the audit has them all. */
const FACTS_SHOWN = 500;

export const orderOperations: Operations<OrderRoutes, ApiTools> = {
  getOrder: async (request, { journal, now }) => {
    const { orderId } = request.params;
    const order = await findOn(orderNamed, request, journal);
    if (order.kind === 'refusal') return order;
    const { facts } = await journal.facts(streamKey(StopOrders.name, orderId), { limit: FACTS_SHOWN });
    const [filed, holder] = await Promise.all([
      filingOfAlert(journal, order.state.alertId),
      holderOf(journal, order.state.waitsFor),
    ]);
    // a fact recorded since the order was read does not belong to the version in the answer
    const known = facts.filter(({ seq }) => seq <= order.loaded.version);
    const lines = known.map(({ seq, type, at, actor }) => ({ seq, type, at, by: actor.agency }));
    const { version } = order.loaded;
    const standing = { ...standingNow(order.state, now()), approvals: approvalsUsed(order.state) };
    const view = { ...orderView(order.state, filed.filing, holder), ...standing, version, facts: lines };
    // the filing belongs to the case, the holder to another order: both change while the order stays
    return request.answer(200, view, tagOf(version, view));
  },

  getInstruction: async (request, { journal }) => {
    const order = await findOn(orderNamed, request, journal);
    if (order.kind === 'refusal') return order;
    const given = givenInstructions(order.state).find(({ instructionId }) => instructionId === request.params.instructionId);
    return given === undefined ? refuse('NOT_FOUND') : request.answer(200, orderInstruction(order.state, given));
  },

  getFundGraph: async (request, tools) => {
    const { journal } = tools;
    const order = await findOn(orderNamed, request, journal);
    if (order.kind === 'refusal') return order;
    const part = { index: 'file', pk: fileKey(order.state.alertId), from: FIRST_TIER } as const;
    const { alertId } = order.state;
    const page = await pageOfShown(request, tools, part, async (cards) => {
      const cardOf = new Map(cards.map((card) => [parseTolerantly(OrderCard, card.card).orderId, card]));
      const loaded = await loadAll(journal, StopOrders, [...cardOf.keys()]);
      const orders = loaded.flatMap(({ state }) => state ?? []);
      const shown = await readableOrders(request, orders, alertId, journal);
      return shown.flatMap((one) => {
        const card = cardOf.get(one.orderId);
        return card === undefined ? [] : [{ card, shown: one }];
      });
    });
    if (page.kind === 'refusal') return page;
    // the index follows within moments: the requested order is shown even before that
    const isWhole = page.after === undefined && page.next.next === undefined;
    const missing = isWhole && page.items.every(({ orderId }) => orderId !== order.state.orderId);
    const shown = missing ? [...page.items, order.state] : page.items;
    return request.answer(200, { ...fundGraph(shown, await endsBeyond(shown, journal)), ...page.next });
  },

  // The relay, which follows all outflows, follows these: the officer need not wait for it.
  followHeldOutflows: commandOnOrder(202, ofOrderAlone(clearOutflows), undefined, { leadsToStops: true }),
  followHeldOfAlert: followAlert,
  declineHeldOutflows: commandOnOrder(200, ofOrderAlone(declineOutflows)),
};

/** The orders of other pages to which the money of these went, with those that put them right: each edge leads to what stands there now. */
async function endsBeyond(shown: readonly StopOrder[], journal: Journal): Promise<readonly StopOrder[]> {
  const known = new Set(shown.map(({ orderId }) => orderId));
  const ends: StopOrder[] = [];
  let next = [...shown.flatMap(waysOf).map(({ to }) => to), ...shown.map(({ correctedBy }) => correctedBy)];
  while (next.length > 0) {
    const unknown = [...new Set(next)].flatMap((id) => (id === undefined || known.has(id) ? [] : [id]));
    for (const id of unknown) known.add(id);
    const read = (await loadAll(journal, StopOrders, unknown)).flatMap(({ state }) => state ?? []);
    ends.push(...read);
    next = read.map(({ correctedBy }) => correctedBy);
  }
  return ends;
}
