import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../shared/kernel/context.ts';
import { type CaseDesk, createCaseDesk, Page } from '../support/case-desk.ts';
import { chaoyang, city, colleague, filing, haidian, prosecutor } from '../support/case-samples.ts';
import { units } from '../support/listing-samples.ts';
import { hour, minute } from '../support/samples.ts';

let desk: CaseDesk;

beforeEach(async () => {
  desk = await createCaseDesk();
});

describe('sharing a case', () => {
  test('shows the sum of the losses, and of the alarms only where they are shared as well', async () => {
    const alertId = await desk.raised();
    const caseId = await desk.opened({ alerts: [alertId] });
    const loss = { kind: 'loss', amountFen: 100_000, at: minute(-5) };
    await desk.api.call(haidian, 'POST', `/v1/cases/${caseId}/items`, { body: loss });
    const seen = async (actor: Actor) => (await desk.get(actor, `/v1/cases/${caseId}`)).body['lossFen'];
    await desk.shared(caseId, { parts: ['losses'] });
    expect([await seen(haidian), await seen(prosecutor)]).toEqual([45_540_000, 100_000]);
    await desk.shared(caseId, { parts: ['alerts'] });
    expect(await seen(prosecutor)).toBe(45_540_000);
  });

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
        'openedAt',
        'touchedAt',
        'openSeconds',
        'parts',
        'withheld',
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
    expect(await share(haidian, { until: '2099-01-01T00:00:00Z' })).toMatchObject({
      status: 400,
      body: { code: 'SHARE_TOO_LONG', latest: '2027-11-22T02:00:00.000Z', errors: [{ in: 'body', path: '/until' }] },
    });
    expect(await share(haidian, { parts: ['everything'] })).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID' } });
    expect(await share(haidian, { parts: [] })).toMatchObject({
      status: 400,
      body: { code: 'INPUT_INVALID', errors: [{ path: '/parts' }] },
    });
    expect((await desk.get(haidian, `/v1/cases/${caseId}`)).headers['etag']).toMatch(/^"1\./);
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

  test('its end is in effect at once, also between two pages of the timeline and of the list of shares', async () => {
    const cases = [await desk.opened(), await desk.opened()];
    for (const caseId of cases) await desk.shared(caseId, { until: hour(1) });
    const path = `/v1/cases/${cases[0]}/timeline`;
    const timeline = Page.parse((await desk.get(prosecutor, path, { limit: '1' })).body);
    const list = Page.parse((await desk.get(prosecutor, '/v1/cases', { shared: 'with-me', limit: '1' })).body);
    expect(list).toMatchObject({ items: [{ until: hour(1) }], next: expect.any(String) });
    desk.api.now = hour(1);
    expect(await desk.get(prosecutor, path, { limit: '1', cursor: timeline.next ?? '' })).toMatchObject({ status: 404 });
    const second = await desk.get(prosecutor, '/v1/cases', { shared: 'with-me', limit: '1', cursor: list.next ?? '' });
    expect(second).toMatchObject({ status: 404 });
    expect(await desk.items(haidian, `/v1/cases/${cases[0]}/timeline`)).not.toEqual([]);
  });

  test('a share to a role or a person of an agency is for these alone, and only with a role that may look at cases', async () => {
    const [byRole, byPerson] = [await desk.opened(), await desk.opened()];
    await desk.shared(byRole, { agency: chaoyang.agency, roles: ['supervisor'] });
    await desk.shared(byPerson, { agency: chaoyang.agency, persons: ['shen'] });
    const seen = async (over: Partial<Actor>) => {
      const actor = { ...chaoyang, ...over };
      const { status, body } = await desk.get(actor, '/v1/cases', { shared: 'with-me' });
      const looks = [byRole, byPerson].map(async (caseId) => (await desk.get(actor, `/v1/cases/${caseId}`)).status);
      return [...(await Promise.all(looks)), status === 200 ? Page.parse(body).items.length : status];
    };
    expect(await seen({})).toEqual([404, 200, 1]);
    expect(await seen({ subject: 'yang' })).toEqual([404, 404, 0]);
    expect(await seen({ subject: 'yang', roles: ['officer', 'supervisor'] })).toEqual([200, 404, 1]);
    expect(await seen({ roles: ['administrator'] })).toEqual([404, 404, 403]);
    expect(await seen({ agency: 'police-fengtai', district: 'fengtai', roles: ['supervisor'] })).toEqual([404, 404, 0]);
  });

  test('twice in the same words is one share; beyond forty there is no room', async () => {
    const caseId = await desk.opened();
    const grantId = await desk.shared(caseId);
    const body = { agency: prosecutor.agency, parts: ['timeline', 'summary'], purpose: 'opinion', until: hour(24) };
    const share = (over: object = {}) =>
      desk.api.call(haidian, 'POST', `/v1/cases/${caseId}/shares`, { body: { ...body, ...over } });
    expect(await share()).toMatchObject({ status: 200, headers: { etag: '"2"' }, body: { grantId, state: 'in-force' } });
    for (let i = 2; i <= 40; i += 1) expect((await share({ purpose: `opinion ${i}` })).status).toBe(201);
    expect(await share({ purpose: 'one more' })).toMatchObject({
      ...{ status: 409, body: { code: 'CASE_FULL', part: 'grants', limit: 40 } },
    });
    await desk.revoke(caseId, grantId);
    expect((await share({ purpose: 'one more' })).status).toBe(201);
  });

  test('a share that ended with its case can still be revoked under the old id: nothing changes, and it says that it is over', async () => {
    const [old, last] = [await desk.opened(), await desk.opened()];
    const grantId = await desk.shared(old);
    await desk.api.call(haidian, 'POST', `/v1/cases/${old}/merge`, { body: { into: last, reason: 'one group' } });
    for (const caseId of [old, last])
      expect(await desk.revoke(caseId, grantId)).toMatchObject({ status: 200, body: { grantId, state: 'revoked' } });
    const [other, stranger] = [await desk.opened(), await desk.opened()];
    expect((await desk.revoke(other, await desk.shared(stranger))).status).toBe(404);
  });

  test('a share that ended long before its case was merged is found under neither id, like one of a case that goes on', async () => {
    const [old, last] = [await desk.opened(), await desk.opened()];
    const first = await desk.shared(old);
    await desk.revoke(old, first);
    for (let i = 1; i <= 40; i += 1) await desk.shared(old, { purpose: `opinion ${i}` });
    expect((await desk.revoke(old, first)).status).toBe(404);
    await desk.api.call(haidian, 'POST', `/v1/cases/${old}/merge`, { body: { into: last, reason: 'one group' } });
    for (const caseId of [old, last]) expect((await desk.revoke(caseId, first)).status).toBe(404);
  });

  test('shows nothing of how police supervise the case', async () => {
    const alertId = await desk.raised();
    const caseId = await desk.opened({ alerts: [alertId] });
    await desk.shared(caseId);
    const body = { caseId, level: 'city', units, reason: 'r', grounds: ['severe-harm'] };
    desk.api.now = minute(31);
    expect((await desk.api.call(haidian, 'POST', '/v1/listed-cases', { body })).status).toBe(201);
    desk.api.now = minute(32);
    await desk.api.call(haidian, 'POST', `/v1/cases/${caseId}/items`, {
      body: { kind: 'person', role: 'suspect', name: '张某某' },
    });
    const path = `/v1/cases/${caseId}/timeline`;
    const types = async (actor: Actor) => (await desk.items(actor, path)).map(({ type }) => type).toSorted();
    const forAll = ['alert.raised', 'case.alert-joined', 'case.opened', 'case.person-added', 'case.shared'];
    expect(await types(prosecutor)).toEqual(forAll);
    for (const actor of [haidian, city]) expect(await types(actor)).toEqual([...forAll, 'listed-case.proposed']);
    // a page is full if there is enough to fill it, with any gaps between
    const page = Page.parse((await desk.get(prosecutor, path, { limit: '5' })).body);
    expect(page.items.at(-1)).toMatchObject({ type: 'case.person-added' });
    expect([page.items.length, page.next]).toEqual([5, undefined]);
  });

  test('revoking it during a look shows the viewer nothing', async () => {
    const caseId = await desk.opened();
    const grantId = await desk.shared(caseId);
    const before = (await desk.items(haidian, `/v1/cases/${caseId}/reads`)).length;
    const [look, revoked] = await Promise.all([desk.get(prosecutor, `/v1/cases/${caseId}`), desk.revoke(caseId, grantId)]);
    expect(revoked.status).toBe(200);
    const after = (await desk.items(haidian, `/v1/cases/${caseId}/reads`)).length;
    expect(after - before).toBe(look.status === 200 ? 1 : 0);
  });

  test('the shares with an agency are a list of their own', async () => {
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
    // the share with one person leaves no gap on a page of another, nor a page behind it
    const pages = [Page.parse((await desk.get(colleague, '/v1/cases', { shared: 'with-me', limit: '1' })).body)];
    const cursor = pages[0]?.next ?? '';
    pages.push(Page.parse((await desk.get(colleague, '/v1/cases', { shared: 'with-me', limit: '1', cursor })).body));
    expect(pages.map(({ items }) => items.length)).toEqual([1, 1]);
    expect(pages[1]).not.toHaveProperty('next');
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
    expect((await desk.get(haidian, `/v1/cases/${caseId}`)).headers['etag']).toMatch(/^"2\./);
  });

  test('the chain of the looks is verified by those who answer for the case, page by page, also after a merger', async () => {
    const [caseId, last] = [await desk.opened(), await desk.opened()];
    const audit = (actor: Actor, query = {}) => desk.get(actor, `/v1/audit/case-reads:${caseId}`, query);
    expect((await audit(haidian)).body).toMatchObject({ verified: true, items: [] });
    await desk.shared(caseId);
    for (const _ of [1, 2, 3]) await desk.get(prosecutor, `/v1/cases/${caseId}`);
    const first = await audit(haidian, { limit: '2' });
    expect(first.body).toMatchObject({
      verified: true,
      items: [{ seq: 1, type: 'case-reads.noted', by: { agency: prosecutor.agency } }, { seq: 2 }],
    });
    const second = { limit: '2', cursor: String(first.body['next']) };
    expect((await audit(haidian, second)).body).toMatchObject({ verified: true, items: [{ seq: 3 }] });
    for (const actor of [prosecutor, chaoyang]) expect((await audit(actor)).status).toBe(404);
    await desk.api.call(haidian, 'POST', `/v1/cases/${caseId}/merge`, { body: { into: last, reason: 'one group' } });
    expect((await audit(haidian)).body).toMatchObject({ verified: true, items: [{ seq: 1 }, { seq: 2 }, { seq: 3 }] });
    expect(await desk.items(haidian, `/v1/cases/${caseId}/reads`)).toHaveLength(3);
    expect((await desk.get(haidian, '/v1/audit/case-reads:cas_00000000000000000000000000')).status).toBe(404);
    const { facts } = desk.api.journal;
    desk.api.journal.facts = async (stream, page) => {
      const found = await facts(stream, page);
      return { ...found, facts: found.facts.slice(0, 2) };
    };
    expect((await audit(haidian)).body).toMatchObject({ verified: false });
  });
});
