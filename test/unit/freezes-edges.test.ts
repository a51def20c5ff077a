import { describe, expect, test } from 'vitest';
import type { OutflowLine } from '../../shared/freezes/bank-answer/outflows/model.ts';
import { contradicted } from '../../shared/freezes/bank-answer/plausibility.ts';
import { recordResult } from '../../shared/freezes/bank-answer/record-result.ts';
import type { TakenResult } from '../../shared/freezes/model.ts';
import { bankEntry, changedForBank } from '../../shared/freezes/order/bank-entry.ts';
import { addDocuments } from '../../shared/freezes/order/documents.ts';
import { renewalApproval } from '../../shared/freezes/order/freeze-gates.ts';
import { joinOrder, stands } from '../../shared/freezes/order/join-order.ts';
import type { OrderFact } from '../../shared/freezes/order/order-facts.ts';
import { namedFilingRefusal, outsideFilingQuestion } from '../../shared/freezes/order/outside-filing.ts';
import { freezeQuestion, releaseQuestion, renewalQuestion } from '../../shared/freezes/order/questions.ts';
import { heldFen, waitsOn } from '../../shared/freezes/order/standing.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { planAccounts } from '../../shared/freezes/request/plan-accounts.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { MAX_TRANSFERS } from '../../shared/freezes/transfers.ts';
import { DAY, plus } from '../../shared/kernel/time.ts';
import { given } from '../support/given.ts';
import {
  lastGiven,
  laterFacts,
  orderWith,
  outflow,
  paper,
  registerWith,
  stoppedResult,
  untilFrozen,
  untilStopped,
} from '../support/order-samples.ts';
import {
  account,
  alert,
  banks,
  context,
  hour,
  id,
  keyOf,
  minute,
  officers,
  orderFacts,
  plan,
  requestFreezeInput,
  T0,
} from '../support/samples.ts';

const orderId = id('ord', 1);
const filing = { caseNumber: 'A1101080000002026110042', filedAt: minute(60), decisionNumber: 'LA-2026-42' };
const at = (now: string) => context({ now });
const STOP_END = minute(4 + 48 * 60);
const FREEZE_END = '2027-05-22T11:30:00.000Z';
const inLine: OrderFact = { type: 'order.placed-in-line', data: { ...orderFacts.requested().data, waitsFor: id('ord', 9) } };

/** The bank's result of what it was given last: executed, with what is changed here. */
const answered = (order: StopOrder, over: object) =>
  recordResult(
    order,
    { ...stoppedResult(), instructionId: lastGiven(order).instructionId, ...over } as TakenResult,
    { register: registerWith() },
    at(hour(11)),
  );

const stopped = orderWith(...untilStopped);
const frozen = orderWith(...untilFrozen);
const requested = orderWith(orderFacts.requested());

