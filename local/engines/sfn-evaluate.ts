import { evaluable, Json, type MachineDefinition, type StateDefinition } from './sfn-definition.ts';

/** Why a state failed: the error's name is what `Retry` and `Catch` look at. */
export class StateFailure extends Error {
  override readonly cause: string;
  constructor(name: string, cause: string) {
    super(cause);
    this.name = name;
    this.cause = cause;
  }
}

/** The context object `$$`, with the execution under `Run` (see `sfn-definition.ts`). */
interface StateContext {
  readonly Run: {
    readonly Id: string;
    readonly Input: Json;
    readonly Name: string;
    readonly RoleArn: string;
    readonly StartTime: string;
    readonly RedriveCount: number;
  };
  readonly State: { readonly EnteredTime: string; readonly Name: string; readonly RetryCount: number };
  readonly StateMachine: { readonly Id: string; readonly Name: string };
  readonly Task?: { readonly Token: string };
}

export interface Evaluation {
  readonly input: Json;
  readonly context: StateContext;
  /** Carries out a Task, given its effective input. */
  readonly task?: (effectiveInput: Json) => Promise<Json>;
}

/** The next step after a state: the next state's name, or undefined if the execution ends, and the output. */
export interface Transition {
  readonly next: string | undefined;
  readonly output: Json;
}

/** The library gives a Task a timer of its own; ours is the one on the scaled clock, so this one is put out of reach (23 days). */
const OUT_OF_REACH_SECONDS = 2_000_000;

/** The state under evaluation; the names of the machine's own states are all taken by stubs, which show where it leads. */
const ENTRY = '(entry)';

type Evaluable = ReturnType<typeof evaluable>;

/** What the library made of a state: the same for every execution. */
const prepared = new WeakMap<MachineDefinition, Map<string, Evaluable>>();

/**
 * Evaluates one state with the Amazon States Language library: input and output processing, choices, results. Time is not its business:
 * Wait states pass, Task timeouts and retries are the caller's, since they must run on the scaled clock and survive a restart.
 * @throws StateFailure
 */
export async function evaluateState(machine: MachineDefinition, name: string, evaluation: Evaluation): Promise<Transition> {
  const known = prepared.get(machine) ?? new Map<string, Evaluable>();
  prepared.set(machine, known);
  const evaluable = known.get(name) ?? prepare(machine, name);
  known.set(name, evaluable);
  return evaluate(evaluable, evaluation);
}

function prepare(machine: MachineDefinition, name: string): Evaluable {
  const stubs = Object.keys(machine.states).map((state) => [state, { Type: 'Succeed' }] as const);
  const state = machine.states[name];
  if (!state) throw new StateFailure('States.Runtime', `There is no state '${name}'`);
  return evaluable({ StartAt: ENTRY, States: { ...Object.fromEntries(stubs), [ENTRY]: timeless(state) } });
}

/** The value at a reference path of a state's input, after `InputPath`. */
export async function evaluatePath(state: StateDefinition, path: string, evaluation: Evaluation): Promise<Json> {
  const input = state.InputPath === undefined ? {} : { InputPath: state.InputPath };
  const pass = { Type: 'Pass', ...input, Parameters: { 'value.$': path }, OutputPath: '$.value', End: true };
  return (await evaluate(alone(pass), evaluation)).output;
}

/** A state's input with a caught error put at `ResultPath`. */
export async function placeError(
  resultPath: string | null | undefined,
  failure: StateFailure,
  evaluation: Evaluation,
): Promise<Json> {
  const place = resultPath === undefined ? {} : { ResultPath: resultPath };
  const pass = { Type: 'Pass', Result: { Error: failure.name, Cause: failure.cause }, ...place, End: true };
  return (await evaluate(alone(pass), evaluation)).output;
}

function timeless(state: StateDefinition): object {
  const { Retry, Catch, TimeoutSecondsPath, Seconds, SecondsPath, Timestamp, TimestampPath, ...rest } = state;
  if (state.Type === 'Task') return { ...rest, TimeoutSeconds: OUT_OF_REACH_SECONDS };
  if (state.Type === 'Wait') return { ...rest, Type: 'Pass' };
  return rest;
}

const alone = (state: object): Evaluable => evaluable({ StartAt: ENTRY, States: { [ENTRY]: state } });

async function evaluate(machine: Evaluable, { input, context, task }: Evaluation): Promise<Transition> {
  const taskResourceLocalHandlers = task ? { [ENTRY]: async (effective: unknown) => task(Json.parse(effective)) } : {};
  const run = machine.run(input, { context: { ...context }, overrides: { taskResourceLocalHandlers } });
  const output = await run.result.catch((error: unknown) => {
    throw asFailure(error instanceof Error ? (error.cause ?? error) : error);
  });
  for await (const event of run.eventLogs) {
    if (event.type === 'StateEntered' && event.state.name !== ENTRY)
      return { next: event.state.name, output: Json.parse(output) };
  }
  return { next: undefined, output: Json.parse(output) };
}

function asFailure(error: unknown): StateFailure {
  if (error instanceof StateFailure) return error;
  if (!(error instanceof Error)) return new StateFailure('States.Runtime', 'The state failed');
  return new StateFailure(
    error.name.startsWith('States.') || isRuntimeError(error) ? error.name : 'States.Runtime',
    error.message,
  );
}

/** A `Fail` state's error has the name that the definition gives it. */
function isRuntimeError(error: Error): boolean {
  return 'isRetryable' in error;
}
