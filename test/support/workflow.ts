import { StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';
import { vi } from 'vitest';
import * as z from 'zod';
import { ofType, type Template } from './synth.ts';

const Retrier = z.looseObject({ ErrorEquals: z.array(z.string()), MaxAttempts: z.number().optional() });
const Catcher = z.looseObject({ ErrorEquals: z.array(z.string()), Next: z.string() });
const State = z.looseObject({
  Type: z.string(),
  TimeoutSeconds: z.number().optional(),
  TimeoutSecondsPath: z.string().optional(),
  Parameters: z.looseObject({}).optional(),
  Retry: z.array(Retrier).optional(),
  Catch: z.array(Catcher).optional(),
});
const Definition = z.looseObject({ StartAt: z.string(), States: z.record(z.string(), State) });
/** The library checks a definition when it makes a machine of it. */
const Runnable = z.custom<StateMachineDefinition>((value) => Definition.safeParse(value).success);

export type Definition = z.infer<typeof Definition>;

/** A state machine of a template by its construct's id, with placeholders filled in as a deployment does. */
export function definitionIn(template: Template, machine: 'StopOrder' | 'StandardImpact' | 'ReturnPlan'): Definition {
  const found = ofType(template, 'AWS::StepFunctions::StateMachine').find(([id]) => id.startsWith(machine));
  const { DefinitionString, DefinitionSubstitutions } = z
    .object({ DefinitionString: z.string(), DefinitionSubstitutions: z.record(z.string(), z.unknown()) })
    .parse(found?.[1].Properties);
  const values: Readonly<Record<string, string>> = {
    Partition: 'aws-cn',
    AdvanceFunctionArn: 'arn:aws-cn:lambda:cn-north-1:000000000000:function:advance',
    ImpactFunctionArn: 'arn:aws-cn:lambda:cn-north-1:000000000000:function:count-impact',
    PlanFunctionArn: 'arn:aws-cn:lambda:cn-north-1:000000000000:function:compute-plan',
    BankQueueUrl: 'https://sqs.cn-north-1.amazonaws.com.cn/000000000000/bank',
  };
  const text = DefinitionString.replace(/\$\{(\w+)\}/g, (whole, name: string) => {
    if (!(name in DefinitionSubstitutions)) throw new Error(`${whole} is not substituted`);
    return values[name] ?? whole;
  });
  return Definition.parse(JSON.parse(text));
}

/** The replacement of a task, by its state. It gets the task's parameters. `nth` counts from 1. A rejected error is known by its name. */
export type Handlers = Readonly<Record<string, (parameters: unknown, nth: number) => unknown>>;

/** The replacements of the tasks of `stop-order`. `nth` counts the calls of all of a kind from 1. */
export interface Tasks {
  /** Resolves when its token is answered. */
  askBank(message: unknown, nth: number): unknown;
  /** One of the rungs that wait: what Advance gets. Resolves when its token is answered. */
  rung(payload: unknown, nth: number): unknown;
  lastRung(payload: unknown, nth: number): unknown;
  /** Resolves when nothing is under way but waiting; the clock does not jump before. */
  settled?(): Promise<unknown>;
}

export interface Entered {
  readonly state: string;
  readonly input: unknown;
  /** Minutes since the start. */
  readonly minute: number;
}

export interface Execution {
  readonly outcome: 'succeeded' | { readonly error: string };
  readonly entered: readonly Entered[];
  /** Where the machine went: `Advance`, `AskBank.Retry[0]`, `AskBank.Catch[1]`, … */
  readonly covered: ReadonlySet<string>;
}

/** A task that is never answered. */
export function silence(): Promise<never> {
  return new Promise(() => undefined);
}

export function failure(name: string): Error {
  return Object.assign(new Error(`${name}, as the service would put it`), { name });
}

/** Runs the machine of `stop-order`. @param startAt what the clock says at its start */
export function execute(definition: Definition, input: unknown, tasks: Tasks, startAt?: string): Promise<Execution> {
  let rungs = 0;
  const rung = (parameters: unknown): unknown => {
    rungs += 1;
    return tasks.rung(Invocation.parse(parameters).Payload, rungs);
  };
  const handlers: Handlers = {
    FirstRung: rung,
    SecondRung: rung,
    ThirdRung: rung,
    LastRung: lambda((payload, nth) => tasks.lastRung(payload, nth)),
    AskBank: async (parameters, nth) => {
      const { [TIMEOUT]: _, ...message } = z.looseObject({}).parse(parameters);
      return tasks.askBank(message, nth);
    },
  };
  return executeWith(definition, input, handlers, { startAt, settled: tasks.settled });
}

const Invocation = z.object({ FunctionName: z.string(), Payload: z.json() });

/** A task that invokes a function: it gets the payload, and its answer comes as Lambda gives it. */
export function lambda(
  invoke: (payload: unknown, nth: number) => unknown,
): (parameters: unknown, nth: number) => Promise<unknown> {
  return async (parameters, nth) => {
    const { Payload } = Invocation.parse(parameters);
    return { Payload: (await invoke(Payload, nth)) ?? null, StatusCode: 200 };
  };
}

/**
 * Runs the machine to its end on a clock that jumps from one timer to the next, so that 30 minutes, 24 hours and 48 hours are what
 * the definition makes of them and take no time.
 */
export async function executeWith(
  definition: Definition,
  input: unknown,
  handlers: Handlers,
  { startAt, settled }: { readonly startAt?: string | undefined; readonly settled?: Tasks['settled'] | undefined } = {},
): Promise<Execution> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], ...(startAt !== undefined && { now: new Date(startAt) }) });
  try {
    const start = Date.now();
    const runnable = withTimeoutInParameters(definition);
    let tokens = 0;
    const calls = new Map<string, number>();
    const run = new StateMachine(Runnable.parse(runnable)).run(z.json().parse(input), {
      context: {
        Task: {
          get Token() {
            tokens += 1;
            return `token-${tokens}`;
          },
        },
      },
      overrides: {
        taskResourceLocalHandlers: Object.fromEntries(
          Object.entries(handlers).map(([state, handle]) => [
            state,
            async (parameters: unknown) => {
              const nth = (calls.get(state) ?? 0) + 1;
              calls.set(state, nth);
              return z.json().parse(await handle(parameters, nth));
            },
          ]),
        ),
      },
    });
    let outcome: Execution['outcome'] | undefined;
    run.result.then(
      () => {
        outcome = 'succeeded';
      },
      (error: unknown) => {
        outcome = { error: nameOf(error) };
      },
    );
    while (outcome === undefined) {
      await settled?.();
      await vi.advanceTimersToNextTimerAsync();
    }
    return { outcome, ...(await readLog(run.eventLogs, runnable, start)) };
  } finally {
    vi.useRealTimers();
  }
}

