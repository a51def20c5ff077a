import * as z from 'zod';
import { Json, type MachineDefinition, type RetrierDefinition, readResource, type StateDefinition } from './sfn-definition.ts';
import { countTransition, type Engine, MAX_PAYLOAD_BYTES, sleepUntil } from './sfn-engine.ts';
import { type Evaluation, evaluatePath, evaluateState, placeError, StateFailure, type Transition } from './sfn-evaluate.ts';
import type { ExecutionRow, NewEvent } from './sfn-store.ts';
import { isTimeout, openToken, performTask, readLimit } from './sfn-tasks.ts';
import { callAt } from './timer.ts';

const ROLE_ARN = 'arn:aws:iam::000000000000:role/local';

/** How often each of a state's retriers has been used. */
const RetryCounts = z.array(z.number());

/** As in AWS; it also ends a workflow that goes round in circles. */
const MAX_EVENTS = 25_000;

/** How an execution ended. */
export type Ending =
  | { readonly status: 'SUCCEEDED'; readonly output: string }
  | {
      readonly status: 'FAILED' | 'TIMED_OUT' | 'ABORTED';
      readonly error?: string | undefined;
      readonly cause?: string | undefined;
    };

/**
 * Carries on an execution from the state it is saved in until it ends or is stopped. It saves its position before it does anything, so
 * after `kill -9` it goes on in the same state, with the same input, the same deadlines and the same task token; a function that was
 * running then is called again.
 */
export function carryOn(engine: Engine, arn: string): void {
  const stop = new AbortController();
  engine.live.set(arn, stop);
  const cancelLimit = limitExecution(engine, arn);
  stop.signal.addEventListener('abort', cancelLimit, { once: true });
  void walk(engine, arn, stop.signal).catch((error: unknown) => {
    if (stop.signal.aborted) return;
    const failure =
      error instanceof StateFailure ? error : new StateFailure('States.Runtime', error instanceof Error ? error.message : '');
    finish(engine, arn, { status: 'FAILED', error: failure.name, cause: failure.cause });
  });
}

/** Ends a running execution, in any state. */
export function finish(engine: Engine, arn: string, ending: Ending, exited?: NewEvent): void {
  const { store, clock, live } = engine;
  store.transaction(() => {
    const outcome =
      ending.status === 'SUCCEEDED' ? { output: ending.output } : { error: ending.error ?? null, cause: ending.cause ?? null };
    store.updateExecution(arn, { status: ending.status, stopped_at: clock.now(), token: null, ...outcome });
    store.closeTokens(arn);
    store.addEvents(arn, [...(exited ? [exited] : []), endingEvent(ending)]);
  });
  live.get(arn)?.abort();
  live.delete(arn);
}

/** The data saved on entering a state. */
export function arrival(state: string, input: string, now: number) {
  return { state, state_input: input, entered_at: now, attempts: '[]', retry_at: null, wait_until: null, token: null };
}

/** The history event of entering a state. */
export function enteredEvent(definition: MachineDefinition, name: string, input: string): NewEvent {
  return {
    type: `${definition.states[name]?.Type ?? 'Pass'}StateEntered`,
    details: { stateEnteredEventDetails: { name, input } },
  };
}

function limitExecution(engine: Engine, arn: string): () => void {
  const row = engine.store.execution(arn);
  const seconds = row && engine.definition(row.hash).timeoutSeconds;
  if (!row || seconds === undefined) return () => undefined;
  const limit: Ending = { status: 'TIMED_OUT', error: 'States.Timeout', cause: 'The execution timed out' };
  return callAt(engine.clock, row.started_at + seconds * 1000, () => finish(engine, arn, limit));
}

async function walk(engine: Engine, arn: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    const row = engine.store.execution(arn);
    if (row?.status !== 'RUNNING') return;
    const definition = engine.definition(row.hash);
    const { next, output } = await visit(engine, definition, row, signal);
    if (signal.aborted) return;
    const text = JSON.stringify(output);
    if (Buffer.byteLength(text) > MAX_PAYLOAD_BYTES) {
      throw new StateFailure('States.DataLimitExceeded', `The output of the state '${row.state}' is too large`);
    }
    const exited = exitedEvent(definition, row.state, text);
    if (next === undefined) return finish(engine, arn, { status: 'SUCCEEDED', output: text }, exited);
    moveOn(engine, definition, row, exited, next, text);
  }
}

