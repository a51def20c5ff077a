import { describe, expect, test } from 'vitest';
import { attemptOf } from '../../shared/freezes/bank-answer/answering.ts';
import { PhoneResult, recordPhoneResult } from '../../shared/freezes/bank-answer/phone-result.ts';
import { recordResult } from '../../shared/freezes/bank-answer/record-result.ts';
import type { TakenResult } from '../../shared/freezes/model.ts';
import type { OrderFact } from '../../shared/freezes/order/order-facts.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { plus } from '../../shared/kernel/time.ts';
import { given } from '../support/given.ts';
import {
  bankAt,
  declined,
  kept,
  lastGiven,
  laterFacts,
  orderWith,
  outflow,
  pending,
  registerWith,
  stoppedResult,
  untilStopped,
} from '../support/order-samples.ts';
import { accountFacts, hour, id, minute, officers, orderFacts, policy } from '../support/samples.ts';

const sent = [orderFacts.requested(), orderFacts.sent()] as const;
const asked = orderWith(...sent);
const tolerance = policy.amount('clock.tolerance', minute(5));
const call = { spokenWith: { name: '周某', phone: '010-66000001' }, at: minute(4), officers: [...officers] };
const answer = (order: StopOrder, over: Partial<TakenResult> = {}, known: object = {}, at = 5) =>
  recordResult(order, { ...stoppedResult(), ...over }, { register: registerWith(), ...known }, bankAt(at));
const record = (order: StopOrder, decision: ReturnType<typeof answer>) => kept({ order, register: undefined }, decision).order;

/** The order was withdrawn before the bank answered: its recall is on the way. */
const recalling = orderWith(...sent, {
  type: 'order.withdrawn',
  data: { at: minute(3), reason: 'r', officers: [...officers], pending: pending('recall', { issuedAt: minute(3) }) },
});
/** The order stood in line, and its turn came with a new stop. */
const turn = (...line: readonly number[]) => ({
  order: orderWith(
    ...sent,
    orderFacts.alreadyHeld(),
    { type: 'order.lined-up', data: { at: minute(6), reason: 'r' } },
    {
      type: 'order.taken-from-line',
      data: {
        ...{ at: hour(30), dueAt: hour(30.5), instructionId: id('ins', 30) },
        timetable: { from: hour(30), rungs: [], giveUpAt: hour(54) },
      },
    },
  ),
  register: registerWith(
    accountFacts.stopCounted(),
    ...line.map((number) => accountFacts.linedUp({ orderId: id('ord', number), alertId: id('alt', number) })),
  ),
});

