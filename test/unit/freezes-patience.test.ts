import { describe, expect, test } from 'vitest';
import { recordResult } from '../../shared/freezes/bank-answer/record-result.ts';
import { advance } from '../../shared/freezes/order/deadlines.ts';
import { orderExtension, orderFreeze, orderRelease } from '../../shared/freezes/order/instruct.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { given } from '../support/given.ts';
import {
  bankAt,
  declined,
  freezeInput,
  kept,
  lastGiven,
  laterFacts,
  orderWith,
  paper,
  recorded,
  recordNamed,
  registerWith,
  signed,
  untilStopped,
} from '../support/order-samples.ts';
import { accountFacts, context, hour, id, minute } from '../support/samples.ts';

/** Each freeze of a case is counted (approval by number). */
const inCount = { type: 'freeze-count.counted' } as const;

const extending = [...untilStopped, laterFacts.extensionOrdered] as const;
const counted = registerWith(accountFacts.stopCounted(), accountFacts.stopCounted({}, 'extension'));
const END = minute(4 + 48 * 60);
const patient = context({ now: minute(10 * 60 + 29) });
const outOfPatience = context({ now: hour(10.5) });

describe('an instruction that the bank does not answer', () => {
  test('is waited for, for half an hour', () => {
    given(StopOrders, ...extending)
      .when((order) => orderRelease(order, signed, { register: counted }, patient))
      .thenRefused('INSTRUCTION_PENDING', { instruction: 'extend', until: hour(10.5) });
  });

  test('may then be replaced; an extension that was not carried out counts no more', () => {
    given(StopOrders, ...extending)
      .when((order) => orderRelease(order, signed, { register: counted }, outOfPatience))
      .thenFacts(
        { type: 'order.release-ordered', data: { pending: { instruction: 'release', issuedAt: hour(10.5) } } },
        { type: 'account.stop-voided', data: { orderId: id('ord', 1), kind: 'extension' } },
      )
      .thenState({ pending: { instruction: 'release' }, delivery: { sendings: 0 } });
    given(StopOrders, ...extending)
      .when((order) => orderFreeze(order, ...recorded(freezeInput(), counted), outOfPatience))
      .thenFacts({ type: 'order.freeze-ordered' }, { type: 'account.stop-voided' }, inCount);
  });

  test('may be given again, also where the limit of stops is reached by itself', () => {
    const again = kept(
      { order: orderWith(...extending), register: counted },
      orderExtension(orderWith(...extending), signed, { register: counted }, outOfPatience),
    );
    expect(again.order.pending).toMatchObject({ instruction: 'extend', issuedAt: hour(10.5) });
    expect(again.register?.stops.map(({ kind }) => kind)).toEqual(['stop', 'extension']);
  });

  test('an extension may be given again if it is all that the account has counted', () => {
    const alone = registerWith(accountFacts.stopCounted({}, 'extension'));
    given(StopOrders, ...extending)
      .when((order) => orderExtension(order, signed, { register: alone }, outOfPatience))
      .thenFacts({ type: 'order.extension-ordered' }, { type: 'account.stop-voided' }, { type: 'account.stop-counted' });
  });

  test('does not make room for an extension that the limit forbids', () => {
    const full = registerWith(accountFacts.stopCounted(), accountFacts.stopCounted({ orderId: id('ord', 2) }));
    given(StopOrders, ...untilStopped, laterFacts.releaseOrdered)
      .when((order) => orderExtension(order, signed, { register: full }, outOfPatience))
      .thenRefused('EXTENSION_NOT_ALLOWED', { limit: 2 });
  });

  test('an instruction brings its papers once, even if it is given often', () => {
    given(StopOrders, ...untilStopped, {
      type: 'order.freeze-ordered',
      data: { at: hour(10), pending: { ...laterFacts.freezeOrdered.data.pending, documents: [paper('freeze-notice')] } },
    })
      .when((order) => orderFreeze(order, ...recorded(freezeInput(), registerWith()), outOfPatience))
      .thenFacts({ type: 'order.freeze-ordered' })
      .thenState({ documents: [paper('freeze-notice')] });
  });

  test('a replaced instruction whose execution is reported once another is pending is a dispute', () => {
    given(StopOrders, ...extending, {
      type: 'order.release-ordered',
      data: { at: hour(11), pending: { ...laterFacts.releaseOrdered.data.pending, issuedAt: hour(11) } },
    })
      .when((order) => {
        const { instructionId } = lastGiven(orderWith(...extending));
        const done = { ...declined('0000', { effectiveAt: hour(10.2) }), instructionId };
        return recordResult(order, done, { register: registerWith() }, bankAt(670));
      })
      .thenRefused('INSTRUCTION_REPLACED', {}, { type: 'order.disputed', data: { effectiveAt: hour(10.2) } })
      .thenState({ status: 'stopped', pending: { instruction: 'release' } });
  });
});

describe('an extension that is unanswered when the term ends', () => {
  const over = context({ now: END });
  const held = { order: orderWith(...extending), register: counted };
  const expired = kept(held, { facts: advance(held.order, held.register, over) });

  test('counts no more', () => {
    expect(expired.order.status).toBe('expired');
    expect(expired.register?.stops.map(({ kind }) => kind)).toEqual(['stop']);
  });

  test('counts again where the bank says that it was carried out in time', () => {
    const done = declined('0000', { effectiveAt: hour(11) });
    const back = kept(expired, recordNamed(expired.order, done, { register: expired.register }, bankAt(49 * 60)));
    expect(back.order).toMatchObject({ status: 'stopped', extensions: 1 });
    expect(back.register?.stops.map(({ kind }) => kind)).toEqual(['stop', 'extension']);
  });

  test('another instruction is replaced: nothing is uncounted', () => {
    const releasing = orderWith(...untilStopped, laterFacts.releaseOrdered);
    expect(advance(releasing, registerWith(), over).map(({ type }) => type)).toEqual(['order.expired']);
  });
});
