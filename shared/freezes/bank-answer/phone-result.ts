import * as z from 'zod';
import { inFuture, isBefore } from '../../kernel/clock.ts';
import type { Context } from '../../kernel/context.ts';
import { type Decision, refuse } from '../../kernel/decision.ts';
import type { AccountFact } from '../account/account-register.ts';
import { BankResult } from '../model.ts';
import { sameOfficerTwice } from '../officers.ts';
import type { OrderFact } from '../order/order-facts.ts';
import type { StopOrder } from '../order/stop-order.ts';
import type { KnownToResult } from './answering.ts';
import { PhoneCall } from './evidence.ts';
import { recordResult } from './record-result.ts';
import { resultCodes } from './result-codes.ts';

/** What officers enter of an answer that the bank gave by telephone. */
export const PhoneResult = z.strictObject({
  result: BankResult.refine(({ code }) => resultCodes[code].class !== 'retry', {
    path: ['code'],
    error: 'must be an answer: codes 1100 and 1101 say that the bank cannot be reached',
  }),
  call: PhoneCall,
});
export type PhoneResult = z.infer<typeof PhoneResult>;

/**
 * A bank's result that it gave by telephone (电话答复). It has the same rules and the same effect as a result that the bank sends: a stop's
 * clock ends when officers enter it. The record names the call. When the bank sends its own answer later, Cordon takes an answer that
 * agrees; one that differs is a dispute.
 *
 * @returns what `recordResult` says, or SAME_OFFICER_TWICE, TIME_IN_FUTURE, TIME_BEFORE_ALARM of the call
 */
export function recordPhoneResult(
  order: StopOrder,
  { result, call }: PhoneResult,
  { register }: Pick<KnownToResult, 'register'>,
  context: Context,
): Decision<OrderFact | AccountFact> {
  const twice = sameOfficerTwice(call.officers, '/call');
  if (twice !== undefined) return twice;
  if (inFuture(call.at, context)) return refuse('TIME_IN_FUTURE', { paths: ['/call/at'] });
  if (isBefore(call.at, order.alarmAt, context)) return refuse('TIME_BEFORE_ALARM', { paths: ['/call/at'] });
  return recordResult(order, result, { register, call }, context);
}
