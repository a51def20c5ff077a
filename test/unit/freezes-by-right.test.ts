import { describe, expect, test } from 'vitest';
import { letGo, narrowTo } from '../../shared/freezes/order/by-right.ts';
import { orderExtension, orderFreeze, orderRelease, orderUnfreeze } from '../../shared/freezes/order/instruct.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { bankInstruction, orderView } from '../../shared/freezes/views.ts';
import { accept } from '../../shared/kernel/decision.ts';
import { given } from '../support/given.ts';
import {
  freezeInput,
  lastGiven,
  laterFacts,
  orderWith,
  recorded,
  recordNamed,
  registerWith,
  signed,
  stoppedResult,
  untilFrozen,
  untilStopped,
} from '../support/order-samples.ts';
import { context, hour, id, minute, orderFacts } from '../support/samples.ts';

const now = context({ now: hour(10) });
const upheld = { ...signed, ground: { by: 'objection' as const, objectionId: id('obj', 1) } };
const register = registerWith();
const free = { type: 'order.let-go', data: { ground: upheld.ground } };
const pendingOf = (instruction: string) => ({ pending: { instruction, ground: upheld.ground, documents: [] } });

describe('money that goes free by right', () => {
  test('a stop that the bank has not answered is recalled', () => {
    given(StopOrders, orderFacts.requested(), orderFacts.sent())
      .when((order) => accept(...letGo(order, upheld, register, now)))
      .thenFacts(free, { type: 'order.withdrawn', data: pendingOf('recall') })
      .thenState({ status: 'withdrawn', letGo: { ground: upheld.ground } });
  });

  test('a stop is released without an approval, and in place of an instruction that the bank has', () => {
    given(StopOrders, ...untilStopped, laterFacts.extensionOrdered)
      .when((order) => accept(...letGo(order, upheld, register, now)))
      .thenFacts(free, { type: 'order.release-ordered', data: pendingOf('release') })
      .thenState({ status: 'stopped', pending: { instruction: 'release' } });
  });

  test('a freeze is ended without a notice', () => {
    given(StopOrders, ...untilFrozen)
      .when((order) => accept(...letGo(order, upheld, register, now)))
      .thenFacts(free, { type: 'order.unfreeze-ordered', data: pendingOf('unfreeze') });
  });

  test('an order whose bank holds nothing any more does not move', () => {
    given(StopOrders, ...untilStopped, laterFacts.expired)
      .when((order) => accept(...letGo(order, upheld, register, now)))
      .thenNothing();
  });

  test('a second ground changes nothing', () => {
    const order = orderWith(...untilFrozen);
    const after = letGo(order, upheld, register, now).reduce((state, fact) => StopOrders.evolve(state, fact as never), order);
    expect(letGo(after, { ...signed, ground: { by: 'screening' } }, register, now)).toEqual([]);
  });

  test('nothing holds it on', () => {
    const order = orderWith(...untilStopped);
    const after = letGo(order, upheld, register, now).reduce((state, fact) => StopOrders.evolve(state, fact as never), order);
    expect(orderExtension(after, signed, { register }, now)).toMatchObject({ code: 'ORDER_LET_GO' });
    expect(orderFreeze(after, ...recorded(freezeInput(), register), now)).toMatchObject({ code: 'ORDER_LET_GO' });
  });

  test('where the bank did not let go, officers ask again without approval and notice', () => {
    const ofFreeze = { ...orderWith(...untilFrozen), letGo: { at: minute(1), ...upheld }, frozenFen: 900_000_000 };
    expect(orderUnfreeze(ofFreeze, signed, { register }, now)).toMatchObject({ kind: 'acceptance' });
    const ofStop = { ...orderWith(...untilStopped), letGo: { at: minute(1), ...upheld }, stoppedFen: 900_000_000 };
    expect(orderRelease(ofStop, signed, { register }, now)).toMatchObject({ kind: 'acceptance' });
  });

  test('a bank that had extended in time after the term is told to let go again', () => {
    const ended = orderWith(...untilStopped, laterFacts.extensionOrdered, laterFacts.expired);
    const [fact, ...rest] = letGo(ended, upheld, register, context({ now: hour(49) }));
    expect([fact?.type, rest]).toEqual(['order.let-go', []]);
    const freeing = StopOrders.evolve(ended, fact as never);
    const late = recordNamed(freeing, stoppedResult({ effectiveAt: hour(40) }), { register }, context({ now: hour(49) }));
    expect(late.facts.map(({ type }) => type)).toEqual(['order.extended', 'account.stop-counted', 'order.release-ordered']);
  });
});

describe('a narrowed hold', () => {
  const linked = { ...signed, ground: { by: 'screening' as const }, fen: 4_000_000 };

  test('the bank holds the smaller sum, and is told why', () => {
    const order = orderWith(...untilFrozen);
    const { facts } = narrowTo(order, linked, register, now);
    const asked = facts.reduce((state, fact) => StopOrders.evolve(state, fact as never), order);
    expect(bankInstruction(asked, lastGiven(asked))).toMatchObject({
      instruction: 'narrow',
      scope: 'sum',
      amountFen: 4_000_000,
      byRight: 'screening',
    });
    const done = recordNamed(asked, stoppedResult({ effectiveAt: hour(10), stoppedFen: 4_000_000 }), { register }, now);
    const narrowed = done.facts.reduce((state, fact) => StopOrders.evolve(state, fact as never), asked);
    expect(orderView(narrowed)).toMatchObject({ state: 'frozen', heldFen: 4_000_000, narrowedFen: 4_000_000 });
    expect(narrowed.expiresAt).toBe(order.expiresAt);
  });

  test('a bank that still holds more is disputed', () => {
    const order = orderWith(...untilFrozen);
    const asked = narrowTo(order, linked, register, now).facts.reduce(
      (state, fact) => StopOrders.evolve(state, fact as never),
      order,
    );
    const done = recordNamed(asked, stoppedResult({ effectiveAt: hour(10), stoppedFen: 4_000_001 }), { register }, now);
    expect(done.facts.map(({ type }) => type)).toEqual(['order.narrowed', 'order.disputed']);
  });

  test('only to less than it holds, and not while the bank has another instruction', () => {
    given(StopOrders, ...untilFrozen)
      .when((order) => narrowTo(order, { ...linked, fen: 900_000_000 }, register, now))
      .thenRefused('NARROWING_NOT_LESS');
    given(StopOrders, ...untilStopped, laterFacts.extensionOrdered)
      .when((order) => narrowTo(order, linked, register, now))
      .thenRefused('INSTRUCTION_PENDING');
    given(StopOrders, orderFacts.requested())
      .when((order) => narrowTo(order, linked, register, now))
      .thenRefused('ORDER_STATE_FORBIDS');
  });

  test('a freeze takes no more than was left', () => {
    const narrowed = { ...orderWith(...untilStopped), narrowedFen: 4_000_000 };
    expect(orderFreeze(narrowed, ...recorded(freezeInput(), register), now)).toMatchObject({
      code: 'FREEZE_ABOVE_NARROWED',
      detail: { mostFen: 4_000_000 },
    });
    expect(orderFreeze(narrowed, ...recorded(freezeInput({ amountFen: 4_000_000 }), register), now)).toMatchObject({
      kind: 'acceptance',
    });
  });
});
