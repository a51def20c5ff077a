import * as z from 'zod';
import { InstructionId, OrderId } from '../../kernel/ids.ts';
import { Fen } from '../../kernel/money.ts';
import { Officer, Person } from '../../kernel/people.ts';
import { UtcInstant } from '../../kernel/time.ts';
import { OpeningOutlet } from '../../outlets/outlet-model.ts';
import { AnswerByPhone } from '../bank-answer/evidence.ts';
import { lineCuts, OutflowLine, Unread } from '../bank-answer/outflows/model.ts';
import { resultCodeList } from '../bank-answer/result-codes.ts';
import { TimeDoubt } from '../bank-answer/time-doubt.ts';
import { OrderDocument, OrderPlan } from '../model.ts';
import { Filing } from './filing.ts';
import { Approval, Contact, Finding, InstructionKind, phoneAttemptOutcomes, RightGround } from './instruction-kinds.ts';
import { Rung } from './ladder.ts';
import { orderStatuses } from './order-status.ts';

/** Why no new order followed money that flowed out: a reason of the trace, or one of the line itself. */
export const cutReasons = [
  'before-transfer',
  'below-minimum',
  'too-many-tiers',
  // written by earlier releases, which cut what this one holds (`order-bound`)
  'too-many-children',
  'nothing-left-to-trace',
  'cycle',
  'stop-limit',
  'declined',
  ...lineCuts,
] as const;

/** Kinds of contradiction in a bank's answer; `plausibility.ts` defines them. */
const contradictionRules = ['no-such-account', 'after-stop', 'more-than-came-in'] as const;

/** A contradiction in the bank's statements about the account, and the places of the outflows that it concerns. */
export const Contradiction = z.strictObject({
  rule: z.enum(contradictionRules),
  outflows: z.array(z.int().nonnegative()),
});
export type Contradiction = z.infer<typeof Contradiction>;

/**
 * Why an edge is held until a person clears it: the bound on orders without a person is reached, or the answer is contradictory; or the alarm
 * was withdrawn, and then no person clears it.
 */
export const holdReasons = ['order-bound', 'alarm-bound', 'bank-hour-bound', 'alarm-withdrawn', ...contradictionRules] as const;
export type HoldReason = (typeof holdReasons)[number];

/** An edge: one way that the money took from this account. */
export const TraceEdge = z.strictObject({
  /** Place of the outflow in the order's `outflows`. */
  outflow: z.int().nonnegative(),
  /** The sum traced on this way; of a held way, the sum it gets if a person clears it. */
  tracedFen: Fen,
  /** The order at the other end; absent if the trace was cut or is held. */
  to: OrderId.optional(),
  /** Whether that order was opened for this edge, or existed already; `held`: the way waits for a person to clear it. */
  how: z.enum(['opened', 'joined', 'cut', 'held']),
  cut: z.enum(cutReasons).optional(),
  held: z.enum(holdReasons).optional(),
});
export type TraceEdge = z.infer<typeof TraceEdge>;

/**
 * Reasons that cut a way for the time being: it opens when more or earlier money turns out to have come, or the bank says more of the line.
 */
const forNow: readonly TraceEdge['cut'][] = ['nothing-left-to-trace', 'before-transfer', 'incomplete', 'in-future'];

export function isForNow({ cut }: TraceEdge): boolean {
  return cut !== undefined && forNow.includes(cut);
}

/** Why a push did not reach the bank's endpoint. */
export const DeliveryFailure = z.enum(['timeout', 'network', 'status', 'circuit-open']);
export type DeliveryFailure = z.infer<typeof DeliveryFailure>;

/** An instruction the bank has been given and has not yet answered. */
export const PendingInstruction = z.strictObject({
  /** Which of the order's instructions it is; absent if it was given before instructions had ids. */
  instructionId: InstructionId.optional(),
  instruction: InstructionKind,
  issuedAt: UtcInstant,
  reason: z.string(),
  officers: z.array(Officer),
  /** Freeze and renewal: for how long, and on which papers. */
  termMonths: z.int().positive().optional(),
  amountFen: Fen.optional(),
  /** The reason for the whole account, if no sum is named. */
  necessity: z.string().optional(),
  filing: Filing.optional(),
  approval: Approval.optional(),
  /** Absent where officers ordered it. */
  ground: RightGround.optional(),
  contact: Contact.optional(),
  documents: z.array(OrderDocument),
  /** Until when the bank's answer is due; absent if it was given before each kind had its own time. */
  dueAt: UtcInstant.optional(),
  /** When the bank is reminded of it; absent once it has been. */
  remindAt: UtcInstant.optional(),
  /** The bank's receipt of it. */
  receivedAt: UtcInstant.optional(),
});
export type PendingInstruction = z.infer<typeof PendingInstruction>;

