import { beforeEach, expect, test } from 'vitest';
import * as z from 'zod';
import type { Actor } from '../../shared/kernel/context.ts';
import { createTestApi, type TestApi } from '../support/api.ts';
import { account, officers, raiseAlertInput, requestFreezeInput } from '../support/samples.ts';

const haidian: Actor = {
  agency: 'police-haidian',
  agencyKind: 'police',
  district: 'haidian',
  roles: ['officer'],
  subject: 'gao',
};
const bankA: Actor = { agency: 'bank-a', agencyKind: 'bank', roles: ['bank-system'], subject: 'bank-a' };
const Id = z.string();

let api: TestApi;
beforeEach(async () => {
  api = createTestApi();
  await api.call(bankA, 'PUT', '/v1/banks/bank-a', { body: { name: 'bank-a', dutyPhone: '（010）6600 0001' } });
});

test('an alarm whose summary has line ends of Windows and whose numbers are spaced is taken as it is meant', async () => {
  const { victim } = raiseAlertInput();
  const input = raiseAlertInput({
    summary: '14:02 转账三笔。\r\n对方自称客服。\r\n\r\n',
    victim: { ...victim, idNumber: '110108 19900101 100x', phone: '１３８ 0000　0000' },
  });
  const raised = await api.call(haidian, 'POST', '/v1/alerts', { text: `\u{feff}${JSON.stringify(input)}` });
  expect(raised.status).toBe(201);
  const { body } = await api.call(haidian, 'GET', `/v1/alerts/${Id.parse(raised.body['alertId'])}`);
  expect(body).toMatchObject({
    summary: '14:02 转账三笔。\n对方自称客服。',
    victim: { idNumber: '11010819900101100X', phone: '138 0000 0000' },
  });
});

test('a freeze request with spaced account numbers, pasted ids and a reason of several lines opens its orders', async () => {
  const raised = await api.call(haidian, 'POST', '/v1/alerts', { body: raiseAlertInput() });
  const alertId = Id.parse(raised.body['alertId']);
  const body = requestFreezeInput({
    alertId: ` ${alertId.toLowerCase()}\n`,
    reason: '被害人正在转账。\r\n情况紧急。',
    accounts: [account({ accountNumber: '６２２２ 0202–0000 1111' })],
    officers: officers.map((officer) => ({ ...officer, badge: ` ${officer.badge} ` })),
  });
  const answer = await api.call(haidian, 'POST', '/v1/freeze-requests', { body });
  expect(answer.status).toBe(202);
  const { orders } = z.object({ orders: z.array(z.object({ orderId: Id })) }).parse(answer.body);
  const path = `/v1/orders/${encodeURIComponent(` ${orders[0]?.orderId.toLowerCase()}`)}`;
  const order = await api.call(haidian, 'GET', path);
  expect(order.status).toBe(200);
  expect(order.text).toContain('62220202-00001111');
});

test('a list is found although its month and district were pasted with white space', async () => {
  const query = { district: ' haidian\n', month: '\u{feff}2026-11 ' };
  expect((await api.call(haidian, 'GET', '/v1/alerts', { query })).status).toBe(200);
});
