import { describe, expect, test } from 'vitest';
import { readLine } from '../../functions/bank-orders/bank-body.ts';
import { recordReceipt } from '../../shared/freezes/bank-answer/record-receipt.ts';
import { recordResult } from '../../shared/freezes/bank-answer/record-result.ts';
import { type ResultCode, resultCodeList, resultCodes } from '../../shared/freezes/bank-answer/result-codes.ts';
import { BankResult, type TakenResult } from '../../shared/freezes/model.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { orderView } from '../../shared/freezes/views.ts';
import { DAY, plus } from '../../shared/kernel/time.ts';
import { given } from '../support/given.ts';
import {
  bankAt,
  declined,
  kept,
  laterFacts,
  orderWith,
  outflow,
  pending,
  recordNamed,
  registerWith,
  stoppedResult,
  untilFrozen,
  untilStopped,
} from '../support/order-samples.ts';
import { account, accountFacts, hour, id, minute, orderFacts } from '../support/samples.ts';

const sent = [orderFacts.requested(), orderFacts.sent()] as const;

describe('a well-formed result does not contradict itself', () => {
  const broken = (result: object) => BankResult.safeParse(result).error?.issues.map(({ path }) => path.join('/')) ?? [];
  const holding: readonly string[] = ['stopped', 'partly', 'already'];
  const [stopping, declining] = [true, false].map((holds) =>
    resultCodeList.filter((code: ResultCode) => holding.includes(resultCodes[code].class) === holds),
  );

  test.each(declining ?? [])('%s with a sum that is held', (code) => {
    expect(broken({ code, stoppedFen: 1 })).toEqual(['stoppedFen']);
    expect(broken({ code, stoppedFen: 0 })).toEqual([]);
  });

  test.each(stopping ?? [])('%s with more held than there was', (code) => {
    expect(broken({ code, effectiveAt: minute(4), balanceBeforeFen: 10, stoppedFen: 11 })).toEqual(['balanceBeforeFen']);
    expect(broken({ code, effectiveAt: minute(4), balanceBeforeFen: 10, stoppedFen: 10 })).toEqual([]);
  });
});

describe('an impossible time of a bank is a slip of its clock', () => {
  test('an impossible time of the stop is taken and marked, and the 48 hours run from when the bank was asked', () => {
    given(StopOrders, ...sent)
      .when((order) => recordResult(order, stoppedResult({ effectiveAt: minute(-60) }), { register: registerWith() }, bankAt(5)))
      .thenFacts({
        type: 'order.stopped',
        data: {
          effectiveAt: minute(-60),
          expiresAt: minute(1 + 48 * 60),
          timeDoubt: { reason: 'before-order', said: minute(-60), countedFrom: minute(1) },
        },
      })
      .thenState({ status: 'stopped', timeDoubts: [{ instruction: 'stop', reason: 'before-order' }] });
    given(StopOrders, ...sent)
      .when((order) => recordResult(order, stoppedResult({ effectiveAt: minute(60) }), { register: registerWith() }, bankAt(5)))
      .thenFacts({
        type: 'order.stopped',
        data: { expiresAt: minute(5 + 48 * 60), timeDoubt: { reason: 'in-future', countedFrom: minute(5) } },
      });
    given(StopOrders, ...sent)
      .when((order) => recordResult(order, stoppedResult({ effectiveAt: minute(0.6) }), { register: registerWith() }, bankAt(5)))
      .thenFacts({ type: 'order.stopped' });
  });

  test('any wrong time of the stop is taken: years before 2000 as well as after 2099', () => {
    for (const effectiveAt of ['0001-01-01T00:00:00.000Z', '1970-01-01T00:00:00.000Z', '2001-01-01T00:00:00.000Z'])
      given(StopOrders, ...sent)
        .when((order) => recordResult(order, stoppedResult({ effectiveAt }), { register: registerWith() }, bankAt(5)))
        .thenFacts({ type: 'order.stopped', data: { expiresAt: minute(1 + 48 * 60), timeDoubt: { said: effectiveAt } } });
    const effectiveAt = '9999-12-31T15:59:59.000Z';
    given(StopOrders, ...sent)
      .when((order) => recordResult(order, stoppedResult({ effectiveAt }), { register: registerWith() }, bankAt(5)))
      .thenFacts({ type: 'order.stopped', data: { expiresAt: minute(5 + 48 * 60), timeDoubt: { said: effectiveAt } } });
  });

  test('an outflow with an impossible time is from before the money came, like one of 2001', () => {
    for (const at of ['0001-01-01T00:00:00.000Z', '1999-12-31T23:59:59.000Z', '2001-01-01T00:00:00.000Z'])
      expect(readLine({ ...outflow(1), at })).toEqual({ ...outflow(1), at });
  });

  test('a receipt in doubt says nothing of the clock by which the stop took effect', () => {
    const receipt = recordReceipt(orderWith(...sent), { receivedAt: minute(-1) }, {}, bankAt(2));
    const { order } = kept({ order: orderWith(...sent), register: undefined }, receipt);
    const result = recordResult(
      order,
      stoppedResult({ outflows: [outflow(1, { at: minute(5) })] }),
      { register: registerWith() },
      bankAt(6),
    );
    expect(result.facts.map(({ type }) => type)).toEqual(['order.stopped', 'order.answer-contradicted']);
  });
});

