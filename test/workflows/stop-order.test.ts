import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { BankMessage } from '../../shared/freezes/bank-answer/bank-message.ts';
import { StopOrderWorkflowStep } from '../../shared/freezes/order/deadlines-contract.ts';
import { tasks as contracts, input as Input } from '../../workflows/stop-order.contract.ts';
import { synthesize } from '../support/synth.ts';
import {
  type Definition,
  definitionIn,
  type Execution,
  execute,
  failure,
  silence,
  type Tasks,
  waysOf,
} from '../support/workflow.ts';

const order = { orderId: 'ord_01KAQ3NPZ8Y5T1W2R3Q4M5N6P7', bankId: 'jinghua' };
const covered = new Set<string>();
let definition: Definition;

beforeAll(() => {
  definition = definitionIn(synthesize().app, 'StopOrder');
});

type Step = Omit<StopOrderWorkflowStep, 'orderId' | 'bankId'>;

/** `Advance` as the journal would have it answer; the last step stays. */
function answering(...steps: readonly [(() => Step) | Error, ...((() => Step) | Error)[]]): Tasks['advance'] {
  return (input, nth) => {
    expect(contracts.Advance.takes.parse(input)).toEqual(order);
    const step = steps[Math.min(nth, steps.length) - 1];
    if (step === undefined || step instanceof Error) throw step;
    return StopOrderWorkflowStep.parse({ ...order, ...step() });
  };
}

const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();
/** The bank and the alarm. */
const GROUP = 'bank-a.an-alarm';
const ask =
  (minutes: number, purpose: Step['purpose'] = 'order') =>
  (): Step => ({
    next: 'ask-bank',
    group: GROUP,
    purpose,
    waitSeconds: minutes * 60,
    until: inMinutes(minutes),
  });
const watch = (minutes: number) => (): Step => ({
  next: 'watch-term',
  group: GROUP,
  purpose: 'rearm',
  waitSeconds: minutes * 60,
  until: inMinutes(minutes),
});
const done = (): Step => ({ next: 'done', group: GROUP, purpose: 'rearm', waitSeconds: 1, until: inMinutes(0) });

const answered = () => ({});

async function run(tasks: Tasks): Promise<Execution> {
  const execution = await execute(definition, Input.parse(order), tasks);
  for (const way of execution.covered) covered.add(way);
  return execution;
}

const path = ({ entered }: Execution): readonly string[] => entered.map(({ state }) => state);
const minutesOf = ({ entered }: Execution, state: string): readonly number[] =>
  entered.filter((one) => one.state === state).map(({ minute }) => Math.round(minute));

describe('an order whose bank answers', () => {
  test('is put to the bank, watched for its term and done', async () => {
    const execution = await run({ advance: answering(ask(10), watch(48 * 60), done), askBank: answered });
    expect(execution.outcome).toBe('succeeded');
    expect(path(execution)).toEqual(['Advance', 'Route', 'AskBank', 'Advance', 'Route', 'WatchTerm', 'Advance', 'Route', 'Done']);
    expect(minutesOf(execution, 'Advance')).toEqual([0, 0, 48 * 60]);
  });

  test('is put to the bank by a message to its group in the bank queue, which carries a token', async () => {
    const messages: unknown[] = [];
    const advance = answering(ask(10), ask(10, 'reminder'), done);
    await run({ advance, askBank: (message) => messages.push(message) });
    const Message = z.strictObject({ QueueUrl: z.string(), MessageGroupId: z.literal(GROUP), MessageBody: BankMessage });
    const bodies = messages.map((message) => contracts.AskBank.takes.parse(Message.parse(message).MessageBody));
    expect(bodies).toEqual([
      { ...order, instruction: 'stop', purpose: 'order', taskToken: 'token-1' },
      { ...order, instruction: 'stop', purpose: 'reminder', taskToken: 'token-2' },
    ]);
  });

  test('is done at once when there is nothing to wait for any more', async () => {
    const execution = await run({ advance: answering(done), askBank: answered });
    expect(path(execution)).toEqual(['Advance', 'Route', 'Done']);
  });

  test('is watched again after an extension moved the end of its term', async () => {
    const execution = await run({ advance: answering(watch(46 * 60), watch(2 * 60), watch(48 * 60), done), askBank: answered });
    expect(minutesOf(execution, 'Advance')).toEqual([0, 46 * 60, 48 * 60, 96 * 60]);
  });
});

describe('an order whose bank is silent', () => {
  test('climbs the ladder at 10, 20, 25 and 30 minutes, and is waited for until 24 hours', async () => {
    const advance = answering(ask(10), ask(10, 'reminder'), ask(5, 'rearm'), ask(5, 'rearm'), ask(23.5 * 60, 'rearm'), done);
    const execution = await run({ advance, askBank: silence });
    expect(execution.outcome).toBe('succeeded');
    expect(minutesOf(execution, 'Advance')).toEqual([0, 10, 20, 25, 30, 24 * 60]);
  });

  test('goes on from what the journal says when the answer comes at minute 40', async () => {
    const advance = answering(ask(30), ask(23.5 * 60, 'rearm'), done);
    const late = async (_: unknown, nth: number) =>
      nth === 1 ? silence() : new Promise((resolve) => setTimeout(resolve, 10 * 60_000, {}));
    const execution = await run({ advance, askBank: late });
    expect(execution.outcome).toBe('succeeded');
    expect(minutesOf(execution, 'Advance')).toEqual([0, 30, 40]);
  });
});

