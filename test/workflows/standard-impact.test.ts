import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { ImpactWorkflowStep } from '../../shared/standards/impact/impact-contract.ts';
import { tasks as contracts, input as Input } from '../../workflows/standard-impact.contract.ts';
import { synthesize } from '../support/synth.ts';
import {
  type Definition,
  definitionIn,
  type Execution,
  executeWith,
  failure,
  lambda,
  silence,
  waysOf,
} from '../support/workflow.ts';

const run = { runId: 'imp_01KAQ3NPZ8Y5T1W2R3Q4M5N6P7' };
const covered = new Set<string>();
let definition: Definition;

beforeAll(() => {
  definition = definitionIn(synthesize().running, 'StandardImpact');
});

type Answer = ImpactWorkflowStep['next'] | 'something-new' | Error | 'silence';

/** The function as its journal would have it answer; the last answer stays. */
function counting(...answers: readonly [Answer, ...Answer[]]) {
  return lambda((payload, nth) => {
    expect(contracts.CountPages.takes.parse(payload)).toEqual({ ...run, do: 'count' });
    const answer = answers[Math.min(nth, answers.length) - 1];
    if (answer instanceof Error) throw answer;
    return answer === 'silence' ? silence() : { ...run, next: answer };
  });
}

const givingUp = (...failures: readonly Error[]) =>
  lambda((payload, nth) => {
    expect(contracts.GiveUp.takes.parse(payload)).toEqual({ ...run, do: 'give-up' });
    const error = failures[nth - 1];
    if (error !== undefined) throw error;
    return ImpactWorkflowStep.parse({ ...run, next: 'done' });
  });

async function execute(CountPages: ReturnType<typeof lambda>, GiveUp = givingUp()): Promise<Execution> {
  const execution = await executeWith(definition, Input.parse(run), { CountPages, GiveUp });
  for (const way of execution.covered) covered.add(way);
  return execution;
}

const path = ({ entered }: Execution): readonly string[] => entered.map(({ state }) => state);
const busy = failure('Lambda.TooManyRequestsException');
const broken = failure('TypeError');

describe('a count', () => {
  test('asks for pages until there are none', async () => {
    const execution = await execute(counting('count', 'count', 'done'));
    expect(execution.outcome).toBe('succeeded');
    expect(path(execution)).toEqual(['CountPages', 'MorePages', 'CountPages', 'MorePages', 'CountPages', 'MorePages', 'Done']);
  });

  test('goes on after Lambda was busy, an error, and a task that did not answer', async () => {
    const execution = await execute(counting(busy, broken, 'silence', 'count', 'done'));
    expect(execution.outcome).toBe('succeeded');
    expect(path(execution)).toEqual(['CountPages', 'MorePages', 'CountPages', 'MorePages', 'Done']);
  });

  test('a count that cannot go on is given up, and recorded as such', async () => {
    const execution = await execute(counting(broken));
    expect(execution.outcome).toEqual({ error: 'CountFailed' });
    expect(path(execution)).toEqual(['CountPages', 'GiveUp', 'CountFailed']);
  });

  test('tries again to record it, and fails all the same where it cannot', async () => {
    expect(path(await execute(counting(broken), givingUp(busy, broken)))).toEqual(['CountPages', 'GiveUp', 'CountFailed']);
    const never = givingUp(...Array.from({ length: 7 }, () => broken));
    expect((await execute(counting(broken), never)).outcome).toEqual({ error: 'CountFailed' });
  });

  test('a count of a run that does not exist fails at once', async () => {
    let calls = 0;
    const execution = await execute(
      lambda((_, nth) => {
        calls = nth;
        throw failure(contracts.CountPages.errors[0]);
      }),
    );
    expect(execution.outcome).toEqual({ error: 'NoSuchRun' });
    expect(calls).toBe(1);
  });

  test('fails on a step that this workflow does not know, which raises the alarm', async () => {
    expect((await execute(counting('something-new'))).outcome).toEqual({ error: 'StepNotKnown' });
  });
});

test('an execution never holds more than the run and the next step', async () => {
  const { entered } = await execute(counting(broken, 'count', 'done'));
  const Known = z.union([Input, ImpactWorkflowStep]);
  expect(entered.length).toBeGreaterThan(4);
  for (const { input } of entered) expect(Known.safeParse(input).success).toBe(true);
});

test('every task has a timeout, a retry and a catch of its own', () => {
  const tasks = Object.values(definition.States).filter(({ Type }) => Type === 'Task');
  expect(tasks).toHaveLength(2);
  for (const { TimeoutSeconds, Retry = [], Catch = [] } of tasks) {
    expect(TimeoutSeconds).toBeDefined();
    expect(Retry.length).toBeGreaterThan(0);
    expect(Catch.at(-1)?.ErrorEquals).toEqual(['States.ALL']);
  }
});

afterAll(() => {
  // here and not in a test: it speaks of all of them, also when one is run alone
  const missed = waysOf(definition).filter((way) => !covered.has(way));
  expect(missed).toEqual([]);
});
