import { awaitsStop } from '../../../shared/freezes/order/open-instruction.ts';
import { StopOrders } from '../../../shared/freezes/streams.ts';
import { idOfStream } from '../../../shared/journal/stream.ts';
import type { FactOf } from '../facts.ts';
import type { Reaction, RelayTools } from '../reaction.ts';

/** Starts the order's workflow under the order's id, so that it starts once. */
export const startWorkflow: Reaction<FactOf<'order.requested'>> = {
  name: 'startWorkflow',
  does: 'starts the workflow `stop-order`, named by the order; one that exists already is success',
  react: async ({ fact }, { workflow }) => {
    const { orderId, account } = fact.data.plan;
    await workflow.start(orderId, { orderId, bankId: account.bankId });
  },
};

/** The order may have had a workflow before it stood in line, so this one has a name of its own. */
export const startWorkflowAgain: Reaction<FactOf<'order.taken-from-line'>> = {
  name: 'startWorkflowAgain',
  does: 'starts the workflow `stop-order` for an order whose turn has come, named by the order and the place of the fact',
  react: async ({ recorded }, { workflow, journal }) => {
    const { state } = await journal.load(StopOrders, idOfStream(recorded.stream));
    if (state === undefined) throw new Error(`the stream ${recorded.stream} has facts but no state`);
    await workflow.start(`${state.orderId}-${recorded.seq}`, { orderId: state.orderId, bankId: state.account.bankId });
  },
};

/**
 * If the order's workflow never started (Step Functions was away for longer than the stream goes on repeating a record), the sweep noted
 * the rung, and this brings the order to its bank after all.
 */
export const startMissingWorkflow: Reaction<FactOf<'order.escalated'>> = {
  name: 'startMissingWorkflow',
  does: 'starts the workflow `stop-order` if it never came to be; one that exists already is success',
  react: async ({ recorded }, { workflow, journal }) => {
    const { state } = await journal.load(StopOrders, idOfStream(recorded.stream));
    // an order that stood in line has a workflow by another name
    if (state === undefined || !awaitsStop(state) || state.askedAt !== state.requestedAt) return;
    await workflow.start(state.orderId, { orderId: state.orderId, bankId: state.account.bankId });
  },
};

/** Wakes the workflow that waits for the bank; it asks the journal for the order's state. */
export const answerTask: Reaction = {
  name: 'answerTask',
  does: "answers the workflow's task token, if one is kept; one that no longer waits is success",
  react: async ({ recorded }, tools) => {
    await answerTaskOf(recorded.stream, tools);
  },
};

/**
 * A token was kept. If the bank's answer was faster than the token, there is nothing left to wait for, and no later fact would answer the
 * token: this answers it at once.
 */
export async function answerIdleTask(stream: string, tools: RelayTools): Promise<void> {
  const { state } = await tools.journal.load(StopOrders, idOfStream(stream));
  if (state === undefined || awaitsStop(state)) return;
  await answerTaskOf(stream, tools);
}

async function answerTaskOf(stream: string, { journal, workflow }: RelayTools): Promise<void> {
  const token = await journal.taskToken(stream);
  if (token !== undefined) await workflow.answer(token);
}
