import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { Json, type StateDefinition, type TaskResource } from './sfn-definition.ts';
import { type Engine, sleepUntil, unlessStopped } from './sfn-engine.ts';
import { type Evaluation, evaluatePath, StateFailure } from './sfn-evaluate.ts';
import { type TaskLimits, taskEvents } from './sfn-events.ts';
import type { NewEvent, TokenRow } from './sfn-store.ts';
import { MAX_DELAY_MS } from './timer.ts';

/** One attempt at a Task state. Times are scaled milliseconds. */
export interface TaskAttempt extends TaskLimits {
  readonly execution: string;
  readonly resource: TaskResource;
  /** The token to be answered, if the task waits for one. */
  readonly token: string | undefined;
  readonly signal: AbortSignal;
}

/** The outcome of a token's task, kept from the moment the answer is acknowledged. */
export const Answer = z.union([z.strictObject({ output: Json }), z.strictObject({ error: z.string(), cause: z.string() })]);

const InvokeParameters = z.looseObject({ FunctionName: z.string(), Payload: Json.optional() });
const SendParameters = z.looseObject({
  QueueUrl: z.string(),
  MessageBody: Json,
  MessageGroupId: z.string().optional(),
  MessageAttributes: z.record(z.string(), z.object({ DataType: z.string(), StringValue: z.string().optional() })).optional(),
});
const FunctionError = z.looseObject({ errorType: z.string(), errorMessage: z.string().default('') });
const PositiveSeconds = z.number().int().positive();

/** The state's time limit or heartbeat in milliseconds, given in the definition or found in the input. */
export async function readLimit(
  state: StateDefinition,
  field: 'TimeoutSeconds' | 'HeartbeatSeconds',
  evaluation: Evaluation,
): Promise<number | undefined> {
  const path = state[`${field}Path`];
  const seconds = path === undefined ? state[field] : await evaluatePath(state, path, evaluation);
  if (seconds === undefined) return undefined;
  const parsed = PositiveSeconds.safeParse(seconds);
  if (!parsed.success)
    throw new StateFailure('States.Runtime', `${field}Path does not lead to a positive whole number of seconds`);
  return parsed.data * 1000;
}

/** Makes the token of a task attempt known, with the clock of its time limit running. */
export function openToken(engine: Engine, execution: string, timeoutMs?: number, heartbeatMs?: number): string {
  const token = `AQ${randomBytes(48).toString('base64url')}`;
  const now = engine.clock.now();
  engine.store.insertToken({
    token,
    execution,
    status: 'open',
    sent: 0,
    deadline: timeoutMs === undefined ? null : now + timeoutMs,
    heartbeat_ms: heartbeatMs ?? null,
    heartbeat_deadline: heartbeatMs === undefined ? null : now + heartbeatMs,
    answer: null,
  });
  return token;
}

/**
 * Carries out a Task with its effective input. A task that waits for a token sends once, even over restarts, then waits for the answer.
 * @throws StateFailure with the name that `Retry` and `Catch` match: the function's error type, `States.Timeout`, …
 */
export async function performTask(engine: Engine, attempt: TaskAttempt, input: Json): Promise<Json> {
  const events = taskEvents(attempt.resource);
  const record = (...added: NewEvent[]): number => engine.store.addEvents(attempt.execution, added);
  const alreadySent = attempt.token !== undefined && engine.store.token(attempt.token)?.sent === 1;
  if (!alreadySent) record(events.scheduled(input, attempt), events.started);
  try {
    const output =
      attempt.token === undefined
        ? await callInTime(engine, attempt, input)
        : await callAndWait(engine, attempt, attempt.token, input);
    record(events.succeeded(output));
    return output;
  } catch (error) {
    if (error instanceof StateFailure) record(isTimeout(error.name) ? events.timedOut(error) : events.failed(error));
    throw error;
  }
}

/** Whether the error is a task that took too long or stopped giving signs of life. */
export function isTimeout(errorName: string): boolean {
  return errorName === 'States.Timeout' || errorName === 'States.HeartbeatTimeout';
}

/** A function works in real time at any speed of the city's clock, so its time limit is real too; a wait for an answer is not. */
async function callInTime(engine: Engine, attempt: TaskAttempt, input: Json): Promise<Json> {
  const call = unlessStopped(attempt.signal, callService(engine, attempt.resource, input));
  if (attempt.timeoutMs === undefined) return call;
  const limit = Math.min(attempt.timeoutMs, MAX_DELAY_MS);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StateFailure('States.Timeout', 'The task timed out')), limit);
  });
  return Promise.race([call, late]).finally(() => clearTimeout(timer));
}

