import { describe, expect, test } from 'vitest';
import { recordResult } from '../../shared/freezes/bank-answer/record-result.ts';
import { resultCodeList, resultCodes } from '../../shared/freezes/bank-answer/result-codes.ts';
import { BankResult } from '../../shared/freezes/model.ts';
import { takeFromLine } from '../../shared/freezes/order/line.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { orderView } from '../../shared/freezes/views.ts';
import { given } from '../support/given.ts';
import {
  bankAt,
  declined,
  kept,
  lastGiven,
  orderWith,
  outflow,
  registerWith,
  stoppedResult,
  untilStopped,
} from '../support/order-samples.ts';
import { context, hour, id, minute, orderFacts } from '../support/samples.ts';

const sent = [orderFacts.requested(), orderFacts.sent()] as const;
const at5 = bankAt(5);
const voided = { type: 'account.stop-voided', data: { orderId: id('ord', 1), kind: 'stop' } };

describe('a bank’s result of the stop', () => {
  test('stopped: the clock stops, and 48 hours run from the bank’s execution', () => {
    given(StopOrders, ...sent)
      .when((order) => recordResult(order, stoppedResult(), { register: registerWith(), signature: 'jws' }, at5))
      .thenFacts({
        type: 'order.stopped',
        data: {
          at: minute(5),
          effectiveAt: minute(4),
          expiresAt: minute(4 + 48 * 60),
          warnAt: minute(4 + 42 * 60),
          partly: false,
          signature: 'jws',
        },
      })
      .thenState({
        status: 'stopped',
        answeredAt: minute(5),
        effectiveAt: minute(4),
        stoppedFen: 10_000_000,
        expiryWarned: false,
      });
  });

  test('the bank may release earlier, but never later than 48 hours', () => {
    const result = (expiresAt: string) =>
      recordResult(orderWith(...sent), stoppedResult({ expiresAt }), { register: undefined }, at5);
    expect(result(hour(24)).facts).toMatchObject([{ data: { expiresAt: hour(24), warnAt: hour(18) } }]);
    const ends = minute(4 + 48 * 60);
    expect(result(ends).facts).toMatchObject([{ data: { expiresAt: ends } }]);
    expect(result(minute(4.5 + 48 * 60)).facts).toMatchObject([{ data: { expiresAt: ends } }]);
  });

  test('a partial stop is a stop; its outflows are kept', () => {
    const result = stoppedResult({ code: '1200', stoppedFen: 300, outflows: [outflow(1), outflow(2)] });
    given(StopOrders, ...sent)
      .when((order) => recordResult(order, result, { register: registerWith() }, at5))
      .thenFacts({ type: 'order.stopped', data: { partly: true, stoppedFen: 300 } })
      .thenState({ status: 'stopped', outflows: [{ serial: 'OUT-1' }, { serial: 'OUT-2' }] });
  });

  test('an outflow named twice is one outflow', () => {
    const result = stoppedResult({ outflows: [outflow(1), outflow(2), outflow(1)] });
    const { order } = kept(
      { order: orderWith(...sent), register: undefined },
      recordResult(orderWith(...sent), result, { register: undefined }, at5),
    );
    expect(order.outflows.map(({ serial }) => serial)).toEqual(['OUT-1', 'OUT-2']);
  });

  test('every code is taken, and does what its class says', () => {
    const becomes = {
      stopped: 'stopped',
      partly: 'stopped',
      fix: 'returned',
      papers: 'returned',
      already: 'already-held',
      final: 'failed',
      retry: 'sent',
    };
    for (const code of resultCodeList) {
      const order = orderWith(...sent);
      const decision = recordResult(order, { ...stoppedResult(), code }, { register: registerWith() }, at5);
      const state = kept({ order, register: registerWith() }, decision);
      expect(state.order.status, code).toBe(becomes[resultCodes[code].class]);
      const counts = ['stopped', 'partly', 'retry'].includes(resultCodes[code].class);
      expect(state.register?.stops.length, code).toBe(counts ? 1 : 0);
    }
  });

  test('a stop that the bank did not execute does not count against the account', () => {
    given(StopOrders, ...sent)
      .when((order) => recordResult(order, declined('0301', { remark: 'name differs' }), { register: registerWith() }, at5))
      .thenFacts(
        { type: 'order.returned', data: { class: 'fix', remark: 'name differs', answer: { code: '0301', late: false } } },
        voided,
      )
      .thenState({ status: 'returned', answeredAt: minute(5) });
    given(StopOrders, ...sent)
      .when((order) => recordResult(order, declined('0600'), { register: registerWith() }, at5))
      .thenFacts({ type: 'order.returned', data: { class: 'papers' } }, voided);
    given(StopOrders, ...sent)
      .when((order) => recordResult(order, declined('1303'), { register: registerWith() }, at5))
      .thenFacts({ type: 'order.already-held' }, voided);
    given(StopOrders, ...sent)
      .when((order) => recordResult(order, declined('1304'), { register: registerWith() }, at5))
      .thenFacts({ type: 'order.failed' }, voided);
  });

  test('a result before Cordon noted that the order was sent is taken', () => {
    given(StopOrders, orderFacts.requested())
      .when((order) => recordResult(order, stoppedResult(), { register: registerWith() }, at5))
      .thenFacts({ type: 'order.stopped' });
  });

  test('a result of an order that the bank was never asked is refused', () => {
    given(StopOrders, { type: 'order.placed-in-line', data: { ...orderFacts.requested().data, waitsFor: id('ord', 9) } })
      .when((order) => recordResult(order, stoppedResult(), { register: registerWith() }, at5))
      .thenRefused('ORDER_STATE_FORBIDS', { state: 'in-line' });
    given(StopOrders, { type: 'order.turned-down', data: { ...orderFacts.requested().data, code: 'STOP_LIMIT_REACHED' } })
      .when((order) => recordResult(order, stoppedResult(), { register: registerWith() }, at5))
      .thenRefused('ORDER_STATE_FORBIDS', { state: 'turned-down' });
  });
});

