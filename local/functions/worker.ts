/** The inside of a function's worker thread: loads the bundle once, then answers one event at a time. */
import { constants, getPriority, setPriority } from 'node:os';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { scaleDate } from '../scaled-date.ts';
import { CODE_CACHE, type FunctionFailure, type InvokeMessage, type WorkerMessage, type WorkerSetup } from './protocol.ts';

/** So much nicer, a thread gets a tenth of the processor time of one beside it that is not: it comes later, and is not starved. */
const BACKGROUND_NICENESS = 10;

type Handler = (event: unknown, context: unknown) => unknown;

// Told apart by hand: a parser would take half as long to load as the bundle, in each of sixty workers.
const has = (value: unknown, ...members: readonly string[]): boolean =>
  typeof value === 'object' && value !== null && members.every((member) => member in value);
const isSetup = (value: unknown): value is WorkerSetup =>
  has(value, 'modulePath', 'exportName', 'functionName', 'clock', 'background');
const isInvoke = (value: unknown): value is InvokeMessage => has(value, 'requestId', 'event', 'timeoutMs');
const isHandler = (value: unknown): value is Handler => typeof value === 'function';

if (!isSetup(workerData)) throw new Error('a worker was started without what it is to run');
const setup = workerData;
// On Linux it is that of the calling thread; elsewhere it would be that of the whole city.
if (setup.background && process.platform === 'linux')
  setPriority(Math.min(getPriority() + BACKGROUND_NICENESS, constants.priority.PRIORITY_LOW));
scaleDate(setup.clock);
delete process.env[CODE_CACHE];

const send = (message: WorkerMessage): void => parentPort?.postMessage(message);

try {
  const module: unknown = await import(pathToFileURL(setup.modulePath).href);
  const handler = new Map<string, unknown>(Object.entries(Object(module))).get(setup.exportName);
  if (!isHandler(handler)) throw new Error(`${setup.modulePath} exports no function ${setup.exportName}`);
  parentPort?.on('message', (message: unknown) => {
    if (isInvoke(message)) void invoke(handler, message);
  });
  send({ kind: 'ready' });
} catch (error) {
  send({ kind: 'broken', failure: { ...describeFailure(error), errorType: 'Runtime.ImportModuleError' } });
}

async function invoke(handler: Handler, { requestId, event, timeoutMs }: InvokeMessage): Promise<void> {
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
