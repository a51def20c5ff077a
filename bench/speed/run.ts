import { setTimeout as sleep } from 'node:timers/promises';
import type { Undo } from '../../local/undo.ts';
import type { BenchOptions } from './bench-options.ts';
import type { Measured } from './figures.ts';
import { answerStopped, askStops, newAccount, raiseAlarm, type Stopped, stopOne } from './freeze-path.ts';
import { times, WIDTH } from './in-flight.ts';
import { type MeteredFlow, meterFlow } from './metered-flow.ts';
import { openWorld, type World } from './world.ts';

/** One run of the bench: what its sections share. */
export interface Run {
  readonly options: BenchOptions;
  readonly undo: Undo;
  readonly signal: AbortSignal;
  /** The city of the sections that change nothing for others, warm. Opened when it is first asked for. */
  world(): Promise<World>;
  /** What a flow counts for. Measured once. */
  metered(): Promise<MeteredFlow>;
  /** 500 flows, sixteen at a time, whose banks answer at once. Run once. */
  load(): Promise<Load>;
}

export type Section = (run: Run) => Promise<readonly Measured[]>;

export interface Load {
  readonly stopped: readonly Stopped[];
  readonly seconds: number;
  /** Processor time of the city and its engine, until they were calm again. */
  readonly cpuMs: number;
}

const LOAD = 500;
const WARM = 48;
/** The alarms that orders are asked for in turn. */
const ALARMS = 100;

export function openRun(options: BenchOptions, undo: Undo, signal: AbortSignal): Run {
  let world: Promise<World> | undefined;
  let load: Promise<Load> | undefined;
  let metered: Promise<MeteredFlow> | undefined;
  const open = async (): Promise<World> => {
    const opened = await openWorld();
    undo.add(opened.close);
    await warm(opened);
    return opened;
  };
  const shared = (): Promise<World> => {
    world ??= open();
    return world;
  };
  return {
    ...{ options, undo, signal },
    world: shared,
    metered: () => {
      metered ??= meterFlow(signal);
      return metered;
    },
    load: () => {
      load ??= shared().then((opened) => carry(opened, LOAD));
      return load;
    },
  };
}

/** So that every function is loaded, and its code is fast. */
async function warm(world: World): Promise<void> {
  await carry(world, WARM);
}

/** So many flows, sixteen at a time: a stop is asked for, the bank has it, and answers at once. */
export async function carry(world: World, count: number): Promise<Load> {
  const alarms = await alarmsFor(world, Math.min(ALARMS, count));
  await calm(world);
  const [begun, before] = [performance.now(), world.city.use().cpuMs];
  const stopped = await times(count, WIDTH, async (n) => {
    const one = await stopOne(world, alarms(n));
    await answerStopped(world, one);
    return one;
  });
  const seconds = (performance.now() - begun) / 1_000;
  await calm(world);
  return { stopped, seconds, cpuMs: world.city.use().cpuMs - before };
}

/** Raises alarms. @returns which alarm the n-th order is of */
export async function alarmsFor(world: World, count: number): Promise<(n: number) => string> {
  const alarms = await times(count, WIDTH, () => raiseAlarm(world));
  return (n) => alarms[n % alarms.length] ?? '';
}

/** All at once, each poster waiting for none of the others. */
export async function burst(world: World, count: number, alarms: (n: number) => string): Promise<readonly number[]> {
  const arrivals = Array.from({ length: count }, async (_, n) => {
    const account = newAccount();
    const arrival = world.banks.arrival(account.accountNumber);
    const begun = performance.now();
    await askStops(world, alarms(n), account);
    return (await arrival).at - begun;
  });
  return Promise.all(arrivals);
}

const LOOK_MS = 250;
/** A city that waits for its next poll takes less of a processor than this share. */
const CALM_SHARE = 0.12;
const CALM_LOOKS = 3;
const LONGEST_LOOKS = 480;

/** Waits until the city has nothing more to do: it takes next to no processor time. */
export async function calm({ city }: World): Promise<void> {
  let before = city.use().cpuMs;
  let looks = 0;
  for (let look = 0; look < LONGEST_LOOKS && looks < CALM_LOOKS; look += 1) {
    await sleep(LOOK_MS);
    const { cpuMs } = city.use();
    looks = cpuMs - before < LOOK_MS * CALM_SHARE ? looks + 1 : 0;
    before = cpuMs;
  }
}
