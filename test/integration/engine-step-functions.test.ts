import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Clock, startClock } from '../../local/clock.ts';
import { type StepFunctionsEngine, startStepFunctions } from '../../local/engines/step-functions.ts';

const ARN = 'arn:aws:states:us-east-1:000000000000:stateMachine:machine';
const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:work';

interface Sent {
  readonly queueUrl: string;
  readonly body: string;
  readonly messageGroupId?: string;
}

let dataDir: string;
let clock: Clock;
let engine: StepFunctionsEngine;
let client: SFNClient;
let sent: Sent[];
let invoked: unknown[];
let work: (payload: unknown) => Promise<unknown>;

async function startEngine(): Promise<void> {
  engine = await startStepFunctions({
    dataDir,
    clock,
    invokeFunction: async (_name, payload) => {
      invoked.push(payload);
      return work(payload);
    },
    sendMessage: async (message) => {
      sent.push(message);
      return { messageId: `m${sent.length}` };
    },
  });
  client = new SFNClient({
    endpoint: engine.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
}

async function restartEngine(): Promise<number> {
  client.destroy();
  await engine.stop();
  await startEngine();
  return engine.resume();
}

async function define(definition: object): Promise<void> {
  await engine.ensureStateMachine({ arn: ARN, name: 'machine', definition, type: 'STANDARD' });
}

async function start(name: string, input: object = {}): Promise<string> {
  const { executionArn } = await client.send(
    new StartExecutionCommand({ stateMachineArn: ARN, name, input: JSON.stringify(input) }),
  );
  return executionArn ?? '';
}

async function eventually<T>(look: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (let turn = 0; turn < 1500; turn += 1) {
    const found = await look();
    if (found !== undefined) return found;
    await sleep(10);
  }
  throw new Error('It did not happen');
}

function ended(executionArn: string) {
  return eventually(async () => {
    const execution = await client.send(new DescribeExecutionCommand({ executionArn }));
    return execution.status === 'RUNNING' ? undefined : execution;
  });
}

function output({ output: text }: { output?: string | undefined }): unknown {
  return JSON.parse(text ?? 'null');
}

function tokenOf(message: Sent | undefined): string {
  return JSON.parse(message?.body ?? '{}').token;
}

async function eventTypes(executionArn: string): Promise<(string | undefined)[]> {
  const { events } = await client.send(new GetExecutionHistoryCommand({ executionArn }));
  return events?.map(({ type }) => type) ?? [];
}

const waitForAnswer = (task: object = {}) => ({
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      Parameters: {
        QueueUrl: 'http://127.0.0.1/000000000000/bank',
        MessageGroupId: 'bank-1',
        MessageBody: { 'token.$': '$$.Task.Token', 'order.$': '$$.Execution.Name', 'startedAt.$': '$$.Execution.StartTime' },
      },
      ResultPath: '$.answer',
      End: true,
      ...task,
    },
  },
});

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'engine-sfn-'));
  clock = startClock(300);
  sent = [];
  invoked = [];
  work = async (payload) => payload;
  await startEngine();
});

afterEach(async () => {
  client.destroy();
  await engine.stop();
  rmSync(dataDir, { recursive: true });
});

