import { describe, expect, test } from 'vitest';
import { disputeOfTerm, earlier } from '../../shared/freezes/bank-answer/answering.ts';
import type { OutflowLine } from '../../shared/freezes/bank-answer/outflows/model.ts';
import { recordResult } from '../../shared/freezes/bank-answer/record-result.ts';
import type { TakenResult } from '../../shared/freezes/model.ts';
import type { InstructionKind } from '../../shared/freezes/order/instructions.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { plus } from '../../shared/kernel/time.ts';
import {
  bankAt,
  kept,
  lastGiven,
  laterFacts,
  orderWith,
  outflow,
  stoppedResult,
  untilStopped,
} from '../support/order-samples.ts';
import { hour, id, minute, officers, policy } from '../support/samples.ts';

const stopped = orderWith(...untilStopped);
const call = { spokenWith: { name: '周某', phone: '010-66000001' }, at: minute(8), officers: [...officers] };

/** Another result of the stop than the one that counts: a dispute. */
const contradict = (order: StopOrder, over: Partial<TakenResult> = {}, known: object = {}, at = 8) =>
  recordResult(order, stoppedResult({ stoppedFen: 1, ...over }), { register: undefined, ...known }, bankAt(at));
const disputing = (order: StopOrder, ...results: readonly Partial<TakenResult>[]): StopOrder =>
  results.reduce((state, over) => kept({ order: state, register: undefined }, contradict(state, over)).order, order);
const disputed = (decision: ReturnType<typeof contradict>) => decision.facts.map(({ data }) => data);

describe('a dispute', () => {
  test('is all that the bank claims, with the instruction, and the evidence of it', () => {
    const unread = { faults: [{ path: '/x', rule: 'is not known' }] };
    const claim = { effectiveAt: minute(3), balanceBeforeFen: 9, stoppedFen: 8, expiresAt: hour(20), remark: 'r', unread };
    const decision = contradict(stopped, { ...claim, outflows: [outflow(1)] }, { signature: 'jws' });
    expect(decision).toMatchObject({
      ...{ kind: 'refusal', code: 'RESULT_CONFLICT' },
      detail: { state: 'stopped', instruction: 'stop', instructionId: id('ins', 1) },
    });
    expect(decision.facts).toEqual([
      {
        type: 'order.disputed',
        data: {
          ...{ at: minute(8), instruction: 'stop', instructionId: id('ins', 1), hash: expect.any(String), signature: 'jws' },
          ...{ code: '0000', ...claim, outflows: [outflow(1)] },
        },
      },
    ]);
  });

  test('names no outflows where none is new, and the call only if it came by telephone', () => {
    const [bare] = disputed(contradict(stopped));
    for (const member of ['outflows', 'outflowsNotKept', 'channel', 'call']) expect(bare).not.toHaveProperty(member);
    const [known] = disputed(contradict(orderWith(...untilStopped, told(outflow(1))), { outflows: [outflow(1)] }));
    expect(known).not.toHaveProperty('outflows');
    expect(disputed(contradict(stopped, {}, { call }))).toMatchObject([{ channel: 'phone', call }]);
  });

  test('marks an outflow from the future as such', () => {
    expect(disputed(contradict(stopped, { outflows: [outflow(1, { at: hour(1) })] }))).toMatchObject([
      { outflows: [{ cut: 'in-future' }] },
    ]);
  });

  test('is recorded once; again with another remark or a further outflow, and then with those only', () => {
    const once = disputing(stopped, { remark: 'a', outflows: [outflow(1)] });
    expect(disputed(contradict(once, { remark: 'a', outflows: [outflow(1)] }))).toEqual([]);
    expect(disputed(contradict(once))).toEqual([]);
    const [remarked] = disputed(contradict(once, { remark: 'b', outflows: [outflow(1)] }));
    expect(remarked).toMatchObject({ remark: 'b' });
    expect(remarked).not.toHaveProperty('outflows');
    expect(disputed(contradict(once, { remark: 'a', outflows: [outflow(1), outflow(2)] }))).toMatchObject([
      { outflows: [{ serial: 'OUT-2' }] },
    ]);
    const twice = disputing(once, { remark: 'b' }, { outflows: [outflow(2)] });
    expect(twice.disputes).toHaveLength(3);
    for (const remark of ['a', 'b'])
      expect(disputed(contradict(twice, { remark, outflows: [outflow(1), outflow(2)] }))).toEqual([]);
  });

  test('of one result is not one of another: each keeps its remark and its outflows', () => {
    const once = disputing(stopped, { remark: 'a', outflows: [outflow(1)] });
    expect(disputed(contradict(once, { stoppedFen: 2, remark: 'a', outflows: [outflow(1)] }))).toMatchObject([
      { stoppedFen: 2, remark: 'a', outflows: [{ serial: 'OUT-1' }] },
    ]);
  });

  test('of one instruction is not one of another; one that was recorded before it named any is', () => {
    const result = { instructionId: id('ins', 1) };
    const once = disputing(stopped, result);
    const [first] = once.disputes;
    if (first === undefined) throw new Error('there is a dispute');
    expect(disputed(contradict({ ...once, disputes: [{ ...first, instructionId: id('ins', 9) }] }, result))).toHaveLength(1);
    const { instructionId: _, ...older } = first;
    expect(disputed(contradict({ ...once, disputes: [older] }, result))).toEqual([]);
  });
});

