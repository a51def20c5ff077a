import { randomUUID } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, type WriteStream } from 'node:fs';
import { dirname, join } from 'node:path';
import { CityError } from '../city-error.ts';
import type { Clock } from '../clock.ts';
import type { FunctionModel } from '../template/functions.ts';
import { place } from '../template/place.ts';
import { meterFunction } from '../usage/meter-function.ts';
import type { Caller, Usage } from '../usage/usage.ts';
import { startInstance } from './instance.ts';
import { createInstances } from './instances.ts';
import { CODE_CACHE, FunctionError, type WorkerSetup } from './protocol.ts';

/** Invokes the city's functions and waits for their answers. */
export interface FunctionRuntime {
  /**
   * Hands an event to a function, named or by ARN, and gives its answer.
   * @throws FunctionError with `errorType` and `errorMessage`, as the cloud reports a function that failed: `THROTTLED` if all stayed busy
   */
  invoke(nameOrArn: string, event: unknown, how?: Invocation): Promise<unknown>;
  stop(): Promise<void>;
}

/** What else is known of an event. */
export interface Invocation {
  readonly caller: Caller;
  /** So long in real time the event waits if every instance is busy; without it, until one is free. */
  readonly patienceMs?: number;
}

/** Where the SDK inside a function finds each service: `DYNAMODB`, `SQS`, `SFN`, `SECRETS_MANAGER`, `S3`. */
export type ServiceEndpoints = Readonly<Record<'DYNAMODB' | 'SQS' | 'SFN' | 'SECRETS_MANAGER' | 'S3', string>>;

interface RuntimeOptions {
  readonly functions: readonly FunctionModel[];
  readonly clock: Clock;
  readonly logDirectory: string;
  /** Asked at the first event, since the workflow engine itself needs this runtime to start. */
  readonly endpoints: (functionName: string) => ServiceEndpoints;
  readonly usage?: Usage | undefined;
  /** Told when a function has ended, for good or bad. */
  readonly answered?: () => void;
}

/** The memory of one function's instances together: enough to be parallel, and few enough for a laptop. */
const MEMORY_MEGABYTES = 8 * 1024;
/**
 * A function with so little memory sleeps for its callers more than it computes, and an instance of it takes about 25 MB here, not the
 * memory in the template: so it counts half.
 */
const SLEEPER_MEGABYTES = 256;
/** Real time allowed at the least, so that a cold start on a busy machine is not taken for a hanging function. */
const SHORTEST_TIMEOUT_MS = 10_000;
/** What an invocation may carry in either direction. */
const PAYLOAD_LIMIT_BYTES = 6 * 1024 * 1024;

/** Instances of the function at a time, unless the template reserves fewer: functions of less memory may have more. */
function mostInstances({ memoryMegabytes, reservedConcurrency }: FunctionModel): number {
  const counted = memoryMegabytes <= SLEEPER_MEGABYTES ? SLEEPER_MEGABYTES / 2 : memoryMegabytes;
  const most = Math.max(1, Math.floor(MEMORY_MEGABYTES / counted));
  return Math.min(reservedConcurrency ?? most, most);
}

export function createFunctionRuntime(options: RuntimeOptions): FunctionRuntime {
  mkdirSync(options.logDirectory, { recursive: true });
  const pools = new Map<string, Pool>();
  for (const model of options.functions) {
    const pool = createPool(model, options);
    pools.set(model.name, pool);
    pools.set(model.arn, pool);
  }
  return {
    invoke: async (nameOrArn, event, how) => {
      const pool = pools.get(nameOrArn.replace(/:\$LATEST$/, ''));
      if (!pool)
        throw new FunctionError({ errorType: 'ResourceNotFoundException', errorMessage: `there is no function ${nameOrArn}` });
      return pool.invoke(event, how);
    },
    stop: async () => {
      await Promise.all([...new Set(pools.values())].map((pool) => pool.stop()));
    },
  };
}

interface Pool {
  invoke(event: unknown, how?: Invocation): Promise<unknown>;
  stop(): Promise<void>;
}

function createPool(model: FunctionModel, { clock, logDirectory, endpoints, usage, answered }: RuntimeOptions): Pool {
  const timeoutMs = Math.max(model.timeoutSeconds * 1000, SHORTEST_TIMEOUT_MS);
  const setup: WorkerSetup = {
    ...findBundle(model),
    functionName: model.name,
    functionArn: model.arn,
    memoryMegabytes: model.memoryMegabytes,
    background: model.background,
    clock: settingsOf(clock),
  };
  const meter = usage && meterFunction(usage, model);
  let log: WriteStream | undefined;
  const instances = createInstances(mostInstances(model), () => {
    log ??= createWriteStream(join(logDirectory, `${model.name}.log`), { flags: 'a' }).setMaxListeners(0);
    const instance = startInstance({
      setup,
      environment: environmentOf(model, endpoints(model.name)),
      log,
      logged: meter?.logged,
    });
    meter?.started(instance);
    return instance;
  });
  return {
    invoke: async (event, { caller, patienceMs } = { caller: 'other' }) => {
      const text = limited(JSON.stringify(event) ?? 'null', 'RequestTooLargeException');
      const instance = await instances.take(patienceMs);
      try {
        const run = () => instance.invoke({ requestId: randomUUID(), event: text, timeoutMs });
        const answer = await (meter ? meter.invocation(instance, caller, run) : run());
        return JSON.parse(limited(answer, 'Function.ResponseSizeTooLarge'));
      } finally {
        instances.give(instance);
        answered?.();
      }
    },
    stop: async () => {
      await instances.stop();
      await new Promise<void>((resolve) => (log ? log.end(() => resolve()) : resolve()));
    },
  };
}

const settingsOf = ({ speed, realAnchor, scaledAnchor, skipped }: Clock) => ({ speed, realAnchor, scaledAnchor, skipped });

function limited(payload: string, errorType: string): string {
  if (Buffer.byteLength(payload) <= PAYLOAD_LIMIT_BYTES) return payload;
  throw new FunctionError({ errorType, errorMessage: `a payload may have ${PAYLOAD_LIMIT_BYTES} bytes at most` });
}

/** `index.handler` is the export `handler` of `index.mjs`, `.js` or `.cjs`. */
function findBundle({ codeDirectory, handler, name }: FunctionModel): { modulePath: string; exportName: string } {
  const dot = handler.lastIndexOf('.');
  const base = join(codeDirectory, handler.slice(0, dot));
  const modulePath = ['.mjs', '.js', '.cjs'].map((extension) => base + extension).find((path) => existsSync(path));
  if (modulePath === undefined) throw new CityError(`${name}: its handler ${handler} is not in ${codeDirectory}`);
  return { modulePath, exportName: handler.slice(dot + 1) };
}

/** The environment that the cloud gives a function, without any variable of this machine. */
function environmentOf(model: FunctionModel, endpoints: ServiceEndpoints): Record<string, string> {
  return {
    ...model.environment,
    ...Object.fromEntries(Object.entries(endpoints).map(([service, url]) => [`AWS_ENDPOINT_URL_${service}`, url])),
    // A service without a local engine fails at once on this port instead of being sought in the cloud.
    AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
    AWS_REGION: place.region,
    AWS_DEFAULT_REGION: place.region,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: model.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(model.memoryMegabytes),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    LAMBDA_TASK_ROOT: model.codeDirectory,
    _HANDLER: model.handler,
    TZ: 'UTC',
    [CODE_CACHE]: join(dirname(model.codeDirectory), 'code-cache'),
  };
}
