import { bankInboxPart, inboxKey } from '../../../shared/banks/keys.ts';
import { pushedTo } from '../../../shared/banks/model.ts';
import type { BankMessage } from '../../../shared/freezes/bank-answer/bank-message.ts';
import { hasReached, type InstructionRef, isNamed } from '../../../shared/freezes/bank-answer/delivery.ts';
import { purposeAgain } from '../../../shared/freezes/bank-answer/redelivery.ts';
import { type GivenInstruction, openGiven } from '../../../shared/freezes/order/given-instruction.ts';
import type { StopOrder } from '../../../shared/freezes/order/stop-order.ts';
import { StopOrders } from '../../../shared/freezes/streams.ts';
import { pagesOf } from '../../../shared/journal/pages-of.ts';
import { idOfStream, kindOfStream } from '../../../shared/journal/stream.ts';
import { elapsed } from '../../../shared/kernel/time.ts';
import type { FactOf } from '../facts.ts';
import type { Reaction, RelayTools } from '../reaction.ts';
import { queueQuestionsAgain } from './questions.ts';

/** The instruction was given; the gateway puts it to the bank. The workflow of a stop puts the stop itself to the bank. */
export const sendInstruction: Reaction<
  FactOf<
    | 'order.extension-ordered'
    | 'order.withdrawn'
    | 'order.release-ordered'
    | 'order.freeze-ordered'
    | 'order.renewal-ordered'
    | 'order.unfreeze-ordered'
    | 'order.narrowing-ordered'
  >
> = {
  name: 'sendInstruction',
  does: 'puts the instruction into the bank queue; the gateway sends it only while it is pending',
  react: async ({ fact, recorded }, tools) => {
    const { pending } = fact.data;
    if (pending !== undefined) await send(recorded.stream, pending, 'instruction', 0, tools);
  },
};

/** The bank said it cannot now; Cordon asks it again after the pause. */
export const askAgainLater: Reaction<FactOf<'order.retry-scheduled'>> = {
  name: 'askAgainLater',
  does: 'puts the instruction into the bank queue once more, delayed until the retry is due',
  react: async ({ fact, recorded }, tools) => {
    await send(recorded.stream, fact.data.answer, 'retry', elapsed(tools.now(), fact.data.retryAt), tools);
  },
};

/** The bank has not answered an instruction after the stop, and time runs out. */
export const remindOfInstruction: Reaction<FactOf<'order.instruction-reminded'>> = {
  name: 'remindOfInstruction',
  does: 'puts a reminder of the instruction into the bank queue; the gateway sends it only while it is open',
  react: async ({ fact, recorded }, tools) => {
    await send(recorded.stream, fact.data, 'reminder', 0, tools);
  },
};

/** The endpoint takes pushes again: the gateway puts to it once more what was given up as undeliverable meanwhile. */
export const pushAgain: Reaction<FactOf<'circuit.closed'>> = {
  name: 'pushAgain',
  does: "puts every open instruction and question whose pushes were given up into the bank queue again, now that the bank's endpoint is back",
  react: async ({ fact }, tools) => {
    await queueAgain(fact.data.bankId, ({ undeliverable }) => undeliverable, tools);
    await queueQuestionsAgain(fact.data.bankId, ({ delivery }) => delivery.undeliverable, tools);
  },
};

export const pushAgainToRegistered: Reaction<FactOf<'bank.registered'>> = {
  name: 'pushAgainToRegistered',
  does: 'puts every open instruction and question that was sent and did not arrive into the bank queue again, if the bank registers an endpoint',
  react: async ({ fact }, tools) => {
    const { bankId } = fact.data;
    if (pushedTo(fact.data) === undefined) return;
    await queueAgain(bankId, (delivery) => delivery.sendings > 0 && !hasReached(delivery), tools);
    await queueQuestionsAgain(bankId, (question) => question.delivery.sendings > 0 && !hasReached(question.delivery), tools);
  },
};

/** The bank's connection is proved: the gateway pushes the unanswered instructions about which officers telephoned meanwhile. */
export const pushToLive: Reaction<FactOf<'bank.mode-switched'>> = {
  name: 'pushToLive',
  does: 'puts every open instruction and question that was not pushed into the bank queue, if the bank is switched live',
  react: async ({ fact }, tools) => {
    if (fact.data.mode !== 'live') return;
    await queueAgain(fact.data.bankId, (delivery) => !hasReached(delivery), tools);
    await queueQuestionsAgain(fact.data.bankId, ({ delivery }) => !hasReached(delivery), tools);
  },
};

/** The bank asks for the push of its instruction again. */
export const pushAsked: Reaction<FactOf<'order.redelivery-asked'>> = {
  name: 'pushAsked',
  does: 'puts the instruction that the bank asks for into the bank queue again, while it is open; the gateway tries it once even if the circuit is open',
  react: async ({ fact, recorded }, tools) => {
    const { state } = await tools.journal.load(StopOrders, idOfStream(recorded.stream));
    const open = state === undefined ? undefined : openGiven(state);
    if (state !== undefined && open !== undefined && isNamed(open, fact.data))
      await putAgain(state, open, tools, { asked: true });
  },
};

/** As many orders as are looked at in one read. */
const PAGE = 100;

/** The same push as before, with the same key, for each open instruction of the bank whose delivery is of this kind. */
async function queueAgain(bankId: string, due: (delivery: StopOrder['delivery']) => boolean, tools: RelayTools): Promise<void> {
  const { journal } = tools;
  for await (const cards of pagesOf(journal, { index: 'inbox', pk: inboxKey(bankId), ...bankInboxPart('open'), limit: PAGE })) {
    const orders = await journal.loadMany(
      StopOrders,
      cards
        .map(({ stream }) => stream)
        .filter((stream) => kindOfStream(stream) === StopOrders.name)
        .map(idOfStream),
    );
    for (const { state } of orders) {
      const open = state === undefined ? undefined : openGiven(state);
      if (state === undefined || open === undefined || !due(state.delivery)) continue;
      await putAgain(state, open, tools);
    }
  }
}

/** The same push as before, with the same key, of an open instruction. */
async function putAgain(
  order: StopOrder,
  open: GivenInstruction,
  { bankQueue }: RelayTools,
  how: Pick<BankMessage, 'asked'> = {},
): Promise<void> {
  const { instruction, instructionId } = open;
  const { orderId, alertId, account } = order;
  const purpose = purposeAgain(order, open);
  await bankQueue.send({ orderId, bankId: account.bankId, instruction, instructionId, purpose, ...how }, { alertId });
}

async function send(
  stream: string,
  { instruction, instructionId }: InstructionRef,
  purpose: BankMessage['purpose'],
  delayMs: number,
  { journal, bankQueue }: RelayTools,
): Promise<void> {
  const { state } = await journal.load(StopOrders, idOfStream(stream));
  if (state === undefined) throw new Error(`the stream ${stream} has facts but no state`);
  const { orderId, alertId, account } = state;
  await bankQueue.send({ orderId, bankId: account.bankId, instruction, instructionId, purpose }, { delayMs, alertId });
}
