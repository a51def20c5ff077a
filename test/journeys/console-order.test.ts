import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { openBrowser } from '../support/browser.ts';
import { openTestCity, type TestCity } from '../support/city.ts';
import { choose, openPerson, type Person } from '../support/console.ts';
import { account, type Desk, openDesk, signedBy } from '../support/desk.ts';

let world: TestCity;
let desk: Desk;
let browser: Browser;
let officer: Person;
let head: Person;
let page: Page;
let alertId: string;
let alarm: string;
let [extended, released, frozen, spread]: readonly string[] = [];

const Made = z.looseObject({ caseId: z.string().default('') });

/** A bank's result in which it stopped all that it had. */
const stoppedAll = async (bankId: string, orderId: string | undefined, stoppedFen: number, outflows: object[] = []) =>
  desk.answer(bankId, orderId ?? '', {
    ...{ code: '0000', effectiveAt: await desk.now(), balanceBeforeFen: stoppedFen, stoppedFen, outflows },
  });

beforeAll(async () => {
  [world, browser] = await Promise.all([openTestCity(1), openBrowser()]);
  desk = openDesk(world);
  alarm = await desk.now();
  alertId = await desk.alert('console-order-1', alarm);
  [extended, released, frozen, spread] = await desk.stop(
    alertId,
    account('jinghua', '6222000000000000921', 10_000_000, alarm),
    account('chengde', '6222000000000000922', 120_000_000, alarm),
    account('haihe', '6222000000000000923', 30_000_000, alarm),
    account('taihang', '6222000000000000924', 20_000_000, alarm),
  );
  await stoppedAll('jinghua', extended, 10_000_000);
  await stoppedAll('chengde', released, 120_000_000);
  await stoppedAll('haihe', frozen, 40_000_000);
  [officer, head] = await Promise.all([openPerson(browser, world.api), openPerson(browser, world.api)]);
  page = officer.page;
  await officer.signIn('gao', `/console/orders/${extended}`);
  await head.signIn('tang', '/console/approvals');
});

afterAll(async () => {
  await browser?.close();
  await world?.close();
});

const button = (name: string | RegExp, within: Page | Locator = page) => within.getByRole('button', { name, exact: true });
const drawer = (name: string, on: Page = page) => on.getByRole('dialog', { name });

/** Two officers sign, with a reason. */
async function signed(form: Locator, reason = '案情需要'): Promise<void> {
  await form.getByRole('textbox', { name: /理由/ }).fill(reason);
  const officers = [
    ['高建国', '011101', '010-82519110'],
    ['林小燕', '011102', '010-82519110'],
  ] as const;
  for (const [place, [name, badge, phone]] of officers.entries()) {
    const one = form.getByRole('group', { name: `第 ${place + 1} 名民警` });
    await one.getByRole('textbox', { name: /姓名/ }).fill(name);
    await one.getByRole('textbox', { name: /警号/ }).fill(badge);
    await one.getByRole('textbox', { name: /电话/ }).fill(phone);
  }
}

/** The names of the officers who stand in a form. */
async function signers(form: Locator): Promise<readonly string[]> {
  const names = form.getByRole('textbox', { name: /姓名/ });
  await names.nth(1).waitFor();
  return Promise.all((await names.all()).map((name) => name.inputValue()));
}

const opened = async (orderId: string | undefined) => {
  await page.goto(`${world.api}/console/orders/${orderId}`);
  await officer.heading(/^止付指令 · HD-/).waitFor();
};

/** An approval that the head grants in a browser of their own. */
async function grantedByHead(): Promise<void> {
  await head.page.getByRole('link', { name: '审批', exact: true }).click();
  await head.page.getByRole('button', { name: '待我审批' }).click();
  await head.page
    .getByRole('link', { name: /^A-HD-/ })
    .first()
    .click();
  await head.heading(/^审批 A-HD-/).waitFor();
  // whose account it is, where, and how much is at stake
  for (const term of ['户名', '账号', '银行', '现控制金额', '金额'])
    await head.page
      .getByRole('term')
      .filter({ hasText: new RegExp(`^${term}$`) })
      .waitFor();
  await head.page
    .getByText(/^6222\d{15}$/)
    .first()
    .waitFor();
  expect(await head.barriers()).toEqual([]);
  await head.page.getByRole('button', { name: '批准', exact: true }).click();
  const form = drawer('批准', head.page);
  await form.getByRole('textbox', { name: /理由/ }).fill('同意');
  await button('提交', form).click();
  await form.waitFor({ state: 'detached' });
  await head.page.getByText('已批准', { exact: true }).waitFor();
}

