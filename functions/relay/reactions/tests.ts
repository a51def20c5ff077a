import type { TestMessage } from '../../../shared/bank-tests/message.ts';
import type { TestOrder } from '../../../shared/bank-tests/model.ts';
import { scenarios } from '../../../shared/bank-tests/scenarios.ts';
import { TestOrders } from '../../../shared/bank-tests/streams.ts';
import { stopGiven } from '../../../shared/freezes/order/given-instruction.ts';
import { idOfStream } from '../../../shared/journal/stream.ts';
import type { FactOf } from '../facts.ts';
import type { Reaction, RelayTools } from '../reaction.ts';

/** A bank has asked for a test. */
export const pushTest: Reaction<FactOf<'test-order.started'>> = {
  name: 'pushTest',
  does: "puts the pushes of the test's stop, or of its question, into the bank queue, as its scenario has them, if the bank has an endpoint",
  react: async ({ fact, recorded }, tools) => {
    const pushes = fact.data.byPush ? scenarios[fact.data.scenario].pushes : [];
    if (pushes.length === 0) return;
    const test = await testOf(recorded.stream, tools);
    const { instructionId } = stopGiven(test.order);
    await Promise.all(
      pushes.map(({ purpose, form, after }) =>
        tools.bankQueue.send({ ...of(test), instructionId, purpose, form }, { delayMs: after }),
      ),
    );
  },
};

/** The test goes on: the next instruction, or the same one again. */
export const pushTestOn: Reaction<FactOf<'test-order.moved'>> = {
  name: 'pushTestOn',
  does: 'puts the instruction that follows in the test into the bank queue, or the one that the bank asked to be asked again',
  react: async ({ fact, recorded }, tools) => {
    const { fact: moved } = fact.data;
    const retried = moved.type === 'order.retry-scheduled' ? moved.data.answer.instructionId : undefined;
    const given = 'pending' in moved.data ? moved.data.pending?.instructionId : undefined;
    const instructionId = retried ?? given;
    if (instructionId === undefined) return;
    const test = await testOf(recorded.stream, tools);
    if (!test.byPush) return;
    const purpose = retried === undefined ? 'instruction' : 'retry';
    await tools.bankQueue.send({ ...of(test), instructionId, purpose, form: 'good' });
  },
};

async function testOf(stream: string, { journal }: RelayTools): Promise<TestOrder> {
  const { state } = await journal.load(TestOrders, idOfStream(stream));
  if (state === undefined) throw new Error(`the stream ${stream} has facts but no state`);
  return state;
}

function of({ testOrderId, bankId }: TestOrder): Pick<TestMessage, 'testOrderId' | 'bankId'> {
  return { testOrderId, bankId };
}
