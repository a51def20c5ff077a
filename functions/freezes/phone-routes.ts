import { OrderView } from '../../shared/freezes/answers.ts';
import { PhoneResult } from '../../shared/freezes/bank-answer/phone-result.ts';
import { orderLifecycle } from '../../shared/freezes/order/order-lifecycle.ts';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { statesFor } from '../../shared/kernel/lifecycle.ts';
import { phoneExample } from './examples.ts';
import { onOrder } from './on-order.ts';

/** The answers of a bank by telephone. */
export const phoneRoutes = defineRoutes({
  recordPhoneResult: {
    ...onOrder,
    path: '/v1/orders/{orderId}/phone-result',
    summary: 'Enter an answer that the bank gave by telephone; like one that it sends, it stops the clock',
    access: { action: 'order.phone-result' },
    during: statesFor(
      orderLifecycle,
      'stop',
      'return',
      'reportHeld',
      'fail',
      'extend',
      'release',
      'freeze',
      'renew',
      'unfreeze',
      'recall',
      'refuseInstruction',
      'dispute',
      'countDispute',
    ),
    body: PhoneResult,
    answers: { 200: OrderView },
    refusals: [
      'SAME_OFFICER_TWICE',
      'TIME_IN_FUTURE',
      'TIME_BEFORE_ALARM',
      'ORDER_STATE_FORBIDS',
      'INSTRUCTION_NOT_NAMED',
      'INSTRUCTION_UNKNOWN',
      'INSTRUCTION_REPLACED',
      'RESULT_CONFLICT',
      'RESULT_INCOMPLETE',
      'TERM_EXPIRED',
    ],
    example: phoneExample,
  },
});
