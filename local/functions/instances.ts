import { availableParallelism } from 'node:os';
import type { Instance } from './instance.ts';
import { FunctionError, THROTTLED } from './protocol.ts';

/** The instances of one function: an event gets an idle one, or waits for one, and after a while there is one more. */
export interface Instances {
  /** @throws FunctionError `THROTTLED` if all are busy for so long */
  take(patienceMs?: number): Promise<Instance>;
  give(instance: Instance): void;
  stop(): Promise<void>;
}

/** So many instances of a function load at a time: if sixty loaded at once, all would be ready together, and late. */
const MOST_LOADING = 2;
/**
 * An event waits so long for each instance that there is before one more is started. A new instance costs a third of a second of a
 * processor, and its code is slow at first; one that is busy is mostly free within milliseconds.
 */
const WAIT_FOR_EACH_MS = 100;
/** Instances that compute all the time are not helped by one more, once every processor has its own. */
const COMPUTING = 0.6;
/**
 * Where the city keeps the processors busy, an instance that seems to sleep mostly waits for its turn: one more helps only those that really
 * sleep, since a bank does not answer.
 */
const COMPUTING_WHILE_BUSY = 0.05;
/** The city's share of the processors from which on they are busy: the table's engine and the callers need the rest. */
const BUSY = 0.5;
const PROCESSORS = availableParallelism();
/** The share is that of the last fifth to two fifths of a second. */
const LOOK_MS = 200;
/** An instance without events gives its memory back after so long; the last one of a function is kept longer. */
const IDLE_MS = 20_000;
const LAST_IDLE_MS = 10 * 60_000;

/** An event that waits for an instance, since a moment of `performance.now()`. */
interface Queued {
  readonly since: number;
  resolve(instance: Instance): void;
  reject(error: FunctionError): void;
  timer?: NodeJS.Timeout;
}

const stopping = (): FunctionError => new FunctionError({ errorType: 'Runtime.ExitError', errorMessage: 'the city is stopping' });

/** The share of all processors that this process and its workers have used of late; from 0 to 1. */
const shareOfProcessors = ((): (() => number) => {
  const look = () => ({ at: performance.now(), use: process.cpuUsage() });
  let [older, newer] = [look(), look()];
  return () => {
    if (performance.now() - newer.at > LOOK_MS) [older, newer] = [newer, look()];
    const { user, system } = process.cpuUsage(older.use);
    return (user + system) / 1_000 / (performance.now() - older.at) / PROCESSORS;
  };
})();

/** @param most so many at a time */
export function createInstances(most: number, start: () => Instance): Instances {
  /** The one that was busy last is at the end and is taken first: its code is warm, and the others can be ended. */
  const idle = new Map<Instance, NodeJS.Timeout>();
  const all = new Set<Instance>();
  const loaded = new WeakSet<Instance>();
  const queue: Queued[] = [];
  let loading = 0;
  let growth: NodeJS.Timeout | undefined;
  let notBefore = 0;
  let stopped = false;

  const add = (): Instance => {
    const instance = start();
    all.add(instance);
    loading += 1;
    void instance.loaded.then(() => {
      loading -= 1;
      loaded.add(instance);
      // its loading says nothing of what its events need
      instance.utilization();
      planGrowth();
    });
    return instance;
  };
  /** An instance of a function comes alone at first, so that an error in the bundle, or its slow start, is not met many times. */
  const mayGrow = (): boolean => !stopped && all.size < most && loading < Math.min(all.size, MOST_LOADING);
  const startOneMore = async (): Promise<Instance> => {
    const instance = add();
    await instance.loaded;
    return instance;
  };
  /** Whether one more instance would only take processor time from the others; one that loads takes it all. */
  const computing = (): boolean => {
    const shares = [...all].map((instance) => (loaded.has(instance) ? instance.utilization() : 1));
    const most = shareOfProcessors() > BUSY ? COMPUTING_WHILE_BUSY : COMPUTING;
    return shares.length >= PROCESSORS && shares.reduce((sum, share) => sum + share, 0) / shares.length > most;
  };
  const planGrowth = (): void => {
    clearTimeout(growth);
    const [first] = queue;
    if (first === undefined || !mayGrow()) return;
    const due = Math.max(notBefore, first.since + WAIT_FOR_EACH_MS * all.size);
    growth = setTimeout(grow, Math.max(0, due - performance.now()));
  };
  const grow = (): void => {
    if (computing()) notBefore = performance.now() + WAIT_FOR_EACH_MS * all.size;
    else void startOneMore().then(give);
    planGrowth();
  };
  const serve = ({ resolve, timer }: Queued, instance: Instance): void => {
    clearTimeout(timer);
    resolve(instance);
  };
  const rest = (instance: Instance, ms = IDLE_MS): void => {
    const end = (): void => {
      idle.delete(instance);
      if (all.size === 1 && ms === IDLE_MS) {
        rest(instance, LAST_IDLE_MS - IDLE_MS);
        return;
      }
      all.delete(instance);
      void instance.stop();
    };
    idle.set(instance, setTimeout(end, ms).unref());
  };
  const takeIdle = (): Instance | undefined => {
    for (const [instance, timer] of [...idle].reverse()) {
      clearTimeout(timer);
      idle.delete(instance);
      if (instance.alive) return instance;
      all.delete(instance);
    }
    return undefined;
  };
  const give = (instance: Instance): void => {
    if (!instance.alive) all.delete(instance);
    if (stopped) return;
    const next = queue.shift();
    if (next) serve(next, instance.alive ? instance : add());
    else if (instance.alive) rest(instance);
    planGrowth();
  };
  return {
    take: async (patienceMs) => {
      if (stopped) throw stopping();
      const free = takeIdle();
      if (free) return free;
      if (all.size === 0) return add();
      return new Promise((resolve, reject) => {
        const queued: Queued = { since: performance.now(), resolve, reject };
        queue.push(queued);
        planGrowth();
        if (patienceMs === undefined) return;
        queued.timer = setTimeout(() => {
          queue.splice(queue.indexOf(queued), 1);
          planGrowth();
          reject(new FunctionError({ errorType: THROTTLED, errorMessage: 'Rate Exceeded.' }));
        }, patienceMs);
      });
    },
    give,
    stop: async () => {
      stopped = true;
      clearTimeout(growth);
      for (const { reject, timer } of queue.splice(0)) {
        clearTimeout(timer);
        reject(stopping());
      }
      for (const timer of idle.values()) clearTimeout(timer);
      await Promise.all([...all].map((instance) => instance.stop()));
    },
  };
}