describe('the question for an approval', () => {
  const asker = { role: 'approver', level: 'county', legalReview: false };
  const freezing = (order: StopOrder, over: object = {}, its: typeof filing | undefined = filing, now = hour(10)) =>
    freezeQuestion(
      order,
      { gate: 'freeze', orderId, amountFen: 8_000_000, major: false, reason: 'r', ...over },
      { filing: its },
      at(now),
    );
  const renewing = (order: StopOrder, now: string, termMonths?: number) =>
    renewalQuestion(
      order,
      { gate: 'renewal', orderId, reason: 'r', ...(termMonths === undefined ? {} : { termMonths }) },
      at(now),
    );
  const releasing = (order: StopOrder, now = hour(10)) => releaseQuestion(order, at(now));

  test('of a freeze names the sum, the filing and what vouches for it', () => {
    expect(freezing(stopped)).toStrictEqual({
      ...{ kind: 'question', needed: asker, district: 'haidian', since: T0 },
      matter: { gate: 'freeze', orderId, major: false, filing, amountFen: 8_000_000 },
    });
    const outsideFilingId = id('apr', 3);
    expect(freezing(stopped, { outsideFilingId, amountFen: undefined, major: true })).toMatchObject({
      matter: { outsideFilingId, major: true },
      needed: { level: 'prefecture' },
    });
  });

  test('of a freeze is possible for an order in line, and for no other that is not stopped', () => {
    expect(freezing(orderWith(inLine))).toMatchObject({ kind: 'question' });
    expect(freezing(requested)).toMatchObject({
      ...{ code: 'ORDER_STATE_FORBIDS', detail: { state: 'requested', command: 'orderFreeze' } },
    });
  });

  test('of a freeze needs an account that is known, and a filing', () => {
    const ask = { gate: 'freeze', orderId, major: false, reason: 'r' } as const;
    expect(freezeQuestion(stopped, ask, {}, at(hour(10)))).toMatchObject({ code: 'CASE_NOT_FILED' });
    const { bankId, transfer } = account();
    expect(freezing({ ...stopped, account: { bankId, transfer, target: { kind: 'transaction' } } })).toMatchObject({
      code: 'ACCOUNT_NOT_KNOWN',
    });
  });

  test('comes before the term ends', () => {
    expect(freezing(stopped, {}, filing, plus(STOP_END, -1))).toMatchObject({ kind: 'question' });
    for (const refused of [freezing(stopped, {}, filing, STOP_END), releasing(stopped, STOP_END)])
      expect(refused).toMatchObject({ code: 'TERM_EXPIRED', detail: { state: 'stopped', expiresAt: STOP_END } });
  });

  test('of a renewal is as long as the first freeze, or shorter, and after a legal review', () => {
    const inTime = plus(FREEZE_END, -5 * DAY);
    expect(renewing(frozen, inTime)).toStrictEqual({
      ...{ kind: 'question', matter: { gate: 'renewal', orderId, termMonths: 6 }, needed: { ...asker, legalReview: true } },
      ...{ district: 'haidian', since: T0 },
    });
    expect(renewing(frozen, inTime, 3)).toMatchObject({ matter: { termMonths: 3 } });
    expect(renewing(frozen, inTime, 7)).toMatchObject({ code: 'RENEWAL_TOO_LONG', detail: { months: 6 } });
    expect(renewing({ ...frozen, freezeTermMonths: 12 }, inTime)).toMatchObject({ needed: { level: 'prefecture' } });
  });

  test('of a renewal comes in its window, of an order that is frozen', () => {
    expect(renewing(frozen, hour(20))).toMatchObject({ code: 'RENEWAL_TOO_EARLY' });
    expect(renewing(frozen, FREEZE_END)).toMatchObject({ code: 'TERM_EXPIRED', detail: { state: 'frozen' } });
    expect(renewing(stopped, hour(20))).toMatchObject({
      ...{ code: 'ORDER_STATE_FORBIDS', detail: { state: 'stopped', command: 'orderRenewal' } },
    });
  });

  test('of letting go says whether that is a stop or a freeze, and how much', () => {
    const matter = { gate: 'release', orderId, amountFen: 10_000_000 };
    expect(releasing(stopped)).toStrictEqual({
      ...{ kind: 'question', matter: { ...matter, instruction: 'release' }, needed: asker, district: 'haidian', since: T0 },
    });
    expect(releasing(frozen)).toMatchObject({ matter: { ...matter, instruction: 'unfreeze' } });
    expect(releasing(requested)).toMatchObject({
      ...{ code: 'ORDER_STATE_FORBIDS', detail: { state: 'requested', command: 'orderRelease' } },
    });
  });

  test('of a longer renewal than six months goes to the prefecture', () => {
    expect(renewalApproval(frozen, at(hour(10)))).toEqual({ level: 'county', legalReview: true });
    expect(renewalApproval({ ...frozen, freezeTermMonths: 7 }, at(hour(10)))).toEqual({ level: 'prefecture', legalReview: true });
  });
});

