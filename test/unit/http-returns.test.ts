import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { ScreeningFact } from '../../shared/freezes/screening/screening-facts.ts';
import { Screenings } from '../../shared/freezes/screening/streams.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { change, type StreamType } from '../../shared/journal/stream.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import type { Fact } from '../../shared/kernel/decision.ts';
import { plus, SECOND } from '../../shared/kernel/time.ts';
import type { ReturnRoundFact } from '../../shared/returns/round/round-facts.ts';
import { ReturnClaims, ReturnPayments, ReturnRounds } from '../../shared/returns/streams.ts';
import { approved } from '../support/approvals.ts';
import { bankA, Page } from '../support/case-desk.ts';
import { chaoyang, filing, haidian } from '../support/case-samples.ts';
import { type Coordination, createCoordination } from '../support/coordination-kit.ts';
import { commandOf } from '../support/journal-samples.ts';
import { keepStatement } from '../support/kept-statement.ts';
import { laterFacts } from '../support/order-samples.ts';
import { claimInput, claimMade, computed, paymentId, paymentOrdered, roundFacts } from '../support/return-samples.ts';
import { account, hour, id, minute, officers, orderFacts, raiseAlertInput } from '../support/samples.ts';

let kit: Coordination;
let caseId: string;
let orderId: string;
let returnId: string;

const screening: ScreeningFact = {
  type: 'screening.opened',
  data: {
    ...{
      at: hour(10),
      orderId: id('ord', 1),
      alertId: id('alt', 1),
      district: 'haidian',
      agency: haidian.agency,
      bankId: 'bank-a',
    },
    ...{ whole: false, frozenAt: hour(10), dueAt: hour(1_000), warnAt: hour(900) },
  },
};
const found = (finding: 'linked' | 'unlinked'): ScreeningFact => {
  const by = { agency: haidian.agency, subject: haidian.subject, name: '张三' };
  return { type: 'screening.found', data: { at: hour(11), finding, grounds: 'g', evidence: ['e'], officers: [...officers], by } };
};

const sum = 600_000;
const transfer = { currency: 'CNY' as const, amountFen: sum, at: minute(-5) };
const post = (path: string, body?: object, actor: Actor = haidian) => kit.post(actor, path, body);
const get = (path: string, actor: Actor | undefined = haidian) => kit.api.call(actor, 'GET', path);
const made = async (path: string, body: object, name: string): Promise<string> => {
  const answer = await post(path, body);
  expect(answer.status, answer.text).toBeLessThan(300);
  return z.string().parse(answer.body[name]);
};

/** A filed case with one stopped account, as it was when the money of its victim came. */
async function filedCase(): Promise<void> {
  kit = createCoordination();
  await kit.api.call(bankA, 'PUT', '/v1/banks/bank-a', { body: { name: 'bank-a', dutyPhone: '010-66000001' } });
  const alertId = await made('/v1/alerts', raiseAlertInput(), 'alertId');
  const body = { alertId, urgency: 'urgent', reason: 'r', officers, accounts: [account({ transfer })] };
  const requested = await post('/v1/freeze-requests', body);
  orderId = z.looseObject({ orders: z.tuple([z.looseObject({ orderId: z.string() })]) }).parse(requested.body).orders[0].orderId;
  caseId = await kit.opened(haidian, { alerts: [alertId] });
}

const claimOf = (over: object = {}) => ({
  ...claimInput(),
  lossFen: sum,
  transfers: [{ orderId, amountFen: sum }],
  payTo: { ...claimInput().payTo, bankId: 'bank-a' },
  ...over,
});
const claim = (over: object = {}) => post(`/v1/returns/${returnId}/claims`, claimOf(over));

/** What other functions would record: a bank's answers, a finding, the computation of a plan. */
async function append<State, F extends Fact>(
  type: StreamType<State, F>,
  key: string,
  ...facts: readonly [F, ...F[]]
): Promise<void> {
  const { journal, now } = kit.api;
  const loaded = await journal.load(type, key);
  const answer = await journal.append({ command: commandOf({ now, actor: bankA }), changes: [change(loaded, ...facts)] });
  expect(answer.outcome).toBe('appended');
}

const recorded = (...facts: readonly [ReturnRoundFact, ...ReturnRoundFact[]]) => append(ReturnRounds, returnId, ...facts);

