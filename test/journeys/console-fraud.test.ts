import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { startBanks } from '../../local/banks/start-banks.ts';
import { playFreezeScenario } from '../../local/scenario/play.ts';
import type { Screen } from '../../local/scenario/screen.ts';
import { seedBanks } from '../../local/seed/agencies.ts';
import { openBrowser } from '../support/browser.ts';
import { eventually, openTestCity, type TestCity } from '../support/city.ts';
import { openPerson, type Person } from '../support/console.ts';

let browser: Browser;
let world: TestCity;
let banks: Awaited<ReturnType<typeof startBanks>>;
let person: Person;

beforeAll(async () => {
  // As in `npm start`: one minute of the city lasts two seconds.
  [world, browser] = await Promise.all([openTestCity(30), openBrowser()]);
  const ofSeed = seedBanks.map((bank) => ({ ...bank, client: clientOf(bank.bankId) }));
  banks = await startBanks({ ...world.city, banks: ofSeed });
  person = await openPerson(browser, world.api, { patienceMs: 60_000 });
});

afterAll(async () => {
  await person?.close();
  await browser?.close();
  await banks?.stop();
  await world?.close();
});

const mute: Screen = { say: () => undefined, show: () => undefined, settle: () => undefined };
const Alarms = z.looseObject({ items: z.array(z.looseObject({ alertId: z.string() })) });
const Sums = z.looseObject({ standing: z.looseObject({ waiting: z.number(), heldFen: z.number(), total: z.number() }) });

function clientOf(clientId: string): TestCity['city']['clients'][number] {
  const client = world.city.clients.find((one) => one.clientId === clientId);
  if (client === undefined) throw new Error(`the seed has no client ${clientId}`);
  return client;
}

const yuan = (fen: number): string => `¥${(fen / 100).toLocaleString('en', { minimumFractionDigits: 2 })}`;

test('the fraud is watched on the board to its end: a turn reads only what changed', async () => {
  const police = world.as('police-haidian');
  const fraud = playFreezeScenario({
    ...{ ...world.city, screen: mute, police: clientOf('police-haidian') },
    signal: new AbortController().signal,
  });
  const alertId = await eventually(
    async () => Alarms.parse((await police.request('GET', '/v1/alerts?district=haidian')).body).items[0]?.alertId,
  );
  await person.signIn('gao', `/console/alerts/${alertId}`);
  const { page } = person;
  const orders = page.locator('[data-row-key]');
  await orders.first().waitFor();
  const clocks = page.getByText(/^剩余 \d+:\d\d/);
  await clocks.first().waitFor();
  const before = await clocks.first().innerText();
  await eventually(async () => ((await clocks.first().innerText()) === before ? undefined : true));
  // what the page reads once is behind it
  const from = person.requests.length;
  await fraud;

  const { standing } = Sums.parse((await police.request('GET', `/v1/alerts/${alertId}/board`)).body);
  expect(standing.waiting).toBe(0);
  expect(standing.total).toBeGreaterThan(7);
  await page.locator('.sums').getByText(yuan(standing.heldFen)).first().waitFor();
  await eventually(async () => ((await orders.count()) === standing.total ? true : undefined));
  expect(await clocks.count()).toBe(0);

  const asked = person.requests.slice(from).filter((path) => path.startsWith('/v1/'));
  const countOf = (path: string): number => asked.filter((one) => one === path).length;
  const turns = countOf('/v1/changes');
  const reads = countOf(`/v1/alerts/${alertId}/board`);
  expect(turns).toBeGreaterThan(5);
  expect(reads).toBeGreaterThan(5);
  // the turn that was under way when the counting began reads, too
  expect(reads).toBeLessThanOrEqual(turns + 1);
  // the count of the inbox is read by the clock, beside the turns
  const others = asked.filter((path) => !['/v1/changes', `/v1/alerts/${alertId}/board`, '/v1/inbox/summary'].includes(path));
  expect(others).toEqual([]);
  expect(person.faults).toEqual([]);
}, 300_000);
