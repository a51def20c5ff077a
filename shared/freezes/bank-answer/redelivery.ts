import { type Bank, pushedTo } from '../../banks/model.ts';
import type { Context } from '../../kernel/context.ts';
import { accept, type Decision, refuse } from '../../kernel/decision.ts';
import { HOUR, plus } from '../../kernel/time.ts';
import { type GivenInstruction, givenInstructions, openGiven } from '../order/given-instruction.ts';
import type { SendingPurpose } from '../order/instructions.ts';
import type { OrderFact } from '../order/order-facts.ts';
import { orderLifecycle } from '../order/order-lifecycle.ts';
import type { StopOrder } from '../order/stop-order.ts';
import type { Evidence } from './evidence.ts';

/** The request of a bank to have an instruction pushed to it again. */
interface Asked {
  /** Which instruction; by default the open one. */
  readonly instructionId?: string | undefined;
}

/** What a second push is decided on: where the bank is pushed to, and by what its question can be proved. */
interface KnownToRedelivery extends Pick<Evidence, 'signature'> {
  readonly bank: Pick<Bank, 'endpoint' | 'mode'> | undefined;
}

/**
 * A bank asks Cordon to push an open instruction again: its system lost the push, or its endpoint works again.
 *
 * @returns `order.redelivery-asked`, or INSTRUCTION_UNKNOWN, INSTRUCTION_NOT_PENDING (nothing is open, or not this one),
 *   ORDER_STATE_FORBIDS, ENDPOINT_NOT_REGISTERED, REDELIVERY_TOO_OFTEN (policy `bank.redeliver-per-hour`) with the moment from which it may
 *   ask again
 */
export function askRedelivery(
  order: StopOrder,
  { instructionId }: Asked,
  { bank, signature }: KnownToRedelivery,
  { now, policy }: Context,
): Decision<OrderFact> {
  const known = instructionId === undefined || givenInstructions(order).some((one) => one.instructionId === instructionId);
  if (!known) return refuse('INSTRUCTION_UNKNOWN', { paths: ['/instructionId'] });
  const open = openGiven(order);
  if (open === undefined || (instructionId !== undefined && open.instructionId !== instructionId))
    return refuse('INSTRUCTION_NOT_PENDING', { state: order.status });
  const forbidden = orderLifecycle.refusal(order.status, 'askRedelivery');
  if (forbidden !== undefined) return forbidden;
  if (pushedTo(bank) === undefined) return refuse('ENDPOINT_NOT_REGISTERED');
  const most = policy.amount('bank.redeliver-per-hour', now);
  const before = askedWithinHour(order, now);
  const [oldest] = before.slice(-most);
  if (oldest !== undefined && before.length >= most) return refuse('REDELIVERY_TOO_OFTEN', { most, until: plus(oldest, HOUR) });
  const { instruction } = open;
  return accept({ type: 'order.redelivery-asked', data: { at: now, instruction, instructionId: open.instructionId, signature } });
}

/** When the bank asked for the order again in the hour before this moment, the oldest first. */
export function askedWithinHour({ redeliveries = [] }: StopOrder, now: string): readonly string[] {
  return redeliveries.filter((at) => at > plus(now, -HOUR));
}

/** The purpose under which an open instruction goes to the bank once more: its last one, except a reminder, so that the key is the same. */
export function purposeAgain({ retries }: StopOrder, { instruction }: GivenInstruction): SendingPurpose {
  if (retries > 0) return 'retry';
  return instruction === 'stop' ? 'order' : 'instruction';
}
