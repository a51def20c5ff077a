import { beforeEach, describe, expect, test } from 'vitest';
import { createApiOver } from '../support/api.ts';
import { bankA, type CaseDesk, createCaseDesk } from '../support/case-desk.ts';
import { chaoyang, city, haidian } from '../support/case-samples.ts';
import { createMemoryJournal } from '../support/memory-journal.ts';
import { account, officers, raiseAlertInput } from '../support/samples.ts';

const idNumber = '11010519491231002X';
const phone = '139 1234 5678';
const victim = { name: '周某', idNumber, phone };

let desk: CaseDesk;

beforeEach(async () => {
  desk = await createCaseDesk();
});

const raise = (over: object, by = haidian) =>
  desk.api.call(by, 'POST', '/v1/alerts', { body: { ...raiseAlertInput(), victim, ...over } });
const file = (caseId: string, caseNumber: string) =>
  desk.api.call(haidian, 'POST', `/v1/cases/${caseId}/file`, {
    body: { caseNumber, filedAt: '2026-11-22T10:00:00+08:00', decisionNumber: '2026-1' },
  });

describe('a victim who is known from another alarm', () => {
  test('is told at once to the officer who may know: alarm, reference and district, and what is the same', async () => {
    const first = await raise({ sourceRef: 'one' });
    expect(first).toMatchObject({ status: 201, body: { known: [] } });
    const { alertId, reference } = first.body;
    expect((await raise({ sourceRef: 'two' })).body['known']).toEqual([
      { alertId, reference, district: 'haidian', by: ['idNumber', 'phone'] },
    ]);
  });

  test.each([
    ['the identity number alone, in small letters', { idNumber: '11010519491231002x' }, ['idNumber']],
    ['the phone alone, with the code of the country', { phone: '+86 139-1234-5678' }, ['phone']],
    ['the phone beside another identity number', { idNumber: 'E12345678', phone: '13912345678' }, ['phone']],
  ])('is found by %s', async (_how, same, by) => {
    const alertId = await desk.raised('one', { victim });
    expect((await raise({ sourceRef: 'two', victim: same })).body['known']).toMatchObject([{ alertId, by }]);
  });

  test.each([
    ['the name alone', { name: '周某' }],
    ['nothing', {}],
    ['numbers that stand for none', { idNumber: '00000', phone: '000000000' }],
  ])('is not found by %s', async (_how, same) => {
    await desk.raised('one', { victim: { ...victim, ...same } });
    await desk.raised('other', { victim: same });
    expect((await raise({ sourceRef: 'two', victim: same })).body['known']).toEqual([]);
  });

  test('is told to another district only as known elsewhere, once', async () => {
    const alertIds = [await desk.raised('one', { victim }), await desk.raised('two', { victim })];
    const answer = await raise({ sourceRef: 'three', district: 'chaoyang' }, chaoyang);
    expect(answer.body['known']).toEqual([{ elsewhere: true }]);
    for (const told of [...alertIds, 'police-haidian', 'HD-']) expect(answer.text).not.toContain(told);
    // her own alarm is told beside it
    const own = await raise({ sourceRef: 'four', district: 'chaoyang' }, chaoyang);
    expect(own.body['known']).toMatchObject([{ alertId: answer.body['alertId'], district: 'chaoyang' }, { elsewhere: true }]);
  });

  test("is told to the city's police in full", async () => {
    const [first, second] = [
      await desk.raised('one', { victim }),
      await desk.raised('two', { victim, district: 'chaoyang' }, chaoyang),
    ];
    expect((await raise({ sourceRef: 'three' }, city)).body['known']).toMatchObject([{ alertId: first }, { alertId: second }]);
  });

  test('is not told to a bank, and the report of the bank still counts', async () => {
    await desk.raised('one', { victim });
    const { source: _, ...report } = raiseAlertInput({ sourceRef: 'bank-1', victim });
    const answer = await desk.api.call(bankA, 'POST', '/v1/bank/reports', { body: report });
    expect(answer.status).toBe(201);
    expect(Object.keys(answer.body).toSorted()).toEqual(['alertId', 'receivedAt', 'reference']);
    expect((await raise({ sourceRef: 'two' })).body['known']).toHaveLength(2);
  });

  test('is told again where the same report comes again, and the alarm itself is none of them', async () => {
    await desk.raised('one', { victim });
    const other = await desk.raised('two', { victim });
    const again = await raise({ sourceRef: 'one' });
    expect(again).toMatchObject({ status: 200, body: { known: [{ alertId: other }] } });
  });

  test('is known to all but one of six alarms at the same instant', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, (_, i) => raise({ sourceRef: `at-once-${i}` })));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 201));
    const known = answers.map(({ body }) => (Array.isArray(body['known']) ? body['known'].length : -1));
    expect(known.toSorted()).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test('takes no alarm away: sixty alarms at the same instant are all taken', async () => {
    const answers = await Promise.all(Array.from({ length: 60 }, (_, i) => raise({ sourceRef: `flood-${i}` })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
  });

  test('stands in no key, no pointer and no log', async () => {
    const journal = createMemoryJournal();
    const streams: string[] = [];
    const api = createApiOver({
      ...journal,
      append: (append) => {
        streams.push(
          ...append.changes.flatMap(({ stream, facts, state }) =>
            stream.startsWith('victim#') ? JSON.stringify([stream, facts, state]) : stream,
          ),
        );
        return journal.append(append);
      },
    });
    await api.call(haidian, 'POST', '/v1/alerts', { body: raiseAlertInput({ victim }) });
    const told = [...streams, ...api.logged].join('\n');
    expect(streams.filter((text) => text.includes('victim.named'))).toHaveLength(2);
    for (const mark of [idNumber, '13912345678', '周某', phone]) expect(told).not.toContain(mark);
  });
});

