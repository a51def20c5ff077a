import { describe, expect, test } from 'vitest';
import { recordResult } from '../../shared/freezes/bank-answer/record-result.ts';
import type { BankResult } from '../../shared/freezes/model.ts';
import { orderExtension, orderRenewal } from '../../shared/freezes/order/instruct.ts';
import { heldFen } from '../../shared/freezes/order/standing.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { given } from '../support/given.ts';
import {
  bankAt,
  declined,
  kept,
  laterFacts,
  orderWith,
  paper,
  pending,
  recorded,
  recordNamed,
  registerWith,
  renewInput,
  signed,
  stoppedResult,
  untilFrozen,
  untilStopped,
} from '../support/order-samples.ts';
import { accountFacts, context, hour, id, minute, orderFacts } from '../support/samples.ts';

const done = (at: string, over: Partial<BankResult> = {}) => declined('0000', { effectiveAt: at, ...over });
const at11 = bankAt(11 * 60);
const asked = [orderFacts.requested(), orderFacts.sent()] as const;
const END = minute(4 + 48 * 60);

describe('a bank’s result of an extension', () => {
  const ordered = [...untilStopped, laterFacts.extensionOrdered] as const;
  const counted = registerWith(accountFacts.stopCounted(), accountFacts.stopCounted({}, 'extension'));

  test('done: another 48 hours from the end of the running ones, and a new warning', () => {
    given(StopOrders, ...ordered)
      .when((order) => recordNamed(order, done(hour(10.5)), { register: counted, signature: 'jws' }, at11))
      .thenFacts({
        type: 'order.extended',
        data: {
          effectiveAt: hour(10.5),
          expiresAt: minute(4 + 96 * 60),
          answer: { instruction: 'extend', late: false },
          signature: 'jws',
        },
      })
      .thenState({
        status: 'stopped',
        extensions: 1,
        expiresAt: minute(4 + 96 * 60),
        warnAt: minute(4 + 90 * 60),
        expiryWarned: false,
        effectiveAt: minute(4),
      });
    expect(
      kept(
        { order: orderWith(...ordered), register: counted },
        recordNamed(orderWith(...ordered), done(hour(10.5)), { register: counted }, at11),
      ).order.pending,
    ).toBeUndefined();
  });

  test('declined: it does not count, and the stop runs on', () => {
    given(StopOrders, ...ordered)
      .when((order) => recordNamed(order, declined('1800', { remark: 'too late' }), { register: counted }, at11))
      .thenFacts(
        { type: 'order.instruction-refused', data: { class: 'final', remark: 'too late', answer: { instruction: 'extend' } } },
        { type: 'account.stop-voided', data: { kind: 'extension' } },
      )
      .thenState({ status: 'stopped', extensions: 0, expiresAt: END });
  });

  test('the stop’s own result, sent again meanwhile, is not taken for it', () => {
    const first = recordNamed(orderWith(...asked), stoppedResult(), { register: undefined }, bankAt(5));
    const stopped = kept({ order: orderWith(...asked), register: counted }, first);
    const waiting = kept(
      stopped,
      orderExtension(stopped.order, signed, { register: registerWith() }, context({ now: hour(10) })),
    );
    expect(recordResult(waiting.order, stoppedResult(), { register: counted }, at11)).toEqual({ kind: 'acceptance', facts: [] });
    expect(recordResult(waiting.order, stoppedResult({ stoppedFen: 5 }), { register: counted }, at11)).toMatchObject({
      code: 'RESULT_CONFLICT',
      facts: [{ type: 'order.disputed', data: { instruction: 'stop' } }],
    });
  });

  test('the same refusal of a second extension is an answer of its own', () => {
    const refusal = declined('1300');
    const first = kept(
      { order: orderWith(...ordered), register: counted },
      recordNamed(orderWith(...ordered), refusal, { register: counted }, at11),
    );
    expect(recordNamed(first.order, refusal, { register: first.register }, bankAt(661)).facts).toEqual([]);
    const again = kept(first, orderExtension(first.order, signed, { register: first.register }, context({ now: hour(12) })));
    const second = recordNamed(again.order, refusal, { register: again.register }, bankAt(12 * 60 + 5));
    expect(second.facts).toMatchObject([{ type: 'order.instruction-refused' }, { type: 'account.stop-voided' }]);
  });

  test('news after the term of an extension in time brings the order back', () => {
    given(StopOrders, ...ordered, laterFacts.expired)
      .when((order) => recordNamed(order, done(END), { register: counted }, bankAt(49 * 60)))
      .thenFacts({ type: 'order.extended', data: { expiresAt: minute(4 + 96 * 60) } })
      .thenState({ status: 'stopped' });
  });

  test('an extension after the end is void: refused, and remembered', () => {
    given(StopOrders, ...ordered, laterFacts.expired)
      .when((order) => recordNamed(order, done(hour(48.5)), { register: counted }, bankAt(49 * 60)))
      .thenRefused('TERM_EXPIRED', { expiresAt: END }, { type: 'order.disputed', data: { instruction: 'extend' } })
      .thenState({ status: 'expired' });
  });

  test('a bank out of reach is asked again while the term runs, and no longer', () => {
    given(StopOrders, ...ordered)
      .when((order) => recordNamed(order, declined('1100'), { register: counted }, at11))
      .thenFacts({ type: 'order.retry-scheduled', data: { retry: 1, answer: { instruction: 'extend' } } })
      .thenState({ status: 'stopped', pending: { instruction: 'extend' } });
    given(StopOrders, ...ordered, laterFacts.expired)
      .when((order) => recordNamed(order, declined('1100'), { register: counted }, bankAt(49 * 60)))
      .thenFacts({ type: 'order.instruction-refused', data: { class: 'retry' } }, { type: 'account.stop-voided' });
  });
});

