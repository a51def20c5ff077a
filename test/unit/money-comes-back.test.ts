import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { DAY, HOUR, MINUTE, plus, SECOND } from '../../shared/kernel/time.ts';
import { approved } from '../support/approvals.ts';
import { bankA, Page } from '../support/case-desk.ts';
import { haidian } from '../support/case-samples.ts';
import { type Coordination, createCoordination } from '../support/coordination-kit.ts';
import { frozenOrder, heldFen } from '../support/frozen.ts';
import { said } from '../support/objection-desk.ts';
import { claimInput } from '../support/return-samples.ts';
import { account, minute, officers, raiseAlertInput } from '../support/samples.ts';
import { createStopDesk, type StopDesk } from '../support/stop-desk.ts';

let city: Coordination;
let desk: StopDesk;
let orderId: string;
let returnId: string;

/** What two victims sent to one account, of which 2 million fen left before it was stopped. */
const first = { amountFen: 8_000_000, at: minute(-20), serial: 'TX-1', name: '王某' };
const second = { amountFen: 4_000_000, at: minute(-10), serial: 'TX-2', name: '李某' };

/** The lines of that: minutes after the alarm, what came in or went out, the balance. */
const ofBoth = [
  [-20, 8_000_000, 8_000_000],
  [-10, 4_000_000, 12_000_000],
  [1, -2_000_000, heldFen],
] as const;

const done = async (path: string, body?: object, actor = haidian) => {
  const answer = await city.post(actor, path, body);
  expect(answer.status, answer.text).toBeLessThan(300);
  return answer.body;
};
const get = async (path: string, actor = haidian) => (await city.api.call(actor, 'GET', path)).body;
const Question = z.looseObject({
  instructionId: z.string(),
  paymentId: z.string(),
  fen: z.number(),
  payTo: z.looseObject({ accountNumber: z.string() }),
});
/** The payments that wait for the bank. */
const asked = async () => z.array(Question).parse((await get('/v1/bank/questions', bankA))['items']);
const answer = (questionId: string, body: object) => city.post(bankA, `/v1/bank/questions/${questionId}/answer`, body);
const payments = async () =>
  z
    .array(z.looseObject({ paymentId: z.string(), status: z.string(), fen: z.number() }))
    .parse((await get(`/v1/returns/${returnId}/payments`))['items']);
const round = () => get(`/v1/returns/${returnId}`);

async function statement(...given: readonly (readonly [number, number, number])[]): Promise<void> {
  const period = { from: minute(-600), to: minute(4), reason: '核实资金', officers };
  const { statementId } = await done(`/v1/orders/${orderId}/statement-requests`, period);
  const line = (at: number, signed: number, balanceFen: number) => ({
    ...{ serial: `L${at}`, at: minute(at), direction: signed > 0 ? 'in' : 'out', amountFen: Math.abs(signed), balanceFen },
  });
  const lines = (given.length > 0 ? given : ofBoth).map((one) => line(...one));
  await done(`/v1/bank/statements/${statementId}/lines`, { page: 1, last: true, lines }, bankA);
  await city.settle();
}

async function claim({ name, amountFen }: typeof first, transfer: number): Promise<void> {
  const { victim, payTo } = claimInput();
  await done(`/v1/returns/${returnId}/claims`, {
    ...claimInput(),
    victim: { ...victim, name },
    lossFen: amountFen,
    transfers: [{ orderId, transfer, amountFen }],
    payTo: { ...payTo, bankId: 'bank-a', accountName: name },
  });
}

/** The head approves, and the plan is approved. @param said of the money that the plan sets aside */
async function approve(said: object = { setAside: 'let-go' }): Promise<void> {
  const { version } = z.object({ version: z.number() }).parse((await round())['plan']);
  const ask = { gate: 'return', returnId };
  const approvalId = await approved(city.api.call, haidian, ask, { by: { ...haidian, roles: ['approver'], subject: 'head' } });
  await done(`/v1/returns/${returnId}/approve`, { planVersion: version, approvalId, officers, ...said });
}