describe('an execution', () => {
  test('runs functions, choices and waits, and keeps its history', async () => {
    await define({
      StartAt: 'Grade',
      States: {
        Grade: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Parameters: { FunctionName: FUNCTION, Payload: { 'loss.$': '$.loss', 'execution.$': '$$.Execution.Name' } },
          ResultSelector: { 'grade.$': '$.Payload.grade' },
          ResultPath: '$.graded',
          Next: 'Urgent?',
        },
        'Urgent?': {
          Type: 'Choice',
          Choices: [{ Variable: '$.graded.grade', NumericLessThan: 2, Next: 'Pause' }],
          Default: 'Done',
        },
        Pause: { Type: 'Wait', SecondsPath: '$.pause', Next: 'Call' },
        Call: { Type: 'Task', Resource: FUNCTION, InputPath: '$.graded', Next: 'Done' },
        Done: { Type: 'Succeed' },
      },
    });
    work = async () => ({ grade: 1 });

    const arn = await start('first', { loss: 7, pause: 30 });
    const execution = await ended(arn);

    expect(execution).toMatchObject({ status: 'SUCCEEDED', name: 'first', stateMachineArn: ARN, output: '{"grade":1}' });
    expect(invoked).toEqual([{ loss: 7, execution: 'first' }, { grade: 1 }]);
    expect((execution.stopDate?.getTime() ?? 0) - (execution.startDate?.getTime() ?? 0)).toBeGreaterThanOrEqual(30_000);
    expect(await eventTypes(arn)).toEqual([
      'ExecutionStarted',
      ...['TaskStateEntered', 'TaskScheduled', 'TaskStarted', 'TaskSucceeded', 'TaskStateExited'],
      ...['ChoiceStateEntered', 'ChoiceStateExited', 'WaitStateEntered', 'WaitStateExited'],
      ...['TaskStateEntered', 'LambdaFunctionScheduled', 'LambdaFunctionStarted', 'LambdaFunctionSucceeded', 'TaskStateExited'],
      ...['SucceedStateEntered', 'SucceedStateExited', 'ExecutionSucceeded'],
    ]);
  });

  test('an execution is started once, even if two triggers name it', async () => {
    await define(waitForAnswer());
    const arns = await Promise.all([start('same', { a: 1 }), start('same', { a: 1 })]);
    expect(new Set(arns).size).toBe(1);
    await expect(start('same', { a: 2 })).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });

    const [message] = await eventually(() => (sent.length > 0 ? sent : undefined));
    await client.send(new SendTaskSuccessCommand({ taskToken: tokenOf(message), output: '"yes"' }));
    await ended(arns[0]);
    await expect(start('same', { a: 1 })).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
    expect(sent).toHaveLength(1);
  });

  test('retries with backoff, then gives the failure to its catcher', async () => {
    await define({
      StartAt: 'Work',
      States: {
        Work: {
          Type: 'Task',
          Resource: FUNCTION,
          Retry: [{ ErrorEquals: ['BankUnreachable'], IntervalSeconds: 10, MaxAttempts: 2, BackoffRate: 2 }],
          Catch: [{ ErrorEquals: ['States.TaskFailed'], ResultPath: '$.failure', Next: 'Report' }],
          End: true,
        },
        Report: { Type: 'Pass', End: true },
      },
    });
    work = async () => Promise.reject({ errorType: 'BankUnreachable', errorMessage: 'no line' });

    const execution = await ended(await start('retried', { order: 1 }));

    expect(invoked).toHaveLength(3);
    expect(output(execution)).toEqual({
      order: 1,
      failure: { Error: 'BankUnreachable', Cause: '{"errorType":"BankUnreachable","errorMessage":"no line"}' },
    });
    expect((execution.stopDate?.getTime() ?? 0) - (execution.startDate?.getTime() ?? 0)).toBeGreaterThanOrEqual(30_000);
  });

  test('times out a function that takes too long in real time, and itself on the scaled clock', async () => {
    work = () => new Promise(() => undefined);
    const slow = { Type: 'Task', Resource: FUNCTION, End: true };
    await define({ StartAt: 'Slow', States: { Slow: { ...slow, TimeoutSeconds: 1 } } });
    expect(await ended(await start('task'))).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    await define({ StartAt: 'Slow', TimeoutSeconds: 90, States: { Slow: slow } });
    expect(await ended(await start('whole'))).toMatchObject({ status: 'TIMED_OUT' });
  });

  test('fails with the error a Fail state names, and can be stopped', async () => {
    await define({ StartAt: 'No', States: { No: { Type: 'Fail', Error: 'NotLawful', Cause: 'no case' } } });
    expect(await ended(await start('fail'))).toMatchObject({ status: 'FAILED', error: 'NotLawful', cause: 'no case' });

    await define({ StartAt: 'Sleep', States: { Sleep: { Type: 'Wait', Seconds: 86_400, End: true } } });
    const executionArn = await start('long');
    await client.send(new StopExecutionCommand({ executionArn, error: 'Withdrawn', cause: 'by the officer' }));
    expect(await ended(executionArn)).toMatchObject({ status: 'ABORTED', error: 'Withdrawn', cause: 'by the officer' });
    expect((await eventTypes(executionArn)).at(-1)).toBe('ExecutionAborted');
  });

  test('waits for an instant in the past not at all', async () => {
    await define({ StartAt: 'Sleep', States: { Sleep: { Type: 'Wait', TimestampPath: '$.at', End: true } } });
    expect(await ended(await start('past', { at: '2020-01-01T00:00:00.000Z' }))).toMatchObject({ status: 'SUCCEEDED' });
  });
});