describe('the answer to a stop', () => {
  test('says which instruction and attempt it answers, and all that the bank said beside it', () => {
    const unread = { faults: [{ path: '/x', rule: 'is not known' }] };
    const { facts } = answer(asked, { remark: 'r', unread, expiresAt: hour(20) }, { signature: 'jws' });
    expect(facts).toStrictEqual([
      {
        type: 'order.stopped',
        data: {
          ...{ at: minute(5), remark: 'r', unread, signature: 'jws', timeDoubt: undefined, effectiveAt: minute(4) },
          openedAt: undefined,
          answer: {
            ...{ instruction: 'stop', instructionId: id('ins', 1), attempt: 0, hash: expect.any(String), code: '0000' },
            ...{ at: minute(5), late: false },
          },
          ...{ expiresAt: hour(20), warnAt: hour(14), balanceBeforeFen: 10_000_000, stoppedFen: 10_000_000, partly: false },
          outflows: [],
        },
      },
    ]);
  });

  test('by telephone names the call, with what was said of the moment and the sum', () => {
    const [stop] = answer(asked, {}, { call }).facts;
    expect(stop).toMatchObject({
      data: { answer: { channel: 'phone', phone: { call, effectiveAt: minute(4), stoppedFen: 10_000_000 } } },
    });
  });

  test('needs the moment and the sum, of which the moment is asked for first', () => {
    const incomplete = (over: Partial<TakenResult>) => answer(asked, over);
    expect(incomplete({ stoppedFen: undefined })).toMatchObject({ detail: { paths: ['/stoppedFen'] } });
    const { effectiveAt: _, ...timeless } = stoppedResult({ stoppedFen: undefined });
    expect(recordResult(asked, timeless, { register: undefined }, bankAt(5))).toMatchObject({
      ...{ code: 'RESULT_INCOMPLETE', detail: { paths: ['/effectiveAt'] }, facts: [] },
    });
  });

  test('keeps the outflows that the order does not have yet, those from the future as such', () => {
    const told: OrderFact = {
      type: 'order.supplemented',
      data: { at: minute(3), instruction: 'stop', outflows: [outflow(1)] },
    };
    const outflows = [outflow(1), outflow(2), outflow(3, { at: hour(1) })];
    for (const code of ['0000', '0301', '1303', '1304'] as const)
      expect(answer(orderWith(...sent, told), { code, outflows }).facts[0], code).toMatchObject({
        data: { outflows: [{ serial: 'OUT-2' }, { serial: 'OUT-3', cut: 'in-future' }] },
      });
  });

  test('ends before the lawful 48 hours only if the bank names an end after the beginning', () => {
    const ends = (expiresAt: string, effectiveAt = minute(4)) => {
      const [stop] = answer(asked, { expiresAt, effectiveAt }).facts;
      return stop !== undefined && 'expiresAt' in stop.data ? stop.data.expiresAt : undefined;
    };
    const lawful = minute(4 + 48 * 60);
    expect(ends(plus(minute(4), 1))).toBe(plus(minute(4), 1));
    // the bank's clock was an hour slow, so that the term counts from when it was asked
    expect(ends(minute(1), minute(-60))).toBe(minute(1 + 48 * 60));
    expect(ends(plus(lawful, -1))).toBe(plus(lawful, -1));
  });

  test('from when the stop was taken back says so, and counts again if it no longer did', () => {
    const [crossed, ...rest] = answer(recalling, {}, { register: registerWith() }).facts;
    expect(crossed).toMatchObject({ type: 'order.stopped', data: { afterWithdrawal: true } });
    expect(rest).toEqual([]);
    const other = registerWith(accountFacts.stopCounted({ orderId: id('ord', 7) }), accountFacts.stopCounted({}, 'extension'));
    for (const register of [undefined, other])
      expect(answer(recalling, {}, { register }).facts.slice(1)).toStrictEqual([
        {
          type: 'account.stop-counted',
          data: {
            ...{ at: minute(5), accountKey: asked.accountKey, bankId: 'bank-a', orderId: id('ord', 1), alertId: id('alt', 1) },
            kind: 'stop',
          },
        },
      ]);
    expect(answer(asked, {}, { register: undefined }).facts).toHaveLength(1);
    expect(answer(asked).facts[0]?.data).not.toHaveProperty('afterWithdrawal');
  });

  test('that the bank cannot be reached is no news of a stop that was taken back', () => {
    const unreached = { ...declined('1100'), instructionId: id('ins', 1) };
    expect(recordResult(recalling, unreached, { register: registerWith() }, bankAt(5)).facts).toEqual([]);
  });

  test.each([['0301'], ['0600'], ['1303'], ['1304']] as const)('%s gives the turn in line to the next', (code) => {
    const { order, register } = turn(8);
    const facts = answer(order, { code, instructionId: id('ins', 30) }, { register }, 1_805).facts;
    expect(facts.slice(1)).toMatchObject([
      { type: 'account.stop-voided', data: { kind: 'stop' } },
      { type: 'account.freed', data: { next: id('ord', 8) } },
    ]);
    expect(answer(order, { code, instructionId: id('ins', 30) }, { register: turn().register }, 1_805).facts).toHaveLength(2);
  });

  test('is late after the thirty minutes only if it answers the stop', () => {
    const releasing = orderWith(...untilStopped, laterFacts.releaseOrdered);
    const { instructionId } = lastGiven(releasing);
    expect(answer(releasing, { code: '1300', instructionId }, {}, 700).facts[0]).toMatchObject({
      data: { answer: { late: false } },
    });
    expect(answer(asked, {}, {}, 31).facts[0]).toMatchObject({ data: { answer: { late: true } } });
    expect(answer(asked, {}, {}, 30).facts[0]).toMatchObject({ data: { answer: { late: false } } });
  });
});

describe('an answer to ask again', () => {
  const unreached = (order: StopOrder, at = 5) => answer(order, { code: '1100', effectiveAt: undefined }, {}, at).facts;

  test('is one of its attempt: a retry that is scheduled has not been made', () => {
    expect([
      attemptOf(asked),
      attemptOf({ ...asked, retries: 2 }),
      attemptOf({ ...asked, retries: 2, retryAt: minute(9) }),
    ]).toEqual([...[0, 2, 1]]);
  });

  test('schedules a retry after a pause that doubles, and at last the telephone', () => {
    const delay = policy.amount('bank.retry-delay', minute(5));
    for (const retries of [0, 1, 2])
      expect(unreached({ ...asked, retries })).toMatchObject([
        { type: 'order.retry-scheduled', data: { retry: retries + 1, retryAt: plus(minute(5), delay * 2 ** retries) } },
      ]);
    expect(unreached({ ...asked, retries: 3 })).toMatchObject([
      { type: 'order.handed-to-phone', data: { answer: { instruction: 'stop', attempt: 3, code: '1100' } } },
    ]);
  });

  test('changes nothing while one is scheduled, or officers telephone', () => {
    expect(unreached({ ...asked, retries: 1, retryAt: minute(6) })).toEqual([]);
    expect(unreached({ ...asked, onPhone: true })).toEqual([]);
  });

  test('is the same only while the bank was not asked again', () => {
    const once = record(asked, answer(asked, { code: '1100' }));
    expect(unreached({ ...once, retryAt: undefined }, 7)).toMatchObject([{ type: 'order.retry-scheduled', data: { retry: 2 } }]);
  });
});