/** The round, up to its plan. */
async function planned(...victims: readonly (typeof first)[]): Promise<void> {
  city = createCoordination();
  desk = await createStopDesk(city.api);
  const transferOf = ({ amountFen, at, serial }: typeof first) => ({ amountFen, at, serial, currency: 'CNY' as const });
  const whole = { amountFen: heldFen, necessity: '全部为被骗资金' };
  orderId = await frozenOrder(desk, whole, { transfer: transferOf(first) });
  if (victims.includes(second)) expect(await desk.orderOf(account({ transfer: transferOf(second) }))).toBe(orderId);
  await city.settle();
  const found = { finding: 'linked', grounds: '银行流水', evidence: ['流水'], officers };
  await done(`/v1/orders/${orderId}/screening`, found);
  const [fraudCase] = z.array(z.looseObject({ caseId: z.string() })).parse((await get('/v1/cases'))['items']);
  returnId = z.string().parse((await done(`/v1/cases/${fraudCase?.caseId}/returns`, { reason: '首轮返还' }))['returnId']);
  await done(`/v1/returns/${returnId}/accounts`, { orderId });
  for (const [n, victim] of victims.entries()) await claim(victim, n);
}

/** The plan is asked for, and computed. @returns the round with it */
async function plan(): Promise<Record<string, unknown>> {
  await done(`/v1/returns/${returnId}/plan`);
  await city.settle();
  return round();
}

/** The payments are with the bank. */
async function paying(): Promise<void> {
  await planned(first, second);
  await statement();
  await plan();
  if (z.object({ proRata: z.boolean() }).parse((await round())['plan']).proRata) {
    const { until } = z.looseObject({ until: z.string() }).parse((await done(`/v1/returns/${returnId}/notice`))['notice']);
    await city.swept(until);
  }
  await approve();
  await city.swept(plus(city.api.now, MINUTE));
}

describe('the plan', () => {
  beforeEach(() => planned(first, second));

  test('names the accounts whose statements are missing', async () => {
    const refused = await city.post(haidian, `/v1/returns/${returnId}/plan`);
    expect(refused).toMatchObject({ status: 409, body: { code: 'RETURN_STATEMENT_MISSING', orders: [orderId] } });
    expect((await round())['plan']).toBeUndefined();
  });

  test('gives each victim what is still there of the loss', async () => {
    await statement();
    expect((await plan())['plan']).toMatchObject({ poolFen: heldFen, paidFen: heldFen, remainderFen: 0, payments: 2, claims: 2 });
  });
});

test('a plan is computed once for a request that comes twice, and for the version that the caller knows', async () => {
  await planned(first, second);
  await statement();
  const { call } = city.api;
  const version = z.number().parse((await round())['version']);
  const headers = { 'idempotency-key': 'plan-1', 'if-match': `"${version}"` };
  const once = await call(haidian, 'POST', `/v1/returns/${returnId}/plan`, { headers });
  expect(once).toMatchObject({ status: 202, body: { computing: { askedAt: city.api.now } } });
  await city.settle();
  expect((await call(haidian, 'POST', `/v1/returns/${returnId}/plan`, { headers })).text).toBe(once.text);
  const late = { ...headers, 'idempotency-key': 'plan-2' };
  expect((await call(haidian, 'POST', `/v1/returns/${returnId}/plan`, { headers: late })).body).toMatchObject({
    code: 'VERSION_CONFLICT',
  });
  expect(await round()).toMatchObject({ plan: { version: 1 } });
});

