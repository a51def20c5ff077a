import * as z from 'zod';
import type { ApiAnswer, ApiClient } from '../../local/client.ts';
import { WatchedOrder } from '../../local/scenario/order-watch.ts';
import { eventually } from './city.ts';

const Raised = z.object({ alertId: z.string() });
const Requested = z.object({ requestId: z.string(), orders: z.array(z.object({ orderId: z.string(), bankId: z.string() })) });

const officers = [
  { name: '高建国', badge: '011101', phone: '010-82519110' },
  { name: '林小燕', badge: '011102', phone: '010-82519110' },
];

export const signedBy = { reason: '电信网络诈骗', officers };

/** One account the victim paid. */
export function account(bankId: string, accountNumber: string, amountFen: number, at: string) {
  return { bankId, accountName: '张伟民', accountNumber, accountKind: 'personal', transfer: { amountFen, currency: 'CNY', at } };
}

export interface Desk {
  readonly police: ApiClient;
  /** The city's time, ISO 8601. */
  now(): Promise<string>;
  alert(sourceRef: string, receivedAt?: string): Promise<string>;
  request(alertId: string, ...accounts: readonly object[]): Promise<ApiAnswer>;
  /** Requests stops and gives the ids of the orders, in the order of the accounts. */
  stop(alertId: string, ...accounts: readonly object[]): Promise<readonly string[]>;
  order(orderId: string): Promise<WatchedOrder & Record<string, unknown>>;
  /** The order, once it is as described. */
  orderWhen(orderId: string, is: (order: WatchedOrder) => boolean): Promise<WatchedOrder & Record<string, unknown>>;
  answer(bankId: string, orderId: string, result: object): Promise<ApiAnswer>;
}

/** The acts of a duty officer of Haidian, and of the banks' systems, over the public API. */
export function openDesk({ api, as }: { readonly api: string; as(clientId: string): ApiClient }): Desk {
  const police = as('police-haidian');
  const now = async () => z.object({ now: z.string() }).parse(await (await fetch(`${api}/v1/health`)).json()).now;
  const order = async (orderId: string) => {
    const answer = await police.request('GET', `/v1/orders/${orderId}`);
    return z.looseObject(WatchedOrder.shape).parse(answer.body);
  };
  const request = async (alertId: string, ...accounts: readonly object[]) =>
    police.request('POST', '/v1/freeze-requests', { alertId, urgency: 'urgent', ...signedBy, accounts });
  return {
    police,
    now,
    order,
    request,
    alert: async (sourceRef, receivedAt) => {
      const answer = await police.request('POST', '/v1/alerts', {
        source: 'victim-report',
        sourceRef,
        receivedAt: receivedAt ?? (await now()),
        district: 'haidian',
        victim: { name: '周秀兰', idNumber: '110108195803124521', phone: '13800000000' },
        fraudType: '冒充公检法',
        lossFen: 45_540_000,
        summary: '被害人转账至多个账户',
      });
      return Raised.parse(answer.body).alertId;
    },
    stop: async (alertId, ...accounts) =>
      Requested.parse((await request(alertId, ...accounts)).body).orders.map(({ orderId }) => orderId),
    orderWhen: (orderId, is) =>
      eventually(async () => {
        const seen = await order(orderId);
        return is(seen) ? seen : undefined;
      }),
    answer: (bankId, orderId, result) => as(bankId).request('POST', `/v1/bank/orders/${orderId}/result`, result),
  };
}
