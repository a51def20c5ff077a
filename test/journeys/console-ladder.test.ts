import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { openTestCity, type TestCity } from '../support/city.ts';
import { openPerson, type Person } from '../support/console.ts';
import { account, openDesk } from '../support/desk.ts';

let browser: Browser;
let world: TestCity;
let person: Person;

beforeAll(async () => {
  // The half hour of a silent bank in half a minute.
  [world, browser] = await Promise.all([openTestCity(60), openBrowser()]);
  person = await openPerson(browser, world.api, { patienceMs: 60_000 });
});

afterAll(async () => {
  await person?.close();
  await browser?.close();
  await world?.close();
});

const rungs = ['提醒银行', '通知值班民警', '通知督办负责人', '超过 30 分钟'];
/** Notes in the page which words of the ladder it has shown, in their order: each stands for seconds only. */
const WATCH = `
  window.cordonSeen = [];
  new MutationObserver(() => {
    const shown = document.querySelector('main').innerText;
    const fresh = ${JSON.stringify(rungs)}.filter((word) => shown.includes(word) && !window.cordonSeen.includes(word));
    window.cordonSeen.push(...fresh);
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
`;

test('a silent bank climbs the ladder to the breach on the board, without a reload', async () => {
  const desk = openDesk(world);
  const { page } = person;
  await person.signIn('gao', '/console/alerts');
  await person.heading('本区警情').waitFor();
  const now = await desk.now();
  const alertId = await desk.alert('silent-1', now);
  const [orderId = ''] = await desk.stop(alertId, account('jinghua', '6222000000000003001', 10_000_000, now));
  await page.evaluate(WATCH);
  await page.locator(`a[href$="${alertId}"]`).click();
  const row = page.getByRole('row', { name: /6222000000000003001/ });
  await row.getByText(/剩余 \d+:\d\d/).waitFor();
  await row.getByText('超过 30 分钟').waitFor({ timeout: 90_000 });
  await row.getByText(/已超/).waitFor();
  const seen = await page.evaluate('window.cordonSeen');
  const { ladder } = await desk.order(orderId);
  expect(seen).toEqual(rungs);
  expect(ladder).toHaveLength(rungs.length);
  expect(await person.barriers()).toEqual([]);
  expect(person.faults).toEqual([]);
}, 180_000);