const paid = { at: minute(20), code: '0000', paidAt: minute(20) };
/** A payment out of the account, of the agency that has the round. */
function paymentFor(fen: number) {
  const payment = { ...paymentOrdered.data.payment, returnId, caseId, orderId, fen, agency: haidian.agency };
  return { ...paymentOrdered, data: { ...paymentOrdered.data, payment } };
}

/** A plan with shares by loss over the account and the claim. */
async function planned(changes: number): Promise<void> {
  await recorded({ type: 'return-round.planned', data: { at: kit.api.now, plan: { ...computed({ changes }), version: 1 } } });
}

beforeEach(async () => {
  await filedCase();
  await kit.at(minute(30));
  await post(`/v1/cases/${caseId}/file`, filing);
  returnId = await made(`/v1/cases/${caseId}/returns`, { reason: '首轮返还' }, 'returnId');
});

describe('a round of return', () => {
  test('is opened by the police of a filed case, one at a time, and listed', async () => {
    expect(await post(`/v1/cases/${caseId}/returns`, { reason: 'again' })).toMatchObject({
      status: 409,
      body: { code: 'RETURN_ROUND_OPEN', returnId },
    });
    expect((await post(`/v1/returns/${returnId}/abandon`, { reason: 'wrong' })).body).toMatchObject({ status: 'abandoned' });
    expect((await post(`/v1/cases/${caseId}/returns`, { reason: 'anew' })).body).toMatchObject({ number: 2 });
    const { items } = Page.parse((await get(`/v1/cases/${caseId}/returns`)).body);
    expect(items.map(({ number, status }) => [number, status])).toEqual([
      [1, 'abandoned'],
      [2, 'collecting'],
    ]);
  });

  test('is not opened for a case that is not filed', async () => {
    const other = await kit.opened(haidian);
    expect((await post(`/v1/cases/${other}/returns`, { reason: 'r' })).body['code']).toBe('CASE_NOT_FILED');
  });

  test('is unknown to the police of another district, to banks and to those who share in the case', async () => {
    for (const actor of [chaoyang, bankA]) expect((await get(`/v1/returns/${returnId}`, actor)).status).toBe(404);
  });
});

describe('a claim', () => {
  test('is made for a transfer of an order of the case, once, and counted by the round', async () => {
    const answer = await claim();
    expect(answer.status, answer.text).toBe(201);
    expect(answer.body).toMatchObject({ status: 'standing', caseId, returnId, transfers: [{ orderId, transfer: 0 }] });
    expect((await get(`/v1/returns/${returnId}`)).body).toMatchObject({ claims: { count: 1, lossFen: sum }, changes: 1 });
    expect(await claim()).toMatchObject({ status: 409, body: { code: 'TRANSFER_CLAIMED_BEFORE' } });
    const { items } = Page.parse((await get(`/v1/returns/${returnId}/claims`)).body);
    expect(items).toHaveLength(1);
  });

  test.each([
    ['CLAIM_ABOVE_TRANSFER', () => ({ transfers: [{ orderId, amountFen: sum + 1 }] })],
    ['LOSS_ABOVE_TRANSFERS', () => ({ lossFen: sum + 1 })],
    ['CLAIM_TRANSFER_UNKNOWN', () => ({ transfers: [{ orderId, transfer: 1, amountFen: 1 }] })],
    ['PAYEE_BANK_UNKNOWN', () => ({ payTo: { ...claimInput().payTo, bankId: 'no-such-bank' } })],
    ['PAYEE_NOT_THE_VICTIM', () => ({ payTo: { ...claimInput().payTo, bankId: 'bank-a', accountName: '赵某' } })],
  ] as const)('is refused with %s, and nothing is left of it', async (code, over) => {
    expect((await claim(over())).body['code']).toBe(code);
    expect((await get(`/v1/returns/${returnId}`)).body).toMatchObject({ claims: { count: 0 }, changes: 0 });
    expect((await claim()).status).toBe(201);
  });

  test('cannot name an order of another case', async () => {
    const alertId = await made('/v1/alerts', raiseAlertInput({ sourceRef: '110-2' }), 'alertId');
    const body = {
      alertId,
      urgency: 'urgent',
      reason: 'r',
      officers,
      accounts: [account({ accountNumber: '6222020200000000099', transfer })],
    };
    const requested = await post('/v1/freeze-requests', body);
    const [other] = z.array(z.looseObject({ orderId: z.string() })).parse(requested.body['orders']);
    const transfers = [{ orderId: other?.orderId, amountFen: 1 }];
    expect((await claim({ transfers })).body['code']).toBe('CLAIM_TRANSFER_UNKNOWN');
  });

  test('is withdrawn, and then another may be made for its transfer', async () => {
    const claimId = z.string().parse((await claim()).body['claimId']);
    expect((await post(`/v1/return-claims/${claimId}/withdraw`, { reason: 'twice' })).body).toMatchObject({
      status: 'withdrawn',
    });
    expect((await get(`/v1/returns/${returnId}`)).body).toMatchObject({ claims: { count: 0, lossFen: 0 }, changes: 2 });
    expect((await claim()).status).toBe(201);
  });

  test('stands in the next round', async () => {
    await claim();
    await post(`/v1/returns/${returnId}/abandon`, { reason: 'wrong' });
    const next = await post(`/v1/cases/${caseId}/returns`, { reason: 'anew' });
    expect(next.body).toMatchObject({ claims: { count: 1, lossFen: sum } });
    const { items } = Page.parse((await get(`/v1/returns/${next.body['returnId']}/claims`)).body);
    expect(items).toHaveLength(1);
  });

  test('has its payee corrected, and its share held and freed', async () => {
    const claimId = z.string().parse((await claim()).body['claimId']);
    const on = `/v1/return-claims/${claimId}`;
    const payTo = { bankId: 'bank-a', accountName: '王某', accountNumber: '6222020200007654321' };
    expect((await post(`${on}/payee`, { payTo, reason: 'closed' })).body).toMatchObject({ payTo });
    expect((await post(`${on}/hold`, { ground: 'dispute', reason: 'r' })).body).toMatchObject({ hold: { ground: 'dispute' } });
    expect((await post(`${on}/free`, { reason: 'r' })).body).not.toHaveProperty('hold');
    expect((await get(on)).body).toMatchObject({ payTo, version: 4 });
  });
});