describe('what fails', () => {
  const busy = failure('Lambda.TooManyRequestsException');
  const broken = failure('TypeError');

  test.each([
    'TooManyRequestsException',
    'ServiceException',
    'AWSLambdaException',
    'SdkClientException',
    'ClientExecutionTimeoutException',
  ])('Advance is repeated after Lambda.%s', async (name) => {
    const execution = await run({ advance: answering(failure(`Lambda.${name}`), done), askBank: answered });
    expect(path(execution)).toEqual(['Advance', 'Route', 'Done']);
    expect(execution.covered).toContain('Advance.Retry[1]');
  });

  test('Advance is repeated five times when Lambda is busy, then the workflow pauses a minute and tries again', async () => {
    let calls = 0;
    const advance: Tasks['advance'] = (input, nth) => {
      calls = nth;
      return answering(busy, busy, busy, busy, busy, busy, done)(input, nth);
    };
    const execution = await run({ advance, askBank: answered });
    expect(execution.outcome).toBe('succeeded');
    expect(path(execution)).toEqual(['Advance', 'Pause', 'Advance', 'Route', 'Done']);
    expect(calls).toBe(7);
  });

  test('Advance is repeated three times after an error of its own, then the workflow pauses', async () => {
    const execution = await run({ advance: answering(broken, broken, broken, broken, done), askBank: answered });
    expect(execution.outcome).toBe('succeeded');
    expect(path(execution)).toEqual(['Advance', 'Pause', 'Advance', 'Route', 'Done']);
    expect(execution.covered).toContain('Advance.Retry[2]');
    expect(execution.covered).toContain('Advance.Catch[1]');
  });

  test('an Advance that does not answer is given up after 30 seconds and repeated', async () => {
    const advance: Tasks['advance'] = (input, nth) => (nth === 1 ? silence() : answering(done)(input, nth));
    const execution = await run({ advance, askBank: answered });
    expect(path(execution)).toEqual(['Advance', 'Route', 'Done']);
    expect(execution.covered).toContain('Advance.Retry[2]');
  });

  test('an order that does not exist fails the execution at once', async () => {
    let calls = 0;
    const advance: Tasks['advance'] = (_, nth) => {
      calls = nth;
      throw failure(contracts.Advance.errors[0]);
    };
    const execution = await run({ advance, askBank: answered });
    expect(execution.outcome).toEqual({ error: 'NoSuchOrder' });
    expect(calls).toBe(1);
  });

  test('a step that this workflow does not know fails the execution, which raises the alarm', async () => {
    const execution = await run({ advance: () => ({ ...order, next: 'ask-oracle', waitSeconds: 1 }), askBank: answered });
    expect(execution.outcome).toEqual({ error: 'StepNotKnown' });
  });

  test('a queue that refuses the message is tried again, each time with a token of its own', async () => {
    const tokens: unknown[] = [];
    const askBank: Tasks['askBank'] = (message, nth) => {
      tokens.push(z.object({ MessageBody: z.object({ taskToken: z.string() }) }).parse(message).MessageBody.taskToken);
      if (nth < 3) throw failure('SQS.SdkClientException');
      return {};
    };
    const execution = await run({ advance: answering(ask(10), done), askBank });
    expect(execution.outcome).toBe('succeeded');
    expect(path(execution)).toEqual(['Advance', 'Route', 'AskBank', 'Advance', 'Route', 'Done']);
    expect(new Set(tokens).size).toBe(3);
  });

  test('a queue that goes on refusing pauses the workflow, and the journal is asked again', async () => {
    const askBank: Tasks['askBank'] = (_, nth) => {
      if (nth <= 5) throw failure('SQS.QueueDoesNotExistException');
      return {};
    };
    const execution = await run({ advance: answering(ask(10), ask(9), done), askBank });
    expect(execution.outcome).toBe('succeeded');
    expect(path(execution)).toEqual([
      'Advance',
      'Route',
      'AskBank',
      'Pause',
      'Advance',
      'Route',
      'AskBank',
      'Advance',
      'Route',
      'Done',
    ]);
    expect(execution.covered).toContain('AskBank.Catch[1]');
  });
});

test('an execution never holds more than the order, the bank and the next step', async () => {
  const advance = answering(failure('TypeError'), ask(10), ask(10, 'reminder'), watch(60), done);
  const { entered } = await run({ advance, askBank: (_, nth) => (nth === 1 ? silence() : { secret: 'of the bank' }) });
  const Known = z.union([Input, StopOrderWorkflowStep]);
  expect(entered.length).toBeGreaterThan(8);
  for (const { input } of entered) expect(Known.safeParse(input).success).toBe(true);
});

test('every task has a timeout, a retry and a catch of its own', () => {
  const tasks = Object.values(definition.States).filter(({ Type }) => Type === 'Task');
  expect(tasks).toHaveLength(2);
  for (const { TimeoutSeconds, TimeoutSecondsPath, Retry = [], Catch = [] } of tasks) {
    expect(TimeoutSeconds ?? TimeoutSecondsPath).toBeDefined();
    expect(Retry.length).toBeGreaterThan(0);
    expect(Catch.at(-1)?.ErrorEquals).toEqual(['States.ALL']);
  }
});

afterAll(() => {
  // here and not in a test: it speaks of all of them, also when one is run alone
  const missed = waysOf(definition).filter((way) => !covered.has(way));
  expect(missed).toEqual([]);
});
