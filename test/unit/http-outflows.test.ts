import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Actor } from '../../shared/kernel/context.ts';
import type { TestApi } from '../support/api.ts';
import { bankA } from '../support/case-desk.ts';
import { outflow } from '../support/order-samples.ts';
import { account, minute } from '../support/samples.ts';
import { bankB, createStopDesk, type StopDesk } from '../support/stop-desk.ts';

const city: Actor = { agency: 'police-city', agencyKind: 'police', roles: ['supervisor', 'administrator'], subject: 'he' };

let desk: StopDesk;
let api: TestApi;
let orderId: string;

beforeEach(async () => {
  desk = await createStopDesk();
  ({ api } = desk);
  orderId = await desk.orderOf(account());
  api.now = minute(5);
});

const stopped = { code: '1200', effectiveAt: minute(4), balanceBeforeFen: 10_000_000, stoppedFen: 10_000_000 };
const answer = (body: object) => desk.answer(orderId, body);
const tell = (body: object, by = bankA) => api.call(by, 'POST', `/v1/bank/orders/${orderId}/outflows`, { body });
const order = () => desk.read(orderId);

/** Lines of which none can be followed, and why. */
const odd = [
  [{ amountFen: 500_000, at: minute(2), remark: '柜面取现' }, 'account-missing'],
  [{ ...outflow(3), accountNumber: '000000000000' }, 'account-missing'],
  [{ ...outflow(3), accountNumber: '62284*****0001' }, 'account-missing'],
  [{ ...outflow(4), bankId: '某某农村商业银行' }, 'bank-unknown'],
  [{ ...outflow(5), amountFen: undefined }, 'incomplete'],
  [{ ...outflow(5), amountFen: '1000000' }, 'incomplete'],
  [{ ...outflow(6), currency: 'USD' }, 'other-currency'],
  [{ ...outflow(7), at: minute(60) }, 'in-future'],
  [{ means: 'cash', amountFen: 2_000_000, at: minute(3), place: 'ATM 0107' }, 'not-an-account'],
  [{ means: 'card-payment', amountFen: 80_000, merchant: '金店', terminal: 'POS-77' }, 'not-an-account'],
  [{ means: 'wallet', platform: '某支付', wallet: 'user-88' }, 'not-an-account'],
  [{ means: 'virtual-currency', chain: 'TRON', wallet: 'TXYZabc', amountFen: 3_000_000 }, 'not-an-account'],
  [{ means: 'abroad', country: 'KH', amountFen: 900_000 }, 'not-an-account'],
  ['cash at the counter', 'account-missing'],
] as const;

describe('one odd line does not hold up the stop', () => {
  test.each(odd)('%j is kept, cut, and named in the answer', async (line, reason) => {
    const result = await answer({ ...stopped, outflows: [outflow(1), line] });
    expect(result).toMatchObject({
      status: 200,
      body: {
        state: 'stopped',
        outflows: [
          { path: '/outflows/0', outcome: 'taken', faults: [] },
          { path: '/outflows/1', outcome: 'kept', reason },
        ],
      },
    });
    expect(await order()).toMatchObject({ state: 'stopped', outflows: [{ serial: 'OUT-1' }, { cut: reason }] });
  });

  test('the answer says the place and the rule, never the value; the order keeps the line as it came', async () => {
    const line = { ...outflow(4), bankId: '某某农村商业银行', branch: '中关村' };
    const result = await answer({ ...stopped, outflows: [line] });
    expect(result.body).toMatchObject({
      outflows: [
        {
          faults: [
            { path: '/outflows/0/bankId', rule: 'must be lower-case letters, digits and hyphens' },
            { path: '/outflows/0/branch', rule: 'is not known' },
          ],
        },
      ],
    });
    expect(result.text).not.toMatch(/农村|中关村/);
    expect(
      z
        .looseObject({ outflows: z.array(z.looseObject({ unread: z.looseObject({ asGiven: z.string() }) })) })
        .parse(await order()),
    ).toMatchObject({
      outflows: [{ unread: { asGiven: JSON.stringify(line) } }],
    });
    expect(api.logged.join()).not.toMatch(/农村|中关村/);
    const audit = await api.call(city, 'GET', `/v1/audit/${orderId}`);
    expect(audit.text).toContain('中关村');
  });

  test('a line that is whole but for something beside it is followed, and that is kept', async () => {
    for (const beside of [{ serial: 12_345 }, { serial: null }, { serial: undefined }, { channel: '网银' }, { remark: '' }]) {
      const line = outflow(1, {});
      const result = await answer({ ...stopped, outflows: [{ ...line, ...beside }] });
      expect(result.body).toMatchObject({ outflows: [{ outcome: 'taken' }] });
    }
  });

  test('a bank that is not registered is named in the answer', async () => {
    const result = await answer({ ...stopped, outflows: [outflow(1), outflow(2, { bankId: 'no-such-bank' })] });
    expect(result.body).toMatchObject({
      outflows: [{ outcome: 'taken' }, { outcome: 'kept', reason: 'bank-unknown', faults: [{ path: '/outflows/1/bankId' }] }],
    });
  });

  test('outflows that are not a list are read as a list of one', async () => {
    expect(await answer({ ...stopped, outflows: outflow(1) })).toMatchObject({
      status: 200,
      body: { outflows: [{ outcome: 'taken' }] },
    });
  });

  test('201 lines stop the clock like one', async () => {
    const outflows = Array.from({ length: 201 }, (_, n) => outflow(n, { amountFen: 10_000 }));
    expect(await answer({ ...stopped, outflows })).toMatchObject({ status: 200, body: { state: 'stopped' } });
    expect(z.looseObject({ outflows: z.array(z.unknown()) }).parse(await order()).outflows).toHaveLength(201);
  });

  test('a line that the record cannot hold is named, and the rest is kept', async () => {
    const outflows = Array.from({ length: 700 }, (_, n) => outflow(n, { amountFen: 10_000, remark: '备'.repeat(300) }));
    const result = await answer({ ...stopped, outflows });
    expect(result).toMatchObject({ status: 200, body: { state: 'stopped' } });
    const { outflows: noted } = z.looseObject({ outflows: z.array(z.object({ outcome: z.string() })) }).parse(result.body);
    expect(new Set(noted.map(({ outcome }) => outcome))).toEqual(new Set(['not-kept']));
    expect(result.body).toMatchObject({
      outflowsNotKept: 700 - z.looseObject({ outflows: z.array(z.unknown()) }).parse(await order()).outflows.length,
    });
  });
});

