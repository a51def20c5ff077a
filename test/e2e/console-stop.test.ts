import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { openTestCity, type TestCity } from '../support/city.ts';
import { choose, openPerson, type Person } from '../support/console.ts';
import { account, type Desk, openDesk } from '../support/desk.ts';

let browser: Browser;
let world: TestCity;
let desk: Desk;
const people: Person[] = [];

beforeAll(async () => {
  [world, browser] = await Promise.all([openTestCity(1), openBrowser()]);
  desk = openDesk(world);
});

afterAll(async () => {
  await browser?.close();
  await world?.close();
});

afterEach(async () => {
  await Promise.all(people.splice(0).map((person) => person.close()));
});

async function open(): Promise<Person> {
  const person = await openPerson(browser, world.api, { patienceMs: 60_000 });
  people.push(person);
  return person;
}

/** Lines as officers paste them: of a spreadsheet, of chats, a number as it is printed, a bank that no one knows, and a cry that is no account. */
const lines = (day: string) => `户名\t账号\t开户行\t金额\t时间
张伟民\t6222000000000001001\t京华银行\t50000\t${day} 09:01
李小燕\t6222000000000001002\t承德银行海淀支行\t1.2万\t${day} 09:02:30

赵六，6222 0000 0000 0001 003，海河行，￥３，０００．５０，${day.replaceAll('-', '/')} 09:03
转给孙七 燕京银行 6222-0000-0000-0001-004 2000元 ${day} 9时4分
户名：周八 账号：6222000000000001005 开户行：太行 金额：8千元 时间：${day} 09:05
高警官：快一点
吴九 6222000000000001006 某某银行 100 ${day} 09:06
郑十 13800000007 汇路支付 99.5 ${day} 09:07`;

const officers = { 姓名: ['高建国', '林小燕'], 警号: ['011101', '011102'], 电话: ['010-82519110', '010-82519110'] };

/** Pastes as the keyboard does: no click. */
async function pasteInto(box: Locator, text: string): Promise<void> {
  await box.focus();
  const paste = `(pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }`;
  await box.page().evaluate(`(${paste})(${JSON.stringify(text)})`);
}

async function sign(page: Page): Promise<void> {
  for (const [label, both] of Object.entries(officers))
    for (const [n, value] of both.entries()) await page.getByLabel(label, { exact: true }).nth(n).fill(value);
}

const DAY_MS = 86_400_000;
const BEIJING_MS = 8 * 3_600_000;
/** The day before, in Beijing: any time of it is over. */
const yesterday = (now: string): string => new Date(Date.parse(now) + BEIJING_MS - DAY_MS).toISOString().slice(0, 10);
const box = (page: Page) => page.getByLabel('账户', { exact: true });
const cell = (page: Page, n: number, what: string) => page.getByLabel(`第 ${n} 行${what}`, { exact: true });
const send = (page: Page) => page.getByRole('button', { name: '提交', exact: true }).click();
const orderRow = (page: Page, accountNumber: string) =>
  page.getByRole('table', { name: '指令', exact: true }).getByRole('row', { name: new RegExp(accountNumber) });

/** A journey of a person takes long on a machine that runs the rest of the suite beside it. */
const JOURNEY_MS = 180_000;

