import * as z from 'zod';
import { orderStatuses } from '../../shared/freezes/order/order-status.ts';
import { isAsked, waitsForWhich } from '../../shared/freezes/order/standing.ts';
import { OrdersStanding } from '../../shared/freezes/order/standing-model.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { boardKeys, boardPosition, through } from '../../shared/journal/keys.ts';
import { pagesOf } from '../../shared/journal/pages-of.ts';
import { beijingMonth } from '../../shared/kernel/beijing.ts';
import { AlertId, FreezeRequestId } from '../../shared/kernel/ids.ts';
import { Fen } from '../../shared/kernel/money.ts';
import { UtcInstant } from '../../shared/kernel/time.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';

/** How the orders of an alert or a request stand: for lists, for which the whole orders would be too much. */
export const OrdersSoFar = z.strictObject({ total: z.int().nonnegative(), ...OrdersStanding.shape }).meta({ id: 'OrdersSoFar' });
export type OrdersSoFar = z.infer<typeof OrdersSoFar>;

/** The counted part of an order's card. */
export const OrderCard = z.object({
  alertId: AlertId,
  requestId: FreezeRequestId,
  status: z.enum(orderStatuses),
  dueAt: UtcInstant,
  answeredAt: UtcInstant.optional(),
  stoppedFen: Fen,
  // absent on cards of an earlier release
  heldFen: Fen.default(0),
  banksTime: z.boolean().default(true),
  waitsOn: z.enum(waitsForWhich).optional(),
});
type OrderCard = z.infer<typeof OrderCard>;

/** An entry of a list: an alert, or a request of one. */
interface ListEntry {
  readonly alertId: string;
  readonly requestId?: string;
  /** T0 */
  readonly alarmAt: string;
  /** The district that has it now. */
  readonly district: string;
  /** Other districts that asked for orders of it: those that handed it over. */
  readonly alsoIn?: readonly string[];
}

/** Cards read at a time of one part of the board. */
const PAGE = 1_000;

/**
 * The entries, each with the states of its orders at `now`. It takes one range of a board for any number of entries, because lists and
 * board are both in the order of the alarms: of each district that has or had some of them, and of each month.
 *
 * @param entries a page of a list in the order of the alarms
 */
export async function withOrders<Entry extends ListEntry>(
  journal: Journal,
  entries: readonly Entry[],
  now: string,
): Promise<readonly (Entry & { readonly orders: OrdersSoFar })[]> {
  const places = entries.flatMap((entry) =>
    [...new Set([entry.district, ...(entry.alsoIn ?? [])])].map((district) => ({
      ...{ entry, board: { district, month: beijingMonth(entry.alarmAt) } },
    })),
  );
  const boards = [...Map.groupBy(places, ({ board }) => `${board.district}#${board.month}`).values()];
  const found = boards.map((on) => {
    const [first] = on;
    return first === undefined
      ? []
      : cardsOn(
          journal,
          first.board,
          on.map(({ entry }) => entry),
        );
  });
  const cards = (await Promise.all(found)).flat();
  const byAlert = Map.groupBy(cards, ({ alertId }) => alertId);
  return entries.map((entry) => {
    const orders = byAlert.get(entry.alertId) ?? [];
    const own = entry.requestId === undefined ? orders : orders.filter(({ requestId }) => requestId === entry.requestId);
    return { ...entry, orders: countOf(own, now) };
  });
}

/** The cards of a district's board between the first and the last of these alarms. */
async function cardsOn(
  journal: Journal,
  { district, month }: { readonly district: string; readonly month: string },
  entries: readonly ListEntry[],
): Promise<readonly OrderCard[]> {
  const places = entries.map(({ alarmAt, alertId }) => boardPosition(alarmAt, alertId)).toSorted();
  const [from] = places;
  const last = places.at(-1);
  if (from === undefined || last === undefined) return [];
  const range = { from, to: through(last) };
  return (await Promise.all(boardKeys(district, month).map((pk) => cardsIn(journal, pk, range)))).flat();
}

async function cardsIn(
  journal: Journal,
  pk: string,
  range: { readonly from: string; readonly to: string },
): Promise<readonly OrderCard[]> {
  const cards: OrderCard[] = [];
  for await (const page of pagesOf(journal, { index: 'listing', pk, ...range, limit: PAGE }))
    cards.push(...page.map(({ card }) => parseTolerantly(OrderCard, card)));
  return cards;
}

/** How the orders with these cards stand at `now`. */
export function countOf(orders: readonly OrderCard[], now: string): OrdersSoFar {
  const late = orders.filter((order) => (isAsked(order) ? now : (order.answeredAt ?? '')) > order.dueAt);
  return {
    total: orders.length,
    waiting: orders.filter(isAsked).length,
    waitingForBank: orders.filter(({ waitsOn }) => waitsOn === 'bank').length,
    waitingForPolice: orders.filter(({ waitsOn }) => waitsOn === 'police').length,
    breached: late.filter(({ banksTime }) => banksTime).length,
    breachedNotByBank: late.filter(({ banksTime }) => !banksTime).length,
    stoppedFen: orders.reduce((sum, { stoppedFen }) => sum + stoppedFen, 0),
    heldFen: orders.reduce((sum, { heldFen }) => sum + heldFen, 0),
  };
}