const told = (...outflows: readonly OutflowLine[]) => ({
  type: 'order.supplemented' as const,
  data: { at: minute(6), instruction: 'stop' as const, outflows: [...outflows] },
});

describe('the room for disputes', () => {
  const different = (n: number) => ({ stoppedFen: 100 + n });
  const nineteen = disputing(stopped, ...Array.from({ length: 19 }, (_, n) => different(n)));
  const full = disputing(nineteen, different(19));

  test('is for twenty; what comes beyond is counted, and the refusal says how often', () => {
    expect(disputed(contradict(nineteen, different(19)))).toMatchObject([{ stoppedFen: 119 }]);
    const beyond = contradict(full, different(20));
    expect(beyond).toMatchObject({ code: 'RESULT_CONFLICT', detail: { disputesNotKept: 1 } });
    expect(beyond.facts).toStrictEqual([
      {
        type: 'order.dispute-not-kept',
        data: {
          ...{ at: minute(8), instruction: 'stop', instructionId: id('ins', 1) },
          ...{ hash: expect.any(String), code: '0000' },
        },
      },
    ]);
    expect(contradict(nineteen, different(19))).not.toHaveProperty('detail.disputesNotKept');
  });

  test('takes no more of a result that is kept already, and does not count the same one twice in a row', () => {
    const counted = disputing(full, different(20));
    expect(contradict(counted, different(20))).toMatchObject({ detail: { disputesNotKept: 1 }, facts: [] });
    expect(contradict(counted, different(21))).toMatchObject({ detail: { disputesNotKept: 2 }, facts: [{}] });
    const same = contradict(counted, different(3));
    expect(same.facts).toEqual([]);
    expect(same).not.toHaveProperty('detail.disputesNotKept');
  });

  test('of disputed outflows is 48 KiB in all, to the last byte; the first ones that fit are kept', () => {
    const most = 48 * 1024;
    const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
    const padded = (n: number, bytes: number): OutflowLine => {
      const line = outflow(n, { remark: '' });
      return { ...line, remark: 'x'.repeat(bytes - bytesOf(line)) };
    };
    // the list of what is kept so far takes two bytes itself
    const many = Array.from({ length: 96 }, (_, n) => padded(n, 512));
    const serials = (lines: readonly OutflowLine[]) => lines.map(({ serial }) => serial);
    // serials, not lines: a failure shows both sides
    const keptOf = (order: StopOrder, over: Partial<TakenResult>) =>
      contradict(order, over).facts.flatMap((fact) =>
        fact.type === 'order.disputed' ? [[serials(fact.data.outflows ?? []), fact.data.outflowsNotKept ?? 0]] : [],
      );
    const most95 = many.slice(0, 95);
    expect(keptOf(stopped, { outflows: [...most95, padded(95, 510)] })).toEqual([[[...serials(most95), 'OUT-95'], 0]]);
    expect(keptOf(stopped, { outflows: [...most95, padded(95, 511)] })).toEqual([[serials(most95), 1]]);
    const once = disputing(stopped, { outflows: [...many.slice(0, 90)] });
    const left = most - bytesOf(once.disputes.map(({ outflows = [] }) => outflows));
    expect(left).toBeLessThan(6 * 500);
    const parts = Array.from({ length: 6 }, (_, n) => padded(100 + n, 500));
    const fit = Math.floor(left / 500);
    expect(keptOf(once, { stoppedFen: 2, outflows: parts })).toEqual([[serials(parts.slice(0, fit)), 6 - fit]]);
  });

  test('is taken by outflows that do not fit: none comes at all, but how many there were', () => {
    const wide = Array.from({ length: 140 }, (_, n) => outflow(n, { remark: 'x'.repeat(200) }));
    const filled = disputing(stopped, { outflows: wide });
    const [none] = disputed(contradict(filled, { stoppedFen: 2, outflows: [outflow(500, { remark: 'x'.repeat(480) })] }));
    expect(none).toMatchObject({ outflowsNotKept: 1 });
    expect(none).not.toHaveProperty('outflows');
  });
});

