import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Journal } from '../../shared/journal/journal.ts';
import { unpackItem } from '../../shared/journal/packed-item.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { createCityJournal } from '../support/agencies.ts';
import { createApiOver, type TestApi } from '../support/api.ts';
import { approved } from '../support/approvals.ts';
import { bankA } from '../support/case-desk.ts';
import { chaoyang, colleague, filing, haidian, prosecutor } from '../support/case-samples.ts';
import type { MemoryJournal } from '../support/memory-journal.ts';
import { freezeInput } from '../support/order-samples.ts';
import { account, hour, minute, officers, raiseAlertInput } from '../support/samples.ts';
import { scheduledJournal } from '../support/scheduled-journal.ts';

/** A city whose journal is free until `begin`, so that what a test begins with is simply there. */
function cityOver(s: fc.Scheduler) {
  const journal = createCityJournal();
  const { journal: slow, begin } = scheduledJournal(journal, s);
  const api = createApiOver(slow);
  api.now = minute(30);
  return { api, journal, begin };
}

async function idFrom(api: TestApi<Journal>, actor: Actor, path: string, body: object, field: string): Promise<string> {
  const answer = await api.call(actor, 'POST', path, { body });
  return z.string().parse(answer.body[field], { error: () => answer.text });
}

const newCase = { title: 't', district: 'haidian', fraudType: 'f', summary: 's' };
const share = { parts: ['summary', 'timeline'], purpose: 'p', until: hour(24) };

/** The facts of these types in the order in which they were written, with what they say. */
function written(journal: MemoryJournal, ...types: readonly string[]) {
  return journal.written.flatMap(({ item }) =>
    types.includes(String(item['type']))
      ? [{ type: String(item['type']), data: z.looseObject({}).parse(unpackItem(item)['data']) }]
      : [],
  );
}