describe('the page of an order', () => {
  test('has both answers of the bank, every clock and who did what when; an extension is asked for there', async () => {
    await officer.heading(/^止付指令 · HD-/).waitFor();
    await page.getByText('T0 接警').waitFor();
    await page
      .getByText(/0000 成功/)
      .first()
      .waitFor();
    expect(await officer.barriers()).toEqual([]);
    await button('延长止付').click();
    const form = drawer('延长止付');
    await form.getByRole('textbox', { name: /理由/ }).fill('案情需要');
    expect(await signers(form)).toEqual(signedBy.officers.map(({ name }) => name));
    const second = form.getByRole('group', { name: '第 2 名民警' });
    await second.getByRole('textbox', { name: /姓名/ }).fill('王小明');
    await second.getByRole('textbox', { name: /警号/ }).fill('011103');
    expect(await officer.barriers()).toEqual([]);
    await button('提交', form).click();
    await form.waitFor({ state: 'detached' });
    await page
      .getByRole('row', { name: /延长止付/ })
      .getByText('待答复')
      .waitFor();
    await button('解除止付').click();
    const next = drawer('解除止付');
    expect(await signers(next)).toEqual(['高建国', '王小明']);
    await button('取消', next).click();
    await next.waitFor({ state: 'detached' });
    await button('查看经办记录').click();
    await page.getByText(/链条校验：已读取的记录逐条相连/).waitFor();
    expect(await officer.barriers()).toEqual([]);
    await page.reload();
    await page
      .getByRole('row', { name: /延长止付/ })
      .getByText('待答复')
      .waitFor();
    expect(officer.faults).toEqual([]);
  });

  test('says what changed meanwhile to the second of two people, who sends again', async () => {
    await opened(released);
    await button('补交文书').click();
    const form = drawer('补交文书');
    await form.getByRole('textbox', { name: /文号/ }).fill('京公海止字〔2026〕7号');
    await form.getByRole('button', { name: '此刻' }).click();
    await choose(form, /类型/, '其他文书');
    const paper = { kind: 'stop-form', number: '京公海止字〔2026〕8号', issuedAt: await desk.now() };
    await desk.police.request('POST', `/v1/orders/${released}/documents`, { documents: [paper] });
    await button('提交', form).click();
    await form.getByText('在您填写期间，此项已被更改').waitFor();
    expect(await officer.barriers()).toEqual([]);
    await form.getByRole('button', { name: '按最新内容重新提交' }).click();
    await form.waitFor({ state: 'detached' });
    await page.getByRole('row', { name: /京公海止字〔2026〕7号/ }).waitFor();
    await page.getByRole('row', { name: /京公海止字〔2026〕8号/ }).waitFor();
    // the 409 and 412 that were asked for are told by the browser, too
    expect(officer.faults.filter((fault) => !/\b41[02]\b|\b409\b/.test(fault))).toEqual([]);
  });

  test('lets go of a great sum once the head has approved it', async () => {
    await opened(released);
    await button('解除止付').click();
    const form = drawer('解除止付');
    await form.getByRole('button', { name: '申请审批' }).click();
    const ask = drawer('申请审批');
    await ask.getByRole('textbox', { name: /理由/ }).fill('与案件无关');
    await button('提交', ask).click();
    await ask.waitFor({ state: 'detached' });
    await button('取消', form).click();
    await grantedByHead();
    await page.reload();
    await page.getByText('已批准').waitFor();
    await button('解除止付').click();
    await signed(form, '与案件无关');
    await button('提交', form).click();
    await form.waitFor({ state: 'detached' });
    await page
      .getByRole('row', { name: /解除止付/ })
      .getByText('待答复')
      .waitFor();
  });

  test('shows what a freeze needs before its button, and freezes once nothing is missing', async () => {
    const made = async (path: string, body: object) => Made.parse((await desk.police.request('POST', path, body)).body);
    await opened(frozen);
    const gate = page.getByRole('list', { name: '冻结条件' });
    await gate.getByRole('listitem').filter({ hasText: '案件已立案' }).first().getByText('未具备').waitFor();
    await page.getByText('还有条件未具备，冻结会被拒绝。').waitFor();
    // an approval of a freeze that has no filing would be refused
    await page.getByText(/^先具备以下条件，再申请审批：.*案件已立案/).waitFor();
    expect(await button('申请审批').count()).toBe(0);
    const about = { title: '冒充公检法诈骗案', fraudType: '冒充公检法', summary: '多笔转账' };
    const { caseId } = await made('/v1/cases', { ...about, district: 'haidian', alerts: [alertId] });
    const filing = { caseNumber: 'A1101080000002026110001', decisionNumber: '京公海立决〔2026〕0001' };
    await made(`/v1/cases/${caseId}/file`, { ...filing, filedAt: await desk.now() });
    await page.getByRole('spinbutton', { name: /冻结金额/ }).fill('200000');
    await page.getByRole('spinbutton', { name: /冻结金额/ }).press('Enter');
    await gate.getByRole('listitem').filter({ hasText: '立案 A1101080000002026110001' }).getByText('已具备').waitFor();
    await gate.getByRole('button', { name: '申请审批' }).click();
    const ask = drawer('申请审批');
    await ask.getByRole('textbox', { name: /理由/ }).fill('被害人资金');
    // the order changes under the open form, and its conditions are read again
    const paper = { kind: 'stop-form', number: '京公海止字〔2026〕9号', issuedAt: await desk.now() };
    await desk.police.request('POST', `/v1/orders/${frozen}/documents`, { documents: [paper] });
    await page.getByRole('row', { name: /京公海止字〔2026〕9号/, includeHidden: true }).waitFor();
    expect(await ask.getByRole('textbox', { name: /理由/ }).inputValue()).toBe('被害人资金');
    await button('提交', ask).click();
    await ask.waitFor({ state: 'detached' });
    await grantedByHead();
    await page.reload();
    await page.getByText('条件已具备，可以冻结。').waitFor();
    expect(await officer.barriers()).toEqual([]);

    await button('冻结').click();
    const form = drawer('冻结');
    await signed(form);
    const notice = form.getByRole('group', { name: /法律文书/ });
    await choose(notice, /类型/, '协助冻结财产通知书');
    await notice.getByRole('textbox', { name: /文号/ }).fill('京公海冻〔2026〕0001');
    await notice.getByRole('button', { name: '此刻' }).click();
    const contact = form.getByRole('group', { name: /联系人/ });
    await contact.getByRole('textbox', { name: /姓名/ }).fill('高建国');
    await contact.getByRole('textbox', { name: /值班电话/ }).fill('010-82519110');
    await button('提交', form).click();
    await form.waitFor({ state: 'detached' });
    const { pending } = z.object({ pending: z.object({ instructionId: z.string() }) }).parse(await desk.order(frozen ?? ''));
    const effectiveAt = await desk.now();
    const result = { code: '0000', effectiveAt, stoppedFen: 20_000_000, instructionId: pending.instructionId };
    expect((await desk.answer('haihe', frozen ?? '', result)).status).toBe(200);
    await page.getByText('已冻结', { exact: true }).first().waitFor();
    expect(officer.faults.filter((fault) => !/\b41[02]\b|\b409\b/.test(fault))).toEqual([]);
  });

  test('shows the way of the money, which grows when a bank says where it went', async () => {
    await opened(spread);
    await button('展开资金流向图').click();
    await page
      .getByRole('figure', { name: /资金流向图/ })
      .getByText('被害人')
      .waitFor();
    const accounts = page.getByRole('table', { name: '账户' });
    await accounts.getByText('6222000000000000924').waitFor();
    expect(await officer.barriers()).toEqual([]);
    const gone = { bankId: 'yanjing', accountName: '赵一帆', accountNumber: '6222000000000000925', accountKind: 'personal' };
    const flow = { ...gone, amountFen: 15_000_000, at: alarm, serial: 'S1', remark: '柜台称系借款' };
    await desk.answer('taihang', spread ?? '', {
      ...{ code: '1200', effectiveAt: await desk.now(), balanceBeforeFen: 1_000, stoppedFen: 5_000_000, outflows: [flow] },
    });
    // what the bank said beside it is told, and what of it could not be read
    await page.getByText('柜台称系借款').waitFor();
    await page.getByText('答复中有一项无法识别，未采用').first().waitFor();
    await accounts.getByText('6222000000000000925').waitFor();
    expect(officer.faults.filter((fault) => !/\b41[02]\b|\b409\b/.test(fault))).toEqual([]);
  });

  test('is nothing to a liaison of another bank', async () => {
    await head.close();
    head = await openPerson(browser, world.api);
    await head.signIn('pan', `/console/orders/${spread}`);
    await head.page.getByText(/没有这一项，或您无权知悉|您的角色不能查看此页/).waitFor();
    expect(await head.page.getByText('6222000000000000924').count()).toBe(0);
  });
});
