import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { asAdministrator } from '../../local/seed/open-city.ts';
import { plusDays } from '../../shared/kernel/beijing.ts';
import { openBrowser } from '../support/browser.ts';
import { openTestCity, type TestCity } from '../support/city.ts';
import { choose, openPerson, type Person } from '../support/console.ts';
import { seedStandards, yuan } from '../support/standard-samples.ts';

let world: TestCity;
let browser: Browser;
let person: Person;
let page: Page;

/** Two that agree, and one that does not. */
const places: ReadonlySet<string> = new Set(['chaoyang', 'fengtai', 'haidian']);

beforeAll(async () => {
  [world, browser] = await Promise.all([openTestCity(1), openBrowser()]);
  const administrator = asAdministrator(world.city);
  for (const body of seedStandards().filter((standard) => places.has(String(standard['place']))))
    expect((await administrator.request('POST', '/v1/standards', body)).status).toBe(201);
  const decided = await world.as('procuratorate-chaoyang').request('POST', '/v1/standards/decisions', {
    ...{ criterion: 'two-card-amount', district: 'chaoyang', decision: 'pursued', decidedOn: '2022-06-01' },
    facts: { 'one-way-inflow': yuan(250_000), 'account-owner': 'own', 'traced-to-fraud': yuan(3_000) },
  });
  expect(decided.status, JSON.stringify(decided.body)).toBe(201);
});

afterAll(async () => {
  await browser?.close();
  await world?.close();
});

beforeEach(async () => {
  person = await openPerson(browser, world.api, { patienceMs: 60_000 });
  page = person.page;
});

afterEach(() => person.close());

const row = (name: string | RegExp) => page.getByRole('row', { name });
const send = (form: Locator) => form.getByRole('button', { name: '提交', exact: true }).click();

/** Opens the form of an act, fills it, and sends it. */
async function act(name: string, fill: (form: Locator) => Promise<void> = async () => undefined): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
  const form = page.getByRole('form', { name });
  await form.waitFor();
  await fill(form);
  await send(form);
  await form.waitFor({ state: 'detached' });
}

/** Enters facts, a measure a row. */
async function enterFacts(form: Locator): Promise<void> {
  await choose(form, '事实 1 · 度量指标', '单向流入资金');
  await form.getByRole('textbox', { name: '事实 1 · 值' }).fill('25万');
  await form.getByRole('button', { name: '增加事实' }).click();
  await choose(form, '事实 2 · 度量指标', '查证属实的涉诈资金');
  await form.getByRole('textbox', { name: '事实 2 · 值' }).fill('3000');
}

const Proposal = z.looseObject({
  status: z.string(),
  content: z.looseObject({
    threshold: z.number(),
    amount: z.looseObject({ all: z.array(z.looseObject({ value: z.number() })) }),
  }),
  answers: z.record(z.string(), z.looseObject({ answer: z.string() })),
});

