import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Actor } from '../../shared/kernel/context.ts';
import { DAY, plus } from '../../shared/kernel/time.ts';
import { approved, askedFor, cityHead, haidianHead } from '../support/approvals.ts';
import { bankA, type CaseDesk, createCaseDesk } from '../support/case-desk.ts';
import { chaoyang, filing, haidian } from '../support/case-samples.ts';
import { hour, id, minute, officers } from '../support/samples.ts';

let desk: CaseDesk;
const post = (actor: Actor, path: string, body: object = {}) => desk.api.call(actor, 'POST', path, { body });

beforeEach(async () => {
  desk = await createCaseDesk();
});

const colleague: Actor = { ...haidian, subject: 'lin' };
const notice = { kind: 'freeze-notice', number: '京公海冻字〔2026〕1号', issuedAt: minute(32) };
const freezing = {
  ...{ reason: 'the case is filed', officers, notice, amountFen: 8_000_000 },
  contact: { name: '李警官', dutyPhone: '010-82510000' },
};

/** An order that its bank has stopped. */
async function stopped(alertId: string, stoppedFen = 10_000_000, accountNumber?: string): Promise<string> {
  const orderId = (await desk.requested(alertId, accountNumber)).orders[0]?.orderId ?? '';
  const body = { code: '0000', effectiveAt: minute(30), balanceBeforeFen: stoppedFen, stoppedFen, outflows: [] };
  expect((await post(bankA, `/v1/bank/orders/${orderId}/result`, body)).status).toBe(200);
  return orderId;
}

/** The same in a case that is filed, at minute 32. */
async function stoppedAndFiled(stoppedFen?: number): Promise<string> {
  const alertId = await desk.raised();
  const orderId = await stopped(alertId, stoppedFen);
  const caseId = await desk.opened({ alerts: [alertId] });
  expect((await post(haidian, `/v1/cases/${caseId}/file`, filing)).status).toBe(200);
  desk.api.now = minute(32);
  return orderId;
}

const freeze = (orderId: string, over: object = {}, actor = haidian) =>
  post(actor, `/v1/orders/${orderId}/freeze`, { ...freezing, ...over });
const grant = (actor: Actor, approvalId: string, over: object = {}) =>
  post(actor, `/v1/approvals/${approvalId}/grant`, { reason: 'r', ...over });
const asking = (orderId: string, over: object = {}) => ({ gate: 'freeze', orderId, amountFen: 8_000_000, ...over });

/** The bank's result of the instruction that it has now, or of the one named. */
async function answered(orderId: string, over: object) {
  const { instructionId } = (await desk.get(bankA, `/v1/bank/orders/${orderId}`)).body;
  return post(bankA, `/v1/bank/orders/${orderId}/result`, { instructionId, ...over });
}

