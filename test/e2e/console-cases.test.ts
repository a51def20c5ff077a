import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { DAY, plus } from '../../shared/kernel/time.ts';
import { openBrowser } from '../support/browser.ts';
import { openTestCity, type TestCity } from '../support/city.ts';
import { choose, openPerson, type Person } from '../support/console.ts';
import { type Desk, openDesk } from '../support/desk.ts';

let world: TestCity;
let desk: Desk;
let browser: Browser;
let police: Person;
let prosecutor: Person;
let caseId: string;
let now: string;

const Made = z.looseObject({ caseId: z.string().optional(), itemId: z.string().optional(), reference: z.string().optional() });

async function make(path: string, body: object): Promise<z.infer<typeof Made>> {
  const answer = await desk.police.request('POST', path, body);
  if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return Made.parse(answer.body);
}

/** A time on the clocks of Beijing, as a field takes it. */
const wall = (instant: string): string => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16);
const chat = Buffer.from('租卡人：明早把三张卡放到地铁柜里。\n');

beforeAll(async () => {
  [world, browser] = await Promise.all([openTestCity(1), openBrowser()]);
  desk = openDesk(world);
  now = await desk.now();
  const opened = { title: '两卡案', district: 'haidian', fraudType: '刷单返利', summary: '出租三张银行卡' };
  caseId = (await make('/v1/cases', opened)).caseId ?? '';
  const victim = await make(`/v1/cases/${caseId}/items`, { kind: 'person', role: 'victim', name: '周秀兰' });
  await make(`/v1/cases/${caseId}/items`, { kind: 'person', role: 'suspect', name: '魏长河' });
  const loss = { kind: 'loss', amountFen: 1_200_000, at: plus(now, -DAY), victim: victim.itemId };
  await make(`/v1/cases/${caseId}/items`, loss);
  [police, prosecutor] = await Promise.all([openPerson(browser, world.api), openPerson(browser, world.api)]);
  for (const { page } of [police, prosecutor]) page.setDefaultTimeout(60_000);
}, 400_000);

afterAll(async () => {
  await browser?.close();
  await world?.close();
}, 60_000);

const dialog = (page: Page): Locator => page.getByRole('dialog');

const field = (page: Page, label: string | RegExp): Locator => dialog(page).getByLabel(label);
/** Sends the open form, and waits until it is done. */
async function send(page: Page): Promise<void> {
  await dialog(page).getByRole('button', { name: '提交' }).click();
  await dialog(page).waitFor({ state: 'detached' });
}

/** A busy machine takes its time for a browser. */
const PATIENT = { timeout: 180_000 };

describe('an officer of Haidian', PATIENT, () => {
  test('finds the case by its filters, and notes its filing', async () => {
    const { page } = police;
    await police.signIn('gao', '/console/cases');
    await police.heading('案件').waitFor();
    await page.getByRole('link', { name: /HD-\d/ }).first().waitFor();
    expect(await police.barriers()).toEqual([]);
    await page.getByLabel('只看本单位办理').click();
    await page.waitForURL(/mine=true/);
    await page.getByRole('link', { name: /HD-\d/ }).first().click();
    await police.heading(/^案件 /).waitFor();
    await page.getByRole('row', { name: /魏长河/ }).waitFor();
    expect(await police.barriers()).toEqual([]);

    await page.getByRole('button', { name: '登记立案' }).click();
    await field(page, '立案号').fill('海公（刑）立字〔2026〕99号');
    await field(page, '立案时间').fill(wall(now));
    await field(page, '立案决定书文号').fill('海公刑立决〔2026〕99号');
    await send(page);
    await page.getByText('海公（刑）立字〔2026〕99号').first().waitFor();
    await page.getByRole('button', { name: '登记立案' }).waitFor({ state: 'detached' });
    const proposes = page.getByRole('link', { name: '申请挂牌' });
    expect(await proposes.getAttribute('href')).toBe(`/console/listed-cases?case=${caseId}`);
  });

  test('adds a piece of evidence and brings its file: a changed byte is refused, and the upload goes on', async () => {
    const { page } = police;
    await page.getByRole('tab', { name: '证据' }).click();
    await page.getByRole('button', { name: '登记证据' }).click();
    await choose(dialog(page), '证据种类', '电子数据');
    await field(page, '标题').fill('手机聊天记录');
    await field(page, '取得时间').fill(wall(plus(now, -DAY)));
    await send(page);
    await page
      .getByRole('row', { name: /手机聊天记录/ })
      .getByRole('button', { name: '展开行' })
      .click();

    await page.route('**/files/**', (route) => {
      if (route.request().method() !== 'PUT') return route.continue();
      const other = Buffer.from(chat);
      other[0] = 0x21;
      return route.continue({ postData: other });
    });
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: '上传文件' }).click(),
    ]);
    await chooser.setFiles({ name: '聊天记录.txt', mimeType: 'text/plain', buffer: chat });
    await page.getByText(/存储拒绝了上传/).waitFor();
    await page.unrouteAll({ behavior: 'wait' });
    await page.getByRole('button', { name: '重新上传' }).click();
    await page.getByText('“聊天记录.txt”已可查阅。').waitFor();
    expect(await police.barriers()).toEqual([]);
  });

  test('shares two parts with the prosecutors of the district', async () => {
    const { page } = police;
    await page.getByRole('tab', { name: '共享与请求' }).click();
    await page.getByRole('button', { name: '共享案件' }).click();
    await choose(dialog(page), '单位', '海淀区人民检察院');
    await choose(dialog(page), '共享的部分', '案情摘要', '证据清单');
    await field(page, '用途').fill('审查逮捕');
    await field(page, '截止时间').fill(wall(plus(now, 30 * DAY)));
    await send(page);
    await page
      .getByRole('row', { name: /海淀区人民检察院/ })
      .getByText('共享中')
      .waitFor();
    expect(await police.barriers()).toEqual([]);
  });
});

