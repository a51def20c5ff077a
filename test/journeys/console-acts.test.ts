import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { openBrowser } from '../support/browser.ts';
import { openTestCity, type TestCity } from '../support/city.ts';
import { choose, openPerson, type Person } from '../support/console.ts';
import { account, type Desk, openDesk } from '../support/desk.ts';

let world: TestCity;
let desk: Desk;
let browser: Browser;
let person: Person;
let page: Page;
let alertId: string;

beforeAll(async () => {
  [world, browser] = await Promise.all([openTestCity(1), openBrowser()]);
  desk = openDesk(world);
});

afterAll(async () => {
  await browser?.close();
  await world?.close();
});

beforeEach(async () => {
  alertId = await desk.alert(`acts-${crypto.randomUUID()}`, await desk.now());
  person = await openPerson(browser, world.api, { patienceMs: 40_000 });
  page = person.page;
  await person.signIn('gao', `/console/alerts/${alertId}`);
});

afterEach(() => person.close());

const Alarm = z.looseObject({
  lossFen: z.number(),
  summary: z.string(),
  status: z.string(),
  victim: z.looseObject({ name: z.string().optional() }),
});
const alarm = async () => Alarm.parse((await desk.police.request('GET', `/v1/alerts/${alertId}`)).body);
const correct = (change: object) => desk.police.request('POST', `/v1/alerts/${alertId}/correct`, change);
const facts = async () =>
  z
    .object({ items: z.array(z.object({ type: z.string() })) })
    .parse((await desk.police.request('GET', `/v1/audit/${alertId}`)).body)
    .items.map(({ type }) => type);

/** Opens the form of an act on the page. */
async function open(act: string): Promise<Locator> {
  await page.getByRole('button', { name: act, exact: true }).click();
  const form = page.getByRole('form', { name: act });
  await form.waitFor();
  return form;
}

const send = (form: Locator) => form.getByRole('button', { name: '提交', exact: true });

describe('an act that the API offers', () => {
  test('is a form in words, which says what is missing, and is carried out once', async () => {
    const form = await open('更正警情');
    expect(await person.barriers()).toEqual([]);
    expect(await form.getByLabel('损失金额（元）').inputValue()).toBe('455,400.00');
    await form.getByLabel('损失金额（元）').fill('４６．５万');
    await send(form).click();
    await form.getByText('必填').waitFor();
    expect(await page.evaluate('document.activeElement.id')).toBe(await form.getByLabel('理由').getAttribute('id'));
    expect(await person.barriers()).toEqual([]);

    await form.getByLabel('理由').fill('事主补充报告');
    await form.getByLabel('理由').press('Enter');
    await page.getByText('“更正警情”已办理。').waitFor();
    await page.getByText('¥465,000.00').first().waitFor();
    expect(await alarm()).toMatchObject({ lossFen: 46_500_000, summary: '被害人转账至多个账户' });
    expect((await facts()).filter((type) => type === 'alert.corrected')).toHaveLength(1);
    expect(person.faults).toEqual([]);
  });

  test('is not done over what another person did meanwhile: it shows what, and keeps what was typed', async () => {
    const form = await open('更正警情');
    await form.getByLabel('损失金额（元）').fill('5000');
    await form.getByLabel('理由').fill('录入有误');
    expect((await correct({ victim: { name: '周秀芳' }, reason: '姓名有误' })).status).toBe(200);
    await send(form).click();

    await form.getByText('在您填写期间，此项已被更改').waitFor();
    await form
      .getByRole('listitem')
      .filter({ hasText: /海淀.*：警情更正/ })
      .waitFor();
    expect(await form.getByLabel('理由').inputValue()).toBe('录入有误');
    expect(await person.barriers()).toEqual([]);
    expect((await alarm()).lossFen).toBe(45_540_000);

    await form.getByRole('button', { name: '按最新内容重新提交' }).click();
    await page.getByText('“更正警情”已办理。').waitFor();
    expect(await alarm()).toMatchObject({ lossFen: 500_000, victim: { name: '周秀芳' } });
  });

  test('waits for the network with all that was typed', async () => {
    const form = await open('更正警情');
    await form.getByLabel('简要情况').fill('第二笔转账也已核实');
    await form.getByLabel('理由').fill('补充');
    await person.context.setOffline(true);
    await send(form).click();
    await form.getByText(/无法连接服务器/).waitFor();
    await person.context.setOffline(false);
    await form.getByRole('button', { name: '重新提交' }).click();
    await page.getByText('“更正警情”已办理。').waitFor();
    expect((await alarm()).summary).toBe('第二笔转账也已核实');
  });

  test('shows a refusal at the field that it is about', async () => {
    const form = await open('撤销警情');
    await form.getByText('撤回或解除各指令').click();
    await choose(form, '原因', '误报');
    await form.getByLabel('内容').fill('重复演练');
    for (const n of [1, 2]) {
      const officer = form.getByRole('group', { name: `第 ${n} 名民警` });
      await officer.getByLabel('姓名').fill('高建国');
      await officer.getByLabel('警号').fill('011101');
      await officer.getByLabel('电话').fill('010-82519110');
    }
    await send(form).click();
    await form.getByText('须由两名不同的民警签署').first().waitFor();
    expect(await person.barriers()).toEqual([]);

    const second = form.getByRole('group', { name: '第 2 名民警' });
    await second.getByLabel('姓名').fill('林小燕');
    await second.getByLabel('警号').fill('011102');
    await send(form).click();
    await page.getByText('“撤销警情”已办理。').waitFor();
    expect((await alarm()).status).toBe('withdrawn');
    await page.getByRole('button', { name: '撤销警情' }).waitFor({ state: 'detached' });
    await page.getByText('已撤销').first().waitFor();
  });
});

describe('a form in which a person types, on a slow machine', () => {
  beforeEach(async () => {
    const machine = await person.context.newCDPSession(page);
    await machine.send('Emulation.setCPUThrottlingRate', { rate: 6 });
  });

  test('stays when a colleague has done the same, and its button is gone', async () => {
    const form = await open('建立案卷');
    await form.getByLabel('标题').fill('两名事主的案件');
    // pressed once too often, as when a list of choices was to close
    await page.keyboard.press('Escape');
    const ofColleague = { title: '同一警情', district: 'haidian', fraudType: '冒充公检法', summary: '已报', alerts: [alertId] };
    expect((await desk.police.request('POST', '/v1/cases', ofColleague)).status).toBe(201);
    // the page is told of orders, and reads the case with them
    await desk.stop(alertId, account('jinghua', '6222000000000000931', 10_000_000, await desk.now()));
    await page.locator('main a[href*="/console/cases/"]').waitFor();
    expect(await form.getByLabel('标题').inputValue()).toBe('两名事主的案件');

    await form.getByRole('button', { name: '取消' }).click();
    await form.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '建立案卷' }).waitFor({ state: 'detached' });
    expect(person.faults).toEqual([]);
  });

  test('stays when its alarm is withdrawn meanwhile', async () => {
    const stop = page.getByRole('form', { name: '申请止付' });
    await stop.getByRole('textbox', { name: '理由' }).fill('第二笔转账');
    const withdrawal = { reason: { code: 'test', text: '演练' }, orders: 'leave' };
    expect((await desk.police.request('POST', `/v1/alerts/${alertId}/withdraw`, withdrawal)).status).toBe(200);
    await page.getByText('已撤销').first().waitFor();
    await page.getByRole('button', { name: '撤销警情' }).waitFor({ state: 'detached' });
    expect(await stop.getByRole('textbox', { name: '理由' }).inputValue()).toBe('第二笔转账');
  });
});
