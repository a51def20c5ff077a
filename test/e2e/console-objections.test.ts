import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { openBrowser } from '../support/browser.ts';
import { eventually, openTestCity, type TestCity } from '../support/city.ts';
import { createPeople } from '../support/console.ts';
import { phone } from '../support/console-crawl.ts';
import { account, type Desk, openDesk, signedBy } from '../support/desk.ts';
import { openSupervision } from '../support/supervision.ts';

/*
 * A person whose account is held gets an answer: the officers say whether the money is linked, and others than who ordered decide on what the
 * person objects.
 */

const police = 'police-haidian';
const bank = 'jinghua';
/** Keeps its accounts in another prefecture. */
const bankElsewhere = 'chengde';
/** So much frozen in another prefecture takes a written notice to the police there. */
const MUCH_FEN = 210_000_000;
const objectedAccount = '6222000000000000941';
/** Had no part in the order. */
const reviewers = [
  { name: '周法制', badge: '020011', phone: '010-62510011' },
  { name: '吴法制', badge: '020012', phone: '010-62510012' },
] as const;

let world: TestCity;
let desk: Desk;
let browser: Browser;
let frozen: string;
let objected: string;
let elsewhere: string;

const Instruction = z.looseObject({ instructionId: z.string(), instruction: z.string() });

/** The bank does what it is told. */
async function doneBy(bankId: string, orderId: string, instruction: string, over: object): Promise<void> {
  const { instructionId } = await eventually(async () => {
    const { body } = await world.as(bankId).request('GET', `/v1/bank/orders/${orderId}`);
    const told = Instruction.safeParse(body).data;
    return told?.instruction === instruction ? told : undefined;
  });
  const answered = await desk.answer(bankId, orderId, { instructionId, code: '0000', effectiveAt: await desk.now(), ...over });
  expect(answered.status).toBe(200);
}

interface Frozen {
  readonly bankId: string;
  readonly orderId: string;
  readonly amountFen: number;
  /** Who grants it, and what the grant rests on. */
  readonly head: string;
  readonly review?: object;
}

/** The sum is frozen, and the screening of the account has begun. */
async function freeze({ bankId, orderId, amountFen, head, review = {} }: Frozen): Promise<void> {
  const { ask } = openSupervision(world);
  const matter = { gate: 'freeze', orderId, amountFen };
  const { approvalId } = await ask(police, 'POST', '/v1/approvals', { ...matter, reason: '被害人资金' });
  await ask(head, 'POST', `/v1/approvals/${approvalId}/grant`, { reason: '同意', ...review });
  await ask(police, 'POST', `/v1/orders/${orderId}/freeze`, {
    ...{ ...signedBy, approvalId, amountFen, necessity: '账内均为被害人资金' },
    notice: { kind: 'freeze-notice', number: `冻-${orderId}`, issuedAt: await desk.now() },
    contact: { name: '高建国', dutyPhone: '010-82519110' },
  });
  await doneBy(bankId, orderId, 'freeze', { stoppedFen: amountFen });
  await eventually(async () => {
    const { status } = await world.as(police).request('GET', `/v1/orders/${orderId}/screening`);
    return status === 200 ? true : undefined;
  });
}

beforeAll(async () => {
  [world, browser] = await Promise.all([openTestCity(1), openBrowser()]);
  desk = openDesk(world);
  const { ask } = openSupervision(world);
  await ask(bankElsewhere, 'PUT', `/v1/banks/${bankElsewhere}`, {
    ...{ name: '承德银行', dutyPhone: '010-66000003', region: { code: '130800', name: '承德市' } },
  });
  const alarm = await desk.now();
  const alertId = await desk.alert('console-objections-1', alarm);
  [frozen = '', objected = '', elsewhere = ''] = await desk.stop(
    alertId,
    account(bank, '6222000000000000942', 900_000, alarm),
    account(bank, objectedAccount, 400_000, alarm),
    account(bankElsewhere, '6222000000000000943', MUCH_FEN, alarm),
  );
  await doneBy(bank, frozen, 'stop', { balanceBeforeFen: 900_000, stoppedFen: 900_000 });
  await doneBy(bank, objected, 'stop', { balanceBeforeFen: 400_000, stoppedFen: 400_000 });
  await doneBy(bankElsewhere, elsewhere, 'stop', { balanceBeforeFen: MUCH_FEN, stoppedFen: MUCH_FEN });
  const file = { title: '冒充公检法诈骗案', district: 'haidian', fraudType: '冒充公检法', summary: '转账', alerts: [alertId] };
  const { caseId } = await ask(police, 'POST', '/v1/cases', file);
  const filing = { caseNumber: 'A-OBJ-1', decisionNumber: 'A-OBJ-1', filedAt: await desk.now() };
  await ask(police, 'POST', `/v1/cases/${caseId}/file`, filing);
  await freeze({ bankId: bank, orderId: frozen, amountFen: 500_000, head: `${police}-head` });
  const review = { legalReview: { reviewer: '郑法制', reviewedAt: await desk.now() } };
  await freeze({ bankId: bankElsewhere, orderId: elsewhere, amountFen: MUCH_FEN, head: 'police-city-head', review });
});

