/** The inside of a function's worker thread: loads the bundle once, then answers one event at a time. */
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import * as z from 'zod';
import { scaleDate } from '../scaled-date.ts';
import type { FunctionFailure, WorkerMessage } from './protocol.ts';

const Setup = z.object({
  modulePath: z.string(),
  exportName: z.string(),
  functionName: z.string(),
  functionArn: z.string(),
  memoryMegabytes: z.number(),
  clock: z.object({
    speed: z.number(),
    realAnchor: z.number(),
    scaledAnchor: z.number(),
    skipped: z.instanceof(SharedArrayBuffer),
  }),
});
const Invoke = z.object({ requestId: z.string(), event: z.string(), timeoutMs: z.number() });
const Handler = z.custom<(event: unknown, context: unknown) => unknown>((value) => typeof value === 'function');

const setup = Setup.parse(workerData);
scaleDate(setup.clock);

const send = (message: WorkerMessage): void => parentPort?.postMessage(message);

try {
  const module: unknown = await import(pathToFileURL(setup.modulePath).href);
  const { data: handler } = Handler.safeParse(new Map(Object.entries(Object(module))).get(setup.exportName));
  if (!handler) throw new Error(`${setup.modulePath} exports no function ${setup.exportName}`);
  parentPort?.on('message', (message: unknown) => void invoke(handler, Invoke.parse(message)));
  send({ kind: 'ready' });
} catch (error) {
  send({ kind: 'broken', failure: { ...describeFailure(error), errorType: 'Runtime.ImportModuleError' } });
}

async function invoke(handler: z.infer<typeof Handler>, { requestId, event, timeoutMs }: z.infer<typeof Invoke>): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  try {
    const answer = await handler(JSON.parse(event), {
      awsRequestId: requestId,
      callbackWaitsForEmptyEventLoop: true,
      functionName: setup.functionName,
      functionVersion: '$LATEST',
      invokedFunctionArn: setup.functionArn,
      memoryLimitInMB: String(setup.memoryMegabytes),
      logGroupName: `/aws/lambda/${setup.functionName}`,
      logStreamName: 'local',
      getRemainingTimeInMillis: () => Math.max(0, Math.floor(deadline - performance.now())),
    });
    send({ kind: 'answer', payload: JSON.stringify(answer) ?? 'null' });
  } catch (error) {
    send({ kind: 'failure', failure: describeFailure(error) });
  }
}

function describeFailure(error: unknown): FunctionFailure {
  if (!(error instanceof Error)) return { errorType: 'Error', errorMessage: String(error) };
  process.stderr.write(`${error.stack ?? error.message}\n`);
  return { errorType: error.name, errorMessage: error.message };
}
