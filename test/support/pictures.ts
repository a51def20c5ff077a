/** `npm run pictures`: takes the pictures of the console that the docs show, in cities of their own where the scenarios are played. */
import { mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import * as z from 'zod';
import { startBanks } from '../../local/banks/start-banks.ts';
import { type City, startCity } from '../../local/city.ts';
import { describe } from '../../local/city-error.ts';
import { type ApiClient, createApiClient } from '../../local/client.ts';
import { playCoordinationScenario } from '../../local/scenario/coordination.ts';
import { playFreezeScenario } from '../../local/scenario/play.ts';
import type { Screen } from '../../local/scenario/screen.ts';
import { seedBanks } from '../../local/seed/agencies.ts';
import { seedCity } from '../../local/seed/seed-city.ts';
import { synthesize } from '../../local/synthesize.ts';
import { openBrowser } from './browser.ts';
import { eventually } from './city.ts';
import { openPerson } from './console.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = join(root, 'docs', 'pictures');
/** One minute of the city lasts two seconds, as in `npm start`. */
const SPEED = 30;
/** In the middle of the fraud: some banks have answered, and the clocks of the others run. */
const MIDDLE_MS = 5_000;
const viewport = { width: 1280, height: 900 };
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const { signal } = new AbortController();
const mute: Screen = { say, show: () => undefined, settle: () => undefined };

/** A picture: who looks at which page, which button they press there, and what must stand in sight then. */
interface Picture {
  readonly name: string;
  readonly username: string;
  readonly path: string;
  readonly press?: string;
  readonly waitFor: string;
  readonly language?: 'zh' | 'en';
}

/** Each scenario has a city of its own, since one puts the clock of its city forward by months. */
async function main(): Promise<number> {
  try {
    mkdirSync(folder, { recursive: true });
    const assembly = await synthesize(root, () => undefined);
    const browser = await openBrowser();
    try {
      for (const scenario of [takeFraud, takeCoordination]) await inCity(assembly, (city) => scenario(city, browser));
    } finally {
      await browser.close();
    }
    return 0;
  } catch (error) {
    process.stderr.write(`${describe(error)}\n`);
    return 1;
  }
}

async function inCity(assembly: string, take: (city: City) => Promise<void>): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'cordon-pictures-'));
  try {
    const city = await startCity({ assembly, dataDir, port: 0, speed: SPEED, seed: (open) => seedCity(open, undefined) });
    try {
      await take(city);
    } finally {
      await city.stop();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function takeFraud(city: City, browser: Browser): Promise<void> {
  const police = clientOf(city, 'police-haidian');
  const client = createApiClient(city.api, city.tokenEndpoint, police);
  const banks = await startBanks({ ...city, banks: seedBanks.map((bank) => ({ ...bank, client: clientOf(city, bank.bankId) })) });
  const fraud = playFreezeScenario({ ...city, police, screen: mute, signal });
  const alertId = await firstOf(client, '/v1/alerts', 'alertId');
  await sleep(MIDDLE_MS);
  const board = { path: `/console/alerts/${alertId}`, waitFor: '[data-row-key]' };
  await takeOne(city, browser, { name: 'board', username: 'gao', ...board, language: 'en' });
  await fraud;
  const orderId = await firstOf(client, `/v1/alerts/${alertId}/board`, 'orderId');
  const money = { path: `/console/orders/${orderId}`, press: "Show the money's way", waitFor: '.react-flow__node' };
  await takeOne(city, browser, { name: 'money', username: 'gao', ...money, language: 'en' });
  await takeOne(city, browser, { name: 'figures', username: 'he', path: '/console/figures', waitFor: '.bars', language: 'en' });
  await banks.stop();
}

async function takeCoordination(city: City, browser: Browser): Promise<void> {
  await playCoordinationScenario({ ...city, screen: mute, signal });
  const client = createApiClient(city.api, city.tokenEndpoint, clientOf(city, 'procuratorate-haidian'));
  const consultationId = await firstOf(client, '/v1/consultations', 'consultationId');
  const consultation = { path: `/console/consultations/${consultationId}`, waitFor: '.question' };
  await takeOne(city, browser, { name: 'consultation', username: 'xu', ...consultation });
}

async function takeOne(city: City, browser: Browser, picture: Picture): Promise<void> {
  const { name, username, path, press, waitFor, language = 'zh' } = picture;
  const person = await openPerson(browser, city.api, { language, viewport });
  await person.signIn(username, path);
  if (press !== undefined) await person.page.getByRole('button', { name: press, exact: true }).click();
  const shown = person.page.locator(waitFor).first();
  await shown.waitFor();
  if (press !== undefined) await shown.scrollIntoViewIfNeeded();
  // what grows and fades has come to rest
  await sleep(1_500);
  const file = join(folder, `${name}.png`);
  await person.page.screenshot({ path: file });
  await person.close();
  say(`written: ${file}`);
}

function clientOf(city: City, clientId: string): City['clients'][number] {
  const client = city.clients.find((one) => one.clientId === clientId);
  if (client === undefined) throw new Error(`the seed has no client ${clientId}`);
  return client;
}

const List = z.looseObject({ items: z.array(z.record(z.string(), z.unknown())) });

/** The id of the first thing of a list, once there is one. */
function firstOf(client: ApiClient, path: string, member: string): Promise<string> {
  return eventually(async () => {
    const { body } = await client.request('GET', path);
    const id: unknown = List.parse(body).items[0]?.[member];
    return typeof id === 'string' ? id : undefined;
  });
}

process.exitCode = await main();
process.exit();
