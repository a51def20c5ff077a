import * as z from 'zod';
import { Banks } from '../../shared/banks/streams.ts';
import type { AccountFact, AccountRegister } from '../../shared/freezes/account-register.ts';
import type { BankReceipt, TakenResult, ToldOutflows } from '../../shared/freezes/model.ts';
import { openInstruction } from '../../shared/freezes/open-instruction.ts';
import type { OrderFact } from '../../shared/freezes/order-facts.ts';
import type { OutflowLine } from '../../shared/freezes/outflows/model.ts';
import { tellOutflows, timed } from '../../shared/freezes/outflows/supplement.ts';
import { recordReceipt } from '../../shared/freezes/record-receipt.ts';
import { recordResult } from '../../shared/freezes/record-result.ts';
import type { StopOrder } from '../../shared/freezes/stop-order.ts';
import { AccountRegisters, StopOrders } from '../../shared/freezes/streams.ts';
import { bankInstruction, currentInstruction } from '../../shared/freezes/views.ts';
import type { Call, Rejection } from '../../shared/http/api-request.ts';
import { carryOut } from '../../shared/http/carry-out.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { signedBy } from '../../shared/http/signed-by.ts';
import type { Journal, StoredAnswer } from '../../shared/journal/journal.ts';
import { inboxKey } from '../../shared/journal/keys.ts';
import type { Loaded } from '../../shared/journal/stream.ts';
import { settle } from '../../shared/journal/transact.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { type Decision, refuse } from '../../shared/kernel/decision.ts';
import { OrderId } from '../../shared/kernel/ids.ts';
import type { ApiTools } from '../lib/api-tools.ts';
import { pageOfIndex } from '../lib/paging.ts';
import { orderThing } from '../lib/things.ts';
import { linesNoted } from './lines-noted.ts';
import type { AnswerNoted, bankRoutes, OutflowsNoted, ResultNoted } from './routes.ts';

type BankOrderRoutes = Pick<
  typeof bankRoutes,
  'listBankOrders' | 'getBankOrder' | 'acknowledgeReceipt' | 'recordResult' | 'tellOutflows'
>;

const OrderCard = z.object({ orderId: OrderId });

export const bankOrderOperations: Operations<BankOrderRoutes, ApiTools> = {
  listBankOrders: async (request, tools) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const page = await pageOfIndex(request, tools, { index: 'inbox', pk: inboxKey(request.actor.agency) });
    if (page.kind === 'refusal') return page;
    const orders = await tools.journal.loadMany(
      StopOrders,
      page.cards.map(({ card }) => OrderCard.parse(card).orderId),
    );
    const items = orders.flatMap(({ state }) => {
      // The index follows the order within moments: what was answered meanwhile is not to be done again.
      const instruction = state === undefined ? undefined : openInstruction(state);
      return state === undefined || instruction === undefined ? [] : [bankInstruction(state, instruction)];
    });
    return request.answer(200, { items, ...page.next });
  },

  getBankOrder: async (request, { journal }) => {
    const order = orderOf(request, await journal.load(StopOrders, request.params.orderId));
    if (order.kind === 'refusal') return order;
    return request.answer(200, bankInstruction(order.state, openInstruction(order.state) ?? currentInstruction(order.state)));
  },

  acknowledgeReceipt: answerOf(
    (order, _register, input: BankReceipt, signature, context) => recordReceipt(order, input, signature, context),
    ({ after }) => notedOf(after),
  ),
  recordResult: answerOf(recordResult, resultNoted, ({ outflows }) => outflows),
  tellOutflows: answerOf(
    (order, _register, input: ToldOutflows, signature, context) => tellOutflows(order, input, signature, context),
    outflowsNoted,
    ({ outflows }) => outflows,
  ),
};

type Decide<Body> = (
  order: StopOrder,
  register: AccountRegister | undefined,
  input: Body,
  signature: string | undefined,
  context: Context,
) => Decision<OrderFact | AccountFact>;

interface AnswerCall<Body, Noted> extends Call {
  readonly params: { readonly orderId: string };
  readonly body: Body;
  answer(status: 200, noted: Noted): StoredAnswer;
}