describe('what a result must say', () => {
  test('how much was stopped', () => {
    given(StopOrders, ...sent)
      .when((order) => recordResult(order, stoppedResult({ stoppedFen: undefined }), { register: undefined }, at5))
      .thenRefused('RESULT_INCOMPLETE', { paths: ['/stoppedFen'] });
  });

  test('clocks may differ a little', () => {
    given(StopOrders, ...sent)
      .when((order) => recordResult(order, stoppedResult({ effectiveAt: minute(5.4) }), { register: undefined }, at5))
      .thenFacts({ type: 'order.stopped' });
  });

  test('an end later than its beginning', () => {
    const { error } = BankResult.safeParse({ code: '0000', effectiveAt: minute(4), stoppedFen: 1, expiresAt: minute(4) });
    expect(error?.issues).toMatchObject([{ path: ['expiresAt'] }]);
    expect(BankResult.safeParse({ code: '0000', stoppedFen: 1 }).error?.issues).toMatchObject([{ path: ['effectiveAt'] }]);
  });
});

describe('lateness', () => {
  const breached = [...sent, { type: 'order.breached', data: { at: minute(30), rung: 'breach', dueAt: minute(30) } }] as const;

  test('a result at the thirtieth minute is in time, one at minute 40 is recorded as late', () => {
    given(StopOrders, ...sent)
      .when((order) => recordResult(order, stoppedResult(), { register: undefined }, bankAt(30)))
      .thenFacts({ type: 'order.stopped', data: { answer: { late: false } } });
    given(StopOrders, ...breached)
      .when((order) => recordResult(order, stoppedResult({ effectiveAt: minute(39) }), { register: undefined }, bankAt(40)))
      .thenFacts({ type: 'order.stopped', data: { answer: { late: true } } })
      .thenState({ status: 'stopped', effectiveAt: minute(39) });
  });

  test('a result after Cordon has stopped waiting is not lost', () => {
    given(StopOrders, ...breached, { type: 'order.unanswered', data: { at: hour(24), dueAt: hour(24) } })
      .when((order) =>
        recordResult(order, stoppedResult({ effectiveAt: hour(25) }), { register: registerWith() }, bankAt(26 * 60)),
      )
      .thenFacts({ type: 'order.stopped', data: { answer: { late: true } } })
      .thenState({ status: 'stopped', answeredAt: hour(26) });
  });
});

