import { expect } from 'vitest';
import * as z from 'zod';
import type { Actor } from '../../shared/kernel/context.ts';
import { createTestApi, type TestApi } from './api.ts';
import { city, haidian, prosecutor } from './case-samples.ts';
import { account, hour, minute, officers, raiseAlertInput } from './samples.ts';

export const bankA: Actor = { agency: 'bank-a', agencyKind: 'bank', roles: ['bank-system'], subject: 'bank-a' };

const Accepted = z.looseObject({ requestId: z.string(), orders: z.array(z.looseObject({ orderId: z.string() })) });
export const Page = z.looseObject({ items: z.array(z.record(z.string(), z.unknown())), next: z.string().optional() });

type Reply = ReturnType<TestApi['call']>;

/** The acts of people who work with cases over the API; Haidian's police unless another caller is named. */
export interface CaseDesk {
  readonly api: TestApi;
  raised(sourceRef?: string, over?: object, by?: Actor): Promise<string>;
  requested(alertId: string, accountNumber?: string): Promise<z.infer<typeof Accepted>>;
  opened(over?: object, by?: Actor): Promise<string>;
  /** Shares summary and timeline with the prosecutor until the next day, unless told otherwise. */
  shared(caseId: string, over?: object): Promise<string>;
  revoke(caseId: string, grantId: string): Reply;
  get(actor: Actor, path: string, query?: Record<string, string>): Reply;
  items(actor: Actor, path: string, query?: Record<string, string>): Promise<z.infer<typeof Page>['items']>;
}

/** A city with one bank, half an hour after the alarm of the samples. */
export async function createCaseDesk(): Promise<CaseDesk> {
  const api = createTestApi();
  await api.call(bankA, 'PUT', '/v1/banks/bank-a', { body: { name: 'bank-a', dutyPhone: '010-66000001' } });
  for (const station of ['zhongguancun', 'shangdi', 'qinghe']) {
    const body = { name: station, district: 'haidian', residents: 10_000, from: '2026-01-01' };
    await api.call(city, 'PUT', `/v1/stations/${station}`, { body });
  }
  api.now = minute(30);
  const made = async (actor: Actor, path: string, body: object, field: string): Promise<string> => {
    const answer = await api.call(actor, 'POST', path, { body });
    expect(answer.status, answer.text).toBe(201);
    return z.string().parse(answer.body[field]);
  };
  const get: CaseDesk['get'] = (actor, path, query = {}) => api.call(actor, 'GET', path, { query });
  return {
    api,
    get,
    items: async (actor, path, query) => Page.parse((await get(actor, path, query)).body).items,
    raised: (sourceRef = '110-1', over = {}, by = haidian) =>
      made(by, '/v1/alerts', { ...raiseAlertInput({ sourceRef }), ...over }, 'alertId'),
    requested: async (alertId, accountNumber = '6222020200000000001') => {
      const body = { alertId, urgency: 'urgent', reason: 'fraud', officers, accounts: [account({ accountNumber })] };
      return Accepted.parse((await api.call(haidian, 'POST', '/v1/freeze-requests', { body })).body);
    },
    opened: (over = {}, by = haidian) => {
      const body = { title: '冒充公检法诈骗案', district: 'haidian', fraudType: '冒充公检法', summary: 'Three transfers.' };
      return made(by, '/v1/cases', { ...body, ...over }, 'caseId');
    },
    shared: (caseId, over = {}) => {
      const body = { agency: prosecutor.agency, parts: ['summary', 'timeline'], purpose: 'opinion', until: hour(24) };
      return made(haidian, `/v1/cases/${caseId}/shares`, { ...body, ...over }, 'grantId');
    },
    revoke: (caseId, grantId) =>
      api.call(haidian, 'POST', `/v1/cases/${caseId}/shares/${grantId}/revoke`, { body: { reason: 'done' } }),
  };
}
