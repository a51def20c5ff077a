import type { Instance } from '../functions/instance.ts';
import type { FunctionModel } from '../template/functions.ts';
import type { Caller, Usage } from './usage.ts';

/** Counts the invocations of one function. */
export interface FunctionMeter {
  /** A new instance begins to load. */
  started(instance: Instance): void;
  /** Runs one invocation on the instance and counts it, also if it fails. */
  invocation(instance: Instance, caller: Caller, run: () => Promise<string>): Promise<string>;
  logged(bytes: number): void;
}

export function meterFunction(usage: Usage, { name, memoryMegabytes }: FunctionModel): FunctionMeter {
  const cpuSeen = new WeakMap<Instance, number>();
  const countCpu = async (instance: Instance, phase: 'loading' | 'running'): Promise<void> => {
    // an instance that has ended cannot say it any more
    const ms = await instance.cpuMs().catch(() => undefined);
    const before = cpuSeen.get(instance) ?? 0;
    if (ms === undefined || ms <= before) return;
    cpuSeen.set(instance, ms);
    usage.count('lambda.cpu-milliseconds', ms - before, name, phase);
  };
  return {
    started: (instance) => {
      usage.count('lambda.cold-starts', 1, name);
      void instance.loaded.then(() => countCpu(instance, 'loading'));
    },
    invocation: async (instance, caller, run) => {
      // the time of loading is not the invocation's
      const begun = instance.loaded.then(() => performance.now());
      try {
        return await run();
      } finally {
        const ms = Math.max(1, Math.ceil(performance.now() - (await begun)));
        usage.count('lambda.requests', 1, name, caller);
        usage.count('lambda.milliseconds', ms, name, caller);
        usage.count('lambda.gigabyte-milliseconds', (ms * memoryMegabytes) / 1024, name, caller);
        void countCpu(instance, 'running');
      }
    },
    logged: (bytes) => usage.count('logs.bytes', bytes, name),
  };
}
