import { type Measured, percentile, spread } from '../figures.ts';
import { times } from '../in-flight.ts';
import { claim } from './claim.ts';
import { DISTRICT, stockItem } from './stock.ts';
import { unitsOf } from './units.ts';
import type { WarningCity } from './warning-city.ts';

export const SIZES = [100, 1_000, 10_000, 100_000] as const;
/** The area in which more and more are open, and one beside it that stays small. */
const [GROWING, SMALL] = [`${DISTRICT}-growing`, `${DISTRICT}-small`];
const SMALL_SIZE = 200;
/** Each of the twenty takes so many of an area: no more than a person may hold of both. */
const EACH = 5;
/** How much slower a claim may be than one beside it: medians of a busy machine differ by less. */
const FLAT = 1.5;

/**
 * Claims one after the other, while more and more warnings of the area are open. Each has a claim of a small area beside it, so that a busy
 * machine slows both.
 */
export async function claims(world: WarningCity, tell: (line: string) => void): Promise<readonly Measured[]> {
  const figures: Measured[] = [];
  await fill(world, SMALL, Math.max(...SIZES), Math.max(...SIZES) + SMALL_SIZE);
  let filled = 0;
  for (const size of SIZES) {
    await fill(world, GROWING, filled, size);
    filled = size;
    figures.push(...(await claimsOf(world, size)));
    tell(`${size} open warnings`);
  }
  return figures;
}

function fill({ table, city }: WarningCity, station: string, from: number, to: number): Promise<void> {
  const now = city.now();
  return table.fill(from, to, (n) => stockItem(n, station, now));
}

async function claimsOf(world: WarningCity, size: number): Promise<readonly Measured[]> {
  const before = await world.city.readAtRest();
  const counted = await take(world, [GROWING]);
  const { reads, writes } = unitsOf(before, await world.city.readAtRest());
  await giveBack(world, counted);
  const taken = await take(world, [GROWING, SMALL]);
  await giveBack(world, taken);
  const msOf = (of: string): readonly number[] => taken.filter(({ station }) => station === of).map(({ ms }) => ms);
  const beside = percentile(msOf(SMALL), 0.5);
  const name = `claim, ${size} open`;
  return [
    ...spread(name, msOf(GROWING)),
    { name: `${name}, beside it with ${SMALL_SIZE} open, p50`, value: beside, unit: 'ms' },
    { name: `${name}, p50 by that beside it`, value: percentile(msOf(GROWING), 0.5) / beside, unit: 'times', most: FLAT },
    { name: `${name}, read units`, value: reads / counted.length, unit: 'read units', held: 'count' },
    { name: `${name}, write units`, value: writes / counted.length, unit: 'write units', held: 'count' },
  ];
}

interface Taken {
  readonly desk: string;
  readonly station: string;
  readonly warningId: string;
  readonly ms: number;
}

/** Claims of the stations in turn. */
function take({ client, desks }: WarningCity, stations: readonly string[]): Promise<readonly Taken[]> {
  return times(desks.length * EACH * stations.length, 1, async (n) => {
    const station = stations[n % stations.length] ?? '';
    const desk = desks[Math.floor(n / stations.length) % desks.length] ?? '';
    const begun = performance.now();
    const warning = await claim(client, desk, { level: 'station', station });
    const ms = performance.now() - begun;
    if (warning === undefined) throw new Error('No warning was given, although many are open');
    return { desk, station, warningId: warning.warningId, ms };
  });
}

async function giveBack({ client }: WarningCity, taken: readonly Taken[]): Promise<void> {
  for (const { desk, warningId } of taken) await client.send(desk, 'POST', `/v1/warnings/${warningId}/give-back`, {});
}
