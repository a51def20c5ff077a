import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import * as plan from '../../workflows/return-plan.contract.ts';
import * as impact from '../../workflows/standard-impact.contract.ts';
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

/** The workflows that have their function do one step after the other until it says that it is done. */
const workflows = [
  {
    machine: 'StandardImpact',
    ...{ run: { runId: 'imp_01KAQ3NPZ8Y5T1W2R3Q4M5N6P7' }, input: impact.input },
    ...{ step: 'CountPages', task: impact.tasks.CountPages, giveUp: impact.tasks.GiveUp },
    ...{ asks: 'count', choice: 'MorePages', failed: 'CountFailed' },
  },
  {
    machine: 'ReturnPlan',
    ...{ run: { planRunId: 'rpl_01KAQ3NPZ8Y5T1W2R3Q4M5N6P7' }, input: plan.input },
    ...{ step: 'ComputeAccounts', task: plan.tasks.ComputeAccounts, giveUp: plan.tasks.GiveUp },
    ...{ asks: 'compute', choice: 'MoreToDo', failed: 'PlanFailed' },
  },
] as const;

/** What the function answers: there is more to do, nothing, what this workflow does not know, an error, nothing at all. */
type Answer = 'more' | 'done' | 'something-new' | Error | 'silence';

const path = ({ entered }: Execution): readonly string[] => entered.map(({ state }) => state);
const busy = failure('Lambda.TooManyRequestsException');
const broken = failure('TypeError');

describe.each(workflows)('the workflow $machine', ({ machine, run, input, step, task, giveUp, asks, choice, failed }) => {
  const covered = new Set<string>();
  let definition: Definition;

  beforeAll(() => {
    definition = definitionIn(synthesize().running, machine);
  });

  /** The function as its journal would have it answer; the last answer stays. */
  function doing(...answers: readonly [Answer, ...Answer[]]) {
    return lambda((payload, nth) => {
      expect(task.takes.parse(payload)).toEqual({ ...run, do: asks });
      const answer = answers[Math.min(nth, answers.length) - 1];
      if (answer instanceof Error) throw answer;
      return answer === 'silence' ? silence() : { ...run, next: answer === 'more' ? asks : answer };
    });
  }

  const givingUp = (...failures: readonly Error[]) =>
    lambda((payload, nth) => {
      expect(giveUp.takes.parse(payload)).toEqual({ ...run, do: 'give-up' });
      const error = failures[nth - 1];
      if (error !== undefined) throw error;
      return giveUp.gives.parse({ ...run, next: 'done' });
    });

  async function execute(serve: ReturnType<typeof lambda>, GiveUp = givingUp()): Promise<Execution> {
    const execution = await executeWith(definition, input.parse(run), { [step]: serve, GiveUp });
    for (const way of execution.covered) covered.add(way);
    return execution;
  }

  test('asks for steps until there are none', async () => {
    const execution = await execute(doing('more', 'more', 'done'));
    expect(execution.outcome).toBe('succeeded');
    expect(path(execution)).toEqual([step, choice, step, choice, step, choice, 'Done']);
  });

  test('goes on after Lambda was busy, an error, and a task that did not answer', async () => {
    const execution = await execute(doing(busy, broken, 'silence', 'more', 'done'));
    expect(execution.outcome).toBe('succeeded');
    expect(path(execution)).toEqual([step, choice, step, choice, 'Done']);
  });

  test('gives up a run that cannot go on, and has that recorded', async () => {
    const execution = await execute(doing(broken));
    expect(execution.outcome).toEqual({ error: failed });
    expect(path(execution)).toEqual([step, 'GiveUp', failed]);
  });

  test('tries again to record it, and fails all the same where it cannot', async () => {
    expect(path(await execute(doing(broken), givingUp(busy, broken)))).toEqual([step, 'GiveUp', failed]);
    const never = givingUp(...Array.from({ length: 7 }, () => broken));
    expect((await execute(doing(broken), never)).outcome).toEqual({ error: failed });
  });

  test('fails at once for a run that does not exist', async () => {
    let calls = 0;
    const execution = await execute(
      lambda((_, nth) => {
        calls = nth;
        throw failure(task.errors[0]);
      }),
    );
    expect(execution.outcome).toEqual({ error: 'NoSuchRun' });
    expect(calls).toBe(1);
  });

  test('fails on a step that it does not know, which raises the alarm', async () => {
    expect((await execute(doing('something-new'))).outcome).toEqual({ error: 'StepNotKnown' });
  });

  test('never holds more than the run and the next step', async () => {
    const { entered } = await execute(doing(broken, 'more', 'done'));
    const Known = z.union([input, task.gives]);
    expect(entered.length).toBeGreaterThan(4);
    for (const { input: held } of entered) expect(Known.safeParse(held).success).toBe(true);
  });

  test('gives every task a timeout, a retry and a catch of its own', () => {
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
    expect(waysOf(definition).filter((way) => !covered.has(way))).toEqual([]);
  });
});
