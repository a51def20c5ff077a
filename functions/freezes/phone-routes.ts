import { OrderView } from '../../shared/freezes/answers.ts';
import { PhoneResult } from '../../shared/freezes/bank-answer/phone-result.ts';
import { orderLifecycle } from '../../shared/freezes/order/order-lifecycle.ts';
import { PhoneAttempt } from '../../shared/freezes/order/phone-attempt.ts';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { statesFor } from '../../shared/kernel/lifecycle.ts';
import { phoneExample } from './examples.ts';
import { onOrder } from './on-order.ts';

/** The answers of a bank by telephone, the calls in vain, and which officer sees to an order. */
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
      'narrow',
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
  recordPhoneAttempt: {
    ...onOrder,
    path: '/v1/orders/{orderId}/phone-attempts',
    summary: 'Enter a call to the bank that came to nothing; it stops no clock',
    access: { action: 'order.phone-result' },
    during: statesFor(orderLifecycle, 'callInVain'),
    body: PhoneAttempt,
    answers: { 200: OrderView },
    refusals: ['TIME_IN_FUTURE', 'TIME_BEFORE_ALARM', 'ORDER_STATE_FORBIDS'],
    example: { outcome: 'no-answer' },
  },
  takeOnOrder: {
    ...onOrder,
    path: '/v1/orders/{orderId}/take-on',
    summary: 'Say that you see to the order, so that no colleague rings the same bank; after another officer it is yours',
    access: { action: 'order.take-on' },
    during: statesFor(orderLifecycle, 'takeOn'),
    answers: { 200: OrderView },
    refusals: ['ORDER_STATE_FORBIDS'],
  },
  giveBackOrder: {
    ...onOrder,
    path: '/v1/orders/{orderId}/give-back',
    summary: 'Leave the order to any officer again',
    access: { action: 'order.take-on' },
    during: statesFor(orderLifecycle, 'giveBack'),
    answers: { 200: OrderView },
    refusals: ['ORDER_STATE_FORBIDS'],
  },
});