describe('a duty officer', () => {
  test(
    'reads at each pasted account what is known of it, and need not wait for that',
    async () => {
      const before = await desk.now();
      const [held = ''] = await desk.stop(
        await desk.alert('stop-past'),
        account('jinghua', '6222000000000001901', 10_000_000, before),
      );
      await desk.answer('jinghua', held, { code: '0000', effectiveAt: before, balanceBeforeFen: 900_000, stoppedFen: 900_000 });
      const alertId = await desk.alert('stop-past-2');
      const person = await open();
      const { page } = person;
      await person.signIn('gao', `/console/alerts/${alertId}`);
      const day = yesterday(await desk.now());
      await pasteInto(
        box(page),
        `张伟民\t6222000000000001901\t京华银行\t500\t${day} 09:01\n李小燕\t6222000000000001902\t承德银行\t500\t${day} 09:02`,
      );
      const rows = page.getByRole('table', { name: '待止付账户' }).getByRole('row');
      const known = rows.filter({ has: page.getByText('涉案账户：以往有止付指令') });
      await known.getByText(/现由.*海淀分局控制/).waitFor();
      await known.getByText(/已止付.*已控 ¥9,000\.00 至 20\d\d\//).waitFor();
      await rows.filter({ hasText: '以往没有止付记录。' }).waitFor();
      await page.getByText('已查询 2 个账户的以往情况，1 个有记录。查询会留痕。').waitFor();
      const asked = () => person.requests.filter((path) => path === '/v1/accounts/find').length;
      expect(asked()).toBe(2);
      // what is typed elsewhere asks for nothing again
      await cell(page, 2, '金额（元）').fill('600');
      await cell(page, 2, '户名').fill('李晓燕');
      expect(await person.barriers()).toEqual([]);
      expect(asked()).toBe(2);

      // an account that cannot be looked up, and one whose answer never comes, hold nothing up
      const never: (() => void)[] = [];
      await page.route('**/v1/accounts/find', async (route) => {
        if (String(route.request().postData()).includes('1903')) return route.abort();
        await new Promise<void>((resolve) => never.push(resolve));
        return route.abort();
      });
      await pasteInto(
        box(page),
        `王五\t6222000000000001903\t京华银行\t500\t${day} 09:03\n赵六\t6222000000000001904\t承德银行\t500\t${day} 09:04`,
      );
      await rows.filter({ hasText: '没有查到账户以往情况，不影响提交。' }).waitFor();
      await rows.filter({ hasText: '正在查询账户以往情况…' }).waitFor();
      await sign(page);
      await send(page);
      await page.getByText('止付请求已提交：4 个指令，0 个账户未受理').waitFor();
      for (const resolve of never) resolve();
      await orderRow(page, '6222000000000001904').waitFor();
      // the browser itself says that a request was cut off
      expect(person.faults.filter((fault) => !fault.includes('ERR_FAILED'))).toEqual([]);
    },
    JOURNEY_MS,
  );

  test(
    'stops seven pasted accounts in at most six clicks from the sign-in',
    async () => {
      const alertId = await desk.alert('stop-1');
      const person = await open();
      const { page } = person;
      await person.signIn('gao');
      await person.heading('待办指令').waitFor();
      await page.getByRole('link', { name: '本区警情' }).click();
      await person.heading('本区警情').waitFor();
      expect(await person.barriers()).toEqual([]);
      await page.locator(`a[href$="${alertId}"]`).click();
      await box(page).waitFor();

      await pasteInto(box(page), lines(yesterday(await desk.now())));
      await cell(page, 7, '账号或单号').waitFor();
      expect(await box(page).inputValue()).toBe('高警官：快一点');
      const numbers = await Promise.all([1, 2, 3, 4, 5, 6, 7].map((n) => cell(page, n, '账号或单号').inputValue()));
      expect(numbers.map((number) => number.slice(-3))).toEqual(['001', '002', '003', '004', '005', '006', '007']);
      expect(await cell(page, 3, '金额（元）').inputValue()).toBe('3,000.50');
      await page.getByText('没有找到这家银行，请选择').waitFor();
      expect(await person.barriers()).toEqual([]);

      // the bank that no one knows is chosen by hand
      await cell(page, 6, '银行').fill('西山');
      await page.keyboard.press('Enter');
      await sign(page);
      await send(page);
      await page.getByText('止付请求已提交：7 个指令，0 个账户未受理').waitFor();
      // the cry for help is no account, and still stands where it was pasted
      expect(await box(page).inputValue()).toBe('高警官：快一点');
      expect(await person.clicks()).toBeLessThanOrEqual(6);
      await orderRow(page, '6222000000000001003').waitFor();
      expect(await person.barriers()).toEqual([]);

      // a reload in the middle: the orders are there, and nothing of the form was kept
      await page.reload();
      await orderRow(page, '13800000007').getByText('汇路支付').waitFor();
      const kept = await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.title])');
      expect(kept).not.toMatch(/6222|高建国/);
      expect(person.faults).toEqual([]);
    },
    JOURNEY_MS,
  );

  test(
    'raises an alarm of a known victim, stops what can be stopped, and a colleague on the board sees it',
    async () => {
      const first = await desk.alert('raise-0');
      const day = yesterday(await desk.now());
      const [gao, lin] = await Promise.all([open(), open()]);
      await gao.signIn('gao', '/console/alerts');
      await gao.page.getByRole('link', { name: '登记警情' }).click();
      await gao.page.getByLabel('姓名').fill('周秀兰');
      await gao.page.getByLabel('电话').fill('138 0000 0000');
      await gao.page.getByLabel('损失金额（元）').fill('1.2万');
      expect(await gao.barriers()).toEqual([]);
      await send(gao.page);
      await gao.heading(/^警情 HD-.* 已登记$/).waitFor();
      await gao.page.getByText('电话相同').first().waitFor();
      expect(await gao.page.locator(`a[href$="${first}"]`).count()).toBe(1);
      expect(await gao.barriers()).toEqual([]);
      await gao.page.getByRole('link', { name: '去申请止付' }).click();
      await gao.heading(/看板$/).waitFor();

      await lin.signIn('lin', new URL(gao.page.url()).pathname);
      await lin.page.getByText('这起警情还没有止付指令。').waitFor();
      await pasteInto(
        box(gao.page),
        `张伟民 6222000000000002001 京华银行 9000 ${day} 10:01\n李小燕 6222000000000002002 某某银行 100 ${day} 10:02`,
      );
      await sign(gao.page);
      await send(gao.page);
      await gao.page.getByText('止付请求已提交：1 个指令，1 个账户未受理').waitFor();
      await orderRow(lin.page, '6222000000000002001').waitFor();

      // what was not taken is still there, and so are the officers
      expect(await cell(gao.page, 1, '账号或单号').inputValue()).toBe('6222000000000002002');
      expect(await gao.page.getByLabel('警号', { exact: true }).nth(1).inputValue()).toBe('011102');
      await cell(gao.page, 1, '银行').fill('承德');
      await gao.page.keyboard.press('Enter');
      await send(gao.page);
      await gao.page.getByText('止付请求已提交：1 个指令，0 个账户未受理').waitFor();
      await orderRow(lin.page, '6222000000000002002').getByText('承德银行').waitFor();
      expect([...gao.faults, ...lin.faults]).toEqual([]);
    },
    JOURNEY_MS,
  );

  test(
    'corrects an alarm, opens its case, hands one over, joins one, withdraws one, and finds it by its state',
    async () => {
      const now = Date.parse(await desk.now());
      const older = await desk.alert('acts-1', new Date(now - 60_000).toISOString());
      const younger = await desk.alert('acts-2');
      const person = await open();
      const { page } = person;
      const formOf = async (name: string): Promise<Locator> => {
        await page.getByRole('button', { name, exact: true }).click();
        return page.getByRole('form', { name, exact: true });
      };
      const sent = async (form: Locator): Promise<void> => {
        await form.getByRole('button', { name: '提交', exact: true }).click();
        await form.waitFor({ state: 'detached' });
      };

      await person.signIn('gao', `/console/alerts/${older}`);
      const correction = await formOf('更正警情');
      await correction.getByLabel('损失金额（元）').fill('50万');
      await correction.getByLabel('理由').fill('事主复核');
      await sent(correction);
      await page.getByText('¥500,000.00').waitFor();
      expect(await person.barriers()).toEqual([]);
      await sent(await formOf('建立案卷'));

      await page.goto(`${world.api}/console/alerts/${younger}`);
      const joining = await formOf('并入重复警情');
      await joining.getByRole('textbox').first().fill(older);
      await sent(joining);
      await page.getByText('并入警情', { exact: true }).waitFor();
      // another alarm stands for it: stops are asked for there
      await page.getByRole('form', { name: '申请止付' }).waitFor({ state: 'detached' });

      const [moved, mistaken] = [await desk.alert('acts-3'), await desk.alert('acts-4')];
      await page.goto(`${world.api}/console/alerts/${moved}`);
      const handingOver = await formOf('移送警情');
      await handingOver.getByRole('combobox').fill('朝阳');
      await page.keyboard.press('Enter');
      await handingOver.getByLabel('理由').fill('事主居住地');
      await sent(handingOver);
      await page.getByText(/由海淀区移送至朝阳区/).waitFor();

      await page.goto(`${world.api}/console/alerts/${mistaken}`);
      const withdrawal = await formOf('撤销警情');
      await withdrawal.getByText('指令保持不变').click();
      await choose(withdrawal, '原因', '录入错误');
      await withdrawal.getByLabel('内容').fill('重复录入');
      await sent(withdrawal);
      await page.getByText('已撤销').first().waitFor();

      await page.goto(`${world.api}/console/alerts?status=withdrawn`);
      await page.locator(`a[href$="${mistaken}"]`).waitFor();
      expect(await page.locator(`a[href$="${older}"]`).count()).toBe(0);
      expect(person.faults).toEqual([]);
    },
    JOURNEY_MS,
  );
});

describe('a bank liaison', () => {
  test('is not let to raise an alarm', async () => {
    const person = await open();
    await person.signIn('pan', '/console/alerts/new');
    await person.page.getByText('您的角色不能查看此页。').waitFor();
    expect(person.faults).toEqual([]);
  });
});
