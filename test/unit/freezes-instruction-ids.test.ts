import { describe, expect, test } from 'vitest';
import { recordResult } from '../../shared/freezes/bank-answer/record-result.ts';
import { givenInstructions } from '../../shared/freezes/order/given-instruction.ts';
import { orderRelease } from '../../shared/freezes/order/instruct.ts';
import { lineUp, takeFromLine } from '../../shared/freezes/order/line.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { given } from '../support/given.ts';
import {
  bankAt,
  declined,
  kept,
  lastGiven,
  laterFacts,
  orderWith,
  pending,
  recordNamed,
  registerWith,
  signed,
  untilFrozen,
  untilStopped,
} from '../support/order-samples.ts';
import { context, hour, id, minute, orderFacts } from '../support/samples.ts';

describe('the name of an instruction', () => {
  test('the id of the stop comes from its order, so that orders recorded before have one', () => {
    expect(lastGiven(orderWith(orderFacts.requested()))).toMatchObject({ instruction: 'stop', instructionId: id('ins', 1) });
  });

  test('the id of an instruction recorded before there were names is the same each time', () => {
    const order = orderWith(...untilStopped, laterFacts.extensionOrdered);
    const { instructionId } = lastGiven(order);
    expect(instructionId).toMatch(/^ins_/);
    expect(lastGiven(order).instructionId).toBe(instructionId);
    expect(lastGiven(orderWith(...untilStopped, laterFacts.releaseOrdered)).instructionId).not.toBe(instructionId);
  });

  test('answers recorded before there were names belong to the instruction of their kind and time', () => {
    expect(givenInstructions(orderWith(...untilFrozen)).map(({ instruction, state }) => [instruction, state])).toEqual([
      ['stop', 'answered'],
      ['freeze', 'answered'],
    ]);
    given(StopOrders, ...untilFrozen)
      .when((order) => recordNamed(order, declined('1300'), { register: undefined }, bankAt(11 * 60)))
      .thenRefused('RESULT_CONFLICT', { instruction: 'freeze' }, { type: 'order.disputed' });
  });
});

describe('a bank that is asked for the same stop a second time', () => {
  const asked = { order: orderWith(orderFacts.requested(), orderFacts.sent()), register: registerWith() };
  const held = kept(asked, recordResult(asked.order, declined('1303'), { register: asked.register }, bankAt(5)));
  const inLine = kept(held, lineUp(held.order, signed, { register: held.register }, context({ now: minute(10) })));
  const again = kept(inLine, takeFromLine(inLine.order, inLine.register, context({ now: hour(40) })));
  const later = bankAt(40 * 60 + 1);

  test('is asked under another name', () => {
    expect(givenInstructions(again.order)).toMatchObject([
      { instruction: 'stop', instructionId: id('ins', 1), state: 'answered', dueAt: minute(30) },
      { instruction: 'stop', state: 'open', issuedAt: hour(40) },
    ]);
    expect(lastGiven(again.order).instructionId).not.toBe(id('ins', 1));
  });

  test('has to say which it means where its bare answer is the one it gave the first time', () => {
    const answer = (instructionId?: string) =>
      recordResult(again.order, { ...declined('1303'), instructionId }, { register: again.register }, later);
    expect(answer()).toMatchObject({ code: 'INSTRUCTION_NOT_NAMED', detail: lastOf() });
    expect(answer(id('ins', 1))).toEqual({ kind: 'acceptance', facts: [] });
    expect(answer(lastGiven(again.order).instructionId).facts[0]).toMatchObject({ type: 'order.already-held' });
  });

  test('need not where only the second can be meant', () => {
    const { facts } = recordResult(again.order, declined('0302'), { register: again.register }, later);
    expect(facts[0]).toMatchObject({ type: 'order.failed' });
  });

  function lastOf() {
    const { instruction, instructionId } = lastGiven(again.order);
    return { instruction, instructionId };
  }
});

test('an order keeps a bounded number of instructions that are over, the latest', () => {
  let held = { order: orderWith(...untilStopped), register: registerWith() };
  for (let round = 0; round < 20; round += 1) {
    const now = minute(10 + round);
    const ordered = kept(held, orderRelease(held.order, signed, { register: held.register }, context({ now })));
    const { order, register = registerWith() } = kept(
      ordered,
      recordNamed(ordered.order, declined('1300'), { register: ordered.register }, bankAt(10 + round)),
    );
    held = { order, register };
  }
  expect(held.order.instructions).toHaveLength(16);
  expect(held.order.instructions?.at(-1)).toMatchObject({ outcome: 'answered', issuedAt: minute(29) });
});

test('an instruction that waits when the term ends is over, but the bank may still answer it by name', () => {
  const expired = orderWith(
    ...untilStopped,
    { type: 'order.extension-ordered', data: { at: hour(10), pending: pending('extend', { instructionId: id('ins', 7) }) } },
    laterFacts.expired,
  );
  expect(lastGiven(expired)).toMatchObject({ instructionId: id('ins', 7), state: 'expired' });
  const done = { ...declined('0000', { effectiveAt: hour(11) }), instructionId: id('ins', 7) };
  expect(recordResult(expired, done, { register: registerWith() }, bankAt(50 * 60)).facts).toMatchObject([
    { type: 'order.extended' },
    { type: 'account.stop-counted' },
  ]);
});
