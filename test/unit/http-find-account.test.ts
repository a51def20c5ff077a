import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { Searches, searchesId } from '../../shared/finding/search-log.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { bankA, type CaseDesk, createCaseDesk } from '../support/case-desk.ts';
import { chaoyang, city, haidian, prosecutor } from '../support/case-samples.ts';
import { account, minute, officers } from '../support/samples.ts';

const accountNumber = '6222020200000000001';
const Page = z.looseObject({
  items: z.array(z.looseObject({ orderId: z.string() })),
  holder: z.looseObject({ agency: z.string() }).optional(),
  next: z.string().optional(),
});

let desk: CaseDesk;

beforeEach(async () => {
  desk = await createCaseDesk();
});

const ask = (actor: Actor, over: object = {}) =>
  desk.api.call(actor, 'POST', '/v1/accounts/find', { body: { bankId: 'bank-a', accountNumber, ...over } });
const page = async (actor: Actor, over: object = {}) => Page.parse((await ask(actor, over)).body);

/** An order at the account for an alarm of the district, asked for by its police. */
async function ordered(sourceRef: string, by: Actor = haidian, over: object = {}): Promise<string> {
  const alertId = await desk.raised(sourceRef, { district: by.district ?? 'haidian', ...over }, by);
  const body = { alertId, urgency: 'urgent', reason: 'r', officers, accounts: [account({ accountNumber })] };
  const answer = await desk.api.call(by, 'POST', '/v1/freeze-requests', { body });
  const Accepted = z.looseObject({ orders: z.array(z.looseObject({ orderId: z.string() })) });
  return Accepted.parse(answer.body).orders[0]?.orderId ?? '';
}

async function stopped(orderId: string): Promise<void> {
  const body = { code: '0000', effectiveAt: minute(29), balanceBeforeFen: 500, stoppedFen: 500 };
  expect((await desk.api.call(bankA, 'POST', `/v1/bank/orders/${orderId}/result`, { body })).status).toBe(200);
}

const registered = (agency: string, dutyPhone: string) =>
  desk.api.call({ ...city, roles: ['administrator'] }, 'PUT', `/v1/agencies/${agency}`, {
    body: { name: agency, kind: 'police', district: agency.replace('police-', ''), dutyPhone },
  });

describe('an account', () => {
  test('shows its stops with state, sums, clocks, the alarm and its case, in any spelling of the number', async () => {
    const orderId = await ordered('110-7');
    const { alertId } = (await desk.api.call(haidian, 'GET', `/v1/orders/${orderId}`)).body;
    const caseId = await desk.opened({ alerts: [alertId] });
    await stopped(orderId);
    for (const spelled of [accountNumber, '6222 0202 0000 0000 001', '6222-0202-0000-0000-001']) {
      const { items, next } = await page(haidian, { accountNumber: spelled });
      expect(items).toMatchObject([
        {
          ...{ orderId, alertId, district: 'haidian', agency: haidian.agency, state: 'stopped', tier: 1 },
          ...{ tracedFen: 10_000_000, stoppedFen: 500, heldFen: 500, t0: minute(0), t1: minute(30), t5: minute(29) },
          ...{ reference: expect.stringMatching(/^HD-/), case: { caseId } },
        },
      ]);
      expect(next).toBeUndefined();
    }
    expect(JSON.stringify(await page(haidian))).not.toContain(accountNumber);
  });

  test('shows the agency that holds it and its duty phone, and nothing else of an order that the reader may not see', async () => {
    await registered('police-haidian', '010-62510000');
    const orderId = await ordered('110-7');
    expect((await page(haidian)).holder).toBeUndefined();
    await stopped(orderId);
    const answer = await ask(chaoyang);
    expect(answer.body).toEqual({
      items: [],
      holder: { agency: 'police-haidian', name: 'police-haidian', dutyPhone: '010-62510000' },
    });
    expect(answer.text).not.toContain(orderId);
  });

  test('shows the stops of the newest alarm first, page by page, as if hidden ones were not there', async () => {
    const first = await ordered('one', haidian, { receivedAt: minute(1) });
    // the bank could not do it, so it does not count against the two stops
    await desk.api.call(bankA, 'POST', `/v1/bank/orders/${first}/result`, { body: { code: '1300' } });
    await ordered('two', chaoyang, { receivedAt: minute(2) });
    const third = await ordered('three', haidian, { receivedAt: minute(3) });
    expect((await page(city)).items).toHaveLength(3);
    const one = await page(haidian, { limit: 1 });
    expect(one.items.map(({ orderId }) => orderId)).toEqual([third]);
    const two = await page(haidian, { limit: 1, cursor: one.next });
    expect(two.items.map(({ orderId }) => orderId)).toEqual([first]);
    expect(two.next).toBeUndefined();
    // the hidden one alone leaves no next page
    expect((await page(chaoyang, { limit: 1 })).next).toBeUndefined();
  });

  test('that no order ever met is answered in the same form', async () => {
    expect(await ask(haidian, { accountNumber: '6222020299999999999' })).toMatchObject({ status: 200, body: { items: [] } });
  });

  test('is asked for on the record, without its number', async () => {
    await ask(haidian);
    const stream = `searches:${searchesId(haidian, desk.api.now)}`;
    const audit = await desk.api.call(city, 'GET', `/v1/audit/${stream}`);
    expect(audit.body).toMatchObject({
      verified: true,
      items: [{ data: { what: 'account', marks: ['account-number'], shown: 0 } }],
    });
    expect(audit.text).not.toContain(accountNumber);
    expect((await desk.api.journal.load(Searches, searchesId(chaoyang, desk.api.now))).version).toBe(0);
  });

  test.each([
    ['a bank', bankA],
    ['a prosecutor', prosecutor],
  ])('%s does not ask for one', async (_, actor) => {
    expect(await ask(actor)).toMatchObject({ status: 403, body: { code: 'ACTION_NOT_ALLOWED' } });
  });

  test('needs a number that can be one', async () => {
    const answer = await ask(haidian, { accountNumber: '12' });
    expect(answer).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID', errors: [{ path: '/accountNumber' }] } });
  });
});
