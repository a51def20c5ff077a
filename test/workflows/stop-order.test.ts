import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { rungs } from '../../shared/freezes/order/ladder.ts';
import { tasks as contracts, input as Input } from '../../workflows/stop-order.contract.ts';
import { id } from '../support/samples.ts';
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

/** The bank and the alarm. */
const GROUP = 'an-alarm';
const minutes = (first: number, second: number, third: number, fourth: number) => ({
  ...{ first: first * 60, second: second * 60, third: third * 60, fourth: fourth * 60 },
});
const order = { orderId: id('ord', 1), bankId: 'jinghua' };
/** An order that its bank was asked for at the moment of its alarm. */
const input = Input.parse({ ...order, group: GROUP, waits: minutes(10, 10, 5, 5) });
const covered = new Set<string>();
let definition: Definition;

beforeAll(() => {
  definition = definitionIn(synthesize().running, 'StopOrder');
});

/** A task whose token is answered after so many minutes. */
const answeredAfter = (wait: number) => () => new Promise((resolve) => setTimeout(resolve, wait * 60_000, {}));
const noted = () => undefined;

async function run(tasks: Partial<Tasks> & Pick<Tasks, 'askBank'>): Promise<Execution> {
  const execution = await execute(definition, input, { rung: silence, lastRung: noted, ...tasks });
  for (const way of execution.covered) covered.add(way);
  return execution;
}

const path = ({ entered }: Execution): readonly string[] => entered.map(({ state, minute }) => `${Math.round(minute)} ${state}`);

describe('an order whose bank answers', () => {
  test('takes one state, and is over with the answer', async () => {
    const execution = await run({ askBank: answeredAfter(3) });
    expect(execution.outcome).toBe('succeeded');
    expect(path(execution)).toEqual(['0 AskBank']);
  });

  test('is put to the bank by a message to its group in the bank queue, which carries a token', async () => {
    const messages: unknown[] = [];
    await run({ askBank: (message) => messages.push(message) });
    const Message = z.strictObject({
      ...{ QueueUrl: z.string(), MessageGroupId: z.literal(GROUP), MessageBody: contracts.AskBank.takes },
    });
    const bodies = messages.map((message) => Message.parse(message).MessageBody);
    expect(bodies).toEqual([{ ...order, instruction: 'stop', purpose: 'order', taskToken: 'token-1' }]);
  });

  test.each([
    [1, '10 FirstRung'],
    [2, '20 SecondRung'],
    [3, '25 ThirdRung'],
  ])('after rung %i is over with the answer', async (rung, last) => {
    const execution = await run({ askBank: silence, rung: (_, nth) => (nth === rung ? answeredAfter(2)() : silence()) });
    expect(execution.outcome).toBe('succeeded');
    expect(path(execution).at(-1)).toBe(last);
  });
});

describe('an order whose bank is silent', () => {
  test('climbs the ladder at 10, 20, 25 and 30 minutes, and leaves the rest to the sweep', async () => {
    const execution = await run({ askBank: silence });
    expect(execution.outcome).toBe('succeeded');
    expect(path(execution)).toEqual(['0 AskBank', '10 FirstRung', '20 SecondRung', '25 ThirdRung', '30 LastRung']);
  });

  test('gives Advance the order, and a token where the task then waits', async () => {
    const payloads: unknown[] = [];
    const note = (payload: unknown) => payloads.push(payload);
    const rung = (payload: unknown) => {
      note(payload);
      return silence();
    };
    await run({ askBank: silence, rung, lastRung: note });
    const { orderId } = order;
    expect(payloads).toEqual([...['token-2', 'token-3', 'token-4'].map((taskToken) => ({ orderId, taskToken })), { orderId }]);
    for (const payload of payloads.slice(0, 3)) expect(contracts.FirstRung.takes.safeParse(payload).success).toBe(true);
    expect(contracts.LastRung.takes.safeParse(payloads[3]).success).toBe(true);
  });

  test('has a state for each rung of the ladder', () => {
    const states = Object.keys(definition.States).filter((state) => state.endsWith('Rung'));
    expect(states).toHaveLength(rungs.length);
  });
});

