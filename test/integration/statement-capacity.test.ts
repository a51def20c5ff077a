import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { MAX_PAGE_BYTES } from '../../shared/bank-questions/statement/model.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import type { TestApi } from '../support/api.ts';
import { bankA } from '../support/case-desk.ts';
import { haidian } from '../support/case-samples.ts';
import { meteredApi } from '../support/metered-api.ts';
import { account, minute, officers, raiseAlertInput } from '../support/samples.ts';
import { linesThatAddUp, pagesOf, shuffled } from '../support/statement-samples.ts';

const metered = meteredApi(minute(1));

async function requested(api: TestApi<Journal>, sourceRef = 'first'): Promise<string> {
  await api.call(bankA, 'PUT', '/v1/banks/bank-a', { body: { name: 'A', dutyPhone: '010-66000001' } });
  const raised = await api.call(haidian, 'POST', '/v1/alerts', { body: { ...raiseAlertInput(), sourceRef } });
  const body = { alertId: raised.body['alertId'], urgency: 'urgent', reason: 'fraud', officers, accounts: [account()] };
  const stops = await api.call(haidian, 'POST', '/v1/freeze-requests', { body });
  const [order] = z.array(z.looseObject({ orderId: z.string() })).parse(stops.body['orders']);
  const asked = await api.call(haidian, 'POST', `/v1/orders/${order?.orderId}/statement-requests`, {
    body: { from: minute(-600), to: minute(0), reason: 'r', officers },
  });
  return z.string().parse(asked.body['statementId']);
}

describe('the pages of a statement', () => {
  test('cost the same however many came before, and a page that comes again costs no write', async () => {
    const { api, table } = metered;
    const statementId = await requested(api);
    const pages = shuffled(pagesOf(linesThatAddUp(50_000), 1_000));
    const costs: Awaited<ReturnType<typeof tell>>[] = [];
    const tell = async (page: object) => {
      table.consumed = 0;
      table.written = 0;
      const answer = await api.call(bankA, 'POST', `/v1/bank/statements/${statementId}/lines`, { body: page });
      expect(answer.status, answer.text).toBe(200);
      return { read: table.consumed, written: table.written };
    };
    for (const page of pages) costs.push(await tell(page));
    const again = await tell(pages[20] ?? {});
    // the last page also completes the statement and answers the question
    const last = costs.pop();
    const written = costs.map((cost) => cost.written);
    expect(Math.max(...written)).toBeLessThanOrEqual(Math.min(...written) + 2);
    expect(Math.max(...written)).toBeLessThanOrEqual(40);
    expect(last?.written).toBeLessThanOrEqual(Math.max(...written) + 12);
    expect(new Set(costs.map((cost) => cost.read)).size).toBe(1);
    expect(again.written).toBe(0);
  }, 120_000);

  test('fit in an item of the table up to the most bytes of a page, whatever they say; larger ones are refused', async () => {
    const { api } = metered;
    const statementId = await requested(api, 'second');
    const [line] = linesThatAddUp(1);
    // text that nothing makes shorter
    const noise = (bytes: number) => ({ ...line, remark: randomBytes(Math.floor((bytes * 3) / 4)).toString('base64') });
    const pageOf = (count: number) => ({ page: 1, last: true, lines: Array.from({ length: count }, () => noise(400)) });
    const tell = (body: object) => api.call(bankA, 'POST', `/v1/bank/statements/${statementId}/lines`, { body });
    const most = Math.floor((MAX_PAGE_BYTES - 100) / Buffer.byteLength(`${JSON.stringify(noise(400))},`));
    expect((await tell(pageOf(most + 2))).body).toMatchObject({ code: 'BODY_TOO_LARGE', maxBytes: MAX_PAGE_BYTES });
    expect((await tell(pageOf(most))).status).toBe(200);
    const lines = await api.call(haidian, 'GET', `/v1/statements/${statementId}/lines`, { query: { limit: '100' } });
    expect(lines.body['items']).toHaveLength(100);
  }, 60_000);
});