describe('the payments of an approved plan', () => {
  beforeEach(paying);

  test('reach the bank once, and the money comes back', async () => {
    const questions = await asked();
    expect(questions.reduce((sum, { fen }) => sum + fen, 0)).toBe(heldFen);
    await city.swept(plus(city.api.now, MINUTE));
    expect(await asked()).toHaveLength(2);
    const paidAt = city.api.now;
    for (const { instructionId } of questions) {
      expect(await answer(instructionId, { outcome: 'done', paidAt })).toMatchObject({
        status: 200,
        body: { state: 'answered' },
      });
      expect(await answer(instructionId, { outcome: 'done', paidAt })).toMatchObject({ status: 200 });
    }
    await city.settle();
    expect((await payments()).map(({ status }) => status)).toEqual(['done', 'done']);
    expect(await desk.read(orderId)).toMatchObject({ returnedFen: heldFen });
    expect(await round()).toMatchObject({ payments: { done: 2, paidFen: heldFen } });
  });

  test('come back to the officer where the account of the payee is wrong, and go out again under the same key', async () => {
    const [wrong] = await asked();
    if (wrong === undefined) throw new Error('no payment waits for the bank');
    const refused = await answer(wrong.instructionId, { outcome: 'declined', code: '0301', remark: '账户已销户' });
    expect(refused).toMatchObject({ status: 200, body: { state: 'declined' } });
    expect(await asked()).toHaveLength(1);
    const [payment] = (await payments()).filter(({ paymentId }) => paymentId === wrong['paymentId']);
    expect(payment).toMatchObject({ status: 'wrong-account', code: '0301' });
    const claims = Page.parse(await get(`/v1/returns/${returnId}/claims`)).items;
    const claimId = z.string().parse(payment?.['claimId']);
    expect(claims.map((one) => one['claimId'])).toContain(claimId);
    const payTo = { bankId: 'bank-a', accountName: wrong.payTo['accountName'], accountNumber: '6222020200009999999' };
    await done(`/v1/return-claims/${claimId}/payee`, { payTo, reason: '原账户已销户' });
    await done(`/v1/return-payments/${payment?.paymentId}/correct`, { reason: '账户已更正' });
    const again = (await asked()).find((one) => one['paymentId'] === payment?.paymentId);
    expect(again).toMatchObject({ fen: wrong.fen, payTo: { accountNumber: payTo.accountNumber } });
    expect(again?.instructionId).not.toBe(wrong.instructionId);
    // the first question is over: a late answer to it pays nothing twice
    const paidAt = city.api.now;
    expect(await answer(again?.instructionId ?? '', { outcome: 'done', paidAt })).toMatchObject({ status: 200 });
    const late = await answer(wrong.instructionId, { outcome: 'done', paidAt });
    expect(late).toMatchObject({ status: 409, body: { code: 'PAYMENT_CONFLICT' } });
    expect(await round(), late.text).toMatchObject({ payments: { done: 1, paidFen: wrong.fen } });
    expect(await desk.read(orderId)).toMatchObject({ returnedFen: wrong.fen });
    // and the officers see both accounts that it may have gone to
    expect(await get(`/v1/return-payments/${payment?.paymentId}`)).toMatchObject({
      ...{ status: 'done', payTo: { accountNumber: payTo.accountNumber } },
      disputes: [{ said: 'paid', payTo: { accountNumber: wrong.payTo.accountNumber } }],
    });
  });

  const firstAsked = async () => {
    const [question] = await asked();
    if (question === undefined) throw new Error('no payment waits for the bank');
    return question;
  };
  const inbox = async () => {
    const { items } = Page.parse((await city.api.call(haidian, 'GET', '/v1/inbox', { query: { open: 'true' } })).body);
    return items.map(({ what }) => what);
  };
  const settle = (paymentId: unknown, finding: 'paid' | 'not-paid') =>
    done(`/v1/return-payments/${paymentId}/settle-dispute`, { finding, reason: '已向银行核实', officers });

  test('that the bank said it could not make, and then that it made, wait for the officers', async () => {
    const { instructionId, paymentId, fen } = await firstAsked();
    await answer(instructionId, { outcome: 'declined', code: '0600' });
    const paidAt = city.api.now;
    for (const _ of [1, 2])
      expect(await answer(instructionId, { outcome: 'done', paidAt })).toMatchObject({
        status: 409,
        body: { code: 'PAYMENT_CONFLICT' },
      });
    await city.settle();
    expect((await inbox()).filter((what) => what === 'return-payment.disputed')).toHaveLength(1);
    const disputed = await get(`/v1/return-payments/${paymentId}`);
    expect(disputed).toMatchObject({ status: 'failed', disputes: [{ said: 'paid', instructionId, besides: [] }] });
    expect(await get(`/v1/return-claims/${disputed['claimId']}`)).toMatchObject({ disputed: [paymentId], paid: [] });
    expect((await desk.read(orderId))['returnedFen']).toBeUndefined();
    expect(await settle(paymentId, 'paid')).toMatchObject({ status: 'done', disputes: [{ settled: { finding: 'paid' } }] });
    expect(await desk.read(orderId)).toMatchObject({ returnedFen: fen });
    expect(await round()).toMatchObject({ openPayments: 1, payments: { done: 1, failed: 0, paidFen: fen } });
    expect(await get(`/v1/return-claims/${disputed['claimId']}`)).toMatchObject({ disputed: [], paid: [{ fen }] });
    await city.settle();
    expect(await inbox()).not.toContain('return-payment.disputed');
  });

  test('that the bank said it made, and then that it could not, wait for the officers, and the sum is there again', async () => {
    const { instructionId, paymentId, fen } = await firstAsked();
    await answer(instructionId, { outcome: 'done', paidAt: city.api.now });
    expect(await answer(instructionId, { outcome: 'declined', code: '0600' })).toMatchObject({
      status: 409,
      body: { code: 'PAYMENT_CONFLICT' },
    });
    await city.settle();
    expect(await inbox()).toContain('return-payment.disputed');
    expect(await desk.read(orderId)).toMatchObject({ returnedFen: fen });
    expect(await settle(paymentId, 'not-paid')).toMatchObject({ status: 'failed' });
    expect(await desk.read(orderId)).toMatchObject({ returnedFen: 0 });
    expect(await round()).toMatchObject({ payments: { done: 0, failed: 1, paidFen: 0 } });
    // the bank insists: that is another contradiction
    expect((await answer(instructionId, { outcome: 'done', paidAt: city.api.now })).body['code']).toBe('PAYMENT_CONFLICT');
    expect((await get(`/v1/return-payments/${paymentId}`))['disputes']).toHaveLength(2);
  });

  test('are not paid again by the next round before the officers have looked', async () => {
    const [first, second] = await asked();
    await answer(second?.instructionId ?? '', { outcome: 'done', paidAt: city.api.now });
    await answer(first?.instructionId ?? '', { outcome: 'declined', code: '0600' });
    await answer(first?.instructionId ?? '', { outcome: 'done', paidAt: city.api.now });
    await done(`/v1/returns/${returnId}/close`, { reason: '本轮划拨均已了结' });
    const { caseId } = z.looseObject({ caseId: z.string() }).parse(await round());
    returnId = z.string().parse((await done(`/v1/cases/${caseId}/returns`, { reason: '第二轮' }))['returnId']);
    await done(`/v1/returns/${returnId}/accounts`, { orderId });
    await plan();
    if (z.object({ proRata: z.boolean() }).parse((await round())['plan']).proRata) {
      const { until } = z.looseObject({ until: z.string() }).parse((await done(`/v1/returns/${returnId}/notice`))['notice']);
      await city.swept(until);
    }
    await approve();
    await city.swept(plus(city.api.now, MINUTE));
    const ofDisputed = z.string().parse((await get(`/v1/return-payments/${first?.['paymentId']}`))['claimId']);
    const [held, ...others] = (await payments()).filter(({ claimId }) => claimId === ofDisputed);
    expect([held, others]).toMatchObject([{ status: 'held', hold: { ground: 'dispute' } }, []]);
    expect((await asked()).map(({ paymentId }) => paymentId)).not.toContain(held?.paymentId);
    // what was said of the first tells of the second, which it may have paid already
    const late = await answer(first?.instructionId ?? '', { outcome: 'done', paidAt: plus(city.api.now, -MINUTE) });
    expect(late.body['code']).toBe('PAYMENT_CONFLICT');
    const { disputes } = await get(`/v1/return-payments/${first?.['paymentId']}`);
    expect(disputes).toMatchObject([{ besides: [] }, { besides: [held?.paymentId] }]);
  });

  test('are not paid by an answer without its time, or with one that cannot be', async () => {
    const [question] = await asked();
    const of = question?.instructionId ?? '';
    const bad = [
      ['RESULT_INCOMPLETE', undefined],
      ['TIME_IN_FUTURE', plus(city.api.now, HOUR)],
      ['TIMES_OUT_OF_ORDER', plus(city.api.now, -DAY)],
    ] as const;
    for (const [code, paidAt] of bad)
      expect((await answer(of, { outcome: 'done', ...(paidAt === undefined ? {} : { paidAt }) })).body).toMatchObject({
        code,
        errors: [{ path: '/paidAt' }],
      });
    expect((await answer(of, { outcome: 'declined', code: '1100' })).body).toMatchObject({ errors: [{ path: '/code' }] });
    expect(await asked()).toHaveLength(2);
    expect(await round()).toMatchObject({ payments: { done: 0 } });
  });

  test('leave the sum frozen where the bank cannot pay', async () => {
    const [question] = await asked();
    await answer(question?.instructionId ?? '', { outcome: 'declined', code: '0600' });
    expect((await payments()).map(({ status }) => status).toSorted()).toEqual(['failed', 'ordered']);
    expect(await round()).toMatchObject({ payments: { failed: 1, paidFen: 0 } });
    expect((await desk.read(orderId))['returnedFen']).toBeUndefined();
  });

  test('are asked again, and then for the officers, if the bank is silent', async () => {
    const due = z.string().parse((await asked())[0]?.['dueAt']);
    await city.swept(plus(due, SECOND));
    const { items } = Page.parse(await get('/v1/inbox'));
    expect(items.filter(({ what }) => what === 'return-payment.fell-overdue')).toHaveLength(2);
    const paidAt = city.api.now;
    for (const { instructionId } of await asked())
      await done(`/v1/bank/questions/${instructionId}/answer`, { outcome: 'done', paidAt }, bankA);
    await city.settle();
    expect(await round()).toMatchObject({ payments: { done: 2 } });
  });
});

