import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { bankKey } from '../support/bank-key.ts';
import { openBrowser } from '../support/browser.ts';
import { eventually, openTestCity, type TestCity } from '../support/city.ts';
import { choose, openPerson, type Person } from '../support/console.ts';
import { account, type Desk, openDesk } from '../support/desk.ts';

let world: TestCity;
let desk: Desk;
let browser: Browser;
let person: Person;
let page: Page;
let alertId: string;
let full: string;
let inPart: string;
let elsewhere: string;

beforeAll(async () => {
  [world, browser] = await Promise.all([openTestCity(1), openBrowser()]);
  desk = openDesk(world);
  const alarm = await desk.now();
  alertId = await desk.alert('console-bank-1', alarm);
  [full = '', inPart = '', elsewhere = ''] = await desk.stop(
    alertId,
    account('jinghua', '6222000000000000921', 10_000_000, alarm),
    account('jinghua', '6222000000000000922', 5_000_000, alarm),
    account('chengde', '6222000000000000923', 5_000_000, alarm),
  );
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

const row = (accountNumber: string): Locator => page.getByRole('row', { name: new RegExp(accountNumber) });
const button = (name: string | RegExp): Locator => page.getByRole('button', { name, exact: typeof name === 'string' });
const field = (name: RegExp): Locator => page.getByLabel(name);
/** A moment ago, on the clocks of Beijing. */
const inBeijing = async (): Promise<string> =>
  new Date(Date.parse(await desk.now()) + 8 * 3_600_000 - 1_000).toISOString().slice(0, 19).replace('T', ' ');
const send = (): Promise<void> => button('提交').click();

// each signs in anew, which takes its time on a busy machine
describe('a bank liaison', { timeout: 120_000 }, () => {
  test('answers a waiting order in at most four clicks from the sign-in', async () => {
    await person.signIn('pan');
    await person.heading('止付指令').waitFor();
    expect(await person.barriers()).toEqual([]);
    await row('6222000000000000921').getByRole('link').click();
    // the heading says what is asked, by which agency and when; the id is a line below
    await person.heading(/^止付 · .*海淀分局 /).waitFor();
    await page.getByRole('definition').filter({ hasText: full }).waitFor();
    await page
      .getByText(/剩余 \d+:\d\d/)
      .first()
      .waitFor();
    await page.getByText('尚未答复。').waitFor();
    expect(await page.innerText('main')).not.toMatch(/周秀兰|1380000|承德|6222000000000000923/);

    await button('0000 成功').click();
    await field(/止付前余额/).fill('120,000');
    await field(/^止付金额/).fill('10万');
    expect(await person.barriers()).toEqual([]);
    await send();
    await page.getByText('已记录。指令状态：已止付').waitFor();
    expect(await person.clicks()).toBeLessThanOrEqual(4);
    expect(await desk.order(full)).toMatchObject({ state: 'stopped', stoppedFen: 10_000_000, balanceBeforeFen: 12_000_000 });
    await page.getByText('¥100,000.00').first().waitFor();
    expect(await person.barriers()).toEqual([]);
    await page.getByRole('link', { name: '打印指令单' }).click();
    const paper = page.getByRole('article');
    await paper.getByText('6222000000000000921').waitFor();
    expect(await paper.innerText()).toMatch(/止付指令单[\s\S]*第二十条[\s\S]*银行签收/);
    expect(await person.barriers()).toEqual([]);
    expect(person.faults).toEqual([]);
  });

  test('tells outflows as lines of a sheet, none of which is lost', async () => {
    await person.signIn('pan', `/console/bank/orders/${inPart}`);
    await person.heading(/^止付 · /).waitFor();
    await button('确认接收').click();
    await send();
    await page.getByText('已确认接收，尚未反馈结果。').waitFor();

    await button('1200 余额不足').click();
    await field(/止付前余额/).fill('10000');
    await field(/^止付金额/).fill('10000');
    const at = await inBeijing();
    await field(/^资金流出/).fill(
      `对方银行\t户名\t账号\t金额\t时间\n燕京银行\t刘晓明\t6222000000000000931\t3万\t${at}\n取现 5000元 ${at} ATM 0107\n客户称不知情`,
    );
    const lines = page.getByRole('table', { name: '识别结果' });
    await lines.getByText('¥30,000.00').waitFor();
    await lines.getByText('整行未能识别，将作为备注提交').waitFor();
    expect(await person.barriers()).toEqual([]);
    await send();
    await page.getByText('资金流出 3 行，其中 1 行已采用').waitFor();
    const told = page.getByRole('table', { name: '已报资金流出' });
    await told.getByText('客户称不知情').waitFor();
    await told.getByText('燕京银行').waitFor();

    expect(person.faults).toEqual([]);
  });

  test('tells more outflows by their parts, and learns that a second result is a dispute, after a reload too', async () => {
    await person.signIn('pan', `/console/bank/orders/${inPart}`);
    const told = page.getByRole('table', { name: '已报资金流出' });
    const at = await inBeijing();
    await told.getByText('6222000000000000931').waitFor();
    await button('补报资金流出').click();
    await page.getByText('逐项填写一笔').click();
    await page.getByLabel('户名', { exact: true }).fill('赵某某');
    await page.getByLabel('账号', { exact: true }).fill('6222000000000000932');
    await page.getByLabel('金额（元）').fill('2000');
    await page.getByLabel('时间（北京时间）').fill(at);
    await button('加入').click();
    await send();
    await page.getByText(/资金流出 1 行，其中 0 行已采用/).waitFor();
    await told.getByText('6222000000000000932').waitFor();

    await button('答复止付').click();
    await page.getByRole('combobox', { name: /应答码/ }).fill('1200');
    await page.keyboard.press('Enter');
    await field(/执行时间/)
      .first()
      .fill(at.replace(' ', 'T'));
    await field(/^止付金额/).fill('1');
    await send();
    await page.getByText('1 次答复与首次不一致').waitFor();
    await page.reload();
    await page.getByText('1 次答复与首次不一致').waitFor();
    expect(await person.barriers()).toEqual([]);
    expect(await desk.order(inPart)).toMatchObject({ stoppedFen: 1_000_000, disputes: [{ stoppedFen: 100 }] });
    await button('English').click();
    await page.getByText('1 answers differ from the first').waitFor();
    expect(await person.barriers()).toEqual([]);
  });

  test('finds what was done, what was pushed, and one order among all; a list that has not changed costs nothing', async () => {
    await person.signIn('pan', '/console/bank/orders?state=all');
    await row('6222000000000000921').waitFor();
    await page.getByLabel('按账号、户名或编号查找').fill('０９２２');
    await row('6222000000000000921').waitFor({ state: 'detached' });
    await row('6222000000000000922').getByText('1 处争议').waitFor();
    expect(page.url()).not.toContain('922');
    const answers: number[] = [];
    page.on('response', (response) => {
      if (response.url().includes('/v1/bank/orders?state=all')) answers.push(response.status());
    });
    // a reading may still tell of something that the list before had not; the one after it has nothing new
    await eventually(async () => {
      await button('待答复').click();
      await page.getByText('没有待答复的指令。').waitFor();
      await button('全部').click();
      await row('6222000000000000922').waitFor();
      return answers.includes(304) ? true : undefined;
    });

    await page.getByRole('link', { name: '推送记录' }).click();
    await person.heading('推送记录').waitFor();
    await page.getByText('拉取').first().waitFor();
    expect(await person.barriers()).toEqual([]);
    expect(person.faults).toEqual([]);
  });

  test('learns nothing of other banks and of victims', async () => {
    await person.signIn('pan', `/console/bank/orders/${elsewhere}`);
    await page.getByText('没有这一项，或您无权知悉。').waitFor();
    expect(await page.innerText('main')).not.toMatch(/周秀兰|承德/);
    await page.goto(`${world.api}/console/banks/chengde`);
    await page.getByText('承德银行').waitFor();
    expect(await page.innerText('main')).not.toMatch(/010-66000003|切换启用状态/);
    expect(await page.getByRole('navigation').getByRole('link').allInnerTexts()).not.toContain('银行');
  });

  test('reports a fraud, which becomes an alarm', async () => {
    await person.signIn('pan', '/console/bank/reports');
    await person.heading('涉诈报告').waitFor();
    await button('新建报告').click();
    await field(/来源编号/).fill('JH-9001');
    await page.getByRole('combobox', { name: /辖区/ }).fill('海淀');
    await page.keyboard.press('Enter');
    await field(/损失金额/).fill('1.2万');
    expect(await person.barriers()).toEqual([]);
    await send();
    await page.getByText(/已成为警情 HD-/).waitFor();
    expect(await person.barriers()).toEqual([]);
    expect(person.faults).toEqual([]);
  });

  test('tests the connection by hand, sees what is missing for going live, and checks a signature', async () => {
    await person.signIn('pan', '/console/bank/connection');
    await person.heading('对接设置').waitFor();
    await page.getByText(/已启用，但有 \d+ 项测试未通过/).waitFor();
    expect(await person.barriers()).toEqual([]);
    await field(/请求体/).fill('{"receivedAt":"2026-11-22T09:33:05+08:00"}');
    await button('校验').click();
    await page.getByText('签名无效').waitFor();
    await page.getByText('no-keys').waitFor();

    await page.getByRole('row', { name: /^止付/ }).getByRole('button', { name: '开始测试' }).click();
    await send();
    await person.heading('测试：止付').waitFor();
    await page.getByText('先发送接收回执，再反馈结果：0000 或 1200。').waitFor();
    expect(await person.barriers()).toEqual([]);
    await page.getByRole('link', { name: '查看并答复此测试指令' }).click();
    await page.getByText('这是测试指令，不得止付任何客户的账户。').waitFor();
    await button('确认接收').click();
    await send();
    await page.getByText('已确认接收，尚未反馈结果。').waitFor();
    await button('0000 成功').click();
    await field(/^止付金额/).fill('100');
    await send();
    await page.getByText(/^已记录/).waitFor();
    await page.getByRole('link', { name: '查看测试' }).click();
    await page.getByText('通过', { exact: true }).waitFor();
    expect(person.faults).toEqual([]);
  });

  test('is told before the form that a bank with keys cannot answer here, and stays signed in where it tries', async () => {
    const { jwk } = await bankKey('k1');
    const registration = { name: '京华银行', dutyPhone: '010-66000001', jwks: { keys: [jwk] } };
    const jinghua = world.as('jinghua');
    const registered = await jinghua.request('PUT', '/v1/banks/jinghua', registration);
    expect(registered.status).toBe(200);
    await person.signIn('pan', `/console/bank/orders/${full}`);
    await page.getByText('本行已登记公钥，在此页面提交会被拒绝').waitFor();
    expect(await person.barriers()).toEqual([]);
    await button('补报资金流出').click();
    await field(/^资金流出/).fill('取现 100元');
    await send();
    await page.getByText('请求体必须签名').waitFor();
    await button('退出').waitFor();
  });
});

describe('a bank liaison with a telephone', { timeout: 120_000 }, () => {
  test('has the order before the bar takes much of it, and its answers two turns of the page below', async () => {
    await person.close();
    person = await openPerson(browser, world.api, { viewport: { width: 375, height: 812 } });
    page = person.page;
    const [waiting = ''] = await desk.stop(alertId, account('jinghua', '6222000000000000929', 1_000_000, await desk.now()));
    await person.signIn('pan', `/console/bank/orders/${waiting}`);
    await person.heading(/^止付 · /).waitFor();
    const bar = await page.getByRole('banner').boundingBox();
    expect(bar?.height).toBeLessThan(100);
    const answer = await page.getByRole('heading', { level: 2, name: /^答复/ }).boundingBox();
    expect(answer?.y).toBeLessThan(1_300);
    expect(await page.evaluate('document.scrollingElement.scrollWidth')).toBe(375);
    expect(await person.barriers()).toEqual([]);
  });
});

describe('the administrator of the city', { timeout: 120_000 }, () => {
  test('sees the banks first, registers one, reads what it has passed, and is told why it cannot be live', async () => {
    await person.signIn('meng');
    await person.heading('银行').waitFor();
    await page.getByRole('link', { name: '京华银行' }).waitFor();
    expect(await person.barriers()).toEqual([]);
    await button('登记银行').click();
    await field(/^编号/).fill('新城');
    await field(/^银行名称/).fill('新城银行');
    await field(/值班电话/).fill('010-66000099');
    await send();
    await page.locator('.fault').waitFor();
    await field(/^编号/).fill('jinghua');
    await send();
    await page.getByText('这家银行已登记，请在其页面修改').waitFor();
    expect(await page.getByRole('link', { name: '打开其页面' }).getAttribute('href')).toBe('/console/banks/jinghua');
    expect(await person.barriers()).toEqual([]);
    const admin = world.as('police-city');
    const Registered = z.looseObject({ name: z.string(), mode: z.string().optional() });
    const bank = async (bankId: string) => Registered.parse((await admin.request('GET', `/v1/banks/${bankId}`)).body);
    expect((await bank('jinghua')).name).toBe('京华银行');
    await field(/^编号/).fill('xincheng');
    await send();
    await person.heading('银行 xincheng').waitFor();
    expect(await bank('xincheng')).toMatchObject({ name: '新城银行', mode: 'testing' });
    await page.getByText(/还差 \d+ 项测试/).waitFor();
    expect(await person.barriers()).toEqual([]);
    await button('切换启用状态').click();
    await field(/理由|原因/).fill('已完成线下测试');
    await send();
    await page.getByText('该银行尚未通过全部必需的接口测试').waitFor();
    await button('取消').click();

    await page.getByRole('link', { name: '单位' }).click();
    await person.heading('单位').waitFor();
    await button('登记单位').click();
    await field(/^编号/).fill('procuratorate-haidian');
    await field(/^单位名称/).fill('另一检察院');
    await choose(page, /类/, '检察院');
    await send();
    await page.getByText('这个单位已登记，请在其页面修改').waitFor();
    await page.getByRole('link', { name: '打开其页面' }).click();
    await button('离开，不保留').click();
    await person.heading('单位 procuratorate-haidian').waitFor();
    await page.getByText('海淀区人民检察院').first().waitFor();
    await page.getByRole('link', { name: '单位', exact: true }).click();
    await person.heading('单位').waitFor();
    await page.getByRole('link', { name: '海淀区人民检察院' }).click();
    await person.heading('单位 procuratorate-haidian').waitFor();
    await button('变更登记').click();
    await field(/值班电话/).fill('010-82510000');
    await send();
    await page.getByText('010-82510000').waitFor();
    expect(await person.barriers()).toEqual([]);
  });
});
