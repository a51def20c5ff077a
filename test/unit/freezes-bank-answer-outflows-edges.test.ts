import { describe, expect, test } from 'vitest';
import { addLines, groupOf, newLines } from '../../shared/freezes/bank-answer/outflows/add-lines.ts';
import {
  cutOf,
  MAX_OUTFLOWS,
  type OutflowLine,
  transferTo,
  type Unread,
  whyCut,
} from '../../shared/freezes/bank-answer/outflows/model.ts';
import { isNoted, withNote } from '../../shared/freezes/bank-answer/outflows/notes.ts';
import { supplementOf, tellOutflows, timed } from '../../shared/freezes/bank-answer/outflows/supplement.ts';
import { contradicted } from '../../shared/freezes/bank-answer/plausibility.ts';
import { withinUnreadRoom } from '../../shared/freezes/bank-answer/unread-room.ts';
import type { OrderFact } from '../../shared/freezes/order/order-facts.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { plus } from '../../shared/kernel/time.ts';
import { given } from '../support/given.ts';
import { bankAt, laterFacts, orderWith, outflow, untilStopped } from '../support/order-samples.ts';
import { account, accountFacts, hour, minute, orderFacts, policy } from '../support/samples.ts';

/** The bytes that the lines of an order take, and of these the lines that lead to no account. */
const MOST = { bytes: 120 * 1024, aside: 60 * 1024 };
const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
/** The line with a remark that makes it exactly so long. */
const padded = (line: OutflowLine, bytes: number): OutflowLine => ({
  ...line,
  remark: 'x'.repeat(bytes - bytesOf({ ...line, remark: '' })),
});
const cash = (amountFen: number, over: OutflowLine = {}): OutflowLine => ({
  ...{ means: 'cash', amountFen, at: minute(2), cut: 'not-an-account' },
  ...over,
});
const outcomes = (known: readonly OutflowLine[], ...told: readonly OutflowLine[]) => addLines(known, told).outcomes;

