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
  | 'noteOverdue';

/** 返还划拨. Ordered once; a wrong account comes back to the officer, and the same payment goes out again. */
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
    },
    'wrong-account': {
      correct: ['ordered', 'return-payment.corrected'],
      drop: ['dropped', 'return-payment.dropped'],
    },
    done: {},
    failed: {},
    dropped: {},
  },
  'PAYMENT_STATE_FORBIDS',
);