describe('the same result, and another', () => {
  const first = stoppedResult();
  const answered = kept(
    { order: orderWith(...sent), register: registerWith() },
    recordResult(orderWith(...sent), first, { register: registerWith() }, at5),
  );

  test('the same result twice counts once', () => {
    expect(
      recordResult(answered.order, stoppedResult(), { register: answered.register, signature: 'another signature' }, bankAt(6)),
    ).toEqual({
      kind: 'acceptance',
      facts: [],
    });
  });

  test('the same result is the same in any spelling of its moments', () => {
    const zoned = stoppedResult({ effectiveAt: '2026-11-22T09:34:00+08:00' });
    expect(recordResult(answered.order, zoned, { register: answered.register }, bankAt(6)).facts).toEqual([]);
  });

  test('another second result is refused, and recorded as a dispute', () => {
    const other = stoppedResult({ stoppedFen: 1 });
    const decision = recordResult(answered.order, other, { register: answered.register, signature: 'jws' }, bankAt(6));
    expect(decision).toMatchObject({
      kind: 'refusal',
      code: 'RESULT_CONFLICT',
      facts: [{ type: 'order.disputed', data: { instruction: 'stop', code: '0000', signature: 'jws' } }],
    });
    const disputed = kept(answered, decision);
    expect(disputed.order).toMatchObject({ status: 'stopped', stoppedFen: 10_000_000, answeredAt: minute(5) });
    expect(recordResult(disputed.order, other, { register: disputed.register }, bankAt(7))).toMatchObject({
      code: 'RESULT_CONFLICT',
      facts: [],
    });
    expect(recordResult(disputed.order, first, { register: disputed.register }, bankAt(8))).toEqual({
      kind: 'acceptance',
      facts: [],
    });
  });

  test('the first result wins even if the second says that the account is stopped', () => {
    given(StopOrders, ...sent, orderFacts.returned())
      .when((order) => recordResult(order, stoppedResult(), { register: registerWith() }, bankAt(9)))
      .thenRefused('RESULT_CONFLICT', { state: 'returned' }, { type: 'order.disputed' })
      .thenState({ status: 'returned' });
  });

  test('a system that contradicts itself without end does not fill the record', () => {
    let state = { order: orderWith(...untilStopped), register: undefined as ReturnType<typeof registerWith> | undefined };
    for (let fen = 1; fen <= 30; fen += 1) {
      state = kept(state, recordResult(state.order, stoppedResult({ stoppedFen: fen }), { register: undefined }, bankAt(10)));
    }
    expect(state.order.disputes).toHaveLength(20);
    // the refusal and the order say how many more came
    expect(orderView(state.order)).toMatchObject({ disputesNotKept: 10 });
    const again = (fen: number) =>
      recordResult(state.order, stoppedResult({ stoppedFen: fen }), { register: undefined }, bankAt(11));
    expect(again(31)).toMatchObject({
      ...{ code: 'RESULT_CONFLICT', detail: { disputesNotKept: 11 } },
      facts: [{ type: 'order.dispute-not-kept', data: { instruction: 'stop', code: '0000' } }],
    });
    // said again at once it counts no more, and what is kept is no news
    expect(again(30)).toMatchObject({ code: 'RESULT_CONFLICT', detail: { disputesNotKept: 10 }, facts: [] });
    expect(again(1)).toMatchObject({ code: 'RESULT_CONFLICT', facts: [] });
    expect(again(1)).not.toMatchObject({ detail: { disputesNotKept: expect.anything() } });
  });

  test('a contradicting result of a stop before the turn in the line is a dispute, too, while the bank is asked for the next', () => {
    const line = { facts: [{ type: 'order.lined-up' as const, data: { at: minute(6), reason: 'r' } }] };
    const lined = kept({ order: orderWith(...sent, orderFacts.alreadyHeld()), register: registerWith() }, line);
    const turn = kept(lined, takeFromLine(lined.order, lined.register, context({ now: minute(7) })));
    expect(turn.order.status).toBe('requested');
    const { instructionId } = lastGiven(lined.order);
    const other = recordResult(turn.order, { ...stoppedResult(), instructionId }, { register: turn.register }, bankAt(8));
    expect(other).toMatchObject({ code: 'RESULT_CONFLICT', facts: [{ type: 'order.disputed' }] });
    expect(kept(turn, other).order).toMatchObject({ status: 'requested', disputes: [{ code: '0000' }] });
  });
});

