import * as z from 'zod';
import { fact } from '../../kernel/fact.ts';
import { FreezeRequestId, InstructionId, OrderId, ReturnPaymentId } from '../../kernel/ids.ts';
import { Fen } from '../../kernel/money.ts';
import { Officer, Person } from '../../kernel/people.ts';
import { UtcInstant } from '../../kernel/time.ts';
import { OpeningOutlet } from '../../outlets/outlet-model.ts';
import { OutflowLine, Unread } from '../bank-answer/outflows/model.ts';
import { TimeDoubt } from '../bank-answer/time-doubt.ts';
import { OrderDocument, OrderPlan } from '../model.ts';
import { Transfer } from '../transfer.ts';
import { Finding, InstructionKind, phoneAttemptOutcomes, RightGround, SendingPurpose } from './instruction-kinds.ts';
import { Ladder, Rung } from './ladder.ts';
import { BankAnswer, Contradiction, DeliveryFailure, Dispute, PendingInstruction, TraceEdge } from './stop-order.ts';

const Born = { plan: OrderPlan };
/** Which instruction it is about; facts recorded before instructions had ids have none. */
const About = { instruction: InstructionKind, instructionId: InstructionId.optional() };
/** Which push it is about: its purpose, and its attempt. Absent in facts recorded before they were kept. */
const Pushed = { purpose: SendingPurpose.optional(), attempt: z.int().positive().optional() };
/** A bank's answer; `signature` is its JWS with the bytes it signed (compact), kept as evidence. */
const Answered = {
  answer: BankAnswer,
  remark: z.string().optional(),
  unread: Unread.optional(),
  timeDoubt: TimeDoubt.optional(),
  /** Where the account was opened, if the bank named the outlet. */
  openedAt: OpeningOutlet.optional(),
  signature: z.string().optional(),
};
/** An answer that sets a term: when it took effect, when it ends, and when that end is announced. */
const Term = { ...Answered, effectiveAt: UtcInstant, expiresAt: UtcInstant, warnAt: UtcInstant };
const Issued = { pending: PendingInstruction };
/**
 * The same kind was found on this order before and is still open, so the officers know it: a bank that repeats it makes no further entries.
 */
const Repeated = { repeated: z.literal(true).optional() };
/** A person's word on outflows that were held, by their places. */
const Ruled = { outflows: z.array(z.int().nonnegative()), reason: z.string(), officers: z.array(Officer) };