describe('the public notice', () => {
  const notices = async () => Page.parse((await get('/v1/public/return-notices', undefined)).body).items;
  const published = async () => {
    await claim();
    await recorded(roundFacts.entered);
    await planned(2);
    return post(`/v1/returns/${returnId}/notice`);
  };

  test('is read without a token, and names no person and no whole number', async () => {
    expect(await notices()).toEqual([]);
    expect((await published()).body).toMatchObject({ status: 'noticed' });
    const answer = await get('/v1/public/return-notices', undefined);
    expect(answer.status, answer.text).toBe(200);
    expect(await notices()).toMatchObject([
      { accounts: [{ bankId: 'bank-a', masked: '****4567', frozenFen: 1_000 }], claims: 1, lossFen: sum, poolFen: 1_000 },
    ]);
    const { victim, payTo } = claimInput();
    for (const canary of [victim.name, victim.idNumber, payTo.accountNumber, orderId, returnId]) {
      expect(answer.text).not.toContain(canary);
    }
  });

  test('is read page by page without a token, the first to end first, and no page or cursor has a person in it', async () => {
    await published();
    const { opened, entered, claimed, planned: of, noticed } = roundFacts;
    const others = [1, 2, 3].map((n) => ({ n, key: id('ret', n), until: plus(noticed.data.notice.until, -n * 60 * SECOND) }));
    for (const { n, key, until } of others)
      await append(
        ReturnRounds,
        key,
        { ...opened, data: { ...opened.data, returnId: key, reference: `R-HD-261122-00000${n}`, reason: '受害人王某' } },
        ...[entered, claimed, of],
        { ...noticed, data: { ...noticed.data, notice: { until, planVersion: 1 } } },
      );
    const read = (query: Readonly<Record<string, string>>) =>
      kit.api.call(undefined, 'GET', '/v1/public/return-notices', { query });
    const Notices = z.strictObject({ items: z.array(z.looseObject({ until: z.string() })), next: z.string().optional() });
    const { victim, payTo } = claimInput();
    const canaries = [victim.name, victim.idNumber, payTo.accountNumber, orderId, returnId, ...others.map(({ key }) => key)];
    const ends: string[] = [];
    let next: string | undefined;
    let pages = 0;
    do {
      const answer = await read({ limit: '1', ...(next === undefined ? {} : { cursor: next }) });
      for (const canary of canaries) expect(answer.text).not.toContain(canary);
      const page = Notices.parse(answer.body);
      // nor under the encoding of the cursor
      if (page.next !== undefined)
        for (const canary of canaries) expect(Buffer.from(page.next, 'base64url').toString('utf8')).not.toContain(canary);
      ends.push(...page.items.map(({ until }) => until));
      next = page.next;
      pages += 1;
    } while (next !== undefined);
    expect(pages).toBeGreaterThanOrEqual(4);
    expect(ends).toHaveLength(4);
    expect(ends).toEqual(ends.toSorted());
    expect(await notices()).toHaveLength(4);
    const { next: first } = Notices.parse((await read({ limit: '1' })).body);
    for (const cursor of ['nonsense', `${first}x`])
      expect(await read({ limit: '1', cursor })).toMatchObject({ status: 400, body: { code: 'CURSOR_INVALID' } });
    expect((await read({ limit: '101' })).status).toBe(400);
  });

  test('is not published of a plan that rests on what has changed since', async () => {
    await recorded(roundFacts.entered);
    await planned(1);
    await claim();
    expect((await post(`/v1/returns/${returnId}/notice`)).body['code']).toBe('RETURN_STATE_FORBIDS');
  });

  test('is withdrawn once', async () => {
    await published();
    expect((await post(`/v1/returns/${returnId}/notice/withdraw`, { reason: 'r' })).body).toMatchObject({ status: 'collecting' });
    expect(await notices()).toEqual([]);
    expect((await post(`/v1/returns/${returnId}/notice/withdraw`, { reason: 'r' })).body['code']).toBe('RETURN_NOTICE_WITHDRAWN');
  });

  test('takes objections, each decided once by two officers', async () => {
    await published();
    const on = `/v1/returns/${returnId}/objections`;
    const objected = await post(on, { by: { capacity: 'other', name: '陈某' }, grounds: '手表货款' });
    const [objection] = z.array(z.looseObject({ objectionId: z.string() })).parse(objected.body['objections']);
    const decide = (body: object) => post(`${on}/${objection?.objectionId}/decide`, body);
    const [one] = officers;
    const decision = { outcome: 'upheld', reason: 'r', officers };
    expect((await decide({ ...decision, officers: [one, one] })).body['code']).toBe('SAME_OFFICER_TWICE');
    expect((await decide(decision)).body).toMatchObject({
      planIsCurrent: false,
      objections: [{ decided: { outcome: 'upheld' } }],
    });
    expect((await decide(decision)).body['code']).toBe('RETURN_OBJECTION_DECIDED');
  });

  test('is over at its end: it is not shown, takes no objection, and the police are told once', async () => {
    const until = z.looseObject({ notice: z.object({ until: z.string() }) }).parse((await published()).body).notice.until;
    await kit.swept(until);
    await kit.swept(plus(until, 60 * SECOND));
    expect(await notices()).toEqual([]);
    const objection = { by: { capacity: 'victim', name: '王某' }, grounds: 'g' };
    expect((await post(`/v1/returns/${returnId}/objections`, objection)).body['code']).toBe('RETURN_NOTICE_OVER');
    const { items } = Page.parse((await get('/v1/inbox')).body);
    expect(items.filter(({ what }) => what === 'return-round.notice-ended')).toHaveLength(1);
    const audit = await get(`/v1/audit/${returnId}`);
    expect(audit.status).toBe(200);
    expect(audit.text).toContain('return-round.notice-ended');
  });
});

