import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { openTestCity, type TestCity } from '../support/city.ts';
import { openPerson, type Person } from '../support/console.ts';
import { openDesk } from '../support/desk.ts';

let world: TestCity;
let browser: Browser;
let person: Person;
let page: Page;

beforeAll(async () => {
  [world, browser] = await Promise.all([openTestCity(1), openBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await world?.close();
});

beforeEach(async () => {
  person = await openPerson(browser, world.api);
  page = person.page;
});

afterEach(() => person.close());

const RAISE = '登记警情';
const summary = () => person.form(RAISE).getByLabel('简要情况');
const question = (name: string) => page.getByRole('dialog', { name });

async function fillIn(): Promise<void> {
  await page.getByRole('link', { name: '本区警情' }).click();
  await person.heading('本区警情').waitFor();
  await page.getByRole('link', { name: RAISE }).click();
  await person.form(RAISE).getByLabel('姓名').first().fill('周秀兰');
  await person.form(RAISE).getByLabel('损失金额').fill('1000');
  await summary().fill('冒充客服退款');
}

/** From now on the API's gate takes no token, as after its end; a test lets it take the next one. */
async function refuseTokens(): Promise<() => Promise<void>> {
  const gate = `${world.api}/v1/**`;
  const told = '{"message":"Unauthorized"}';
  await page.route(gate, (route) => route.fulfill({ status: 401, contentType: 'application/json', body: told }));
  return () => page.unroute(gate);
}

describe('an officer with a filled form', () => {
  test('is asked before a link or the way back takes it, and keeps it or leaves it', async () => {
    await person.signIn('gao', '/console/alerts');
    await fillIn();
    await page.getByRole('link', { name: '查找' }).click();
    await question('离开此页？').waitFor();
    expect(await person.barriers()).toEqual([]);
    await person.button('留在此页').click();
    expect(await summary().inputValue()).toBe('冒充客服退款');

    await page.evaluate('history.back()');
    await question('离开此页？').waitFor();
    await page.keyboard.press('Escape');
    await question('离开此页？').waitFor({ state: 'detached' });
    expect(await summary().inputValue()).toBe('冒充客服退款');
    expect(new URL(page.url()).pathname).toBe('/console/alerts/new');

    await person.button('退出').click();
    await question('离开此页？').waitFor();
    await person.button('留在此页').click();
    await page.evaluate('history.back()');
    await person.button('离开，不保留').click();
    await person.heading('本区警情').waitFor();
    expect(person.faults).toEqual([]);
  });

  test('is asked over a drawer, too, which stays with what was typed', async () => {
    const desk = openDesk(world);
    const alertId = await desk.alert('console-forms-1', await desk.now());
    await person.signIn('gao', '/console/alerts');
    await page.goto(`${world.api}/console/inbox`);
    await person.heading('通知').waitFor();
    await page.getByRole('link', { name: '本区警情' }).click();
    await page.locator(`a[href="/console/alerts/${alertId}"]`).first().click();
    await person.heading(/看板$/).waitFor();
    await person.button('移送警情').click();
    const reason = person.form('移送警情').getByLabel('理由');
    await reason.fill('案发地在朝阳');
    await page.evaluate('history.back()');
    await question('离开此页？').waitFor();
    expect(await page.evaluate("document.activeElement.closest('dialog') !== null")).toBe(true);
    expect(await person.barriers()).toEqual([]);
    await page.keyboard.press('Enter');
    await question('离开此页？').waitFor({ state: 'detached' });
    expect(await reason.inputValue()).toBe('案发地在朝阳');
    await page.evaluate('history.back()');
    await person.button('离开，不保留').click();
    await person.heading('本区警情').waitFor();
    expect(person.faults).toEqual([]);
  });

  test('is not asked where nothing was typed, or where it was sent', async () => {
    await person.signIn('gao', '/console/alerts/new');
    await person.form(RAISE).waitFor();
    // a report by telephone has no number: the field is empty, and may stay so
    expect(
      await person
        .form(RAISE)
        .getByLabel(/^来源编号/)
        .inputValue(),
    ).toBe('');
    await page.getByRole('link', { name: '查找' }).click();
    await person.heading('查找').waitFor();
    await fillIn();
    await person.send(RAISE).click();
    await person.heading(/看板$|^已登记/).waitFor();
    await page.getByRole('link', { name: '查找' }).click();
    await person.heading('查找').waitFor();
    expect(person.faults).toEqual([]);
  });

  test('signs in again over the page when the session ends, and what was typed is sent', async () => {
    await person.signIn('gao', '/console/alerts');
    await fillIn();
    const accept = await refuseTokens();
    await person.send(RAISE).click();
    await question('登录已过期').waitFor();
    expect(await person.barriers()).toEqual([]);
    await accept();
    await person.context.clearCookies();
    const [issuer] = await Promise.all([person.context.waitForEvent('page'), person.button('重新登录').click()]);
    await issuer.getByLabel(/人员/).selectOption('gao');
    await issuer.getByLabel(/密码/).fill('gao-local');
    await Promise.all([issuer.waitForEvent('close'), issuer.getByRole('button', { name: /登录/ }).click()]);
    await question('登录已过期').waitFor({ state: 'detached' });
    await person.heading(/看板$|^已登记/).waitFor();
    const kept = await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])');
    expect(kept).not.toMatch(/eyJ|gao|高建国|周秀兰/);
  });

  test('is told where the browser blocks the window, and that another person who signs in there sends nothing of it', async () => {
    await person.signIn('gao', '/console/alerts');
    await fillIn();
    const accept = await refuseTokens();
    await person.send(RAISE).click();
    await question('登录已过期').waitFor();
    await page.evaluate('window.kept = window.open; window.open = () => null');
    await person.button('重新登录').click();
    await page.getByText('浏览器拦截了登录窗口').waitFor();
    await accept();
    await page.evaluate('window.open = window.kept');
    await person.context.clearCookies();
    const [issuer] = await Promise.all([person.context.waitForEvent('page'), person.button('重新登录').click()]);
    await issuer.getByLabel(/人员/).selectOption('pan');
    await issuer.getByLabel(/密码/).fill('pan-local');
    await issuer.getByRole('button', { name: /登录/ }).click();
    await page.getByText('另一人已登录').waitFor();
    expect(await page.getByText('冒充客服退款').count()).toBe(0);
  });
});

describe('a person in a second tab', () => {
  test('is signed in without a password while the issuer knows them, and after a sign-out asked for it', async () => {
    await person.signIn('gao', '/console/alerts');
    await person.heading('本区警情').waitFor();
    const second = await person.context.newPage();
    await second.goto(`${world.api}/console/inbox`);
    await second.getByRole('heading', { level: 1, name: '通知' }).waitFor();
    expect(new URL(second.url()).pathname).toBe('/console/inbox');
    await person.button('退出').click();
    await person.button('登录').waitFor();
    await second.getByRole('button', { name: '登录', exact: true }).waitFor();
    await second.goto(`${world.api}/console/inbox`);
    await second.getByRole('button', { name: '登录', exact: true }).click();
    await second.getByLabel(/密码/).waitFor();
    expect(person.faults).toEqual([]);
  });
});