describe('the room for the lines of an order', () => {
  test('is so many bytes, together and to the last', () => {
    const most = padded(outflow(1), MOST.bytes - 500);
    expect(outcomes([most], padded(outflow(2), 500))).toEqual(['new']);
    expect(outcomes([most], padded(outflow(2), 501))).toEqual(['full']);
    expect(outcomes([most], padded(outflow(2), 250), padded(outflow(3), 250))).toEqual(['new', 'new']);
    expect(outcomes([most], padded(outflow(2), 250), padded(outflow(3), 251))).toEqual(['new', 'full']);
    expect(outcomes([most], padded(outflow(2), 501), padded(outflow(3), 500))).toEqual(['full', 'new']);
  });

  test('is counted in bytes, not in letters', () => {
    const most = padded(outflow(1), MOST.bytes - 500);
    const letters = padded(outflow(2), 497).remark ?? '';
    expect(outcomes([most], { ...outflow(2), remark: `${letters}元` })).toEqual(['new']);
    expect(outcomes([most], { ...outflow(2), remark: `${letters}元元` })).toEqual(['full']);
  });

  test('of a known line is taken only for what it grows by', () => {
    const known = [outflow(2), padded(outflow(1), MOST.bytes - bytesOf(outflow(2)) - 100)];
    const grown = (bytes: number) => padded(outflow(2), bytesOf(outflow(2)) + bytes);
    // sizes, not lines: a failure shows both sides
    const sizes = (line: OutflowLine) => addLines(known, [line]).lines.map(bytesOf);
    expect([outcomes(known, grown(100)), sizes(grown(100))]).toEqual([['added-to'], [bytesOf(grown(100)), bytesOf(known[1])]]);
    expect([outcomes(known, grown(101)), sizes(grown(101))]).toEqual([['full'], known.map(bytesOf)]);
    expect(outcomes(known, grown(60), padded(outflow(3), 200))).toEqual(['added-to', 'full']);
  });

  test('is so many lines; known ones may still grow', () => {
    const known = Array.from({ length: MAX_OUTFLOWS }, (_, n) => outflow(n, { accountName: undefined }));
    expect(outcomes(known.slice(1), outflow(7_000), outflow(7_001))).toEqual(['new', 'full']);
    expect(outcomes(known, outflow(3, { remark: 'r' }), outflow(7_000))).toEqual(['added-to', 'full']);
  });

  test('of lines that lead to no account is half of it, so that others find room', () => {
    const known = Array.from({ length: MAX_OUTFLOWS / 2 - 1 }, (_, n) => cash(1_000 + n));
    expect(outcomes(known, cash(1), cash(2), outflow(1))).toEqual(['new', 'full', 'new']);
    expect(outcomes([...known, cash(1)], cash(1, { serial: 'S-1' }), cash(2))).toEqual(['added-to', 'full']);
  });

  test('of lines that lead to no account is half the bytes, to the last', () => {
    const most = padded(cash(1), MOST.aside - 500);
    expect(outcomes([most], padded(cash(2), 500), outflow(1))).toEqual(['new', 'new']);
    expect(outcomes([most], padded(cash(2), 501))).toEqual(['full']);
    expect(outcomes([most], padded(cash(2), 250), padded(cash(3), 251))).toEqual(['new', 'full']);
    const grown = (bytes: number) => cash(2, { serial: 'S1'.repeat(bytes).slice(0, bytes - bytesOf({ serial: '' }) + 1) });
    const other = padded(cash(1), MOST.aside - bytesOf(cash(2)) - 100);
    expect(outcomes([other, cash(2)], grown(100))).toEqual(['added-to']);
    expect(outcomes([other, cash(2)], grown(101))).toEqual(['full']);
    expect(outcomes([other, cash(2)], grown(60), padded(cash(3), 100))).toEqual(['added-to', 'full']);
    expect(outcomes([padded(outflow(1), MOST.aside)], padded(cash(2), 500))).toEqual(['new']);
  });

  test('says of each line what became of it, and gives those with news', () => {
    const told = [outflow(1), outflow(1, { remark: 'r' }), outflow(1), outflow(2)];
    expect(newLines([outflow(1)], told)).toEqual({
      outcomes: ['known', 'added-to', 'known', 'new'],
      lines: [told[1], told[3]],
    });
  });
});

describe('whether two lines are one transfer', () => {
  const same = (one: OutflowLine, other: OutflowLine) => addLines([one], [other]).lines.length === 1;

  test('is told by account, sum, moment and currency', () => {
    const line = outflow(1);
    expect(same(line, { ...line, means: 'account', currency: 'CNY' })).toBe(true);
    expect(same(line, { ...line, accountNumber: '6228 4800 0000 0001' })).toBe(true);
    expect(same(line, { ...line, accountName: '王五', accountKind: 'corporate', remark: 'r' })).toBe(true);
    for (const other of [{ currency: 'USD' }, { bankId: 'bank-c' }, { amountFen: 1 }, { at: minute(3) }, { accountNumber: '6' }])
      expect(same(line, { ...line, ...other }), JSON.stringify(other)).toBe(false);
  });

  test('is told by all that they say, but for serial and reason, where one of these is missing', () => {
    for (const missing of ['bankId', 'accountNumber', 'amountFen', 'at'] as const) {
      const line = { ...outflow(1), [missing]: undefined };
      expect(same(line, { ...line, serial: undefined, cut: 'incomplete' }), missing).toBe(true);
      expect(same(line, { ...line, accountName: '王五' }), missing).toBe(false);
    }
    expect(same(cash(1), cash(1, { serial: 'S' }))).toBe(true);
    expect(same(outflow(1), { ...outflow(1), means: 'cash' })).toBe(false);
    expect(same(cash(1), cash(2))).toBe(false);
    expect(groupOf({}) < groupOf({ at: minute(1) })).toBe(true);
  });

  test('is told by the serials where both have one; a line with a new serial goes to the one without', () => {
    const [none, a, b] = [undefined, 'A', 'B'].map((serial) => outflow(1, { serial }));
    if (none === undefined || a === undefined || b === undefined) throw new Error('three lines');
    expect(addLines([a, b], [{ ...b, remark: 'r' }]).lines).toMatchObject([{ serial: 'A' }, { serial: 'B', remark: 'r' }]);
    expect(addLines([a, none], [b]).lines.map(({ serial }) => serial)).toEqual(['A', 'B']);
    expect(addLines([a, b], [{ ...none, remark: 'r' }]).lines).toMatchObject([{ serial: 'A', remark: 'r' }, { serial: 'B' }]);
    expect(addLines([a], [b]).lines).toHaveLength(2);
  });
});

