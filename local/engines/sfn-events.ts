import type { Json, TaskResource } from './sfn-definition.ts';
import type { StateFailure } from './sfn-evaluate.ts';
import type { NewEvent } from './sfn-store.ts';

/** The time limits of a task attempt, in scaled milliseconds. */
export interface TaskLimits {
  readonly timeoutMs: number | undefined;
  readonly heartbeatMs: number | undefined;
}

/** The history events of a Task, in the names that the SDK's model has for a function as resource and for a service integration. */
export function taskEvents(resource: TaskResource) {
  if (resource.functionArn !== undefined) return lambdaEvents(resource.functionArn);
  const kind =
    resource.service === 'sqs'
      ? { resourceType: 'sqs', resource: 'sendMessage' }
      : { resourceType: 'lambda', resource: 'invoke' };
  const named = { ...kind, resource: resource.waitsForToken ? `${kind.resource}.waitForTaskToken` : kind.resource };
  return {
    scheduled: (input: Json, limits: TaskLimits): NewEvent => ({
      type: 'TaskScheduled',
      details: {
        taskScheduledEventDetails: { ...named, region: 'us-east-1', parameters: JSON.stringify(input), ...limitsOf(limits) },
      },
    }),
    started: { type: 'TaskStarted', details: { taskStartedEventDetails: named } },
    submitted: (output: Json): NewEvent => ({
      type: 'TaskSubmitted',
      details: { taskSubmittedEventDetails: { ...named, output: JSON.stringify(output) } },
    }),
    succeeded: (output: Json): NewEvent => ({
      type: 'TaskSucceeded',
      details: { taskSucceededEventDetails: { ...named, output: JSON.stringify(output) } },
    }),
    failed: ({ name, cause }: StateFailure): NewEvent => ({
      type: 'TaskFailed',
      details: { taskFailedEventDetails: { ...named, error: name, cause } },
    }),
    timedOut: ({ name, cause }: StateFailure): NewEvent => ({
      type: 'TaskTimedOut',
      details: { taskTimedOutEventDetails: { ...named, error: name, cause } },
    }),
  };
}

function lambdaEvents(functionArn: string) {
  return {
    scheduled: (input: Json, limits: TaskLimits): NewEvent => ({
      type: 'LambdaFunctionScheduled',
      details: {
        lambdaFunctionScheduledEventDetails: { resource: functionArn, input: JSON.stringify(input), ...limitsOf(limits) },
      },
    }),
    started: { type: 'LambdaFunctionStarted' },
    submitted: (): NewEvent => ({ type: 'LambdaFunctionStarted' }),
    succeeded: (output: Json): NewEvent => ({
      type: 'LambdaFunctionSucceeded',
      details: { lambdaFunctionSucceededEventDetails: { output: JSON.stringify(output) } },
    }),
    failed: ({ name, cause }: StateFailure): NewEvent => ({
      type: 'LambdaFunctionFailed',
      details: { lambdaFunctionFailedEventDetails: { error: name, cause } },
    }),
    timedOut: ({ name, cause }: StateFailure): NewEvent => ({
      type: 'LambdaFunctionTimedOut',
      details: { lambdaFunctionTimedOutEventDetails: { error: name, cause } },
    }),
  };
}

function limitsOf({ timeoutMs, heartbeatMs }: TaskLimits): Record<string, number> {
  return {
    ...(timeoutMs === undefined ? {} : { timeoutInSeconds: timeoutMs / 1000 }),
    ...(heartbeatMs === undefined ? {} : { heartbeatInSeconds: heartbeatMs / 1000 }),
  };
}
