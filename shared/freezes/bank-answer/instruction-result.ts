import { plusMonths } from '../../kernel/beijing.ts';
import type { Context } from '../../kernel/context.ts';
import { accept, type Decision, refuse } from '../../kernel/decision.ts';
import { impossible } from '../../kernel/impossible.ts';
import { DAY, plus } from '../../kernel/time.ts';
import { freed, frozen, frozenByAnother, leavesLine, turnPassed, voided } from '../account/account-facts.ts';
import type { AccountFact } from '../account/account-register.ts';
import { freeAgain } from '../order/by-right.ts';
import { orderAfter } from '../order/evolve-order.ts';
import type { GivenInstruction } from '../order/given-instruction.ts';
import type { InstructionKind } from '../order/instructions.ts';
import { accountOf } from '../order/open-order.ts';
import type { OrderFact } from '../order/order-facts.ts';
import { type Answering, answerOf, disputeOf, disputeOfTerm, earlier, refusedAsDispute, tryAgain } from './answering.ts';
import { carriesOut } from './carries-out.ts';
import { type ResultClass, resultCodes } from './result-codes.ts';
import { counted } from './time-doubt.ts';

/** Instructions after which the account is frozen under the order. */
const freezes: readonly InstructionKind[] = ['freeze', 'renew'];
/** Instructions on a term, which are void once it is over. */
const prolongs: readonly InstructionKind[] = ['extend', 'renew'];

/**
 * The bank's result of the pending instruction. An instruction that the bank carried out in time counts, even if the news of it comes after
 * the term: the order comes back.
 *
 * @returns the facts of the order and of the account, or RESULT_INCOMPLETE, or TERM_EXPIRED (recorded as a dispute) if a term was prolonged
 *   after its end
 */
export function instructionResult(answering: Answering, pending: GivenInstruction): Decision<OrderFact | AccountFact> {
  const { order, register, input, context } = answering;
  const { instruction } = pending;
  const resultClass: ResultClass = resultCodes[input.code].class;
  // `stopped` is named for the type: every instruction is carried out by it
  const done = resultClass === 'stopped' || carriesOut(instruction, input.code);
  if (instruction === 'recall' && (done || input.code === '0400')) return recalled(answering);
  if (done) return freedAgain(executed(answering, pending), answering);
  const runs =
    order.status === 'stopped' || order.status === 'frozen' || order.status === 'in-line' || order.status === 'withdrawn';
  if (resultClass === 'retry' && runs) return tryAgain(answering, instruction);
  return accept<OrderFact | AccountFact>(
    { type: 'order.instruction-refused', data: { ...answerOf(answering, instruction), class: resultClass } },
    ...(instruction === 'extend' ? voided(order, register, 'extension', context.now) : []),
    // a stop or freeze that stands is not touched by it
    ...(order.status === 'in-line' ? turnPassed(order, register, context.now, 'hold') : []),
    ...(order.status === 'withdrawn' ? turnPassed(order, register, context.now) : []),
  );
}

/** The decision, and the order to let go again where the bank's act holds money that goes free by right. */
function freedAgain(
  decision: Decision<OrderFact | AccountFact>,
  { order, register, context }: Answering,
): Decision<OrderFact | AccountFact> {
  if (order.letGo === undefined || decision.kind === 'refusal') return decision;
  const after = orderAfter(order, decision.facts);
  return accept<OrderFact | AccountFact>(...decision.facts, ...freeAgain(after, register, context));
}

/** The bank holds nothing for the stop that was taken back (0400: it does not even know it), so that the stop does not count. */
function recalled(answering: Answering): Decision<OrderFact | AccountFact> {
  const { order, register, context } = answering;
  return accept<OrderFact | AccountFact>(
    { type: 'order.recalled', data: answerOf(answering, 'recall') },
    ...stillHeld(answering, 'recall'),
    ...voided(order, register, 'stop', context.now),
    ...turnPassed(order, register, context.now),
  );
}

/** The dispute if the bank let go and says that it still holds a sum: the officers look into it. */
function stillHeld(answering: Answering, instruction: InstructionKind): readonly OrderFact[] {
  const { input } = answering;
  return (input.stoppedFen ?? 0) > 0 ? disputeOf({ ...answering, input: { ...input, outflows: [] } }, instruction) : [];
}

