import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../shared/kernel/context.ts';
import { type CaseDesk, createCaseDesk, Page } from '../support/case-desk.ts';
import { chaoyang, city, colleague, filing, haidian, prosecutor } from '../support/case-samples.ts';
import { hour, minute } from '../support/samples.ts';

let desk: CaseDesk;

beforeEach(async () => {
  desk = await createCaseDesk();
});

describe('sharing a case', () => {
  test('shows the parts named, for as long as it is in force, to those it is for', async () => {
    const alertId = await desk.raised();
    const caseId = await desk.opened({ alerts: [alertId] });
    await desk.api.call(haidian, 'POST', `/v1/cases/${caseId}/items`, {
      body: { kind: 'person', role: 'suspect', name: '张某某' },
    });
    expect((await desk.get(prosecutor, `/v1/cases/${caseId}`)).status).toBe(404);
    await desk.shared(caseId, { persons: ['xu'], parts: ['summary', 'alerts'] });
    const seen = await desk.get(prosecutor, `/v1/cases/${caseId}`);
    expect(Object.keys(seen.body).toSorted()).toEqual(
      [
        'caseId',
        'reference',
        'district',
        'agency',
        'status',
        'version',
        'openedAt',
        'touchedAt',
        'openSeconds',
        'parts',
        'title',
        'fraudType',
        'summary',
        'alerts',
      ].toSorted(),
    );
    expect(seen.text).not.toContain('张某某');
    expect((await desk.get(colleague, `/v1/cases/${caseId}`)).status).toBe(404);
    expect((await desk.get(prosecutor, `/v1/cases/${caseId}/timeline`)).status).toBe(403);
    expect((await desk.get(prosecutor, `/v1/cases/${caseId}/reads`)).status).toBe(403);
    expect((await desk.get(prosecutor, `/v1/alerts/${alertId}`)).status).toBe(404);
    expect((await desk.api.call(prosecutor, 'POST', `/v1/cases/${caseId}/file`, { body: filing })).status).toBe(403);
    desk.api.now = hour(24);
    expect((await desk.get(prosecutor, `/v1/cases/${caseId}`)).status).toBe(404);
    expect((await desk.get(prosecutor, `/v1/cases/${caseId}/reads`)).status).toBe(404);
  });

  test('refuses a share with oneself, and one that would have ended', async () => {
    const caseId = await desk.opened();
    const share = (actor: Actor, over: object) =>
      desk.api.call(actor, 'POST', `/v1/cases/${caseId}/shares`, {
        body: { agency: 'court-city', parts: ['summary'], purpose: 'p', until: hour(24), ...over },
      });
    const own = { status: 400, body: { code: 'SHARE_WITH_OWN_AGENCY' } };
    expect(await share(haidian, { agency: 'police-haidian' })).toMatchObject(own);
    expect(await share(city, { agency: 'police-haidian' })).toMatchObject(own);
    expect(await share(city, { agency: 'police-city' })).toMatchObject(own);
    expect(await share(haidian, { until: minute(30) })).toMatchObject({ status: 400, body: { code: 'SHARE_END_IN_PAST' } });
    expect(await share(haidian, { parts: ['everything'] })).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID' } });
    expect((await desk.get(haidian, `/v1/cases/${caseId}`)).headers['etag']).toBe('"1"');
  });

  test('revoking it is in effect at once, also between two pages of the timeline', async () => {
    const alertId = await desk.raised();
    await desk.requested(alertId);
    const caseId = await desk.opened({ alerts: [alertId] });
    const grantId = await desk.shared(caseId);
    const first = await desk.get(prosecutor, `/v1/cases/${caseId}/timeline`, { limit: '2' });
    const { items: shown, next = '' } = Page.parse(first.body);
    expect(shown.map(({ type }) => type)).toEqual(['alert.raised', 'case.opened']);
    expect((await desk.revoke(caseId, grantId)).body).toMatchObject({ grantId, state: 'revoked' });
    expect(await desk.get(prosecutor, `/v1/cases/${caseId}/timeline`, { limit: '2', cursor: next })).toMatchObject({
      status: 404,
    });
    expect((await desk.get(prosecutor, `/v1/cases/${caseId}`)).status).toBe(404);
    expect((await desk.revoke(caseId, grantId)).status).toBe(200);
    expect((await desk.revoke(caseId, 'grt_00000000000000000000000000')).status).toBe(404);
  });

  test('revoking it while somebody is looking lets them see nothing', async () => {
    const caseId = await desk.opened();
    const grantId = await desk.shared(caseId);
    const before = (await desk.items(haidian, `/v1/cases/${caseId}/reads`)).length;
    const [look, revoked] = await Promise.all([desk.get(prosecutor, `/v1/cases/${caseId}`), desk.revoke(caseId, grantId)]);
    expect(revoked.status).toBe(200);
    const after = (await desk.items(haidian, `/v1/cases/${caseId}/reads`)).length;
    expect(after - before).toBe(look.status === 200 ? 1 : 0);
  });

  test('what is shared with an agency is a list of its own', async () => {
    const cases = [await desk.opened(), await desk.opened(), await desk.opened()];
    const grants: string[] = [];
    for (const [i, caseId] of cases.entries()) {
      desk.api.now = minute(31 + i);
      grants.push(await desk.shared(caseId, { purpose: `opinion ${i}`, ...(i === 0 ? { persons: ['xu'] } : {}) }));
    }
    const mine = await desk.items(prosecutor, '/v1/cases', { shared: 'with-me' });
    expect(mine.map(({ caseId }) => caseId)).toEqual(cases.toReversed());
    expect(mine[0]).toMatchObject({ grantId: grants[2], parts: ['summary', 'timeline'], purpose: 'opinion 2', until: hour(24) });
    expect(await desk.items(colleague, '/v1/cases', { shared: 'with-me' })).toHaveLength(2);
    expect(await desk.items(chaoyang, '/v1/cases', { shared: 'with-me' })).toEqual([]);
    expect((await desk.get(prosecutor, '/v1/cases')).status).toBe(403);
  });

  test.each(['the one shown last', 'the only one left to show'])(
    'a page of that list rests on its shares: %s is revoked',
    async (which) => {
      const cases = [await desk.opened(), await desk.opened()];
      const grants: string[] = [];
      for (const [i, caseId] of cases.entries()) {
        desk.api.now = minute(31 + i);
        grants.push(await desk.shared(caseId));
      }
      const { next = '' } = Page.parse((await desk.get(prosecutor, '/v1/cases', { shared: 'with-me', limit: '1' })).body);
      const gone = which === 'the one shown last' ? 1 : 0;
      await desk.revoke(cases[gone] ?? '', grants[gone] ?? '');
      expect(await desk.get(prosecutor, '/v1/cases', { shared: 'with-me', limit: '1', cursor: next })).toMatchObject({
        status: 404,
      });
      expect(await desk.items(prosecutor, '/v1/cases', { shared: 'with-me' })).toHaveLength(1);
    },
  );

  test('each look by another agency is recorded: who, at what, why; those of the own agency are not', async () => {
    const caseId = await desk.opened();
    const grantId = await desk.shared(caseId);
    await desk.get(haidian, `/v1/cases/${caseId}`);
    await desk.get(prosecutor, `/v1/cases/${caseId}`);
    await desk.get(prosecutor, `/v1/cases/${caseId}/timeline`);
    await desk.get(city, `/v1/cases/${caseId}`);
    await desk.get(chaoyang, `/v1/cases/${caseId}`);
    const grants = [{ grantId, purpose: 'opinion' }];
    expect(await desk.items(haidian, `/v1/cases/${caseId}/reads`)).toMatchObject([
      { agency: prosecutor.agency, subject: 'xu', what: 'case', parts: ['summary', 'timeline'], ground: 'grant', grants },
      { agency: prosecutor.agency, subject: 'xu', what: 'timeline', parts: ['timeline'], ground: 'grant', grants },
      { agency: city.agency, subject: 'he', what: 'case', ground: 'office', grants: [] },
    ]);
    const first = Page.parse((await desk.get(haidian, `/v1/cases/${caseId}/reads`, { limit: '2' })).body);
    const second = await desk.get(haidian, `/v1/cases/${caseId}/reads`, { limit: '2', cursor: first.next ?? '' });
    expect([first.items.length, Page.parse(second.body)]).toMatchObject([2, { items: [{ agency: city.agency }] }]);
    expect((await desk.get(haidian, `/v1/cases/${caseId}`)).headers['etag']).toBe('"2"');
  });
});
