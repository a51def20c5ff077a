import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { DAY } from '../../shared/kernel/time.ts';
import { openBrowser } from '../support/browser.ts';
import { openTestCity, type TestCity } from '../support/city.ts';
import { openPerson, type Person } from '../support/console.ts';
import { openSupervision, type Supervision } from '../support/supervision.ts';

const city = 'police-city';
const district = 'police-haidian';
/** Beyond the day of the first report. */
const TO_OVERDUE_DAYS = 33;

let world: TestCity;
let supervision: Supervision;
let browser: Browser;
let person: Person;
let page: Page;
let listedCaseId: string;

beforeAll(async () => {
  [world, browser] = await Promise.all([openTestCity(1), openBrowser()]);
  supervision = openSupervision(world);
  listedCaseId = await supervision.listedCase();
  world.city.clock.skip(TO_OVERDUE_DAYS * DAY);
  await supervision.ask(district, 'POST', `/v1/listed-cases/${listedCaseId}/extension-requests`, {
    ...{ months: 2, reason: '鉴定意见未出' },
  });
});

afterAll(async () => {
  await browser?.close();
  await world?.close();
});

beforeEach(async () => {
  person = await openPerson(browser, world.api, { patienceMs: 40_000 });
  page = person.page;
});

afterEach(() => person.close());

const urgent = () => page.getByRole('table', { name: '最急的挂牌案件' });

// a journey of a person takes long on a machine that runs the rest of the suite beside it
describe('a supervisor of the city', { timeout: 180_000 }, () => {
  test('finds an overdue listing and decides its extension in five clicks from the sign-in', async () => {
    await person.signIn('he');
    await person.heading('督办总览').waitFor();
    await person.link('1 逾期挂牌案件').waitFor();
    await urgent()
      .getByText(/待报告进展 · 逾期 \d+ 天/)
      .waitFor();
    expect(await person.barriers()).toEqual([]);

    // the extension needs an approval: it is asked for where it is needed, and granted by another
    await urgent()
      .getByRole('link', { name: /^L-HD-/ })
      .click();
    await person.heading(/^挂牌督办 L-HD-/).waitFor();
    await page.getByText('申请延期 2 个月').first().waitFor();
    expect(await person.barriers()).toEqual([]);
    await person.button('延长期限').click();
    await person.form('延长期限').getByRole('button', { name: '申请审批' }).click();
    await person.form('申请审批').getByLabel('月数').fill('2');
    await person.form('申请审批').getByLabel('理由').fill('鉴定意见未出，建议延期');
    await person.send('申请审批').click();
    await person.form('申请审批').waitFor({ state: 'detached' });
    const waiting = await world.as(`${city}-head`).request('GET', '/v1/approvals?waiting=me');
    const [asked] = z.object({ items: z.array(z.object({ approvalId: z.string() })) }).parse(waiting.body).items;
    await supervision.ask(`${city}-head`, 'POST', `/v1/approvals/${asked?.approvalId}/grant`, { reason: '同意延期' });

    await page.goto(`${world.api}/console`);
    await person.heading('督办总览').waitFor();
    expect(await person.clicks()).toBe(0);
    await urgent()
      .getByRole('link', { name: /^L-HD-/ })
      .click();
    await person.button('延长期限').click();
    expect(await person.form('延长期限').getByLabel('月数').inputValue()).toBe('2');
    await person.form('延长期限').getByLabel('理由').fill('同意延期两个月');
    await person.form('延长期限').getByRole('combobox', { name: '审批' }).click();
    await page.getByRole('option').first().waitFor({ state: 'attached' });
    await page.locator('.ant-select-item-option').first().click();
    await person.send('延长期限').click();
    await page.getByText('已延期 1 次').waitFor();
    expect(await person.clicks()).toBeLessThanOrEqual(5);

    await page.reload();
    await page.getByText('已延期 1 次').waitFor();
    await person.button('查看经办记录').click();
    await page.getByRole('table', { name: '经办记录' }).waitFor();
    expect(await person.barriers()).toEqual([]);
    expect(person.faults).toEqual([]);
  });

  test('is told in words why a listing may not be delisted yet, and what approval it needs', async () => {
    await person.signIn('he', `/console/listed-cases/${listedCaseId}`);
    await page.getByText('未达到目标').waitFor();
    await person.button('摘牌').click();
    await person.send('摘牌').click();
    const told = person.form('摘牌').getByRole('alert').last();
    await told.waitFor();
    expect(await told.innerText()).toMatch(/审批|理由/);
    expect(await person.barriers()).toEqual([]);
  });

  test('filters listings by what they need, in the address', async () => {
    await person.signIn('he', '/console/listed-cases?show=overdue');
    await person.heading('挂牌督办案件').waitFor();
    await person.link(/^L-HD-/).waitFor();
    expect(await person.barriers()).toEqual([]);
    await page.getByLabel('区', { exact: true }).selectOption('chaoyang');
    await page.getByText('没有符合条件的挂牌案件。').waitFor();
    expect(new URL(page.url()).search).toBe('?show=overdue&district=chaoyang');
    await page.goto(`${world.api}/console/listed-cases?state=closed`);
    await page.getByText('没有符合条件的挂牌案件。').waitFor();
    expect(person.faults).toEqual([]);
  });
});
