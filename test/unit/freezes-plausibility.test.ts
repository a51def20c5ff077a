import { describe, expect, test } from 'vitest';
import { recordResult } from '../../shared/freezes/bank-answer/record-result.ts';
import type { TakenResult } from '../../shared/freezes/model.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { plus, SECOND } from '../../shared/kernel/time.ts';
import { given } from '../support/given.ts';
import { bankAt, declined, kept, orderWith, outflow, stoppedResult } from '../support/order-samples.ts';
import { account, minute, orderFacts, plan, policy } from '../support/samples.ts';

/** A transfer of 100,000 yuan. */
const CAME_IN = 10_000_000;
const sent = [orderFacts.requested(), orderFacts.sent()] as const;

function answered(result: TakenResult, order = orderWith(...sent)): StopOrder {
  return kept({ order, register: undefined }, recordResult(order, result, { register: undefined }, bankAt(6))).order;
}

const short = (over: Partial<TakenResult>) => stoppedResult({ code: '1200', balanceBeforeFen: 0, stoppedFen: 0, ...over });
const marks = ({ contradictions }: StopOrder) => contradictions?.map(({ rule, outflows }) => [rule, outflows]);

describe('an answer that contradicts itself is taken, kept whole, and marked', () => {
  test('a bank that knows no such account cannot know what went out of it', () => {
    given(StopOrders, ...sent)
      .when((order) =>
        recordResult(order, declined('0300', { outflows: [outflow(1), outflow(2)] }), { register: undefined }, bankAt(6)),
      )
      .thenFacts(
        { type: 'order.returned', data: { answer: { code: '0300' } } },
        {
          type: 'order.answer-contradicted',
          data: { at: minute(6), contradictions: [{ rule: 'no-such-account', outflows: [0, 1] }] },
        },
      )
      .thenState({ status: 'returned', answeredAt: minute(6), outflows: [{ serial: 'OUT-1' }, { serial: 'OUT-2' }] });
    expect(marks(answered(declined('0301', { outflows: [outflow(1)] })))).toBeUndefined();
    expect(marks(answered(declined('0300')))).toBeUndefined();
  });

  test('money does not go out once the stop has taken effect; a bank’s clock may be off by seconds', () => {
    const slack = policy.amount('clock.tolerance', minute(6));
    const ats = [minute(2), minute(4), plus(minute(4), slack), plus(minute(4), slack + SECOND), minute(6)];
    const order = answered(short({ effectiveAt: minute(4), outflows: ats.map((at, i) => outflow(i, { at })) }));
    expect(marks(order)).toEqual([['after-stop', [3, 4]]]);
    expect(order).toMatchObject({ status: 'stopped', answeredAt: minute(6), effectiveAt: minute(4) });
    expect(order.outflows).toHaveLength(5);
  });

  test('the sums that go out and are held are at most the balance and what can have come in', () => {
    const most = CAME_IN * policy.amount('trace.other-money', minute(6));
    const out = (...amounts: readonly number[]) => amounts.map((amountFen, i) => outflow(i, { amountFen }));
    expect(marks(answered(short({ outflows: out(most) })))).toBeUndefined();
    expect(marks(answered(short({ outflows: out(most, 1) })))).toEqual([['more-than-came-in', [0, 1]]]);
    const held = { balanceBeforeFen: 5_000, stoppedFen: 4_000 };
    expect(marks(answered(short({ ...held, outflows: out(most + 1_000) })))).toBeUndefined();
    expect(marks(answered(short({ ...held, outflows: out(most + 1_001) })))).toEqual([['more-than-came-in', [0]]]);
    expect(marks(answered(short({ balanceBeforeFen: undefined, stoppedFen: 4_000, outflows: out(most + 1) })))).toEqual([
      ['more-than-came-in', [0]],
    ]);
  });

  test('a sum traced into an account counts as come in, if it is more than the transfer', () => {
    const order = orderWith(orderFacts.requested({ tracedFen: 2 * CAME_IN }), orderFacts.sent());
    expect(marks(answered(short({ outflows: [outflow(1, { amountFen: 5 * CAME_IN })] }), order))).toBeUndefined();
  });

  test('all that contradicts itself is said, each rule for itself', () => {
    const result = short({
      effectiveAt: minute(4),
      outflows: [outflow(1, { amountFen: 90_000_000 }), outflow(2, { at: minute(5) })],
    });
    expect(marks(answered(result))).toEqual([
      ['after-stop', [1]],
      ['more-than-came-in', [0, 1]],
    ]);
  });
});

describe('money of others on the account is no contradiction', () => {
  test.each([
    ['one outflow carries the money of two victims', short({ outflows: [outflow(1, { amountFen: 2 * CAME_IN })] })],
    ['the whole balance is held, and more went out', stoppedResult({ outflows: [outflow(1, { amountFen: 2 * CAME_IN })] })],
    [
      'the balance is large, and only the sum is held',
      stoppedResult({ balanceBeforeFen: 90_000_000, stoppedFen: CAME_IN, outflows: [outflow(1, { amountFen: 80_000_000 })] }),
    ],
    ['money had gone out before', short({ outflows: [outflow(1, { at: minute(-60) }), outflow(2)] })],
  ])('%s', (_, result) => {
    expect(marks(answered(result))).toBeUndefined();
  });

  test('a sum that the trace knows to be part of a larger transfer is not a contradiction either', () => {
    const concerned = account({ transfer: { amountFen: CAME_IN, currency: 'CNY', at: minute(-5) } });
    const order = orderWith(orderFacts.requested(plan({ account: concerned, tier: 2, tracedFen: 20_000 })), orderFacts.sent());
    expect(marks(answered(short({ outflows: [outflow(1, { amountFen: CAME_IN })] }), order))).toBeUndefined();
  });
});