describe('a task token', () => {
  test('is answered once; later answers and unknown tokens are refused as in AWS', async () => {
    await define(waitForAnswer());
    const arn = await start('order-1', { amount: 5 });
    const [message] = await eventually(() => (sent.length > 0 ? sent : undefined));
    expect(message).toMatchObject({ queueUrl: 'http://127.0.0.1/000000000000/bank', messageGroupId: 'bank-1' });
    expect(JSON.parse(message?.body ?? '{}')).toMatchObject({ order: 'order-1' });
    const taskToken = tokenOf(message);

    await expect(client.send(new SendTaskSuccessCommand({ taskToken, output: '{' }))).rejects.toMatchObject({
      name: 'InvalidOutput',
    });
    await client.send(new SendTaskSuccessCommand({ taskToken, output: '{"code":"0000"}' }));
    expect(output(await ended(arn))).toEqual({ amount: 5, answer: { code: '0000' } });

    const again = new SendTaskSuccessCommand({ taskToken, output: '{}' });
    await expect(client.send(again)).rejects.toMatchObject({ name: 'TaskTimedOut' });
    const unknown = `${taskToken.slice(0, -4)}AAAA`;
    await expect(client.send(new SendTaskHeartbeatCommand({ taskToken: unknown }))).rejects.toMatchObject({
      name: 'TaskDoesNotExist',
    });
    await expect(client.send(new SendTaskHeartbeatCommand({ taskToken: 'x' }))).rejects.toMatchObject({ name: 'InvalidToken' });
  });

  test('can be failed, and the next attempt has a fresh one', async () => {
    await define(waitForAnswer({ Retry: [{ ErrorEquals: ['Refused'], IntervalSeconds: 5, MaxAttempts: 1 }] }));
    const arn = await start('order-2');
    const first = tokenOf((await eventually(() => (sent.length > 0 ? sent : undefined)))[0]);
    await client.send(new SendTaskFailureCommand({ taskToken: first, error: 'Refused', cause: 'busy' }));
    const second = tokenOf((await eventually(() => (sent.length > 1 ? sent : undefined)))[1]);
    expect(second).not.toBe(first);
    await client.send(new SendTaskSuccessCommand({ taskToken: second, output: '1' }));
    expect(output(await ended(arn))).toEqual({ answer: 1 });
  });

  test('runs out with the time limit from the input, and a catcher goes on', async () => {
    const definition = waitForAnswer({
      TimeoutSecondsPath: '$.limit',
      Catch: [{ ErrorEquals: ['States.Timeout'], ResultPath: null, Next: 'Escalate' }],
    });
    await define({ ...definition, States: { ...definition.States, Escalate: { Type: 'Pass', Result: 'escalated', End: true } } });
    const execution = await ended(await start('late', { limit: 600 }));
    expect(output(execution)).toBe('escalated');
    expect((execution.stopDate?.getTime() ?? 0) - (execution.startDate?.getTime() ?? 0)).toBeGreaterThanOrEqual(600_000);
    const answer = new SendTaskSuccessCommand({ taskToken: tokenOf(sent[0]), output: '{}' });
    await expect(client.send(answer)).rejects.toMatchObject({ name: 'TaskTimedOut' });
    expect(await eventTypes(execution.executionArn ?? '')).toContain('TaskTimedOut');
  });

  test('without a heartbeat in time counts as timed out', async () => {
    await define(waitForAnswer({ HeartbeatSeconds: 60 }));
    expect(await ended(await start('silent'))).toMatchObject({ status: 'FAILED', error: 'States.HeartbeatTimeout' });
  });
});

describe('after a restart', () => {
  test('a task that was sent waits for the same token and is not sent again', async () => {
    await define(waitForAnswer({ TimeoutSeconds: 7200 }));
    const arn = await start('order-3', { amount: 9 });
    const [message] = await eventually(() => (sent.length > 0 ? sent : undefined));
    const before = await client.send(new DescribeExecutionCommand({ executionArn: arn }));

    expect(await restartEngine()).toBe(1);
    await client.send(new SendTaskSuccessCommand({ taskToken: tokenOf(message), output: '{"code":"0000"}' }));

    const execution = await ended(arn);
    expect(output(execution)).toEqual({ amount: 9, answer: { code: '0000' } });
    expect(execution.startDate).toEqual(before.startDate);
    expect(sent).toHaveLength(1);
  });

  test('an answer given before it is not lost', async () => {
    await define(waitForAnswer());
    const arn = await start('order-4');
    const [message] = await eventually(() => (sent.length > 0 ? sent : undefined));
    const answered = client.send(new SendTaskSuccessCommand({ taskToken: tokenOf(message), output: '"kept"' }));
    await answered;
    await restartEngine();
    expect(output(await ended(arn))).toEqual({ answer: 'kept' });
  });

  test('a wait goes on to the same instant, and what ran is run again', async () => {
    await define({
      StartAt: 'Sleep',
      States: {
        Sleep: { Type: 'Wait', Seconds: 1200, Next: 'Work' },
        Work: {
          Type: 'Task',
          Resource: FUNCTION,
          Parameters: { 'start.$': '$$.Execution.StartTime', 'input.$': '$$.Execution.Input.a' },
          End: true,
        },
      },
    });
    const arn = await start('long', { a: 4 });
    const { startDate } = await client.send(new DescribeExecutionCommand({ executionArn: arn }));
    await restartEngine();
    work = () => new Promise(() => undefined);
    await eventually(() => (invoked.length > 0 ? invoked : undefined));
    work = async (payload) => payload;
    await restartEngine();

    const execution = await ended(arn);
    expect(output(execution)).toEqual({ start: startDate?.toISOString(), input: 4 });
    const { events } = await client.send(new GetExecutionHistoryCommand({ executionArn: arn }));
    const woken = events?.find(({ type }) => type === 'WaitStateExited')?.timestamp?.getTime() ?? 0;
    expect(woken - (startDate?.getTime() ?? 0)).toBeGreaterThanOrEqual(1_200_000);
    expect(invoked).toHaveLength(2);
  });

  test('hundreds of executions go on side by side', async () => {
    await define(waitForAnswer());
    const arns = await Promise.all(Array.from({ length: 200 }, (_, at) => start(`many-${at}`)));
    await eventually(() => (sent.length === 200 ? sent : undefined));
    expect(await restartEngine()).toBe(200);
    await Promise.all(
      sent.map((message) => client.send(new SendTaskSuccessCommand({ taskToken: tokenOf(message), output: '1' }))),
    );
    const executions = await Promise.all(arns.map((arn) => ended(arn)));
    expect(executions.filter(({ status }) => status === 'SUCCEEDED')).toHaveLength(200);
    expect(sent).toHaveLength(200);
  });
});