describe('the filing of a case outside Cordon', () => {
  const alertId = id('alt', 1);
  const alarm = { district: 'haidian', receivedAt: minute(0), taken: false } as const;
  const ask = (over: object = {}, filedAt = minute(20)) =>
    outsideFilingQuestion(
      { ...alarm, ...over },
      { gate: 'outside-filing', alertId, filing: { ...filing, filedAt }, agency: '天津市公安局', reason: 'r' },
      at(minute(30)),
    );

  test('is vouched for by a supervisor of the district', () => {
    expect(ask()).toStrictEqual({
      kind: 'question',
      matter: { gate: 'outside-filing', alertId, filing: { ...filing, filedAt: minute(20) }, agency: '天津市公安局' },
      needed: { role: 'supervisor', level: 'county', legalReview: false },
      ...{ district: 'haidian', since: minute(0) },
    });
  });

  test('is needed by no alarm whose own case is filed, and is that of no case in Cordon', () => {
    expect(ask({ filing })).toMatchObject({ code: 'CASE_ALREADY_FILED' });
    expect(ask({ taken: true })).toMatchObject({ code: 'CASE_NUMBER_TAKEN', detail: { paths: ['/filing/caseNumber'] } });
  });

  test('lies between the alarm and now', () => {
    const paths = ['/filing/filedAt'];
    expect(ask({}, minute(40))).toMatchObject({ code: 'TIME_IN_FUTURE', detail: { paths } });
    expect(ask({}, minute(-10))).toMatchObject({ code: 'TIME_BEFORE_ALARM', detail: { paths } });
  });

  test('a filing that a body names is compared member by member with the one on record', () => {
    expect(namedFilingRefusal(undefined, filing)).toBeUndefined();
    expect(namedFilingRefusal(filing, undefined)).toMatchObject({
      ...{ code: 'CASE_NOT_FILED', detail: { paths: ['/filing/caseNumber'] } },
    });
    expect(namedFilingRefusal({ ...filing }, filing)).toBeUndefined();
    const differs = (over: Partial<typeof filing>) => namedFilingRefusal({ ...filing, ...over }, filing);
    expect(differs({ decisionNumber: 'LA-2026-43' })).toMatchObject({
      ...{ code: 'FILING_DIFFERS', detail: { paths: ['/filing/decisionNumber'] } },
    });
    expect(differs({ caseNumber: 'B', filedAt: minute(61) })).toMatchObject({
      detail: { paths: ['/filing/caseNumber', '/filing/filedAt'] },
    });
  });
});

describe('joining an order that stands', () => {
  const second = account({ transfer: { amountFen: 3_000_000, currency: 'CNY', at: minute(-8), serial: 'TX-2' } });
  const joins = (over: Parameters<typeof plan>[0]) =>
    joinOrder(stopped, plan({ requestId: id('frq', 2), ...over }), at(minute(20)));

  test('nothing joins that the order knows', () => {
    expect(joins({})).toEqual([]);
  });

  test('a new transfer joins with its request and its sum', () => {
    expect(joins({ account: second, ancestors: [id('ord', 7)] })).toStrictEqual([
      {
        type: 'order.joined',
        data: {
          ...{ at: minute(20), transfers: [second.transfer], moneyAt: minute(-8) },
          ...{ requestId: id('frq', 2), tracedFen: 3_000_000, ancestors: [] },
        },
      },
    ]);
  });

  test('a correction joins with no more money than the order that it corrects still has, and with its ancestors', () => {
    const corrects = id('ord', 5);
    const brought = (over: object) => joins({ account: second, corrects, ...over })[0]?.data;
    expect(brought({ tracedFen: 1_000_000, ancestors: [id('ord', 7)] })).toMatchObject({
      ...{ from: corrects, tracedFen: 1_000_000, ancestors: [id('ord', 7)] },
    });
    expect(brought({ tracedFen: 9_000_000 })).toMatchObject({ tracedFen: 3_000_000 });
    expect(brought({ tracedFen: 9_000_000, ancestors: [orderId, id('ord', 7)] })).toMatchObject({
      ...{ tracedFen: 0, ancestors: [id('ord', 7)] },
    });
  });

  test('a new paper joins', () => {
    const documents = [paper('stop-form')];
    expect(joins({ documents })).toStrictEqual([{ type: 'order.documents-added', data: { at: minute(20), documents } }]);
    const has = orderWith(orderFacts.requested({ documents }));
    expect(joinOrder(has, plan({ documents }), at(minute(20)))).toEqual([]);
  });

  test('an order stands while its bank holds the account, or will, and is not told to let go', () => {
    expect(stands(requested, at(minute(20)))).toBe(true);
    expect(stands(orderWith(inLine), at(minute(20)))).toBe(true);
    expect(stands(frozen, at(hour(20)))).toBe(true);
    expect(stands(stopped, at(plus(STOP_END, -1)))).toBe(true);
    expect(stands(stopped, at(STOP_END))).toBe(false);
    expect(stands(orderWith(...untilStopped, laterFacts.extensionOrdered), at(hour(11)))).toBe(true);
    expect(stands(orderWith(...untilStopped, laterFacts.releaseOrdered), at(hour(11)))).toBe(false);
    expect(stands(orderWith(orderFacts.requested(), orderFacts.returned()), at(minute(20)))).toBe(false);
  });
});

