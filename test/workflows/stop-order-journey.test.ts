import { expect, test } from 'vitest';
import * as z from 'zod';
import { createGateway } from '../../functions/bank-gateway/gateway.ts';
import { createAdvanceTask } from '../../functions/stop-order/advance-task.ts';
import { signingKeyOf } from '../../shared/http/signing-key.ts';
import { streamKey } from '../../shared/journal/stream.ts';
import { epoch, MINUTE } from '../../shared/kernel/time.ts';
import { tasks as contracts } from '../../workflows/stop-order.contract.ts';
import { declined, stoppedResult } from '../support/order-samples.ts';
import { answer, createRelayBench, factTypes, open, orderOf, plannedOrder, registerBanks } from '../support/relay-kit.ts';
import { bank, id, minute, T0 } from '../support/samples.ts';
import { synthesize } from '../support/synth.ts';
import { definitionIn, type Execution, execute } from '../support/workflow.ts';

const orderId = id('ord', 1);
const stream = streamKey('order', orderId);
const start = minute(1);
const definition = definitionIn(synthesize().app, 'StopOrder');
const Message = z.object({ MessageBody: contracts.AskBank.takes });

/**
 * One order with everything between the workflow and the bank as it runs in the product: the synthesized state machine, the task, the
 * gateway and the relay, over a journal in memory.
 */
async function createJourney() {
  const bench = createRelayBench();
  const { platform } = bench;
  const now = (): string => new Date(Date.now()).toISOString();
  const pushes: string[] = [];
  const waiting = new Map<string, (answer: object) => void>();
  let work: Promise<unknown> = Promise.resolve();
  let messages = 0;
  /** Work that takes no time on the order's clock. */
  const atOnce = <T>(doing: () => Promise<T>): Promise<T> => {
    const done = work.then(async () => {
      platform.clock.now = now();
      return doing();
    });
    work = done.catch(() => undefined);
    return done;
  };
  await registerBanks(platform, bank());
  await open(platform, plannedOrder());
  const advance = createAdvanceTask(platform);
  const gateway = createGateway({
    ...platform,
    push: async () => {
      pushes.push(now());
      return { delivered: true };
    },
    signingKey: async () => signingKeyOf(new Uint8Array(32)),
    hide: async () => undefined,
    random: () => 0.5,
  });
  /** The relay reads the stream; the executions that it wakes go on. */
  const relay = async (): Promise<void> => {
    await bench.drain();
    for (const token of bench.answered) waiting.get(token)?.({});
  };
  const putToBank = (message: unknown): Promise<object> => {
    const { MessageBody } = Message.parse(message);
    messages += 1;
    const record = {
      messageId: `m-${messages}`,
      receiptHandle: `r-${messages}`,
      body: JSON.stringify(MessageBody),
      attributes: { SentTimestamp: String(Date.now()), ApproximateReceiveCount: '1' },
    };
    const answered = new Promise<object>((resolve) => waiting.set(MessageBody.taskToken, resolve));
    void atOnce(() => gateway({ Records: [record] })).then(() => atOnce(relay));
    return answered;
  };
  return {
    platform,
    pushes,
    /** Has something happen some minutes after the alarm. */
    at: (minutes: number, happening: () => Promise<void>): void => {
      setTimeout(() => void atOnce(happening).then(() => atOnce(relay)), epoch(T0) + minutes * MINUTE - Date.now());
    },
    run: (whenRunning: () => void): Promise<Execution> => {
      let begun = false;
      const tasks = {
        advance: (input: unknown) => {
          if (!begun) whenRunning();
          begun = true;
          return atOnce(() => advance(input));
        },
        askBank: putToBank,
        settled: async () => {
          for (let before: unknown; before !== work; ) {
            before = work;
            await work;
            // the workflow takes a few turns from one state to the next, and the next may have work to do
            await new Promise((resolve) => setImmediate(resolve));
          }
        },
      };
      return execute(definition, { orderId, bankId: 'bank-a' }, tasks, start);
    },
  };
}

const noted = async ({ platform }: Awaited<ReturnType<typeof createJourney>>) => {
  const { facts } = await platform.journal.facts(stream, { limit: 100 });
  return facts.map(({ type, at }) => `${(epoch(at) - epoch(T0)) / MINUTE} ${type}`);
};

test('a bank that answers at once: one push, and the term is watched to its end', async () => {
  const journey = await createJourney();
  const { platform } = journey;
  const execution = await journey.run(() => journey.at(5, () => answer(platform, orderId, stoppedResult())));
  expect(execution.outcome).toBe('succeeded');
  expect(journey.pushes).toEqual([start]);
  expect((await noted(journey)).slice(0, 4)).toEqual([
    '1 order.requested',
    '1 order.sent',
    '1 order.delivered',
    '5 order.stopped',
  ]);
  expect((await factTypes(platform, stream)).slice(4)).toEqual(['order.expiry-warned', 'order.expired']);
});

test('a bank that is silent: three reminders and a breach, each once and to the minute; its answer at minute 40 is late, not lost', async () => {
  const journey = await createJourney();
  const { platform } = journey;
  const late = stoppedResult({ effectiveAt: minute(39) });
  const execution = await journey.run(() => journey.at(40, () => answer(platform, orderId, late)));
  expect(execution.outcome).toBe('succeeded');
  expect((await noted(journey)).filter((line) => /escalated|breached|stopped/.test(line))).toEqual([
    '10 order.escalated',
    '20 order.escalated',
    '25 order.escalated',
    '30 order.breached',
    '40 order.stopped',
  ]);
  expect(journey.pushes).toEqual([start, minute(10), minute(20), minute(25)]);
  expect((await orderOf(platform, orderId)).status).toBe('expired');
});

test('a bank that never answers: given up after 24 hours', async () => {
  const journey = await createJourney();
  const execution = await journey.run(() => undefined);
  expect(execution.outcome).toBe('succeeded');
  expect((await noted(journey)).at(-1)).toBe('1440 order.unanswered');
  expect(execution.entered.at(-1)).toMatchObject({ state: 'Done', minute: 1439 });
});

test('a bank that declines: the workflow waits no longer', async () => {
  const journey = await createJourney();
  const { platform } = journey;
  const execution = await journey.run(() => journey.at(3, () => answer(platform, orderId, declined('0301'))));
  expect(execution.outcome).toBe('succeeded');
  expect(execution.entered.at(-1)).toMatchObject({ state: 'Done', minute: 2 });
});

test('a bank that answers before the workflow waits for it: the workflow hears of it all the same', async () => {
  const journey = await createJourney();
  const { platform } = journey;
  platform.clock.now = minute(1);
  const execution = await journey.run(() =>
    journey.at(1, () => answer(platform, orderId, stoppedResult({ effectiveAt: minute(1) }))),
  );
  expect(execution.outcome).toBe('succeeded');
  expect(await factTypes(platform, stream)).not.toContain('order.escalated');
});