describe('other odd members beside a clear stop do not refuse it either', () => {
  test.each([
    [{ remark: 'x'.repeat(501) }, '/remark'],
    [{ expiresAt: minute(1) }, '/expiresAt'],
    [{ expiresAt: 'tomorrow' }, '/expiresAt'],
    [{ balanceBeforeFen: 5 }, '/balanceBeforeFen'],
    [{ balanceBeforeFen: '10,000,000' }, '/balanceBeforeFen'],
    [{ bankReference: 'JH-1' }, '/bankReference'],
  ])('%j is left out, kept, and named in the answer', async (beside, path) => {
    const result = await answer({ ...stopped, ...beside });
    expect(result).toMatchObject({ status: 200, body: { state: 'stopped', unread: [{ path }] } });
    expect(await order()).toMatchObject({
      stoppedFen: 10_000_000,
      notes: [{ unread: { faults: [{ path }], asGiven: JSON.stringify(beside) } }],
    });
  });

  test('a member that is null counts as absent', async () => {
    const result = await answer({ ...stopped, remark: null, expiresAt: null, outflows: null });
    expect(result.status).toBe(200);
    expect(result.body).not.toHaveProperty('unread');
  });

  test.each([
    [{ ...stopped, code: '9999' }, '/code'],
    [{ ...stopped, effectiveAt: 'now' }, '/effectiveAt'],
    [{ ...stopped, effectiveAt: undefined }, '/effectiveAt'],
    [{ ...stopped, stoppedFen: -1 }, '/stoppedFen'],
  ])('without code, moment and sum there is no result: %j', async (body, path) => {
    expect(await answer(body)).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID', errors: [{ path }] } });
  });
});

describe('outflows that are found later', () => {
  test('are told at any time, each once; the same again changes nothing', async () => {
    const first = await tell({ outflows: [outflow(1)] });
    expect(first).toMatchObject({ status: 200, body: { state: 'requested', outflows: [{ outcome: 'taken' }] } });
    await answer({ ...stopped, outflows: [outflow(1)] });
    const later = {
      outflows: [outflow(1, { accountNumber: '6228-4800-0000-0001' }), outflow(2), { means: 'cash', amountFen: 1_000 }],
    };
    expect((await tell(later)).body).toMatchObject({
      state: 'stopped',
      outflows: [{ outcome: 'known' }, { outcome: 'taken' }, { outcome: 'kept', reason: 'not-an-account' }],
    });
    const written = api.journal.written.length;
    expect((await tell(later)).body).toMatchObject({
      outflows: [{ outcome: 'known' }, { outcome: 'known' }, { outcome: 'known' }],
    });
    expect(api.journal.written).toHaveLength(written);
    expect(await order()).toMatchObject({ outflows: [{ serial: 'OUT-1' }, { serial: 'OUT-2' }, { means: 'cash' }] });
  });

  test('are taken with the same result, which is answered as the first time', async () => {
    await answer({ ...stopped, outflows: [outflow(1)] });
    expect(await answer({ ...stopped, outflows: [outflow(1), outflow(2)], remark: 'found later' })).toMatchObject({
      status: 200,
      body: { state: 'stopped', outflows: [{ outcome: 'taken' }, { outcome: 'taken' }] },
    });
    expect(await order()).toMatchObject({ outflows: [{}, {}], disputes: [], notes: [{ remark: 'found later' }] });
  });

  test('outflows of a contradicting result stand in its dispute', async () => {
    await answer({ ...stopped, outflows: [outflow(1)] });
    const other = {
      ...stopped,
      stoppedFen: 9_000_000,
      remark: 'less',
      expiresAt: minute(600),
      outflows: [outflow(1), outflow(2)],
    };
    expect(await answer(other)).toMatchObject({ status: 409, body: { code: 'RESULT_CONFLICT' } });
    expect(await order()).toMatchObject({
      disputes: [{ stoppedFen: 9_000_000, remark: 'less', expiresAt: minute(600), outflows: [{ serial: 'OUT-2' }] }],
      outflows: [{ serial: 'OUT-1' }],
    });
  });

  test('a bank cannot tell outflows of another bank’s order', async () => {
    expect(await tell({ outflows: [outflow(1)] }, bankB)).toMatchObject({ status: 404 });
  });

  test('have at least one line', async () => {
    for (const body of [{}, { outflows: [] }, { outflows: null }]) {
      expect(await tell(body)).toMatchObject({ status: 400, body: { errors: [{ path: '/outflows' }] } });
    }
  });
});
