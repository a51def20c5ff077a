import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Actor } from '../../shared/kernel/context.ts';
import { createTestApi, type TestApi } from '../support/api.ts';
import { minute, raiseAlertInput } from '../support/samples.ts';

const haidian: Actor = {
  agency: 'police-haidian',
  agencyKind: 'police',
  district: 'haidian',
  roles: ['officer'],
  subject: 'gao',
};
const bankA: Actor = { agency: 'bank-a', agencyKind: 'bank', roles: ['bank-system'], subject: 'bank-a' };
const bankB: Actor = { agency: 'bank-b', agencyKind: 'bank', roles: ['bank-system'], subject: 'bank-b' };

const { source: _, ...first } = raiseAlertInput({ sourceRef: 'JJ-1' });
const other = {
  ...first,
  district: 'chaoyang',
  lossFen: 1_000,
  victim: { name: '李某', idNumber: '110108197001010000', phone: '13900000000' },
};

let api: TestApi;

beforeEach(async () => {
  api = createTestApi();
  for (const bank of [bankA, bankB]) {
    await api.call(bank, 'PUT', `/v1/banks/${bank.agency}`, { body: { name: bank.agency, dutyPhone: '010-66000001' } });
  }
});

const report = (body: object, bank = bankA) => api.call(bank, 'POST', '/v1/bank/reports', { body });

describe('a report under a reference that is used', () => {
  test('a report is the same alarm if it says the same, in any spelling', async () => {
    const { body } = await report(first);
    for (const sourceRef of ['jj-1', 'JJ－1', 'JJ 1']) {
      expect(await report({ ...first, sourceRef })).toMatchObject({ status: 200, body: { alertId: body['alertId'] } });
    }
  });

  test('is refused where it says otherwise, with the places and what to do, and without what was sent', async () => {
    const { body } = await report(first);
    const answer = await report({ ...other, sourceRef: 'jj－1' });
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'SOURCE_REF_USED', alertId: body['alertId'], reference: body['reference'] },
    });
    expect(answer.body['title']).toMatch(/under a new reference/);
    expect(answer.body['errors']).toMatchObject(
      ['/district', '/victim/name', '/victim/idNumber', '/victim/phone', '/lossFen'].map((path) => ({ in: 'body', path })),
    );
    expect(answer.text).not.toMatch(/李某|王某|1101081970|13900000000/);
    expect(await report({ ...other, sourceRef: 'JJ-2' })).toMatchObject({ status: 201 });
  });

  test('stays told apart when both come at the same instant', async () => {
    const answers = await Promise.all([report(first), report(other), report(first)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 201, 409]);
  });

  test("is another bank's own matter", async () => {
    const { body } = await report(first);
    const answer = await report(other, bankB);
    expect(answer.status).toBe(201);
    expect(answer.body['alertId']).not.toBe(body['alertId']);
  });

  test.each(['-', '0', 'N/A'])('is an alarm of its own where the reference is the placeholder %j', async (sourceRef) => {
    const [one, two, again] = [
      await report({ ...first, sourceRef }),
      await report({ ...other, sourceRef }),
      await report({ ...first, sourceRef }),
    ];
    expect([one.status, two.status, again.status]).toEqual([201, 201, 200]);
    expect(two.body['alertId']).not.toBe(one.body['alertId']);
    expect(again.body['alertId']).toBe(one.body['alertId']);
  });

  test('is told to the police in the same way', async () => {
    const raise = (body: object) => api.call(haidian, 'POST', '/v1/alerts', { body });
    const { body } = await raise(raiseAlertInput());
    expect(await raise(raiseAlertInput({ lossFen: 1, receivedAt: minute(-1) }))).toMatchObject({
      status: 409,
      body: { code: 'SOURCE_REF_USED', alertId: body['alertId'], errors: [{ path: '/receivedAt' }, { path: '/lossFen' }] },
    });
  });
});

