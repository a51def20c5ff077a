import { beforeEach, describe, expect, test } from 'vitest';
import { startOfDay } from '../../shared/kernel/beijing.ts';
import { createTestApi, type TestApi } from '../support/api.ts';
import {
  administrator,
  cityProsecutor,
  condition,
  content,
  proposalInput,
  prosecutorOf,
  recordInput,
  yuan,
} from '../support/standard-samples.ts';

let api: TestApi;
let proposalId: string;
const haidian = prosecutorOf('haidian');

beforeEach(async () => {
  api = createTestApi();
  const { body } = await api.call(cityProsecutor, 'POST', '/v1/standards/proposals', { body: proposalInput() });
  proposalId = String(body['proposalId']);
});

const post = (actor: typeof haidian, what: string, body: object = {}, headers: Record<string, string> = {}) =>
  api.call(actor, 'POST', `/v1/standards/proposals/${proposalId}/${what}`, { body, headers });

describe('a proposal', () => {
  test('goes to the districts, who adopt or decline it with their reason', async () => {
    expect((await post(cityProsecutor, 'consult')).body).toMatchObject({ status: 'consulting' });
    expect((await post(haidian, 'adopt', { note: 'agreed in the joint meeting' })).status).toBe(200);
    const declined = await post(prosecutorOf('chaoyang'), 'decline', { reason: 'our cases are smaller' });
    expect(declined.body).toMatchObject({
      answers: {
        haidian: { answer: 'adopted', by: 'procuratorate-haidian' },
        chaoyang: { answer: 'declined', reason: 'our cases are smaller' },
      },
    });
    const list = await api.call(haidian, 'GET', '/v1/standards/proposals');
    expect(list.body).toMatchObject({ items: [{ proposalId, adopted: 1, declined: 1, threshold: yuan(300_000) }] });
  });

  test('is answered by the procuratorate of a district it concerns, for that district alone', async () => {
    await post(cityProsecutor, 'consult');
    expect((await post(prosecutorOf('miyun'), 'adopt')).body).toMatchObject({ code: 'DISTRICT_NOT_ASKED' });
    expect((await post(cityProsecutor, 'adopt')).body).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
    expect((await post(haidian, 'decline')).body).toMatchObject({ code: 'INPUT_INVALID' });
  });

  test('refers to a consultation only of those who were asked to it', async () => {
    const convened = await api.call(cityProsecutor, 'POST', '/v1/consultations', {
      body: {
        ...{ kind: 'periodic', title: '统一起点', parties: ['procuratorate-haidian'] },
        questions: [{ topic: 'law', point: 'serious-consequences', text: '起点' }],
      },
    });
    const consultationId = String(convened.body['consultationId']);
    const nowhere = 'cst_01KANXE8G00000000000000000';
    const body = (id: string) => ({ ...proposalInput(), consultationId: id });
    const propose = (actor: typeof haidian, id: string) => api.call(actor, 'POST', '/v1/standards/proposals', { body: body(id) });
    const strange = { status: 404, body: { code: 'NOT_FOUND', errors: [{ path: '/consultationId' }] } };
    expect(await propose(cityProsecutor, nowhere)).toMatchObject(strange);
    expect(await propose(prosecutorOf('miyun'), consultationId)).toMatchObject(strange);
    expect(await post(cityProsecutor, 'consult', { consultationId: nowhere })).toMatchObject(strange);
    expect(await propose(haidian, consultationId)).toMatchObject({ status: 201, body: { consultationId } });
    expect(await post(cityProsecutor, 'consult', { consultationId })).toMatchObject({ status: 200, body: { consultationId } });
  });

  test('is not run by a stranger', async () => {
    expect((await post(haidian, 'consult')).body).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
    expect((await post(administrator, 'withdraw', { reason: 'r' })).body).toMatchObject({ status: 'withdrawn' });
    expect((await post(cityProsecutor, 'consult')).body).toMatchObject({ code: 'PROPOSAL_STATE_FORBIDS', state: 'withdrawn' });
  });

  test('a district that answers on an older version is told the new one, and no answer is lost', async () => {
    const { headers } = await post(cityProsecutor, 'consult');
    const match = { 'if-match': headers['etag'] ?? '' };
    const answers = await Promise.all([
      post(haidian, 'adopt', {}, match),
      post(prosecutorOf('chaoyang'), 'decline', { reason: 'r' }, match),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412]);
    expect(answers.find(({ status }) => status === 412)?.body).toMatchObject({ code: 'VERSION_CONFLICT', version: 3 });
    const without = await Promise.all([post(haidian, 'adopt'), post(prosecutorOf('chaoyang'), 'decline', { reason: 'r' })]);
    expect(without.map(({ status }) => status)).toEqual([200, 200]);
    const { body } = await api.call(haidian, 'GET', `/v1/standards/proposals/${proposalId}`);
    expect(body).toMatchObject({ answers: { haidian: { answer: 'adopted' }, chaoyang: { answer: 'declined' } } });
  });

  test('of its own day, or later, nothing can be answered any more', async () => {
    await post(cityProsecutor, 'consult');
    api.now = startOfDay('2027-01-01');
    expect((await post(haidian, 'adopt')).body).toMatchObject({ code: 'PROPOSAL_DATE_PASSED' });
  });

  test.each([
    ['MEASURE_UNKNOWN', proposalInput({ content: content(1, { measure: 'luck' }) }), '/content/measure'],
    ['THRESHOLD_NEGATIVE', proposalInput({ content: content(-1) }), '/content/threshold'],
    [
      'OPERATOR_UNFIT',
      proposalInput({ content: content(1, { knowledge: condition('juvenile', 'gte', true) }) }),
      '/content/knowledge/op',
    ],
    ['PROPOSAL_DATE_PASSED', proposalInput({ effectiveFrom: '2026-11-22' }), '/effectiveFrom'],
    ['PROPOSAL_TOO_SOON', proposalInput({ effectiveFrom: '2026-11-23' }), '/effectiveFrom'],
    ['INPUT_INVALID', proposalInput({ districts: ['haidian', 'haidian'] }), '/districts'],
  ] as const)('is refused with %s where its content is not sound', async (code, body, path) => {
    const before = api.journal.written.length;
    const reply = await api.call(cityProsecutor, 'POST', '/v1/standards/proposals', { body });
    expect(reply.body).toMatchObject({ code, errors: [{ path }] });
    expect(api.journal.written).toHaveLength(before);
  });
});

