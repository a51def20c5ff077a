import { describe, expect, test } from 'vitest';
import { readLine } from '../../functions/bank-orders/bank-body.ts';
import { detailsOf } from '../../functions/relay/notice-details.ts';
import type { Unread } from '../../shared/freezes/bank-answer/outflows/model.ts';
import { recordResult } from '../../shared/freezes/bank-answer/record-result.ts';
import { orderUnfreeze } from '../../shared/freezes/order/instruct.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import {
  kept,
  lastGiven,
  laterFacts,
  orderWith,
  paper,
  pending,
  registerWith,
  signed,
  stoppedResult,
  untilFrozen,
  untilStopped,
} from '../support/order-samples.ts';
import { context, hour, minute } from '../support/samples.ts';

/** What the bank says of the last instruction that it was given, by its name. */
function say(order: StopOrder, over: Parameters<typeof stoppedResult>[0], now: string) {
  const { instructionId } = lastGiven(order);
  return recordResult(order, { ...stoppedResult(over), instructionId }, { register: registerWith() }, context({ now }));
}

describe('an answer of a bank whose clock is wrong', () => {
  test('an answer to a named instruction is taken, from the nearest possible moment, and marked', () => {
    const extending = orderWith(...untilStopped, laterFacts.extensionOrdered);
    const { issuedAt } = lastGiven(extending);
    for (const effectiveAt of ['1999-01-01T00:00:00.000Z', minute(1)])
      expect(
        say(extending, { code: '0000', effectiveAt, stoppedFen: undefined, balanceBeforeFen: undefined }, hour(10.1)),
      ).toMatchObject({
        kind: 'acceptance',
        facts: expect.arrayContaining([
          {
            type: 'order.extended',
            data: expect.objectContaining({
              timeDoubt: expect.objectContaining({ reason: 'before-order', countedFrom: issuedAt }),
            }),
          },
        ]),
      });
  });

  test('does not bar the end of its freeze until the moment that it named', () => {
    const freezing = orderWith(...untilStopped, laterFacts.freezeOrdered);
    const ahead = say(freezing, { code: '0000', effectiveAt: '2036-01-01T00:00:00.000Z' }, hour(11));
    const { order } = kept({ order: freezing, register: registerWith() }, ahead);
    expect(order).toMatchObject({
      status: 'frozen',
      freezeEffectiveAt: hour(11),
      timeDoubts: [{ said: '2036-01-01T00:00:00.000Z' }],
    });
    const input = { ...signed, notice: paper('release-notice', hour(12)) };
    expect(
      orderUnfreeze({ ...order, frozenFen: 1 }, input, { register: registerWith() }, context({ now: hour(12) })),
    ).toMatchObject({
      kind: 'acceptance',
    });
  });
});

test.each([
  ['release', orderWith(...untilStopped, laterFacts.releaseOrdered)],
  [
    'unfreeze',
    orderWith(...untilFrozen, {
      type: 'order.unfreeze-ordered',
      data: { at: hour(12), pending: pending('unfreeze', { issuedAt: hour(12) }) },
    }),
  ],
] as const)('a bank that lets go (%s) and says that it still holds a sum is in dispute', (_kind, order) => {
  const at = hour(13);
  expect(say(order, { code: '0000', effectiveAt: at, stoppedFen: 20_000_000, balanceBeforeFen: undefined }, at)).toMatchObject({
    kind: 'acceptance',
    facts: expect.arrayContaining([{ type: 'order.disputed', data: expect.objectContaining({ stoppedFen: 20_000_000 }) }]),
  });
});

test('unreadable input fills no order, even if a bank sends ever more of it', () => {
  const unread = (n: number): Unread => ({
    faults: Array.from({ length: 100 }, (_, i) => ({ path: `/member-${n}-${i}`, rule: 'is not known, and has a long name' })),
    asGiven: 'x'.repeat(31 * 1024),
  });
  let order = orderWith(...untilStopped);
  for (let n = 0; n < 40; n += 1) {
    const decision = recordResult(
      order,
      { ...stoppedResult({ stoppedFen: 100 + n }), unread: unread(n) },
      { register: undefined },
      context({ now: minute(20) }),
    );
    for (const fact of decision.facts) order = StopOrders.evolve(order, StopOrders.fact.parse(fact));
    const data = { at: minute(20), instruction: 'stop' as const, outflows: [], unread: unread(n) };
    order = StopOrders.evolve(order, { type: 'order.supplemented', data });
  }
  expect(order.disputes.length).toBe(20);
  expect(Buffer.byteLength(JSON.stringify(order))).toBeLessThan(120 * 1024);
  expect(order.disputes.at(-1)?.unread?.faults).toHaveLength(100);
  expect(order.disputes[0]?.unread?.faults).toEqual([expect.objectContaining({ rule: expect.stringContaining('record') })]);
});

describe('the currency of an outflow', () => {
  const line = { bankId: 'bank-b', accountNumber: '6222020200112233445', amountFen: 2_000_000, at: minute(3) };

  test.each([['CNY'], ['rmb'], ['ＲＭＢ '], ['人民币']])('%s is yuan', (currency) => {
    expect(readLine({ ...line, currency })).not.toHaveProperty('cut');
  });

  test.each([['USD'], ['usd'], [' USD'], ['ＵＳＤ'], ['HKD ']])(
    '%s is another, so the line is kept and not followed',
    (currency) => {
      const read = readLine({ ...line, currency });
      expect(read).toMatchObject({ cut: 'other-currency' });
    },
  );

  test.each([['US$'], ['美元'], [840]])('%s cannot be read, and is not taken for yuan', (currency) => {
    expect(readLine({ ...line, currency })).toMatchObject({ cut: 'other-currency', unread: { faults: [{ path: '/currency' }] } });
  });
});

test('money that went to an account without a stop left is told to the desk', () => {
  const edges = [{ outflow: 0, tracedFen: 5, how: 'cut' as const, cut: 'stop-limit' as const }];
  expect(detailsOf({ type: 'order.outflows-followed', data: { at: minute(5), edges, opened: [] } })).toEqual({
    counts: { cut: 1 },
    reasons: ['stop-limit'],
  });
});
