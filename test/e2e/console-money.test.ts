import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { DAY, plus } from '../../shared/kernel/time.ts';
import { openBrowser } from '../support/browser.ts';
import { eventually, openTestCity, type TestCity } from '../support/city.ts';
import { choose, openPerson, type Person } from '../support/console.ts';
import { openCrawl, phone } from '../support/console-crawl.ts';
import { account, type Desk, openDesk, signedBy } from '../support/desk.ts';
import { type FrozenCase, openReturnDesk } from '../support/return-desk.ts';

let world: TestCity;
let desk: Desk;
let browser: Browser;
let officer: Person;
let page: Page;
let orderId: string;
let now: string;

/** The pages that the tests came to. */
const visited: string[] = [];
const note = (): unknown => visited.push(new URL(page.url()).pathname.replace('/console', ''));

/** The question by which the bank was asked for the payment that it made. */
let paidOn = '';

const Asked = z.object({ instruction: z.string(), instructionId: z.string(), statementId: z.string().default('') });
const Questions = z.object({ items: z.array(Asked) });

beforeAll(async () => {
  [world, browser] = await Promise.all([openTestCity(1), openBrowser()]);
  desk = openDesk(world);
  now = await desk.now();
  const alertId = await desk.alert('console-money-1', now);
  [orderId = ''] = await desk.stop(alertId, account('jinghua', '6222000000000000921', 10_000_000, now));
  const result = { code: '0000', effectiveAt: await desk.now(), balanceBeforeFen: 10_000_000, stoppedFen: 10_000_000 };
  await desk.answer('jinghua', orderId, result);
  officer = await openPerson(browser, world.api, { viewport: phone, patienceMs: 60_000 });
  page = officer.page;
}, 400_000);

afterAll(async () => {
  await browser?.close();
  await world?.close();
}, 60_000);

const button = (name: string | RegExp, within: Page | Locator = page): Locator =>
  within.getByRole('button', { name, exact: true });
const drawer = (name: string): Locator => page.getByRole('dialog', { name });
const section = (name: string): Locator => page.getByRole('table', { name, exact: true });
/** A time on the clocks of Beijing, as a field takes it. */
const wall = (instant: string): string => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16);

async function send(form: Locator): Promise<void> {
  await button('提交', form).click();
  await form.waitFor({ state: 'detached' });
}

/** What waits for the bank of the order, of one kind. */
async function askedOf(kind: string): Promise<z.infer<typeof Asked>> {
  const { items } = Questions.parse((await world.as('jinghua').request('GET', '/v1/bank/questions')).body);
  const [one] = items.filter(({ instruction }) => instruction === kind);
  if (one === undefined) throw new Error(`the bank was not asked for ${kind}`);
  return one;
}

/** A page of three lines, the last of which has a balance that does not follow from the one before. */
function lines() {
  const at = (hours: number) => plus(now, -hours * 3_600_000);
  const other = { bankId: 'yanjing', accountName: '刘晓明', accountNumber: '6222000000000000931' };
  return [
    { serial: 'S-1', at: at(5), direction: 'in', amountFen: 5_000_000, balanceFen: 5_000_000 },
    { serial: 'S-2', at: at(4), direction: 'out', amountFen: 2_000_000, balanceFen: 3_000_000, counterparty: other },
    { serial: 'S-3', at: at(3), direction: 'in', amountFen: 100_000, balanceFen: 3_200_000 },
  ];
}