test('money that is provably of another person goes free before the payments, and once', async () => {
  await planned(first);
  await statement([-20, 8_000_000, 8_000_000], [1, 2_000_000, heldFen]);
  expect((await plan())['plan']).toMatchObject({ paidFen: 8_000_000, setAsideFen: 2_000_000 });
  await approve();
  await city.swept(plus(city.api.now, MINUTE));
  const told = await desk.told(orderId);
  expect(told).toMatchObject({ instruction: 'narrow', scope: 'sum', amountFen: 8_000_000, state: 'open' });
  await city.swept(plus(city.api.now, MINUTE));
  expect((await desk.told(orderId))['instructionId']).toBe(told['instructionId']);
  const narrowed = { instructionId: told['instructionId'], code: '0000', effectiveAt: city.api.now, stoppedFen: 8_000_000 };
  expect((await desk.answer(orderId, narrowed)).status).toBe(200);
  expect(await desk.read(orderId)).toMatchObject({ narrowedFen: 8_000_000 });
  const [question] = await asked();
  expect(question).toMatchObject({ fen: 8_000_000, instruction: 'return' });
  await done(`/v1/bank/questions/${question?.instructionId}/answer`, { outcome: 'done', paidAt: city.api.now }, bankA);
  expect(await desk.read(orderId)).toMatchObject({ narrowedFen: 0, returnedFen: 8_000_000 });
});

