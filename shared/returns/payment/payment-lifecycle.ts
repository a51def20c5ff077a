import { lifecycle } from '../../kernel/lifecycle.ts';
import type { ReturnPaymentFactType } from './payment-facts.ts';
import type { PaymentStatus } from './payment-model.ts';

/** `new` is the state before the first fact; the journal never saves a payment in it. */
type PaymentState = 'new' | PaymentStatus;

/** The commands on a payment: of the approved plan, the police of the case, the bank's answers, or time. */
export type PaymentCommand =
  | 'order'
  | 'hold'
  | 'free'
  | 'confirm'
  | 'refuseAccount'
  | 'correct'
  | 'fail'
  | 'drop'
  | 'noteOverdue'
  | 'dispute'
  | 'settle'
  | 'findPaid'
  | 'findUnpaid';

/** The bank was asked: it may contradict its word, and police say which one is true. */
function disputable<State extends PaymentStatus>(state: State) {
  return {
    dispute: [state, 'return-payment.disputed'],
    settle: [state, 'return-payment.dispute-settled'],
  } as const;
}

const findPaid = ['done', 'return-payment.found-paid'] as const;

/**
 * 返还划拨. Ordered once; a wrong account comes back to the officer, and the same payment goes out again. A word of the bank that contradicts an
 * earlier one moves nothing by itself.
 */
export const paymentLifecycle = lifecycle<PaymentState, PaymentCommand, ReturnPaymentFactType>(
  'return-payment',
  'new',
  {
    new: { order: ['ordered', 'return-payment.ordered'], hold: ['held', 'return-payment.held'] },
    held: { free: ['ordered', 'return-payment.freed'], drop: ['dropped', 'return-payment.dropped'] },
    ordered: {
      confirm: ['done', 'return-payment.done'],
      refuseAccount: ['wrong-account', 'return-payment.wrong-account'],
      fail: ['failed', 'return-payment.failed'],
      noteOverdue: ['ordered', 'return-payment.fell-overdue'],
      ...disputable('ordered'),
      findPaid,
    },
    'wrong-account': {
      correct: ['ordered', 'return-payment.corrected'],
      drop: ['dropped', 'return-payment.dropped'],
      ...disputable('wrong-account'),
      findPaid,
    },
    done: { ...disputable('done'), findUnpaid: ['failed', 'return-payment.found-unpaid'] },
    failed: { ...disputable('failed'), findPaid },
    dropped: { ...disputable('dropped'), findPaid },
  },
  'PAYMENT_STATE_FORBIDS',
);
