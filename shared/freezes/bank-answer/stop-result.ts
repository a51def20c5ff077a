import { accept, type Decision, refuse } from '../../kernel/decision.ts';
import { plus } from '../../kernel/time.ts';
import { turnPassed, voided } from '../account/account-facts.ts';
import type { AccountFact } from '../account/account-register.ts';
import { accountOf } from '../order/open-order.ts';
import type { OrderFact } from '../order/order-facts.ts';
import { type Answering, answerOf, disputeOfTerm, earlier, tryAgain } from './answering.ts';
import { newLines } from './outflows/add-lines.ts';
import type { OutflowLine } from './outflows/model.ts';
import { timed } from './outflows/supplement.ts';
import { type ResultClass, resultCodes } from './result-codes.ts';
import { counted } from './time-doubt.ts';

/**
 * The bank's result of the stop itself, by the class of its code. A stop that the bank did not execute no longer counts against the
 * account's two, and the next order in line has the turn.
 *
 * @returns the facts of the order and of the account, or RESULT_INCOMPLETE
 */
export function stopResult(answering: Answering): Decision<OrderFact | AccountFact> {
  const resultClass: ResultClass = resultCodes[answering.input.code].class;
  const { order, register, context } = answering;
  const outflows = linesOf(answering);
  const data = { ...answerOf(answering, 'stop'), outflows };
  const ended = [...voided(order, register, 'stop', context.now), ...turnPassed(order, register, context.now)];
  switch (resultClass) {
    case 'stopped':
    case 'partly':
      return executed(answering, resultClass === 'partly');
    case 'fix':
    case 'papers':
      return accept<OrderFact | AccountFact>({ type: 'order.returned', data: { ...data, class: resultClass } }, ...ended);
    case 'already':
      return accept<OrderFact | AccountFact>({ type: 'order.already-held', data }, ...ended);
    case 'final':
      return accept<OrderFact | AccountFact>({ type: 'order.failed', data }, ...ended);
    case 'retry':
      // Cordon does not ask again for a stop that was taken back
      return order.status === 'withdrawn' ? accept() : tryAgain(answering, 'stop');
  }
}

/** The account is stopped, for the whole sum or for the rest that was there: 48 hours run from the bank's execution (银发〔2016〕86号). */
function executed(answering: Answering, partly: boolean): Decision<OrderFact | AccountFact> {
  const { order, register, input, context } = answering;
  const { effectiveAt, stoppedFen, balanceBeforeFen } = input;
  const outflows = linesOf(answering);
  if (effectiveAt === undefined) return refuse('RESULT_INCOMPLETE', { paths: ['/effectiveAt'] });
  if (stoppedFen === undefined) return refuse('RESULT_INCOMPLETE', { paths: ['/stoppedFen'] });
  const { policy, now } = context;
  // A wrong date here would end the 48 hours before they began, and let the money go.
  const { from, doubt } = counted(effectiveAt, order.askedAt, context);
  const lawful = plus(from, policy.amount('stop.term', now));
  const expiresAt = earlier(lawful, input.expiresAt !== undefined && input.expiresAt > from ? input.expiresAt : undefined);
  const warnAt = plus(expiresAt, -policy.amount('stop.expiry-warning', now));
  const held = { timeDoubt: doubt, effectiveAt, expiresAt, warnAt, balanceBeforeFen, stoppedFen, partly, outflows };
  const crossed = order.withdrawal === undefined ? {} : { afterWithdrawal: true as const };
  const isCounted = register?.stops.some(({ orderId, kind }) => orderId === order.orderId && kind === 'stop') === true;
  return accept<OrderFact | AccountFact>(
    { type: 'order.stopped', data: { ...answerOf(answering, 'stop'), ...held, ...crossed } },
    // it was taken back, and counted as not executed
    ...(order.withdrawal === undefined || isCounted
      ? []
      : [{ type: 'account.stop-counted' as const, data: { ...accountOf(order, now), kind: 'stop' as const } }]),
    ...disputeOfTerm(answering, 'stop', {
      begins: from,
      lawful,
      mostFen: order.account.scope === 'sum' ? order.account.amountFen : undefined,
    }),
  );
}

/** The outflows that the order does not have yet: the bank may have told some before the result. */
function linesOf({ order, input, context }: Answering): OutflowLine[] {
  return [...newLines(order.outflows, timed(input.outflows, context)).lines];
}