describe('a prosecutor of Haidian', () => {
  test('sees where districts differ, tries facts, and proposes one standard that the district adopts', async () => {
    await person.signIn('xu', '/console/standards');
    await person.heading('标准对照表').waitFor();
    await row(/^海淀区/)
      .getByText('与多数区不同')
      .first()
      .waitFor();
    await row(/^朝阳区/)
      .getByText('流水 20 万元以上')
      .waitFor();
    await page.getByRole('heading', { name: '不一致之处：两卡案件：数额起点' }).waitFor();
    expect(await person.barriers()).toEqual([]);

    await page.getByRole('link', { name: '事实比对' }).click();
    await person.heading('事实比对').waitFor();
    const form = page.getByRole('form', { name: '比对标准' });
    await enterFacts(form);
    await send(form);
    await row(/^朝阳区/)
      .getByText('达到标准', { exact: true })
      .waitFor();
    expect(await row(/^海淀区/).innerText()).toMatch(/未达到标准[\s\S]*单向流入资金 不少于 ¥300,000.00.*本案：¥250,000.00/);
    expect(await person.barriers()).toEqual([]);

    await row(/^海淀区/)
      .getByRole('link', { name: '流水 30 万元以上' })
      .click();
    await person.heading('流水 30 万元以上').waitFor();
    await page.getByRole('table', { name: '历次标准' }).waitFor();
    expect(await person.barriers()).toEqual([]);
    expect(await page.getByRole('button', { name: '终止标准' }).count()).toBe(0);
    await page.getByRole('link', { name: '以此为基础提出修订' }).click();
    await propose();
    await countAndAdopt();
    // the browser's own line on the cases that were refused
    expect(person.faults).toEqual([expect.stringContaining('403')]);
  });

  /** The proposal begins with the standard; the person changes its figure, in the headline and in the rule. */
  async function propose(): Promise<void> {
    await person.heading('提出标准修订').waitFor();
    const form = page.getByRole('form', { name: '提出标准修订' });
    await form.getByLabel('标题').first().fill('统一两卡案件起点');
    await form.getByLabel('理由').first().fill('同样的行为，一区起诉，一区不诉。');
    const today = new Date(world.city.clock.now()).toISOString().slice(0, 10);
    await form.getByLabel('生效日期').fill(plusDays(today, 90));
    expect(await form.getByRole('textbox', { name: '起点' }).inputValue()).toBe('300,000.00');
    await form.getByRole('textbox', { name: '起点' }).fill('28万');
    await form.getByRole('textbox', { name: '数额规则 1 · 值' }).fill('28万');
    expect(await person.barriers()).toEqual([]);
    await send(form);
    await person.heading('统一两卡案件起点').waitFor();
  }

  async function countAndAdopt(): Promise<void> {
    await act('开始影响测算');
    const counted = page.getByRole('table', { name: '影响测算' }).getByRole('row', { name: /^朝阳区/ });
    await page.getByText('共比对 1 件，结论改变 1 件').waitFor();
    await counted.getByText('达到标准 → 未达到标准 1').waitFor();
    await page.getByRole('img', { name: '各区已决案件中，按提案结论会改变的件数' }).waitFor();
    // the figures are for all who read the proposal, the cases for those who may list them
    await counted.getByRole('button', { name: /^查看/ }).click();
    await page.getByText('您的角色不能查看此页。').waitFor();
    expect(await person.barriers()).toEqual([]);

    await act('征求各区意见');
    await page.getByText('征求意见', { exact: true }).waitFor();
    await page.reload();
    await act('采纳提案');
    await row(/^海淀区/)
      .getByText('采纳', { exact: true })
      .first()
      .waitFor();
    const proposalId = page.url().split('/').at(-1);
    const { body } = await world.as('procuratorate-haidian').request('GET', `/v1/standards/proposals/${proposalId}`);
    const { status, content, answers } = Proposal.parse(body);
    expect([status, content.threshold, content.amount.all[0]?.value]).toEqual(['consulting', yuan(280_000), yuan(280_000)]);
    expect(answers['haidian']?.answer).toBe('adopted');
    expect(page.url()).not.toMatch(/[一-鿿]/);
  }

  test('records a decision that departs, with its reason, and finds how others decided', async () => {
    await person.signIn('xu', '/console/standards/decisions');
    await person.heading('已决案件').waitFor();
    await page.getByRole('button', { name: '登记决定' }).click();
    const form = page.getByRole('form', { name: '登记决定' });
    await choose(form, '标准类别', '两卡案件：数额起点');
    await choose(form, '辖区', '海淀区');
    await enterFacts(form);
    await form.getByRole('radio', { name: '追究', exact: true }).check();
    await form.getByLabel('决定日期').fill('2022-06-02');
    await send(form);
    await form.getByRole('alert').first().waitFor();
    expect(await person.barriers()).toEqual([]);
    await form.getByLabel('偏离现行标准的理由').fill('流水持续两年');
    await send(form);
    await person.heading('决定').waitFor();
    await page.getByText('流水持续两年').waitFor();
    expect(await person.barriers()).toEqual([]);

    await page.getByRole('link', { name: '已决案件' }).click();
    await page.getByLabel('自', { exact: true }).fill('2022-01-01');
    await row(/2022-06-02/)
      .getByText('偏离标准，已说明理由')
      .waitFor();
    await page.getByRole('link', { name: '类案检索' }).click();
    await person.heading('类案检索').waitFor();
    const asked = page.getByRole('form', { name: '类案检索' });
    await enterFacts(asked);
    await send(asked);
    await page
      .getByRole('table', { name: '类案检索' })
      .getByRole('row', { name: /^朝阳区/ })
      .waitFor();
    expect(await person.barriers()).toEqual([]);
  });
});

test('a bank liaison is refused the standards in words, and is offered no way to them', async () => {
  await person.signIn('pan', '/console/standards');
  await page.getByText('您的角色不能查看此页。').waitFor();
  expect(await page.getByRole('navigation').first().getByRole('link', { name: '标准' }).count()).toBe(0);
  expect(await person.barriers()).toEqual([]);
});