describe('an account', () => {
  const enter = () => post(`/v1/returns/${returnId}/accounts`, { orderId });
  const { frozen, freezeOrdered } = laterFacts;

  test('enters once it is frozen and found linked, and leaves again', async () => {
    expect((await enter()).body['code']).toBe('RETURN_ACCOUNT_NOT_FROZEN');
    await append(StopOrders, orderId, orderFacts.stopped(), freezeOrdered, {
      ...frozen,
      data: { ...frozen.data, frozenFen: 1_000 },
    });
    expect((await enter()).body['code']).toBe('RETURN_ACCOUNT_NOT_SCREENED');
    await append(Screenings, orderId, screening, found('unlinked'));
    expect((await enter()).body['code']).toBe('RETURN_ACCOUNT_NOT_SCREENED');
    await append(Screenings, orderId, found('linked'));
    expect((await enter()).body).toMatchObject({ accounts: [{ orderId, bankId: 'bank-a', frozenFen: 1_000 }], changes: 1 });
    expect((await enter()).body['code']).toBe('RETURN_ACCOUNT_ENTERED');
    const left = await post(`/v1/returns/${returnId}/accounts/${orderId}/leave`, { reason: 'court' });
    expect(left.body).toMatchObject({ accounts: [], changes: 2 });
  });

  test('has no money that an earlier round paid out of it', async () => {
    await append(StopOrders, orderId, orderFacts.stopped(), freezeOrdered, {
      ...frozen,
      data: { ...frozen.data, frozenFen: 1_000 },
    });
    await append(Screenings, orderId, screening, found('linked'));
    await append(ReturnPayments, paymentId, paymentFor(400), { type: 'return-payment.done', data: paid });
    expect((await enter()).body).toMatchObject({ accounts: [{ frozenFen: 600, earlier: { paidFen: 400 } }] });
  });

  test('has what is left of it where the order knows what the bank paid back', async () => {
    await append(
      StopOrders,
      orderId,
      orderFacts.stopped(),
      freezeOrdered,
      { ...frozen, data: { ...frozen.data, frozenFen: 1_000 } },
      { type: 'order.money-returned', data: { at: paid.at, paymentId, fen: 400, paidAt: paid.paidAt } },
    );
    await append(Screenings, orderId, screening, found('linked'));
    await append(ReturnPayments, paymentId, paymentFor(400), { type: 'return-payment.done', data: paid });
    expect((await enter()).body).toMatchObject({ accounts: [{ frozenFen: 600, earlier: { paidFen: 400 } }] });
  });

  test('is unknown if its order is none of the case', async () => {
    const other = await post(`/v1/returns/${returnId}/accounts`, { orderId: id('ord', 9) });
    expect(other.body).toMatchObject({ code: 'RETURN_ACCOUNT_UNKNOWN' });
  });
});

