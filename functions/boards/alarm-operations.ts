import * as z from 'zod';
import { decideAccess } from '../../shared/access/decide-access.ts';
import { alertThing, ReadAlerts } from '../../shared/alerts/kind.ts';
import { alertView } from '../../shared/alerts/views.ts';
import { boardOrder } from '../../shared/freezes/board.ts';
import { orderThing, readWithAlert } from '../../shared/freezes/kinds.ts';
import { orderMarks } from '../../shared/freezes/order/standing.ts';
import type { Call } from '../../shared/http/api-request.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { attentionKey } from '../../shared/journal/keys.ts';
import { districts } from '../../shared/kernel/context.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { AgencyId, OrderId } from '../../shared/kernel/ids.ts';
import { Fen } from '../../shared/kernel/money.ts';
import type { Thing } from '../../shared/kernel/thing.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { referencesOf } from '../lookups/alarm-references.ts';
import { casesOfAlarms } from '../lookups/known-cases.ts';
import { cardsOfAlert } from '../lookups/orders-of-alert.ts';
import { countOf, OrderCard } from '../lookups/orders-so-far.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { districtsAsked, ownIf } from '../platform/dated-page.ts';
import { type Card, cardsCounted, type Partition, pageOfWindows } from '../platform/partitions-page.ts';
import { placeOf } from '../platform/place.ts';
import { banksOf, namesOf, ordersIn } from './board-reads.ts';
import type { boardRoutes } from './routes.ts';

/** What an index says of an order: how it counts, and who may see it. Cards of earlier releases have no marks. */
const BoardCard = OrderCard.extend({
  ...{ orderId: OrderId, district: z.enum(districts), agency: AgencyId, bankId: AgencyId },
  ...{ tier: z.int(), tracedFen: Fen, marks: z.array(z.string()).default([]) },
});
type BoardCard = z.infer<typeof BoardCard>;

type AlarmRoutes = Pick<typeof boardRoutes, 'listOrders' | 'getOrdersSummary' | 'getAlertBoard'>;

/** The orders that need an eye, and the board of an alarm. */
export const alarmOperations: Operations<AlarmRoutes, ApiTools> = {
  listOrders: async (request, tools) => {
    const asked = ordersAsked(request);
    if (asked.kind === 'refusal') return asked;
    const { limit: _, cursor: __, ...filter } = request.query;
    const page = await pageOfWindows(request, tools, { ...asked.list, filter });
    if (page.kind === 'refusal') return page;
    const neededAt = new Map(page.cards.map(({ card, sk }) => [parseTolerantly(BoardCard, card).orderId, momentOf(sk)]));
    const rows = await rowsOf(tools, [...neededAt.keys()]);
    const references = await referencesOf(
      tools.journal,
      rows.map(({ order }) => order.alertId),
    );
    const items = rows.flatMap(({ row, order }) => {
      const { alertId, orderId } = order;
      const at = neededAt.get(orderId);
      // the index follows within moments: an order that needs nothing any more is no longer shown
      if (at === undefined || row.marks.length === 0) return [];
      return [{ ...row, alertId, alertReference: references.get(alertId), neededAt: at }];
    });
    return request.answer(200, { items, ...page.next });
  },

  getOrdersSummary: async (request, tools) => {
    const asked = ordersAsked(request);
    if (asked.kind === 'refusal') return asked;
    const { cards: found, more } = await cardsCounted(tools, asked.list);
    const cards = found.map(({ card }) => parseTolerantly(BoardCard, card));
    const now = tools.now();
    return request.answer(200, {
      total: cards.length,
      marks: byMark(cards),
      heldFen: cards.reduce((sum, { heldFen }) => sum + heldFen, 0),
      overdue: found.filter(({ sk }) => momentOf(sk) < now).length,
      more,
    });
  },

  getAlertBoard: async (request, tools) => {
    const { journal } = tools;
    const { state: alert } = await journal.load(ReadAlerts, request.params.alertId);
    if (alert === undefined) return refuse('NOT_FOUND');
    const access = request.allowed(alertThing(alert));
    if (access.kind === 'refusal') return access;
    const isShown = isShownTo(request, alertThing(alert));
    const place = await placeOf(request, tools, request.params);
    if (place.kind === 'refusal') return place;
    const [cards, cases] = await Promise.all([
      cardsOfAlert(journal, alert.alertId, BoardCard),
      casesOfAlarms(tools, [alert], request.actor),
    ]);
    const shown = cards.filter(isShown);
    // a page begins behind the last order that the caller was shown, so neither its length nor its cursor tells of hidden ones
    const behindLast = shown.filter((card) => placeOnBoard(card) > (place.after?.['behind'] ?? ''));
    const page = behindLast.slice(0, request.query.limit);
    const last = page.at(-1);
    const ends = behindLast.length <= page.length || last === undefined;
    const rows = await rowsOf(
      tools,
      page.map(({ orderId }) => orderId),
    );
    const agencyNames = await namesOf(journal, [alert.raisedBy, ...rows.map(({ row }) => row.agency)]);
    const now = tools.now();
    return request.answer(200, {
      alert: alertView(alert),
      ...{ agencyNames, case: cases.get(alert.alertId), standing: standingOf(shown, now) },
      items: rows.map(({ row }) => row),
      ...place.next(ends ? undefined : { behind: placeOnBoard(last) }),
    });
  },
};