function executed(answering: Answering, pending: GivenInstruction): Decision<OrderFact | AccountFact> {
  const { order, register, input, context } = answering;
  const { instruction } = pending;
  const { effectiveAt } = input;
  if (effectiveAt === undefined) return refuse('RESULT_INCOMPLETE', { paths: ['/effectiveAt'] });
  const { from, doubt } = counted(effectiveAt, pending.issuedAt, context);
  if (prolongs.includes(instruction) && order.expiresAt !== undefined && from > order.expiresAt) {
    return refusedAsDispute(answering, 'TERM_EXPIRED', { expiresAt: order.expiresAt }, instruction);
  }
  if (freezes.includes(instruction) && frozenByAnother(order, register)) return frozenTwice(answering, instruction);
  const data = { ...answerOf(answering, instruction), timeDoubt: doubt, effectiveAt };
  switch (instruction) {
    case 'extend':
      return accept<OrderFact | AccountFact>(
        { type: 'order.extended', data: { ...data, ...extendedTerm(answering) } },
        ...recounted(answering, pending),
        ...disputeOfTerm(answering, instruction, { begins: order.expiresAt ?? from, lawful: lawfulExtension(answering) }),
      );
    case 'renew': {
      const running = order.expiresAt ?? from;
      return accept<OrderFact | AccountFact>(
        {
          type: 'order.renewed',
          data: { ...data, ...renewedTerm(running, monthsOf(pending), answering) },
        },
        // Cordon had freed it by the clock, but it was frozen all the time
        ...(order.status === 'lapsed' ? [frozen(order, context.now)] : []),
        ...disputeOfTerm(answering, instruction, { begins: running, lawful: plusMonths(running, monthsOf(pending)) }),
      );
    }
    case 'freeze': {
      const termMonths = monthsOf(pending);
      const lawful = plusMonths(from, termMonths);
      const term = freezeTerm(earlier(lawful, input.expiresAt), context);
      return accept<OrderFact | AccountFact>(
        { type: 'order.frozen', data: { ...data, ...term, termMonths, frozenFen: frozenFenOf(input, pending) } },
        frozen(order, context.now),
        ...leavesLine(order, register, context.now),
        ...disputeOfTerm(answering, instruction, { begins: from, lawful, mostFen: pending.amountFen }),
      );
    }
    case 'release':
      return accept<OrderFact | AccountFact>(
        { type: 'order.released', data },
        ...stillHeld(answering, instruction),
        ...freed(order, register, context.now),
      );
    case 'unfreeze':
      return accept<OrderFact | AccountFact>(
        { type: 'order.unfrozen', data },
        ...stillHeld(answering, instruction),
        ...freed(order, register, context.now),
      );
    case 'narrow':
      return accept<OrderFact | AccountFact>(
        { type: 'order.narrowed', data: { ...data, heldFen: Math.min(input.stoppedFen ?? sumOf(pending), sumOf(pending)) } },
        ...((input.stoppedFen ?? 0) > sumOf(pending)
          ? disputeOf({ ...answering, input: { ...input, outflows: [] } }, instruction)
          : []),
      );
    case 'recall':
      return impossible('a recall sets no term and frees no freeze: it is answered by itself');
    case 'stop':
      return impossible('a stop is never pending: it is what an order begins with');
  }
}

/**
 * Cordon freezes no account twice. If the bank says that it froze an account that is frozen under another order (two freezes were on their
 * way, or the term had run out and the next in line came in between), this order stays as it was, and officers look into it.
 */
function frozenTwice(answering: Answering, instruction: InstructionKind): Decision<OrderFact> {
  return accept<OrderFact>(...disputeOf(answering, instruction), {
    type: 'order.instruction-refused',
    data: { ...answerOf(answering, instruction), class: 'already' },
  });
}

/** An extension that stopped counting when the term ended without news of it, but that the bank had carried out in time. */
function recounted(answering: Answering, { issuedAt }: GivenInstruction): readonly AccountFact[] {
  const { order, register, context } = answering;
  if (!context.policy.enabled('stop.extension-counts', issuedAt)) return [];
  const counted = register?.stops.filter(({ orderId, kind }) => orderId === order.orderId && kind === 'extension').length ?? 0;
  if (counted > order.extensions) return [];
  return [{ type: 'account.stop-counted', data: { ...accountOf(order, context.now), kind: 'extension' } }];
}

interface NewTerm {
  readonly expiresAt: string;
  readonly warnAt: string;
}

/** Another 48 hours, from the end of the running ones. */
function extendedTerm(answering: Answering): NewTerm {
  const { order, input, context } = answering;
  const { policy, now } = context;
  if (order.expiresAt === undefined) impossible('an order without a term is being extended');
  const expiresAt = prolonged(order.expiresAt, lawfulExtension(answering), input.expiresAt);
  return { expiresAt, warnAt: plus(expiresAt, -policy.amount('stop.expiry-warning', now)) };
}

/** The lawful end of an extension. */
function lawfulExtension({ order, context: { policy, now } }: Answering): string {
  if (order.expiresAt === undefined) impossible('an order without a term is being extended');
  return plus(order.expiresAt, policy.amount('stop.term', now));
}

/** More months, from the end of the running ones. */
function renewedTerm(running: string, months: number, { input, context }: Answering): NewTerm {
  return freezeTerm(prolonged(running, plusMonths(running, months), input.expiresAt), context);
}

/** The end of a freeze, and the day from which it may be renewed. */
function freezeTerm(expiresAt: string, context: Context): NewTerm {
  return { expiresAt, warnAt: renewableFrom(expiresAt, context) };
}

/** The end that the bank names, if it is no later than the lawful one; but an instruction that prolongs a term never cuts it short. */
function prolonged(running: string, lawful: string, named: string | undefined): string {
  return named !== undefined && named < running ? lawful : earlier(lawful, named);
}

/** Renewal starts so many days ahead of the end (policy `freeze.renewal-window`). */
export function renewableFrom(expiresAt: string, { policy, now }: Pick<Context, 'policy' | 'now'>): string {
  return plus(expiresAt, -policy.amount('freeze.renewal-window', now) * DAY);
}

function monthsOf({ termMonths }: GivenInstruction): number {
  if (termMonths === undefined) impossible('a freeze or renewal is pending without its term');
  return termMonths;
}

function sumOf({ amountFen }: GivenInstruction): number {
  return amountFen ?? impossible('a narrowing is pending without its sum');
}

/** The sum that is frozen: the bank's word, or else, if the bank did all that it was told, the sum of the order. */
function frozenFenOf(
  { code, stoppedFen }: Answering['input'],
  { amountFen }: Pick<GivenInstruction, 'amountFen'>,
): number | undefined {
  return stoppedFen ?? (code === '0000' ? amountFen : undefined);
}