describe('the case of another alarm', () => {
  test('is told with the alarm of the victim: reference, and number where it is filed', async () => {
    const alertId = await desk.raised('one', { victim });
    const caseId = await desk.opened({ alerts: [alertId] });
    const open = await raise({ sourceRef: 'two' });
    expect(open.body['known']).toMatchObject([{ alertId, case: { caseId, reference: expect.stringMatching(/^C-HD-/) } }]);
    expect(await file(caseId, '京公（海）立字〔2026〕1号')).toMatchObject({ status: 200 });
    const filed = await raise({ sourceRef: 'three' });
    expect(filed.body['known']).toMatchObject([{ alertId, case: { caseNumber: '京公（海）立字〔2026〕1号' } }, {}]);
  });

  test('is the one that goes on, where it was merged', async () => {
    const alertId = await desk.raised('one', { victim });
    const [from, into] = [await desk.opened({ alerts: [alertId] }), await desk.opened()];
    await desk.api.call(haidian, 'POST', `/v1/cases/${from}/merge`, { body: { into, reason: 'same gang' } });
    expect((await raise({ sourceRef: 'two' })).body['known']).toMatchObject([{ alertId, case: { caseId: into } }]);
  });

  test('is told with the order at an account', async () => {
    const alertId = await desk.raised('one');
    const { orders } = await desk.requested(alertId);
    const caseId = await desk.opened({ alerts: [alertId] });
    expect(await desk.requested(await desk.raised('two'))).toMatchObject({
      known: [{ orders: [{ orderId: orders[0]?.orderId, alertId, case: { caseId } }] }],
    });
  });

  test('is not told to another district, by victim or by account', async () => {
    const alertId = await desk.raised('one', { victim });
    await desk.requested(alertId);
    const caseId = await desk.opened({ alerts: [alertId] });
    const foreign = await raise({ sourceRef: 'two', district: 'chaoyang' }, chaoyang);
    const asked = await desk.api.call(chaoyang, 'POST', '/v1/freeze-requests', {
      body: {
        ...{ alertId: foreign.body['alertId'], urgency: 'urgent', reason: 'fraud', officers },
        accounts: [account({ accountNumber: '6222020200000000001' })],
      },
    });
    expect(foreign.body['known']).toEqual([{ elsewhere: true }]);
    expect(asked.body['known']).toEqual([{ accounts: [0], orders: [], elsewhere: true }]);
    expect(foreign.text + asked.text).not.toContain(caseId);
  });

  test('holds up no alarm and no stop where it cannot be read', async () => {
    const journal = createMemoryJournal();
    let broken = false;
    const api = createApiOver({
      ...journal,
      loadMany: (type, ids) =>
        broken && type.name === 'case' ? Promise.reject(new Error('cannot be read')) : journal.loadMany(type, ids),
    });
    await api.call(bankA, 'PUT', '/v1/banks/bank-a', { body: { name: 'bank-a', dutyPhone: '010-66000001' } });
    const call = (path: string, body: object) => api.call(haidian, 'POST', path, { body });
    const one = await call('/v1/alerts', raiseAlertInput({ sourceRef: 'one', victim }));
    const request = (alertId: unknown) => ({ alertId, urgency: 'urgent', reason: 'fraud', officers, accounts: [account()] });
    await call('/v1/freeze-requests', request(one.body['alertId']));
    await call('/v1/cases', { title: 't', district: 'haidian', fraudType: 'f', summary: 's', alerts: [one.body['alertId']] });
    broken = true;
    const two = await call('/v1/alerts', raiseAlertInput({ sourceRef: 'two', victim }));
    expect(two).toMatchObject({ status: 201, body: { known: [{ alertId: one.body['alertId'] }] } });
    expect(await call('/v1/freeze-requests', request(two.body['alertId']))).toMatchObject({ status: 202 });
  });
});
