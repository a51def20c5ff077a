import { expect, test } from 'vitest';
import * as z from 'zod';
import { createGateway } from '../../functions/bank-gateway/gateway.ts';
import { createAdvanceTask } from '../../functions/stop-order/advance-task.ts';
import { sweep } from '../../functions/sweep/sweep.ts';
import { workflowOf } from '../../shared/freezes/order/deadlines.ts';
import { ladderOf } from '../../shared/freezes/order/ladder.ts';
import { signingKeyOf } from '../../shared/http/signing-key.ts';
import { streamKey } from '../../shared/journal/stream.ts';
import { epoch, MINUTE } from '../../shared/kernel/time.ts';
import { tasks as contracts } from '../../workflows/stop-order.contract.ts';
import { declined, stoppedResult } from '../support/order-samples.ts';
import { answer, createRelayBench, factTypes, open, orderOf, plannedOrder, registerBanks } from '../support/relay-kit.ts';
import { bank, hour, id, minute, T0 } from '../support/samples.ts';
import { synthesize } from '../support/synth.ts';
import { definitionIn, type Execution, execute } from '../support/workflow.ts';

const orderId = id('ord', 1);
const stream = streamKey('order', orderId);
const start = minute(1);
const definition = definitionIn(synthesize().running, 'StopOrder');
const Message = z.object({ MessageBody: contracts.AskBank.takes });

/**
 * One order with everything between the workflow and the bank as it runs in the product: the synthesized state machine, the task, the
 * gateway and the relay, over a journal in memory.
 */
async function createJourney(begins = start) {
  const bench = createRelayBench();
  const { platform } = bench;
  platform.clock.now = begins;
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
  await open(platform, plannedOrder({ timetable: ladderOf(T0, platform.policy, begins) }));
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
  const queued = async (message: unknown): Promise<void> => {
    messages += 1;
    const record = {
      messageId: `m-${messages}`,
      receiptHandle: `r-${messages}`,
      body: JSON.stringify(message),
      attributes: { SentTimestamp: String(Date.now()), ApproximateReceiveCount: '1' },
    };
    await gateway({ Records: [record] });
  };
  /** The relay reads the stream: the executions that it wakes go on, and the gateway gets what it sends. */
  const relay = async (): Promise<void> => {
    await bench.drain();
    for (const token of bench.answered) waiting.get(token)?.({});
    for (const { message } of bench.sent.splice(0)) await queued(message);
  };
  const waitingFor = (token: string): Promise<object> => new Promise<object>((resolve) => waiting.set(token, resolve));
  const putToBank = (message: unknown): Promise<object> => {
    const { MessageBody } = Message.parse(message);
    const answered = waitingFor(MessageBody.taskToken);
    void atOnce(() => queued(MessageBody)).then(() => atOnce(relay));
    return answered;
  };
  const climb = (payload: unknown): Promise<object> => {
    const { taskToken } = contracts.FirstRung.takes.parse(payload);
    const answered = waitingFor(taskToken);
    void atOnce(() => advance(payload)).then(() => atOnce(relay));
    return answered;
  };
  return {
    platform,
    pushes,
    /** Has something happen some minutes after the alarm. */
    at: (minutes: number, happening: () => Promise<void>): void => {
      setTimeout(() => void atOnce(happening).then(() => atOnce(relay)), epoch(T0) + minutes * MINUTE - Date.now());
    },
    run: async (whenRunning: () => void): Promise<Execution> => {
      let begun = false;
      const tasks = {
        askBank: (message: unknown) => {
          if (!begun) whenRunning();
          begun = true;
          return putToBank(message);
        },
        rung: climb,
        lastRung: (payload: unknown) =>
          atOnce(() => advance(payload)).then(() => {
            void atOnce(relay);
          }),
        settled: async () => {
          for (let before: unknown; before !== work; ) {
            before = work;
            await work;
            // the workflow takes a few turns from one state to the next, and the next may have work to do
            await new Promise((resolve) => setImmediate(resolve));
          }
        },
      };
      return execute(definition, workflowOf(await orderOf(platform, orderId), begins), tasks, begins);
    },
  };
}

const noted = async ({ platform }: Awaited<ReturnType<typeof createJourney>>) => {
  const { facts } = await platform.journal.facts(stream, { limit: 100 });
  return facts.map(({ type, at }) => `${(epoch(at) - epoch(T0)) / MINUTE} ${type}`);
};