/** An instruction that is over: the bank has answered it, or another took its place. Kept as the bank was given it. */
export const PastInstruction = PendingInstruction.required({ instructionId: true, dueAt: true }).extend({
  /** How many of the order's papers, the oldest first, went with it. */
  papers: z.int().nonnegative(),
  /** How many of the order's transfers it named; absent if it was recorded before that was kept. */
  transfers: z.int().positive().optional(),
  outcome: z.enum(['answered', 'replaced', 'expired']),
  endedAt: UtcInstant,
});
export type PastInstruction = z.infer<typeof PastInstruction>;

/** The bank's answer; `hash` tells the same answer from another. */
export const BankAnswer = z.strictObject({
  instruction: InstructionKind,
  /** Absent if it was recorded before instructions had ids. */
  instructionId: InstructionId.optional(),
  /** How often the instruction had been retried when this came. */
  attempt: z.int().nonnegative(),
  hash: z.string(),
  code: z.enum(resultCodeList),
  at: UtcInstant,
  /** After the 30 minutes. Only for the stop itself. */
  late: z.boolean(),
  /** How the answer came, if the bank did not send it. */
  channel: z.literal('phone').optional(),
  phone: AnswerByPhone.optional(),
});
export type BankAnswer = z.infer<typeof BankAnswer>;

/** A result that contradicts an earlier one: the bank's claim now. It changes nothing until people have looked into it. */
export const Dispute = z.strictObject({
  at: UtcInstant,
  instruction: InstructionKind,
  instructionId: InstructionId.optional(),
  hash: z.string(),
  code: z.enum(resultCodeList),
  effectiveAt: UtcInstant.optional(),
  balanceBeforeFen: Fen.optional(),
  stoppedFen: Fen.optional(),
  expiresAt: UtcInstant.optional(),
  remark: z.string().optional(),
  /** Given by telephone, in this call. */
  channel: z.literal('phone').optional(),
  call: AnswerByPhone.shape.call.optional(),
  /** The outflows that the order does not have; the trace does not follow them. */
  outflows: z.array(OutflowLine).optional(),
  /** How many more outflows the order had no room for. */
  outflowsNotKept: z.int().positive().optional(),
  unread: Unread.optional(),
});
export type Dispute = z.infer<typeof Dispute>;

/** What a bank said beside its answers: a remark, and the unreadable parts of an answer. */
export const BankNote = z.strictObject({
  at: UtcInstant,
  instruction: InstructionKind,
  remark: z.string().optional(),
  unread: Unread.optional(),
});
export type BankNote = z.infer<typeof BankNote>;

/** A moment in doubt, with its instruction: of the bank's execution, or of its receipt. */
export const OrderTimeDoubt = TimeDoubt.extend({ instruction: InstructionKind, of: z.literal('receipt').optional() });
export type OrderTimeDoubt = z.infer<typeof OrderTimeDoubt>;

