import { describe, expect, test } from 'vitest';
import { questionOf } from '../../shared/freezes/bank-answer/question.ts';
import { recordReceipt } from '../../shared/freezes/bank-answer/record-receipt.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { plus } from '../../shared/kernel/time.ts';
import { bankAt, lastGiven, laterFacts, orderWith, untilStopped } from '../support/order-samples.ts';
import { hour, id, minute, orderFacts, policy } from '../support/samples.ts';

const sent = [orderFacts.requested(), orderFacts.sent()] as const;
const asked = orderWith(...sent);
const stopped = orderWith(...untilStopped);
const tolerance = policy.amount('clock.tolerance', minute(5));
/** The order stood in line, and its turn came with a new stop. */
const turned = orderWith(
  ...sent,
  orderFacts.alreadyHeld(),
  { type: 'order.lined-up', data: { at: minute(6), reason: 'r' } },
  {
    type: 'order.taken-from-line',
    data: {
      ...{ at: hour(30), dueAt: hour(30.5), instructionId: id('ins', 30) },
      timetable: { from: hour(30), rungs: [], giveUpAt: hour(54) },
    },
  },
);

describe('which instruction a message is about', () => {
  const about = (order: StopOrder, said: Parameters<typeof questionOf>[1] = {}) => {
    const question = questionOf(order, said, bankAt(700));
    return 'kind' in question ? [question.code, question.detail] : [question.instruction, question.instructionId];
  };
  const extending = orderWith(...untilStopped, laterFacts.extensionOrdered);
  const extension = lastGiven(extending).instructionId;

  test('is the one it names, if the bank was given it', () => {
    expect(about(extending, { instructionId: extension })).toEqual(['extend', extension]);
    expect(about(extending, { instructionId: id('ins', 1) })).toEqual(['stop', id('ins', 1)]);
    expect(about(extending, { instructionId: id('ins', 99) })).toEqual(['INSTRUCTION_UNKNOWN', { paths: ['/instructionId'] }]);
  });

  test('is the stop where it names none and there is nothing else', () => {
    expect(about(asked)).toEqual(['stop', id('ins', 1)]);
    expect(about(stopped)).toEqual(['stop', id('ins', 1)]);
  });

  test('has to be named where there is more; the refusal says what the bank has to act on', () => {
    const detail = { paths: ['/instructionId'], state: 'stopped' };
    expect(about(extending)).toEqual(['INSTRUCTION_NOT_NAMED', { ...detail, instruction: 'extend', instructionId: extension }]);
    const { at, answer: said } = laterFacts.frozen.data;
    const over = orderWith(...untilStopped, laterFacts.releaseOrdered, {
      type: 'order.instruction-refused',
      data: { at, answer: { ...said, instruction: 'release' }, class: 'final' },
    });
    expect(about(over)).toStrictEqual(['INSTRUCTION_NOT_NAMED', detail]);
  });

  test('is the stop where it repeats what the bank said of it', () => {
    const hash = extending.answers[0]?.hash ?? '';
    expect(about(extending, { hash })).toEqual(['stop', id('ins', 1)]);
    expect(about(extending, { hash: 'other' })).toMatchObject(['INSTRUCTION_NOT_NAMED', {}]);
  });

  test('is the stop where the bank executed it before it was given anything else, by more than clocks may differ', () => {
    const issued = lastGiven(extending).issuedAt;
    expect(about(extending, { effectiveAt: plus(issued, -tolerance - 1) })).toEqual(['stop', id('ins', 1)]);
    expect(about(extending, { effectiveAt: plus(issued, -tolerance) })).toMatchObject(['INSTRUCTION_NOT_NAMED', {}]);
  });

  test('is the new stop after a turn in the line, unless the first may be meant', () => {
    const hash = turned.answers[0]?.hash ?? '';
    expect(about(turned, { hash: 'other' })).toEqual(['stop', id('ins', 30)]);
    expect(about(turned, { hash })).toMatchObject(['INSTRUCTION_NOT_NAMED', {}]);
    expect(about(turned, { hash, effectiveAt: minute(4) })).toEqual(['stop', id('ins', 1)]);
  });

  test('is none where the bank was never asked', () => {
    const inLine = orderWith({ type: 'order.placed-in-line', data: { ...orderFacts.requested().data, waitsFor: id('ord', 9) } });
    expect(about(inLine)).toEqual(['ORDER_STATE_FORBIDS', { state: 'in-line', command: 'stop' }]);
  });
});

