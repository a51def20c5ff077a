import { StopOrders } from '../../shared/freezes/streams.ts';
import type { Call } from '../../shared/http/api-request.ts';
import { commandOn, type Decided, findOn, type Present, readOn, type Target } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Journal, StoredAnswer } from '../../shared/journal/journal.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { accept, type Decision, type Fact } from '../../shared/kernel/decision.ts';
import { impossible } from '../../shared/kernel/impossible.ts';
import { paymentsOfKey } from '../../shared/returns/keys.ts';
import { returnThing } from '../../shared/returns/kind.ts';
import { settleDispute } from '../../shared/returns/payment/dispute-payment.ts';
import { correctPayment, dropPayment, freePayment, type KnownToPayment } from '../../shared/returns/payment/pay.ts';
import type { ReturnPaymentFact } from '../../shared/returns/payment/payment-facts.ts';
import type { ReturnPayment } from '../../shared/returns/payment/payment-model.ts';
import { ReturnClaims, ReturnPayments, ReturnRounds } from '../../shared/returns/streams.ts';
import type { ReturnPaymentView } from '../../shared/returns/views.ts';
import { askedToPay } from '../lookups/ask-to-pay.ts';
import { moneyOfOrder } from '../lookups/money-of-order.ts';
import { othersOut, payingAccount } from '../lookups/paying-account.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { pageOfStates } from '../platform/paging.ts';
import { roundNamed } from '../returns/round-named.ts';
import type { returnPaymentRoutes } from './routes.ts';

interface PaymentCall extends Call {
  readonly params: { readonly paymentId: string };
  answer(status: 200, view: ReturnPaymentView, version: number): StoredAnswer;
}

const payment: Target<PaymentCall, ReturnPayment, ReturnPaymentFact> = {
  load: ({ params }, journal) => journal.load(ReturnPayments, params.paymentId),
  thing: returnThing,
  answer: (request, { state, version }: Present<ReturnPayment>) => request.answer(200, { ...state, version }, version),
};
const onPayment = commandOn(payment);

/** Payments of rounds, read and put right by the police of the case. */
export const returnPaymentOperations: Operations<typeof returnPaymentRoutes, ApiTools> = {
  listReturnPayments: async (request, tools) => {
    const found = await findOn(roundNamed, request, tools.journal);
    if (found.kind === 'refusal') return found;
    const pk = paymentsOfKey(found.state.returnId);
    const page = await pageOfStates(request, tools, ReturnPayments, { index: 'file', pk });
    if (page.kind === 'refusal') return page;
    return request.answer(200, { items: page.items.map(({ state, version }) => ({ ...state, version })), ...page.next });
  },

  getReturnPayment: readOn(payment),

  correctReturnPayment: onPayment((state, input, context, { tools: { journal } }) =>
    again(state, (known) => correctPayment(state, input, known, context), { journal, context }),
  ),
  freeReturnPayment: onPayment((state, _none, context, { tools: { journal } }) =>
    again(state, (known) => freePayment(state, known, context), { journal, context }),
  ),
  dropReturnPayment: onPayment(async (state, input, context, { tools: { journal } }) => {
    const round = await journal.load(ReturnRounds, state.returnId);
    return { decision: dropPayment(state, input, context), streams: [round] };
  }),
  settleReturnPaymentDispute: onPayment(async (state, input, context, { tools: { journal } }) => {
    const [round, claim, order] = await Promise.all([
      journal.load(ReturnRounds, state.returnId),
      journal.load(ReturnClaims, state.claimId),
      journal.load(StopOrders, state.orderId),
    ]);
    const decision = settleDispute(state, input, context);
    if (decision.kind === 'refusal') return { decision };
    const facts = [...decision.facts, ...moneyOfOrder(state, decision.facts)];
    return { decision: accept<Fact>(...facts), streams: [round, claim, order] };
  }),
};

/** The decision on a payment by its claim, and the question by which its bank is asked where it goes out again. */
async function again(
  payment: ReturnPayment,
  decide: (known: Pick<KnownToPayment, 'claim' | 'account'>) => Decision<ReturnPaymentFact>,
  { journal, context }: { readonly journal: Journal; readonly context: Context },
): Promise<Decided<ReturnPayment>> {
  const [claim, paying] = await Promise.all([
    journal.load(ReturnClaims, payment.claimId),
    othersOut(journal, payment).then((outFen) => payingAccount(journal, payment.orderId, outFen)),
  ]);
  const decision = decide({ claim: claim.state ?? impossible('a payment without its claim'), account: paying.account });
  if (decision.kind === 'refusal') return { decision };
  const round = await journal.load(ReturnRounds, payment.returnId);
  if (round.state === undefined) impossible('a payment without its round');
  const asked = await askedToPay(journal, payment, decision.facts, round.state, context);
  if (asked.kind === 'refusal') return { decision: asked };
  return { decision: accept<Fact>(...decision.facts, ...asked.facts), streams: asked.streams, rests: [claim, ...paying.rests] };
}