/** Whether the caller may see an order of the alarm by its card. */
function isShownTo({ actor }: Call, alarm: Thing): (card: BoardCard) => boolean {
  return ({ district, agency, bankId }) => {
    const thing = readWithAlert(orderThing({ district, agency, account: { bankId } }), alarm);
    return decideAccess('order.read', actor, thing).outcome === 'allowed';
  };
}

/** Where an order stands on the board of its alarm: by tier, then by id. */
function placeOnBoard({ tier, orderId }: BoardCard): string {
  return `${String(tier).padStart(2, '0')}#${orderId}`;
}

function standingOf(cards: readonly BoardCard[], now: string) {
  return {
    ...countOf(cards, now),
    // the money of an order that was put right counts in its correction
    tracedFen: cards.reduce(
      (sum, { tier, status, tracedFen }) => (tier === 1 && status !== 'corrected' ? sum + tracedFen : sum),
      0,
    ),
    marks: byMark(cards),
  };
}

/** How many of the cards have each mark; marks of a later release are passed over. */
function byMark(cards: readonly Pick<BoardCard, 'marks'>[]) {
  const counts = orderMarks.map((mark) => [mark, cards.filter(({ marks }) => marks.includes(mark)).length] as const);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

type OrdersCall = Parameters<typeof districtsAsked>[0] &
  Parameters<typeof ownIf>[0] & {
    readonly query: {
      readonly mark?: string | undefined;
      readonly bank?: string | undefined;
      readonly dueBefore?: string | undefined;
    };
  };

/** The orders that a list or its summary asks for: of the caller's district, of another that it may list, or of the city. */
function ordersAsked(request: OrdersCall) {
  const of = districtsAsked(request);
  if (of.kind === 'refusal') return of;
  const { mark, bank, dueBefore } = request.query;
  const own = ownIf(request);
  const isAsked = ({ marks, bankId, agency }: BoardCard): boolean =>
    (mark === undefined || marks.includes(mark)) && (bank ?? bankId) === bankId && (own ?? agency) === agency;
  const filtered = [mark, bank, own].some((one) => one !== undefined);
  const partitions = of.districts.map((district): Partition => ({ index: 'attention', pk: attentionKey('order', district) }));
  const list = {
    windows: [{ partitions, ...(dueBefore === undefined ? {} : { to: dueBefore }) }],
    keep: filtered ? ({ card }: Card) => isAsked(parseTolerantly(BoardCard, card)) : undefined,
  };
  return { kind: 'asked', list } as const;
}

/** The moment in a sort key that begins with one. */
function momentOf(sk: string): string {
  return sk.slice(0, sk.indexOf('#'));
}

/** These orders as a board shows them, with their banks: two reads. */
async function rowsOf({ journal, now }: Pick<ApiTools, 'journal' | 'now'>, orderIds: readonly string[]) {
  const orders = await ordersIn(journal, orderIds);
  const banks = await banksOf(
    journal,
    orders.map(({ state }) => state.account.bankId),
  );
  const at = now();
  return orders.map(({ state, version }) => ({
    order: state,
    row: boardOrder(state, version, banks.get(state.account.bankId), at),
  }));
}