describe('a receipt', () => {
  const receive = (order: StopOrder, receivedAt: string, instructionId?: string) =>
    recordReceipt(order, { receivedAt, instructionId }, { signature: 'jws' }, bankAt(700));
  const extending = orderWith(...untilStopped, laterFacts.extensionOrdered);
  const { instructionId } = lastGiven(extending);

  test('says which instruction arrived, when, and by what that is proved', () => {
    expect(recordReceipt(asked, { receivedAt: minute(2) }, { signature: 'jws' }, bankAt(3)).facts).toStrictEqual([
      {
        type: 'order.received',
        data: {
          ...{ at: minute(3), instruction: 'stop', instructionId: id('ins', 1), receivedAt: minute(2) },
          ...{ timeDoubt: undefined, signature: 'jws' },
        },
      },
    ]);
    expect(receive(extending, minute(601), instructionId).facts).toMatchObject([
      { data: { instruction: 'extend', instructionId, receivedAt: minute(601) } },
    ]);
  });

  test('without a name is that of the stop, if it repeats it', () => {
    const received = { ...extending, receivedAt: minute(2) };
    expect(receive(received, minute(2))).toEqual({ kind: 'acceptance', facts: [] });
    expect(receive(received, minute(3))).toMatchObject({ code: 'INSTRUCTION_NOT_NAMED' });
    expect(receive({ ...received, answers: [], status: 'in-line' }, minute(2))).toMatchObject({ kind: 'refusal' });
  });

  test('of an instruction that is over is not needed', () => {
    const released = orderWith(...untilStopped, laterFacts.extensionOrdered, laterFacts.releaseOrdered);
    expect(receive(released, minute(601), instructionId)).toEqual({ kind: 'acceptance', facts: [] });
    expect(recordReceipt(turned, { receivedAt: minute(2), instructionId: id('ins', 1) }, {}, bankAt(1_801)).facts).toEqual([]);
  });

  test('is refused in a state that has none', () => {
    const failed = { ...asked, status: 'turned-down' as const, answers: stopped.answers };
    expect(receive(failed, minute(2))).toMatchObject({ code: 'ORDER_STATE_FORBIDS', detail: { command: 'receive' } });
  });

  test('at another time than the first is marked once for each instruction, and five times in all', () => {
    const differing = (
      instruction: 'stop' | 'extend',
      n: number,
      reason: 'differs-from-first' | 'in-future' = 'differs-from-first',
    ) => ({
      ...{ instruction, of: 'receipt' as const, reason, said: minute(600 + n), countedFrom: minute(600) },
    });
    const first = orderWith(
      ...untilStopped,
      laterFacts.extensionOrdered,
      orderFacts.received({ instruction: 'extend', receivedAt: minute(600) }),
    );
    const again = (timeDoubts: StopOrder['timeDoubts'], n = 1) =>
      receive({ ...first, timeDoubts }, minute(600 + n), instructionId).facts;
    expect(again(undefined)).toMatchObject([{ data: { timeDoubt: { said: minute(601), countedFrom: minute(600) } } }]);
    expect(again(undefined, 0)).toEqual([]);
    expect(again([differing('extend', 1)])).toEqual([]);
    expect(again([differing('stop', 1)])).toHaveLength(1);
    expect(again([differing('extend', 2)])).toHaveLength(1);
    const { of: _, ...ofExecution } = differing('extend', 1);
    expect(again([ofExecution])).toHaveLength(1);
    expect(again([differing('extend', 1, 'in-future')])).toHaveLength(1);
    const many = [2, 3, 4, 5].map((n) => differing('extend', n));
    expect(again([...many, differing('extend', 7, 'in-future')])).toHaveLength(1);
    expect(again([...many, differing('stop', 6)])).toEqual([]);
  });
});