// each begins with a page that a busy machine takes its time for
describe('what a bank is asked of an account', { timeout: 180_000 }, () => {
  test('an officer asks for a statement; its lines stand page by page, and the one that does not add up is marked', async () => {
    await officer.signIn('gao', `/console/orders/${orderId}`);
    await page.getByRole('heading', { name: '银行协查' }).waitFor();
    await page.getByText('尚未调取交易明细。').waitFor();
    await button('调取交易明细').click();
    const form = drawer('调取交易明细');
    await form.getByLabel(/起始时间/).fill(wall(plus(now, -DAY)));
    await form.getByLabel(/截止时间/).fill(wall(now));
    await form.getByRole('textbox', { name: /理由/ }).fill('查清资金来源');
    expect(await officer.barriers()).toEqual([]);
    await send(form);
    await section('交易明细').getByText('已向银行调取').waitFor();

    const { statementId } = await askedOf('statement');
    const told = await world
      .as('jinghua')
      .request('POST', `/v1/bank/statements/${statementId}/lines`, { page: 1, last: true, lines: lines() });
    expect(told.status, JSON.stringify(told.body)).toBe(200);
    await page.reload();
    await section('交易明细').getByRole('link').click();
    await officer.heading('交易明细').waitFor();
    note();
    const faulty = section('核对不符的明细');
    await faulty.getByText('余额对不上').waitFor();
    await faulty.getByText('¥31,000.00').waitFor();
    const rows = section('明细');
    const mark = (serial: string) => rows.getByRole('row', { name: new RegExp(serial) }).getByText('余额对不上');
    await mark('S-3').waitFor();
    expect(await mark('S-2').count()).toBe(0);
    expect(await officer.barriers()).toEqual([]);
  });

  test('chosen lines that went out are followed, and each is told what became of it; what came in cannot be chosen', async () => {
    const rows = section('明细');
    expect(await rows.getByRole('checkbox', { name: /S-1/ }).isDisabled()).toBe(true);
    await rows.getByRole('checkbox', { name: /S-2/ }).check();
    await page.getByText('已选 1 条转出明细').waitFor();
    await button('追踪所选明细').click();
    const form = drawer('追踪所选明细');
    await form.getByRole('textbox', { name: /理由/ }).fill('疑为赃款');
    await send(form);
    await page.getByText(/第 1 页第 2 条: 已(采用|记录，未追踪)/).waitFor();
    await page.getByText('勾选转出的明细后可追踪。').waitFor();
    const { body } = await desk.police.request('GET', `/v1/orders/${orderId}`);
    expect(JSON.stringify(body)).toContain('6222000000000000931');
  });

  test('an officer has the account watched and ends the watch; the bank says whose account it is', async () => {
    await page.goto(`${world.api}/console/orders/${orderId}`);
    await button('开始动态监控').click();
    const watch = drawer('开始动态监控');
    await watch.getByLabel(/天数/).fill('3');
    await watch.getByRole('textbox', { name: /理由/ }).fill('防止转移');
    await send(watch);
    await section('动态监控').getByRole('link').click();
    await officer.heading('动态监控').waitFor();
    note();
    await page.getByText('银行还没有报送动账。').waitFor();
    expect(await officer.barriers()).toEqual([]);
    await button('停止监控').click();
    const end = drawer('停止监控');
    await end.getByRole('textbox', { name: /理由/ }).fill('已冻结');
    await send(end);
    await page.getByText(/民警决定/).waitFor();
    await button('停止监控').waitFor({ state: 'detached' });

    await page
      .getByRole('link', { name: /HD-|京华/ })
      .first()
      .click();
    await button('查询户主').click();
    const holder = drawer('查询户主');
    await holder.getByRole('textbox', { name: /理由/ }).fill('核实户主');
    await send(holder);
    await section('户主查询').getByRole('link').click();
    await page.getByText('银行尚未答复。').waitFor();
    note();
    expect(await officer.barriers()).toEqual([]);
    expect(officer.faults).toEqual([]);
  });
});