test('a second round knows what the first had let go, so that time still tells whose the rest is', async () => {
  await planned(first);
  await statement([-20, 8_000_000, 8_000_000], [1, 2_000_000, heldFen]);
  await plan();
  await approve();
  await city.swept(plus(city.api.now, MINUTE));
  const { instructionId } = await desk.told(orderId);
  await desk.answer(orderId, { instructionId, code: '0000', effectiveAt: city.api.now, stoppedFen: 8_000_000 });
  await city.settle();
  const [question] = await asked();
  await answer(question?.instructionId ?? '', { outcome: 'declined', code: '0600' });
  await done(`/v1/returns/${returnId}/close`, { reason: '划拨未成' });
  const { caseId } = z.looseObject({ caseId: z.string() }).parse(await round());
  returnId = z.string().parse((await done(`/v1/cases/${caseId}/returns`, { reason: '第二轮' }))['returnId']);
  expect(await done(`/v1/returns/${returnId}/accounts`, { orderId })).toMatchObject({
    accounts: [{ frozenFen: 8_000_000, earlier: { paidFen: 0, setAsideFen: 2_000_000 } }],
  });
  expect((await plan())['plan']).toMatchObject({ paidFen: 8_000_000, setAsideFen: 0, poolFen: 0, proRata: false });
});