describe('a known line that is told again', () => {
  const merged = (known: OutflowLine, ...told: readonly OutflowLine[]) => addLines([known], told).lines[0];

  test('takes a real serial in the place of none or a placeholder, and never the other way', () => {
    expect(merged(outflow(1, { serial: '-' }), outflow(1))).toMatchObject({ serial: 'OUT-1' });
    expect(merged(outflow(1), outflow(1, { serial: '-' }))).toMatchObject({ serial: 'OUT-1' });
    expect(merged(outflow(1), outflow(1, { serial: ' out-1' }))).toMatchObject({ serial: 'OUT-1' });
    expect(merged(outflow(1, { serial: '-' }), outflow(1, { serial: '000' }))).toMatchObject({ serial: '-' });
    const { serial: _, ...without } = outflow(1);
    expect(merged(without, { ...without, remark: 'r' })).toStrictEqual({ ...without, remark: 'r' });
  });

  test('keeps its members; what is said otherwise stands beside them, each once', () => {
    const [b, c] = [outflow(1, { accountName: 'b' }), outflow(1, { accountName: 'c', accountKind: 'corporate' })];
    expect(merged(outflow(1), b)).toStrictEqual({ ...outflow(1), alsoSaid: [{ accountName: 'b' }] });
    expect(merged(outflow(1), b, b, c, b)).toStrictEqual({
      ...outflow(1),
      alsoSaid: [{ accountName: 'b' }, { accountName: 'c', accountKind: 'corporate' }],
    });
    expect(outcomes([outflow(1)], b, b, c, c)).toEqual(['added-to', 'known', 'added-to', 'known']);
    expect(merged(outflow(1, { remark: 'first' }), outflow(1, { remark: 'second' }))).toMatchObject({
      ...{ remark: 'first', alsoSaid: [{ remark: 'second' }] },
    });
  });

  test('is no contradiction where it adds what was not known', () => {
    const { accountName: _, ...nameless } = outflow(1);
    expect(merged(nameless, outflow(1))).toStrictEqual(outflow(1));
  });

  test('from the future stays so while each statement is; a statement from the past lets it be followed', () => {
    const ahead = { ...outflow(1), cut: 'in-future' as const };
    expect(merged(ahead, { ...ahead, remark: 'r' })).toMatchObject({ cut: 'in-future', remark: 'r' });
    expect(merged(ahead, outflow(1))).not.toHaveProperty('cut');
    expect(merged(outflow(1), { ...ahead, remark: 'r' })).not.toHaveProperty('cut');
    expect(outcomes([ahead], outflow(1))).toEqual(['added-to']);
  });

  test('keeps the reason for which its members lead to no account', () => {
    expect(merged(cash(1), cash(1, { serial: 'S' }))).toStrictEqual({ ...cash(1), serial: 'S' });
  });
});

describe('a line as a transfer', () => {
  test('has an account at a bank, a sum in yuan and a moment; its kind is personal if it does not say', () => {
    const { accountKind: _, ...line } = outflow(1, { remark: 'r' });
    expect(transferTo(line)).toEqual({ ...line, accountKind: 'personal' });
    expect(transferTo(outflow(1, { accountKind: 'corporate' }))).toMatchObject({ accountKind: 'corporate' });
    expect(transferTo({ ...line, cut: 'in-future' })).toBeUndefined();
  });

  test.each<[OutflowLine, string]>([
    [{ means: 'cash' }, 'not-an-account'],
    [{ accountNumber: undefined }, 'account-missing'],
    [{ bankId: undefined }, 'bank-unknown'],
    [{ currency: 'USD' }, 'other-currency'],
    [{ amountFen: undefined }, 'incomplete'],
    [{ at: undefined }, 'incomplete'],
  ])('%j is none, for the reason %s', (over, reason) => {
    const line = { ...outflow(1), ...over };
    expect([cutOf(line), whyCut(line), transferTo(line)]).toEqual([reason, reason, undefined]);
    expect(whyCut({ ...line, cut: 'in-future' })).toBe('in-future');
  });
});

