import { describe, expect, test } from 'vitest';
import type { BankResult, OrderDocument } from '../../shared/freezes/model.ts';
import { addDocuments } from '../../shared/freezes/order/documents.ts';
import { orderFreeze, orderUnfreeze } from '../../shared/freezes/order/instruct.ts';
import { FreezeOrder } from '../../shared/freezes/order/instructions.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { DAY, plus } from '../../shared/kernel/time.ts';
import { given } from '../support/given.ts';
import {
  bankAt,
  declined,
  freezeInput,
  kept,
  laterFacts,
  orderWith,
  paper,
  pending,
  recorded,
  recordNamed,
  registerWith,
  signed,
  untilFrozen,
  untilStopped,
} from '../support/order-samples.ts';
import { accountFacts, context, hour, id, minute, orderFacts } from '../support/samples.ts';

/** Each freeze of a case is counted (approval by number). */
const inCount = { type: 'freeze-count.counted' } as const;

const now = context({ now: hour(10) });
const at11 = bankAt(11 * 60);
const other = { orderId: id('ord', 9), alertId: id('alt', 9) };
const done = (at: string, over: Partial<BankResult> = {}) => declined('0000', { effectiveAt: at, ...over });

describe('an account that is frozen under another order', () => {
  const taken = registerWith(accountFacts.stopCounted(), accountFacts.frozen(other));

  test('is not frozen a second time', () => {
    given(StopOrders, ...untilStopped)
      .when((order) => orderFreeze(order, ...recorded(freezeInput(), taken), now))
      .thenRefused('ACCOUNT_FROZEN', { state: 'stopped' });
  });

  test('an account is not frozen twice even if both were on their way: the second stays stopped, and people look into it', () => {
    const ordered = orderWith(...untilStopped, laterFacts.freezeOrdered);
    const result = done(hour(10.5), { stoppedFen: 1_000 });
    const decision = recordNamed(ordered, result, { register: taken, signature: 'jws' }, at11);
    expect(decision).toMatchObject({
      kind: 'acceptance',
      facts: [
        { type: 'order.disputed', data: { instruction: 'freeze', code: '0000', stoppedFen: 1_000, effectiveAt: hour(10.5) } },
        { type: 'order.instruction-refused', data: { class: 'already' } },
      ],
    });
    const after = kept({ order: ordered, register: taken }, decision);
    expect(after.order).toMatchObject({ status: 'stopped', disputes: [{ code: '0000' }] });
    expect(after.order.pending).toBeUndefined();
    expect(after.register?.frozenBy).toBe(other.orderId);
    expect(recordNamed(after.order, result, { register: after.register, signature: 'jws' }, at11)).toEqual({
      kind: 'acceptance',
      facts: [],
    });
  });

  test('is not taken back by a renewal that is told after the lapse', () => {
    const { data } = laterFacts.frozen;
    const renewing = {
      at: plus(data.expiresAt, -DAY),
      pending: pending('renew', { issuedAt: plus(data.expiresAt, -DAY), termMonths: 6 }),
    };
    given(
      StopOrders,
      ...untilFrozen,
      { type: 'order.renewal-ordered', data: renewing },
      { type: 'order.lapsed', data: { at: data.expiresAt, expiresAt: data.expiresAt } },
    )
      .when((order) => recordNamed(order, done(plus(data.expiresAt, -1)), { register: taken }, context({ now: data.expiresAt })))
      .thenFacts({ type: 'order.disputed' }, { type: 'order.instruction-refused' })
      .thenState({ status: 'lapsed' });
  });
});

