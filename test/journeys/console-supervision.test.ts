import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { beijingMonth, lastDayOf } from '../../shared/kernel/beijing.ts';
import { DAY, HOUR, plus } from '../../shared/kernel/time.ts';
import { openBrowser } from '../support/browser.ts';
import { eventually, openTestCity, type TestCity } from '../support/city.ts';
import { openPerson, type Person } from '../support/console.ts';
import { account, type Desk, openDesk } from '../support/desk.ts';
import { openSupervision, type Supervision } from '../support/supervision.ts';

const city = 'police-city';
const town = 'town-haidian-wenquan';
const station = 'haidian-wenquan';

let world: TestCity;
let desk: Desk;
let browser: Browser;
let person: Person;
let page: Page;
let month: string;
let supervision: Supervision;
let listedCaseId: string;
let measureId: string;

/** Two orders of an alarm: one that its bank stopped in time, one that came back. */
async function answeredOrders(): Promise<void> {
  const alarm = await desk.now();
  const alertId = await desk.alert('supervision-1', alarm);
  const [first = '', second = ''] = await desk.stop(
    alertId,
    account('jinghua', '6222000000000000811', 10_000_000, alarm),
    account('chengde', '6222000000000000812', 5_000_000, alarm),
  );
  const stopped = { code: '0000', effectiveAt: await desk.now(), balanceBeforeFen: 10_000_000, stoppedFen: 10_000_000 };
  expect((await desk.answer('jinghua', first, stopped)).status).toBe(200);
  expect((await desk.answer('chengde', second, { code: '0301' })).status).toBe(200);
}

/** Waits for the night's work. @param isFar whether the last folded day is late enough */
function folded(isFar: (through: string) => boolean): Promise<true> {
  return eventually(async () => {
    const { body } = await world.as(city).request('GET', '/v1/stats/freezes');
    const { foldedThrough } = z.object({ foldedThrough: z.string().optional() }).parse(body);
    return foldedThrough !== undefined && isFar(foldedThrough) ? true : undefined;
  });
}

beforeAll(async () => {
  [world, browser] = await Promise.all([openTestCity(1), openBrowser()]);
  desk = openDesk(world);
  supervision = openSupervision(world);
  month = beijingMonth(await desk.now());
  await answeredOrders();
  await supervision.ask(city, 'PUT', `/v1/stations/${station}`, {
    ...{ name: '温泉派出所', district: 'haidian', residents: 50_000, from: '2026-01-01' },
  });
  listedCaseId = await supervision.listedCase(station);
  // the first night looks back a month only, so it comes before the long way
  world.city.clock.skip(HOUR);
  await folded(() => true);
  // the night has counted a month when a day of the next one is folded
  const counted = plus(`${lastDayOf(month)}T16:00:00.000Z`, 2 * DAY);
  world.city.clock.skip(Date.parse(counted) - Date.parse(await desk.now()));
  await folded((through) => through.slice(0, 7) > month);
  const measure = await supervision.ask(city, 'POST', '/v1/regional-measures', {
    ...{ step: 'notice', target: { kind: 'town', name: '温泉镇', district: 'haidian', agency: town } },
    ...{ reason: '发案集中', demands: '两周内完成宣传整改' },
  });
  measureId = String(measure['measureId']);
}, 560_000);

afterAll(async () => {
  await browser?.close();
  await world?.close();
});

beforeEach(async () => {
  person = await openPerson(browser, world.api, { patienceMs: 40_000 });
  page = person.page;
});

afterEach(() => person.close());

