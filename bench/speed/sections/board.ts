import type { Page } from 'playwright-core';
import { openBrowser } from '../../../test/support/browser.ts';
import { openPerson } from '../../../test/support/console.ts';
import { percentile } from '../figures.ts';
import { askStops, newAccount, raiseAlarm } from '../freeze-path.ts';
import { calm, type Section } from '../run.ts';
import type { World } from '../world.ts';

const ORDERS = 1_000;
const A_REQUEST = 100;
/** A bank that takes the orders and does not answer, so that each of them has a running clock. */
const SILENT = 'haihe';
const ROUNDS = 10;
/** Shorter events are not told by the browser. */
const LEAST_MS = 16;

/** How long a person waits for the page after a key or a click, with 1,000 orders on the board of one alarm, all with running clocks. */
export const board: Section = async (run) => {
  const world = await run.world();
  const alertId = await alarmOf(world, ORDERS);
  await calm(world);
  const browser = await openBrowser();
  run.undo.add(() => browser.close());
  const person = await openPerson(browser, world.city.endpoints.api, { patienceMs: 60_000 });
  const { page } = person;
  await page.addInitScript(WATCH);
  await person.signIn('gao', `/console/alerts/${alertId}`);
  await person.heading(/看板/).waitFor();
  const shown = await loadAll(page);
  const waited = await interact(page);
  await browser.close();
  return [
    { name: 'orders on the board', value: shown, unit: 'orders' },
    { name: 'interaction to next paint, p50', value: percentile(waited, 0.5), unit: 'ms' },
    { name: 'interaction to next paint, p98', value: percentile(waited, 0.98), unit: 'ms' },
    { name: 'interaction to next paint, worst', value: percentile(waited, 1), unit: 'ms' },
  ];
};

async function alarmOf(world: World, orders: number): Promise<string> {
  const alertId = await raiseAlarm(world);
  for (let asked = 0; asked < orders; asked += A_REQUEST) {
    await askStops(world, alertId, ...Array.from({ length: A_REQUEST }, () => newAccount(SILENT)));
  }
  return alertId;
}

/** Asks for pages of the list until all are there. @returns how many orders it shows then */
async function loadAll(page: Page): Promise<number> {
  const more = page.getByRole('button', { name: '更多', exact: true });
  const rows = page.locator('[data-row-key]');
  await rows.first().waitFor();
  while ((await rows.count()) < ORDERS) {
    const before = await rows.count();
    await more.click();
    await rows.nth(before).waitFor();
  }
  return rows.count();
}

/** What a person does at a board: goes on by the keyboard, turns the wheel, changes the language and back. */
async function interact(page: Page): Promise<readonly number[]> {
  await page.evaluate('window.cordonWaited.length = 0');
  for (let round = 0; round < ROUNDS; round += 1) {
    await page.keyboard.press('Tab');
    await page.mouse.wheel(0, 2_000);
    await page.keyboard.press('PageDown');
    await page.getByRole('button', { name: round % 2 === 0 ? 'English' : '中文' }).click();
    await page.waitForTimeout(500);
  }
  return page.evaluate('window.cordonWaited');
}

const WATCH = `
  window.cordonWaited = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.interactionId > 0) window.cordonWaited.push(entry.duration);
  }).observe({ type: 'event', durationThreshold: ${LEAST_MS}, buffered: true });
`;
