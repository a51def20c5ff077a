import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Actor } from '../../shared/kernel/context.ts';
import { actors } from '../support/access-actors.ts';
import { postStep } from '../support/approvals.ts';
import { type CaseDesk, createCaseDesk, Page } from '../support/case-desk.ts';
import { conveneInput, police } from '../support/consultation-samples.ts';
import { command, districtUnit, listingApproval, units } from '../support/listing-samples.ts';
import { measureInput, outletBank } from '../support/regional-samples.ts';
import { hour } from '../support/samples.ts';

const { administrator } = actors;
let desk: CaseDesk;

beforeEach(async () => {
  desk = await createCaseDesk();
});

const put = (agency: string, body: object, headers: Record<string, string> = {}) =>
  desk.api.call(administrator, 'PUT', `/v1/agencies/${agency}`, { body, headers });
const post = (actor: Actor, path: string, body: object) => postStep(desk.api.call, actor, path, body);

describe('the register of agencies', () => {
  test('is kept by the administrator of the city and read by all callers, page by page', async () => {
    const branch = { name: '北京市人民检察院第一分院', kind: 'procuratorate' };
    const made = await put('procuratorate-first', branch);
    expect(made).toMatchObject({ status: 201, body: { ...branch, agency: 'procuratorate-first', closed: false } });
    expect(await put('procuratorate-first', branch)).toMatchObject({ status: 200, headers: { etag: '"1"' } });
    const stale = { 'if-match': '"7"' };
    expect((await put('procuratorate-first', { ...branch, closed: true }, stale)).status).toBe(412);
    expect((await desk.get(actors.judge, '/v1/agencies/procuratorate-first')).body).toEqual(made.body);
    expect((await desk.get(actors.judge, '/v1/agencies/procuratorate-second')).status).toBe(404);
    const ids: unknown[] = [];
    let cursor: string | undefined;
    do {
      const query = { limit: '20', ...(cursor === undefined ? {} : { cursor }) };
      const page = Page.parse((await desk.get(actors.town, '/v1/agencies', query)).body);
      ids.push(...page.items.map(({ agency }) => agency));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(ids).toEqual([...ids].sort());
    expect(ids).toContain('procuratorate-first');
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('shares one space of ids with the banks, in either order of registration', async () => {
    const taken = { status: 409, body: { code: 'AGENCY_ID_TAKEN' } };
    expect(await put('bank-a', { name: '某镇', kind: 'town' })).toMatchObject(taken);
    const bank = { name: '某行', dutyPhone: '010-66000001' };
    expect(await desk.api.call(administrator, 'PUT', '/v1/banks/court-city', { body: bank })).toMatchObject(taken);
    expect(await desk.api.call(administrator, 'PUT', '/v1/banks/cordon', { body: bank })).toMatchObject(taken);
    const both = await Promise.all([
      put('twice', { name: '某镇', kind: 'town' }),
      desk.api.call(administrator, 'PUT', '/v1/banks/twice', { body: bank }),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409]);
  });

  test.each([
    ['without a kind', { name: '某院' }, '/kind'],
    ['of a kind that registers elsewhere', { name: '某行', kind: 'bank' }, '/kind'],
    ['in a district that is none', { name: '某院', kind: 'court', district: 'pudong' }, '/district'],
    ['without a name', { name: ' ', kind: 'court' }, '/name'],
  ])('takes no agency %s', async (_what, body, path) => {
    expect(await put('court-first', body)).toMatchObject({ status: 400, body: { errors: [{ path }] } });
    expect((await desk.get(administrator, '/v1/agencies/court-first')).status).toBe(404);
  });
});

const unknown = { status: 400, body: { code: 'AGENCY_UNKNOWN' } };
const unfit = { status: 400, body: { code: 'AGENCY_UNFIT' } };

describe('an agency that is named somewhere', () => {
  test('can be given a share only where their people could use it', async () => {
    const caseId = await desk.opened();
    const share = (over: object) =>
      post(districtUnit, `/v1/cases/${caseId}/shares`, {
        ...{ agency: 'court-city', parts: ['summary'], purpose: 'opinion', until: hour(24) },
        ...over,
      });
    expect(await share({ agency: 'police-moon' })).toMatchObject(unknown);
    expect(await share({ agency: 'bank-a' })).toMatchObject(unknown);
    expect(await share({ roles: ['judge', 'prosecutor'] })).toMatchObject({
      status: 400,
      body: { code: 'ROLE_UNFIT', errors: [{ path: '/roles/1' }] },
    });
    expect((await desk.get(districtUnit, `/v1/cases/${caseId}`)).headers['etag']).toMatch(/^"1\./);
    expect((await share({ roles: ['judge'] })).status).toBe(201);
  });

  test('can be closed, and what they were given before stays theirs', async () => {
    const caseId = await desk.opened();
    await desk.shared(caseId);
    const closed = { name: '海淀区人民检察院', kind: 'procuratorate', district: 'haidian', closed: true };
    expect((await put('procuratorate-haidian', closed)).status).toBe(200);
    const again = { agency: 'procuratorate-haidian', parts: ['summary'], purpose: 'opinion', until: hour(24) };
    expect(await post(districtUnit, `/v1/cases/${caseId}/shares`, again)).toMatchObject(unknown);
    expect((await desk.get(actors.prosecutor, `/v1/cases/${caseId}`)).status).toBe(200);
  });

  test('can be asked to a consultation or a meeting only where they could answer', async () => {
    const caseId = await desk.opened();
    const convened = (parties: readonly string[]) =>
      post(police, '/v1/consultations', conveneInput({ caseIds: [caseId], parties: [...parties] }));
    expect(await convened(['procuratorate-haidian', 'procuratorate-moon'])).toMatchObject({
      ...unknown,
      body: { errors: [{ path: '/parties/1' }] },
    });
    expect(await convened(['regulator'])).toMatchObject(unfit);
    expect((await convened(['procuratorate-haidian', 'court-haidian'])).status).toBe(201);
    const meeting = (parties: readonly string[]) =>
      post(police, '/v1/meetings', { title: '月度会商', parties, rule: { every: 'month', day: 10, time: '09:30' } });
    expect(await meeting(['procuratorate-moon'])).toMatchObject(unknown);
    expect(await meeting(['town-x'])).toMatchObject(unfit);
  });

  test('can answer for a listed case only as police of the level', async () => {
    const caseId = await desk.opened();
    const propose = (over: object) =>
      post(districtUnit, '/v1/listed-cases', {
        ...{ caseId, level: 'city', grounds: ['severe-harm'], reason: 'Harm is severe' },
        units: { ...units, ...over },
      });
    expect(await propose({ bureau: 'police-moon' })).toMatchObject({ ...unknown, body: { errors: [{ path: '/units/bureau' }] } });
    expect(await propose({ district: 'jinghua' })).toMatchObject(unknown);
    expect(await propose({ bureau: 'police-chaoyang' })).toMatchObject(unfit);
    expect(await propose({ district: 'police-city' })).toMatchObject(unfit);
    expect(await propose({ cyber: 'court-city' })).toMatchObject(unfit);
    const made = await propose({});
    expect(made.status, made.text).toBe(201);
    const listedCaseId = z.string().parse(made.body['listedCaseId']);
    const approve = (over: object) =>
      post(command, `/v1/listed-cases/${listedCaseId}/approve`, { approval: listingApproval(), ...over });
    expect(await approve({ units: { ...units, bureau: 'police-moon' } })).toMatchObject(unknown);
    expect((await approve({})).status).toBe(200);
  });

  test('can be measured only as what the measure is on', async () => {
    const issue = (target: object, over: object = {}) =>
      post(command, '/v1/regional-measures', {
        ...measureInput({}),
        target: { kind: 'outlet', name: '中关村支行', district: 'haidian', ...target },
        ...over,
      });
    expect(await issue({ agency: 'bank-moon' })).toMatchObject(unknown);
    expect(await issue({ agency: 'police-haidian' })).toMatchObject(unfit);
    expect(await issue({ kind: 'town', agency: outletBank.agency })).toMatchObject(unknown);
    expect(await issue({ kind: 'town', district: 'miyun', agency: 'town-x' })).toMatchObject(unfit);
    expect(await issue({ agency: outletBank.agency }, { jointWith: ['regulator', 'regulator-moon'] })).toMatchObject({
      ...unknown,
      body: { errors: [{ path: '/jointWith/1' }] },
    });
    expect((await issue({ agency: outletBank.agency }, { jointWith: ['regulator', 'bank-a'] })).status).toBe(201);
    expect((await issue({ kind: 'town', agency: 'town-x' })).status).toBe(201);
  });
});
