import type { BankMessage } from '../../../shared/freezes/bank-message.ts';
import type { InstructionRef } from '../../../shared/freezes/delivery.ts';
import { StopOrders } from '../../../shared/freezes/streams.ts';
import { idOfStream } from '../../../shared/journal/stream.ts';
import { elapsed } from '../../../shared/kernel/time.ts';
import type { FactOf } from '../facts.ts';
import type { Reaction, RelayTools } from '../reaction.ts';

/** The instruction was given; it is put to the bank. The stop itself is put to the bank by its workflow. */
export const sendInstruction: Reaction<
  FactOf<
    | 'order.extension-ordered'
    | 'order.withdrawn'
    | 'order.release-ordered'
    | 'order.freeze-ordered'
    | 'order.renewal-ordered'
    | 'order.unfreeze-ordered'
  >
> = {
  name: 'sendInstruction',
  does: 'puts the instruction into the bank queue; the gateway sends it only while it is pending',
  react: async ({ fact, recorded }, tools) => {
    const { pending } = fact.data;
    if (pending !== undefined) await send(recorded.stream, pending, 'instruction', 0, tools);
  },
};

/** The bank said it cannot now; it is asked again after the pause. */
export const askAgainLater: Reaction<FactOf<'order.retry-scheduled'>> = {
  name: 'askAgainLater',
  does: 'puts the instruction into the bank queue once more, delayed until the retry is due',
  react: async ({ fact, recorded }, tools) => {
    await send(recorded.stream, fact.data.answer, 'retry', elapsed(tools.now(), fact.data.retryAt), tools);
  },
};

async function send(
  stream: string,
  { instruction, instructionId }: InstructionRef,
  purpose: BankMessage['purpose'],
  delayMs: number,
  { journal, bankQueue }: RelayTools,
): Promise<void> {
  const { state } = await journal.load(StopOrders, idOfStream(stream));
  if (state === undefined) throw new Error(`the stream ${stream} has facts but no state`);
  const { orderId, account } = state;
  await bankQueue.send({ orderId, bankId: account.bankId, instruction, instructionId, purpose }, delayMs);
}