describe('the approval of a plan', () => {
  const approve = (body: object) => post(`/v1/returns/${returnId}/approve`, { setAside: 'let-go', officers, ...body });
  const granted = () => approved(kit.api.call, haidian, { gate: 'return', returnId });

  beforeEach(async () => {
    await recorded(roundFacts.entered, roundFacts.claimed, roundFacts.plannedSingle);
  });

  test('is asked for and granted by the head, and opens the plan once', async () => {
    expect((await approve({ planVersion: 1 })).body['code']).toBe('APPROVAL_MISSING');
    const approvalId = await granted();
    expect((await approve({ planVersion: 2, approvalId })).status).toBe(412);
    expect((await approve({ planVersion: 1, approvalId })).body).toMatchObject({
      status: 'paying',
      approved: { planVersion: 1, approvalId, by: { subject: 'head-of-haidian' } },
    });
    expect((await get(`/v1/approvals/${approvalId}`)).body).toMatchObject({ status: 'used' });
  });

  test('is worth nothing once the plan has changed', async () => {
    const approvalId = await granted();
    await recorded({
      type: 'return-round.planned',
      data: { at: kit.api.now, plan: { ...computed({ proRata: false }), version: 2 } },
    });
    for (const planVersion of [1, 2])
      expect(await approve({ planVersion, approvalId })).toMatchObject({ status: 412, body: { code: 'RETURN_PLAN_CHANGED' } });
    expect((await get(`/v1/approvals/${approvalId}`)).body).toMatchObject({ status: 'granted' });
  });

  test('is not asked for a plan that no longer stands', async () => {
    await claim();
    const asked = await post('/v1/approvals', { gate: 'return', returnId, reason: 'r' });
    expect(asked.body['code']).toBe('RETURN_STATE_FORBIDS');
  });
});