describe('an instruction that the bank carried out differently', () => {
  const begins = hour(10);
  const lawful = hour(58);
  const months = policy.amount('confirmation.term-slack', hour(11));
  const clocks = policy.amount('clock.tolerance', hour(11));
  const dispute = (instruction: InstructionKind, input: Partial<TakenResult>, mostFen?: number) =>
    disputeOfTerm(
      {
        ...{ order: stopped, question: lastGiven(stopped), hash: 'h', context: bankAt(11 * 60), register: undefined },
        input: { code: '0000', outflows: [outflow(1)], ...input },
      },
      instruction,
      { begins, lawful, mostFen },
    );
  const differs = (instruction: InstructionKind, expiresAt: string) => dispute(instruction, { expiresAt }).length > 0;

  test('is in dispute, without its outflows: they are followed as those of an answer that counts', () => {
    expect(dispute('stop', { expiresAt: hour(90) })).toMatchObject([
      { type: 'order.disputed', data: { instruction: 'stop', expiresAt: hour(90), hash: 'h' } },
    ]);
    expect(dispute('stop', { expiresAt: hour(90) })[0]?.data).not.toHaveProperty('outflows');
  });

  test.each(['freeze', 'renew'] as const)('%s: an end within a day of the lawful one is the same', (instruction) => {
    const ends = [-months - 1, -months, 0, months, months + 1].map((apart) => differs(instruction, plus(lawful, apart)));
    expect(ends).toEqual([true, false, false, false, true]);
  });

  test.each(['stop', 'extend'] as const)('%s: an end is no later than clocks differ, and not before the term', (instruction) => {
    const ends = [plus(begins, -1), begins, hour(20), plus(lawful, clocks), plus(lawful, clocks + 1)];
    expect(ends.map((end) => differs(instruction, end))).toEqual([true, false, false, false, true]);
  });

  test('holds no more than was ordered, if a sum was', () => {
    const holds = (stoppedFen: number | undefined, mostFen?: number) => dispute('freeze', { stoppedFen }, mostFen).length > 0;
    expect([holds(100, 100), holds(101, 100), holds(undefined, 0), holds(1, 0), holds(101)]).toEqual([
      ...[false, true, false, true, false],
    ]);
  });

  test('the earlier of two ends counts', () => {
    expect([earlier(hour(2), undefined), earlier(hour(2), hour(1)), earlier(hour(2), hour(3))]).toEqual([
      ...[hour(2), hour(1), hour(2)],
    ]);
  });
});

test('a result of an instruction that another replaced, or whose term is over, is refused with that reason', () => {
  const replaced = orderWith(...untilStopped, laterFacts.extensionOrdered, laterFacts.releaseOrdered);
  const { instructionId } = lastGiven(orderWith(...untilStopped, laterFacts.extensionOrdered));
  const done = { ...stoppedResult({ effectiveAt: hour(11), stoppedFen: 0, balanceBeforeFen: 0 }), instructionId };
  expect(recordResult(replaced, done, { register: undefined }, bankAt(700))).toMatchObject({
    ...{ code: 'INSTRUCTION_REPLACED', detail: { state: 'stopped', instruction: 'extend', instructionId } },
    facts: [{ type: 'order.disputed', data: { instruction: 'extend', instructionId } }],
  });
});
