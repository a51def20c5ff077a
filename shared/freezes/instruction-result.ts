import { plusMonths } from '../kernel/calendar.ts';
import type { Context } from '../kernel/context.ts';
import { accept, type Decision, refuse, refuseAndRecord } from '../kernel/decision.ts';
import { DAY, plus } from '../kernel/time.ts';
import { freed, frozen, voided } from './account-facts.ts';
import type { AccountFact } from './account-register.ts';
import { type Answering, answerOf, disputeOf, earlier, tryAgain } from './answering.ts';
import type { InstructionKind } from './instructions.ts';
import type { OrderFact } from './order-facts.ts';
import { type ResultClass, resultCodes } from './result-codes.ts';
import type { PendingInstruction } from './stop-order.ts';

/** Instructions that take effect on whatever sum is there, so that 'balance short' means done. */
const takesWhatIsThere: readonly InstructionKind[] = ['extend', 'freeze', 'renew'];
/** Instructions on a term, which are void once it is over. */
const prolongs: readonly InstructionKind[] = ['extend', 'renew'];

/**
 * The bank's result of the instruction that is pending. One that was carried out in time counts, even if the news of it comes
 * after the term: the order comes back.
 *
 * @returns the facts of the order and of the account, or RESULT_INCOMPLETE, or TERM_EXPIRED (recorded as a dispute) where a term
 *   was prolonged after its end
 */
export function instructionResult(answering: Answering, pending: PendingInstruction): Decision<OrderFact | AccountFact> {
  const { order, register, input, context } = answering;
  const { instruction } = pending;
  const resultClass: ResultClass = resultCodes[input.code].class;
  const done = resultClass === 'stopped' || (resultClass === 'partly' && takesWhatIsThere.includes(instruction));
  if (done) return executed(answering, pending);
  const termRuns = order.status === 'stopped' || order.status === 'frozen';
  if (resultClass === 'retry' && termRuns) return tryAgain(answering, instruction);
  return accept<OrderFact | AccountFact>(
    { type: 'order.instruction-refused', data: { ...answerOf(answering, instruction), class: resultClass } },
    ...(instruction === 'extend' ? voided(order, register, 'extension', context.now) : []),
  );
}

function executed(answering: Answering, pending: PendingInstruction): Decision<OrderFact | AccountFact> {
  const { order, register, input, context } = answering;
  const { instruction } = pending;
  const { effectiveAt } = input;
  if (effectiveAt === undefined) return refuse('RESULT_INCOMPLETE', { paths: ['/effectiveAt'] });
  if (prolongs.includes(instruction) && order.expiresAt !== undefined && effectiveAt > order.expiresAt) {
    return refuseAndRecord('TERM_EXPIRED', { expiresAt: order.expiresAt }, ...disputeOf(answering, instruction));
  }
  const data = { ...answerOf(answering, instruction), effectiveAt };
  switch (instruction) {
    case 'extend':
      return accept({ type: 'order.extended', data: { ...data, ...extendedTerm(answering) } });
    case 'renew':
      return accept<OrderFact | AccountFact>(
        {
          type: 'order.renewed',
          data: { ...data, ...freezeTerm(order.expiresAt ?? effectiveAt, termOf(pending), answering) },
        },
        // it had been freed by the clock, and was frozen all the time
        ...(order.status === 'lapsed' ? [frozen(order, context.now)] : []),
      );
    case 'freeze': {
      const termMonths = termOf(pending);
      const term = freezeTerm(effectiveAt, termMonths, answering);
      return accept<OrderFact | AccountFact>(
        { type: 'order.frozen', data: { ...data, ...term, termMonths, frozenFen: input.stoppedFen } },
        frozen(order, context.now),
      );
    }
    case 'release':
      return accept<OrderFact | AccountFact>({ type: 'order.released', data }, ...freed(order, register, context.now));
    case 'unfreeze':
      return accept<OrderFact | AccountFact>({ type: 'order.unfrozen', data }, ...freed(order, register, context.now));
    case 'stop':
      throw new Error('a stop is never pending: it is what an order begins with');
  }
}

/** Another 48 hours, from the end of the running ones. */
function extendedTerm({ order, input, context: { policy, now } }: Answering): {
  readonly expiresAt: string;
  readonly warnAt: string;
} {
  if (order.expiresAt === undefined) throw new Error('an order without a term is being extended');
  const expiresAt = earlier(plus(order.expiresAt, policy.amount('stop.term', now)), input.expiresAt);
  return { expiresAt, warnAt: plus(expiresAt, -policy.amount('stop.expiry-warning', now)) };
}

/** The months of a freeze, and the day from which it may be renewed. */
function freezeTerm(
  from: string,
  months: number,
  { input, context }: Answering,
): { readonly expiresAt: string; readonly warnAt: string } {
  const expiresAt = earlier(plusMonths(from, months), input.expiresAt);
  return { expiresAt, warnAt: renewableFrom(expiresAt, context) };
}

/** Renewal starts so many days ahead of the end (policy `freeze.renewal-window`). */
export function renewableFrom(expiresAt: string, { policy, now }: Pick<Context, 'policy' | 'now'>): string {
  return plus(expiresAt, -policy.amount('freeze.renewal-window', now) * DAY);
}

function termOf({ termMonths }: PendingInstruction): number {
  if (termMonths === undefined) throw new Error('a freeze or renewal is pending without its term');
  return termMonths;
}
