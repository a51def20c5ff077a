import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Actor } from '../../shared/kernel/context.ts';
import { createTestApi, type TestApi } from '../support/api.ts';
import { approvedFreeze, filedCase } from '../support/approvals.ts';
import { signed } from '../support/order-samples.ts';
import { account, hour, minute, officers, raiseAlertInput } from '../support/samples.ts';

const police = (district: 'haidian' | 'chaoyang'): Actor => ({
  agency: `police-${district}`,
  agencyKind: 'police',
  district,
  roles: ['officer'],
  subject: `officer-${district}`,
});
const [haidian, chaoyang] = [police('haidian'), police('chaoyang')];
const bankA: Actor = { agency: 'bank-a', agencyKind: 'bank', roles: ['bank-system'], subject: 'bank-a' };
const stopped = { code: '0000', effectiveAt: minute(4), balanceBeforeFen: 10_000_000, stoppedFen: 10_000_000, outflows: [] };
const Accepted = z.looseObject({ orders: z.array(z.looseObject({ orderId: z.string() })) });
const Raised = z.looseObject({ alertId: z.string() });

let api: TestApi;

beforeEach(async () => {
  api = createTestApi();
  await api.call(bankA, 'PUT', '/v1/banks/bank-a', { body: { name: 'bank-a', dutyPhone: '010-66000001' } });
});

/** An order of this district on the one account that both victims paid, stopped by the bank. */
async function stoppedFor(actor: Actor, sourceRef: string): Promise<string> {
  api.now = minute(1);
  const alarm = { ...raiseAlertInput(), district: actor.district, sourceRef };
  const { alertId } = Raised.parse((await api.call(actor, 'POST', '/v1/alerts', { body: alarm })).body);
  const body = { alertId, urgency: 'urgent', reason: 'fraud', officers, accounts: [account()] };
  const [order] = Accepted.parse((await api.call(actor, 'POST', '/v1/freeze-requests', { body })).body).orders;
  api.now = minute(5);
  const orderId = order?.orderId ?? '';
  await api.call(bankA, 'POST', `/v1/bank/orders/${orderId}/result`, { body: stopped });
  await filedCase(api.call, actor, alertId, sourceRef);
  return orderId;
}

const freezing = (actor: Actor, orderId: string) => approvedFreeze(api.call, actor, orderId);

describe('the second victim over HTTP', () => {
  test('the second district waits in line behind the freeze of the first, and learns which number to telephone', async () => {
    const first = await stoppedFor(haidian, 'JJ-1');
    const second = await stoppedFor(chaoyang, 'JJ-2');
    const line = () => api.call(chaoyang, 'POST', `/v1/orders/${second}/line`, { body: signed });
    expect(await line()).toMatchObject({ status: 409, body: { code: 'ACCOUNT_NOT_HELD' } });
    api.now = hour(2);
    await api.call(haidian, 'POST', `/v1/orders/${first}/freeze`, { body: await freezing(haidian, first) });
    const done = { code: '0000', effectiveAt: hour(2), stoppedFen: 8_000_000 };
    const { instructionId } = (await api.call(bankA, 'GET', `/v1/bank/orders/${first}`)).body;
    await api.call(bankA, 'POST', `/v1/bank/orders/${first}/result`, { body: { ...done, instructionId } });
    const freeze = { body: await freezing(chaoyang, second) };
    expect(await api.call(chaoyang, 'POST', `/v1/orders/${second}/freeze`, freeze)).toMatchObject({ status: 409 });
    const holder = { agency: 'police-haidian', dutyPhone: '010-62510001' };
    expect(await line()).toMatchObject({ status: 200, body: { state: 'stopped', waitsFor: first, holder } });
    expect(await api.call(chaoyang, 'GET', `/v1/orders/${second}`)).toMatchObject({ body: { holder } });
    expect(await api.call(chaoyang, 'GET', `/v1/orders/${first}`)).toMatchObject({ status: 404 });
    expect(await api.call(chaoyang, 'POST', `/v1/orders/${second}/freeze`, freeze)).toMatchObject({
      status: 202,
      body: { state: 'stopped', waitingFreeze: { instruction: 'freeze' } },
    });
    expect(await api.call(chaoyang, 'POST', `/v1/orders/${second}/turn`, { body: signed })).toMatchObject({ status: 409 });
  });
});
