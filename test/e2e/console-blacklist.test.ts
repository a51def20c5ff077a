import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { openBrowser } from '../support/browser.ts';
import { openTestCity, type TestCity } from '../support/city.ts';
import { choose, createPeople, type Person } from '../support/console.ts';
import { phone } from '../support/console-crawl.ts';
import { openSupervision } from '../support/supervision.ts';

/*
 * A person who stands on the blacklist is told, appeals at the desk of the police, and is taken off by a supervisor.
 */

const listed = '13800000777';

let world: TestCity;
let browser: Browser;
let reference: string;

beforeAll(async () => {
  [world, browser] = await Promise.all([openTestCity(1), openBrowser()]);
  const entry = await openSupervision(world).ask('police-haidian', 'POST', '/v1/blacklist', {
    ...{ mark: { kind: 'phone', phone: listed }, ground: 'card-rental', reason: '本人承认出租电话卡' },
    evidence: [{ findingText: '出租电话卡', paper: '京公海认〔2026〕1号' }],
  });
  ({ reference } = z.object({ reference: z.string() }).parse(entry));
});

afterAll(async () => {
  await browser?.close();
  await world?.close();
});

const { opened, closeAll } = createPeople(() => ({ browser, api: world.api }));
afterEach(closeAll);

/** Nothing but a table is wider than a telephone. */
async function narrow(page: Page): Promise<void> {
  await page.setViewportSize(phone);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(phone.width);
}

/** Asks whether the number is listed, in the body of a request. */
async function check(person: Person): Promise<void> {
  await person.button('黑名单核验').click();
  const form = person.form('黑名单核验');
  await choose(form, /^类型/, '手机号');
  await form.getByRole('textbox', { name: /^值/ }).fill('138-0000-0777');
  await person.send('黑名单核验').click();
  await form.waitFor({ state: 'detached' });
}

// a journey of a person takes long on a machine that runs the rest of the suite beside it
describe('an entry of the blacklist', { timeout: 180_000 }, () => {
  test('is found by a check of the number, and an appeal against it is recorded', async () => {
    const officer = await opened('gao', '/console/blacklist');
    const { page } = officer;
    await page.getByText('没有符合条件的条目。').waitFor();
    await check(officer);
    const found = page.getByRole('region', { name: '核验结果' });
    await found.getByText('在列', { exact: true }).waitFor();
    expect(page.url()).not.toMatch(/0777/);
    expect(await officer.barriers()).toEqual([]);
    await page.getByRole('group', { name: '按标识种类筛选' }).getByRole('button', { name: '手机号' }).click();
    await page.getByRole('row').filter({ hasText: reference }).waitFor();
    // a list never shows the marks
    expect(await page.innerText('main')).not.toMatch(/0777/);
    await found.getByRole('link', { name: reference }).click();

    await officer.heading(`黑名单条目 ${reference}`).waitFor();
    await page.getByText(listed).waitFor();
    await page.getByText('京公海认〔2026〕1号 出租电话卡').waitFor();
    expect(await page.title()).not.toMatch(/0777/);
    expect(await officer.barriers()).toEqual([]);
    await officer.button('登记申诉').click();
    const appeal = officer.form('登记申诉');
    await appeal.getByRole('textbox', { name: /^申诉人/ }).fill('孙某');
    await appeal.getByRole('textbox', { name: /^内容/ }).fill('身份证五月被盗');
    await appeal.getByRole('button', { name: '此刻' }).click();
    await officer.send('登记申诉').click();
    await appeal.waitFor({ state: 'detached' });
    await page.getByText('身份证五月被盗').waitFor();
    expect(await officer.button('决定申诉').count()).toBe(0);
    await narrow(page);
    expect(officer.faults).toEqual([]);
  });

  test('goes off the list at once where a supervisor upholds the appeal', async () => {
    const supervisor = await opened('tang', '/console/blacklist?kind=phone&status=appealed');
    const { page } = supervisor;
    await page.getByRole('link', { name: reference }).click();
    await supervisor.button('决定申诉').click();
    const form = supervisor.form('决定申诉');
    await form.getByRole('radio', { name: '申诉成立', exact: true }).check();
    await form.getByRole('textbox', { name: /^理由/ }).fill('报案记录属实');
    await supervisor.send('决定申诉').click();
    await form.waitFor({ state: 'detached' });
    await page.getByText('已移出').waitFor();
    expect(await supervisor.barriers()).toEqual([]);
    await page.goto(`${world.api}/console/blacklist`);
    await check(supervisor);
    await page.getByRole('region', { name: '核验结果' }).getByText('不在列').waitFor();
    await narrow(page);
    expect(supervisor.faults).toEqual([]);
  });
});