describe('lists', () => {
  test('executions come by status and in pages, histories in pages', async () => {
    await define({ StartAt: 'Go', States: { Go: { Type: 'Pass', End: true } } });
    for (const name of ['a', 'b', 'c']) await ended(await start(name));
    const first = await client.send(
      new ListExecutionsCommand({ stateMachineArn: ARN, statusFilter: 'SUCCEEDED', maxResults: 2 }),
    );
    expect(first.executions?.map(({ name }) => name)).toEqual(['c', 'b']);
    const second = await client.send(
      new ListExecutionsCommand({ stateMachineArn: ARN, statusFilter: 'SUCCEEDED', maxResults: 2, nextToken: first.nextToken }),
    );
    expect(second.executions?.map(({ name }) => name)).toEqual(['a']);
    expect(second.nextToken).toBeUndefined();
    expect((await client.send(new ListExecutionsCommand({ stateMachineArn: ARN, statusFilter: 'RUNNING' }))).executions).toEqual(
      [],
    );

    const executionArn = second.executions?.[0]?.executionArn ?? '';
    const newest = await client.send(new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, maxResults: 1 }));
    expect(newest.events?.map(({ type, id }) => [type, id])).toEqual([['ExecutionSucceeded', 4]]);
    expect(newest.nextToken).toBeDefined();
  });

  test('machines can be looked at; what does not exist is told apart', async () => {
    await define({ StartAt: 'Go', States: { Go: { Type: 'Pass', End: true } } });
    expect((await client.send(new ListStateMachinesCommand({}))).stateMachines?.map(({ name }) => name)).toEqual(['machine']);
    expect(await client.send(new DescribeStateMachineCommand({ stateMachineArn: ARN }))).toMatchObject({
      name: 'machine',
      type: 'STANDARD',
    });
    const other = `${ARN}-other`;
    const execution = 'arn:aws:states:us-east-1:000000000000:execution:machine:none';
    await expect(client.send(new StartExecutionCommand({ stateMachineArn: other }))).rejects.toMatchObject({
      name: 'StateMachineDoesNotExist',
    });
    await expect(client.send(new StartExecutionCommand({ stateMachineArn: 'x' }))).rejects.toMatchObject({ name: 'InvalidArn' });
    await expect(client.send(new DescribeExecutionCommand({ executionArn: execution }))).rejects.toMatchObject({
      name: 'ExecutionDoesNotExist',
    });
  });
});

describe('a definition beyond the engine', () => {
  test.each([
    [
      'a resource',
      { X: { Type: 'Task', Resource: 'arn:aws:states:::dynamodb:putItem', End: true } },
      /state 'X' calls the resource/,
    ],
    ['a Map state', { X: { Type: 'Map', Iterator: {}, End: true } }, /state 'X' is a Map state/],
    ['JSONata', { X: { Type: 'Pass', QueryLanguage: 'JSONata', End: true } }, /state 'X' uses JSONata/],
  ])('%s is refused by name', async (_what, States, message) => {
    await expect(define({ StartAt: 'X', States })).rejects.toThrow(message);
  });
});
