import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { openTestCity, type TestCity } from '../support/city.ts';
import { account, type Desk, openDesk } from '../support/desk.ts';

let world: TestCity;
let desk: Desk;
let browser: Browser;
let context: BrowserContext;
let page: Page;
/** Errors, and breaches of the page's policy for its content: a sound console says nothing of these. */
let faults: string[];
let requests: string[];
let alertId: string;
let orders: readonly string[];

beforeAll(async () => {
  [world, browser] = await Promise.all([openTestCity(1), openBrowser()]);
  desk = openDesk(world);
  const alarm = await desk.now();
  alertId = await desk.alert('console-1', alarm);
  orders = await desk.stop(
    alertId,
    account('jinghua', '6222000000000000911', 10_000_000, alarm),
    account('chengde', '6222000000000000912', 5_000_000, alarm),
  );
});

afterAll(async () => {
  await browser?.close();
  await world?.close();
});

beforeEach(async () => {
  [faults, requests] = [[], []];
  context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('pageerror', ({ message }) => faults.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.text().includes('Content Security Policy')) faults.push(message.text());
  });
  page.on('request', (request) => requests.push(new URL(request.url()).pathname));
});

afterEach(() => context.close());

/** Opens a page as a person who has yet to sign in, and signs in with the issuer's form. */
async function signIn(username: string, path = '/console'): Promise<void> {
  await page.goto(`${world.api}${path}`);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByLabel(/人员/).selectOption(username);
  await page.getByLabel(/密码/).fill(`${username}-local`);
  await page.getByRole('button', { name: /登录/ }).click();
  await page.getByRole('button', { name: '退出' }).waitFor();
}

/** What axe finds serious or critical on the page. */
async function barriers(): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const row = (accountNumber: string) => page.getByRole('row', { name: new RegExp(accountNumber) });
const answered = async (orderId = '', bankId = '', code = '0000', stoppedFen = 0) =>
  desk.answer(bankId, orderId, { code, effectiveAt: await desk.now(), balanceBeforeFen: stoppedFen, stoppedFen });

/** Compressed bytes that the landing page of a duty officer may load; fonts only come to machines that have none for Chinese. */
const FIRST_LOAD_BYTES = 350_000;