async function callAndWait(engine: Engine, attempt: TaskAttempt, token: string, input: Json): Promise<Json> {
  const { store } = engine;
  if (store.token(token)?.sent !== 1) {
    const result = await unlessStopped(attempt.signal, callService(engine, attempt.resource, input));
    store.transaction(() => {
      store.updateToken(token, { sent: 1 });
      store.addEvents(attempt.execution, [taskEvents(attempt.resource).submitted(result)]);
    });
  }
  for (;;) {
    const row = store.token(token);
    if (row?.answer) return readAnswer(row.answer);
    const { at, error } = limitOf(row);
    if (engine.clock.now() >= at) throw new StateFailure(error, 'The task was not answered in time');
    await changeOrLimit(engine, attempt, token, at);
  }
}

function readAnswer(text: string): Json {
  const answer = Answer.parse(JSON.parse(text));
  if ('output' in answer) return answer.output;
  throw new StateFailure(answer.error, answer.cause);
}

function limitOf(row: TokenRow | undefined): { at: number; error: string } {
  const deadline = row?.deadline ?? Number.POSITIVE_INFINITY;
  const heartbeat = row?.heartbeat_deadline ?? Number.POSITIVE_INFINITY;
  return heartbeat < deadline ? { at: heartbeat, error: 'States.HeartbeatTimeout' } : { at: deadline, error: 'States.Timeout' };
}

async function changeOrLimit(engine: Engine, attempt: TaskAttempt, token: string, at: number): Promise<void> {
  const done = new AbortController();
  const changed = new Promise<void>((resolve) => {
    engine.wakers.set(token, resolve);
  });
  const limit = Number.isFinite(at) ? sleepUntil(engine.clock, at, done.signal).catch(() => undefined) : changed;
  try {
    await unlessStopped(attempt.signal, Promise.race([changed, limit]));
  } finally {
    done.abort();
    engine.wakers.delete(token);
  }
}

async function callService(engine: Engine, resource: TaskResource, input: Json): Promise<Json> {
  if (resource.service === 'sqs') return sendMessage(engine, input);
  if (resource.functionArn !== undefined) return invoke(engine, resource.functionArn, input);
  const { FunctionName, Payload } = parameters(InvokeParameters, input);
  return { ExecutedVersion: '$LATEST', Payload: await invoke(engine, FunctionName, Payload ?? {}), StatusCode: 200 };
}

async function invoke(engine: Engine, functionName: string, payload: Json): Promise<Json> {
  try {
    return Json.parse((await engine.invokeFunction(functionName, payload)) ?? null);
  } catch (error) {
    const failure = FunctionError.safeParse(error);
    if (!failure.success)
      throw new StateFailure('Lambda.Unknown', error instanceof Error ? error.message : 'The invocation failed');
    const { errorType, errorMessage } = failure.data;
    throw new StateFailure(errorType, JSON.stringify({ errorType, errorMessage }));
  }
}

async function sendMessage(engine: Engine, input: Json): Promise<Json> {
  const { QueueUrl, MessageBody, MessageGroupId, MessageAttributes } = parameters(SendParameters, input);
  try {
    const { messageId } = await engine.sendMessage({
      queueUrl: QueueUrl,
      body: typeof MessageBody === 'string' ? MessageBody : JSON.stringify(MessageBody),
      ...(MessageGroupId === undefined ? {} : { messageGroupId: MessageGroupId }),
      ...(MessageAttributes === undefined ? {} : { attributes: withoutUndefined(MessageAttributes) }),
    });
    return { MessageId: messageId };
  } catch (error) {
    throw new StateFailure(`SQS.${error instanceof Error ? error.name : 'Unknown'}`, error instanceof Error ? error.message : '');
  }
}

function withoutUndefined(attributes: NonNullable<z.infer<typeof SendParameters>['MessageAttributes']>) {
  const entries = Object.entries(attributes).map(([name, { DataType, StringValue }]) => {
    return [name, StringValue === undefined ? { DataType } : { DataType, StringValue }] as const;
  });
  return Object.fromEntries(entries);
}

function parameters<T>(schema: z.ZodType<T>, input: Json): T {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const fields = result.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new StateFailure('States.Runtime', `The task's parameters are not right: ${fields}`);
}