test('a payment waits while the holder objects to the freeze, and goes out once the objection is closed', async () => {
  await planned(first, second);
  const raised = await done('/v1/objections', { orderId, ...said });
  await statement();
  await plan();
  if (z.object({ proRata: z.boolean() }).parse((await round())['plan']).proRata) {
    const { until } = z.looseObject({ until: z.string() }).parse((await done(`/v1/returns/${returnId}/notice`))['notice']);
    await city.swept(until);
  }
  await approve();
  await city.swept(plus(city.api.now, MINUTE));
  expect(await payments()).toMatchObject([
    { status: 'held', hold: { ground: 'objection' } },
    { status: 'held', hold: { ground: 'objection' } },
  ]);
  expect(await asked()).toEqual([]);
  const [held] = await payments();
  const free = () => city.post(haidian, `/v1/return-payments/${held?.paymentId}/free`);
  expect((await free()).body['code']).toBe('PAYMENT_STATE_FORBIDS');
  await done(`/v1/objections/${z.string().parse(raised['objectionId'])}/withdraw`, { reason: '本人撤回' });
  expect((await free()).body).toMatchObject({ status: 'ordered', attempt: 1 });
  expect(await asked()).toHaveLength(1);
});

test('money that is set aside stays frozen where it may be that of victims who have not come forward', async () => {
  await planned(first);
  await statement([-20, 8_000_000, 8_000_000], [1, 2_000_000, heldFen]);
  await plan();
  const silent = await city.post(haidian, `/v1/returns/${returnId}/approve`, { planVersion: 1, officers });
  expect(silent).toMatchObject({ status: 409, body: { code: 'SET_ASIDE_UNDECIDED', setAsideFen: 2_000_000 } });
  await approve({ setAside: 'keep-frozen' });
  await city.swept(plus(city.api.now, MINUTE));
  expect(await asked()).toMatchObject([{ fen: 8_000_000, instruction: 'return' }]);
  const [question] = await asked();
  await answer(question?.instructionId ?? '', { outcome: 'done', paidAt: city.api.now });
  expect(await desk.read(orderId)).toMatchObject({ state: 'frozen', returnedFen: 8_000_000 });
  expect((await desk.read(orderId))['narrowedFen']).toBeUndefined();
  // the sum is there for the next round
  await done(`/v1/returns/${returnId}/close`, { reason: '办结' });
  const { caseId } = z.looseObject({ caseId: z.string() }).parse(await round());
  returnId = z.string().parse((await done(`/v1/cases/${caseId}/returns`, { reason: '第二轮' }))['returnId']);
  expect(await done(`/v1/returns/${returnId}/accounts`, { orderId })).toMatchObject({
    accounts: [{ frozenFen: 2_000_000, earlier: { paidFen: 8_000_000, setAsideFen: 0 } }],
  });
});