function exitedEvent(definition: MachineDefinition, name: string, output: string): NewEvent {
  return {
    type: `${definition.states[name]?.Type ?? 'Pass'}StateExited`,
    details: { stateExitedEventDetails: { name, output } },
  };
}

function moveOn(
  engine: Engine,
  definition: MachineDefinition,
  row: ExecutionRow,
  exited: NewEvent,
  next: string,
  input: string,
): void {
  const { store, clock } = engine;
  store.transaction(() => {
    if (row.token !== null || definition.states[row.state]?.Type === 'Task') store.closeTokens(row.arn);
    const last = store.addEvents(row.arn, [exited, enteredEvent(definition, next, input)]);
    if (last > MAX_EVENTS) throw new StateFailure('States.Runtime', `The execution has more than ${MAX_EVENTS} events`);
    store.updateExecution(row.arn, arrival(next, input, clock.now()));
  });
  countTransition(engine, row.machine_arn, next);
}

async function visit(engine: Engine, definition: MachineDefinition, row: ExecutionRow, signal: AbortSignal): Promise<Transition> {
  const state = definition.states[row.state];
  if (!state) throw new StateFailure('States.Runtime', `There is no state '${row.state}'`);
  if (state.Type === 'Task') return visitTask(engine, definition, state, row.arn, signal);
  const evaluation = evaluationOf(engine, row);
  if (state.Type === 'Wait') await wait(engine, state, row, evaluation, signal);
  return evaluateState(definition, row.state, evaluation);
}

function evaluationOf(engine: Engine, row: ExecutionRow, token?: string): Evaluation {
  const attempts = retryCounts(row).reduce((sum, count) => sum + count, 0);
  const context = {
    Run: {
      Id: row.arn,
      Input: Json.parse(JSON.parse(row.input)),
      Name: row.name,
      RoleArn: ROLE_ARN,
      StartTime: new Date(row.started_at).toISOString(),
      RedriveCount: 0,
    },
    State: { EnteredTime: new Date(row.entered_at).toISOString(), Name: row.state, RetryCount: attempts },
    StateMachine: { Id: row.machine_arn, Name: engine.store.machine(row.machine_arn)?.name ?? '' },
    ...(token === undefined ? {} : { Task: { Token: token } }),
  };
  return { input: Json.parse(JSON.parse(row.state_input)), context };
}

async function wait(
  engine: Engine,
  state: StateDefinition,
  row: ExecutionRow,
  evaluation: Evaluation,
  signal: AbortSignal,
): Promise<void> {
  const until = row.wait_until ?? (await waitDeadline(state, row, evaluation));
  if (row.wait_until === null) engine.store.updateExecution(row.arn, { wait_until: until });
  if (until > engine.clock.now()) await sleepUntil(engine.clock, until, signal);
}

async function waitDeadline(state: StateDefinition, row: ExecutionRow, evaluation: Evaluation): Promise<number> {
  const at = state.TimestampPath === undefined ? state.Timestamp : await evaluatePath(state, state.TimestampPath, evaluation);
  if (at !== undefined) {
    const instant = typeof at === 'string' ? Date.parse(at) : Number.NaN;
    if (Number.isNaN(instant)) throw new StateFailure('States.Runtime', 'The Wait state was not given a timestamp');
    return instant;
  }
  const seconds = state.SecondsPath === undefined ? state.Seconds : await evaluatePath(state, state.SecondsPath, evaluation);
  if (typeof seconds !== 'number' || !Number.isInteger(seconds) || seconds < 0) {
    throw new StateFailure('States.Runtime', 'The Wait state was not given a whole number of seconds');
  }
  return row.entered_at + seconds * 1000;
}

async function visitTask(
  engine: Engine,
  definition: MachineDefinition,
  state: StateDefinition,
  arn: string,
  signal: AbortSignal,
): Promise<Transition> {
  for (;;) {
    const row = engine.store.execution(arn);
    if (!row) throw new StateFailure('States.Runtime', 'The execution is gone');
    if (row.retry_at !== null) {
      await sleepUntil(engine.clock, row.retry_at, signal);
      engine.store.updateExecution(arn, { retry_at: null });
    }
    try {
      return await attemptTask(engine, definition, state, row, signal);
    } catch (error) {
      if (signal.aborted || !(error instanceof StateFailure)) throw error;
      if (scheduleRetry(engine, state, row, error)) continue;
      const catcher = state.Catch.find(({ ErrorEquals }) => matches(ErrorEquals, error.name));
      if (!catcher) throw error;
      return { next: catcher.Next, output: await placeError(catcher.ResultPath, error, evaluationOf(engine, row)) };
    }
  }
}

