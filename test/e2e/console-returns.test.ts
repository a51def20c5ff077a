import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { openBrowser } from '../support/browser.ts';
import { eventually, openTestCity, type TestCity } from '../support/city.ts';
import { openPerson, type Person } from '../support/console.ts';
import { openCrawl, phone } from '../support/console-crawl.ts';
import { signedBy } from '../support/desk.ts';
import { openReturnDesk } from '../support/return-desk.ts';

let world: TestCity;
let browser: Browser;
let officer: Person;
let liaison: Person;
let returns: ReturnType<typeof openReturnDesk>;
/** A round whose plan shares by loss, and one whose plan does not. */
let shared: string;
let told: string;

beforeAll(async () => {
  [world, browser] = await Promise.all([openTestCity(1), openBrowser()]);
  returns = openReturnDesk(world);
  const one = { bankId: 'jinghua', accountNumber: '6222000000000000961', n: 1, paidFen: [1_000_000], frozenFen: 1_000_000 };
  told = await returns.plannedRound(await returns.frozenCase(one), ['周秀兰']);
  await returns.approvePlan(told);
  const two = { bankId: 'haihe', accountNumber: '6222000000000000962', n: 2, paidFen: [600_000, 600_000], frozenFen: 1_000_000 };
  shared = await returns.plannedRound(await returns.frozenCase(two), ['周秀兰', '陈志明']);
  const options = { viewport: phone, patienceMs: 60_000 };
  officer = await openPerson(browser, world.api, options);
  liaison = await openPerson(browser, world.api, options);
}, 400_000);

afterAll(async () => {
  await browser?.close();
  await world?.close();
}, 60_000);

const Round = z.looseObject({
  status: z.string(),
  planIsCurrent: z.boolean(),
  noticesWithdrawn: z.number(),
  payments: z.looseObject({ done: z.number(), paidFen: z.number() }),
});
const roundOf = async (returnId: string): Promise<z.infer<typeof Round>> =>
  Round.parse((await world.as('police-haidian').request('GET', `/v1/returns/${returnId}`)).body);

/** Opens the form of an act, fills it, and sends it. */
async function act({ page }: Person, word: string, fill: (form: Locator) => Promise<void>, within = page.locator('main')) {
  await within.getByRole('button', { name: word, exact: true }).click();
  const form = page.getByRole('dialog', { name: word });
  await form.waitFor();
  await fill(form);
  await form.getByRole('button', { name: '提交', exact: true }).click();
  await form.waitFor({ state: 'detached' });
}

const nothing = async (): Promise<void> => undefined;
const reason = (text: string) => (form: Locator) => form.getByRole('textbox', { name: /理由/ }).fill(text);
const chosen = (form: Locator, name: string): Promise<void> => form.getByRole('radio', { name, exact: true }).check();

test('a liaison reads that no public notice runs', { timeout: 180_000 }, async () => {
  await liaison.signIn('pan', '/console/return-notices');
  await liaison.page.getByText('目前没有正在公告的返还方案。').waitFor();
  expect(await liaison.barriers()).toEqual([]);
});

// each begins with a page that a busy machine takes its time for
describe('a plan that shares by loss', { timeout: 180_000 }, () => {
  const row = (name: string): Locator =>
    officer.page.getByRole('table', { name: '对方案的异议', exact: true }).getByRole('row', { name: new RegExp(name) });

  test('stands in a public notice once an officer has published it', async () => {
    await officer.signIn('gao', `/console/returns/${shared}`);
    await officer.page.getByText('有按比例分配的份额，须公告。').waitFor();
    await officer.page.getByText('尚未公告。').waitFor();
    expect(await officer.page.getByRole('button', { name: '登记异议', exact: true }).count()).toBe(0);
    expect(await officer.page.getByRole('button', { name: '撤回公告', exact: true }).count()).toBe(0);
    await act(officer, '发布公告', nothing);
    await officer.page.getByText('公告期至').waitFor();
    await officer.page.getByText('尚未公告。').waitFor({ state: 'detached' });
    expect((await roundOf(shared)).status).toBe('noticed');
    expect(await officer.barriers()).toEqual([]);
  });

  test('is objected against; an objection that is rejected leaves it, one that is upheld does not', async () => {
    const { page } = officer;
    const objected = (capacity: string, name: string, grounds: string) => async (form: Locator) => {
      await chosen(form, capacity);
      await form.getByRole('textbox', { name: /姓名/ }).fill(name);
      await form.getByRole('textbox', { name: /联系电话/ }).fill('13900000000');
      await form.getByRole('textbox', { name: /异议理由/ }).fill(grounds);
      expect(await officer.barriers()).toEqual([]);
    };
    await act(officer, '登记异议', objected('其他利害关系人', '陈卫国', '其中两万元系货款'));
    await row('陈卫国').getByText('其中两万元系货款').waitFor();
    const decided = (outcome: string) => async (form: Locator) => {
      await chosen(form, outcome);
      await form.getByRole('textbox', { name: /理由/ }).fill(`${outcome}，已核对明细`);
      for (const [place, { name, badge, phone: number }] of signedBy.officers.entries()) {
        const one = form.getByRole('group', { name: `第 ${place + 1} 名民警` });
        await one.getByRole('textbox', { name: /姓名/ }).fill(name);
        await one.getByRole('textbox', { name: /警号/ }).fill(badge);
        await one.getByRole('textbox', { name: /电话/ }).fill(number);
      }
      expect(await officer.barriers()).toEqual([]);
    };
    await act(officer, '处理异议', decided('异议不成立'), row('陈卫国'));
    await row('陈卫国')
      .getByText(/^异议不成立（/)
      .waitFor();
    expect(await row('陈卫国').getByRole('button').count()).toBe(0);
    expect((await roundOf(shared)).planIsCurrent).toBe(true);

    await act(officer, '登记异议', objected('被害人', '赵一帆', '我也被骗'));
    await act(officer, '处理异议', decided('异议成立'), row('赵一帆'));
    await row('赵一帆')
      .getByText(/^异议成立（/)
      .waitFor();
    await page.getByText('账户或申报已变动，须重新计算方案。').waitFor();
    expect((await roundOf(shared)).planIsCurrent).toBe(false);
    expect(await officer.barriers()).toEqual([]);
  });

  test('is taken back with its notice: the round collects again, and its next plan needs a notice of its own', async () => {
    const { page } = officer;
    await act(officer, '撤回公告', reason('漏列一个账户'));
    await page.getByText('已撤回公告次数').waitFor();
    expect(await roundOf(shared)).toMatchObject({ status: 'collecting', noticesWithdrawn: 1 });
    await page.getByText('尚未公告。').waitFor();
    expect(await page.getByRole('button', { name: '发布公告', exact: true }).count()).toBe(0);
    await act(officer, '计算分配方案', nothing);
    await page.getByRole('button', { name: '发布公告', exact: true }).waitFor();
    await act(officer, '发布公告', nothing);
    await page.getByText('公告期至').waitFor();
    expect((await roundOf(shared)).status).toBe('noticed');
    expect(officer.faults).toEqual([]);
  });
});

