import { hashOf } from '../../kernel/canonical.ts';
import { makeId } from '../../kernel/ids.ts';
import { elapsed, epoch, plus } from '../../kernel/time.ts';
import { transfersOf } from '../transfers.ts';
import type { InstructionKind } from './instructions.ts';
import { awaitsStop, openInstruction } from './open-instruction.ts';
import type { BankAnswer, PastInstruction, PendingInstruction, StopOrder } from './stop-order.ts';

/** Where an instruction stands: the bank has to act on it, has answered it, or need not answer it any more. */
export const instructionStates = ['open', 'answered', 'replaced', 'expired'] as const;
export type InstructionState = (typeof instructionStates)[number];

/** An instruction that the bank was given: its content and its state. */
export interface GivenInstruction extends Omit<PendingInstruction, 'instructionId' | 'dueAt' | 'remindAt'> {
  readonly instructionId: string;
  /** Until when the bank's answer is due. */
  readonly dueAt: string;
  /** How many of the order's papers, the oldest first, go with it. */
  readonly papers: number;
  /** How many of the order's transfers, the first ones, it names. */
  readonly transfers: number;
  readonly state: InstructionState;
}

/** The stop that the bank is, or was last, asked for. */
export function stopGiven(order: StopOrder): GivenInstruction {
  const { orderId, askedAt, dueAt, reason, officers, documents } = order;
  return {
    instruction: 'stop',
    instructionId: order.stopInstructionId ?? orderId.replace(/^[a-z]+_/, 'ins_'),
    issuedAt: askedAt,
    dueAt,
    reason,
    officers,
    documents: [],
    papers: order.stopPapers ?? documents.length,
    transfers: order.stopTransfers ?? transfersOf(order).length,
    state: awaitsStop(order) ? 'open' : order.status === 'withdrawn' && order.answeredAt === undefined ? 'replaced' : 'answered',
  };
}

/** The instruction that follows a stop and has no answer yet. The end of a term leaves it without effect, but the bank may still answer. */
export function pendingGiven(order: StopOrder): GivenInstruction | undefined {
  const { pending, orderId, documents } = order;
  if (pending === undefined) return undefined;
  const { remindAt: _, ...said } = pending;
  return {
    ...said,
    instructionId: pending.instructionId ?? idRecordedBefore(orderId, pending),
    dueAt: pending.dueAt ?? plus(pending.issuedAt, elapsed(order.timetable.from, order.dueAt)),
    papers: documents.length,
    transfers: transfersOf(order).length,
    state: openInstruction(order) === undefined ? 'expired' : 'open',
  };
}

/** Every instruction that the bank was given, oldest first, as far back as the order keeps them. Empty if the bank was never asked. */
export function givenInstructions(order: StopOrder): readonly GivenInstruction[] {
  const past = (order.instructions ?? []).map(({ outcome, endedAt: _, transfers = transfersOf(order).length, ...one }) => ({
    ...one,
    transfers,
    state: outcome,
  }));
  const pending = pendingGiven(order);
  const stop = wasAskedToStop(order) ? [stopGiven(order)] : [];
  // at one moment the stop comes first; an order whose turn came in the line is stopped again, after all earlier ones except its recall
  const isLater = ({ instruction }: GivenInstruction) => order.stopInstructionId === undefined || instruction === 'recall';
  const begins = [...past.filter((one) => !isLater(one)), ...stop, ...past.filter(isLater)];
  const asked = begins.toSorted((a, b) => (a.issuedAt < b.issuedAt ? -1 : Number(a.issuedAt > b.issuedAt)));
  return pending === undefined ? asked : [...asked, pending];
}

/** What the bank has to act on now, if it has to. */
export function openGiven(order: StopOrder): GivenInstruction | undefined {
  return givenInstructions(order).find(({ state }) => state === 'open');
}

/** The bank's answers to one instruction. Answers recorded before they named their instruction are found by their kind and time. */
export function answersTo({ answers }: StopOrder, given: GivenInstruction): readonly BankAnswer[] {
  return answers.filter((answer) => isOf(given, answer));
}

/** Whether an answer, or a dispute, is of this instruction. */
export function isOf(
  { instructionId, instruction, issuedAt }: GivenInstruction,
  said: Pick<BankAnswer, 'instructionId' | 'instruction' | 'at'>,
): boolean {
  if (said.instructionId !== undefined) return said.instructionId === instructionId;
  return said.instruction === instruction && said.at >= issuedAt;
}

/** An order keeps so many instructions that are over; the record has them all. */
const MAX_PAST = 16;

/** The order's past instructions with one more, which has been over since `at`. */
export function withPast(
  order: StopOrder,
  { state: _, ...given }: GivenInstruction,
  outcome: PastInstruction['outcome'],
  at: string,
): PastInstruction[] {
  return [...(order.instructions ?? []), { ...given, officers: [...given.officers], outcome, endedAt: at }].slice(-MAX_PAST);
}

/** Whether the bank is or was asked for the stop. It knows nothing of an order that never left the line, or was turned down. */
export function wasAskedToStop(order: StopOrder): boolean {
  return awaitsStop(order) || order.withdrawal !== undefined || order.answers.some(({ instruction }) => instruction === 'stop');
}

/** The id of an instruction that was given before instructions had ids: the same at each call. */
function idRecordedBefore(
  orderId: string,
  { instruction, issuedAt }: { instruction: InstructionKind; issuedAt: string },
): string {
  return makeId('ins', epoch(issuedAt), () => Buffer.from(hashOf([orderId, instruction, issuedAt]), 'hex'));
}
