import type { Call } from '../../shared/http/api-request.ts';
import { commandOn, type Decided, findOn, type Present, readOn, type Target } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Journal, StoredAnswer } from '../../shared/journal/journal.ts';
import type { AnyLoaded } from '../../shared/journal/stream.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { accept, type Decision, type Fact } from '../../shared/kernel/decision.ts';
import { impossible } from '../../shared/kernel/impossible.ts';
import { paymentsOfKey } from '../../shared/returns/keys.ts';
import { returnThing } from '../../shared/returns/kind.ts';
import { correctPayment, dropPayment, freePayment } from '../../shared/returns/payment/pay.ts';
import type { ReturnPaymentFact } from '../../shared/returns/payment/payment-facts.ts';
import type { ReturnPayment } from '../../shared/returns/payment/payment-model.ts';
import { ReturnClaims, ReturnPayments, ReturnRounds } from '../../shared/returns/streams.ts';
import type { ReturnPaymentView } from '../../shared/returns/views.ts';
import { askedToPay } from '../lookups/ask-to-pay.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { pageOfStates } from '../platform/paging.ts';
import type { paymentRoutes } from './payment-routes.ts';

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
export const paymentOperations: Operations<typeof paymentRoutes, ApiTools> = {
  listReturnPayments: async (request, tools) => {
    const reach = { load: () => tools.journal.load(ReturnRounds, request.params.returnId), thing: returnThing };
    const found = await findOn(reach, request, tools.journal);
    if (found.kind === 'refusal') return found;
    const pk = paymentsOfKey(found.state.returnId);
    const page = await pageOfStates(request, tools, ReturnPayments, { index: 'file', pk });
    if (page.kind === 'refusal') return page;
    return request.answer(200, { items: page.items.map(({ state, version }) => ({ ...state, version })), ...page.next });
  },

  getReturnPayment: readOn(payment),

  correctReturnPayment: onPayment(async (state, input, context, { tools: { journal } }) => {
    const { loaded, claim } = await claimOf(state, journal);
    return asking(state, correctPayment(state, input, { claim }, context), {
      journal,
      claim: { loaded, payTo: claim.payTo },
      context,
    });
  }),
  freeReturnPayment: onPayment(async (state, _none, context, { tools: { journal } }) => {
    const { loaded, claim } = await claimOf(state, journal);
    return asking(state, freePayment(state, { claim }, context), { journal, claim: { loaded, payTo: claim.payTo }, context });
  }),
  dropReturnPayment: onPayment(async (state, input, context, { tools: { journal } }) => {
    const round = await journal.load(ReturnRounds, state.returnId);
    return { decision: dropPayment(state, input, context), streams: [round] };
  }),
};

/** The decision on a payment, and the question by which its bank is asked where it goes out again. */
async function asking(
  payment: ReturnPayment,
  decision: Decision<ReturnPaymentFact>,
  { journal, claim, context }: Again,
): Promise<Decided<ReturnPayment>> {
  if (decision.kind === 'refusal') return { decision };
  const round = await journal.load(ReturnRounds, payment.returnId);
  if (round.state === undefined) impossible('a payment without its round');
  const toPay = { ...payment, payTo: claim.payTo };
  const asked = await askedToPay(journal, toPay, round.state, decision.facts, context);
  if (asked?.kind === 'refusal') return { decision: asked };
  const facts: readonly Fact[] = [...decision.facts, ...(asked === undefined ? [] : [asked.fact])];
  return { decision: accept(...facts), streams: asked === undefined ? [] : [asked.stream], rests: [claim.loaded] };
}

interface Again {
  readonly journal: Journal;
  readonly claim: { readonly loaded: AnyLoaded; readonly payTo: ReturnPayment['payTo'] };
  readonly context: Context;
}

async function claimOf({ claimId }: ReturnPayment, journal: Journal) {
  const loaded = await journal.load(ReturnClaims, claimId);
  return { loaded, claim: loaded.state ?? impossible('a payment without its claim') };
}