describe('outflows beside a result', () => {
  const order = orderWith(...untilStopped);
  const tell = (over: Parameters<typeof tellOutflows>[1], of = order) => tellOutflows(of, over, { signature: 'jws' }, bankAt(6));

  test('of an order that was turned down are refused', () => {
    given(StopOrders, { type: 'order.turned-down', data: { ...orderFacts.requested().data, code: 'STOP_LIMIT_REACHED' } })
      .when((one) => tell({ outflows: [outflow(1)] }, one))
      .thenRefused('ORDER_STATE_FORBIDS', { state: 'turned-down', command: 'supplement' });
  });

  test('are refused only if not one new line finds room', () => {
    const full = { ...order, outflows: [padded(outflow(1), MOST.bytes - 500)] };
    expect(tell({ outflows: [padded(outflow(2), 501)] }, full)).toMatchObject({
      ...{ kind: 'refusal', code: 'TOO_MANY_OUTFLOWS', detail: { outflows: 1 } },
    });
    expect(tell({ outflows: [padded(outflow(2), 501), outflow(3)] }, full)).toMatchObject({
      facts: [{ type: 'order.supplemented', data: { outflows: [{ serial: 'OUT-3' }] } }],
    });
    expect(tell({ outflows: [outflow(1)] }, full)).toEqual({ kind: 'acceptance', facts: [] });
  });

  test('that contradict what the bank said are marked', () => {
    expect(tell({ outflows: [outflow(1, { at: minute(5) })] }).facts).toMatchObject([
      { type: 'order.supplemented' },
      { type: 'order.answer-contradicted', data: { contradictions: [{ rule: 'after-stop', outflows: [0] }] } },
    ]);
  });

  test('are recorded with the instruction that the bank has, or answered last, or the stop', () => {
    const of = (...facts: Parameters<typeof orderWith>) =>
      supplementOf(orderWith(...facts), { outflows: [outflow(1)] }, {}, bankAt(700)).map(({ data }) =>
        'instruction' in data ? data.instruction : undefined,
      );
    expect(of(orderFacts.requested())).toEqual(['stop']);
    expect(of(...untilStopped)).toEqual(['stop']);
    expect(of(...untilStopped, laterFacts.freezeOrdered)).toEqual(['freeze']);
    const { at, answer } = laterFacts.frozen.data;
    expect(
      of(...untilStopped, laterFacts.freezeOrdered, { type: 'order.instruction-refused', data: { at, answer, class: 'final' } }),
    ).toEqual(['freeze']);
  });

  test('come with a remark and what could not be read; a remark alone is news once', () => {
    const unread: Unread = { faults: [{ path: '/x', rule: 'is not known' }] };
    const said = supplementOf(order, { outflows: [], remark: 'r', unread }, { signature: 'jws' }, bankAt(6));
    expect(said).toEqual([
      {
        type: 'order.supplemented',
        data: { at: minute(6), instruction: 'stop', outflows: [], remark: 'r', unread, signature: 'jws' },
      },
    ]);
    const noted = orderWith(...untilStopped, ...said);
    expect(supplementOf(noted, { outflows: [], remark: 'r' }, {}, bankAt(7))).toEqual([]);
    const [more] = supplementOf(noted, { outflows: [outflow(1)], remark: 'r' }, {}, bankAt(7));
    expect(more).toMatchObject({ data: { outflows: [{ serial: 'OUT-1' }], remark: undefined } });
    expect(supplementOf(noted, { outflows: [], remark: 'other' }, {}, bankAt(7))).toMatchObject([{ data: { remark: 'other' } }]);
    expect(supplementOf(order, { outflows: [] }, {}, bankAt(7))).toEqual([]);
  });

  test('from the future, by more than clocks may differ, are marked; a line that leads nowhere has its own reason', () => {
    const tolerance = policy.amount('clock.tolerance', minute(6));
    const [at, after] = [plus(minute(6), tolerance), plus(minute(6), tolerance + 1)];
    const lines: OutflowLine[] = [
      outflow(1, { at }),
      outflow(2, { at: after }),
      { ...outflow(3, { at: after }), cut: 'other-currency' },
      { ...outflow(4), at: undefined },
    ];
    expect(timed(lines, bankAt(6)).map(({ cut }) => cut)).toEqual([undefined, 'in-future', 'other-currency', undefined]);
    expect(timed(lines, bankAt(6))[1]).toStrictEqual({ ...lines[1], cut: 'in-future' });
    expect(tell({ outflows: lines.slice(1, 2) }).facts[0]).toMatchObject({ data: { outflows: [{ cut: 'in-future' }] } });
  });
});