describe('a bank liaison', { timeout: 180_000 }, () => {
  let liaison: Person;

  beforeAll(async () => {
    liaison = await openPerson(browser, world.api, { viewport: phone, patienceMs: 60_000 });
  });

  afterAll(() => liaison?.close());

  test('says by hand whose account it is, and that the watch is over; lines are for systems', async () => {
    const at = liaison.page;
    await desk.police.request('POST', `/v1/orders/${orderId}/statement-requests`, {
      ...{ from: plus(now, -DAY), to: now, ...signedBy },
    });
    await liaison.signIn('pan', '/console/bank/questions');
    await liaison.heading('协查').waitFor();
    expect(await liaison.barriers()).toEqual([]);
    await at.getByRole('link', { name: '账户交易明细' }).click();
    await at.getByText('明细由贵行系统分页报送').waitFor();
    expect(await at.getByRole('main').getByRole('button').allInnerTexts()).toEqual(['答复无法协查']);
    await at.goBack();
    await at.getByRole('link', { name: '账户户主查询' }).click();
    await at.getByRole('button', { name: '答复户主', exact: true }).click();
    const form = at.getByRole('dialog', { name: '答复户主' });
    const holder = form.getByRole('group', { name: '户主' });
    // the name that the police gave is what they ask about, and no answer
    expect(await holder.getByRole('textbox', { name: /姓名/ }).inputValue()).toBe('');
    await holder.getByRole('textbox', { name: /姓名/ }).fill('张伟民');
    await holder.getByText('个人').click();
    expect(await liaison.barriers()).toEqual([]);
    await send(form);
    await at.getByText('此项协查已不需要答复。').waitFor();
    await at.goBack();
    await at.getByRole('link', { name: '停止监控' }).click();
    await at.getByRole('button', { name: '答复监控已停止' }).click();
    await send(at.getByRole('dialog', { name: '答复监控已停止' }));
    await at.getByText('此项协查已不需要答复。').waitFor();

    await page.reload();
    await page.getByText('张伟民').first().waitFor();
    expect(liaison.faults).toEqual([]);
  });
});