/** Everything that can happen to a stop order. `at` is when it was recorded. */
export const OrderFact = z.discriminatedUnion('type', [
  // born
  fact('order.requested', Born),
  fact('order.placed-in-line', { ...Born, waitsFor: OrderId }),
  fact('order.turned-down', { ...Born, code: z.enum(['STOP_LIMIT_REACHED']) }),
  // on its way to the bank; `signature` is the JWS of what was pushed, with its bytes (compact), kept as evidence
  fact('order.sent', {
    ...About,
    channel: z.enum(['push', 'pull']),
    purpose: SendingPurpose,
    /** The message of the queue that asked for it; absent in facts recorded before it was kept. */
    messageId: z.string().optional(),
    signature: z.string().optional(),
  }),
  // after trouble: of a push that arrives at once, the sending says all. `signature`: of a later attempt; the first's is with `order.sent`
  fact('order.delivered', { ...About, ...Pushed, signature: z.string().optional() }),
  fact('order.delivery-failed', { ...About, ...Pushed, reason: DeliveryFailure, status: z.int().optional() }),
  fact('order.undeliverable', { ...About, purpose: Pushed.purpose }),
  /** The bank asks for the push of its open instruction again. */
  fact('order.redelivery-asked', { ...About, signature: z.string().optional() }),
  // of the stop, if it names no instruction; a second one, at another time, is in doubt
  fact('order.received', {
    ...z.object(About).partial().shape,
    receivedAt: UtcInstant,
    timeDoubt: TimeDoubt.optional(),
    signature: z.string().optional(),
  }),
  // the ladder
  fact('order.escalated', { rung: Rung.exclude(['breach']), dueAt: UtcInstant }),
  fact('order.breached', { rung: z.literal('breach'), dueAt: UtcInstant }),
  /** The bank has not answered an instruction after the stop, and its answer is due soon. */
  fact('order.instruction-reminded', { ...About, dueAt: UtcInstant }),
  fact('order.unanswered', { dueAt: UtcInstant }),
  // the bank's result of the stop
  fact('order.stopped', {
    ...Term,
    balanceBeforeFen: Fen.optional(),
    stoppedFen: Fen,
    partly: z.boolean(),
    /** The stop had been taken back: the bank's answer crossed with that. */
    afterWithdrawal: z.literal(true).optional(),
    outflows: z.array(OutflowLine),
  }),
  fact('order.returned', {
    ...Answered,
    class: z.enum(['fix', 'papers']),
    outflows: z.array(OutflowLine),
  }),
  fact('order.already-held', {
    ...Answered,
    outflows: z.array(OutflowLine),
  }),
  fact('order.failed', {
    ...Answered,
    outflows: z.array(OutflowLine),
  }),
  fact('order.retry-scheduled', { ...Answered, retry: z.int().positive(), retryAt: UtcInstant }),
  fact('order.handed-to-phone', { ...Answered }),
  fact('order.disputed', { ...Dispute.omit({ at: true }).shape, signature: z.string().optional() }),
  /** Beyond what an order keeps: only that it came. */
  fact('order.dispute-not-kept', Dispute.pick({ instruction: true, instructionId: true, hash: true, code: true }).shape),
  /** The bank tells more: outflows found later, outflows of an answer that is not about the stop, a remark. */
  fact('order.supplemented', {
    instruction: InstructionKind,
    outflows: z.array(OutflowLine),
    remark: z.string().optional(),
    unread: Unread.optional(),
    openedAt: OpeningOutlet.optional(),
    signature: z.string().optional(),
  }),
  /** The bank's statements about the account cannot all be true: taken as they are, and not followed without a person. */
  fact('order.answer-contradicted', { contradictions: z.array(Contradiction), ...Repeated }),
  // back at the officer's
  fact('order.corrected', { by: OrderId, plan: OrderPlan }),
  fact('order.lined-up', { waitsFor: OrderId.optional(), reason: z.string() }),
  // its turn has come: the bank is asked now, and a clock of its own runs from here
  fact('order.taken-from-line', {
    dueAt: UtcInstant,
    timetable: Ladder,
    instructionId: InstructionId.optional(),
    /** If officers said that the turn has come. */
    reason: z.string().optional(),
    officers: z.array(Officer).optional(),
  }),
  /** `by`: its freeze is with the bank now, its own stop still holds, or a person must act: the account has no stop left. */
  fact('order.turn-came', { by: z.enum(['freeze', 'stop', 'person']) }),
  /** Its own 48 hours are over; the account is frozen under another order, and this one goes on waiting for it. */
  fact('order.expired-in-line', { expiresAt: UtcInstant }),
  // `pending`: the recall; absent for an order in line, and in earlier releases for a stop that was not sent yet
  fact('order.withdrawn', { reason: z.string(), officers: z.array(Officer), pending: PendingInstruction.optional() }),
  fact('order.recalled', { ...Answered }),
  // which officer sees to it, and calls that came to nothing; no rule rests on these
  fact('order.taken-on', { by: Person }),
  fact('order.given-back', {}),
  fact('order.called-in-vain', { calledAt: UtcInstant, outcome: z.enum(phoneAttemptOutcomes), by: Person }),
  fact('order.documents-added', { documents: z.array(OrderDocument) }),
  // instructions that follow a stop, and the bank's answers to them
  fact('order.extension-ordered', Issued),
  fact('order.extended', Term),
  fact('order.release-ordered', Issued),
  fact('order.released', { ...Answered, effectiveAt: UtcInstant }),
  fact('order.freeze-ordered', Issued),
  /** Papers and approval are there; it goes to the bank when the freeze before it ends. */
  fact('order.waiting-freeze-ordered', Issued),
  fact('order.frozen', { ...Term, termMonths: z.int().positive(), frozenFen: Fen.optional() }),
  fact('order.renewal-ordered', Issued),
  fact('order.renewed', Term),
  fact('order.unfreeze-ordered', Issued),
  fact('order.unfrozen', { ...Answered, effectiveAt: UtcInstant }),
  /** The screening's finding on the money of the account; a later one takes its place. */
  fact('order.screened', { finding: Finding, linkedFen: Fen.optional() }),
  /** The bank paid a part of the frozen money back to a victim. */
  fact('order.money-returned', { paymentId: ReturnPaymentId, fen: Fen, paidAt: UtcInstant }),
  /** Police found that the bank did not pay what it had said it paid: the sum is still there. */
  fact('order.money-not-returned', { paymentId: ReturnPaymentId, fen: Fen }),
  /** By right the money goes free: the instruction to the bank follows in the same append. */
  fact('order.let-go', { ground: RightGround, reason: z.string(), officers: z.array(Officer) }),
  /** The bank is to hold a smaller sum. */
  fact('order.narrowing-ordered', Issued),
  fact('order.narrowed', { ...Answered, effectiveAt: UtcInstant, heldFen: Fen }),
  fact('order.instruction-refused', {
    ...Answered,
    class: z.enum(['fix', 'papers', 'already', 'final', 'partly', 'retry']),
  }),
  // the term
  fact('order.expiry-warned', { expiresAt: UtcInstant }),
  fact('order.expired', { expiresAt: UtcInstant }),
  fact('order.renewal-due', { expiresAt: UtcInstant }),
  fact('order.lapsed', { expiresAt: UtcInstant }),
  /** An officer has dealt with a term that ran out, and says how. */
  fact('order.settled', { reason: z.string() }),
  // following the money
  fact('order.outflows-followed', { edges: z.array(TraceEdge), opened: z.array(OrderPlan) }),
  /** Ways that are held, and why a person must clear them. */
  fact('order.outflows-held', { edges: z.array(TraceEdge), ...Repeated }),
  fact('order.outflows-cleared', Ruled),
  fact('order.outflows-declined', Ruled),
  /**
   * More of the money turned out to come here: from another order, or by `transfers` that another request of the alarm names. `ancestors`
   * are the orders it came through; `moneyAt` is when it first came.
   */
  fact('order.joined', {
    from: OrderId.optional(),
    requestId: FreezeRequestId.optional(),
    transfers: z.array(Transfer).optional(),
    tracedFen: Fen,
    ancestors: z.array(OrderId),
    moneyAt: UtcInstant.optional(),
  }),
]);
export type OrderFact = z.infer<typeof OrderFact>;
export type OrderFactType = OrderFact['type'];

/** Whether the fact is one of the order itself, and not of its account. */
export function isOfOrder<Other extends { readonly type: string }>(fact: OrderFact | Other): fact is OrderFact {
  return fact.type.startsWith('order.');
}
