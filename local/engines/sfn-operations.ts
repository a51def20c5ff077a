import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { AwsError, type Operation } from './aws-json.ts';
import { Json } from './sfn-definition.ts';
import { countExecution, countTransition, type Engine, MAX_PAYLOAD_BYTES } from './sfn-engine.ts';
import { arrival, carryOn, enteredEvent, finish } from './sfn-run.ts';
import type { ExecutionRow, MachineRow, TokenRow } from './sfn-store.ts';
import type { Answer } from './sfn-tasks.ts';

const StartRequest = z.object({
  stateMachineArn: z.string(),
  name: z.string().optional(),
  input: z.string().default('{}'),
});
const StopRequest = z.object({
  executionArn: z.string(),
  error: z.string().max(256).optional(),
  cause: z.string().max(32_768).optional(),
});
const SuccessRequest = z.object({ taskToken: z.string(), output: z.string() });
const FailureRequest = z.object({
  taskToken: z.string(),
  error: z.string().max(256).default('States.TaskFailed'),
  cause: z.string().max(32_768).default(''),
});
const HeartbeatRequest = z.object({ taskToken: z.string() });

/** The operations that start, stop and answer. */
export function executionOperations(engine: Engine): Readonly<Record<string, Operation>> {
  return {
    StartExecution: (input) => startExecution(engine, parse(StartRequest, input)),
    StopExecution: (input) => stopExecution(engine, parse(StopRequest, input)),
    SendTaskSuccess: (input) => {
      const { taskToken, output } = parse(SuccessRequest, input);
      const parsed = parseJson(output, 'InvalidOutput');
      answerTask(engine, taskToken, { output: parsed });
    },
    SendTaskFailure: (input) => {
      const { taskToken, error, cause } = parse(FailureRequest, input);
      answerTask(engine, taskToken, { error, cause });
    },
    SendTaskHeartbeat: (input) => heartbeat(engine, parse(HeartbeatRequest, input).taskToken),
  };
}

/** Parses an operation's input. @throws ValidationException naming fields and rules */
export function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new AwsError(
    'ValidationException',
    result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '),
  );
}

/** @throws InvalidArn, StateMachineDoesNotExist */
export function machineOf(engine: Engine, arn: string): MachineRow {
  if (!/^arn:[^:]+:states:[^:]*:[^:]*:stateMachine:.+/.test(arn)) throw new AwsError('InvalidArn', `Invalid Arn: '${arn}'`);
  const machine = engine.store.machine(arn);
  if (!machine) throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
  return machine;
}

/** @throws InvalidArn, ExecutionDoesNotExist */
export function executionOf(engine: Engine, arn: string): ExecutionRow {
  if (!/^arn:[^:]+:states:[^:]*:[^:]*:(execution|express):.+/.test(arn))
    throw new AwsError('InvalidArn', `Invalid Arn: '${arn}'`);
  const execution = engine.store.execution(arn);
  if (!execution) throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
  return execution;
}

function parseJson(text: string, errorName: string) {
  if (Buffer.byteLength(text) > MAX_PAYLOAD_BYTES) throw new AwsError(errorName, 'The value is larger than 256 KiB');
  try {
    return Json.parse(JSON.parse(text));
  } catch {
    throw new AwsError(errorName, 'The value is not JSON');
  }
}

function startExecution(engine: Engine, { stateMachineArn, name = crypto.randomUUID(), input }: z.infer<typeof StartRequest>) {
  const machine = machineOf(engine, stateMachineArn);
  if (!/^[\w-]{1,80}$/.test(name)) throw new AwsError('InvalidName', `Invalid Name: '${name}'`);
  const parsed = parseJson(input, 'InvalidExecutionInput');
  const arn = executionArn(machine, name);
  const existing = engine.store.execution(arn);
  if (existing) {
    const same = existing.status === 'RUNNING' && isDeepStrictEqual(JSON.parse(existing.input), parsed);
    if (!same) throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
    return { executionArn: arn, startDate: existing.started_at / 1000 };
  }
  const startedAt = begin(engine, machine, arn, name, input);
  carryOn(engine, arn);
  return { executionArn: arn, startDate: startedAt / 1000 };
}

/** A standard execution is known by its name, so that two triggers cannot start it twice; an express one may share its name. */
function executionArn({ arn, type }: MachineRow, name: string): string {
  return type === 'STANDARD'
    ? `${arn.replace(':stateMachine:', ':execution:')}:${name}`
    : `${arn.replace(':stateMachine:', ':express:')}:${name}:${crypto.randomUUID()}`;
}

function begin(engine: Engine, machine: MachineRow, arn: string, name: string, input: string): number {
  const { store, clock } = engine;
  const definition = engine.definition(machine.hash);
  const now = clock.now();
  const details = { executionStartedEventDetails: { input } };
  store.transaction(() => {
    store.insertExecution({
      arn,
      machine_arn: machine.arn,
      name,
      hash: machine.hash,
      status: 'RUNNING',
      input,
      started_at: now,
      stopped_at: null,
      output: null,
      error: null,
      cause: null,
      ...arrival(definition.startAt, input, now),
    });
    store.addEvents(arn, [{ type: 'ExecutionStarted', details }, enteredEvent(definition, definition.startAt, input)]);
  });
  countExecution(engine, machine.arn);
  countTransition(engine, machine.arn, definition.startAt);
  return now;
}

function stopExecution(engine: Engine, { executionArn: arn, error, cause }: z.infer<typeof StopRequest>) {
  if (executionOf(engine, arn).status === 'RUNNING') finish(engine, arn, { status: 'ABORTED', error, cause });
  return { stopDate: (executionOf(engine, arn).stopped_at ?? engine.clock.now()) / 1000 };
}

/** The answer is saved before it is acknowledged, so a crash right after cannot lose it. */
function answerTask(engine: Engine, token: string, answer: z.infer<typeof Answer>): void {
  openTask(engine, token);
  engine.store.updateToken(token, { status: 'answered', answer: JSON.stringify(answer) });
  engine.wakers.get(token)?.();
}

function heartbeat(engine: Engine, token: string): void {
  const { heartbeat_ms } = openTask(engine, token);
  if (heartbeat_ms !== null) engine.store.updateToken(token, { heartbeat_deadline: engine.clock.now() + heartbeat_ms });
  engine.wakers.get(token)?.();
}

/** The token's row if its task still waits. @throws InvalidToken, TaskDoesNotExist, TaskTimedOut as AWS does */
function openTask(engine: Engine, token: string): TokenRow {
  if (!/^AQ[\w-]{64}$/.test(token)) throw new AwsError('InvalidToken', 'Invalid Token');
  const row = engine.store.token(token);
  if (!row) throw new AwsError('TaskDoesNotExist', 'Task does not exist');
  const limit = Math.min(row.deadline ?? Number.POSITIVE_INFINITY, row.heartbeat_deadline ?? Number.POSITIVE_INFINITY);
  if (row.status !== 'open' || engine.clock.now() >= limit) {
    throw new AwsError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
  }
  return row;
}
