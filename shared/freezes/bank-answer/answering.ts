import type { Context } from '../../kernel/context.ts';
import { accept, type Decision, type Refusal, type RefusalDetail, refuseAndRecord } from '../../kernel/decision.ts';
import type { RefusalCode } from '../../kernel/refusals.ts';
import { plus } from '../../kernel/time.ts';
import type { AccountRegister } from '../account/account-register.ts';
import type { TakenResult } from '../model.ts';
import type { GivenInstruction } from '../order/given-instruction.ts';
import type { InstructionKind } from '../order/instructions.ts';
import type { OrderFact } from '../order/order-facts.ts';
import type { BankAnswer, StopOrder } from '../order/stop-order.ts';
import type { Evidence, PhoneCall } from './evidence.ts';
import { newLines } from './outflows/add-lines.ts';
import type { OutflowLine, Unread } from './outflows/model.ts';
import { timed } from './outflows/supplement.ts';

/** What a bank's result is decided on, besides the order and itself. */
export interface KnownToResult extends Evidence {
  /** What is known of the order's account; its count of stops and its line follow from the result. */
  readonly register: AccountRegister | undefined;
}

/** A bank's result with what surrounds it: all that the rules of its class need. */
export interface Answering extends KnownToResult {
  readonly order: StopOrder;
  /** The instruction that it answers. */
  readonly question: GivenInstruction;
  /** What the bank says of it. */
  readonly input: Omit<TakenResult, 'instructionId'>;
  /** A hash of what the result claims: tells the same result from another. */
  readonly hash: string;
  readonly context: Context;
}

/** What every fact of an answer says. */
export interface Answer {
  readonly at: string;
  readonly answer: BankAnswer;
  readonly remark: string | undefined;
  readonly unread: Unread | undefined;
  readonly openedAt: TakenResult['openedAt'];
  readonly signature: string | undefined;
}

export function answerOf(
  { order, question, input, hash, signature, call, context: { now } }: Answering,
  instruction: InstructionKind,
): Answer {
  return {
    at: now,
    answer: {
      instruction,
      instructionId: question.instructionId,
      attempt: attemptOf(order),
      hash,
      code: input.code,
      at: now,
      late: instruction === 'stop' && now > order.dueAt,
      ...(call === undefined ? {} : byPhone(call, input)),
    },
    remark: input.remark,
    unread: input.unread,
    openedAt: input.openedAt,
    signature,
  };
}

function byPhone(call: PhoneCall, { effectiveAt, stoppedFen }: Answering['input']): Pick<BankAnswer, 'channel' | 'phone'> {
  return { channel: 'phone', phone: { call, effectiveAt, stoppedFen } };
}

/** How often the bank had been asked again. A retry that is scheduled has not been asked yet. */
export function attemptOf({ retries, retryAt }: StopOrder): number {
  return retryAt === undefined ? retries : retries - 1;
}

/**
 * Bank or platform unreachable (1100, 1101): Cordon asks again, each time after twice the pause, and at last hands the order, once, to
 * officers with a telephone. The clock runs on. While a retry is scheduled, or officers telephone, the same news changes nothing.
 */
export function tryAgain(answering: Answering, instruction: InstructionKind): Decision<OrderFact> {
  const { order, context } = answering;
  if (order.retryAt !== undefined || order.onPhone) return accept();
  const { now, policy } = context;
  const answer = answerOf(answering, instruction);
  if (order.retries >= policy.amount('bank.retry-max', now)) return accept({ type: 'order.handed-to-phone', data: answer });
  const pause = policy.amount('bank.retry-delay', now) * 2 ** order.retries;
  return accept({
    type: 'order.retry-scheduled',
    data: { ...answer, retry: order.retries + 1, retryAt: plus(now, pause) },
  });
}

/** The earlier of the lawful end of a term and the one the bank names: a bank holds no account longer than either. */
export function earlier(lawful: string, named: string | undefined): string {
  return named !== undefined && named < lawful ? named : lawful;
}

/** The term that an instruction leads to. */
interface OrderedTerm {
  /** No end of a term can be as early as this. */
  readonly begins: string;
  /** Its end, as it was ordered or as the law has it. */
  readonly lawful: string;
  /** The sum that the bank was to hold, if the order named one. */
  readonly mostFen?: number | undefined;
}

