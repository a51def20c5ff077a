import { createHash } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { DAY, plus } from '../../shared/kernel/time.ts';
import { openBrowser } from '../support/browser.ts';
import { eventually, openTestCity, type TestCity } from '../support/city.ts';
import { choose, openPerson, type Person } from '../support/console.ts';
import { openDesk } from '../support/desk.ts';

const police = 'police-haidian';
const haidian = 'procuratorate-haidian';
const chaoyang = 'procuratorate-chaoyang';
const chat = Buffer.from('租卡人：明早把三张卡放到地铁柜里。\n');
const Body = z.record(z.string(), z.unknown());

let world: TestCity;
let browser: Browser;
let now: () => Promise<string>;
let person: Person;
let page: Page;
let caseId: string;
let consultationId: string;

/** A command of another system or person, over the public API. */
async function act(client: string, path: string, body: object = {}): Promise<Record<string, unknown>> {
  const answer = await world.as(client).request('POST', path, body);
  if (answer.status >= 300) throw new Error(`${client} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return Body.parse(answer.body);
}
const read = async (client: string, path: string) => Body.parse((await world.as(client).request('GET', path)).body);

/** A case with a piece of evidence and its file, shared with two procuratorates. */
async function openCase(): Promise<string> {
  const file = { title: '两卡案', district: 'haidian', fraudType: '刷单返利', summary: '出租三张银行卡' };
  const opened = String((await act(police, '/v1/cases', file))['caseId']);
  const obtainedAt = plus(await now(), -DAY);
  const piece = { kind: 'evidence', category: 'electronic-data', title: '手机聊天记录', obtainedAt };
  const { itemId } = await act(police, `/v1/cases/${opened}/items`, piece);
  const announced = await act(police, `/v1/cases/${opened}/items/${itemId}/files`, {
    ...{ name: '聊天记录.txt', sizeBytes: chat.length, type: 'text/plain' },
    sha256: createHash('sha256').update(chat).digest('hex'),
  });
  const { url, headers } = z.object({ url: z.string(), headers: z.record(z.string(), z.string()) }).parse(announced['upload']);
  const { 'content-length': _, ...sent } = headers;
  await fetch(url, { method: 'PUT', headers: sent, body: new Uint8Array(chat) });
  const until = plus(await now(), 30 * DAY);
  for (const agency of [haidian, chaoyang])
    await act(police, `/v1/cases/${opened}/shares`, { agency, parts: ['summary', 'evidence'], purpose: '会商', until });
  await eventually(async () =>
    (await read(police, `/v1/evidence-files/${announced['fileId']}`))['state'] === 'available' ? true : undefined,
  );
  return opened;
}

beforeAll(async () => {
  [world, browser] = await Promise.all([openTestCity(1), openBrowser()]);
  now = openDesk(world).now;
  caseId = await openCase();
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await world?.close();
});

afterEach(() => person?.close());

async function enter(username: string, path: string, language: 'zh' | 'en' = 'zh'): Promise<void> {
  person = await openPerson(browser, world.api, { language });
  page = person.page;
  await person.signIn(username, path);
}

const dialog = () => page.getByRole('dialog');
const send = (name = '提交') => dialog().getByRole('button', { name, exact: true }).click();
const opinion = (name: string) => page.getByRole('region', { name });

async function press(name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
  await dialog().waitFor();
}

/** No page of the console is a barrier, and none says that something went wrong. */
async function sound(): Promise<void> {
  expect(await person.barriers()).toEqual([]);
  expect(person.faults).toEqual([]);
}

describe('a consultation on two cards', { timeout: 120_000 }, () => {
  test('is convened by the police from a case, with evidence in its bundle', async () => {
    await enter('tang', `/console/consultations?case=${caseId}`);
    await person.heading('会商').waitFor();
    await page.getByRole('radio', { name: '重大疑难案件会商' }).check();
    await page.getByLabel('标题').fill('两卡案件是否批捕');
    await choose(page, '参与单位', '海淀区人民检察院', '朝阳区人民检察院');
    await page.getByRole('radio', { name: '行为定性' }).check();
    await page.getByRole('textbox', { name: '内容' }).fill('出租三张卡应否批捕？');
    await sound();
    await page.getByRole('button', { name: '提交', exact: true }).click();
    await person.heading(/^会商 HS-/).waitFor();
    consultationId = page.url().split('/').at(-1) ?? '';

    await press('更新证据清单');
    await choose(dialog(), '增加', '手机聊天记录');
    await sound();
    await send();
    await page.getByRole('row', { name: /手机聊天记录/ }).waitFor();
    await page.reload();
    await page
      .getByRole('row', { name: /手机聊天记录/ })
      .getByText('聊天记录.txt')
      .waitFor();
    await sound();
  });

  test('has the opinion of a prosecutor in five clicks from the sign-in, the invitation accepted among them', async () => {
    await enter('xu', '/console');
    await page.getByRole('navigation').getByRole('link', { name: '会商' }).waitFor();
    const before = await person.clicks();
    await page.getByRole('navigation').getByRole('link', { name: '会商' }).click();
    await page.getByRole('link', { name: /^HS-/ }).first().waitFor();
    await sound();
    await page.getByRole('link', { name: /^HS-/ }).first().click();
    await page.getByText('本单位受邀参加此次会商').waitFor();
    expect(await page.innerText('main')).not.toContain('手机聊天记录');
    await sound();
    await page.getByRole('button', { name: '接受邀请' }).click();
    const form = opinion('对问题 1 发表意见');
    await form.getByRole('radio', { name: '是', exact: true }).check();
    await form.getByRole('textbox').fill('聊天记录证明其明知，建议批捕。');
    await form.getByRole('button', { name: '签署意见' }).click();
    await page.getByRole('row', { name: /聊天记录证明其明知/ }).waitFor();
    expect((await person.clicks()) - before).toBeLessThanOrEqual(5);
    await sound();
    // what is opened here stands with the exhibit, and with the next opinion
    await page.getByRole('button', { name: '查看 聊天记录.txt' }).click();
    await dialog().getByText('明早把三张卡放到地铁柜里').waitFor();
    await sound();
    await dialog()
      .getByRole('button', { name: /关闭|Close/ })
      .click();
    await page
      .getByRole('row', { name: /手机聊天记录/ })
      .getByText('我已打开')
      .waitFor();
    await sound();
  });

  test('has a second opinion that differs, and asks the police for more evidence, in English', async () => {
    await enter('jia', `/console/consultations/${consultationId}`, 'en');
    await person.heading(/^Consultation HS-/).waitFor();
    await page.getByRole('button', { name: 'Take part' }).click();
    const form = opinion('Opinion on question 1');
    await form.getByRole('radio', { name: 'No', exact: true }).check();
    await form.getByRole('textbox').fill('One card of three is traced.');
    await form.getByRole('button', { name: 'Sign the opinion' }).click();
    await page
      .getByRole('row', { name: /聊天记录证明其明知/ })
      .getByText('Differs from yours')
      .waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');

    await press('Ask for evidence');
    await choose(dialog(), 'Asked of', '海淀分局');
    await page.getByLabel('Due at').fill(plus(await now(), 11 * DAY).slice(0, 16));
    await dialog().getByRole('textbox', { name: 'Text' }).fill('Statements of the three cards');
    await send('Send');
    await page.getByRole('row', { name: /Statements of the three cards/ }).waitFor();
    await sound();
  });

  test('is concluded by the police with the dissent kept, told what a colleague did meanwhile, and closed by the last action', async () => {
    await enter('tang', `/console/consultations/${consultationId}`);
    await press('答复补证要求');
    await dialog().getByRole('textbox').first().fill('三张卡的流水已调取。');
    await send();
    await page.getByRole('row', { name: /三张卡的流水已调取/ }).waitFor();
    const form = opinion('对问题 1 发表意见');
    await form.getByRole('radio', { name: '是', exact: true }).check();
    await form.getByRole('textbox').fill('建议批捕。');
    await form.getByRole('button', { name: '签署意见' }).click();
    await page.getByRole('button', { name: '更新对问题 1 的意见' }).waitFor();

    await press('形成结论');
    await dialog().getByRole('textbox', { name: '纪要' }).fill('多数意见认为明知成立。');
    await dialog().getByRole('radiogroup', { name: '对问题 1 的结论' }).getByRole('radio', { name: '是', exact: true }).check();
    const actions = dialog().locator('details').filter({ hasText: '后续事项' });
    await actions.locator('summary').click();
    await actions.getByRole('button', { name: '增加一项' }).click();
    await actions.getByRole('textbox', { name: '内容' }).fill('追查第三张卡');
    await choose(dialog(), '责任单位', '海淀分局');
    await actions.getByLabel('期限').fill(plus(await now(), 20 * DAY).slice(0, 16));
    await sound();
    // a colleague of the same agency changes the consultation while the form is open
    await act(police, `/v1/consultations/${consultationId}/bundle`, { add: [{ caseId, part: 'summary' }] });
    await send();
    await dialog().getByText('证据材料更新').waitFor();
    await page.getByText('本单位依据第 1 版发表意见；现为第 2 版。').waitFor();
    expect(await person.barriers()).toEqual([]);
    await send('按最新内容重新提交');
    await dialog().waitFor({ state: 'detached' });

    const conclusion = page.getByRole('region', { name: '会商结论' });
    await conclusion.getByText('多数意见认为明知成立。').waitFor();
    expect(await conclusion.innerText()).toMatch(/不同意见\s*2\. 朝阳区人民检察院/);
    await page
      .getByRole('row', { name: /One card of three/ })
      .getByText('不同意见')
      .waitFor();
    expect(await person.barriers()).toEqual([]);
    await press('事项办结');
    await send();
    await page.getByText('已办结', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: '查看经办记录' }).click();
    await page.getByRole('row', { name: /会商结论/ }).waitFor();
    expect(await person.barriers()).toEqual([]);
    // the browser itself says that it got a 412
    expect(person.faults.filter((fault) => !fault.includes('412'))).toEqual([]);
  });

  test('does not exist for a procuratorate that was not asked, nor for a bank', async () => {
    await enter('kong', `/console/consultations/${consultationId}`);
    await page.getByText('没有这一项，或您无权知悉。').waitFor();
    expect(await page.innerText('main')).not.toContain('两卡');
    expect(await person.barriers()).toEqual([]);
  });
});

test('the joint office sets up a weekly meeting, cancels one, and ends the series', { timeout: 120_000 }, async () => {
  await enter('tang', '/console/meetings');
  await press('安排例会');
  await dialog().getByLabel('标题').fill('反诈联席例会');
  await choose(dialog(), '参与单位', '海淀区人民检察院');
  await dialog().getByRole('radio', { name: '每周' }).check();
  await dialog().getByLabel(/星期/).fill('2');
  await dialog().getByLabel('时间').fill('14:00');
  await sound();
  await send();
  await person.heading('反诈联席例会（第 1 次）').waitFor();
  await page
    .getByText('每周 星期二 14:00')
    .or(page.getByText(/每周.*14:00/))
    .first()
    .waitFor();
  await sound();
  await press('取消本次例会');
  await dialog().getByRole('textbox').fill('与会商合并');
  await send();
  await page.getByText('已取消', { exact: true }).waitFor();
  await press('终止例会安排');
  await dialog().getByRole('textbox').fill('改为按需召开');
  await send();
  await page.getByText('例会安排到此为止').waitFor();
  await page.goto(`${world.api}/console/meetings?all=true`);
  await page
    .getByRole('link', { name: /反诈联席例会（第 1 次）/ })
    .first()
    .waitFor();
  await sound();
});