describe('a round of return', { timeout: 180_000 }, () => {
  let returns: ReturnType<typeof openReturnDesk>;
  let frozen: FrozenCase;

  beforeAll(async () => {
    returns = openReturnDesk(world);
    const of = { bankId: 'haihe', accountNumber: '6222000000000000941', n: 2 };
    frozen = await returns.frozenCase({ ...of, paidFen: [1_000_000], frozenFen: 1_000_000 });
  }, 120_000);

  test('is opened on the page of its case, and takes a frozen account in', async () => {
    await page.goto(`${world.api}/console/cases/${frozen.caseId}?part=returns`);
    await page.getByText('尚未启动返还。').waitFor();
    expect(await officer.barriers()).toEqual([]);
    await button('启动返还').click();
    const open = drawer('启动返还');
    await open.getByRole('textbox', { name: /理由/ }).fill('首轮返还');
    await send(open);
    await officer.heading(/^返还 R-HD-/).waitFor();
    await page.getByText('尚未纳入账户。').waitFor();
    note();
    await button('纳入账户').click();
    const enter = drawer('纳入账户');
    await choose(enter, /止付指令/, '6222000000000000941');
    await send(enter);
    await section('纳入返还的账户').getByText('¥10,000.00').waitFor();
    expect(await officer.barriers()).toEqual([]);
  });

  test('has the claim of a victim, with its sums in yuan; one above the transfer is refused at its field', async () => {
    await button('登记申报').click();
    const form = drawer('登记申报');
    const victim = form.getByRole('group', { name: '被害人' });
    await victim.getByRole('textbox', { name: /姓名/ }).fill('周秀兰');
    await victim.getByRole('textbox', { name: /证件号码/ }).fill('110108195803124521');
    await form.getByLabel(/损失金额/).fill('10000');
    const proof = form.getByRole('group', { name: /证明材料/ });
    await proof.getByRole('textbox', { name: /标题/ }).fill('报案材料');
    const transfers = form.getByRole('group', { name: /被骗转账/ });
    await choose(transfers, /止付指令/, '6222000000000000941');
    await transfers.getByLabel(/金额（元）/).fill('10001');
    const payee = form.getByRole('group', { name: /收款账户/ });
    await choose(payee, /银行/, '京华银行');
    await payee.getByRole('textbox', { name: /户名/ }).fill('周秀兰');
    await payee.getByRole('textbox', { name: /账号/ }).fill('6222000000000000951');
    expect(await officer.barriers()).toEqual([]);
    await button('提交', form).click();
    await form
      .getByText(/申报金额超过转账金额/)
      .first()
      .waitFor();
    await transfers.getByLabel(/金额（元）/).fill('10000');
    await send(form);
    const claim = section('被害人申报').getByRole('row', { name: /周秀兰/ });
    await claim.getByText('6222000000000000951').waitFor();
    await claim.getByText('¥10,000.00').first().waitFor();

    await claim.getByRole('button', { name: '暂缓返还' }).click();
    const hold = drawer('暂缓返还');
    await hold.getByText('存在争议').click();
    await hold.getByRole('textbox', { name: /理由/ }).fill('收款人有争议');
    await send(hold);
    await claim.getByText('暂缓：存在争议').waitFor();
    await claim.getByRole('button', { name: '恢复返还' }).click();
    const free = drawer('恢复返还');
    await free.getByRole('textbox', { name: /理由/ }).fill('争议已解决');
    await send(free);
    await claim.getByText('暂缓：存在争议').waitFor({ state: 'detached' });
    expect(await officer.barriers()).toEqual([]);
    expect(officer.faults.filter((fault) => !/\b409\b|\b400\b/.test(fault))).toEqual([]);
  });

  test('has its plan computed on the lines of the bank, approved by the head, and paid; a wrong account comes back', async () => {
    const police = 'police-haidian';
    const round = visited.at(-1) ?? '';
    const returnId = round.split('/').at(-1) ?? '';
    await returns.tellLines(frozen);
    await button('计算分配方案').click();
    await send(drawer('计算分配方案'));
    await page.getByText('没有按比例分配的份额，无须公告。').waitFor();
    await page.getByText('归 周秀兰：¥10,000.00').waitFor();
    await page
      .getByText(/依据 \d+ 条明细/)
      .first()
      .click();
    expect(await officer.barriers()).toEqual([]);
    await button('下一页').click();
    await section('被害人申报').nth(1).getByText('¥10,000.00').first().waitFor();

    await button('批准方案').click();
    await button('申请审批', drawer('批准方案')).click();
    const ask = drawer('申请审批');
    await ask.getByRole('textbox', { name: /理由/ }).fill('方案已核');
    await send(ask);
    const Waiting = z.object({ items: z.array(z.object({ approvalId: z.string(), gate: z.string() })) });
    const { body } = await world.as(`${police}-head`).request('GET', '/v1/approvals?waiting=me');
    const { approvalId = '' } = Waiting.parse(body).items.find(({ gate }) => gate === 'return') ?? {};
    await returns.made(`${police}-head`, `/v1/approvals/${approvalId}/grant`, { reason: '同意' });
    await page.goto(`${world.api}/console${round}`);
    await button('批准方案').click();
    const approve = drawer('批准方案');
    for (const [place, { name, badge, phone: number }] of signedBy.officers.entries()) {
      const one = approve.getByRole('group', { name: `第 ${place + 1} 名民警` });
      await one.getByRole('textbox', { name: /姓名/ }).fill(name);
      await one.getByRole('textbox', { name: /警号/ }).fill(badge);
      await one.getByRole('textbox', { name: /电话/ }).fill(number);
    }
    await send(approve);
    // the sweep orders the payments
    const asked = await eventually(() => returns.askedOf('haihe', 'return'), 150_000);
    const declined = { outcome: 'declined', code: '0301', remark: '账户已销户' };
    await returns.made('haihe', `/v1/bank/questions/${asked}/answer`, declined);
    await page.reload();
    await section('划拨').getByText('账户有误').waitFor();
    await section('划拨').getByRole('link', { name: '¥10,000.00' }).click();
    await officer.heading('返还划拨').waitFor();
    note();
    expect(await officer.barriers()).toEqual([]);
    await button('变更收款账户').click();
    const payee = drawer('变更收款账户');
    await payee.getByRole('textbox', { name: /账号/ }).fill('6222000000000000952');
    await payee.getByRole('textbox', { name: /理由/ }).fill('原账户已销户');
    await send(payee);
    await page.getByText('6222000000000000952').waitFor();
    await button('重新划拨').click();
    const again = drawer('重新划拨');
    await again.getByRole('textbox', { name: /理由/ }).fill('账户已更正');
    await send(again);
    await page.getByText('已下达', { exact: true }).first().waitFor();
    const next = await eventually(() => returns.askedOf('haihe', 'return'));
    await returns.made('haihe', `/v1/bank/questions/${next}/answer`, { outcome: 'done', paidAt: await desk.now() });
    await eventually(async () => {
      const { body } = await desk.police.request('GET', `/v1/returns/${returnId}`);
      return JSON.stringify(body).includes('"done":1') ? true : undefined;
    });
    paidOn = next;
    await page.goto(`${world.api}/console${round}`);
    await button('办结返还').click();
    const close = drawer('办结返还');
    await close.getByRole('textbox', { name: /理由/ }).fill('已全部返还');
    await send(close);
    await page.getByText('办结', { exact: true }).first().waitFor();
    expect(officer.faults.filter((fault) => !/\b409\b|\b400\b/.test(fault))).toEqual([]);
  });

  test('shows what the bank says against its own word, also after the round, until an officer has settled it', async () => {
    const payment = visited.find((path) => path.startsWith('/return-payments/')) ?? '';
    const declined = { outcome: 'declined', code: '0600', remark: '未找到该笔划拨' };
    const contradicted = await world.as('haihe').request('POST', `/v1/bank/questions/${paidOn}/answer`, declined);
    expect(contradicted).toMatchObject({ status: 409, body: { code: 'PAYMENT_CONFLICT' } });
    await page.goto(`${world.api}/console${payment}`);
    await page.getByText(/^银行对这笔划拨的答复前后矛盾/).waitFor();
    const said = section('银行的矛盾答复');
    await said.getByText(/^未划拨 · 0600/).waitFor();
    await said.getByText('6222000000000000952').waitFor();
    expect(await officer.barriers()).toEqual([]);
    await button('核实银行答复').click();
    const settle = drawer('核实银行答复');
    await settle.getByRole('radio', { name: '已划拨', exact: true }).check();
    await settle.getByRole('textbox', { name: /理由/ }).fill('银行已出示划拨凭证');
    for (const [place, { name, badge, phone: number }] of signedBy.officers.entries()) {
      const one = settle.getByRole('group', { name: `第 ${place + 1} 名民警` });
      await one.getByRole('textbox', { name: /姓名/ }).fill(name);
      await one.getByRole('textbox', { name: /警号/ }).fill(badge);
      await one.getByRole('textbox', { name: /电话/ }).fill(number);
    }
    await send(settle);
    await said.getByText(/^已划拨（.*）：银行已出示划拨凭证$/).waitFor();
    await page.getByText(/^银行对这笔划拨的答复前后矛盾/).waitFor({ state: 'detached' });
    expect(await button('核实银行答复').count()).toBe(0);
    expect(officer.faults.filter((fault) => !/\b409\b|\b400\b/.test(fault))).toEqual([]);
  });
});

test('these pages are whole in both languages, within the width of a telephone', { timeout: 180_000 }, async () => {
  expect(visited).toHaveLength(5);
  const crawl = openCrawl(officer, world.api);
  // what the crawl has not seen read it takes for words of the page
  await page.goto(`${world.api}/console/inbox`);
  await officer.heading('通知').waitFor();
  for (const path of visited) expect([path, (await crawl.visit(path)).faults]).toEqual([path, []]);
});