describe('a payment', () => {
  const on = `/v1/return-payments/${paymentId}`;
  const wrong = { type: 'return-payment.wrong-account', data: { at: minute(40), code: '0301' } } as const;

  beforeEach(async () => {
    await recorded(roundFacts.entered, roundFacts.claimed, roundFacts.plannedSingle, roundFacts.approved);
    await append(ReturnClaims, id('rcl', 1), claimMade);
    await append(StopOrders, orderId, orderFacts.sent(), orderFacts.stopped(), laterFacts.freezeOrdered, laterFacts.frozen);
  });

  test('comes back with a wrong account, the police are told, and it goes out again to the account of the claim', async () => {
    await append(ReturnPayments, paymentId, paymentFor(500));
    expect((await post(`${on}/correct`, { reason: 'r' })).body['code']).toBe('PAYMENT_STATE_FORBIDS');
    await append(ReturnPayments, paymentId, wrong);
    await kit.settle();
    const { items } = Page.parse((await get('/v1/inbox')).body);
    expect(items.map(({ what }) => what)).toContain('return-payment.wrong-account');
    const payTo = { bankId: 'bank-a', accountName: '王某', accountNumber: '6222020200007654321' };
    await post(`/v1/return-claims/${id('rcl', 1)}/payee`, { payTo, reason: 'closed' });
    expect((await post(`${on}/correct`, { reason: 'r' })).body).toMatchObject({
      status: 'ordered',
      payTo,
      attempt: 2,
      paymentId,
    });
  });

  test('is given up, and its round has one payment less open', async () => {
    await append(ReturnPayments, paymentId, paymentFor(500), wrong);
    expect((await post(`${on}/drop`, { reason: 'no account' })).body).toMatchObject({ status: 'dropped' });
    expect((await get(`/v1/returns/${returnId}`)).body).toMatchObject({ openPayments: 0, payments: { dropped: 1, paidFen: 0 } });
  });

  test('that is held is ordered once its claim is free, and listed with those of its round', async () => {
    const hold = { ground: 'dispute', reason: 'r' } as const;
    await append(ReturnPayments, paymentId, {
      type: 'return-payment.held',
      data: { at: minute(40), payment: paymentFor(500).data.payment, hold },
    });
    await post(`/v1/return-claims/${id('rcl', 1)}/hold`, hold);
    expect((await post(`${on}/free`)).body['code']).toBe('PAYMENT_STATE_FORBIDS');
    await post(`/v1/return-claims/${id('rcl', 1)}/free`, { reason: 'r' });
    expect((await post(`${on}/free`)).body).toMatchObject({ status: 'ordered', attempt: 1 });
    const { items } = Page.parse((await get(`/v1/returns/${returnId}/payments`)).body);
    expect(items).toMatchObject([{ paymentId, status: 'ordered' }]);
  });
});

describe('the plan', () => {
  test('is read page by page, by the police of the case', async () => {
    await claim();
    const { data } = roundFacts.entered;
    await recorded({ ...roundFacts.entered, data: { ...data, account: { ...data.account, orderId, frozenFen: sum } } });
    const plan = `/v1/returns/${returnId}/plan`;
    expect((await get(plan)).body['code']).toBe('RETURN_PLAN_MISSING');
    await keepStatement(kit.api.journal, orderId, 1, [
      { serial: 'L1', at: transfer.at, direction: 'in', amountFen: sum, balanceFen: sum },
    ]);
    expect(await post(plan)).toMatchObject({ status: 202, body: { computing: { askedAt: kit.api.now } } });
    await kit.settle();
    expect((await get(plan)).body).toMatchObject({ of: 'accounts', pages: 3, accounts: [{ ownership: { rule: 'single' } }] });
    const last = await kit.api.call(haidian, 'GET', plan, { query: { page: '3' } });
    expect(last.body).toMatchObject({ of: 'payments', payments: [{ fen: sum, rule: 'single' }] });
    expect((await kit.api.call(haidian, 'GET', plan, { query: { page: '4' } })).body['code']).toBe('RETURN_PLAN_MISSING');
  });
});

describe('a round that pays', () => {
  test('is closed once every payment is over, and the next may begin', async () => {
    await recorded(roundFacts.entered, roundFacts.claimed, roundFacts.plannedSingle, roundFacts.approved);
    const close = () => post(`/v1/returns/${returnId}/close`, { reason: 'done' });
    expect(await close()).toMatchObject({ status: 409, body: { code: 'RETURN_PAYMENTS_OPEN', open: 1 } });
    await recorded({
      type: 'return-round.payment-ended',
      data: { at: hour(2), paymentId: 'rpy_00000000000000000000000001', end: 'done', fen: 500 },
    });
    expect((await close()).body).toMatchObject({ status: 'closed', openPayments: 0, payments: { done: 1, paidFen: 500 } });
    expect((await post(`/v1/cases/${caseId}/returns`, { reason: 'second' })).body).toMatchObject({ number: 2 });
  });
});
