import { climbs, workflowOf } from '../../../shared/freezes/order/deadlines.ts';
import { evolveOrder } from '../../../shared/freezes/order/evolve-order.ts';
import { awaitsStop } from '../../../shared/freezes/order/open-instruction.ts';
import { StopOrders } from '../../../shared/freezes/streams.ts';
import { idOfStream } from '../../../shared/journal/stream.ts';
import type { FactOf } from '../facts.ts';
import type { Reaction, RelayTools } from '../reaction.ts';

/** Starts the order's workflow under the order's id, so that it starts once. */
export const startWorkflow: Reaction<FactOf<'order.requested'>> = {
  name: 'startWorkflow',
  does: 'starts the workflow `stop-order`, named by the order; one that exists already is success',
  react: async ({ fact }, { workflow, now }) => {
    await workflow.start(fact.data.plan.orderId, workflowOf(evolveOrder(undefined, fact), now()));
  },
};

/** The order may have had a workflow before it stood in line, so this one has a name of its own. */
export const startWorkflowAgain: Reaction<FactOf<'order.taken-from-line'>> = {
  name: 'startWorkflowAgain',
  does: 'starts the workflow `stop-order` for an order whose turn has come, named by the order and the place of the fact',
  react: async ({ recorded }, { workflow, journal, now }) => {
    const { state } = await journal.load(StopOrders, idOfStream(recorded.stream));
    if (state === undefined) throw new Error(`the stream ${recorded.stream} has facts but no state`);
    await workflow.start(`${state.orderId}-${recorded.seq}`, workflowOf(state, now()));
  },
};

/**
 * A rung was climbed. If the order never went out, its workflow may never have started (Step Functions was away for longer than the stream
 * goes on repeating a record; the sweep noted the rung): this brings the order to its bank after all.
 */
export const remindOfStop: Reaction<FactOf<'order.escalated'>> = {
  name: 'remindOfStop',
  does: 'puts a reminder of the stop into the bank queue; if the stop never went out, the stop itself, and starts the workflow `stop-order` if it never came to be',
  react: async ({ fact, recorded }, { workflow, journal, bankQueue, now }) => {
    const { state } = await journal.load(StopOrders, idOfStream(recorded.stream));
    if (state === undefined || !awaitsStop(state)) return;
    // after an outage several rungs are climbed at once: one reminder is enough
    if (state.ladder.findLast(({ rung }) => rung !== 'breach')?.rung !== fact.data.rung) return;
    const wentOut = state.delivery.sentAt !== undefined;
    const { orderId, alertId, account } = state;
    // an order that stood in line has a workflow by another name
    if (!wentOut && state.askedAt === state.requestedAt) await workflow.start(orderId, workflowOf(state, now()));
    const purpose = wentOut ? 'reminder' : 'order';
    await bankQueue.send({ orderId, bankId: account.bankId, instruction: 'stop', purpose }, { alertId });
  },
};

/** Ends the workflow, which waits for the bank. */
export const answerTask: Reaction = {
  name: 'answerTask',
  does: "answers the workflow's task token, if one is kept; one that no longer waits is success",
  react: async ({ recorded }, tools) => {
    await answerTaskOf(recorded.stream, tools);
  },
};

/**
 * A token was kept by itself. If the bank has answered, or no rung of the ladder is ahead, there is nothing left to wait for, and no later
 * fact would answer the token: this answers it at once.
 */
export async function answerIdleTask(stream: string, tools: RelayTools): Promise<void> {
  const { state } = await tools.journal.load(StopOrders, idOfStream(stream));
  if (state === undefined || climbs(state)) return;
  await answerTaskOf(stream, tools);
}

async function answerTaskOf(stream: string, { journal, workflow }: RelayTools): Promise<void> {
  const token = await journal.taskToken(stream);
  if (token !== undefined) await workflow.answer(token);
}
