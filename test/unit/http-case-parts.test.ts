import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { change } from '../../shared/journal/stream.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { ReturnPayments } from '../../shared/returns/streams.ts';
import { bankA } from '../support/case-desk.ts';
import { chaoyang, city, filing, haidian, prosecutor } from '../support/case-samples.ts';
import { type Coordination, createCoordination } from '../support/coordination-kit.ts';
import { commandOf } from '../support/journal-samples.ts';
import { paymentOrdered } from '../support/return-samples.ts';
import { account, hour, minute, officers, raiseAlertInput } from '../support/samples.ts';

const Items = z.looseObject({ items: z.array(z.record(z.string(), z.unknown())), next: z.string().optional() });

/** Whatever tells of a person: the victim, the payee, the person who objects, the other side of a line. */
const people = /王某|孙七七|13800001111|李对手|6222999900001111|转账备注|赔付/;

let kit: Coordination;
let caseId: string;
let statementId: string;
let returnId: string;
let objectionId: string;

const post = async (path: string, body: object, by: Actor = haidian) => {
  const answer = await kit.post(by, path, body);
  expect(answer.status, `${path} ${answer.text}`).toBeLessThan(300);
  return answer.body;
};
const get = (path: string, by: Actor, query: Record<string, string> = {}) =>
  kit.api.call(by, 'GET', `/v1/cases/${caseId}/${path}`, { query });
const items = async (path: string, by: Actor, query: Record<string, string> = {}) => {
  const answer = await get(path, by, query);
  expect(answer.status, answer.text).toBe(200);
  return Items.parse(answer.body).items;
};
const share = (parts: readonly string[]) =>
  post(`/v1/cases/${caseId}/shares`, {
    ...{ agency: prosecutor.agency, persons: [], roles: [], parts, purpose: '提前介入', until: hour(48) },
  });
const money = ['statements', 'return-rounds', 'return-payments'] as const;
const all = () => [...money, `statements/${statementId}/lines`, 'objections'];

beforeEach(async () => {
  kit = createCoordination();
  await kit.at(minute(1));
  await kit.api.call(bankA, 'PUT', '/v1/banks/bank-a', { body: { name: 'bank-a', dutyPhone: '010-66000001' } });
  const alertId = String((await post('/v1/alerts', raiseAlertInput()))['alertId']);
  const asked = { alertId, urgency: 'urgent', reason: 'r', officers, accounts: [account()] };
  const Orders = z.looseObject({ orders: z.tuple([z.looseObject({ orderId: z.string() })]) });
  const { orderId } = Orders.parse(await post('/v1/freeze-requests', asked)).orders[0];
  caseId = await kit.opened(haidian, { alerts: [alertId] });
  await kit.at(minute(30));
  await post(`/v1/cases/${caseId}/file`, filing);
  const period = { from: minute(-60), to: minute(0), reason: '赔付核实', officers };
  statementId = String((await post(`/v1/orders/${orderId}/statement-requests`, period))['statementId']);
  const line = (n: number, over: object = {}) => ({
    ...{ serial: `S-${n}`, at: minute(-10 + n), direction: 'in', amountFen: 100, balanceFen: 100 * n },
    ...{ counterparty: { bankId: 'bank-b', accountName: '李对手', accountNumber: '6222999900001111' }, remark: '转账备注' },
    ...over,
  });
  const page = { page: 1, last: true, lines: [line(1), line(2), line(3)] };
  await post(`/v1/bank/statements/${statementId}/lines`, page, bankA);
  const said = { by: { capacity: 'holder', name: '孙七七', contact: '13800001111' }, channel: 'window', grounds: 'g' };
  objectionId = String((await post('/v1/objections', { orderId, ...said }, chaoyang))['objectionId']);
  returnId = String((await post(`/v1/cases/${caseId}/returns`, { reason: '首轮返还' }))['returnId']);
  const { payment } = paymentOrdered.data;
  const ordered = {
    ...payment,
    returnId,
    caseId,
    orderId,
    agency: haidian.agency,
    payTo: { ...payment.payTo, accountName: '王某' },
  };
  const loaded = await kit.api.journal.load(ReturnPayments, payment.paymentId);
  const fact = { ...paymentOrdered, data: { ...paymentOrdered.data, at: minute(30), payment: ordered } };
  const recorded = await kit.api.journal.append({
    ...{ command: commandOf({ now: minute(30), actor: haidian }), changes: [change(loaded, fact)] },
  });
  expect(recorded.outcome).toBe('appended');
  await kit.settle();
});