describe('the bank finds an order', () => {
  const withdrawn: OrderFact = {
    type: 'order.withdrawn',
    data: { at: minute(2), reason: 'r', officers: [...officers] },
  };

  test('among what it has to do, by when that is due', () => {
    expect(bankEntry(requested).inbox).toMatchObject({ sk: minute(30) });
    expect(bankEntry(stopped).inbox).toMatchObject({ sk: expect.stringMatching(/^done#/) });
  });

  test('among what is done where nothing waits for it any more, if it was ever told of it', () => {
    const sent = orderWith(orderFacts.requested(), orderFacts.sent());
    expect(bankEntry(sent, false).inbox).toMatchObject({ sk: expect.stringMatching(/^done#/) });
    expect(bankEntry(requested, false)).toEqual({});
    expect(bankEntry(orderWith(orderFacts.requested(), withdrawn))).toEqual({});
    expect(bankEntry({ ...sent, sentAt: undefined }, false)).toEqual({});
  });

  test('not where it stood in line and was never the bank’s', () => {
    expect(bankEntry(orderWith(inLine))).toEqual({});
    expect(bankEntry({ ...orderWith(inLine), sentAt: minute(1) })).toEqual({});
  });

  test('by the last change of its task or its answer', () => {
    const { bankChangedAt: _, ...older } = stopped;
    expect(changedForBank(stopped)).toBe(minute(5));
    expect(changedForBank({ ...stopped, bankChangedAt: minute(9) })).toBe(minute(9));
    expect(changedForBank(older as StopOrder)).toBe(minute(5));
    expect(changedForBank({ ...older, answers: [] } as StopOrder)).toBe(minute(1));
  });
});

describe('an order waits', () => {
  const queued = orderWith(inLine);
  test('for the police when its turn in line came with no stop left, until the bank has an instruction', () => {
    expect(waitsOn(queued)).toBeUndefined();
    expect(waitsOn({ ...queued, turnCameAt: hour(50) })).toBe('police');
    const pending = laterFacts.releaseOrdered.data.pending as StopOrder['pending'];
    expect(waitsOn({ ...queued, turnCameAt: hour(50), pending })).toBe('bank');
    expect(waitsOn({ ...stopped, turnCameAt: hour(50) })).toBeUndefined();
  });

  test('for the police near the end of a freeze, as of a stop', () => {
    expect(waitsOn({ ...frozen, expiryWarned: true })).toBe('police');
    expect(waitsOn({ ...queued, expiryWarned: true })).toBeUndefined();
  });

  test('while its bank holds what it stopped, or froze', () => {
    expect(heldFen(stopped)).toBe(10_000_000);
    expect(heldFen(frozen)).toBe(10_000_000);
    expect(heldFen({ ...frozen, frozenFen: 8_000_000 })).toBe(8_000_000);
    expect(heldFen(requested)).toBe(0);
  });
});

describe('papers', () => {
  test('of an order are not older than its alarm; a decision of an older case may be', () => {
    const documents = [paper('other', minute(-60)), paper('freeze-notice', minute(-60)), paper('stop-form', minute(1))];
    given(StopOrders, ...untilStopped)
      .when((order) => addDocuments(order, { documents }, at(hour(1))))
      .thenRefused('TIME_BEFORE_ALARM', { paths: ['/documents/1/issuedAt'] });
  });
});

test('an outflow that an officer declines is cleared no more; the others stay cleared', () => {
  const by = { reason: 'r', officers: [...officers] };
  const order = orderWith(
    ...untilStopped,
    { type: 'order.outflows-cleared', data: { at: minute(20), outflows: [0, 1], ...by } },
    { type: 'order.outflows-declined', data: { at: minute(21), outflows: [0], ...by } },
  );
  expect(order.cleared).toEqual([1]);
  expect(order.edges).toEqual([{ outflow: 0, tracedFen: 0, how: 'cut', cut: 'declined' }]);
});

describe('an answer or a request with something missing or too much', () => {
  test('an execution has its moment, and a stop its sum', () => {
    const sent = [orderFacts.requested(), orderFacts.sent()] as const;
    const paths = ['/effectiveAt'];
    given(StopOrders, ...sent)
      .when((order) => answered(order, { effectiveAt: undefined }))
      .thenRefused('RESULT_INCOMPLETE', { paths });
    given(StopOrders, ...sent)
      .when((order) => answered(order, { stoppedFen: undefined }))
      .thenRefused('RESULT_INCOMPLETE', { paths: ['/stoppedFen'] });
    given(StopOrders, ...untilStopped, laterFacts.freezeOrdered)
      .when((order) => answered(order, { effectiveAt: undefined }))
      .thenRefused('RESULT_INCOMPLETE', { paths });
  });

  test('an order takes no more transfers than it holds', () => {
    const transfer = (n: number) => ({ amountFen: 100, currency: 'CNY', at: minute(-10), serial: `TX-${n}` });
    const transfers = Array.from({ length: MAX_TRANSFERS }, (_, n) => transfer(n + 1));
    const order = orderWith(orderFacts.requested({ account: account({ transfer: transfer(1) }), transfers }));
    const asking = (serials: readonly number[]) => {
      const accounts = serials.map((n) => account({ transfer: transfer(n) }));
      const keys = accounts.map(keyOf);
      return planAccounts(
        requestFreezeInput({ accounts }),
        { alert: alert(), banks: banks('bank-a'), keys, registers: new Map(), orders: new Map([[keyOf(account()), order]]) },
        at(minute(3)),
      );
    };
    expect(asking([MAX_TRANSFERS])).toMatchObject({ orders: [{ orderId, joined: true, tracedFen: 0 }], refused: [] });
    expect(asking([MAX_TRANSFERS + 1, MAX_TRANSFERS + 2])).toMatchObject({
      orders: [],
      refused: [0, 1].map((place) => ({
        ...{ account: place, bankId: 'bank-a', code: 'TOO_MANY_TRANSFERS' },
        errors: [{ path: `/accounts/${place}/transfer`, rule: 'is more than one order takes' }],
      })),
    });
  });
});

describe('a contradiction in what a bank said', () => {
  // the stop took effect at minute 4
  const told = (...outflows: OutflowLine[]): OrderFact => ({
    type: 'order.supplemented',
    data: { at: minute(9), instruction: 'stop', outflows },
  });
  const line = (n: number, moment = minute(30)): OutflowLine => outflow(n, { at: moment });
  const marked = (order: StopOrder, ...facts: OrderFact[]) => contradicted(order, facts, at(minute(40)));

  test('is marked once for each outflow, and told as known the second time', () => {
    const [first] = marked(stopped, told(line(1, minute(2)), line(2)));
    expect(first).toEqual({
      type: 'order.answer-contradicted',
      data: { at: minute(40), contradictions: [{ rule: 'after-stop', outflows: [1] }] },
    });
    const order = orderWith(...untilStopped, told(line(1, minute(2)), line(2)), ...(first === undefined ? [] : [first]));
    expect(marked(order, told(line(3, minute(3))))).toEqual([]);
    expect(marked(order, told(line(3)))).toEqual([
      {
        type: 'order.answer-contradicted',
        data: { at: minute(40), contradictions: [{ rule: 'after-stop', outflows: [2] }], repeated: true },
      },
    ]);
  });

  test('of another rule is news, also of an outflow that is marked already', () => {
    const order = orderWith(...untilStopped, told(line(1)), {
      type: 'order.answer-contradicted',
      data: { at: minute(40), contradictions: [{ rule: 'no-such-account', outflows: [0] }] },
    });
    expect(marked(order, told(line(1)))).toEqual([
      {
        type: 'order.answer-contradicted',
        data: { at: minute(40), contradictions: [{ rule: 'after-stop', outflows: [0] }] },
      },
    ]);
    expect(marked(order)).toEqual([]);
  });
});
