import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createClock } from '../../local/clock.ts';
import { createFunctionRuntime, type FunctionRuntime } from '../../local/functions/runtime.ts';
import type { FunctionModel } from '../../local/template/functions.ts';
import { writeAssembly } from '../support/tiny-assembly.ts';

const code = `
import { existsSync, writeFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { threadId } from 'node:worker_threads';
let calls = 0;
export const handler = async (event, context) => {
  calls += 1;
  switch (event.do) {
    case 'environment': return process.env;
    case 'time': return [Date.now(), new Date().getTime(), new Date(5).getTime(), new Date() instanceof Date, typeof Date()];
    case 'context': return { ...context, remaining: context.getRemainingTimeInMillis() };
    case 'calls': await new Promise((done) => setTimeout(done, event.ms ?? 0)); return { threadId, calls };
    case 'sleep': {
      writeFileSync(event.gate + '-' + threadId, '');
      while (!existsSync(event.gate)) await new Promise((done) => setTimeout(done, 100));
      return threadId;
    }
    case 'niceness': return getPriority();
    case 'log': console.log('a line of', event.text); return null;
    case 'throw': throw new RangeError('out of range');
    case 'exit': process.exit(3);
    case 'crash': setTimeout(() => { throw new Error('later'); }); return new Promise(() => {});
    case 'hang': for (;;);
    case 'nothing': return undefined;
    case 'large': return 'x'.repeat(7 * 1024 * 1024);
    default: return event;
  }
};
`;

let directory: string;
let runtime: FunctionRuntime;
const hour = 3_600_000;
const clock = createClock({ speed: 1000, realAnchor: Date.now(), scaledAnchor: Date.now() + 1000 * hour });

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'cordon-functions-'));
  writeAssembly(directory, { App: { Resources: {} } }, { tool: code, broken: 'export const other = 1;' });
  const model = (name: string, asset: string, more: Partial<FunctionModel> = {}): FunctionModel => ({
    logicalId: name,
    name,
    arn: `arn:aws:lambda:us-east-1:000000000000:function:${name}`,
    codeDirectory: join(directory, `asset.${asset}`),
    handler: 'index.handler',
    environment: { STAGE: 'local' },
    timeoutSeconds: 1,
    memoryMegabytes: 256,
    background: false,
    asynchronously: { maximumRetryAttempts: 2, maximumEventAgeSeconds: 60 },
    ...more,
  });
  process.env['CORDON_TEST_SECRET'] = 'of the host';
  runtime = createFunctionRuntime({
    functions: [
      model('tool', 'tool'),
      model('single', 'tool', { reservedConcurrency: 1 }),
      model('sleeper', 'tool', { timeoutSeconds: 60 }),
      model('later', 'tool', { background: true }),
      model('broken', 'broken'),
    ],
    clock,
    logDirectory: join(directory, 'logs'),
    endpoints: () => ({ DYNAMODB: 'http://db', SQS: 'http://sqs', SFN: 'http://sfn', SECRETS_MANAGER: 'http://secrets', S3: '' }),
  });
});

afterAll(async () => {
  delete process.env['CORDON_TEST_SECRET'];
  await runtime.stop();
  rmSync(directory, { recursive: true });
});