const TIMEOUT = 'cordonTimeoutSeconds';

/** The library looks for a task's timeout in what the task is given; the service, in the state's input. */
function withTimeoutInParameters(definition: Definition): Definition {
  const states = Object.entries(definition.States).map(([name, state]) => {
    if (state.TimeoutSecondsPath === undefined) return [name, state] as const;
    const Parameters = { ...state.Parameters, [`${TIMEOUT}.$`]: state.TimeoutSecondsPath };
    return [name, { ...state, Parameters, TimeoutSecondsPath: `$.${TIMEOUT}` }] as const;
  });
  return { ...definition, States: Object.fromEntries(states) };
}

const Event = z.looseObject({
  type: z.string(),
  timestamp: z.number(),
  state: z.looseObject({ name: z.string(), input: z.unknown() }).optional(),
  Error: z.string().optional(),
});

async function readLog(
  events: AsyncGenerator<unknown>,
  definition: Definition,
  start: number,
): Promise<Pick<Execution, 'entered' | 'covered'>> {
  const entered: Entered[] = [];
  const covered = new Set<string>();
  for await (const event of events) {
    const { type, timestamp, state, Error: error } = Event.parse(event);
    if (!state) continue;
    const { name, input } = state;
    const { Retry = [], Catch = [] } = definition.States[name] ?? {};
    if (type === 'StateEntered') {
      entered.push({ state: name, input, minute: (timestamp - start) / 60_000 });
      covered.add(name);
    }
    if (type === 'StateRetried') covered.add(`${name}.Retry[${indexOf(Retry, event, 'retry', 'retrier')}]`);
    if (type === 'StateCaught') covered.add(`${name}.Catch[${indexOf(Catch, event, 'catch', 'catcher')}]`);
    // a retrier that forbids retrying has done its work when the state failed with its error
    const forbidden = Retry.findIndex(
      ({ ErrorEquals, MaxAttempts }) => MaxAttempts === 0 && error !== undefined && ErrorEquals.includes(error),
    );
    if (type === 'StateFailed' && forbidden >= 0) covered.add(`${name}.Retry[${forbidden}]`);
  }
  return { entered, covered };
}

function indexOf(entries: readonly object[], event: unknown, outer: string, inner: string): number {
  const one = z.looseObject({}).parse(z.looseObject({}).parse(event)[outer])[inner];
  return entries.findIndex((entry) => JSON.stringify(sorted(entry)) === JSON.stringify(sorted(z.looseObject({}).parse(one))));
}

function sorted(entry: object): readonly (readonly [string, unknown])[] {
  return Object.entries(entry).sort(([a], [b]) => a.localeCompare(b));
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return error.cause instanceof Error ? error.cause.name : error.name;
}

/** Everything a machine can do: its states, and each way it retries or catches. */
export function waysOf(definition: Definition): readonly string[] {
  return Object.entries(definition.States).flatMap(([name, { Retry = [], Catch = [] }]) => [
    name,
    ...Retry.map((_, index) => `${name}.Retry[${index}]`),
    ...Catch.map((_, index) => `${name}.Catch[${index}]`),
  ]);
}
