import { closedRefusal } from '../../shared/alerts/gates.ts';
import { alertThing, ReadAlerts } from '../../shared/alerts/kind.ts';
import type { Alert } from '../../shared/alerts/model.ts';
import { Banks } from '../../shared/banks/streams.ts';
import { keyOfStopped } from '../../shared/freezes/account/account-key.ts';
import type { AccountFact, AccountRegister } from '../../shared/freezes/account/account-register.ts';
import { RequestedOrderCard } from '../../shared/freezes/answers.ts';
import { requestThing } from '../../shared/freezes/kinds.ts';
import type { FreezeRequest, RequestTaken } from '../../shared/freezes/model.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { FIRST_PART } from '../../shared/freezes/request/open-parts.ts';
import { orderAt } from '../../shared/freezes/request/order-id.ts';
import { type KnownToRequest, planAccounts } from '../../shared/freezes/request/plan-accounts.ts';
import { requestFreeze } from '../../shared/freezes/request/request-freeze.ts';
import { AccountRegisters, FreezeRequests, StopOrders } from '../../shared/freezes/streams.ts';
import { requestView } from '../../shared/freezes/views.ts';
import type { ApiRequest, Rejection } from '../../shared/http/api-request.ts';
import { createOn } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { listingKey } from '../../shared/journal/keys.ts';
import type { Loaded } from '../../shared/journal/stream.ts';
import type { Actor, Context } from '../../shared/kernel/context.ts';
import { type Fact, type Refusal, refuse } from '../../shared/kernel/decision.ts';
import { secondsSince } from '../../shared/kernel/time.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { alarmsOf } from '../lookups/alarm-references.ts';
import { casesOfAlarms } from '../lookups/known-cases.ts';
import { MOST_TOGETHER } from '../lookups/open-orders.ts';
import { openWithRequest } from '../lookups/open-with-request.ts';
import { cardsOfAlert } from '../lookups/orders-of-alert.ts';
import { withOrders } from '../lookups/orders-so-far.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { cardsWith, datedAsked, datedPage, ownIf } from '../platform/dated-page.ts';
import { readableThing } from './handed-over.ts';
import { type KnownThere, knownAccounts } from './known-accounts.ts';
import { openAtOnce } from './open-at-once.ts';
import { RequestCard, type stopRoutes } from './stop-routes.ts';

type RequestRoutes = Pick<typeof stopRoutes, 'requestFreeze' | 'getFreezeRequest' | 'listFreezeRequests'>;

export const requestOperations: Operations<RequestRoutes, ApiTools> = {
  requestFreeze: createOn({ type: FreezeRequests })<ApiRequest<typeof stopRoutes.requestFreeze>, ApiTools>(
    async (input, context, { request, tools }) => {
      const { actor } = request;
      const alarm = await tools.journal.load(ReadAlerts, input.alertId);
      const { state: alert } = alarm;
      if (alert === undefined) return refuse('NOT_FOUND');
      const access = request.allowed(alertThing(alert));
      if (access.kind === 'refusal') return access;
      const closed = closedRefusal(alert, ['/alertId']);
      if (closed !== undefined) return closed;
      const known = await knownTo(alert, input, tools, actor);
      const decision = requestFreeze(input, known, context);
      if (decision.kind === 'refusal') return withReasons(decision, known, input, context);
      const { request: accepted } = decision;
      const opened = await openWithRequest(accepted, known.loaded, tools.journal, context);
      const there = knownAccounts(accepted.orders, known.registers, known.there, { alertId: input.alertId, actor });
      return {
        decision,
        // an alarm that is withdrawn or joined meanwhile takes no more stops
        rests: [alarm],
        changes: () => opened.changes,
        answer: () => request.answer(202, { ...summaryOf(accepted), known: there }),
        // the relay opens the others part by part
        afterwards: () => openAtOnce(tools, opened.left.slice(0, FIRST_PART - MOST_TOGETHER), request),
      };
    },
  ),

  getFreezeRequest: async (request, { journal }) => {
    const { requestId } = request.params;
    const { state } = await journal.load(FreezeRequests, requestId);
    // a look at no request takes as long as one at a hidden request
    const thing = await readableThing(
      request,
      state === undefined ? {} : requestThing(state),
      state?.alertId ?? requestId,
      journal,
    );
    if (state === undefined) return refuse('NOT_FOUND');
    const access = request.allowed(thing);
    if (access.kind === 'refusal') return access;
    const cards = await cardsOfAlert(journal, state.alertId, RequestedOrderCard);
    // no version: the shown state of the orders changes while the request itself stays as it is
    return request.answer(200, requestView(state, cards));
  },

  listFreezeRequests: async (request, tools) => {
    const asked = datedAsked(request);
    if (asked.kind === 'refusal') return asked;
    const page = await datedPage(request, tools, asked.period, {
      pksOf: (month) => asked.districts.map((district) => listingKey('freeze-request', district, month)),
      keep: cardsWith(RequestCard, { agency: ownIf(request) }),
    });
    if (page.kind === 'refusal') return page;
    const now = tools.now();
    const entries = page.cards.map(({ card }) => parseTolerantly(RequestCard, card));
    const items = await withOrders(tools.journal, entries, now);
    const told = items.map((entry) => ({ ...entry, openSeconds: secondsSince(entry.requestedAt, now) }));
    return request.answer(200, { items: told, ...page.next });
  },
};