test('two who record for the same days at once: one wins, the other is told what is in the way', async () => {
  const both = await Promise.all([1, 2].map(() => api.call(administrator, 'POST', '/v1/standards', { body: recordInput() })));
  expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409]);
  const winner = both.find(({ status }) => status === 201)?.body['standardId'];
  expect(both.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'STANDARD_OVERLAP', standards: [winner] });
});

test("a proposal's and a standard's facts are audited like any other", async () => {
  const { body } = await api.call(administrator, 'POST', '/v1/standards', { body: recordInput() });
  const auditor = { ...administrator, roles: ['supervisor'] };
  for (const [id, type] of [
    [proposalId, 'proposal.made'],
    [String(body['standardId']), 'standard.recorded'],
  ]) {
    expect((await api.call(auditor, 'GET', `/v1/audit/${id}`)).body).toMatchObject({ verified: true, items: [{ type }] });
  }
});

test("a proposal's history is for those who were asked, who propose and who keep the standards", async () => {
  await post(cityProsecutor, 'consult');
  await post(prosecutorOf('chaoyang'), 'decline', { reason: 'our cases are smaller' });
  const changed = await post(prosecutorOf('chaoyang'), 'adopt');
  expect(changed).toMatchObject({ status: 400, body: { code: 'CHANGE_REASON_MISSING', errors: [{ path: '/reason' }] } });
  await post(prosecutorOf('chaoyang'), 'adopt', { reason: 'the joint meeting settled it' });
  const audit = async (actor: typeof haidian) => api.call(actor, 'GET', `/v1/audit/${proposalId}`);
  const types = ['proposal.made', 'proposal.consultation-opened', 'proposal.declined', 'proposal.adopted'];
  for (const actor of [haidian, prosecutorOf('chaoyang'), cityProsecutor, administrator])
    expect(await audit(actor)).toMatchObject({ status: 200, body: { verified: true, items: types.map((type) => ({ type })) } });
  const police = { ...administrator, agency: 'police-haidian', district: 'haidian', roles: ['supervisor'] } as const;
  for (const actor of [prosecutorOf('miyun'), police]) expect((await audit(actor)).status).toBe(404);
});