describe('a contradiction', () => {
  const stopped = orderWith(...untilStopped);
  const told = (...outflows: OutflowLine[]): OrderFact => ({
    type: 'order.supplemented',
    data: { at: minute(9), instruction: 'stop', outflows },
  });
  const marks = (order: StopOrder, ...facts: Parameters<typeof contradicted>[1]) =>
    contradicted(order, facts, bankAt(40)).flatMap(({ data }) => ('contradictions' in data ? data.contradictions : []));
  const late = outflow(1, { at: minute(30) });

  test('is looked for where facts change the order, not its account', () => {
    expect(marks({ ...stopped, outflows: [late] })).toEqual([]);
    expect(marks(stopped, told(late), accountFacts.stopCounted())).toEqual([{ rule: 'after-stop', outflows: [0] }]);
    expect(marks(stopped, told(outflow(1)))).toEqual([]);
  });

  test('with the stop is none once it has ended, or while the bank’s clock is in doubt', () => {
    const frozen = { ...stopped, status: 'frozen' as const };
    expect(marks(frozen, told(late))).toHaveLength(1);
    for (const status of ['expired', 'released', 'lapsed', 'withdrawn'] as const)
      expect(marks({ ...stopped, status }, told(late)), status).toEqual([]);
    const doubt = { instruction: 'stop' as const, reason: 'in-future' as const, said: minute(60), countedFrom: minute(5) };
    expect(marks({ ...stopped, timeDoubts: [doubt] }, told(late))).toEqual([]);
    expect(marks({ ...stopped, timeDoubts: [{ ...doubt, of: 'receipt' }] }, told(late))).toHaveLength(1);
    expect(marks({ ...stopped, timeDoubts: [{ ...doubt, instruction: 'extend' }] }, told(late))).toHaveLength(1);
    expect(marks(stopped, told({ ...late, at: undefined }))).toEqual([]);
    expect(marks({ ...stopped, effectiveAt: undefined }, told(late))).toEqual([]);
  });

  test('of the sums is none where money came or went in another currency', () => {
    const much = outflow(1, { amountFen: 900_000_000 });
    expect(marks(stopped, told(much))).toEqual([{ rule: 'more-than-came-in', outflows: [0] }]);
    expect(marks(stopped, told({ ...much, cut: 'other-currency' }))).toEqual([]);
    expect(marks(stopped, told({ means: 'cash', at: minute(2) }))).toEqual([]);
    const transfer = { amountMinor: 5, currency: 'USD', at: minute(-10) };
    expect(marks({ ...stopped, account: account({ transfer }) }, told(much))).toEqual([]);
  });

  test('of the account is by the last answer to the stop, also if another instruction was answered since', () => {
    const unknown = orderFacts.returned({ answer: { ...orderFacts.returned().data.answer, code: '0300' } });
    const order = orderWith(orderFacts.requested(), orderFacts.sent(), unknown);
    expect(marks(order, told(outflow(1), outflow(2)))).toEqual([{ rule: 'no-such-account', outflows: [0, 1] }]);
    const [first] = order.answers;
    if (first === undefined) throw new Error('there is an answer');
    const later = {
      ...order,
      answers: [{ ...first, code: '1303' as const }, first, { ...first, instruction: 'freeze' as const, code: '1300' as const }],
    };
    expect(marks(later, told(outflow(1)))).toMatchObject([{ rule: 'no-such-account' }]);
    expect(marks({ ...later, answers: later.answers.slice(0, 1) }, told(outflow(1)))).toEqual([]);
  });

  test('is known where every rule was broken before, and not where one is new', () => {
    const repeated = (contradictions: StopOrder['contradictions']) =>
      contradicted(
        { ...stopped, contradictions, outflows: [outflow(9)] },
        [told(outflow(1, { at: minute(30), amountFen: 900_000_000 }))],
        bankAt(40),
      );
    const [after, more] = [
      { rule: 'after-stop' as const, outflows: [5] },
      { rule: 'more-than-came-in' as const, outflows: [0] },
    ];
    expect(repeated([after, more])).toMatchObject([
      { data: { at: minute(40), contradictions: [{ outflows: [1] }, { outflows: [1] }], repeated: true } },
    ]);
    const [half] = repeated([after]);
    expect(half?.data).not.toHaveProperty('repeated');
  });
});