describe('a prosecutor of Haidian', PATIENT, () => {
  test('sees first what is shared, opens it in one click, sees exactly the parts that were granted, and is told of the record', async () => {
    const { page } = prosecutor;
    await prosecutor.signIn('xu');
    await prosecutor.heading('共享给我的案件').waitFor();
    const needs = page.getByRole('region', { name: '当前需要您处理' });
    await needs.getByRole('link', { name: /HD-\d/ }).first().waitFor();
    expect(await prosecutor.barriers()).toEqual([]);
    const before = await prosecutor.clicks();
    await needs.getByRole('link', { name: /HD-\d/ }).first().click();
    await prosecutor.heading(/^案件 .*HD-/).waitFor();
    expect((await prosecutor.clicks()) - before).toBe(1);

    await page.getByText(/每一项内容都会留痕/).waitFor();
    const main = page.locator('main');
    await main.getByText('出租三张银行卡').waitFor();
    expect(await main.innerText()).not.toMatch(/魏长河|周秀兰|99号|登记立案|并案|申请挂牌/);
    expect(await prosecutor.barriers()).toEqual([]);
  });

  test('opens a file of the evidence: the text is shown, and the original is saved', async () => {
    const { page } = prosecutor;
    await page.getByRole('tab', { name: '证据' }).click();
    await page.getByRole('button', { name: '展开行' }).click();
    await page.getByRole('button', { name: '查看 聊天记录.txt' }).click();
    await dialog(page).getByText('明早把三张卡放到地铁柜里').waitFor();
    expect(await prosecutor.barriers()).toEqual([]);
    await page.keyboard.press('Escape');
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载 聊天记录.txt' }).click();
    expect((await saved).suggestedFilename()).toBe('聊天记录.txt');
  });

  test('asks for more; the police grant it, and the part is there without a reload', async () => {
    const { page } = prosecutor;
    await page.getByRole('tab', { name: '共享与请求' }).click();
    await page.getByRole('button', { name: '申请查阅' }).click();
    await field(page, '理由').fill('核实嫌疑人身份');
    await send(page);
    await page.getByText('核实嫌疑人身份').waitFor();

    const officer = police.page;
    await officer.reload();
    await officer.getByRole('button', { name: '准许查阅', exact: true }).click();
    await field(officer, '截止时间').fill(wall(plus(now, 10 * DAY)));
    await send(officer);
    await officer
      .getByRole('row', { name: /核实嫌疑人身份/ })
      .getByText(/准许至/)
      .waitFor();

    await page.getByRole('tab', { name: '案卷' }).click();
    await page.getByRole('row', { name: /魏长河/ }).waitFor();
    expect(await prosecutor.barriers()).toEqual([]);
  });

  test('starts a term of procedure, and finds it in the calendar of what ends when', async () => {
    const { page } = prosecutor;
    await page.getByRole('tab', { name: '办案期限' }).click();
    await page.getByRole('button', { name: '开始计算期限' }).click();
    await choose(dialog(page), '类型', '审查逮捕期限');
    await choose(dialog(page), '犯罪嫌疑人', '魏长河');
    await field(page, '起算时间').fill(wall(now));
    await dialog(page).getByText('是', { exact: true }).click();
    await send(page);
    await page
      .getByRole('row', { name: /审查逮捕期限/ })
      .getByText('在押')
      .waitFor();
    expect(await prosecutor.barriers()).toEqual([]);

    await page.getByRole('link', { name: '期限', exact: true }).click();
    await prosecutor.heading('期限').waitFor();
    await page.getByRole('listitem').filter({ hasText: '审查逮捕期限' }).getByRole('link', { name: /HD-\d/ }).waitFor();
    expect(await prosecutor.barriers()).toEqual([]);
    await page.getByText('月历', { exact: true }).click();
    const month = page.getByRole('region', { name: /的期限$/ });
    await month.waitFor();
    if ((await month.getByRole('link', { name: /HD-\d/ }).count()) === 0)
      await page.getByRole('button', { name: '下个月' }).click();
    await month.getByRole('link', { name: /HD-\d/ }).first().waitFor();
    expect(await prosecutor.barriers()).toEqual([]);

    // on a telephone: its days with terms, one below another, and nothing to scroll sideways
    const wide = page.viewportSize() ?? { width: 1280, height: 900 };
    await page.setViewportSize({ width: 375, height: 812 });
    await month
      .getByText(/^\d+月\d+日/)
      .filter({ visible: true })
      .first()
      .waitFor();
    const beyond = "document.querySelector('.month').scrollWidth - document.querySelector('.month').clientWidth";
    expect(await page.evaluate(beyond)).toBe(0);
    expect((await month.boundingBox())?.height).toBeLessThan(812);
    await page.setViewportSize(wide);
  });

  test('gets the address of a calendar once, and ends it', async () => {
    const { page } = prosecutor;
    await page.getByRole('button', { name: '生成日历地址' }).click();
    await send(page);
    const address = await page.getByLabel('您的日历地址').inputValue();
    expect((await fetch(address)).status).toBe(200);
    await page.getByRole('button', { name: '停用日历地址' }).click();
    await send(page);
    await page.getByText('日历地址已停用。').waitFor();
    expect((await fetch(address)).status).toBe(404);
  });

  test('reads that there is no such case, once the shares are revoked', async () => {
    const { page } = prosecutor;
    await page.goto(`${world.api}/console/cases/${caseId}`);
    await prosecutor.heading(/^案件 .*HD-/).waitFor();
    const officer = police.page;
    for (const left of [1, 0]) {
      await officer.getByRole('button', { name: '撤销共享' }).first().click();
      await field(officer, '理由').fill('案件已移送');
      await send(officer);
      await expect.poll(() => officer.getByRole('button', { name: '撤销共享' }).count(), { timeout: 60_000 }).toBe(left);
    }
    await page.getByText('没有这一项，或您无权知悉。').waitFor();
    expect(await page.locator('main').innerText()).not.toMatch(/魏长河|出租三张银行卡/);
    await page.reload();
    await page.getByText('没有这一项，或您无权知悉。').waitFor();
    expect(await prosecutor.barriers()).toEqual([]);
  });

  test('every look is in the record of the case, which the police read', async () => {
    const { page } = police;
    await page.getByRole('tab', { name: '查阅记录' }).click();
    await page
      .getByRole('row', { name: /海淀区人民检察院.*证据文件/ })
      .first()
      .waitFor();
    expect(await police.barriers()).toEqual([]);
    await page.getByRole('tab', { name: '办案经过' }).click();
    await page.getByRole('row').nth(3).waitFor();
    expect(await police.barriers()).toEqual([]);
    expect(police.faults.filter((fault) => !/400/.test(fault))).toEqual([]);
    expect(prosecutor.faults.filter((fault) => !/404/.test(fault))).toEqual([]);
  });
});