describe('bank or platform unreachable', () => {
  const retryAt = (minutes: number) => ({ type: 'order.retry-scheduled', data: { retryAt: minute(minutes) } });

  test('asked again after a minute, then two, then four; then the telephone, once', () => {
    let state: { order: ReturnType<typeof orderWith>; register: ReturnType<typeof registerWith> | undefined } = {
      order: orderWith(...sent),
      register: registerWith(),
    };
    const answer = (minutes: number) => {
      const { facts } = recordResult(state.order, declined('1100'), { register: state.register }, bankAt(minutes));
      state = kept(state, { facts });
      return facts;
    };
    const askAgain = (minutes: number) => {
      state = kept(state, { facts: [orderFacts.sent({ at: minute(minutes), purpose: 'retry' })] });
    };
    expect(answer(2)).toMatchObject([retryAt(3)]);
    expect(answer(2)).toEqual([]);
    askAgain(3);
    expect(answer(3)).toMatchObject([retryAt(5)]);
    askAgain(5);
    expect(answer(5)).toMatchObject([retryAt(9)]);
    askAgain(9);
    expect(answer(9)).toMatchObject([{ type: 'order.handed-to-phone' }]);
    expect(answer(10)).toEqual([]);
    expect(recordResult(state.order, declined('1101'), { register: state.register }, bankAt(11)).facts).toEqual([]);
    expect(state.order).toMatchObject({ status: 'sent', retries: 3, onPhone: true });
    expect(state.order.answeredAt).toBeUndefined();
    expect(state.register?.stops).toHaveLength(1);
  });

  test('the clock runs on, and the real answer may come at any time', () => {
    const scheduled = kept(
      { order: orderWith(...sent), register: undefined },
      recordResult(orderWith(...sent), declined('1101'), { register: undefined }, at5),
    );
    given(StopOrders, ...sent)
      .when(() => recordResult(scheduled.order, stoppedResult(), { register: undefined }, at5))
      .thenFacts({ type: 'order.stopped', data: { answer: { attempt: 0 } } });
  });
});

describe('an order that stood in line', () => {
  test('may be told again that the account is held', () => {
    const facts = [
      ...sent,
      orderFacts.alreadyHeld(),
      { type: 'order.lined-up', data: { at: minute(6), reason: 'first in line' } },
    ] as const;
    const held = declined('1303');
    const again = kept(
      { order: orderWith(...facts), register: undefined },
      {
        facts: [
          {
            type: 'order.taken-from-line',
            data: { at: hour(30), dueAt: hour(30.5), timetable: { from: hour(30), rungs: [], giveUpAt: hour(54) } },
          },
        ],
      },
    );
    expect(again.order).toMatchObject({ status: 'requested', dueAt: hour(30.5) });
    expect(again.order.answeredAt).toBeUndefined();
    const decision = recordResult(again.order, held, { register: undefined }, bankAt(30 * 60 + 5));
    expect(decision.facts).toMatchObject([{ type: 'order.already-held', data: { answer: { late: false } } }]);
  });
});