describe('payments never take more than what stays frozen', () => {
  beforeEach(async () => {
    await planned(first, second);
    await statement();
    await plan();
    if (z.object({ proRata: z.boolean() }).parse((await round())['plan']).proRata) {
      const { until } = z.looseObject({ until: z.string() }).parse((await done(`/v1/returns/${returnId}/notice`))['notice']);
      await city.swept(until);
    }
    await approve();
  });
  const screened = (found: object) =>
    done(`/v1/orders/${orderId}/screening`, { grounds: '银行流水', evidence: ['流水'], officers, ...found });
  const grounds = async () =>
    (await payments()).map(({ status, ...rest }) => [
      status,
      z.object({ hold: z.object({ ground: z.string() }).optional() }).parse(rest).hold?.ground,
    ]);

  test('where the bank is told to hold less, also before it has answered', async () => {
    await screened({ finding: 'partly-linked', linkedFen: 7_000_000 });
    await city.swept(plus(city.api.now, MINUTE));
    expect((await grounds()).toSorted()).toEqual([
      ['held', 'not-frozen'],
      ['ordered', undefined],
    ]);
    expect((await asked()).reduce((sum, { fen }) => sum + fen, 0)).toBeLessThanOrEqual(7_000_000);
    const held = (await payments()).find(({ status }) => status === 'held');
    expect((await city.post(haidian, `/v1/return-payments/${held?.paymentId}/free`)).body['code']).toBe('PAYMENT_STATE_FORBIDS');
  });

  test('where the account is let go', async () => {
    await screened({ finding: 'unlinked' });
    await city.swept(plus(city.api.now, MINUTE));
    expect(await grounds()).toEqual([
      ['held', 'not-frozen'],
      ['held', 'not-frozen'],
    ]);
    expect(await asked()).toEqual([]);
  });
});

test('a claimed transfer that the statement does not show weighs nothing', async () => {
  const ghost = { ...second, amountFen: 90_000_000, serial: 'GHOST', at: minute(-15), name: '内鬼' };
  await planned(first, second);
  const transferOf = ({ amountFen, at, serial }: typeof first) => ({ amountFen, at, serial, currency: 'CNY' as const });
  expect(await desk.orderOf(account({ transfer: transferOf(ghost) }))).toBe(orderId);
  await claim(ghost, 2);
  await statement();
  const { plan: found } = await plan();
  expect(found).toMatchObject({ paidFen: heldFen, payments: 2, claims: 3 });
});

test('a case whose money goes back is merged into no other: its claims and rounds stand under its own id', async () => {
  await planned(first);
  const { caseId } = z.looseObject({ caseId: z.string() }).parse(await round());
  const other = await city.opened(haidian);
  const merge = (from: string, into: string) => city.post(haidian, `/v1/cases/${from}/merge`, { into, reason: '系同一团伙' });
  expect(await merge(caseId, other)).toMatchObject({ status: 409, body: { code: 'CASE_RETURNS_MONEY' } });
  expect((await merge(other, caseId)).status).toBe(200);
});

test('a transfer is claimed once, also where another alarm has it at the same account', async () => {
  await planned(first);
  const { caseId } = z.looseObject({ caseId: z.string() }).parse(await round());
  const raised = await done('/v1/alerts', raiseAlertInput({ sourceRef: 'the-same-again' }));
  const transfer = { amountFen: first.amountFen, at: first.at, serial: first.serial, currency: 'CNY' };
  const asked = { alertId: raised['alertId'], urgency: 'urgent', reason: 'r', officers, accounts: [account({ transfer })] };
  const requested = await done('/v1/freeze-requests', asked);
  const [other] = z.array(z.looseObject({ orderId: z.string() })).parse(requested['orders']);
  expect(other?.orderId).not.toBe(orderId);
  await done(`/v1/cases/${caseId}/items`, { kind: 'alert', alertId: raised['alertId'] });
  const insider = {
    ...claimInput(),
    victim: { ...claimInput().victim, name: '内鬼' },
    lossFen: first.amountFen,
    transfers: [{ orderId: other?.orderId, transfer: 0, amountFen: first.amountFen }],
    payTo: { ...claimInput().payTo, bankId: 'bank-a', accountName: '内鬼' },
  };
  expect(await city.post(haidian, `/v1/returns/${returnId}/claims`, insider)).toMatchObject({
    status: 409,
    body: { code: 'TRANSFER_CLAIMED_BEFORE' },
  });
});
