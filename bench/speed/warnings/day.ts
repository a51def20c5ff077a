import * as z from 'zod';
import { beijingDay, plusDays, startOfDay } from '../../../shared/kernel/beijing.ts';
import { elapsed, HOUR, MINUTE, SECOND } from '../../../shared/kernel/time.ts';
import type { Measured } from '../figures.ts';
import { times } from '../in-flight.ts';
import { type Claimed, claim, contact, givenTwice } from './claim.ts';
import { clueOf, cluesBy, contactOf, districtsOfDay } from './day-plan.ts';
import { type History, historyOf, RecordedFact } from './history.ts';
import { createKeyMeter, type KeyMeter } from './key-load.ts';
import type { WarningCity } from './warning-city.ts';

/** The clock goes on by so many minutes at a time. */
const TICK = 10;
const MINUTES_OF_DAY = 24 * 60;
/**
 * The sweep comes each minute, and here once a tick. What falls due while one runs is found by the next, a tick later; and what happens within a
 * tick takes real time, which the clock counts too.
 */
const PATIENCE_MS = (2 * TICK + 3) * MINUTE;
const A_BATCH = 250;
const READERS = 8;
/** A contact takes a person five minutes. So many people as there are here are enough for a tenth of a day. */
const CONTACTS_OF_TICK = 2;
const A_TENTH = 7_000;
/** Warnings of a day in Beijing. */
const A_DAY = 70_000;

/** Two people of each district, and those of the city. */
const staff = [
  ...['police-city', 'police-city-head', 'criminal-police-city', 'cyber-police-city'].map((clientId) => ({
    ...{ clientId, areas: [{ level: 'city' }] },
  })),
  ...districtsOfDay.flatMap((district) => [
    { clientId: `police-${district}`, areas: [{ level: 'sub-bureau' }, { level: 'station' }] },
    { clientId: `police-${district}-head`, areas: [{ level: 'station' }, { level: 'sub-bureau' }] },
  ]),
];

/** What the day leaves. */
interface Day {
  readonly receipts: ReadonlyMap<string, string>;
  readonly given: readonly Claimed[];
  readonly keys: KeyMeter;
  readonly ended: string;
}

/** A day of so many clues, from midnight to midnight in Beijing, with providers who answer at once and people who claim and close. */
export async function playDay(world: WarningCity, clues: number, tell: (line: string) => void): Promise<readonly Measured[]> {
  const before = world.client.turnedAway();
  const day = await pass(world, clues, tell);
  const busy = world.client.turnedAway() - before;
  const ids = [...new Set(day.receipts.values())];
  tell(`the facts of ${ids.length} warnings are read …`);
  const histories = await times(ids.length, READERS, async (n) =>
    historyOf(await factsOf(world, ids[n] ?? ''), day.ended, PATIENCE_MS),
  );
  const counted = (name: string, value: number, unit = 'warnings'): Measured => ({
    name: `day of ${clues}: ${name}`,
    value,
    unit,
  });
  return [...countsOf(day, clues, histories, counted), counted('answers 5xx', busy, 'answers'), ...loadsOf(day.keys, clues)];
}

type Counted = (name: string, value: number, unit?: string) => Measured;

/** What came of the day; and what must not be, which is held to none. */
function countsOf({ given }: Day, clues: number, histories: readonly History[], counted: Counted): readonly Measured[] {
  const found = new Set(histories.flatMap((history) => history.clues));
  const lost = Array.from({ length: clues }, (_, n) => `day-${n}`).filter((sourceRef) => !found.has(sourceRef)).length;
  const sum = (of: (history: History) => number): number => histories.reduce((total, one) => total + of(one), 0);
  const facts = (type: string): number => sum(({ count }) => count[`warning.${type}`] ?? 0);
  const none = (name: string, value: number, unit?: string): Measured => ({
    ...counted(name, value, unit),
    held: 'count',
    most: 0,
  });
  const twice = givenTwice(given) + sum((history) => history.twice);
  const late = sum((history) => history.late);
  const closed = sum(({ isClosed }) => Number(isClosed));
  return [
    counted('warnings', histories.length),
    counted('clues that joined a warning', clues - lost - histories.length, 'clues'),
    none('clues lost', lost, 'clues'),
    none('handed out twice', twice),
    none('past a term without a step', late),
    counted('claims', given.length, 'claims'),
    counted('leases that lapsed', facts('lease-lapsed'), 'leases'),
    counted('climbs', facts('climbed') + facts('fell-overdue'), 'climbs'),
    counted('messages and calls by providers', facts('message-sent'), 'messages'),
    counted('messages lost', facts('message-lost'), 'messages'),
    counted('closed', closed),
  ];
}