async function attemptTask(
  engine: Engine,
  definition: MachineDefinition,
  state: StateDefinition,
  row: ExecutionRow,
  signal: AbortSignal,
): Promise<Transition> {
  const resource = readResource(state.Resource ?? '');
  if (!resource) throw new StateFailure('States.Runtime', `The resource '${state.Resource}' is not known`);
  const limits = evaluationOf(engine, row);
  const timeoutMs = await readLimit(state, 'TimeoutSeconds', limits);
  const heartbeatMs = await readLimit(state, 'HeartbeatSeconds', limits);
  const token = resource.waitsForToken ? (row.token ?? newToken(engine, row.arn, timeoutMs, heartbeatMs)) : undefined;
  const attempt = { execution: row.arn, resource, timeoutMs, heartbeatMs, token, signal };
  return evaluateState(definition, row.state, {
    ...evaluationOf(engine, row, token),
    task: (effective) => performTask(engine, attempt, effective),
  });
}

/** The token is saved with the execution before it is given out, so that a restart waits for the same one. */
function newToken(engine: Engine, arn: string, timeoutMs: number | undefined, heartbeatMs: number | undefined): string {
  return engine.store.transaction(() => {
    const token = openToken(engine, arn, timeoutMs, heartbeatMs);
    engine.store.updateExecution(arn, { token });
    return token;
  });
}

/** Saves the next attempt of a failed Task if a retrier allows one. @returns whether there will be one. */
function scheduleRetry(engine: Engine, state: StateDefinition, row: ExecutionRow, failure: StateFailure): boolean {
  const counts = retryCounts(row);
  const index = state.Retry.findIndex(({ ErrorEquals }) => matches(ErrorEquals, failure.name));
  const retrier = state.Retry[index];
  const count = counts[index] ?? 0;
  if (!retrier || count >= retrier.MaxAttempts) return false;
  const attempts = state.Retry.map((_, at) => (counts[at] ?? 0) + (at === index ? 1 : 0));
  engine.store.transaction(() => {
    engine.store.closeTokens(row.arn);
    const retryAt = engine.clock.now() + retryDelayMs(retrier, count);
    engine.store.updateExecution(row.arn, { attempts: JSON.stringify(attempts), retry_at: retryAt, token: null });
  });
  countTransition(engine, row.machine_arn, row.state);
  return true;
}

function retryDelayMs(
  { IntervalSeconds, BackoffRate, MaxDelaySeconds, JitterStrategy }: RetrierDefinition,
  count: number,
): number {
  const seconds = Math.min(IntervalSeconds * BackoffRate ** count, MaxDelaySeconds ?? Number.POSITIVE_INFINITY);
  return Math.round(seconds * 1000 * (JitterStrategy === 'FULL' ? Math.random() : 1));
}

function retryCounts({ attempts }: ExecutionRow): number[] {
  return RetryCounts.parse(JSON.parse(attempts));
}

/** Whether an `ErrorEquals` list names the error; the runtime's own failures can neither be retried nor caught. */
function matches(names: readonly string[], error: string): boolean {
  if (error === 'States.Runtime' || error === 'States.DataLimitExceeded') return false;
  return names.some(
    (name) =>
      name === error ||
      name === 'States.ALL' ||
      (name === 'States.TaskFailed' && !isTimeout(error)) ||
      (name === 'States.Timeout' && error === 'States.HeartbeatTimeout'),
  );
}

function endingEvent(ending: Ending): NewEvent {
  if (ending.status === 'SUCCEEDED') {
    return { type: 'ExecutionSucceeded', details: { executionSucceededEventDetails: { output: ending.output } } };
  }
  const details = { error: ending.error, cause: ending.cause };
  if (ending.status === 'FAILED') return { type: 'ExecutionFailed', details: { executionFailedEventDetails: details } };
  if (ending.status === 'TIMED_OUT') return { type: 'ExecutionTimedOut', details: { executionTimedOutEventDetails: details } };
  return { type: 'ExecutionAborted', details: { executionAbortedEventDetails: details } };
}