/** If the accounts are refused for different reasons, each has its own. */
function withReasons(refusal: Refusal<Fact>, known: KnownToRequest, body: RequestTaken, context: Context): Rejection {
  if (refusal.code !== 'NO_ACCOUNT_TO_STOP') return refusal;
  const errors = planAccounts(body, known, context).refused.flatMap(({ errors: reasons = [] }) => reasons);
  return { ...refuse(refusal.code), errors: errors.map((reason) => ({ in: 'body', ...reason })) };
}

/** The input of a request's decision, and all orders and cases at its accounts that the officer may have to hear of. */
interface Known extends KnownToRequest {
  readonly there: KnownThere;
  /** The registers as they were read, by the keys of their accounts. */
  readonly loaded: ReadonlyMap<string, Loaded<AccountRegister, AccountFact>>;
}

async function knownTo(alert: Alert, { accounts }: RequestTaken, tools: ApiTools, actor: Actor): Promise<Known> {
  const { journal } = tools;
  const secret = (await tools.dataKeys()).accounts;
  const keys = accounts.map((account) => keyOfStopped(secret, account));
  const [banks, registers] = await Promise.all([
    journal.loadMany(Banks, [...new Set(accounts.map(({ bankId }) => bankId))]),
    journal.loadMany(AccountRegisters, [...new Set(keys)]),
  ]);
  const others = registers.flatMap(({ state }) => state?.orders ?? []).filter(({ alertId }) => alertId !== alert.alertId);
  const [orders, cases, alarms] = await Promise.all([
    ordersAt(registers, alert.alertId, journal),
    casesOfAlarms(tools, others, actor),
    alarmsOf(
      journal,
      others.slice(0, MAX_READ).map(({ alertId }) => alertId),
    ),
  ]);
  const own = registers.flatMap(({ id, state }) => {
    const order = orders.get(orderAt(state, alert.alertId) ?? '');
    return order === undefined ? [] : [[id, order] as const];
  });
  return {
    alert,
    keys,
    banks: new Map(banks.flatMap(({ id, state }) => (state === undefined ? [] : [[id, state]]))),
    registers: new Map(registers.map(({ id, state }) => [id, state])),
    orders: new Map(own),
    there: { orders, cases, alarms },
    loaded: new Map(registers.map((register) => [register.id, register])),
  };
}

/** As many orders, or alarms, as are read at once. */
const MAX_READ = 100;

/** The orders that the registers name, in one read, those of this alarm first: the stop does not wait for more. */
async function ordersAt(
  registers: readonly Loaded<AccountRegister, AccountFact>[],
  alertId: string,
  journal: Journal,
): Promise<ReadonlyMap<string, StopOrder>> {
  const named = registers.flatMap(({ state }) => state?.orders ?? []);
  const [own, others] = [named.filter((order) => order.alertId === alertId), named.filter((order) => order.alertId !== alertId)];
  const ids = [...new Set([...own, ...others].map(({ orderId }) => orderId))].slice(0, MAX_READ);
  if (ids.length === 0) return new Map();
  const orders = await journal.loadMany(StopOrders, ids);
  return new Map(orders.flatMap(({ id, state }) => (state === undefined ? [] : [[id, state] as const])));
}

function summaryOf({ requestId, orders, refused, dueAt }: FreezeRequest) {
  const told = orders.map(({ orderId, account, places = [], joined }) => ({
    ...{ orderId, bankId: account.bankId, dueAt, accounts: places },
    ...(joined === undefined ? {} : { joined }),
  }));
  const joins = told.filter(({ joined }) => joined === true);
  return { requestId, orders: told, joined: joins.map(({ accounts, orderId }) => ({ accounts, orderId })), refused };
}
