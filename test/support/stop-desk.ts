import { expect } from 'vitest';
import * as z from 'zod';
import type { Actor } from '../../shared/kernel/context.ts';
import { createTestApi, type TestApi } from './api.ts';
import { bankA } from './case-desk.ts';
import { haidian } from './case-samples.ts';
import { officers, raiseAlertInput } from './samples.ts';

export const bankB: Actor = { ...bankA, agency: 'bank-b', subject: 'bank-b' };

const Accepted = z.looseObject({
  orders: z.array(z.looseObject({ orderId: z.string(), accounts: z.array(z.number()) })),
  joined: z.array(z.object({ accounts: z.array(z.number()), orderId: z.string() })),
  refused: z.array(z.looseObject({ account: z.number(), code: z.string() })),
});

type Reply = ReturnType<TestApi['call']>;

/** Over the API: what Haidian's officers ask of the banks A and B for one alarm, and what the banks read and answer. */
export interface StopDesk {
  readonly api: TestApi;
  readonly alertId: string;
  /** A freeze request of these accounts. */
  asked(...accounts: readonly unknown[]): Reply;
  /** The same, accepted. */
  ask(...accounts: readonly unknown[]): Promise<z.infer<typeof Accepted>>;
  /** The order of the first of these accounts. */
  orderOf(...accounts: readonly unknown[]): Promise<string>;
  read(orderId: string): Promise<Record<string, unknown>>;
  /** What the bank reads. */
  told(orderId: string, bank?: Actor): Promise<Record<string, unknown>>;
  /** The bank's result. */
  answer(orderId: string, result: object, bank?: Actor): Reply;
}

/** A city with two banks and one alarm. */
export async function createStopDesk(api: TestApi = createTestApi()): Promise<StopDesk> {
  for (const bank of [bankA, bankB])
    await api.call(bank, 'PUT', `/v1/banks/${bank.agency}`, { body: { name: bank.agency, dutyPhone: '010-66000001' } });
  const raised = await api.call(haidian, 'POST', '/v1/alerts', { body: raiseAlertInput() });
  const alertId = z.string().parse(raised.body['alertId']);
  const asked: StopDesk['asked'] = (...accounts) =>
    api.call(haidian, 'POST', '/v1/freeze-requests', {
      body: { alertId, urgency: 'urgent', reason: 'fraud', officers, accounts },
    });
  const ask: StopDesk['ask'] = async (...accounts) => {
    const answer = await asked(...accounts);
    expect(answer.status, answer.text).toBe(202);
    return Accepted.parse(answer.body);
  };
  return {
    ...{ api, alertId, asked, ask },
    orderOf: async (...accounts) => (await ask(...accounts)).orders[0]?.orderId ?? '',
    read: async (orderId) => (await api.call(haidian, 'GET', `/v1/orders/${orderId}`)).body,
    told: async (orderId, bank = bankA) => (await api.call(bank, 'GET', `/v1/bank/orders/${orderId}`)).body,
    answer: (orderId, body, bank = bankA) => api.call(bank, 'POST', `/v1/bank/orders/${orderId}/result`, { body }),
  };
}
