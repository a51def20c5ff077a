import * as z from 'zod';
import type { TestOrder } from '../../shared/bank-tests/model.ts';
import { TestOrders } from '../../shared/bank-tests/streams.ts';
import { bankInboxPart, inboxKey } from '../../shared/banks/keys.ts';
import type { BankReading } from '../../shared/freezes/answers.ts';
import { type GivenInstruction, givenInstructions, openGiven } from '../../shared/freezes/order/given-instruction.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { bankReading } from '../../shared/freezes/views.ts';
import type { ApiRequest, Rejection } from '../../shared/http/api-request.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { tagOfPage } from '../../shared/http/entity-tags.ts';
import type { Journal, StoredAnswer } from '../../shared/journal/journal.ts';
import type { StreamType } from '../../shared/journal/stream.ts';
import type { Fact } from '../../shared/kernel/decision.ts';
import { BankOrderId } from '../../shared/kernel/ids.ts';
import { plus, SECOND } from '../../shared/kernel/time.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { isTest } from '../lookups/bank-orders.ts';
import { closed } from '../lookups/order-of-bank.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { longPoll, NO_SEAT_PAUSE, type WaitingTools } from '../platform/long-poll.ts';
import { type Page, pageOfIndex } from '../platform/paging.ts';
import { deliveryLog } from './deliveries.ts';
import { redelivery } from './redeliver.ts';
import type { bankInboxRoutes } from './routes.ts';
import { signatureCheck } from './signature-check.ts';

export type InboxTools = ApiTools & WaitingTools;

const OrderCard = z.object({ orderId: BankOrderId, bankChangedAt: z.string().optional() });

/** The index follows the table within moments. A change of so short a time ago may not stand in it yet. */
const INDEX_LAG = 5 * SECOND;

/** How many empty pages one look reads. */
const MOST_PAGES = 5;

type ListOrders = ApiRequest<(typeof bankInboxRoutes)['listBankOrders']>;

export const bankInboxOperations: Operations<typeof bankInboxRoutes, InboxTools> = {
  ...signatureCheck,
  ...deliveryLog,
  ...redelivery,

  listBankOrders: async (request, tools) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    // one look a second: each costs one query of the index, and nothing else while nothing is there
    const { last, turnedAway } = await longPoll(tools, {
      ...{ seconds: request.query.wait, caller: request.actor.agency, pause: SECOND },
      look: () => answered(request, tools),
      ends: (look) => look.kind === 'refusal' || look.isThere,
    });
    if (last.kind === 'refusal') return last;
    return turnedAway ? withHeaders(last.answer, { 'retry-after': NO_SEAT_PAUSE }) : last.answer;
  },
};

/** The result of one look at the inbox, and whether anything is there. */
interface InboxPage {
  readonly kind: 'look';
  readonly isThere: boolean;
  readonly answer: StoredAnswer;
}

async function answered(request: ListOrders, tools: InboxTools): Promise<InboxPage | Rejection> {
  const asOf = plus(tools.now(), -INDEX_LAG);
  const found = await lookOnce(request, tools);
  if (found.kind === 'refusal') return found;
  const { items, next } = found;
  return {
    kind: 'look',
    isThere: items.length > 0 || next.next !== undefined,
    // the moment of the answer is new each time, and is no change
    answer: request.answer(200, { items, ...next, asOf }, tagOfPage({ items, ...next }, tools.now())),
  };
}

function withHeaders(answer: StoredAnswer, headers: Readonly<Record<string, string>>): StoredAnswer {
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

interface Found {
  readonly kind: 'found';
  readonly items: BankReading[];
  readonly next: Page['next'];
}

/** The first page with an entry. A caller may ask for the latest open ones only, so a few pages may be empty. */
async function lookOnce(request: ListOrders, tools: InboxTools): Promise<Found | Rejection> {
  const { state, since } = request.query;
  const part = { index: 'inbox', pk: inboxKey(request.actor.agency), ...bankInboxPart(state, since) } as const;
  let query: ListOrders['query'] = request.query;
  for (let pages = 1; ; pages += 1) {
    const page = await pageOfIndex({ ...request, query }, tools, part);
    if (page.kind === 'refusal') return page;
    const items = await instructionsOn(page.cards, request, tools);
    const { next: cursor } = page.next;
    if (items.length > 0 || cursor === undefined || pages === MOST_PAGES) return { kind: 'found', items, next: page.next };
    query = { ...query, cursor };
  }
}

/** The instructions of the page's orders, as far as the caller asks for them. */
async function instructionsOn(cards: Page['cards'], { query: { state, since } }: ListOrders, { journal, now }: InboxTools) {
  const ids = cards
    .map(({ card }) => parseTolerantly(OrderCard, card))
    .filter(({ bankChangedAt }) => since === undefined || bankChangedAt === undefined || bankChangedAt >= since)
    .map(({ orderId }) => orderId);
  const [orders, tests] = await Promise.all([
    loadSome(
      journal,
      StopOrders,
      ids.filter((id) => !isTest(id)),
    ),
    loadSome(journal, TestOrders, ids.filter(isTest)),
  ]);
  const found = new Map<string, { order: StopOrder; test?: TestOrder }>([
    ...orders.map((order) => [order.orderId, { order }] as const),
    ...tests.map((test) => [test.testOrderId, { order: test.order, test }] as const),
  ]);
  return ids.flatMap((id) => {
    const { order, test } = found.get(id) ?? {};
    const last = order === undefined ? undefined : (openGiven(order) ?? givenInstructions(order).at(-1));
    if (order === undefined || last === undefined) return [];
    const given = test?.verdict === undefined ? last : closed(last);
    return isAskedFor(given, state) ? [bankReading(order, given, now(), test?.scenario)] : [];
  });
}

async function loadSome<State, F extends Fact>(journal: Journal, type: StreamType<State, F>, ids: readonly string[]) {
  const loaded = ids.length === 0 ? [] : await journal.loadMany(type, ids);
  return loaded.flatMap(({ state }) => (state === undefined ? [] : [state]));
}

/** The index follows the order within moments: a bank must not act again on an order answered meanwhile. */
function isAskedFor(given: GivenInstruction, state: ListOrders['query']['state']): boolean {
  return state === 'all' || (given.state === 'open') === (state === 'open');
}
