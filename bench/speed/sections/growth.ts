import * as z from 'zod';
import { CityError } from '../../../local/city-error.ts';
import { createUndo } from '../../../local/undo.ts';
import type { Measured } from '../figures.ts';
import { percentile } from '../figures.ts';
import { newAccount, raiseAlarm, stopOne } from '../freeze-path.ts';
import { type GrowthCity, openGrowthCity } from '../growth-city.ts';
import { times } from '../in-flight.ts';
import { findLists, type List } from '../lists.ts';
import type { Section } from '../run.ts';

const SIZES = [1_000, 100_000];
const MILLION = 1_000_000;
const ORDERS = 5;
const COMMANDS = 20;
/** The bank that is asked for its lists. */
const BANK = 'jinghua';
const Next = z.looseObject({ next: z.string().optional() });
const Consumed = z.looseObject({ CapacityUnits: z.number() });

/** Read capacity a page of every list, and the time of a command, as the lists grow. Entries are made with the journal's own code. */
export const growth: Section = async (run) => {
  const undo = createUndo();
  run.undo.add(undo.run);
  const tell = (line: string): void => void process.stderr.write(`growth: ${line}\n`);
  try {
    tell('agencies work together …');
    const city = await openGrowthCity(undo);
    await commands(city, ORDERS);
    const wanted = run.options.lists;
    const found = await findLists(city, tell);
    const lists = wanted.length === 0 ? found : found.filter(({ path }) => wanted.includes(path));
    const missing = wanted.filter((path) => !lists.some((list) => list.path === path));
    if (missing.length > 0) throw new CityError(`No list with entries: ${missing.join(', ')}`);
    const figures: Measured[] = [];
    let filled = 0;
    for (const size of [...SIZES, ...(run.options.million ? [MILLION] : [])]) {
      for (const list of lists) {
        await city.fill(list, filled, size);
        figures.push(...(await pages(city, list, size)));
        tell(`${list.path}, ${size} entries`);
      }
      filled = size;
      const ms = await commands(city, COMMANDS);
      figures.push({ name: `alarm to bank, lists of ${size}, p50`, value: percentile(ms, 0.5), unit: 'ms' });
    }
    return figures;
  } finally {
    await undo.run();
  }
};

/** The first page, and the one that its cursor leads to. */
async function pages(city: GrowthCity, { path, clientId, url }: List, size: number): Promise<readonly Measured[]> {
  const capacity = async (at: string): Promise<{ readonly units: number; readonly next: string | undefined }> => {
    city.recorder.take();
    const text = await city.client.send(clientId, 'GET', at);
    return { units: unitsOf(city), next: Next.parse(JSON.parse(text)).next };
  };
  const first = await capacity(url);
  const figure = (page: string, value: number): Measured => ({
    ...{ name: `${path}, ${size} entries, ${page} page`, value, unit: 'read units' },
  });
  if (first.next === undefined) return [figure('first', first.units)];
  const second = await capacity(`${url}&cursor=${encodeURIComponent(first.next)}`);
  return [figure('first', first.units), figure('second', second.units)];
}

function unitsOf({ recorder, isOfCaller }: GrowthCity): number {
  const consumed = recorder
    .take()
    .filter(isOfCaller)
    .flatMap(({ output }) => [output['ConsumedCapacity']].flat());
  return consumed.reduce<number>((sum, one) => sum + (Consumed.safeParse(one).data?.CapacityUnits ?? 0), 0);
}

/** Milliseconds from the request of a stop to the order at its bank, one after the other. */
function commands(city: GrowthCity, count: number): Promise<number[]> {
  return times(count, 1, async () => (await stopOne(city, await raiseAlarm(city), newAccount(BANK))).ms);
}