describe('the notes of a bank', () => {
  const note = (remark: string | undefined, over: object = {}) => ({
    at: hour(1),
    instruction: 'stop' as const,
    remark,
    ...over,
  });

  test('are those that say something', () => {
    expect(withNote(undefined, note(undefined))).toBeUndefined();
    expect(withNote([note('a')], note(undefined))).toEqual([note('a')]);
    expect(withNote(undefined, note('a'))).toEqual([note('a')]);
    const unread = { faults: [{ path: '/x', rule: 'is not known' }] };
    expect(withNote([note('a')], note(undefined, { unread }))).toEqual([note('a'), note(undefined, { unread })]);
    expect([isNoted(undefined, 'a'), isNoted([note('a')], 'a'), isNoted([note('b')], 'a')]).toEqual([false, true, false]);
    expect(isNoted([note('a'), note('b')], 'a')).toBe(true);
  });

  test('are the last twenty', () => {
    const notes = Array.from({ length: 20 }, (_, n) => note(`n${n}`));
    expect(withNote(notes.slice(1), note('last'))).toHaveLength(20);
    expect(withNote(notes, note('last'))?.map(({ remark }) => remark)).toEqual([
      ...notes.slice(1).map((one) => one.remark),
      'last',
    ]);
  });
});

describe('what cannot be read', () => {
  const faults = [{ path: '/x', rule: 'is not known' }];
  const faultsBytes = bytesOf({ faults });
  const of = (bytes: number): { readonly unread: Unread } => ({
    unread: { faults, asGiven: 'x'.repeat(bytes - bytesOf({ faults, asGiven: '' })) },
  });
  const elsewhere = { unread: { faults: [{ path: '', rule: expect.stringContaining('in the record alone') }] } };

  test('is shown whole while there is room, to the last byte, the latest first', () => {
    const [half, more] = [of(12 * 1024), of(12 * 1024 + 1)];
    expect(withinUnreadRoom([half, half])).toEqual([half, half]);
    expect(withinUnreadRoom([more, half, { unread: undefined }])).toEqual([{ unread: { faults } }, half, { unread: undefined }]);
    expect(withinUnreadRoom([half, more])).toEqual([{ unread: { faults } }, more]);
  });

  test('is shown by its faults, and then only by where it is kept', () => {
    const rest = of(24 * 1024 - faultsBytes);
    expect(withinUnreadRoom([of(2_000), rest])).toEqual([{ unread: { faults } }, rest]);
    expect(withinUnreadRoom([of(2_000), of(24 * 1024 - faultsBytes + 1)])).toEqual([elsewhere, of(24 * 1024 - faultsBytes + 1)]);
    expect(withinUnreadRoom([of(2_000), of(2_000), rest])).toEqual([elsewhere, { unread: { faults } }, rest]);
  });

  test('is measured in bytes, not in letters', () => {
    const wide = { unread: { faults, asGiven: '元'.repeat(8 * 1024) } };
    expect(withinUnreadRoom([wide])).toEqual([{ unread: { faults } }]);
  });
});
