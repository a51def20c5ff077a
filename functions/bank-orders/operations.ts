import { Banks } from '../../shared/banks/streams.ts';
import type { AccountFact } from '../../shared/freezes/account/account-register.ts';
import type { KnownToResult } from '../../shared/freezes/bank-answer/answering.ts';
import type { OutflowLine } from '../../shared/freezes/bank-answer/outflows/model.ts';
import { tellOutflows, timed } from '../../shared/freezes/bank-answer/outflows/supplement.ts';
import { recordReceipt } from '../../shared/freezes/bank-answer/record-receipt.ts';
import { recordResult } from '../../shared/freezes/bank-answer/record-result.ts';
import type { TakenResult, ToldOutflows } from '../../shared/freezes/model.ts';
import { givenInstructions, stopGiven } from '../../shared/freezes/order/given-instruction.ts';
import type { OrderFact } from '../../shared/freezes/order/order-facts.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { bankReading, bankStatement } from '../../shared/freezes/views.ts';
import type { Call, Rejection } from '../../shared/http/api-request.ts';
import { carryOut } from '../../shared/http/carry-out.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { signedBy } from '../../shared/http/signed-by.ts';
import type { Journal, StoredAnswer } from '../../shared/journal/journal.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { type Decision, refuse } from '../../shared/kernel/decision.ts';
import { loadBanksOrder } from '../lookups/bank-orders.ts';
import { orderOf } from '../lookups/order-of-bank.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { linesNoted } from './lines-noted.ts';
import type { AnswerNoted, bankOrderRoutes, OutflowsNoted, ResultNoted } from './routes.ts';

export const bankOrderOperations: Operations<typeof bankOrderRoutes, ApiTools> = {
  getBankOrder: async (request, { journal, now }) => {
    const order = orderOf(request, await loadBanksOrder(journal, request.params.orderId));
    if (order.kind === 'refusal') return order;
    const { instructionId } = request.query;
    const given = order.given.findLast((one) => instructionId === undefined || one.instructionId === instructionId);
    if (given === undefined) return refuse('INSTRUCTION_UNKNOWN', { paths: ['/instructionId'] });
    const reading = bankReading(order.state, given, now(), order.scenario);
    return request.answer(200, { ...reading, said: bankStatement(order.state) });
  },

  acknowledgeReceipt: answerOf(recordReceipt, ({ after, instructionId, body }) =>
    notedOf(after, instructionId, { of: 'receipt', said: body.receivedAt }),
  ),
  recordResult: answerOf(recordResult, resultNoted, ({ outflows }) => outflows),
  tellOutflows: answerOf(tellOutflows, outflowsNoted, ({ outflows }) => outflows),
};

type Decide<Body> = (order: StopOrder, input: Body, known: KnownToResult, context: Context) => Decision<OrderFact | AccountFact>;

interface AnswerCall<Body, Noted> extends Call {
  readonly params: { readonly orderId: string };
  readonly body: Body & { readonly instructionId?: string | undefined };
  answer(status: 200, noted: Noted): StoredAnswer;
}

/** An order before and after the bank's answer. */
interface Answered<Body> {
  readonly before: StopOrder;
  readonly after: StopOrder;
  readonly body: Body;
  /** The instruction that the bank named, if it did. */
  readonly instructionId: string | undefined;
  /** The registered banks among those that the body names. */
  readonly banks: ReadonlySet<string>;
  readonly context: Context;
}

/** The operation by which a bank answers an order: signed if it has keys, recorded with its signature as evidence. */
function answerOf<Body, Noted>(
  decide: Decide<Body>,
  noted: (answered: Answered<Body>) => Noted,
  named: (body: Body) => readonly OutflowLine[] = () => [],
) {
  return async (request: AnswerCall<Body, Noted>, { journal }: ApiTools): Promise<StoredAnswer | Rejection> => {
    const bank = await journal.load(Banks, request.actor.agency);
    const { instructionId } = request.body;
    const signed = await signedBy(request, bank.state, { orderId: request.params.orderId, instructionId });
    if (signed.kind === 'refusal') return signed;
    return carryOut(request, journal, async () => {
      const order = orderOf(request, await loadBanksOrder(journal, request.params.orderId));
      if (order.kind === 'refusal') return order;
      const banks = await registeredOf(named(request.body), journal);
      const context = request.context();
      const before = order.state;
      return order.plan(
        (register) => decide(before, request.body, { register, signature: signed.signature }, context),
        context,
        (after) => request.answer(200, noted({ before, after, body: request.body, instructionId, banks, context })),
      );
    });
  };
}

/** So many banks are looked up for an answer: as many as one read takes. */
const MAX_BANKS = 100;

/** The registered banks among those that these lines name: the answer says which of them are unknown. */
async function registeredOf(lines: readonly OutflowLine[], journal: Journal): Promise<ReadonlySet<string>> {
  const ids = [...new Set(lines.flatMap(({ bankId }) => bankId ?? []))];
  if (ids.length === 0) return new Set();
  const banks = await journal.loadMany(Banks, ids.slice(0, MAX_BANKS));
  return new Set([...banks.flatMap(({ id, state }) => (state === undefined ? [] : [id])), ...ids.slice(MAX_BANKS)]);
}

function resultNoted({ after, body, instructionId, banks, context }: Answered<TakenResult>): ResultNoted {
  const { outflows, unread } = body;
  return {
    ...notedOf(after, instructionId, { said: body.effectiveAt }),
    ...(after.expiresAt === undefined ? {} : { expiresAt: after.expiresAt }),
    // against the order as it is now, so that the same result again gets the same answer
    ...(outflows.length === 0 ? {} : linesNoted({ lines: after.outflows, banks, called: 'taken' }, timed(outflows, context))),
    ...(unread === undefined ? {} : { unread: unread.faults }),
  };
}

function outflowsNoted({ before, after, body, banks, context }: Answered<ToldOutflows>): OutflowsNoted {
  const { outflows, unread } = body;
  return {
    ...notedOf(after, undefined),
    ...linesNoted({ lines: before.outflows, banks, called: 'known' }, timed(outflows, context)),
    ...(unread === undefined ? {} : { unread: unread.faults }),
  };
}

/** A moment that the bank named: of its execution, or of its receipt. */
interface SaidMoment {
  readonly said?: string | undefined;
  readonly of?: 'receipt';
}

function notedOf(order: StopOrder, named: string | undefined, { said, of }: SaidMoment = {}): AnswerNoted {
  const { orderId, status, answeredAt, timeDoubts = [] } = order;
  const stop = stopGiven(order);
  const instructionId = named ?? stop.instructionId;
  const given = givenInstructions(order).find((one) => one.instructionId === instructionId) ?? stop;
  const receivedAt = given.instructionId === stop.instructionId ? order.receivedAt : given.receivedAt;
  const doubt = timeDoubts.findLast(
    (one) => one.of === of && one.said === said && one.instruction === given.instruction && said !== undefined,
  );
  return {
    orderId,
    instructionId,
    state: status,
    ...(receivedAt === undefined ? {} : { receivedAt }),
    ...(answeredAt === undefined ? {} : { answeredAt }),
    ...(doubt === undefined ? {} : { timeDoubt: { reason: doubt.reason, said: doubt.said, countedFrom: doubt.countedFrom } }),
  };
}