describe('what fails', () => {
  test.each(['Lambda.TooManyRequestsException', 'Lambda.ServiceException', 'TypeError'])(
    'a rung is tried ten times more after %s, and the execution then fails: the sweep goes on',
    async (name) => {
      let calls = 0;
      const rung = (_: unknown, nth: number) => {
        calls = nth;
        throw failure(name);
      };
      const execution = await run({ askBank: silence, rung });
      expect(execution.outcome).toEqual({ error: name });
      expect(calls).toBe(11);
    },
  );

  test.each([
    [1, 'FirstRung'],
    [2, 'SecondRung'],
    [3, 'ThirdRung'],
  ])('rung %i goes on where one of its tries succeeds', async (rung, state) => {
    const execution = await run({
      askBank: silence,
      rung: (_, nth) => {
        if (nth === rung) throw failure('TypeError');
        return silence();
      },
    });
    expect(execution.outcome).toBe('succeeded');
    expect(execution.covered).toContain(`${state}.Retry[1]`);
  });

  test('the last rung is tried again after an error, and if it does not answer within 30 seconds', async () => {
    const execution = await run({
      askBank: silence,
      lastRung: (_, nth) => {
        if (nth === 1) throw failure('TypeError');
        return nth === 2 ? silence() : undefined;
      },
    });
    expect(execution.outcome).toBe('succeeded');
    expect(execution.covered).toContain('LastRung.Retry[1]');
  });

  test.each([
    [1, 'FirstRung'],
    [2, 'SecondRung'],
    [3, 'ThirdRung'],
    [4, 'LastRung'],
  ])('an order that does not exist at rung %i fails the execution at once', async (rung, state) => {
    let calls = 0;
    const missing = () => {
      calls += 1;
      throw failure('OrderNotFound');
    };
    const execution = await run({
      askBank: silence,
      rung: (_, nth) => (nth === rung ? missing() : silence()),
      lastRung: () => (rung === 4 ? missing() : undefined),
    });
    expect(execution.outcome).toEqual({ error: 'OrderNotFound' });
    expect(execution.entered.at(-1)?.state).toBe(state);
    expect(calls).toBe(1);
  });

  test('a queue that refuses the message is tried again, each time with a token of its own', async () => {
    const tokens: unknown[] = [];
    const askBank: Tasks['askBank'] = (message, nth) => {
      tokens.push(z.object({ MessageBody: z.object({ taskToken: z.string() }) }).parse(message).MessageBody.taskToken);
      if (nth < 3) throw failure('SQS.SdkClientException');
      return {};
    };
    const execution = await run({ askBank });
    expect(path(execution)).toEqual(['0 AskBank']);
    expect(new Set(tokens).size).toBe(3);
  });

  test('a queue that goes on refusing pauses the workflow for a minute, and it is tried again', async () => {
    const askBank: Tasks['askBank'] = (_, nth) => {
      if (nth <= 5) throw failure('SQS.QueueDoesNotExistException');
      return {};
    };
    const execution = await run({ askBank });
    expect(execution.outcome).toBe('succeeded');
    expect(execution.entered.map(({ state }) => state)).toEqual(['AskBank', 'Pause', 'AskBank']);
    expect(execution.covered).toContain('AskBank.Catch[1]');
  });
});

test('an execution never holds more than its input', async () => {
  const { entered } = await run({ askBank: silence, rung: (_, nth) => (nth === 2 ? { secret: 'of the bank' } : silence()) });
  expect(entered.map(({ input: held }) => held)).toEqual(entered.map(() => input));
});

test('every task has a time limit and retries of its own', () => {
  const tasks = Object.values(definition.States).filter(({ Type }) => Type === 'Task');
  expect(tasks).toHaveLength(5);
  for (const { TimeoutSeconds, TimeoutSecondsPath, Retry = [] } of tasks) {
    expect(TimeoutSeconds ?? TimeoutSecondsPath).toBeDefined();
    expect(Retry.length).toBeGreaterThan(0);
  }
});

afterAll(() => {
  // here and not in a test: it speaks of all of them, also when one is run alone
  const missed = waysOf(definition).filter((way) => !covered.has(way));
  expect(missed).toEqual([]);
});