/** A stop order (止付指令): one account at one bank. The alarm clock runs until the bank's business result. */
export const StopOrder = OrderPlan.extend({
  status: z.enum(orderStatuses),
  /** T1 */
  requestedAt: UtcInstant,
  /** Since when the bank is asked for the stop: T1, or the moment the order's turn came in the line. */
  askedAt: UtcInstant,
  /** T2: first put to the bank. */
  sentAt: UtcInstant.optional(),
  /** T3: the bank's receipt. */
  receivedAt: UtcInstant.optional(),
  /** T4: the bank's business result came in. */
  answeredAt: UtcInstant.optional(),
  /** T5: the stop took effect, by the bank's own word. */
  effectiveAt: UtcInstant.optional(),
  /** T6 */
  filedAt: UtcInstant.optional(),
  /** T7 */
  freezeEffectiveAt: UtcInstant.optional(),
  /** The rungs climbed so far. */
  ladder: z.array(z.strictObject({ rung: Rung, at: UtcInstant })),
  /** How the instruction that the bank has now (the stop, or the pending one) got there. */
  delivery: z.strictObject({
    sendings: z.int().nonnegative(),
    reminders: z.int().nonnegative(),
    failures: z.int().nonnegative(),
    /** When it was last put to the bank. */
    sentAt: UtcInstant.optional(),
    /** How it was last put to the bank; absent in orders sent before it was kept. */
    channel: z.enum(['push', 'pull']).optional(),
    /** The message of the queue that asked for the last sending; absent in orders sent before it was kept. */
    messageId: z.string().optional(),
    /** When the last sending reached the bank after trouble. `hasReached` tells of all. */
    deliveredAt: UtcInstant.optional(),
    /** Why the last push failed; absent once one got through. */
    failure: DeliveryFailure.optional(),
    undeliverable: z.boolean(),
  }),
  /** When the bank asked for a push again, within the hour before the last time; absent if it never did. */
  redeliveries: z.array(UtcInstant).optional(),
  /** How often the bank was, or will be, asked again after an answer of the class `retry`. */
  retries: z.int().nonnegative(),
  /** When it will be asked again; absent once it has been. */
  retryAt: UtcInstant.optional(),
  /** The retries are used up: people go on by telephone. */
  onPhone: z.boolean(),
  pending: PendingInstruction.optional(),
  /** The reason for which the stop was taken back before the bank had answered it, and the officers. */
  withdrawal: z.strictObject({ at: UtcInstant, reason: z.string(), officers: z.array(Officer) }).optional(),
  /** By right the money has to go free; no instruction holds it any longer, and what the bank brings back goes free again. */
  letGo: z.strictObject({ at: UtcInstant, ground: RightGround, reason: z.string(), officers: z.array(Officer) }).optional(),
  /** Which instruction the stop is, if the order was not born with it: the order's turn came in the line. */
  stopInstructionId: InstructionId.optional(),
  /** How many of the order's papers went with the stop; absent while it is open. */
  stopPapers: z.int().nonnegative().optional(),
  /** How many of the order's transfers the stop named; absent while it is open, and if it was recorded before that was kept. */
  stopTransfers: z.int().positive().optional(),
  /** The instructions that are over, oldest first. */
  instructions: z.array(PastInstruction).optional(),
  answers: z.array(BankAnswer),
  /** Results that contradicted the one before, each recorded once. */
  disputes: z.array(Dispute),
  /** How many more came than the order keeps, and the last of them: the same one again at once does not count again. */
  disputesNotKept: z.strictObject({ count: z.int().positive(), hash: z.string() }).optional(),
  balanceBeforeFen: Fen.optional(),
  stoppedFen: Fen,
  /** End of the 48 hours, or of the freeze. */
  expiresAt: UtcInstant.optional(),
  /** When that end is announced: a warning before the 48 hours are over, a renewal that is due. */
  warnAt: UtcInstant.optional(),
  expiryWarned: z.boolean(),
  extensions: z.int().nonnegative(),
  /** The term of the first freeze; no renewal may be longer. */
  freezeTermMonths: z.int().positive().optional(),
  /** The sum frozen, if the bank named it. */
  frozenFen: Fen.optional(),
  /** The last finding of the screening; absent before there is one. */
  finding: Finding.optional(),
  /** What the bank paid back to victims out of the frozen sum; absent before it paid anything. */
  returnedFen: Fen.optional(),
  /** The sum to which the hold was narrowed; no later freeze takes more. */
  narrowedFen: Fen.optional(),
  outflows: z.array(OutflowLine),
  /** The outlet where the account was opened, as the bank named it last; absent while it named none. */
  openedAt: OpeningOutlet.optional(),
  /** What the bank said beside its answers; absent while it said nothing. */
  notes: z.array(BankNote).optional(),
  /** Moments that the bank named and that are in doubt, by the instruction. */
  timeDoubts: z.array(OrderTimeDoubt).optional(),
  edges: z.array(TraceEdge),
  /** The contradictions in the bank's statements, each outflow once under each rule. */
  contradictions: z.array(Contradiction).optional(),
  /** Places of the outflows that a person has cleared: neither bounds nor contradictions hold them. */
  cleared: z.array(z.int().nonnegative()).optional(),
  /** When money of the victim first came in; absent while that is the transfer that the order was opened for. */
  moneyFrom: UtcInstant.optional(),
  documents: z.array(OrderDocument),
  correctedBy: OrderId.optional(),
  /** In line: the order that holds the account. */
  waitsFor: OrderId.optional(),
  /** When the bank's task, or its answer, changed last. Absent on orders recorded before it was kept. */
  bankChangedAt: UtcInstant.optional(),
  /** In line: the freeze (轮候冻结) that goes to the bank when the order's turn comes. */
  waitingFreeze: PendingInstruction.optional(),
  /** When its turn in the line came without a new stop: a freeze went to the bank, its own stop still held, or a person must act. */
  turnCameAt: UtcInstant.optional(),
  /** When an officer dealt with the term that had run out. */
  settledAt: UtcInstant.optional(),
  /** The officer who sees to it, and since when. */
  takenOn: z.strictObject({ ...Person.shape, at: UtcInstant }).optional(),
  /** Calls to the bank that came to nothing: how many, and the last. */
  phoneAttempts: z
    .strictObject({
      count: z.int().positive(),
      last: z.strictObject({ ...Person.shape, at: UtcInstant, outcome: z.enum(phoneAttemptOutcomes) }),
    })
    .optional(),
  /** The person who answers for the freeze, day and night. */
  freezeContact: Contact.optional(),
});
export type StopOrder = z.infer<typeof StopOrder>;

/** Whether a delivery to a bank says that something went wrong and is not over. */
export function isInTrouble({ failure, undeliverable }: Pick<StopOrder['delivery'], 'failure' | 'undeliverable'>): boolean {
  return failure !== undefined || undeliverable;
}

/** What was traced on out of the account; held sums are still here. */
export function tracedOut({ edges }: StopOrder): number {
  return edges.reduce((sum, { how, tracedFen }) => (how === 'held' ? sum : sum + tracedFen), 0);
}

/** Since when there can be money of the victim on the account. */
export function moneyFrom(order: StopOrder): string {
  return order.moneyFrom ?? order.account.transfer.at;
}
