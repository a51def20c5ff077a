import * as z from 'zod';
import { MINUTE } from '../../../shared/kernel/time.ts';
import { type Measured, spread } from '../figures.ts';
import { type Claimed, claim, contact } from './claim.ts';
import { DISTRICT, stockId, stockItem } from './stock.ts';
import { unitsOf } from './units.ts';
import type { WarningCity } from './warning-city.ts';

const OPEN = 10_000;
const STATION = `${DISTRICT}-crowd`;
const area = { level: 'station', station: STATION };
/** One of the twenty dies with a warning in hand after so many claims. */
const DIES_AFTER = 5;
/** Beyond the lease of a call. */
const LAPSED_MS = 16 * MINUTE;

/**
 * Twenty people claim and close open warnings at once, of 10,000. One of them dies: the lease lapses, and another person gets that warning.
 *
 * @param first the number of the first warning in the stock
 * @param claims how many claims there are in all
 */
export async function crowd(world: WarningCity, first: number, claims: number): Promise<readonly Measured[]> {
  const { city, client, table, desks } = world;
  const [, next = ''] = desks;
  const now = city.now();
  await table.fill(first, first + OPEN, (n) => stockItem(n, STATION, now));
  const before = await city.readAtRest();
  const turnedAway = client.turnedAway();
  const { given, ms, seconds, held } = await atOnce(world, claims);
  const units = unitsOf(before, await city.readAtRest());
  const open = await waiting(world);
  await city.pass(LAPSED_MS);
  await city.settle();
  const again = await claim(client, next, area);
  if (again !== undefined) await contact(client, next, again.warningId, { outcome: 'dissuaded' });
  const ids = given.map(({ warningId }) => warningId);
  const found = new Set([...ids, ...open]);
  const lost = Array.from({ length: OPEN }, (_, n) => stockId(first + n)).filter((warningId) => !found.has(warningId));
  const of = (name: string, value: number, unit: string): Measured => ({ name: `20 people, ${OPEN} open: ${name}`, value, unit });
  const none = (name: string, value: number): Measured => ({ ...of(name, value, 'warnings'), held: 'count', most: 0 });
  return [
    of('claims', ids.length, 'claims'),
    none('handed out twice', ids.length - new Set(ids).size),
    none('taken, and still waiting', ids.filter((id) => open.includes(id)).length),
    none('lost', lost.length),
    none('of a person who died, not come back', again?.warningId === held ? 0 : 1),
    of('claims a second', ids.length / seconds, 'a second'),
    ...spread(of('claim', 0, '').name, ms),
    of('answers 5xx', client.turnedAway() - turnedAway, 'answers'),
    of('read units a claim and its contact', units.reads / ids.length, 'read units'),
    of('write units a claim and its contact', units.writes / ids.length, 'write units'),
    of('transactions cancelled a claim', units.cancelled / ids.length, 'transactions'),
  ];
}

interface AtOnce {
  readonly given: readonly Claimed[];
  /** How long each claim took. */
  readonly ms: readonly number[];
  readonly seconds: number;
  /** What the person who died has in hand. */
  readonly held: string | undefined;
}

async function atOnce({ client, desks }: WarningCity, claims: number): Promise<AtOnce> {
  const given: Claimed[] = [];
  const ms: number[] = [];
  let begun = 0;
  let held: string | undefined;
  const work = async (desk: string, dies: boolean): Promise<void> => {
    for (let own = 1; begun < claims; own += 1) {
      begun += 1;
      const from = performance.now();
      const warning = await claim(client, desk, area);
      if (warning === undefined) return;
      ms.push(performance.now() - from);
      given.push(warning);
      if (dies && own === DIES_AFTER) {
        held = warning.warningId;
        return;
      }
      await contact(client, desk, warning.warningId, { outcome: 'dissuaded' });
    }
  };
  const from = performance.now();
  await Promise.all(desks.map((desk, n) => work(desk, n === 0)));
  return { given, ms, seconds: (performance.now() - from) / 1_000, held };
}

const Page = z.looseObject({ items: z.array(z.looseObject({ warningId: z.string() })), next: z.string().optional() });

/** The warnings that wait in the area. */
async function waiting({ client, desks: [desk = ''] }: WarningCity): Promise<readonly string[]> {
  const ids: string[] = [];
  let cursor = '';
  do {
    const path = `/v1/warnings/to-do?level=station&station=${STATION}&limit=100${cursor}`;
    const { items, next } = Page.parse(JSON.parse(await client.send(desk, 'GET', path)));
    ids.push(...items.map(({ warningId }) => warningId));
    cursor = next === undefined ? '' : `&cursor=${encodeURIComponent(next)}`;
  } while (cursor !== '');
  return ids;
}