describe('an alarm of which something is odd', () => {
  const raise = (over: object) => api.call(haidian, 'POST', '/v1/alerts', { body: { ...raiseAlertInput(), ...over } });
  const { victim } = raiseAlertInput();

  test.each([
    ['a phone that is none', { victim: { ...victim, phone: '1380000/ask' } }, '/victim/phone', '1380000/ask'],
    ['an identity number that is none', { victim: { ...victim, idNumber: '#1' } }, '/victim/idNumber', '#1'],
    ['a number for a name', { victim: { ...victim, name: 42 } }, '/victim/name', '42'],
    ['nothing but a word of the victim', { victim: 'Wang' }, '/victim', 'Wang'],
    ['a summary that is too long', { summary: 'x'.repeat(4_001) }, '/summary', 'x'.repeat(4_001)],
    ['a summary beyond all measure', { summary: '字'.repeat(90_000) }, '/summary', `${'字'.repeat(10_921)}…`],
    ['a kind of fraud that is a list', { fraudType: ['a'] }, '/fraudType', '["a"]'],
  ])('is taken, and says what was not: %s', async (_what, over, path, asSent) => {
    const answer = await raise(over);
    expect(answer).toMatchObject({ status: 201, body: { grade: 2, slaDueAt: minute(30) } });
    expect(answer.body['notTaken']).toEqual([{ path, rule: expect.any(String) }]);
    const kept = await api.call(haidian, 'GET', `/v1/alerts/${String(answer.body['alertId'])}`);
    expect(kept.body['notTaken']).toMatchObject([{ path, asSent }]);
    expect((await raise(over)).status).toBe(200);
  });

  test.each([
    ['a victim without a phone', { victim: { name: '王某', idNumber: '110108199001010000' } }],
    ['a phone that is null', { victim: { ...victim, phone: null } }],
    ['no victim', { victim: undefined }],
    ['no summary', { summary: undefined }],
    ['a phone with full-width digits and spaces', { victim: { ...victim, phone: '（010） ８８８８ 6666' } }],
  ])('is taken with what there is: %s', async (_what, over) => {
    expect(await raise(over)).toMatchObject({ status: 201 });
  });

  test.each([
    ['a source', { source: 'rumour' }, '/source'],
    ['a moment', { receivedAt: 'today' }, '/receivedAt'],
    ['a district', { district: 'pudong' }, '/district'],
    ['a loss', { lossFen: -1 }, '/lossFen'],
  ])('is refused where it lacks %s, with every place', async (_what, over, path) => {
    const answer = await raise({ summary: 1, extra: 1, ...over });
    expect(answer).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID' } });
    expect(answer.body['errors']).toEqual(
      expect.arrayContaining([path, '/summary', '/extra'].map((each) => expect.objectContaining({ path: each }))),
    );
  });

  test('is taken from a bank too, and what was odd tells two reports of one reference apart', async () => {
    const odd = (phone: string) => report({ ...first, victim: { ...first.victim, phone } });
    const taken = await odd('ask/1');
    expect(taken).toMatchObject({ status: 201, body: { notTaken: [{ path: '/victim/phone' }] } });
    expect(taken.text).not.toContain('ask/1');
    expect(await odd('ask/2')).toMatchObject({ status: 409, body: { errors: [{ path: '/victim/phone' }] } });
  });

  test('is taken with members that are not known: the answer names them, and the police read them', async () => {
    const unknown = {
      channel: 'branch',
      victim: { ...victim, '王某 身份证': 7, address: { street: '学院路' } },
      tags: ['a'],
      empty: null,
    };
    const places = ['/channel', '/tags', '/empty', '/victim/address', '/victim'];
    const answer = await raise({ ...unknown, summary: 5 });
    expect(answer.status).toBe(201);
    const told = z.array(z.strictObject({ path: z.string(), rule: z.string() })).parse(answer.body['notTaken']);
    expect(told.map(({ path }) => path).toSorted()).toEqual([...places, '/summary'].toSorted());
    expect(told.find(({ path }) => path === '/victim')?.rule).toBe('has a field that is not known');
    const kept = await api.call(haidian, 'GET', `/v1/alerts/${String(answer.body['alertId'])}`);
    expect(kept.body['notTaken']).toEqual(
      expect.arrayContaining([
        { path: '/channel', rule: 'is not known', asSent: 'branch' },
        { path: '/victim/address', rule: 'is not known', asSent: '{"street":"学院路"}' },
        { path: '/victim', rule: 'has a field that is not known', asSent: '{"王某 身份证":7}' },
        { path: '/empty', rule: 'is not known' },
      ]),
    );
    expect(kept.body['victim']).toEqual(victim);
  });

  test('is taken with a thousand members that are not known, told of at one place', async () => {
    const many = Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`field${i}`, i]));
    const answer = await raise(many);
    expect(answer).toMatchObject({ status: 201, body: { notTaken: [{ path: '', rule: 'has 1000 fields that are not known' }] } });
    const kept = await api.call(haidian, 'GET', `/v1/alerts/${String(answer.body['alertId'])}`);
    expect(kept.body['notTaken']).toMatchObject([{ asSent: JSON.stringify(many) }]);
  });

  test('is taken from a bank with members that are not known, a source among them', async () => {
    const taken = await report({ ...first, source: 'warning', accountNumber: '6222' });
    expect(taken).toMatchObject({ status: 201, body: { notTaken: [{ path: '/source' }, { path: '/accountNumber' }] } });
    expect(taken.text).not.toContain('6222');
    expect(await report({ ...first, source: 'warning', accountNumber: '6222' })).toMatchObject({ status: 200 });
    // more under the same number is told, and is not dropped without a word
    expect(await report({ ...first, source: 'warning', accountNumber: '6222', bank: 'b' })).toMatchObject({
      status: 409,
      body: { code: 'SOURCE_REF_USED', errors: [{ path: '/bank' }] },
    });
    expect(await report({ ...first, source: 'warning' })).toMatchObject({
      status: 409,
      body: { errors: [{ path: '/accountNumber' }] },
    });
  });

  test.each(['[]', '"alarm"', '{"victim": {"x": 1}}'])('is refused where it is %s', async (text) => {
    for (const [actor, path] of [
      [haidian, '/v1/alerts'],
      [bankA, '/v1/bank/reports'],
    ] as const)
      expect(await api.call(actor, 'POST', path, { text })).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID' } });
  });
});
