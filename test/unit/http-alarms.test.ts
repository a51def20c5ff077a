import { beforeEach, describe, expect, test } from 'vitest';
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
  test('is the same alarm where it says the same, however it is written', async () => {
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
    expect(answer.body['title']).toMatch(/reference of its own/);
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