/** The fullest key of each kind in its fullest hour, as it would be on a day of 70,000. */
function loadsOf(keys: KeyMeter, clues: number): readonly Measured[] {
  return keys
    .fullest()
    .slice(0, FULLEST)
    .map(({ key, writes }) => ({
      ...{ name: `writes of the fullest hour at ${A_DAY} a day: ${key}`, unit: 'writes a second of a key' },
      value: (writes * A_DAY) / clues / (HOUR / SECOND),
    }));
}

const FULLEST = 8;

async function pass(world: WarningCity, clues: number, tell: (line: string) => void): Promise<Day> {
  const { city, recorder } = world;
  const begins = startOfDay(plusDays(beijingDay(city.now()), 1));
  await city.pass(elapsed(city.now(), begins));
  const receipts = new Map<string, string>();
  const given: Claimed[] = [];
  const keys = createKeyMeter();
  recorder.take();
  let sent = 0;
  for (let minute = 0; minute < MINUTES_OF_DAY; minute = elapsed(begins, city.now()) / MINUTE) {
    const hour = Math.floor(minute / 60);
    const come = cluesBy(minute + TICK, clues);
    await send(world, sent, come, receipts);
    sent = come;
    const contacts = Math.ceil((CONTACTS_OF_TICK * clues) / A_TENTH);
    await Promise.all(staff.map((one) => work(world, one, contacts, given)));
    await city.settle();
    await city.pass(TICK * MINUTE);
    keys.note(hour, recorder.take());
    if (minute % 60 < TICK) tell(`${hour}:00, ${sent} clues, ${given.length} claims`);
  }
  await city.settle();
  return { receipts, given, keys, ended: city.now() };
}

const Outcome = z.looseObject({ outcome: z.string(), warningId: z.string().optional() });
const Batch = z.looseObject({ outcomes: z.array(Outcome) });

/** Sends the clues from the one number up to the other; those for which the city was too busy again. */
async function send({ client, city }: WarningCity, from: number, to: number, receipts: Map<string, string>): Promise<void> {
  for (let first = from; first < to; first += A_BATCH) {
    let open = Array.from({ length: Math.min(A_BATCH, to - first) }, (_, at) => first + at);
    while (open.length > 0) {
      const warnings = open.map((n) => clueOf(n, city.now()));
      const text = await client.send('operator-huabei', 'POST', '/v1/warnings/batch', { warnings });
      const { outcomes } = Batch.parse(JSON.parse(text));
      for (const [at, { warningId }] of outcomes.entries())
        if (warningId !== undefined) receipts.set(`day-${open[at]}`, warningId);
      open = open.filter((n) => !receipts.has(`day-${n}`));
    }
  }
}

/** One person at work for a tick: the next warning of an area, a contact, the next. */
async function work(
  { client }: WarningCity,
  { clientId, areas }: (typeof staff)[number],
  contacts: number,
  given: Claimed[],
): Promise<void> {
  let left = contacts;
  for (const area of areas)
    for (; left > 0; left -= 1) {
      const warning = await claim(client, clientId, area);
      if (warning === undefined) break;
      given.push(warning);
      const came = contactOf(warning);
      if (came !== undefined) await contact(client, clientId, warning.warningId, came);
    }
}

const Page = z.looseObject({ items: z.array(RecordedFact), next: z.string().optional() });

async function factsOf({ client }: WarningCity, warningId: string): Promise<readonly RecordedFact[]> {
  const path = `/v1/audit/${warningId}?limit=100`;
  const { items, next } = Page.parse(JSON.parse(await client.send('police-city', 'GET', path)));
  if (next !== undefined) throw new Error('A warning has more facts than a page of its audit');
  return items;
}