describe('a duty officer of Haidian', () => {
  test('loads little before the first page stands', async () => {
    const sizes: Promise<number>[] = [];
    page.on('requestfinished', (request) => {
      const isOfConsole = new URL(request.url()).pathname.startsWith('/console');
      if (isOfConsole && !/noto|\.woff2$/.test(request.url()))
        sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
    });
    await signIn('gao');
    await heading('待办指令').waitFor();
    const all = await Promise.all(sizes);
    expect(all.length).toBeGreaterThan(5);
    const sum = all.reduce((total, size) => total + size, 0);
    expect(sum).toBeGreaterThan(100_000);
    expect(sum).toBeLessThan(FIRST_LOAD_BYTES);
  });

  test('signs in, goes to the board of an alarm, and watches an answer appear without a reload, in both languages', async () => {
    await page.goto(`${world.api}/console`);
    await page.getByRole('button', { name: '登录', exact: true }).waitFor();
    expect(await barriers()).toEqual([]);
    await signIn('gao');
    await heading('待办指令').waitFor();
    expect(await barriers()).toEqual([]);

    await page.getByRole('link', { name: '本区警情' }).click();
    await heading('本区警情').waitFor();
    expect(await barriers()).toEqual([]);
    await page.getByRole('link', { name: /^HD-/ }).first().click();
    await heading(/^警情 HD-.* 看板$/).waitFor();
    await row('6222000000000000911')
      .getByText(/剩余 \d+:\d\d/)
      .waitFor();
    expect(await barriers()).toEqual([]);

    const before = requests.length;
    await answered(orders[0], 'jinghua', '0000', 10_000_000);
    await row('6222000000000000911').getByText('已止付').waitFor();
    const since = requests.slice(before);
    expect(since.filter((path) => path.startsWith('/console'))).toEqual([]);
    expect(await row('6222000000000000911').innerText()).toContain('¥100,000.00');

    await page.getByRole('button', { name: 'English' }).click();
    await heading(/^Board of alarm HD-/).waitFor();
    await row('6222000000000000911').getByText('Stopped').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await barriers()).toEqual([]);
    expect(faults).toEqual([]);
  });

  test('is told when a bank sends an order back, goes from the notice to its board, and marks the notice done', async () => {
    await signIn('gao', '/console/inbox');
    await heading('通知').waitFor();
    await answered(orders[1], 'chengde', '0301');
    const entry = page.getByRole('listitem').filter({ hasText: '承德银行' });
    await entry.waitFor();
    expect(await barriers()).toEqual([]);

    await entry.getByRole('link', { name: /^查看 HD-/ }).click();
    await row('6222000000000000912').getByText('已退回，待更正').waitFor();
    expect(await row('6222000000000000912').getAttribute('aria-current')).toBe('true');

    await page.getByRole('link', { name: '待办指令' }).click();
    await page.getByRole('button', { name: /已退回，待更正 1/ }).click();
    await row('6222000000000000912').waitFor();

    const count = page.getByRole('link', { name: /通知，\d+ 条未办/ });
    await count.click();
    await entry.waitFor();
    const open = Number.parseInt((await count.getAttribute('aria-label'))?.replace('通知，', '') ?? '', 10);
    await entry.getByRole('button', { name: /^办结/ }).click();
    await entry.waitFor({ state: 'detached' });
    await page.getByRole('link', { name: `通知，${open - 1} 条未办` }).waitFor();
    expect(faults).toEqual([]);
  });

  test('finds an alarm by the phone of its victim, which is in no address', async () => {
    await signIn('gao', '/console/search');
    await page.getByRole('textbox').fill('138 0000 0000');
    await page.getByRole('textbox').press('Enter');
    await page.getByRole('link', { name: /^HD-/ }).first().waitFor();
    expect(await barriers()).toEqual([]);
    expect(page.url()).toBe(`${world.api}/console/search`);
    expect(faults).toEqual([]);
  });

  test('comes back to the same page after the sign-in and after a reload; the browser keeps no token', async () => {
    await signIn('gao', `/console/alerts/${alertId}`);
    await heading(/看板$/).waitFor();
    await page.reload();
    await heading(/看板$/).waitFor();
    expect(page.url()).toBe(`${world.api}/console/alerts/${alertId}`);
    const kept = await page.evaluate(
      'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, document.title])',
    );
    expect(kept).not.toMatch(/eyJ|gao|高建国|周秀兰|1380000/);

    await page.getByRole('button', { name: '退出' }).click();
    await page.getByRole('button', { name: '登录', exact: true }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: '登录', exact: true }).waitFor();
    expect(faults).toEqual([]);
  });

  test('is told that the network is gone, and sees the page again when it is back', async () => {
    await signIn('gao', `/console/alerts/${alertId}`);
    await row('6222000000000000911').waitFor();
    await context.setOffline(true);
    await page.getByRole('link', { name: '待办指令' }).click();
    await page.getByText(/无法连接服务器|此页无法打开/).waitFor();
    expect(await barriers()).toEqual([]);
    await context.setOffline(false);
    await page.getByRole('button', { name: /重试|重新载入/ }).click();
    await heading('待办指令').waitFor();
  });
});

describe('a bank liaison', () => {
  test('sees the inbox first, is offered no page of the police, and is refused one in words', async () => {
    await signIn('pan');
    await heading('通知').waitFor();
    expect(await page.getByRole('navigation').getByRole('link').allInnerTexts()).not.toContain('本区警情');
    await page.goto(`${world.api}/console/alerts`);
    await page.getByText('您的角色不能查看此页。').waitFor();
    expect(await barriers()).toEqual([]);
  });

  test('learns of an alarm no more than that it does not exist', async () => {
    await signIn('pan', `/console/alerts/${alertId}`);
    await page.getByText(/没有这一项，或您无权知悉|您的角色不能查看此页/).waitFor();
    expect(await page.innerText('main')).not.toContain('周秀兰');
  });
});