describe('the sum of a freeze', () => {
  const great = [orderFacts.requested(), orderFacts.stopped({ stoppedFen: 200_000_000, balanceBeforeFen: 200_000_000 })] as const;
  const asked = (over: Parameters<typeof freezeInput>[0]) =>
    given(StopOrders, ...great).when((order) => orderFreeze(order, ...recorded(freezeInput(over), registerWith()), now));
  const approval = { name: '吴局', level: 'prefecture', approvedAt: minute(70), legalReview: true } as const;

  test('a sum that leaves nothing is the whole account: prefecture level, and the reason', () => {
    for (const amountFen of [200_000_000, 999_000_000]) {
      asked({ amountFen }).thenRefused('APPROVAL_MISSING', { level: 'prefecture', legalReview: true });
      asked({ amountFen, approval }).thenRefused('DOCUMENT_MISSING', { document: 'necessity' });
      asked({ amountFen, approval, necessity: 'All of it is the victims’.' }).thenFacts(
        { type: 'order.freeze-ordered' },
        inCount,
      );
    }
  });

  test('a sum that leaves something needs neither', () => {
    asked({ amountFen: 100_000_000 }).thenFacts({ type: 'order.freeze-ordered' }, inCount);
  });

  test('is more than nothing', () => {
    expect(
      FreezeOrder.safeParse(freezeInput({ amountFen: 0, approval: undefined })).error?.issues.map(({ path }) => path),
    ).toEqual([['amountFen']]);
  });
});

describe('a term that is prolonged', () => {
  const extending = [...untilStopped, laterFacts.extensionOrdered] as const;
  const extended = (expiresAt: string) =>
    given(StopOrders, ...extending).when((order) =>
      recordNamed(order, done(hour(10.5), { expiresAt }), { register: registerWith() }, at11),
    );

  test('is never shorter for it: an earlier end that the bank names is not taken', () => {
    extended(hour(47)).thenFacts(
      { type: 'order.extended', data: { expiresAt: minute(4 + 96 * 60) } },
      { type: 'account.stop-counted' },
      { type: 'order.disputed', data: { instruction: 'extend', expiresAt: hour(47) } },
    );
    const { expiresAt } = laterFacts.frozen.data;
    const issuedAt = plus(expiresAt, -DAY);
    given(StopOrders, ...untilFrozen, {
      type: 'order.renewal-ordered',
      data: { at: issuedAt, pending: pending('renew', { issuedAt, termMonths: 6 }) },
    })
      .when((order) =>
        recordNamed(
          order,
          done(issuedAt, { expiresAt: plus(issuedAt, 1) }),
          { register: registerWith(accountFacts.frozen()) },
          {
            ...at11,
            now: issuedAt,
          },
        ),
      )
      .thenFacts({ type: 'order.renewed', data: { expiresAt: '2027-11-22T11:30:00.000Z' } }, { type: 'order.disputed' });
  });

  test('a term ends earlier than the law allows if the bank says so', () => {
    extended(hour(60)).thenFacts({ type: 'order.extended', data: { expiresAt: hour(60) } }, { type: 'account.stop-counted' });
  });
});

describe('an order has a hundred papers at most', () => {
  const papers = (count: number, from = 0): OrderDocument[] =>
    Array.from({ length: count }, (_, i) => ({ kind: 'other', number: `P-${from + i}`, issuedAt: minute(1) }));
  const holding = (count: number) => given(StopOrders, orderFacts.requested({ documents: papers(count) }), orderFacts.stopped());

  test('handed in at once or one by one', () => {
    holding(90)
      .when((order) => addDocuments(order, { documents: papers(10, 90) }, now))
      .thenFacts({ type: 'order.documents-added' });
    holding(90)
      .when((order) => addDocuments(order, { documents: papers(11, 90) }, now))
      .thenRefused('TOO_MANY_DOCUMENTS', { limit: 100, documents: 90 });
    holding(100)
      .when((order) => addDocuments(order, { documents: papers(20) }, now))
      .thenNothing();
  });

  test('those of instructions with them', () => {
    holding(100)
      .when((order) => orderFreeze(order, ...recorded(freezeInput(), registerWith()), now))
      .thenRefused('TOO_MANY_DOCUMENTS');
    given(
      StopOrders,
      orderFacts.requested({ documents: papers(100) }),
      orderFacts.stopped(),
      laterFacts.freezeOrdered,
      laterFacts.frozen,
    )
      .when((order) =>
        orderUnfreeze(
          order,
          { ...signed, notice: paper('release-notice', hour(11)) },
          { register: undefined },
          context({ now: hour(11) }),
        ),
      )
      .thenRefused('TOO_MANY_DOCUMENTS');
  });
});