describe('a bank’s result of a release', () => {
  const ordered = [...untilStopped, laterFacts.releaseOrdered] as const;

  test('done: the account is free, and the first order in line has the turn', () => {
    const line = registerWith(
      accountFacts.stopCounted(),
      accountFacts.linedUp({ orderId: id('ord', 7) }),
      accountFacts.linedUp({ orderId: id('ord', 8) }),
    );
    given(StopOrders, ...ordered)
      .when((order) => recordNamed(order, done(hour(10.5)), { register: line }, at11))
      .thenFacts(
        { type: 'order.released', data: { effectiveAt: hour(10.5) } },
        { type: 'account.freed', data: { next: id('ord', 7) } },
      )
      .thenState({ status: 'released' });
  });

  test('no turn comes while another order’s freeze stands', () => {
    const frozen = registerWith(
      accountFacts.stopCounted(),
      accountFacts.frozen({ orderId: id('ord', 9) }),
      accountFacts.linedUp({ orderId: id('ord', 7) }),
    );
    given(StopOrders, ...ordered)
      .when((order) => recordNamed(order, done(hour(10.5)), { register: frozen }, at11))
      .thenFacts({ type: 'order.released' });
  });

  test('‘balance short’ is no answer to it', () => {
    given(StopOrders, ...ordered)
      .when((order) => recordNamed(order, declined('1200', { effectiveAt: hour(10.5) }), { register: registerWith() }, at11))
      .thenFacts({ type: 'order.instruction-refused', data: { class: 'partly' } })
      .thenState({ status: 'stopped' });
  });
});