/** An order before and after what the bank said of it. */
interface Answered<Body> {
  readonly before: StopOrder;
  readonly after: StopOrder;
  readonly body: Body;
  /** The registered banks among those that the body names. */
  readonly banks: ReadonlySet<string>;
  readonly context: Context;
}

/** The operation by which a bank answers an order: signed where it has keys, recorded with its signature as evidence. */
function answerOf<Body, Noted>(
  decide: Decide<Body>,
  noted: (answered: Answered<Body>) => Noted,
  named: (body: Body) => readonly OutflowLine[] = () => [],
) {
  return async (request: AnswerCall<Body, Noted>, { journal }: ApiTools): Promise<StoredAnswer | Rejection> => {
    const bank = await journal.load(Banks, request.actor.agency);
    const signed = await signedBy(request, bank.state, request.params.orderId);
    if (signed.kind === 'refusal') return signed;
    return carryOut(request, journal, async () => {
      const order = orderOf(request, await journal.load(StopOrders, request.params.orderId));
      if (order.kind === 'refusal') return order;
      const [register, banks] = await Promise.all([
        journal.load(AccountRegisters, order.state.accountKey),
        registeredOf(named(request.body), journal),
      ]);
      const context = request.context();
      const decision = decide(order.state, register.state, request.body, signed.signature, context);
      return settle(decision, [order.loaded, register], (after) =>
        request.answer(
          200,
          noted({ before: order.state, after: after(order.loaded).state ?? order.state, body: request.body, banks, context }),
        ),
      );
    });
  };
}

/** So many banks are looked up for an answer: as many as one read takes. */
const MAX_BANKS = 100;

/** The registered banks among those that these lines name: the answer says which of them are none. */
async function registeredOf(lines: readonly OutflowLine[], journal: Journal): Promise<ReadonlySet<string>> {
  const ids = [...new Set(lines.flatMap(({ bankId }) => bankId ?? []))];
  if (ids.length === 0) return new Set();
  const banks = await journal.loadMany(Banks, ids.slice(0, MAX_BANKS));
  return new Set([...banks.flatMap(({ id, state }) => (state === undefined ? [] : [id])), ...ids.slice(MAX_BANKS)]);
}

interface FoundOrder {
  readonly kind: 'order';
  readonly state: StopOrder;
  readonly loaded: Loaded<StopOrder, OrderFact>;
}

/** The order, if it is to the calling bank, and the bank was ever to act on it. */
function orderOf(request: Call, loaded: Loaded<StopOrder, OrderFact>): FoundOrder | Rejection {
  const { state } = loaded;
  if (state === undefined || !isBanks(state)) return refuse('NOT_FOUND');
  const access = request.allowed(orderThing(state));
  return access.kind === 'refusal' ? access : { kind: 'order', state, loaded };
}

/** Whether the bank is or was asked to act. Of an order that was turned down or never left the line it does not know. */
function isBanks(order: StopOrder): boolean {
  return openInstruction(order) !== undefined || order.sentAt !== undefined || order.answers.length > 0;
}

function resultNoted({ after, body, banks, context }: Answered<TakenResult>): ResultNoted {
  const { outflows, unread } = body;
  return {
    ...notedOf(after),
    // against the order as it is now, so that the same result again gets the same answer
    ...(outflows.length === 0 ? {} : linesNoted({ lines: after.outflows, banks, called: 'taken' }, timed(outflows, context))),
    ...(unread === undefined ? {} : { unread: unread.faults }),
  };
}

function outflowsNoted({ before, after, body, banks, context }: Answered<ToldOutflows>): OutflowsNoted {
  const { outflows, unread } = body;
  return {
    ...notedOf(after),
    ...linesNoted({ lines: before.outflows, banks, called: 'known' }, timed(outflows, context)),
    ...(unread === undefined ? {} : { unread: unread.faults }),
  };
}

function notedOf({ orderId, status, receivedAt, answeredAt }: StopOrder): AnswerNoted {
  return {
    orderId,
    state: status,
    ...(receivedAt === undefined ? {} : { receivedAt }),
    ...(answeredAt === undefined ? {} : { answeredAt }),
  };
}
