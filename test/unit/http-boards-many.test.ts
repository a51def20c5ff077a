import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { change, fresh } from '../../shared/journal/stream.ts';
import { systemActor } from '../../shared/kernel/context.ts';
import { haidian } from '../support/case-samples.ts';
import { type Coordination, createCoordination } from '../support/coordination-kit.ts';
import { id, orderFacts, raiseAlertInput, T0 } from '../support/samples.ts';

/** More than two reads of an alarm's file take, and more than a graph shows. */
const ORDERS = 2_150;
/** As many streams as one append takes. */
const BATCH = 40;

let city: Coordination;
let alertId: string;
let caseId: string;

const get = (path: string, query: Record<string, string> = {}) => city.api.call(haidian, 'GET', path, { query });

beforeAll(async () => {
  city = createCoordination();
  alertId = z.string().parse((await city.post(haidian, '/v1/alerts', raiseAlertInput())).body['alertId']);
  caseId = await city.opened(haidian, { alerts: [alertId] });
  for (let first = 0; first < ORDERS; first += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, ORDERS - first) }, (_, at) => first + at);
    const changes = numbers.map((number) => {
      const orderId = id('ord', number);
      return change(fresh(StopOrders, orderId), orderFacts.requested({ orderId, alertId, accountKey: `key-${number}` }));
    });
    const key = `many-${first}`;
    const asked = { name: 'test', id: key, inputHash: key, actor: systemActor, correlationId: key, now: T0 };
    expect(await city.api.journal.append({ command: asked, changes })).toMatchObject({ outcome: 'appended' });
  }
}, 60_000);

describe('an alarm with more orders than one read takes', () => {
  test('says in the graph of its case how many orders are left out', async () => {
    const { body } = await get(`/v1/cases/${caseId}/fund-graph`);
    expect(body).toMatchObject({ ordersLeftOut: ORDERS - 1_000 });
    expect(body['accounts']).toHaveLength(1_000);
  });

  test('counts all of them in the overview, in the case and on its board', async () => {
    const orders = { total: ORDERS, waiting: ORDERS };
    const { body: overview } = await get(`/v1/cases/${caseId}/overview`);
    expect(overview).toMatchObject({ alarms: [{ orders }], case: { money: { orders: ORDERS, waiting: ORDERS } } });
    expect((await get(`/v1/cases/${caseId}`)).body).toMatchObject({ money: { orders: ORDERS } });
    const { body: board } = await get(`/v1/alerts/${alertId}/board`, { limit: '1' });
    expect(board).toMatchObject({ standing: orders, items: [expect.anything()], next: expect.any(String) });
  });
});