describe('a function', { timeout: 60_000 }, () => {
  test('gets its event and answers, by name and by ARN', async () => {
    const event = { text: '止付', list: [1, null] };
    expect(await runtime.invoke('tool', event)).toEqual(event);
    expect(await runtime.invoke('arn:aws:lambda:us-east-1:000000000000:function:tool', event)).toEqual(event);
    expect(await runtime.invoke('tool', { do: 'nothing' })).toBeNull();
  });

  test('sees the template’s environment, the engines, and nothing of this machine', async () => {
    const environment = await runtime.invoke('tool', { do: 'environment' });
    expect(environment).toMatchObject({
      STAGE: 'local',
      AWS_REGION: 'us-east-1',
      AWS_LAMBDA_FUNCTION_NAME: 'tool',
      AWS_ENDPOINT_URL_DYNAMODB: 'http://db',
      AWS_ENDPOINT_URL_SECRETS_MANAGER: 'http://secrets',
    });
    expect(environment).not.toHaveProperty('CORDON_TEST_SECRET');
    expect(environment).not.toHaveProperty('PATH');
  });

  test.runIf(process.platform === 'linux')(
    'comes after the others for a processor if no stop and no caller waits for it',
    async () => {
      const usual = getPriority();
      expect(await runtime.invoke('later', { do: 'niceness' })).toBe(Math.min(usual + 10, 19));
      expect(await runtime.invoke('tool', { do: 'niceness' })).toBe(usual);
      expect(getPriority()).toBe(usual);
    },
  );

  test('reads the city’s clock, and dates it makes from numbers are as ever', async () => {
    const before = clock.now();
    expect(await runtime.invoke('tool', { do: 'time' })).toEqual([
      expect.toSatisfy((now: number) => now >= before && now <= clock.now()),
      expect.toSatisfy((now: number) => now >= before && now <= clock.now()),
      5,
      true,
      'string',
    ]);
  });

  test('knows itself by its context', async () => {
    expect(await runtime.invoke('tool', { do: 'context' })).toMatchObject({
      functionName: 'tool',
      invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:tool',
      memoryLimitInMB: '256',
      awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      remaining: expect.toSatisfy((left: number) => left > 0 && left <= 10_000),
    });
  });

  test('logs to a file', async () => {
    await runtime.invoke('tool', { do: 'log', text: 'prose' });
    await expect
      .poll(() => readFileSync(join(directory, 'logs', 'tool.log'), 'utf8'), { timeout: 20_000 })
      .toContain('a line of prose');
  });

  test('is warm the second time, and never has two events in one instance', async () => {
    const calls = await Promise.all([1, 2, 3].map(() => runtime.invoke('single', { do: 'calls', ms: 5 })));
    expect(new Set(calls.map((call) => JSON.stringify(call))).size).toBe(3);
    expect(calls.map((call) => Object(call).calls)).toEqual([1, 2, 3]);
    const parallel = await Promise.all([1, 2, 3].map(() => runtime.invoke('tool', { do: 'calls', ms: 3_000 })));
    expect(new Set(parallel.map((call) => Object(call).threadId)).size).toBe(3);
  });

  test('a function with little memory sleeps for sixty callers at once, and answers another one meanwhile', async () => {
    const gate = join(directory, 'gate');
    const sleepers = Array.from({ length: 60 }, () => runtime.invoke('sleeper', { do: 'sleep', gate }));
    const asleep = () => readdirSync(directory).filter((name) => name.startsWith('gate-')).length;
    await expect.poll(asleep, { timeout: 50_000, interval: 100 }).toBe(60);
    expect(await runtime.invoke('sleeper', { awake: true }, { caller: 'api', patienceMs: 10_000 })).toEqual({ awake: true });
    writeFileSync(gate, '');
    expect(new Set(await Promise.all(sleepers)).size).toBe(60);
  });

  test('a function whose instances are all busy says so once its caller has no patience, and has not begun', async () => {
    const busy = runtime.invoke('single', { do: 'calls', ms: 1_000 });
    await expect(runtime.invoke('single', { do: 'calls' }, { caller: 'api', patienceMs: 100 })).rejects.toMatchObject({
      errorType: 'TooManyRequestsException',
    });
    const patient = runtime.invoke('single', { do: 'calls' }, { caller: 'api', patienceMs: 9_000 });
    expect(Object(await patient).calls).toBe(Object(await busy).calls + 1);
  });

  test.each([
    ['throws', { do: 'throw' }, { errorType: 'RangeError', errorMessage: 'out of range' }],
    ['exits', { do: 'exit' }, { errorType: 'Runtime.ExitError' }],
    ['crashes beside its answer', { do: 'crash' }, { errorType: 'Runtime.ExitError' }],
    ['answers too much', { do: 'large' }, { errorType: 'Function.ResponseSizeTooLarge' }],
  ])('a function fails that %s, and the next event finds it working', async (_name, event, failure) => {
    await expect(runtime.invoke('single', event)).rejects.toMatchObject(failure);
    expect(await runtime.invoke('single', { fine: true })).toEqual({ fine: true });
  });

  test('a function that hangs is ended at its time limit', async () => {
    await expect(runtime.invoke('single', { do: 'hang' })).rejects.toMatchObject({
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringContaining('Task timed out'),
    });
    expect(await runtime.invoke('single', { fine: true })).toEqual({ fine: true });
  });

  test('without the export that its handler names cannot be loaded', async () => {
    await expect(runtime.invoke('broken', {})).rejects.toMatchObject({ errorType: 'Runtime.ImportModuleError' });
  });

  test('a function that does not exist is an error', async () => {
    await expect(runtime.invoke('unknown', {})).rejects.toMatchObject({ errorType: 'ResourceNotFoundException' });
  });
});
