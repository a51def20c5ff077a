import { createHash } from 'node:crypto';
import { StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';
import * as z from 'zod';

export type Json = z.core.util.JSONType;
/** What JSON text or the evaluating library gave is JSON, all the way down, so it is not walked through again. */
export const Json = z.custom<Json>((value) => value !== undefined);

const ErrorNames = z.array(z.string());
const Retrier = z.object({
  ErrorEquals: ErrorNames,
  IntervalSeconds: z.number().default(1),
  MaxAttempts: z.number().default(3),
  BackoffRate: z.number().default(2),
  MaxDelaySeconds: z.number().optional(),
  JitterStrategy: z.enum(['FULL', 'NONE']).default('NONE'),
});
const Catcher = z.object({ ErrorEquals: ErrorNames, Next: z.string(), ResultPath: z.string().nullable().optional() });

const State = z.looseObject({
  Type: z.enum(['Task', 'Pass', 'Choice', 'Wait', 'Succeed', 'Fail', 'Parallel', 'Map']),
  Resource: z.string().optional(),
  QueryLanguage: z.string().optional(),
  InputPath: z.string().nullable().optional(),
  TimeoutSeconds: z.number().optional(),
  TimeoutSecondsPath: z.string().optional(),
  HeartbeatSeconds: z.number().optional(),
  HeartbeatSecondsPath: z.string().optional(),
  Seconds: z.number().optional(),
  SecondsPath: z.string().optional(),
  Timestamp: z.string().optional(),
  TimestampPath: z.string().optional(),
  Retry: z.array(Retrier).default([]),
  Catch: z.array(Catcher).default([]),
});

const Definition = z.looseObject({
  StartAt: z.string(),
  QueryLanguage: z.string().optional(),
  TimeoutSeconds: z.number().optional(),
  States: z.record(z.string(), State),
});

export type StateDefinition = z.infer<typeof State>;
export type RetrierDefinition = z.infer<typeof Retrier>;

/** The resource that a Task state calls, and whether it then waits for an answer to its token. */
export interface TaskResource {
  readonly service: 'lambda-direct' | 'lambda' | 'sqs';
  readonly waitsForToken: boolean;
  /** The function of a task whose resource is the function itself. */
  readonly functionArn?: string;
}

/** A definition that is checked to be within the features of this engine. */
export interface MachineDefinition {
  readonly hash: string;
  readonly text: string;
  readonly startAt: string;
  readonly timeoutSeconds: number | undefined;
  readonly states: Readonly<Record<string, StateDefinition>>;
}

/** The definition in the types of the evaluating library, whose own constructor is what checks it. */
const Evaluable = z.custom<StateMachineDefinition>((value) => typeof value === 'object' && value !== null);

/**
 * Reads a state machine's definition (JSON text or object).
 * @throws an error that names the state and the resource or feature that this engine does not have; nothing is skipped silently.
 */
export function readDefinition(machine: string, source: unknown): MachineDefinition {
  const json = typeof source === 'string' ? JSON.parse(source) : source;
  const text = JSON.stringify(json);
  const definition = Definition.parse(json);
  const refuse = (what: string): never => {
    throw new Error(`State machine ${machine}: ${what}, which the local engine does not support`);
  };
  if (definition.QueryLanguage === 'JSONata') refuse('the definition uses JSONata');
  for (const [name, state] of Object.entries(definition.States)) {
    if (state.Type === 'Parallel' || state.Type === 'Map') refuse(`state '${name}' is a ${state.Type} state`);
    if (state.QueryLanguage === 'JSONata') refuse(`state '${name}' uses JSONata`);
    if ('Assign' in state) refuse(`state '${name}' assigns variables`);
    if (state.Type === 'Task' && !readResource(state.Resource ?? ''))
      refuse(`state '${name}' calls the resource '${state.Resource}'`);
  }
  try {
    new StateMachine(Evaluable.parse(json));
  } catch (error) {
    throw new Error(`State machine ${machine}: ${error instanceof Error ? error.message : 'the definition is invalid'}`);
  }
  const renamed = Definition.parse(renameExecutionContext(json));
  const hash = createHash('sha256').update(text).digest('hex');
  return { hash, text, startAt: renamed.StartAt, timeoutSeconds: renamed.TimeoutSeconds, states: renamed.States };
}

/** Makes a library machine of already checked states. */
export function evaluable(definition: { StartAt: string; States: Record<string, object> }): StateMachine {
  return new StateMachine(Evaluable.parse(definition), { validationOptions: { noValidate: true } });
}

/** Reads a Task's `Resource`; undefined if this engine does not know it. */
export function readResource(resource: string): TaskResource | undefined {
  if (/^arn:[^:]+:lambda:[^:]*:[^:]*:function:/.test(resource)) {
    return { service: 'lambda-direct', waitsForToken: false, functionArn: resource };
  }
  const integration = /^arn:[^:]+:states:[^:]*:[^:]*:(lambda:invoke|sqs:sendMessage)(\.waitForTaskToken)?$/.exec(resource);
  if (!integration) return undefined;
  return { service: integration[1] === 'lambda:invoke' ? 'lambda' : 'sqs', waitsForToken: integration[2] !== undefined };
}

/**
 * The evaluating library puts its own values under `$$.Execution`, true for a run from start to end. Here it evaluates one state at a time,
 * so paths to the execution lead to `$$.Run`, whose values stay true over restarts.
 */
function renameExecutionContext(value: unknown, key = ''): unknown {
  if (typeof value === 'string') {
    const isPath = key.endsWith('.$') || key.endsWith('Path') || key === 'Variable';
    return isPath ? value.replace(/\$\$\.Execution\b/g, () => '$$.Run') : value;
  }
  if (Array.isArray(value)) return value.map((item) => renameExecutionContext(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, renameExecutionContext(inner, name)]));
}