describe('a result that differs from the order counts, and is a dispute', () => {
  const most = 8_000_000;
  const freezing = [
    ...untilStopped,
    { type: 'order.freeze-ordered', data: { at: hour(9), pending: pending('freeze', { termMonths: 6, amountFen: most }) } },
  ] as const;
  const frozen = (over: Pick<TakenResult, 'stoppedFen' | 'expiresAt'>) =>
    given(StopOrders, ...freezing).when((order) =>
      recordNamed(order, declined('0000', { effectiveAt: hour(10), ...over }), { register: registerWith() }, bankAt(601)),
    );

  test('more held than was to be frozen', () => {
    frozen({ stoppedFen: most + 1 })
      .thenFacts({ type: 'order.frozen' }, { type: 'account.frozen' }, { type: 'order.disputed', data: { stoppedFen: most + 1 } })
      .thenState({ status: 'frozen' });
    frozen({ stoppedFen: most }).thenFacts({ type: 'order.frozen' }, { type: 'account.frozen' });
  });

  test('another term of the freeze', () => {
    for (const expiresAt of [plus(hour(10), 20 * DAY), plus(hour(10), 400 * DAY)]) {
      frozen({ expiresAt }).thenFacts(
        { type: 'order.frozen' },
        { type: 'account.frozen' },
        { type: 'order.disputed', data: { instruction: 'freeze', expiresAt } },
      );
    }
  });

  test('a stop that the bank means to hold for longer than the lawful 48 hours', () => {
    for (const expiresAt of [hour(49), hour(90), '2099-12-31T00:00:00.000Z'])
      given(StopOrders, ...sent)
        .when((order) => recordResult(order, stoppedResult({ expiresAt }), { register: registerWith() }, bankAt(5)))
        .thenFacts(
          { type: 'order.stopped', data: { expiresAt: minute(4 + 48 * 60) } },
          { type: 'order.disputed', data: { expiresAt } },
        )
        .thenState({ status: 'stopped' });
  });

  test('a stop whose end the bank puts before its beginning', () => {
    const said = { effectiveAt: '2001-01-01T00:00:00.000Z', expiresAt: '2001-01-03T00:00:00.000Z' };
    given(StopOrders, ...sent)
      .when((order) => recordResult(order, stoppedResult(said), { register: registerWith() }, bankAt(5)))
      .thenFacts(
        { type: 'order.stopped', data: { expiresAt: minute(1 + 48 * 60), timeDoubt: { reason: 'before-order' } } },
        { type: 'order.disputed', data: said },
      );
  });

  test('more held than the sum that was to be stopped', () => {
    const ofSum = orderFacts.requested({ account: account({ scope: 'sum', amountFen: 3_000_000 }) });
    const stopping = (stoppedFen: number) =>
      given(StopOrders, ofSum, orderFacts.sent()).when((order) =>
        recordResult(order, stoppedResult({ stoppedFen }), { register: registerWith() }, bankAt(5)),
      );
    stopping(3_000_001)
      .thenFacts({ type: 'order.stopped' }, { type: 'order.disputed', data: { instruction: 'stop', stoppedFen: 3_000_001 } })
      .thenState({ status: 'stopped', stoppedFen: 3_000_001 });
    stopping(3_000_000).thenFacts({ type: 'order.stopped' });
  });
});

describe('a dispute', () => {
  const claim = { code: '0000', effectiveAt: minute(3), balanceBeforeFen: 9, stoppedFen: 8 } as const;

  test('keeps what the bank claims now, and shows it to the police without its hash', () => {
    const order = orderWith(...untilStopped);
    const decision = recordResult(order, stoppedResult(claim), { register: undefined, signature: 'jws' }, bankAt(6));
    expect(decision).toMatchObject({ code: 'RESULT_CONFLICT', facts: [{ type: 'order.disputed', data: claim }] });
    const { disputes } = orderView(kept({ order, register: undefined }, decision).order);
    expect(disputes).toEqual([{ ...claim, at: minute(6), instruction: 'stop', instructionId: id('ins', 1) }]);
  });

  test('is also what an extension after the end of the term leaves', () => {
    given(StopOrders, ...untilStopped, laterFacts.extensionOrdered, laterFacts.expired)
      .when((order) =>
        recordNamed(order, declined('0000', { effectiveAt: hour(48.5) }), { register: registerWith() }, bankAt(49 * 60)),
      )
      .thenRefused('TERM_EXPIRED', {}, { type: 'order.disputed', data: { instruction: 'extend', effectiveAt: hour(48.5) } })
      .thenState({ disputes: [{ code: '0000', effectiveAt: hour(48.5) }] });
  });
});

test('once the account is let go no term runs', () => {
  const released = orderWith(...untilStopped, laterFacts.releaseOrdered);
  const unfreezing = orderWith(...untilFrozen, {
    type: 'order.unfreeze-ordered',
    data: { at: hour(12), pending: pending('unfreeze', { issuedAt: hour(12) }) },
  });
  for (const order of [released, unfreezing]) {
    const register = registerWith(accountFacts.stopCounted());
    const done = declined('0000', { effectiveAt: hour(13) });
    const after = kept({ order, register }, recordNamed(order, done, { register }, bankAt(13 * 60))).order;
    expect(after.status).toBe('released');
    expect([after.expiresAt, after.warnAt]).toEqual([undefined, undefined]);
    expect(StopOrders.index(after).entries).not.toHaveProperty('due');
  }
});
