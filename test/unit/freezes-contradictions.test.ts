import { describe, expect, test } from 'vitest';
import { BankResult } from '../../shared/freezes/model.ts';
import { recordReceipt } from '../../shared/freezes/record-receipt.ts';
import { recordResult } from '../../shared/freezes/record-result.ts';
import { type ResultCode, resultCodeList, resultCodes } from '../../shared/freezes/result-codes.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { orderView } from '../../shared/freezes/views.ts';
import { given } from '../support/given.ts';
import {
  bankAt,
  declined,
  kept,
  laterFacts,
  orderWith,
  pending,
  recordNamed,
  registerWith,
  stoppedResult,
  untilFrozen,
  untilStopped,
} from '../support/order-samples.ts';
import { accountFacts, hour, id, minute, orderFacts } from '../support/samples.ts';

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

describe('what a bank says of times before the alarm is a slip of its clock', () => {
  test('of the stop: 48 hours would have begun too early', () => {
    given(StopOrders, ...sent)
      .when((order) => recordResult(order, registerWith(), stoppedResult({ effectiveAt: minute(-1) }), undefined, bankAt(5)))
      .thenRefused('TIME_BEFORE_ALARM', { paths: ['/effectiveAt'] });
    given(StopOrders, ...sent)
      .when((order) => recordResult(order, registerWith(), stoppedResult({ effectiveAt: minute(-0.5) }), undefined, bankAt(5)))
      .thenFacts({ type: 'order.stopped' });
  });

  test('of the receipt', () => {
    given(StopOrders, ...sent)
      .when((order) => recordReceipt(order, { receivedAt: minute(-1) }, undefined, bankAt(2)))
      .thenRefused('TIME_BEFORE_ALARM', { paths: ['/receivedAt'] });
    given(StopOrders, ...sent)
      .when((order) => recordReceipt(order, { receivedAt: minute(-0.5) }, undefined, bankAt(2)))
      .thenFacts({ type: 'order.received' });
  });
});

describe('a dispute', () => {
  const claim = { code: '0000', effectiveAt: minute(3), balanceBeforeFen: 9, stoppedFen: 8 } as const;

  test('keeps what the bank claims now, and shows it to the police without its hash', () => {
    const order = orderWith(...untilStopped);
    const decision = recordResult(order, undefined, stoppedResult(claim), 'jws', bankAt(6));
    expect(decision).toMatchObject({ code: 'RESULT_CONFLICT', facts: [{ type: 'order.disputed', data: claim }] });
    const { disputes } = orderView(kept({ order, register: undefined }, decision).order);
    expect(disputes).toEqual([{ ...claim, at: minute(6), instruction: 'stop', instructionId: id('ins', 1) }]);
  });

  test('is also what an extension after the end of the term leaves', () => {
    given(StopOrders, ...untilStopped, laterFacts.extensionOrdered, laterFacts.expired)
      .when((order) =>
        recordNamed(order, registerWith(), declined('0000', { effectiveAt: hour(48.5) }), undefined, bankAt(49 * 60)),
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
    const after = kept({ order, register }, recordNamed(order, register, done, undefined, bankAt(13 * 60))).order;
    expect(after.status).toBe('released');
    expect([after.expiresAt, after.warnAt]).toEqual([undefined, undefined]);
    expect(StopOrders.index(after).entries).not.toHaveProperty('due');
  }
});