describe('several at once, in every order that there is', () => {
  test('each look that is answered was recorded before, while the share was in force; a refused look shows nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.nat(2), fc.nat(2), async (s, looks, pages) => {
        const { api, journal, begin } = cityOver(s);
        const caseId = await idFrom(api, haidian, '/v1/cases', newCase, 'caseId');
        const grantId = await idFrom(
          api,
          haidian,
          `/v1/cases/${caseId}/shares`,
          { ...share, agency: prosecutor.agency },
          'grantId',
        );
        begin();
        const path = `/v1/cases/${caseId}`;
        const [revoked, ...seen] = await s.waitFor(
          Promise.all([
            api.call(haidian, 'POST', `${path}/shares/${grantId}/revoke`, { body: { reason: 'r' } }),
            ...Array.from({ length: looks + 1 }, () => api.call(prosecutor, 'GET', path)),
            ...Array.from({ length: pages }, () => api.call(colleague, 'GET', `${path}/timeline`)),
            api.call(chaoyang, 'GET', path),
          ]),
        );
        expect(revoked?.status).toBe(200);
        const statuses = seen.map(({ status }) => status);
        expect(statuses.at(-1)).toBe(404);
        expect(statuses.every((status) => status === 200 || status === 404)).toBe(true);
        const history = written(journal, 'case-reads.noted', 'case.share-revoked');
        expect(history.filter(({ type }) => type === 'case-reads.noted')).toHaveLength(
          statuses.filter((status) => status === 200).length,
        );
        expect(history.findIndex(({ type }) => type === 'case.share-revoked')).toBe(history.length - 1);
      }),
      { numRuns: 150 },
    );
  });

  test('no alarm is in two cases, none is lost, and every old id leads to where it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { maxLength: 5 }), async (s, merges) => {
        const { api, journal, begin } = cityOver(s);
        const alerts: string[] = [];
        const cases: string[] = [];
        for (let i = 0; i < 4; i += 1) {
          alerts.push(await idFrom(api, haidian, '/v1/alerts', raiseAlertInput({ sourceRef: `110-${i}` }), 'alertId'));
          cases.push(await idFrom(api, haidian, '/v1/cases', newCase, 'caseId'));
        }
        begin();
        const post = (caseId: string | undefined, what: string, body: object) =>
          api.call(haidian, 'POST', `/v1/cases/${caseId}/${what}`, { body });
        const answers = await s.waitFor(
          Promise.all([
            ...alerts.flatMap((alertId, i) => [i, i + 1].map((at) => post(cases[at % 4], 'items', { kind: 'alert', alertId }))),
            ...merges.map(([from, into]) => post(cases[from], 'merge', { into: cases[into], reason: 'r' })),
          ]),
        );
        for (const { status, text } of answers) expect([200, 201, 400, 409], text).toContain(status);
        const surviving = new Map<string, readonly string[]>();
        for (const caseId of cases) {
          const read = s.waitFor(api.call(haidian, 'GET', `/v1/cases/${caseId}`));
          const file = z
            .looseObject({ caseId: z.string(), status: z.string(), alerts: z.array(z.looseObject({ alertId: z.string() })) })
            .parse((await read).body);
          expect(file.status).toBe('open');
          surviving.set(
            file.caseId,
            file.alerts.map(({ alertId }) => alertId),
          );
        }
        expect([...surviving.values()].flat().toSorted()).toEqual(alerts.toSorted());
        const joined = written(journal, 'case.alert-joined').map(({ data }) => JSON.stringify(data['alert']));
        expect(new Set(joined).size).toBe(alerts.length);
        expect(joined).toHaveLength(alerts.length);
      }),
      { numRuns: 60 },
    );
  });

  test("a freeze never uses a filing that is no longer the alarm's: one of a freeze and the alarm's leaving is refused", async () => {
    const { filing: _, approval: __, ...freezing } = freezeInput();
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (s) => {
        const { api, journal, begin } = cityOver(s);
        await api.call(bankA, 'PUT', '/v1/banks/bank-a', { body: { name: 'bank-a', dutyPhone: '010-66000001' } });
        const alertId = await idFrom(api, haidian, '/v1/alerts', raiseAlertInput(), 'alertId');
        const request = { alertId, urgency: 'urgent', reason: 'fraud', officers, accounts: [account()] };
        const { body } = await api.call(haidian, 'POST', '/v1/freeze-requests', { body: request });
        const [order] = z.array(z.looseObject({ orderId: z.string() })).parse(body['orders']);
        const result = {
          code: '0000',
          effectiveAt: minute(30),
          balanceBeforeFen: 10_000_000,
          stoppedFen: 10_000_000,
          outflows: [],
        };
        await api.call(bankA, 'POST', `/v1/bank/orders/${order?.orderId}/result`, { body: result });
        const caseId = await idFrom(api, haidian, '/v1/cases', { ...newCase, alerts: [alertId] }, 'caseId');
        await api.call(haidian, 'POST', `/v1/cases/${caseId}/file`, { body: filing });
        api.now = minute(80);
        const ask = { gate: 'freeze', orderId: order?.orderId, amountFen: freezing.amountFen };
        const approvalId = await approved(api.call, haidian, ask);
        begin();
        const [frozen, left] = await s.waitFor(
          Promise.all([
            api.call(haidian, 'POST', `/v1/orders/${order?.orderId}/freeze`, { body: { ...freezing, approvalId } }),
            api.call(haidian, 'POST', `/v1/cases/${caseId}/items/${alertId}/withdraw`, { body: { reason: 'r' } }),
          ]),
        );
        expect([
          [202, 'FREEZE_RESTS_ON_FILING'],
          ['CASE_NOT_FILED', 200],
        ]).toContainEqual([frozen, left].map((answer) => answer?.body['code'] ?? answer?.status));
        expect(written(journal, 'order.freeze-ordered', 'case.alert-left')).toHaveLength(1);
      }),
      { numRuns: 100 },
    );
  });
});