afterAll(async () => {
  await browser?.close();
  await world?.close();
});

const { opened, closeAll } = createPeople(() => ({ browser, api: world.api }));
afterEach(closeAll);

const part = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });

/** Nothing but a table is wider than a telephone. */
async function narrow(page: Page): Promise<void> {
  await page.setViewportSize(phone);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(phone.width);
}

const chosen = (form: Locator, name: string): Promise<void> => form.getByRole('radio', { name, exact: true }).check();

/** Two officers sign in a form. */
async function signed(form: Locator): Promise<void> {
  for (const [place, { name, badge, phone }] of reviewers.entries()) {
    const one = form.getByRole('group', { name: `第 ${place + 1} 名民警` });
    await one.getByRole('textbox', { name: /姓名/ }).fill(name);
    await one.getByRole('textbox', { name: /警号/ }).fill(badge);
    await one.getByRole('textbox', { name: /电话/ }).fill(phone);
  }
}

// a journey of a person takes long on a machine that runs the rest of the suite beside it
describe('a person whose account is held', { timeout: 180_000 }, () => {
  test('is told once the duty officer has found that a part of the money is not linked', async () => {
    const officer = await opened('gao', '/console/screenings');
    const { page } = officer;
    await officer.heading('冻结账户甄别').waitFor();
    await page.getByRole('row').filter({ hasText: '待甄别' }).nth(1).waitFor();
    const row = page.getByRole('row').filter({ hasText: '京华银行' });
    await row.getByText(/剩余 \d+ 天/).waitFor();
    expect(await officer.barriers()).toEqual([]);
    await row.getByRole('link').click();
    await officer.heading(/^止付指令 · HD-/).waitFor();
    const screening = part(page, '性质甄别');
    await screening.getByText('部分金额').waitFor();
    expect(await officer.barriers()).toEqual([]);

    await officer.button('登记甄别结论').click();
    const form = officer.form('登记甄别结论');
    await chosen(form, '部分与案件有关');
    await form.getByRole('textbox', { name: /^结论理由/ }).fill('二千元为本月工资');
    await form.getByLabel(/^与案件有关的金额/).fill('3000');
    await form.getByRole('combobox', { name: /^所依据的证据/ }).fill('工资单');
    await form.getByRole('combobox', { name: /^所依据的证据/ }).press('Enter');
    expect(await officer.barriers()).toEqual([]);
    await officer.send('登记甄别结论').click();
    await form.waitFor({ state: 'detached' });
    await screening.getByText('已作出结论').waitFor();
    await screening.getByText('二千元为本月工资').waitFor();
    await doneBy(bank, frozen, 'narrow', { stoppedFen: 300_000 });
    await page.reload();
    await page.getByRole('term').filter({ hasText: '减少后控制金额' }).waitFor();

    await officer.button('登记已告知权利人').click();
    const told = officer.form('登记已告知权利人');
    await told.getByRole('button', { name: '此刻' }).click();
    await chosen(told, '电话告知');
    await officer.send('登记已告知权利人').click();
    await told.waitFor({ state: 'detached' });
    await screening.getByText(/电话告知/).waitFor();
    expect(await officer.button('登记已告知权利人').count()).toBe(0);
    await narrow(page);
    expect(await desk.order(frozen)).toMatchObject({ finding: 'partly-linked', narrowedFen: 300_000 });
    expect(await officer.barriers()).toEqual([]);
    expect(officer.faults).toEqual([]);
  });

  test('objects through the bank, and gets the money back once a supervisor upholds it', async () => {
    const liaison = await opened('pan', '/console/objections');
    await liaison.heading('异议').waitFor();
    await liaison.page.getByText('没有符合条件的异议。').waitFor();
    await liaison.button('提出异议').click();
    const form = liaison.form('提出异议');
    await form.getByRole('textbox', { name: /^账号/ }).fill(objectedAccount);
    await chosen(form, '账户持有人');
    await form.getByRole('textbox', { name: /^姓名/ }).fill('孙七七');
    await form.getByRole('textbox', { name: /^联系方式/ }).fill('13800001111');
    await form.getByRole('textbox', { name: /^异议理由/ }).fill('出售手表所得货款');
    expect(await liaison.barriers()).toEqual([]);
    await liaison.send('提出异议').click();
    await liaison.heading(/^异议 /).waitFor();
    const texts = part(liaison.page, '交付异议人的文书');
    await texts.getByText(/^异议受理回执/).waitFor();
    await texts.getByText(/第一百一十七条/).waitFor();
    expect(await liaison.barriers()).toEqual([]);
    await liaison.link('打印或者复制').click();
    const paper = liaison.page.getByRole('article');
    await paper.getByText(/^Receipt /).waitFor();
    // what the person says is no part of what is handed over
    expect(await paper.innerText()).not.toMatch(/手表|13800001111/);
    await liaison.link('返回异议').click();
    await liaison.heading(/^异议 /).waitFor();
    const address = new URL(liaison.page.url()).pathname;

    const supervisor = await opened('tang', '/console/objections');
    const { page } = supervisor;
    await page.getByRole('row').filter({ hasText: '待审查' }).getByRole('link').click();
    await supervisor.heading(/^异议 /).waitFor();
    expect(new URL(page.url()).pathname).toBe(address);
    await part(page, '所针对的指令').getByText(objectedAccount).waitFor();
    await page.getByText('出售手表所得货款').waitFor();
    expect(await supervisor.barriers()).toEqual([]);
    await supervisor.button('决定异议').click();
    const ruling = supervisor.form('决定异议');
    await chosen(ruling, '异议成立');
    await ruling.getByRole('textbox', { name: /^理由/ }).fill('货款属善意取得');
    await signed(ruling);
    await supervisor.send('决定异议').click();
    await ruling.waitFor({ state: 'detached' });
    await page.getByText('待银行解除').first().waitFor();
    await page.goto(`${world.api}/console/orders/${objected}`);
    await page.getByText('依法应予解除：异议成立').waitFor();
    await supervisor.link('查看异议').waitFor();
    expect(await supervisor.barriers()).toEqual([]);

    await doneBy(bank, objected, 'release', {});
    expect(await desk.orderWhen(objected, ({ state }) => state === 'released')).toMatchObject({ heldFen: 0 });
    await eventually(async () => {
      await liaison.page.reload();
      await liaison.heading(/^异议 /).waitFor();
      return (await liaison.page.getByText('已办结', { exact: true }).count()) > 0 ? true : undefined;
    });
    await part(liaison.page, '审查决定').getByText('货款属善意取得').waitFor();
    expect(await liaison.page.innerText('main')).not.toMatch(/周法制|周秀兰/);
    expect([...liaison.faults, ...supervisor.faults]).toEqual([]);
  });

  test('has an account elsewhere, whose police are told in writing', async () => {
    const officer = await opened('gao', '/console/region-notices');
    const { page } = officer;
    const row = page.getByRole('row').filter({ hasText: '承德市' });
    await row.getByText('待发出').waitFor();
    await row.getByText(/1 个账户，¥2,100,000\.00/).waitFor();
    expect(await officer.barriers()).toEqual([]);
    await row.getByRole('link', { name: '承德市（130800）' }).click();
    await officer.heading('异地冻结通报 承德市').waitFor();
    await part(page, '通报文稿')
      .getByText(/^承德市公安机关：/)
      .waitFor();
    expect(await officer.barriers()).toEqual([]);

    await officer.button('登记通报已发出').click();
    const form = officer.form('登记通报已发出');
    await form.getByRole('textbox', { name: /^通报文号/ }).fill('京公海通〔2026〕1号');
    await form.getByRole('textbox', { name: /^受送单位/ }).fill('承德市公安局双桥分局');
    await form.getByRole('button', { name: '此刻' }).click();
    await signed(form);
    await officer.send('登记通报已发出').click();
    await form.waitFor({ state: 'detached' });
    await part(page, '发出').getByText('京公海通〔2026〕1号').waitFor();
    expect(await part(page, '通报文稿').count()).toBe(0);

    await officer.button('登记通报回执').click();
    const answer = officer.form('登记通报回执');
    await answer.getByRole('button', { name: '此刻' }).click();
    await answer.getByRole('textbox', { name: /^签收人/ }).fill('李所长');
    await officer.send('登记通报回执').click();
    await answer.waitFor({ state: 'detached' });
    await part(page, '回执').getByText('李所长').waitFor();
    await officer.button('查看经办记录').click();
    await page.getByRole('table', { name: '经办记录' }).getByText('通报已获回执').waitFor();
    await narrow(page);
    await page.goto(`${world.api}/console/region-notices`);
    await page.getByText('没有待发出或者待回执的通报。').waitFor();
    expect(officer.faults).toEqual([]);
  });
});