/**
 * The dispute when a bank carried out an instruction differently from the order: it names another end than the lawful one, or an end before
 * the term begins, or it holds more than was ordered. The execution counts, for the lawful term; officers look into the difference. Months
 * end with a day. Ends of terms in hours may differ only by the clocks.
 */
export function disputeOfTerm(
  answering: Answering,
  instruction: InstructionKind,
  { begins, lawful, mostFen }: OrderedTerm,
): readonly OrderFact[] {
  const { input, context } = answering;
  const { expiresAt, stoppedFen = 0 } = input;
  const months = instruction === 'freeze' || instruction === 'renew';
  const slack = context.policy.amount(months ? 'confirmation.term-slack' : 'clock.tolerance', context.now);
  const longer = expiresAt !== undefined && expiresAt > plus(lawful, slack);
  // a stop may be released earlier, if the bank says so; a freeze is for the months that were ordered
  const shorter = expiresAt !== undefined && expiresAt < (months ? plus(lawful, -slack) : begins);
  const more = mostFen !== undefined && stoppedFen > mostFen;
  return longer || shorter || more ? disputeOf({ ...answering, input: { ...input, outflows: [] } }, instruction) : [];
}

/** An order keeps so many contradictions; a system that sends ever new ones must not fill its record. */
const MAX_DISPUTES = 20;
/** An order keeps so many bytes of disputed outflows. */
const MAX_DISPUTED_BYTES = 48 * 1024;

/**
 * The result contradicts an earlier one: refused, and recorded once. If the order already has as many disputes as it keeps, it is only
 * counted, and the refusal says so (`disputesNotKept`).
 */
export function refusedAsDispute(
  answering: Answering,
  code: RefusalCode,
  detail: RefusalDetail,
  instruction: InstructionKind,
): Refusal<OrderFact> {
  const facts = disputeOf(answering, instruction);
  const { disputesNotKept } = answering.order;
  const counted = facts.filter(({ type }) => type === 'order.dispute-not-kept').length;
  const isCounted = counted > 0 || disputesNotKept?.hash === answering.hash;
  const told = isCounted ? { disputesNotKept: (disputesNotKept?.count ?? 0) + counted } : {};
  return refuseAndRecord(code, { ...detail, ...told }, ...facts);
}

/**
 * The fact for a result that contradicts an earlier one: all that the bank claims now, once; beyond what the order keeps, only that the
 * result came.
 */
export function disputeOf(
  { order, question: { instructionId }, input, hash, signature, call, context }: Answering,
  instruction: InstructionKind,
): readonly OrderFact[] {
  const { code, effectiveAt, balanceBeforeFen, stoppedFen, expiresAt, remark, unread } = input;
  const { lines } = newLines(order.outflows, timed(input.outflows, context));
  const same = order.disputes.filter((one) => one.hash === hash && (one.instructionId ?? instructionId) === instructionId);
  const unheard = newLines(
    same.flatMap(({ outflows = [] }) => outflows),
    lines,
  ).lines;
  const isNews = same.length === 0 || unheard.length > 0 || (remark !== undefined && same.every((one) => one.remark !== remark));
  if (!isNews) return [];
  if (order.disputes.length >= MAX_DISPUTES) {
    if (order.disputesNotKept?.hash === hash) return [];
    return [{ type: 'order.dispute-not-kept', data: { at: context.now, instruction, instructionId, hash, code } }];
  }
  const outflows = thatFit(unheard, MAX_DISPUTED_BYTES - bytesOf(order.disputes.map((dispute) => dispute.outflows ?? [])));
  const notKept = unheard.length - outflows.length;
  return [
    {
      type: 'order.disputed',
      data: {
        ...{ at: context.now, instruction, instructionId, hash, signature },
        ...{ code, effectiveAt, balanceBeforeFen, stoppedFen, expiresAt, remark, unread },
        ...(call === undefined ? {} : { channel: 'phone' as const, call }),
        ...(outflows.length === 0 ? {} : { outflows }),
        ...(notKept === 0 ? {} : { outflowsNotKept: notKept }),
      },
    },
  ];
}

/** The first lines that take no more than so many bytes. */
function thatFit(lines: readonly OutflowLine[], bytes: number): OutflowLine[] {
  let room = bytes;
  return lines.filter((line) => {
    room -= bytesOf(line);
    return room >= 0;
  });
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
