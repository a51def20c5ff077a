import { type Measured, percentile } from '../figures.ts';
import { answerGoneOn, askStops, newAccount, raiseAlarm, stopOne } from '../freeze-path.ts';
import { times } from '../in-flight.ts';
import type { Section } from '../run.ts';
import type { World } from '../world.ts';

const HONEST = 20;
/** Fen: of the first account of the flood, of each that its money went on to, and what the banks still found. */
const [MILLION, PART, LEFT] = [100_000_000, 100_000, 100] as const;
/** The banks of the flood and of the honest alarms. */
const [FIRST, FLOODED, OWN] = ['jinghua', 'haihe', 'yanjing'] as const;

/** How long an honest alarm takes to its bank: on an idle city, beside invented outflows, and beside 600 orders of one alarm. */
export const flood: Section = async (run) => {
  const world = await run.world();
  const idle = await honest(world);
  await invented(world);
  const besideInvented = await honest(world);
  const [besideClicked] = await Promise.all([honest(world), clicked(world)]);
  return [
    ...lines('idle', idle),
    ...lines('beside 380 invented outflows', besideInvented),
    ...lines('beside 600 orders of one alarm', besideClicked),
  ];
};

function lines(name: string, ms: readonly number[]): readonly Measured[] {
  return [
    { name: `honest alarm, ${name}, p50`, value: percentile(ms, 0.5), unit: 'ms', held: 'ms to the bank' },
    { name: `honest alarm, ${name}, p95`, value: percentile(ms, 0.95), unit: 'ms' },
    { name: `honest alarm, ${name}, worst`, value: percentile(ms, 1), unit: 'ms' },
  ];
}

/** One alarm after the other. */
function honest(world: World): Promise<number[]> {
  return times(HONEST, 1, async () => (await stopOne(world, await raiseAlarm(world), newAccount(OWN))).ms);
}

/** One answer names 200 outflows, and three of the accounts behind them name 60 each. */
async function invented(world: World): Promise<void> {
  const root = await stopOne(world, await raiseAlarm(world), newAccount(FIRST, MILLION));
  const accounts = Array.from({ length: 200 }, () => newAccount(FLOODED, PART));
  const children = accounts.map(({ accountNumber }) => world.banks.arrival(accountNumber));
  await answerGoneOn(world, root, LEFT, accounts);
  for (const { orderId } of await firstOf(children, 3)) {
    const more = Array.from({ length: 60 }, () => newAccount(FLOODED, PART));
    await answerGoneOn(world, { bankId: FLOODED, orderId }, LEFT, more);
  }
}

/** The first so many of them; what becomes of the others does not matter. */
function firstOf<T>(promises: readonly Promise<T>[], count: number): Promise<readonly T[]> {
  return new Promise((resolve, reject) => {
    const done: T[] = [];
    for (const promise of promises)
      promise.then((value) => {
        if (done.push(value) === count) resolve(done);
      }, reject);
  });
}

/** Six hundred orders of one alarm, all at one bank. */
async function clicked(world: World): Promise<void> {
  const alertId = await raiseAlarm(world);
  const requests = Array.from({ length: 6 }, () =>
    askStops(world, alertId, ...Array.from({ length: 100 }, () => newAccount(FLOODED))),
  );
  await Promise.all(requests);
}
