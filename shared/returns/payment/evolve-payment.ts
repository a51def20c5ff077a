import { evolver } from '../../kernel/evolver.ts';
import type { ReturnPaymentFact } from './payment-facts.ts';
import { paymentLifecycle } from './payment-lifecycle.ts';
import type { PaymentDispute, PaymentStatus, ReturnPayment } from './payment-model.ts';

/** The payment after a fact. */
export const evolvePayment = evolver<
  PaymentStatus,
  ReturnPayment,
  ReturnPaymentFact,
  'return-payment.ordered' | 'return-payment.held'
>(paymentLifecycle, {
  births: {
    'return-payment.ordered': ({ at, payment, dueAt }) => ({
      ...payment,
      ...{ bornAt: at, attempt: 1, orderedAt: at, dueAt, overdue: false },
    }),
    'return-payment.held': ({ at, payment, hold }) => ({ ...payment, ...{ bornAt: at, attempt: 0, hold, overdue: false } }),
  },
  steps: {
    'return-payment.freed': ({ hold: _, ...payment }, asked) => askedAgain(payment, asked),
    'return-payment.done': (payment, { at, code, paidAt }) => ({ ...unasked(payment), code, paidAt, endedAt: at }),
    'return-payment.wrong-account': (payment, { code }) => ({ ...unasked(payment), code }),
    'return-payment.corrected': askedAgain,
    'return-payment.failed': (payment, { at, code }) => ({ ...unasked(payment), code, endedAt: at }),
    'return-payment.dropped': (payment, { at }) => ({ ...unasked(payment), endedAt: at }),
    'return-payment.disputed': (payment, { signature: _, ...dispute }) => ({
      ...payment,
      disputes: [...(payment.disputes ?? []), dispute],
    }),
    'return-payment.dispute-settled': settled,
    'return-payment.found-paid': (payment, { code, paidAt, ...found }) => ({
      ...settled(unasked(payment), { ...found, finding: 'paid' }),
      ...{ code, paidAt, endedAt: found.at },
    }),
    'return-payment.found-unpaid': ({ paidAt: _, ...payment }, found) => ({
      ...settled(payment, { ...found, finding: 'not-paid' }),
      endedAt: found.at,
    }),
    'return-payment.fell-overdue': (payment) => ({ ...payment, overdue: true }),
  },
});

interface Asked {
  readonly at: string;
  readonly payTo: ReturnPayment['payTo'];
  readonly dueAt: string;
}

function askedAgain(payment: ReturnPayment, { at, payTo, dueAt }: Asked): ReturnPayment {
  return { ...payment, payTo, dueAt, orderedAt: at, attempt: payment.attempt + 1, overdue: false };
}

/** Every word that was in dispute is settled by it. */
function settled(payment: ReturnPayment, settlement: NonNullable<PaymentDispute['settled']>): ReturnPayment {
  const disputes = (payment.disputes ?? []).map((one) => (one.settled === undefined ? { ...one, settled: settlement } : one));
  return { ...payment, disputes };
}

/** The bank does not have it any more. */
function unasked({ dueAt: _, ...payment }: ReturnPayment): ReturnPayment {
  return payment;
}