describe('a bank’s result of a freeze', () => {
  const ordered = [...untilStopped, laterFacts.freezeOrdered] as const;

  test('done: T7, six months in Beijing’s calendar, and the account is held by the order', () => {
    given(StopOrders, ...ordered)
      .when((order) => recordNamed(order, done(hour(10.5), { stoppedFen: 9_000_000 }), { register: registerWith() }, at11))
      .thenFacts(
        {
          type: 'order.frozen',
          data: {
            effectiveAt: hour(10.5),
            expiresAt: '2027-05-22T12:00:00.000Z',
            warnAt: '2027-05-12T12:00:00.000Z',
            termMonths: 6,
            frozenFen: 9_000_000,
          },
        },
        { type: 'account.frozen', data: { orderId: id('ord', 1) } },
      )
      .thenState({
        status: 'frozen',
        freezeEffectiveAt: hour(10.5),
        freezeTermMonths: 6,
        frozenFen: 9_000_000,
        stoppedFen: 10_000_000,
      });
  });

  test('if it is done and names no sum, the ordered sum is frozen, and no more is held', () => {
    const order = orderWith(...ordered);
    const register = registerWith();
    const after = kept({ order, register }, recordNamed(order, done(hour(10.5)), { register }, at11)).order;
    expect(after.frozenFen).toBe(order.pending?.amountFen);
    expect(heldFen(after)).toBe(order.pending?.amountFen ?? order.stoppedFen);
  });

  test('the money that is there is frozen, even if it is less', () => {
    given(StopOrders, ...ordered)
      .when((order) => recordNamed(order, declined('1200', { effectiveAt: hour(10.5) }), { register: registerWith() }, at11))
      .thenFacts({ type: 'order.frozen' }, { type: 'account.frozen' });
  });

  test('frozen under another order already: the stop runs on', () => {
    given(StopOrders, ...ordered)
      .when((order) => recordNamed(order, declined('1303'), { register: registerWith() }, at11))
      .thenFacts({ type: 'order.instruction-refused', data: { class: 'already' } })
      .thenState({ status: 'stopped' });
  });

  test('stands on papers of its own: it holds though the stop had run out', () => {
    for (const at of [hour(48), hour(48.5)]) {
      given(StopOrders, ...ordered, laterFacts.expired)
        .when((order) => recordNamed(order, done(at), { register: registerWith() }, bankAt(49 * 60)))
        .thenFacts({ type: 'order.frozen', data: { effectiveAt: at } }, { type: 'account.frozen' })
        .thenState({ status: 'frozen' });
    }
  });
});

describe('a bank’s result of a renewal and of unfreezing', () => {
  const renewing = () => {
    const order = orderWith(...untilFrozen);
    return kept(
      { order, register: registerWith(accountFacts.frozen()) },
      orderRenewal(order, ...recorded(renewInput()), context({ now: '2027-05-13T00:00:00.000Z' })),
    );
  };

  test('renewed: from the end of the first term', () => {
    const { order, register } = renewing();
    const decision = recordNamed(
      order,
      done('2027-05-13T01:00:00.000Z'),
      { register },
      context({ now: '2027-05-13T01:00:00.000Z' }),
    );
    expect(decision.facts).toMatchObject([
      { type: 'order.renewed', data: { expiresAt: '2027-11-22T11:30:00.000Z', warnAt: '2027-11-12T11:30:00.000Z' } },
    ]);
    expect(kept({ order, register }, decision).order).toMatchObject({
      status: 'frozen',
      freezeEffectiveAt: hour(10),
      freezeTermMonths: 6,
    });
  });

  test('renewed in time, and told after the lapse: the order comes back', () => {
    const frozen = renewing();
    const expiresAt = frozen.order.expiresAt ?? '';
    const lapsed = kept(frozen, { facts: [{ type: 'order.lapsed', data: { at: expiresAt, expiresAt } }, accountFacts.freed()] });
    const decision = recordNamed(
      lapsed.order,
      done('2027-05-20T00:00:00.000Z'),
      { register: lapsed.register },
      context({ now: '2027-05-23T00:00:00.000Z' }),
    );
    expect(kept(lapsed, decision)).toMatchObject({
      order: { status: 'frozen', expiresAt: '2027-11-22T11:30:00.000Z' },
      register: { frozenBy: id('ord', 1) },
    });
  });

  test('unfrozen: the account is free', () => {
    const unfreezing = {
      type: 'order.unfreeze-ordered',
      data: { at: hour(12), pending: pending('unfreeze', { issuedAt: hour(12), documents: [paper('release-notice')] }) },
    } as const;
    given(StopOrders, ...untilFrozen, unfreezing)
      .when((order) => recordNamed(order, done(hour(13)), { register: registerWith(accountFacts.frozen()) }, bankAt(13 * 60)))
      .thenFacts({ type: 'order.unfrozen' }, { type: 'account.freed' })
      .thenState({ status: 'released' });
  });
});
