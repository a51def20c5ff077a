import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { createTestApi, type TestApi } from '../support/api.ts';
import { account, bankClerk, minute, officer, officers, raiseAlertInput } from '../support/samples.ts';

let api: TestApi;
let orderId: string;

const call = { spokenWith: { name: '周某', phone: '010-66000001' }, at: minute(20), officers: [...officers] };
const done = { code: '0000', effectiveAt: minute(19), stoppedFen: 4_000_000 };

beforeEach(async () => {
  api = createTestApi();
  await api.call(bankClerk, 'PUT', '/v1/banks/bank-a', { body: { name: 'bank-a', dutyPhone: '010-66000001' } });
  const alert = await api.call(officer, 'POST', '/v1/alerts', { body: raiseAlertInput({ receivedAt: minute(0) }) });
  const body = { alertId: alert.body['alertId'], urgency: 'urgent', reason: 'fraud', officers, accounts: [account()] };
  const request = await api.call(officer, 'POST', '/v1/freeze-requests', { body });
  orderId = z.object({ orders: z.array(z.object({ orderId: z.string() })) }).parse({ ...request.body }).orders[0]?.orderId ?? '';
  api.now = minute(21);
});

const byPhone = (result: object, over: object = {}) =>
  api.call(officer, 'POST', `/v1/orders/${orderId}/phone-result`, { body: { result, call: { ...call, ...over } } });
const written = (body: object) => api.call(bankClerk, 'POST', `/v1/bank/orders/${orderId}/result`, { body });
const order = async () => (await api.call(officer, 'GET', `/v1/orders/${orderId}`)).body;

describe('an answer that a bank gives by telephone', () => {
  test('stops the clock as one that it sends does, and the order says in which call it was given', async () => {
    expect(await byPhone(done)).toMatchObject({ status: 200, body: { state: 'stopped', t4: minute(21), t5: minute(19) } });
    expect(await order()).toMatchObject({ resultCode: '0000', answeredByPhone: call, instructions: [{ channel: 'phone' }] });
    const { facts } = await api.journal.facts(`order#${orderId}`, { limit: 20 });
    const stopped = facts.find(({ type }) => type === 'order.stopped');
    expect(stopped).toMatchObject({ data: { answer: { channel: 'phone', phone: { call } } }, actor: { agency: officer.agency } });
  });

  test('is shown to the bank as given by telephone, without the officers who heard it', async () => {
    await byPhone(done);
    const { body, text } = await api.call(bankClerk, 'GET', `/v1/bank/orders/${orderId}`);
    expect(body).toMatchObject({ state: 'answered', code: '0000', instructions: [{ channel: 'phone' }] });
    expect(text).not.toContain('周某');
  });

  test('is confirmed by the written answer that agrees, also with a time that was said less exactly', async () => {
    await byPhone(done);
    expect((await written({ ...done, effectiveAt: minute(17), balanceBeforeFen: 9_000_000 })).status).toBe(200);
    expect((await written(done)).status).toBe(200);
    expect((await order())['disputes']).toEqual([]);
  });

  test.each([
    ['another code', { code: '0300' }],
    ['another sum', { ...done, stoppedFen: 3_000_000 }],
    ['another time', { ...done, effectiveAt: minute(2) }],
  ])('is disputed by a written answer with %s', async (_what, result) => {
    await byPhone(done);
    expect(await written(result)).toMatchObject({ status: 409, body: { code: 'RESULT_CONFLICT' } });
    expect((await order())['disputes']).toHaveLength(1);
  });

  test('a telephone answer that differs from what the bank sent before is a dispute, which says that it came by telephone', async () => {
    await written({ code: '0300' });
    expect(await byPhone(done)).toMatchObject({ status: 409, body: { code: 'RESULT_CONFLICT' } });
    expect((await order())['disputes']).toMatchObject([{ channel: 'phone', call }]);
  });

  test('twice is one', async () => {
    await byPhone(done);
    expect((await byPhone(done)).status).toBe(200);
  });

  test.each<[string, object, object, string, string]>([
    ['that the bank cannot be reached', { code: '1100' }, {}, 'INPUT_INVALID', '/result/code'],
    ['with a call that lies ahead', done, { at: minute(40) }, 'TIME_IN_FUTURE', '/call/at'],
    ['with a call before the alarm', done, { at: minute(-5) }, 'TIME_BEFORE_ALARM', '/call/at'],
    ['that one officer heard', done, { officers: [officers[0], officers[0]] }, 'SAME_OFFICER_TWICE', '/call/officers/1'],
  ])('%s is refused', async (_what, result, over, code, path) => {
    expect(await byPhone(result, over)).toMatchObject({ status: 400, body: { code, errors: [{ path }] } });
    expect((await order())['resultCode']).toBeUndefined();
  });

  test('is entered by police of the order only', async () => {
    const body = { result: done, call };
    expect((await api.call(bankClerk, 'POST', `/v1/orders/${orderId}/phone-result`, { body })).status).not.toBe(200);
    const other = { ...officer, agency: 'police-changping', district: 'changping' as const, subject: 'other' };
    expect((await api.call(other, 'POST', `/v1/orders/${orderId}/phone-result`, { body })).status).toBe(404);
  });
});