describe('the public notices of return', { timeout: 180_000 }, () => {
  test('are read from the page of the round, and name no person', async () => {
    const { page } = officer;
    await page.getByRole('main').getByRole('link', { name: '查看返还公告' }).click();
    await officer.heading('返还公告').waitFor();
    const one = page.getByRole('region', { name: /^案件 C-HD-\S+$/ });
    for (const shown of ['海河银行', '¥10,000.00', '¥12,000.00']) await one.getByText(shown).first().waitFor();
    await one.getByText(/可在公告期内持身份证明和有关材料/).waitFor();
    const text = await page.getByRole('main').innerText();
    for (const personal of ['周秀兰', '陈志明', '张伟民', '110108195803124521', '6222000000000000962', '13800000000'])
      expect(text).not.toContain(personal);
    expect(await officer.barriers()).toEqual([]);
  });

  test('are there for a person of a bank too, who finds them in the navigation', async () => {
    const { page } = liaison;
    await page.goto(`${world.api}/console/bank/questions`);
    await page.getByRole('navigation').getByRole('link', { name: '返还公告' }).first().click();
    await page.getByRole('region', { name: /^案件 C-HD-\S+$/ }).waitFor();
    expect(liaison.faults).toEqual([]);
  });
});

describe('the liaison of a bank that has to pay back', { timeout: 240_000 }, () => {
  test('sees the sum, the account of the payee and the key of the payment, and says that the bank paid', async () => {
    const { page } = liaison;
    // the sweep orders the payments
    const question = await eventually(() => returns.askedOf('jinghua', 'return'), 150_000);
    // what the crawl has not seen read it takes for words of the page
    const crawl = openCrawl(liaison, world.api);
    await page.goto(`${world.api}/console/bank/questions`);
    await liaison.heading('协查').waitFor();
    expect((await crawl.visit(`/bank/questions/${question}`)).faults).toEqual([]);
    await page.goto(`${world.api}/console/bank/questions`);
    await page.getByRole('link', { name: '返还划拨' }).click();
    await liaison.heading('返还划拨').waitFor();
    for (const shown of ['¥10,000.00', '燕京银行', '周秀兰', '6222000000000000951'])
      await page.getByText(shown).first().waitFor();
    await page.getByText('同一划拨编号只划拨一次。', { exact: false }).waitFor();
    expect(await liaison.barriers()).toEqual([]);
    await page.getByRole('button', { name: '答复已划拨', exact: true }).click();
    const form = page.getByRole('dialog', { name: '答复已划拨' });
    expect(await form.getByLabel(/划拨时间/).inputValue()).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/);
    expect(await liaison.barriers()).toEqual([]);
    await form.getByRole('button', { name: '提交', exact: true }).click();
    await form.waitFor({ state: 'detached' });
    await page.getByText('此项协查已不需要答复。').waitFor();
    const paid = await eventually(async () => {
      const { payments } = await roundOf(told);
      return payments.done > 0 ? payments : undefined;
    });
    expect(paid).toMatchObject({ done: 1, paidFen: 1_000_000 });
    expect(await page.getByRole('main').getByRole('button', { name: /^答复/ }).count()).toBe(0);
    expect(liaison.faults).toEqual([]);
  });
});

test('these pages are whole in both languages, within the width of a telephone', { timeout: 180_000 }, async () => {
  const crawl = openCrawl(officer, world.api);
  // what the crawl has not seen read it takes for words of the page
  await officer.page.goto(`${world.api}/console/inbox`);
  await officer.heading('通知').waitFor();
  for (const path of [`/returns/${shared}`, '/return-notices'])
    expect([path, (await crawl.visit(path)).faults]).toEqual([path, []]);
});