/** Has the sweep look at the journal's moment, and the relay at what it noted. */
async function sweptAt(journey: Awaited<ReturnType<typeof createJourney>>, now: string): Promise<void> {
  journey.platform.clock.now = now;
  await sweep(journey.platform, () => true);
}

test('a bank that answers at once: one push, and the workflow is over; the sweep watches the term to its end', async () => {
  const journey = await createJourney();
  const { platform } = journey;
  const execution = await journey.run(() => journey.at(5, () => answer(platform, orderId, stoppedResult())));
  expect(execution.outcome).toBe('succeeded');
  expect(execution.entered.map(({ state }) => state)).toEqual(['AskBank']);
  expect(journey.pushes).toEqual([start]);
  expect(await noted(journey)).toEqual(['1 order.requested', '1 order.sent', '5 order.stopped']);
  await sweptAt(journey, hour(43));
  await sweptAt(journey, hour(49));
  expect((await factTypes(platform, stream)).slice(3)).toEqual(['order.expiry-warned', 'order.expired']);
});

test('a bank that is silent: three reminders and a breach, each once and to the minute; its answer at minute 40 is late, not lost', async () => {
  const journey = await createJourney();
  const { platform } = journey;
  const execution = await journey.run(() => undefined);
  expect(execution.outcome).toBe('succeeded');
  platform.clock.now = minute(40);
  await answer(platform, orderId, stoppedResult({ effectiveAt: minute(39) }));
  expect((await noted(journey)).filter((line) => /escalated|breached|stopped/.test(line))).toEqual([
    '10 order.escalated',
    '20 order.escalated',
    '25 order.escalated',
    '30 order.breached',
    '40 order.stopped',
  ]);
  expect(journey.pushes).toEqual([start, minute(10), minute(20), minute(25)]);
  expect(await orderOf(platform, orderId)).toMatchObject({ status: 'stopped', answers: [{ late: true }] });
});

test('a bank that answers after its first reminder: the workflow is over at that moment', async () => {
  const journey = await createJourney();
  const { platform } = journey;
  const execution = await journey.run(() => journey.at(12, () => answer(platform, orderId, stoppedResult())));
  expect(execution.outcome).toBe('succeeded');
  expect(execution.entered.map(({ state }) => state)).toEqual(['AskBank', 'FirstRung']);
  expect(journey.pushes).toEqual([start, minute(10)]);
});

test('a bank that never answers: the sweep gives up after 24 hours', async () => {
  const journey = await createJourney();
  const execution = await journey.run(() => undefined);
  expect(execution.entered.at(-1)).toMatchObject({ state: 'LastRung', minute: 29 });
  await sweptAt(journey, hour(24));
  expect((await noted(journey)).at(-1)).toBe('1440 order.unanswered');
});

test('a bank that is asked 22 minutes after the alarm: two rungs are left, and the workflow ends with the breach', async () => {
  const late = minute(22);
  const journey = await createJourney(late);
  const execution = await journey.run(() => undefined);
  expect(execution.outcome).toBe('succeeded');
  expect(execution.entered.map(({ state, minute: at }) => `${at} ${state}`)).toEqual([
    '0 AskBank',
    '3 FirstRung',
    '8 SecondRung',
  ]);
  expect((await noted(journey)).slice(2)).toEqual(['25 order.escalated', '25 order.sent', '30 order.breached']);
});

test('a bank that declines: the workflow waits no longer', async () => {
  const journey = await createJourney();
  const { platform } = journey;
  const execution = await journey.run(() => journey.at(3, () => answer(platform, orderId, declined('0301'))));
  expect(execution.outcome).toBe('succeeded');
  expect(execution.entered.map(({ state }) => state)).toEqual(['AskBank']);
});

test('a bank that answers before the workflow waits for it: the workflow hears of it all the same', async () => {
  const journey = await createJourney();
  const { platform } = journey;
  await answer(platform, orderId, stoppedResult({ effectiveAt: minute(1) }));
  const execution = await journey.run(() => undefined);
  expect(execution.outcome).toBe('succeeded');
  expect(execution.entered.map(({ state }) => state)).toEqual(['AskBank']);
  expect(journey.pushes).toEqual([]);
});
