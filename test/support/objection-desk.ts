import { expect } from 'vitest';
import * as z from 'zod';
import { sweep } from '../../functions/sweep/sweep.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import type { Officer } from '../../shared/kernel/people.ts';
import { plus, SECOND } from '../../shared/kernel/time.ts';
import { type ApiReply, createApiOver, type TestApi, testDataKeys } from './api.ts';
import { haidian } from './case-samples.ts';
import { createRelayBench, createTestPlatform, type TestPlatform } from './relay-kit.ts';
import { account, minute, officers, raiseAlertInput } from './samples.ts';

export const bankA: Actor = { agency: 'bank-a', agencyKind: 'bank', roles: ['bank-system'], subject: 'bank-a' };
export const bankB: Actor = { ...bankA, agency: 'bank-b', subject: 'bank-b' };
/** A window of another district. */
export const window: Actor = {
  ...{ agency: 'police-chaoyang', agencyKind: 'police', district: 'chaoyang', roles: ['officer'], subject: 'shen' },
};
/** Reviews in Haidian, and had no part in the orders of the samples. */
export const reviewer: Actor = { ...haidian, roles: ['supervisor'], subject: 'zhou' };
export const cityReviewer: Actor = { agency: 'police-city', agencyKind: 'police', roles: ['supervisor'], subject: 'he' };
export const prosecutor: Actor = {
  ...{ agency: 'procuratorate-haidian', agencyKind: 'procuratorate', district: 'haidian' },
  ...{ roles: ['prosecutor'], subject: 'xu' },
};

/** Two officers who sign the decision, and had no part in the order. */
export const signers: readonly [Officer, Officer] = [
  { name: '周法制', badge: '020011', phone: '010-62510011' },
  { name: '吴法制', badge: '020012', phone: '010-62510012' },
];

export const victimName = '王某某乃受害';
export const ACCOUNT = '6222020200000000001';

/** What a person says at a window. */
export const said = {
  by: { capacity: 'holder', name: '孙七七', contact: '13800001111' },
  channel: 'window',
  grounds: 'Sold a watch to a stranger by its market price',
};

/** A city with two banks, its relays and its sweep, over one journal with one clock; the account of the samples is stopped at bank A. */
export interface ObjectionDesk {
  readonly api: TestApi;
  readonly platform: TestPlatform;
  readonly bench: ReturnType<typeof createRelayBench>;
  readonly orderId: string;
  post(actor: Actor, path: string, body: object): Promise<ApiReply>;
  get(actor: Actor, path: string, query?: Record<string, string>): Promise<ApiReply>;
  /** Raises an objection. @returns its id */
  raised(by?: Actor, over?: object): Promise<string>;
  decide(objectionId: string, over?: object, by?: Actor): Promise<ApiReply>;
  /** The bank's result of the instruction that it has. */
  answer(over?: object): Promise<ApiReply>;
  /** The time moves on, and the relays do what is left to do. */
  at(now: string): Promise<void>;
  swept(now: string): Promise<void>;
  /** The facts of a stream, oldest first. */
  facts(stream: string): Promise<readonly { readonly type: string; readonly command: string }[]>;
}

/** @param isStopped whether the bank has answered the stop already */
export async function createObjectionDesk({ isStopped = true } = {}): Promise<ObjectionDesk> {
  const platform = createTestPlatform();
  const api = createApiOver(platform.journal);
  const bench = createRelayBench(platform, testDataKeys.accounts, testDataKeys.finds);
  const at = async (now: string): Promise<void> => {
    api.now = now;
    platform.clock.now = now;
    await bench.drain();
  };
  const post = (actor: Actor, path: string, body: object) => api.call(actor, 'POST', path, { body });
  const get = (actor: Actor, path: string, query: Record<string, string> = {}) => api.call(actor, 'GET', path, { query });
  for (const bank of [bankA, bankB])
    await api.call(bank, 'PUT', `/v1/banks/${bank.agency}`, { body: { name: bank.agency, dutyPhone: '010-66000001' } });
  const victim = { name: victimName, idNumber: '110108199001010000', phone: '13800000000' };
  const alertId = (await post(haidian, '/v1/alerts', raiseAlertInput({ victim }))).body['alertId'];
  const asked = { alertId, urgency: 'urgent', reason: `money of ${victimName}`, officers, accounts: [account()] };
  const requested = await post(haidian, '/v1/freeze-requests', asked);
  expect(requested.status, requested.text).toBe(202);
  const { orders } = z.looseObject({ orders: z.array(z.looseObject({ orderId: z.string() })) }).parse(requested.body);
  const orderId = orders[0]?.orderId ?? '';
  const answer: ObjectionDesk['answer'] = async (over = {}) => {
    const { instructionId } = (await get(bankA, `/v1/bank/orders/${orderId}`)).body;
    const body = { instructionId, code: '0000', effectiveAt: api.now, ...over };
    const answered = await post(bankA, `/v1/bank/orders/${orderId}/result`, body);
    expect(answered.status, answered.text).toBe(200);
    await bench.drain();
    return answered;
  };
  await at(minute(2));
  if (isStopped) await answer({ balanceBeforeFen: 10_000_000, stoppedFen: 10_000_000, outflows: [] });
  await at(minute(30));
  return {
    ...{ api, platform, bench, orderId, post, get, answer, at },
    raised: async (by = window, over = {}) => {
      const { channel } = by.agencyKind === 'bank' ? { channel: 'bank' } : said;
      const reply = await post(by, '/v1/objections', { ...said, channel, bankId: 'bank-a', accountNumber: ACCOUNT, ...over });
      expect(reply.status, reply.text).toBe(201);
      return z.string().parse(reply.body['objectionId']);
    },
    decide: (objectionId, over = {}, by = reviewer) =>
      post(by, `/v1/objections/${objectionId}/decide`, { outcome: 'upheld', reason: 'Good faith', officers: signers, ...over }),
    swept: async (now) => {
      await at(plus(now, SECOND));
      await sweep(platform, () => true);
      await bench.drain();
    },
    facts: async (stream) => {
      const { facts } = await platform.journal.facts(stream, { limit: 500 });
      return facts.map(({ type, command }) => ({ type, command: command.id }));
    },
  };
}