describe('an answer by telephone', () => {
  const entered = (over: object = {}, at = 5, order = asked) =>
    recordPhoneResult(
      order,
      { result: { ...stoppedResult(), outflows: [] }, call: { ...call, ...over } },
      { register: undefined },
      bankAt(at),
    );

  test('is heard by two officers, after the alarm and before now, as far as clocks tell', () => {
    expect(entered()).toMatchObject({ facts: [{ type: 'order.stopped', data: { answer: { channel: 'phone' } } }] });
    const [one] = officers;
    expect(entered({ officers: [one, one] })).toMatchObject({
      code: 'SAME_OFFICER_TWICE',
      detail: { paths: ['/call/officers/1'] },
    });
    const paths = ['/call/at'];
    expect(entered({ at: plus(minute(5), tolerance) })).toMatchObject({ kind: 'acceptance' });
    expect(entered({ at: plus(minute(5), tolerance + 1) })).toMatchObject({ code: 'TIME_IN_FUTURE', detail: { paths } });
    expect(entered({ at: plus(minute(0), -tolerance) })).toMatchObject({ kind: 'acceptance' });
    expect(entered({ at: plus(minute(0), -tolerance - 1) })).toMatchObject({ code: 'TIME_BEFORE_ALARM', detail: { paths } });
  });

  test('is an answer: that the bank cannot be reached is none', () => {
    const read = (result: object) => PhoneResult.safeParse({ result, call }).error?.issues.map(({ path }) => path.join('/'));
    for (const code of ['1100', '1101']) expect(read({ code }), code).toEqual(['result/code']);
    for (const code of ['1300', '0600', '1303']) expect(read({ code }), code).toBeUndefined();
  });

  const slack = policy.amount('phone.time-slack', minute(6));
  const said = (over: Partial<TakenResult> = {}) => record(asked, answer(asked, over, { call }));
  const written = (order: StopOrder, over: Partial<TakenResult>) => answer(order, over, {}, 20);

  test('is confirmed by a written one that agrees: the code, the sum, and the moment as it is said on the telephone', () => {
    const order = said();
    const agrees = { kind: 'acceptance', facts: [] };
    for (const apart of [0, slack, -slack])
      expect(written(order, { effectiveAt: plus(minute(4), apart), balanceBeforeFen: undefined })).toEqual(agrees);
    for (const over of [
      { effectiveAt: plus(minute(4), slack + 1) },
      { effectiveAt: plus(minute(4), -slack - 1) },
      { stoppedFen: 9_999_999 },
      { code: '1200' as const, balanceBeforeFen: undefined },
    ])
      expect(written(order, over), JSON.stringify(over)).toMatchObject({ code: 'RESULT_CONFLICT' });
  });

  test('is confirmed where either leaves out the sum or the moment', () => {
    const bare = record(asked, answer(asked, { code: '1304', effectiveAt: undefined, stoppedFen: undefined }, { call }));
    expect(written(bare, { code: '1304', effectiveAt: minute(2), stoppedFen: 0 })).toMatchObject({ kind: 'acceptance' });
    const full = record(asked, answer(asked, { code: '1304', effectiveAt: minute(-60), stoppedFen: 0 }, { call }));
    expect(written(full, { code: '1304', effectiveAt: undefined, stoppedFen: undefined })).toMatchObject({ kind: 'acceptance' });
    expect(written(full, { code: '1304', effectiveAt: undefined, stoppedFen: 5 })).toMatchObject({ code: 'RESULT_CONFLICT' });
  });

  test('is not confirmed by another call, and confirms nothing that the bank wrote', () => {
    const balance = { balanceBeforeFen: undefined };
    expect(answer(said(), balance, { call }, 20)).toMatchObject({ code: 'RESULT_CONFLICT' });
    expect(written(record(asked, answer(asked)), balance)).toMatchObject({ code: 'RESULT_CONFLICT' });
  });

  test('is confirmed by an answer with further outflows: they are taken', () => {
    expect(written(said(), { balanceBeforeFen: undefined, outflows: [outflow(1)] })).toMatchObject({
      facts: [{ type: 'order.supplemented', data: { outflows: [{ serial: 'OUT-1' }] } }],
    });
  });
});

test('the result of an order that was never asked is refused, with the command that its state forbids', () => {
  given(StopOrders, { type: 'order.turned-down', data: { ...orderFacts.requested().data, code: 'STOP_LIMIT_REACHED' } })
    .when((order) => answer(order))
    .thenRefused('ORDER_STATE_FORBIDS', { state: 'turned-down', command: 'stop' });
});