describe('a supervisor of the city', { timeout: 240_000 }, () => {
  test('publishes the ranking of stations, and sees a station over the months', async () => {
    await person.signIn('he', `/console/station-rankings/${month}`);
    await page.getByText('未发布，按目前数据').waitFor();
    await person.button('发布排名').click();
    await person.send('发布排名').click();
    await page.getByText('已发布').waitFor();
    expect(await person.barriers()).toEqual([]);
    await person.link('温泉派出所').click();
    await person.heading('派出所 温泉派出所').waitFor();
    await page.getByRole('img', { name: '历月每万人立案数' }).locator('path').first().waitFor();
    await page.getByRole('table', { name: '历月名次' }).getByText('通报').waitFor();
    expect(await person.barriers()).toEqual([]);
    await person.link('派出所与人口').first().click();
    await person.heading('派出所与人口').waitFor();
    const station = page.getByRole('row').filter({ hasText: '温泉派出所' });
    await station.getByRole('button', { name: '登记派出所', exact: true }).click();
    expect(await person.form('登记派出所').getByLabel('名称').inputValue()).toBe('温泉派出所');
    expect(await person.barriers()).toEqual([]);
    expect(person.faults).toEqual([]);
  });

  test('reads how fast banks stopped, by hour, district and bank, and why orders came back', async () => {
    await person.signIn('he', `/console/figures?from=${month}-01&to=${lastDayOf(month)}`);
    await person.heading('止付数据').waitFor();
    const byHour = page.getByRole('table', { name: '数据表 · 按小时' });
    await byHour.waitFor();
    // what the API does not count by hour has no column
    for (const absent of ['止付用时中位数', '止付金额'])
      expect(await byHour.getByRole('columnheader', { name: absent }).count()).toBe(0);
    await byHour.getByRole('columnheader', { name: '时限内答复率' }).waitFor();
    await page
      .getByRole('img', { name: /按时与逾时/ })
      .locator('path')
      .first()
      .waitFor();
    await page.getByRole('table', { name: '按应答码' }).getByText('0301').waitFor();
    await page.getByRole('table', { name: '数据表 · 各环节用时' }).getByText('警情至止付生效（T0 至 T5）').waitFor();
    expect(await person.barriers()).toEqual([]);
    for (const by of ['按日', '按区', '按银行', '按月']) {
      await person.button(by).click();
      await page
        .getByRole('table', { name: `数据表 · ${by}` })
        .getByRole('columnheader', { name: '止付金额' })
        .waitFor();
    }
    await person.button('按银行').click();
    await page.getByRole('table', { name: '数据表 · 按银行' }).getByText('京华银行').waitFor();
    expect(await person.barriers()).toEqual([]);
    expect(person.faults).toEqual([]);
  });

  test('publishes the sheet of a month, which prints without the page around it and downloads as a table', async () => {
    await person.signIn('he', '/console/figures/months');
    await page.getByText('还没有公布过月度数据。').waitFor();
    await person.button('发布月度数据').click();
    await person.form('发布月度数据').getByLabel('月份').fill(month);
    await person.send('发布月度数据').click();
    await person.heading(/止付数据表$/).waitFor();
    await page.getByText('第 1 版 · 现行版').waitFor();
    await page.getByRole('table', { name: '各银行' }).getByText('京华银行').waitFor();
    expect(await person.barriers()).toEqual([]);

    const [download] = await Promise.all([page.waitForEvent('download'), person.button('下载 CSV').click()]);
    expect(download.suggestedFilename()).toBe(`figures-${month}-1.csv`);
    expect(await readFile(await download.path(), 'utf8')).toContain('京华银行');

    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('navigation').isVisible()).toBe(false);
    expect(await person.button('下载 CSV').isVisible()).toBe(false);
    const cut = "document.querySelector('.sheet').scrollWidth > document.querySelector('.sheet').clientWidth";
    await page.setViewportSize({ width: 1050, height: 740 });
    expect(await page.evaluate(cut)).toBe(false);
    await page.emulateMedia({ media: 'screen' });

    await person.button('更正月度数据').click();
    await person.form('更正月度数据').getByLabel('理由').fill('核对');
    await person.send('更正月度数据').click();
    await person.form('更正月度数据').getByRole('alert').last().waitFor();
    expect(person.faults.filter((fault) => !fault.includes('409'))).toEqual([]);
  });
});

describe('those under a measure', { timeout: 120_000 }, () => {
  test('a town sees its own measure, answers it, and the city accepts', async () => {
    await person.signIn('qiao', '/console/regional-measures');
    await person.heading('地区整治措施').waitFor();
    await page.getByRole('table', { name: '地区整治措施' }).getByRole('link').first().click();
    await person.heading(/^整治措施 /).waitFor();
    expect(await person.button('验收整改').count()).toBe(0);
    await person.button('提交整改材料').click();
    await person
      .form('提交整改材料')
      .getByLabel('说明')
      .or(person.form('提交整改材料').getByLabel('简要情况'))
      .first()
      .fill('已入户宣传');
    await person.form('提交整改材料').getByLabel('标题').fill('整改报告');
    await person.send('提交整改材料').click();
    await page.getByRole('table', { name: '整改材料' }).getByText('已入户宣传').waitFor();
    expect(await person.barriers()).toEqual([]);
    expect(person.faults).toEqual([]);
    await person.close();

    person = await openPerson(browser, world.api, { language: 'en', patienceMs: 40_000 });
    page = person.page;
    await person.signIn('he', `/console/regional-measures/${measureId}`);
    await person.button('Accept the correction').click();
    await person.form('Accept the correction').getByRole('button', { name: 'Send' }).click();
    await page.getByText('Corrected').first().waitFor();
    expect(await person.barriers()).toEqual([]);
    expect(person.faults).toEqual([]);
  });
});

describe('others', { timeout: 120_000 }, () => {
  test('a duty officer reports on a listing, has no page of a supervisor, and is refused another district in words', async () => {
    await person.signIn('gao', `/console/listed-cases/${listedCaseId}`);
    await person.heading(/^挂牌督办 L-HD-/).waitFor();
    await person.button('报告进展').waitFor();
    expect(await page.getByRole('link', { name: '派出所排名' }).count()).toBe(1);
    expect(await person.link('督办总览').count()).toBe(0);
    await page.goto(`${world.api}/console/listed-cases?district=chaoyang`);
    await page.getByText('您的角色不能查看此页。').waitFor();
    expect(await person.barriers()).toEqual([]);
  });

  test('a bank sees its own figures and those of the city in all, and no listed case', async () => {
    await person.signIn('pan', `/console/figures?from=${month}-01&to=${lastDayOf(month)}`);
    const banks = page.getByRole('table', { name: '数据表 · 按银行' });
    await banks.getByText('京华银行').waitFor();
    expect(await banks.getByText('承德银行').count()).toBe(0);
    expect(await person.button('按区').count()).toBe(0);
    expect(await person.barriers()).toEqual([]);
    await page.goto(`${world.api}/console/listed-cases`);
    await page.getByText('您的角色不能查看此页。').waitFor();
  });
});
