import type { Writable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import { FunctionError, type FunctionFailure, type InvokeMessage, type WorkerMessage, type WorkerSetup } from './protocol.ts';

/** One running copy of a function, which answers one event at a time, as in the cloud. */
export interface Instance {
  /** Whether it can take another event. */
  readonly alive: boolean;
  /** Ends once it is loaded, or cannot be. */
  readonly loaded: Promise<void>;
  /** @throws FunctionError; afterwards `alive` may be false */
  invoke(message: InvokeMessage): Promise<string>;
  /** Milliseconds of a processor that it has taken so far. @throws if it has ended */
  cpuMs(): Promise<number>;
  /** The share of the time since the last call of this in which it has computed, or waited for a processor; from 0 to 1. */
  utilization(): number;
  stop(): Promise<void>;
}

interface InstanceOptions {
  readonly setup: WorkerSetup;
  /** The whole environment: no variable of this process leaks in. */
  readonly environment: Readonly<Record<string, string>>;
  readonly log: Writable;
  /** Told how many bytes were written to the log. */
  readonly logged?: ((bytes: number) => void) | undefined;
}

interface Waiting {
  readonly message: InvokeMessage;
  readonly resolve: (payload: string) => void;
  readonly reject: (error: FunctionError) => void;
  timer?: NodeJS.Timeout;
}

/** V8 would let it grow to 48. */
const YOUNG_MEGABYTES = 6;

/** The longest that a bundle may take to load, in real time: many load at once on a busy machine. */
const LOADING_MS = 30_000;

/** Starts a worker thread for the bundle. An event that comes while the bundle is still loading waits for it; as in the cloud, its own time begins after that. */
export function startInstance({ setup, environment, log, logged }: InstanceOptions): Instance {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: setup,
    env: { ...environment },
    execArgv: [],
    stdout: true,
    stderr: true,
    // The template's memory bounds what the bundle may hold; a worker's own heap needs some room besides.
    // The young part is small, since some dozens of heaps share the machine.
    resourceLimits: { maxOldGenerationSizeMb: Math.max(128, setup.memoryMegabytes), maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
  });
  for (const output of [worker.stdout, worker.stderr]) {
    output.pipe(log, { end: false });
    if (logged) output.on('data', (chunk: Buffer) => logged(chunk.length));
  }

  let measured = worker.performance.eventLoopUtilization();
  const { promise: loaded, resolve: isLoaded } = Promise.withResolvers<void>();
  let ready = false;
  let alive = true;
  let waiting: Waiting | undefined;

  const settle = (end: (waiting: Waiting) => void): void => {
    const current = waiting;
    waiting = undefined;
    clearTimeout(current?.timer);
    if (current) end(current);
  };
  const fail = (failure: FunctionFailure): void => settle(({ reject }) => reject(new FunctionError(failure)));
  const end = (failure: FunctionFailure): void => {
    alive = false;
    isLoaded();
    fail(failure);
    void worker.terminate();
  };

  const limit = (event: Waiting, ms: number): void => {
    clearTimeout(event.timer);
    event.timer = setTimeout(() => {
      const seconds = (ms / 1000).toFixed(2);
      const errorMessage = `${event.message.requestId} Task timed out after ${seconds} seconds`;
      end({ errorType: 'Sandbox.Timedout', errorMessage });
    }, ms);
  };
  const begin = (event: Waiting): void => {
    limit(event, event.message.timeoutMs);
    worker.postMessage(event.message);
  };

  const onMessage = (message: WorkerMessage): void => {
    switch (message.kind) {
      case 'ready':
        ready = true;
        isLoaded();
        if (waiting) begin(waiting);
        return;
      case 'broken':
        end(message.failure);
        return;
      case 'failure':
        fail(message.failure);
        return;
      case 'answer':
        settle(({ resolve }) => resolve(message.payload));
    }
  };
  worker.on('message', onMessage);
  worker.on('error', (error) =>
    end({
      errorType: 'Runtime.ExitError',
      errorMessage: `the runtime stopped: ${error instanceof Error ? error.message : String(error)}`,
    }),
  );
  worker.on('exit', () => end({ errorType: 'Runtime.ExitError', errorMessage: 'the runtime exited before it answered' }));

  return {
    get alive() {
      return alive;
    },
    loaded,
    invoke: (message) =>
      new Promise((resolve, reject) => {
        waiting = { message, resolve, reject };
        if (ready) begin(waiting);
        else limit(waiting, LOADING_MS);
      }),
    cpuMs: async () => {
      const { user, system } = await worker.cpuUsage();
      return (user + system) / 1000;
    },
    utilization: () => {
      const before = measured;
      measured = worker.performance.eventLoopUtilization();
      return worker.performance.eventLoopUtilization(measured, before).utilization;
    },
    stop: async () => {
      alive = false;
      isLoaded();
      await worker.terminate();
      fail({ errorType: 'Runtime.ExitError', errorMessage: 'the city is stopping' });
    },
  };
}