describe('a freeze', () => {
  test('a freeze does not rest on a case number that an officer typed, and not on a typed approval', async () => {
    const alertId = await desk.raised();
    const orderId = await stopped(alertId);
    await desk.opened({ alerts: [alertId] });
    desk.api.now = minute(32);
    const madeUp = { caseNumber: 'A1101080000002026119999', filedAt: minute(31), decisionNumber: '京公海立字〔2026〕9号' };
    const typed = { name: '陈局长', level: 'county', approvedAt: minute(31) };
    expect(await freeze(orderId, { filing: madeUp, approval: typed })).toMatchObject({
      status: 400,
      body: {
        code: 'INPUT_INVALID',
        errors: [{ path: '/approval', rule: expect.stringContaining('ask for it with POST /v1/approvals') }],
      },
    });
    expect(await freeze(orderId, { filing: madeUp })).toMatchObject({ status: 409, body: { code: 'CASE_NOT_FILED' } });
    expect(await post(haidian, '/v1/approvals', { ...asking(orderId), reason: 'r' })).toMatchObject({
      ...{ status: 409, body: { code: 'CASE_NOT_FILED' } },
    });
    expect((await desk.get(haidian, `/v1/orders/${orderId}`)).body).toMatchObject({ state: 'stopped' });
  });

  test('rests on the filing of its alarm’s case and on an approval that another person granted', async () => {
    const orderId = await stoppedAndFiled();
    expect(await freeze(orderId)).toMatchObject({ status: 409, body: { code: 'APPROVAL_MISSING', level: 'county' } });
    const approvalId = await askedFor(desk.api.call, haidian, asking(orderId));
    expect(await freeze(orderId, { approvalId })).toMatchObject({
      ...{ status: 409, body: { code: 'APPROVAL_NOT_GRANTED', state: 'asked', errors: [{ path: '/approvalId' }] } },
    });
    expect(await grant(haidian, approvalId)).toMatchObject({ status: 403 });
    expect((await grant(haidianHead, approvalId)).body).toMatchObject({ status: 'granted', granted: { level: 'county' } });
    const frozen = await freeze(orderId, { approvalId }, colleague);
    expect(frozen).toMatchObject({
      status: 202,
      body: { pending: { filing: { caseNumber: filing.caseNumber }, approval: { approvalId, level: 'county' } } },
    });
    expect((await desk.get(haidian, `/v1/approvals/${approvalId}`)).body).toMatchObject({
      ...{ status: 'used', used: { subject: 'lin' }, matter: { gate: 'freeze', orderId, filing: { filedAt: filing.filedAt } } },
    });
    expect((await desk.get(haidian, `/v1/audit/${approvalId}`)).body).toMatchObject({
      ...{ verified: true, items: [{ type: 'approval.asked' }, { type: 'approval.granted' }, { type: 'approval.used' }] },
    });
  });

  test('offers its asker to withdraw it, those who may decide on it to decide, and the others neither', async () => {
    const orderId = await stoppedAndFiled();
    const open = async (actor: Actor, approvalId: string) =>
      (await desk.api.call(actor, 'GET', `/v1/approvals/${approvalId}`)).headers['cordon-actions'];
    const asked = await askedFor(desk.api.call, haidianHead, asking(orderId));
    expect(await open(haidianHead, asked)).toBe('approval.read approval.withdraw');
    expect(await open({ ...haidianHead, subject: 'another-head' }, asked)).toBe('approval.decide approval.read');
    expect(await open(haidian, asked)).toBe('approval.read');
    // of a major case the head of the city decides
    const major = await askedFor(desk.api.call, haidian, asking(orderId, { major: true }));
    expect(await open(haidianHead, major)).toBe('approval.read');
    expect(await open(cityHead, major)).toBe('approval.decide approval.read');
    expect(await open(haidian, major)).toBe('approval.read approval.withdraw');
  });

  test('says before what it still needs, condition by condition, by the gate that it goes through', async () => {
    const alertId = await desk.raised();
    const orderId = await stopped(alertId);
    const gate = async (query: Record<string, string> = {}) =>
      (await desk.api.call(haidian, 'GET', `/v1/orders/${orderId}/freeze-gate`, { query })).body;
    expect(await gate()).toEqual({
      open: false,
      waitsInLine: false,
      needed: { level: 'county', legalReview: false, because: [] },
      freezes: { inCase: { accounts: 0, whole: 0 }, atOnce: { accounts: 0, whole: 0 } },
      conditions: [
        { condition: 'state', stands: 'met' },
        { condition: 'pending', stands: 'met' },
        { condition: 'officers', stands: 'with-act' },
        { condition: 'account', stands: 'met' },
        { condition: 'filing', stands: 'missing', code: 'CASE_NOT_FILED', detail: {} },
        { condition: 'notice', stands: 'with-act' },
        { condition: 'contact', stands: 'with-act' },
        { condition: 'approval', stands: 'missing', code: 'APPROVAL_MISSING', detail: { level: 'county', legalReview: false } },
        { condition: 'necessity', stands: 'with-act' },
        { condition: 'papers', stands: 'met' },
      ],
    });
    const caseId = await desk.opened({ alerts: [alertId] });
    expect((await post(haidian, `/v1/cases/${caseId}/file`, filing)).status).toBe(200);
    desk.api.now = minute(32);
    const some = { amountFen: '8000000' };
    expect(await gate({ ...some, major: 'true' })).toMatchObject({ needed: { level: 'prefecture' } });
    const approvalId = await askedFor(desk.api.call, haidian, asking(orderId));
    const missing = async (query: Record<string, string>) =>
      z
        .object({ open: z.boolean(), conditions: z.array(z.object({ condition: z.string(), code: z.string().optional() })) })
        .transform(({ open, conditions }) => ({ open, codes: conditions.flatMap(({ code }) => code ?? []) }))
        .parse(await gate(query));
    expect(await missing({ ...some, approvalId })).toEqual({ open: false, codes: ['APPROVAL_NOT_GRANTED'] });
    await grant(haidianHead, approvalId);
    expect(await missing({ approvalId })).toEqual({ open: false, codes: ['APPROVAL_OF_OTHER_MATTER'] });
    expect(await missing({ ...some, approvalId })).toEqual({ open: true, codes: [] });
    expect(await gate({ ...some, approvalId })).toMatchObject({ filing: { caseNumber: filing.caseNumber } });
    expect((await freeze(orderId, { approvalId })).status).toBe(202);
    expect(await missing(some)).toEqual({ open: false, codes: ['INSTRUCTION_PENDING', 'APPROVAL_MISSING'] });
    expect(await missing({ ...some, approvalId: id('apr', 99) })).toMatchObject({
      codes: ['INSTRUCTION_PENDING', 'APPROVAL_UNKNOWN'],
    });
  });

  test('an act that the bank declines has not used its approval up; one that it carries out has', async () => {
    const orderId = await stoppedAndFiled();
    const approvalId = await approved(desk.api.call, haidian, asking(orderId, { amountFen: 5_000_000 }));
    const again = (over: object = {}) => freeze(orderId, { approvalId, amountFen: 5_000_000, ...over });
    const answer = async (over: object) => {
      expect(await answered(orderId, over)).toMatchObject({ status: 200 });
    };
    expect((await again()).status).toBe(202);
    expect(await again()).toMatchObject({ status: 409, body: { code: 'INSTRUCTION_PENDING' } });
    for (const code of ['1000', '0600']) {
      await answer({ code });
      expect(await again({ amountFen: 5_000_001 })).toMatchObject({
        ...{ status: 409, body: { code: 'APPROVAL_OF_OTHER_MATTER', differs: ['amountFen'] } },
      });
      expect(await again({})).toMatchObject({ status: 202, body: { pending: { approval: { approvalId } } } });
    }
    await answer({ code: '0000', effectiveAt: desk.api.now, stoppedFen: 5_000_000 });
    const uses = z.object({ items: z.array(z.object({ type: z.string() })) });
    const { items } = uses.parse((await desk.get(haidian, `/v1/audit/${approvalId}`)).body);
    expect(items.filter(({ type }) => type === 'approval.used')).toHaveLength(3);
    expect((await desk.get(haidian, `/v1/orders/${orderId}`)).body).toMatchObject({ state: 'frozen' });
  });

  test('an act that the bank declines, and later says it carried out, has used its approval up', async () => {
    const orderId = await stoppedAndFiled();
    const approvalId = await approved(desk.api.call, haidian, asking(orderId));
    const { instructionId } = z
      .object({ pending: z.object({ instructionId: z.string() }) })
      .parse((await freeze(orderId, { approvalId })).body).pending;
    expect(await answered(orderId, { code: '0400', instructionId })).toMatchObject({ status: 200 });
    const done = { code: '0000', effectiveAt: desk.api.now, stoppedFen: 8_000_000, instructionId };
    expect(await answered(orderId, done)).toMatchObject({ status: 409, body: { code: 'RESULT_CONFLICT' } });
    expect(await freeze(orderId, { approvalId })).toMatchObject({ status: 409, body: { code: 'APPROVAL_USED_BEFORE' } });
  });

  test('declined, is ordered once by two who name its approval at once', async () => {
    const orderId = await stoppedAndFiled();
    const approvalId = await approved(desk.api.call, haidian, asking(orderId));
    expect((await freeze(orderId, { approvalId })).status).toBe(202);
    const { instructionId } = (await desk.get(bankA, `/v1/bank/orders/${orderId}`)).body;
    await post(bankA, `/v1/bank/orders/${orderId}/result`, { code: '1000', instructionId });
    const answers = await Promise.all([freeze(orderId, { approvalId }), freeze(orderId, { approvalId }, colleague)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([202, 409]);
  });

  test('uses its approval for the order, the sum and the case that were asked for', async () => {
    const orderId = await stoppedAndFiled();
    const approvalId = await approved(desk.api.call, haidian, asking(orderId, { amountFen: 5_000_000 }));
    const other = (differs: readonly string[]) => ({ status: 409, body: { code: 'APPROVAL_OF_OTHER_MATTER', differs } });
    expect(await freeze(orderId, { approvalId })).toMatchObject(other(['amountFen']));
    expect(await freeze(orderId, { approvalId, amountFen: 5_000_000, major: true })).toMatchObject(other(['major']));
    const second = await stopped(await desk.raised('110-9'), 10_000_000, '6222020200000000009');
    expect(await freeze(second, { approvalId })).toMatchObject({ body: { code: 'CASE_NOT_FILED' } });
    const release = await approved(desk.api.call, haidian, { gate: 'release', orderId });
    expect(await freeze(orderId, { approvalId: release })).toMatchObject(other(['gate']));
  });

  test('sent twice at once with one approval is ordered once', async () => {
    const orderId = await stoppedAndFiled();
    const approvalId = await approved(desk.api.call, haidian, asking(orderId));
    const answers = await Promise.all([freeze(orderId, { approvalId }), freeze(orderId, { approvalId }, colleague)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([202, 409]);
  });

  test('the person who granted it neither orders nor signs the act', async () => {
    const orderId = await stoppedAndFiled();
    const approvalId = await approved(desk.api.call, haidian, asking(orderId));
    expect(await freeze(orderId, { approvalId }, haidianHead)).toMatchObject({ status: 409, body: { code: 'APPROVER_ACTS' } });
    // the tokens of the tests all have this name
    const [one, two] = officers;
    const signers = [one, { ...two, name: ' Tester' }];
    expect(await freeze(orderId, { approvalId, officers: signers })).toMatchObject({
      ...{ status: 409, body: { code: 'APPROVER_IS_OFFICER', errors: [{ path: '/officers/1' }] } },
    });
    const byNumber = [{ ...one, badge: '990001' }, two];
    const numbered = await approved(desk.api.call, haidian, asking(orderId), { by: { ...haidianHead, subject: '0990001' } });
    expect(await freeze(orderId, { approvalId: numbered, officers: byNumber })).toMatchObject({
      ...{ body: { code: 'APPROVER_IS_OFFICER', errors: [{ path: '/officers/0' }] } },
    });
  });

  test('the head of the city approves a great sum, after a legal review', async () => {
    const orderId = await stoppedAndFiled(300_000_000);
    const great = { amountFen: 299_999_999 };
    const approvalId = await askedFor(desk.api.call, haidian, asking(orderId, great));
    expect((await desk.get(haidian, `/v1/approvals/${approvalId}`)).body).toMatchObject({
      ...{ needed: { role: 'approver', level: 'prefecture', legalReview: true } },
    });
    expect(await grant(haidianHead, approvalId)).toMatchObject({
      ...{ status: 409, body: { code: 'APPROVER_UNFIT', role: 'approver', level: 'prefecture' } },
    });
    expect(await grant(cityHead, approvalId)).toMatchObject({
      ...{ status: 409, body: { code: 'LEGAL_REVIEW_MISSING', errors: [{ path: '/legalReview' }] } },
    });
    const review = (reviewedAt: string) => ({ legalReview: { reviewer: '郑法制', reviewedAt } });
    const paths = [{ path: '/legalReview/reviewedAt' }];
    expect((await grant(cityHead, approvalId, review(hour(9)))).body).toMatchObject({ code: 'TIME_IN_FUTURE', errors: paths });
    expect((await grant(cityHead, approvalId, review(hour(-9)))).body).toMatchObject({
      ...{ code: 'TIME_BEFORE_ALARM', errors: paths },
    });
    expect((await grant(cityHead, approvalId, review(minute(31)))).status).toBe(200);
    const necessity = 'All of it is the victim’s.';
    expect((await freeze(orderId, { ...great, necessity, approvalId })).status).toBe(202);
    // an approval that was asked for less is not enough for more
    const small = await approved(
      desk.api.call,
      haidian,
      asking(await stopped(await desk.raised('110-8'), 1, '6222020200000000008'), {}),
      {},
    ).catch(() => '');
    expect(small).toBe('');
  });
});

describe('an approval', () => {
  test('lies on the desk of those who may grant it, and is told; the answer is told to the person who asked', async () => {
    const orderId = await stoppedAndFiled();
    const approvalId = await askedFor(desk.api.call, haidian, asking(orderId));
    const entry = { approvalId, status: 'asked', gate: 'freeze', orderId, agency: 'police-haidian' };
    const waiting = (actor: Actor) => desk.items(actor, '/v1/approvals', { waiting: 'me' });
    expect(await waiting(haidianHead)).toMatchObject([entry]);
    expect(await waiting(cityHead)).toEqual([]);
    expect(await waiting(haidian)).toEqual([]);
    expect(await desk.items(haidian, '/v1/approvals', { asked: 'mine' })).toMatchObject([entry]);
    expect(await desk.items(colleague, '/v1/approvals', { asked: 'mine' })).toEqual([]);
    expect((await desk.get(haidian, '/v1/approvals')).status).toBe(400);
    expect((await desk.get(haidian, '/v1/approvals', { asked: 'mine', waiting: 'me' })).status).toBe(400);
    expect((await grant(haidianHead, approvalId)).status).toBe(200);
    expect(await waiting(haidianHead)).toEqual([]);
  });

  test('is no business of other districts', async () => {
    const approvalId = await askedFor(desk.api.call, haidian, asking(await stoppedAndFiled()));
    for (const path of ['grant', 'decline', 'withdraw'])
      expect(
        (await post({ ...chaoyang, roles: ['approver'] }, `/v1/approvals/${approvalId}/${path}`, { reason: 'r' })).status,
      ).toBe(404);
    expect((await desk.get(chaoyang, `/v1/approvals/${approvalId}`)).status).toBe(404);
    expect((await post(chaoyang, '/v1/approvals', { ...asking(id('ord', 77)), reason: 'r' })).status).toBe(404);
  });

  test('the person who asks does not decide, with any roles', async () => {
    const orderId = await stoppedAndFiled();
    const approvalId = await askedFor(desk.api.call, haidianHead, asking(orderId));
    expect(await grant(haidianHead, approvalId)).toMatchObject({ status: 409, body: { code: 'APPROVER_IS_ASKER' } });
    expect(await post(haidianHead, `/v1/approvals/${approvalId}/decline`, { reason: 'r' })).toMatchObject({
      ...{ status: 409, body: { code: 'APPROVER_IS_ASKER' } },
    });
    expect(await desk.items(haidianHead, '/v1/approvals', { waiting: 'me' })).toEqual([]);
    expect((await grant({ ...haidianHead, subject: 'deputy' }, approvalId)).status).toBe(200);
  });

  test('is decided by a person, not by a system that has the role', async () => {
    const approvalId = await askedFor(desk.api.call, haidian, asking(await stoppedAndFiled()));
    const system = { ...haidianHead, subject: 'haidian-desk', isPerson: false };
    expect(await grant(system, approvalId)).toMatchObject({ status: 409, body: { code: 'APPROVER_NOT_A_PERSON' } });
    expect(await post(system, `/v1/approvals/${approvalId}/decline`, { reason: 'r' })).toMatchObject({
      ...{ status: 409, body: { code: 'APPROVER_NOT_A_PERSON' } },
    });
    expect((await desk.get(haidian, `/v1/approvals/${approvalId}`)).body).toMatchObject({ status: 'asked' });
    expect((await grant(haidianHead, approvalId)).status).toBe(200);
  });

  test('is declined with a reason, and then opens nothing', async () => {
    const orderId = await stoppedAndFiled();
    const approvalId = await askedFor(desk.api.call, haidian, asking(orderId));
    expect((await post(haidianHead, `/v1/approvals/${approvalId}/decline`)).status).toBe(400);
    const declined = await post(haidianHead, `/v1/approvals/${approvalId}/decline`, { reason: 'Name the victim.' });
    expect(declined.body).toMatchObject({ status: 'declined', declined: { reason: 'Name the victim.' } });
    expect(await grant(haidianHead, approvalId)).toMatchObject({ body: { code: 'APPROVAL_STATE_FORBIDS', state: 'declined' } });
    expect(await freeze(orderId, { approvalId })).toMatchObject({ body: { code: 'APPROVAL_NOT_GRANTED', state: 'declined' } });
  });

  test('is withdrawn by the person who asked, also once it is granted, and by no other', async () => {
    const orderId = await stoppedAndFiled();
    const approvalId = await approved(desk.api.call, haidian, asking(orderId));
    const withdraw = (actor: Actor) => post(actor, `/v1/approvals/${approvalId}/withdraw`, { reason: 'r' });
    expect(await withdraw(colleague)).toMatchObject({ status: 409, body: { code: 'APPROVAL_OF_OTHER_PERSON' } });
    expect((await withdraw(haidian)).body).toMatchObject({ status: 'withdrawn' });
    expect(await freeze(orderId, { approvalId })).toMatchObject({ body: { code: 'APPROVAL_NOT_GRANTED' } });
  });

  test('is withdrawn also once an act on it was declined, and then opens its gate no more', async () => {
    const orderId = await stoppedAndFiled();
    const approvalId = await approved(desk.api.call, haidian, asking(orderId));
    expect((await freeze(orderId, { approvalId })).status).toBe(202);
    expect(await answered(orderId, { code: '1000' })).toMatchObject({ status: 200 });
    const withdraw = (actor: Actor) => post(actor, `/v1/approvals/${approvalId}/withdraw`, { reason: 'r' });
    expect(await withdraw(colleague)).toMatchObject({ status: 409, body: { code: 'APPROVAL_OF_OTHER_PERSON' } });
    expect(await withdraw(haidian)).toMatchObject({
      status: 200,
      body: { status: 'withdrawn', used: { subject: haidian.subject } },
    });
    expect(await freeze(orderId, { approvalId })).toMatchObject({
      ...{ status: 409, body: { code: 'APPROVAL_NOT_GRANTED', state: 'withdrawn' } },
    });
  });

  test('lapses where it is not answered or not used in time, noted or not', async () => {
    const orderId = await stoppedAndFiled();
    const [open, unused] = [
      await askedFor(desk.api.call, haidian, asking(orderId)),
      await approved(desk.api.call, haidian, asking(orderId)),
    ];
    desk.api.now = plus(minute(32), 7 * DAY);
    expect(await grant(haidianHead, open)).toMatchObject({ status: 409, body: { code: 'APPROVAL_LAPSED' } });
    expect((await desk.get(haidian, `/v1/approvals/${open}`)).body).toMatchObject({ status: 'lapsed' });
    desk.api.now = plus(minute(32), 10 * DAY);
    expect((await desk.get(haidian, `/v1/approvals/${unused}`)).body).toMatchObject({ status: 'lapsed' });
    expect(await post(haidian, `/v1/approvals/${unused}/withdraw`, { reason: 'r' })).toMatchObject({
      ...{ body: { code: 'APPROVAL_LAPSED' } },
    });
  });

  test('an approval that another agency asked for, or that does not exist, is unknown', async () => {
    const orderId = await stoppedAndFiled();
    const unknown = { status: 400, body: { code: 'APPROVAL_UNKNOWN', errors: [{ path: '/approvalId' }] } };
    expect(await freeze(orderId, { approvalId: id('apr', 5) })).toMatchObject(unknown);
    const ofCity = await approved(desk.api.call, { ...cityHead, roles: ['officer'], subject: 'zhou' }, asking(orderId), {
      by: cityHead,
    });
    expect(await freeze(orderId, { approvalId: ofCity })).toMatchObject(unknown);
  });
});

describe('the filing of a case outside Cordon', () => {
  const outside = { caseNumber: 'T1201012026110007', filedAt: minute(20), decisionNumber: '津公立字〔2026〕7号' };
  const ask = (alertId: string, over: object = {}) => ({
    ...{ gate: 'outside-filing', alertId, agency: '天津市公安局', reason: 'r', filing: { ...outside, ...over } },
  });

  test('opens freezes once a supervisor who did not ask has vouched for it', async () => {
    const alertId = await desk.raised();
    const orders = [await stopped(alertId), await stopped(alertId, 10_000_000, '6222020200000000002')];
    desk.api.now = minute(32);
    const outsideFilingId = await askedFor(desk.api.call, haidian, ask(alertId));
    const [first = '', second = ''] = orders;
    const freezeAsk = (orderId: string) => ({ ...asking(orderId), outsideFilingId });
    expect(await post(haidian, '/v1/approvals', { ...freezeAsk(first), reason: 'r' })).toMatchObject({
      ...{ status: 409, body: { code: 'APPROVAL_NOT_GRANTED', errors: [{ path: '/outsideFilingId' }] } },
    });
    expect((await grant({ ...haidianHead, roles: ['approver'] }, outsideFilingId)).body).toMatchObject({
      code: 'APPROVER_UNFIT',
    });
    expect((await grant(haidianHead, outsideFilingId)).status).toBe(200);
    for (const orderId of [first, second]) {
      const approvalId = await approved(desk.api.call, haidian, freezeAsk(orderId));
      expect(await freeze(orderId, { approvalId })).toMatchObject({ status: 409, body: { code: 'CASE_NOT_FILED' } });
      expect(await freeze(orderId, { approvalId, outsideFilingId, filing: { ...outside, caseNumber: 'X1' } })).toMatchObject({
        ...{ status: 409, body: { code: 'FILING_DIFFERS', errors: [{ path: '/filing/caseNumber' }] } },
      });
      expect(await freeze(orderId, { approvalId, outsideFilingId })).toMatchObject({
        ...{ status: 202, body: { t6: outside.filedAt, pending: { filing: outside } } },
      });
    }
  });

  test('is possible, is not that of a case in Cordon, and is for this alarm alone', async () => {
    const [alertId, other] = [await desk.raised(), await desk.raised('110-2')];
    const orderId = await stopped(other);
    const paths = [{ path: '/filing/filedAt' }];
    expect((await post(haidian, '/v1/approvals', ask(alertId, { filedAt: minute(-5) }))).body).toMatchObject({
      ...{ code: 'TIME_BEFORE_ALARM', errors: paths },
    });
    expect((await post(haidian, '/v1/approvals', ask(alertId, { filedAt: hour(9) }))).body).toMatchObject({
      ...{ code: 'TIME_IN_FUTURE', errors: paths },
    });
    const outsideFilingId = await approved(desk.api.call, haidian, ask(alertId));
    expect(await post(haidian, '/v1/approvals', { ...asking(orderId), outsideFilingId, reason: 'r' })).toMatchObject({
      ...{ status: 409, body: { code: 'APPROVAL_OF_OTHER_MATTER' } },
    });
    // what another agency asked for is as unknown as what does not exist
    const theirs = await desk.raised('110-3', { district: 'chaoyang' }, chaoyang);
    const approvalOfTheirs = await askedFor(desk.api.call, chaoyang, ask(theirs, { caseNumber: 'X9', decisionNumber: 'X9' }));
    for (const unknown of [approvalOfTheirs, id('apr', 99)]) {
      expect(await post(haidian, '/v1/approvals', { ...asking(orderId), outsideFilingId: unknown, reason: 'r' })).toMatchObject({
        body: { code: 'APPROVAL_UNKNOWN' },
      });
    }
    const caseId = await desk.opened({ alerts: [other] });
    await post(haidian, `/v1/cases/${caseId}/file`, { ...filing, caseNumber: outside.caseNumber });
    expect(await post(haidian, '/v1/approvals', ask(alertId))).toMatchObject({ body: { code: 'CASE_NUMBER_TAKEN' } });
    expect(await post(haidian, '/v1/approvals', ask(other))).toMatchObject({ body: { code: 'CASE_ALREADY_FILED' } });
  });
});

describe('letting go of a great sum', () => {
  test('takes an approval, which is for the sum that is held', async () => {
    const orderId = await stoppedAndFiled(100_000_001);
    const body = { reason: 'cleared', officers };
    expect(await post(haidian, `/v1/orders/${orderId}/release`, body)).toMatchObject({
      ...{ status: 409, body: { code: 'APPROVAL_MISSING', level: 'county' } },
    });
    const approvalId = await approved(desk.api.call, haidian, { gate: 'release', orderId });
    expect((await post(haidian, `/v1/orders/${orderId}/release`, { ...body, approvalId })).status).toBe(202);
    expect((await desk.get(haidian, `/v1/approvals/${approvalId}`)).body).toMatchObject({ status: 'used' });
  });

  test('an approval of a stop, which the bank declined, lifts no freeze that was ordered afterwards', async () => {
    const orderId = await stoppedAndFiled(100_000_001);
    const body = { reason: 'cleared', officers };
    const ofStop = () => approved(desk.api.call, haidian, { gate: 'release', orderId });
    const [declined, unused] = [await ofStop(), await ofStop()];
    expect((await post(haidian, `/v1/orders/${orderId}/release`, { ...body, approvalId: declined })).status).toBe(202);
    expect(await answered(orderId, { code: '1000' })).toMatchObject({ status: 200 });
    const freezes = await approved(desk.api.call, haidian, asking(orderId));
    expect(await freeze(orderId, { approvalId: freezes })).toMatchObject({ status: 202 });
    const done = { code: '0000', effectiveAt: desk.api.now, stoppedFen: 8_000_000 };
    expect(await answered(orderId, done)).toMatchObject({ status: 200 });
    const paper = { kind: 'release-notice', number: '京公海解冻字〔2026〕1号', issuedAt: desk.api.now };
    const unfreeze = (approvalId: string) =>
      post(haidian, `/v1/orders/${orderId}/unfreeze`, { ...body, notice: paper, approvalId });
    for (const approvalId of [declined, unused])
      expect(await unfreeze(approvalId)).toMatchObject({
        ...{ status: 409, body: { code: 'APPROVAL_OF_OTHER_MATTER', differs: ['instruction'] } },
      });
    const ofFreeze = await approved(desk.api.call, haidian, { gate: 'release', orderId });
    expect(await unfreeze(ofFreeze)).toMatchObject({ status: 202 });
  });
});

test('a case is not filed before the first of its alarms came in', async () => {
  const caseId = await desk.opened({ alerts: [await desk.raised()] });
  expect(await post(haidian, `/v1/cases/${caseId}/file`, { ...filing, filedAt: minute(-1) })).toMatchObject({
    ...{ status: 400, body: { code: 'TIME_BEFORE_ALARM', errors: [{ path: '/filedAt' }] } },
  });
  expect(z.string().parse((await desk.get(haidian, `/v1/cases/${caseId}`)).body['status'])).toBe('open');
});

describe('the listing of a case', () => {
  const city: Actor = { agency: 'police-city', agencyKind: 'police', roles: ['supervisor'], subject: 'he' };
  const units = { bureau: 'criminal-police-city', district: 'police-haidian', cyber: 'cyber-police-city' };
  const proposed = async (level: string): Promise<string> => {
    const body = { caseId: await desk.opened(), level, units, grounds: ['severe-harm'], reason: 'r' };
    return z.string().parse((await post(haidian, '/v1/listed-cases', body)).body['listedCaseId']);
  };
  const approve = (listedCaseId: string, body: object, actor = city) =>
    post(actor, `/v1/listed-cases/${listedCaseId}/approve`, body);

  test('takes the approval of the city’s head, granted for this level and these units, and not a typed one', async () => {
    const listedCaseId = await proposed('city');
    const typed = { name: '陈局长', level: 'city', number: '1', approvedAt: minute(30) };
    expect(await approve(listedCaseId, { approval: typed })).toMatchObject({
      ...{ status: 400, body: { code: 'INPUT_INVALID', errors: [{ path: '/approval' }] } },
    });
    expect(await approve(listedCaseId, {})).toMatchObject({ status: 409, body: { code: 'APPROVAL_MISSING', level: 'city' } });
    const approvalId = await askedFor(desk.api.call, city, { gate: 'listing', listedCaseId });
    expect(await approve(listedCaseId, { approvalId })).toMatchObject({ body: { code: 'APPROVAL_NOT_GRANTED' } });
    expect(await grant(haidianHead, approvalId)).toMatchObject({ status: 409, body: { code: 'APPROVER_UNFIT' } });
    expect((await grant(cityHead, approvalId)).status).toBe(200);
    const others = { ...units, cyber: 'economic-police-city' };
    expect(await approve(listedCaseId, { approvalId, units: others })).toMatchObject({
      ...{ status: 409, body: { code: 'APPROVAL_OF_OTHER_MATTER', differs: ['units'] } },
    });
    expect(await approve(listedCaseId, { approvalId }, cityHead)).toMatchObject({ body: { code: 'APPROVER_ACTS' } });
    expect((await approve(listedCaseId, { approvalId })).body).toMatchObject({
      ...{ status: 'listed', approval: { approvalId, level: 'city', number: approvalId } },
    });
  });

  test('is not granted by a head whose agency works the case', async () => {
    const listedCaseId = await proposed('city');
    const by = { ...cityHead, agency: units.cyber };
    const approvalId = await approved(desk.api.call, city, { gate: 'listing', listedCaseId }, { by });
    expect(await approve(listedCaseId, { approvalId })).toMatchObject({
      ...{ status: 409, body: { code: 'SUPERVISOR_IS_RESPONSIBLE', errors: [{ path: '/approvalId' }] } },
    });
  });

  test('a listing at a level above the city rests on the paper of that level, which comes with the grant', async () => {
    const listedCaseId = await proposed('ministry');
    const approvalId = await askedFor(desk.api.call, city, { gate: 'listing', listedCaseId });
    const paper = (over: object = {}) => ({
      paper: { name: '部领导', level: 'ministry', number: '公督〔2026〕8号', approvedAt: minute(20), ...over },
    });
    expect(await grant(cityHead, approvalId)).toMatchObject({
      ...{ status: 409, body: { code: 'HIGHER_PAPER_MISSING', level: 'ministry', errors: [{ path: '/paper' }] } },
    });
    for (const [over, code, path] of [
      [{ level: 'province' }, 'HIGHER_PAPER_MISSING', '/paper/level'],
      [{ approvedAt: hour(9) }, 'TIME_IN_FUTURE', '/paper/approvedAt'],
      [{ approvedAt: '2025-01-01T00:00:00Z' }, 'TIME_TOO_LONG_AGO', '/paper/approvedAt'],
    ] as const)
      expect((await grant(cityHead, approvalId, paper(over))).body).toMatchObject({ code, errors: [{ path }] });
    expect((await grant(cityHead, approvalId, paper())).status).toBe(200);
    expect((await approve(listedCaseId, { approvalId })).body).toMatchObject({
      ...{ status: 'listed', level: 'ministry', approval: { approvalId, number: '公督〔2026〕8号' } },
    });
  });
});