describe('the money on its way back, and the objections of a case', () => {
  test('are read by its own police, without a person in the lists', async () => {
    for (const by of [haidian, city]) {
      expect(await items('statements', by)).toMatchObject([{ statementId, lines: 3, pages: 1 }]);
      expect(await items('return-rounds', by)).toMatchObject([{ returnId, number: 1, status: 'collecting' }]);
      expect(await items('return-payments', by)).toMatchObject([{ returnId, status: 'ordered', bankId: expect.any(String) }]);
      expect(await items('objections', by)).toMatchObject([{ objectionId, status: 'raised', capacity: 'holder' }]);
      for (const path of [...money, 'objections']) expect((await get(path, by)).text, path).not.toMatch(people);
    }
    expect(await items(`statements/${statementId}/lines`, haidian)).toMatchObject([
      { serial: 'S-1', counterparty: { bankId: 'bank-b', accountName: '李对手' }, remark: '转账备注' },
      { serial: 'S-2' },
      { serial: 'S-3' },
    ]);
  });

  test('are unknown to others, and closed to agencies that share other parts', async () => {
    for (const path of all())
      for (const by of [chaoyang, prosecutor, bankA]) expect((await get(path, by)).status, path).toBe(404);
    await share(['summary', 'alerts', 'persons', 'timeline']);
    for (const path of all()) expect((await get(path, prosecutor)).status, path).toBe(403);
  });

  test('are read by an agency with which each part is shared, and it changes nothing there; each look is recorded', async () => {
    await share(['money']);
    for (const path of money) expect(await items(path, prosecutor), path).toHaveLength(1);
    expect((await get('objections', prosecutor)).status).toBe(403);
    const lines = await get(`statements/${statementId}/lines`, prosecutor);
    expect(lines.text).not.toMatch(people);
    expect(Items.parse(lines.body).items).toMatchObject([{ amountFen: 100, counterparty: { bankId: 'bank-b' } }, {}, {}]);
    await share(['objections', 'persons']);
    expect(await items('objections', prosecutor)).toMatchObject([{ objectionId }]);
    expect((await get(`statements/${statementId}/lines`, prosecutor)).text).toContain('李对手');
    // what is shared is read here alone: the things themselves stay closed
    for (const path of [`/v1/statements/${statementId}`, `/v1/returns/${returnId}`, `/v1/objections/${objectionId}`])
      expect((await kit.api.call(prosecutor, 'GET', path)).status, path).toBe(404);
    const reads = await items('reads', haidian, { limit: '50' });
    expect(reads.map(({ what, parts }) => [what, parts])).toEqual(
      expect.arrayContaining([
        ['money-back', ['money']],
        ['statement', ['money']],
        ['objections', ['objections']],
        ['statement', ['money', 'persons']],
      ]),
    );
    kit.api.now = hour(48);
    for (const path of all()) expect((await get(path, prosecutor)).status, path).toBe(404);
  });

  test('have the lines of a statement in pages, and none of a statement of another case', async () => {
    const path = `statements/${statementId}/lines`;
    const first = Items.parse((await get(path, haidian, { limit: '2' })).body);
    expect(first.items.map(({ serial }) => serial)).toEqual(['S-1', 'S-2']);
    expect((await items(path, haidian, { limit: '2', cursor: first.next ?? '' })).map(({ serial }) => serial)).toEqual(['S-3']);
    const other = await kit.opened(haidian);
    const elsewhere = await kit.api.call(haidian, 'GET', `/v1/cases/${other}/${path}`);
    expect(elsewhere).toMatchObject({ status: 400, body: { code: 'CASE_ITEM_UNKNOWN', errors: [{ path: '/statementId' }] } });
  });

  test('stand in the timeline of the case, for those who share it with the part', async () => {
    const types = async (by: Actor) => (await items('timeline', by, { limit: '50' })).map(({ type }) => String(type));
    const ofMoney = ['statement.requested', 'statement.completed', 'return-round.opened', 'return-payment.ordered'];
    expect(await types(haidian)).toEqual(expect.arrayContaining([...ofMoney, 'objection.raised']));
    await share(['timeline']);
    const kinds = async () => new Set((await types(prosecutor)).map((type) => type.slice(0, type.indexOf('.'))));
    const before = await kinds();
    for (const kind of ['statement', 'return-round', 'return-payment', 'objection']) expect(before, kind).not.toContain(kind);
    await share(['money']);
    expect(await types(prosecutor)).toEqual(expect.arrayContaining(ofMoney));
    expect(await kinds()).not.toContain('objection');
    await share(['objections']);
    expect(await types(prosecutor)).toContain('objection.raised');
  });
});
