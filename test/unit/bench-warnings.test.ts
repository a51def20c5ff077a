import fc from 'fast-check';
import { expect, test } from 'vitest';
import { givenTwice } from '../../bench/speed/warnings/claim.ts';
import { clueOf, cluesBy, contactOf, hours } from '../../bench/speed/warnings/day-plan.ts';
import { historyOf, type RecordedFact } from '../../bench/speed/warnings/history.ts';
import { createKeyMeter } from '../../bench/speed/warnings/key-load.ts';
import { isStock, stockId, stockItem } from '../../bench/speed/warnings/stock.ts';
import { unitsOf } from '../../bench/speed/warnings/units.ts';
import { loadedOf } from '../../shared/journal/items.ts';
import { ReceiveWarning, RecordContact } from '../../shared/warnings/bodies.ts';
import { isToDo } from '../../shared/warnings/hand-work.ts';
import { Warnings } from '../../shared/warnings/streams.ts';
import { minute, T0 } from '../support/samples.ts';

const MINUTE = 60_000;

test('the curve of a day gives out every clue, none before its hour, most in the morning and in the evening', () => {
  expect([cluesBy(0, 7_000), cluesBy(24 * 60, 7_000), cluesBy(25 * 60, 7_000)]).toEqual([0, 7_000, 7_000]);
  const byHour = hours.map((_, hour) => cluesBy((hour + 1) * 60, 7_000) - cluesBy(hour * 60, 7_000));
  expect(byHour[9]).toBeGreaterThan((byHour[12] ?? 0) * 1.5);
  expect(byHour[20]).toBeGreaterThan((byHour[17] ?? 0) * 1.4);
  expect(byHour[3]).toBeLessThan((byHour[9] ?? 0) / 5);
  const anyMinute = fc.integer({ min: 0, max: 24 * 60 });
  fc.assert(
    fc.property(anyMinute, anyMinute, fc.integer({ min: 1, max: 70_000 }), (one, other, total) => {
      const [first, last] = [Math.min(one, other), Math.max(one, other)];
      expect(cluesBy(first, total)).toBeLessThanOrEqual(cluesBy(last, total));
    }),
  );
});

test('each clue of the day can be taken, and one of twenty is of a person who was named before', () => {
  const clues = Array.from({ length: 200 }, (_, n) => ReceiveWarning.parse(clueOf(n, T0)));
  expect(new Set(clues.map(({ sourceRef }) => sourceRef)).size).toBe(200);
  expect(new Set(clues.map(({ person }) => person.phone)).size).toBe(190);
});

test('contacts of the day are ones that the API takes; some are in vain, and some are not made', () => {
  const came = Array.from({ length: 400 }, (_, n) =>
    contactOf({ clues: [{ sourceRef: `day-${n}` }], attempts: [], rung: { means: 'visit' }, version: 2 }),
  );
  const made = came.flatMap((one) => one ?? []).map((one) => RecordContact.parse(one));
  expect(came.length - made.length).toBe(4);
  expect(new Set(made.map(({ outcome }) => outcome))).toEqual(new Set(['not-reached', 'dissuaded']));
  expect(made.every(({ outcome, checklist }) => outcome === 'not-reached' || checklist !== undefined)).toBe(true);
});

/** When the day of these facts ends, and how much later than due a step may come. */
const [END, PATIENCE] = [minute(20), 5 * MINUTE] as const;
const rung = (dueMinute: number, over: object = {}) => ({
  ...{ means: 'phone', begunAt: minute(0), dueAt: minute(dueMinute), ...over },
});
const fact = (type: string, at: number, data: RecordedFact['data'] = {}): RecordedFact => ({
  ...{ type: `warning.${type}`, at: minute(at), data },
});
const received = (over: object) => fact('received', 0, { clue: { sourceRef: 'day-1' }, rung: rung(99, over) });
const waiting = received({});
const taken = (at: number, until = at + 15) => fact('taken', at, { lease: { until: minute(until) } });
const renewed = fact('lease-renewed', 9, { until: minute(24) });
const climbed = (at: number) => fact('climbed', at, { rung: rung(60) });
const machine = (outcomeBy: number) => received({ means: 'sms', dueAt: minute(1), message: { outcomeBy: minute(outcomeBy) } });
const quiet = (until: number) => received({ means: 'ai-call', notBefore: minute(until) });
const due = (at: number) => received({ dueAt: minute(at) });
const closed = fact('closed', 19);

test.each<[string, readonly RecordedFact[], object]>([
  ['waits, its term just over', [due(15)], { late: 0, isClosed: false, clues: ['day-1'] }],
  ['climbed in time', [due(10), climbed(15)], { late: 0 }],
  ['climbed too late', [due(10), climbed(16)], { late: 1 }],
  ['never climbed', [due(14)], { late: 1 }],
  ['was closed in its term', [due(19), closed], { late: 0, isClosed: true }],
  ['is at a machine whose message has time left', [machine(21)], { late: 0 }],
  ['is at a machine that did not answer', [machine(10)], { late: 1 }],
  ['is to be called by a machine after the quiet hours', [quiet(29)], { late: 0 }],
  ['was not called by a machine after the quiet hours', [quiet(10)], { late: 1 }],
  ['was taken, contacted, and taken again', [waiting, taken(1), fact('contacted', 2), taken(3), closed], { twice: 0 }],
  ['was taken twice', [waiting, taken(1), taken(3), closed], { twice: 1, count: { 'warning.taken': 2 } }],
  ['was taken again after its lease', [waiting, taken(1), fact('lease-lapsed', 17), taken(17), closed], { twice: 0, late: 0 }],
  ['was taken while it was held for longer', [waiting, taken(1), renewed, taken(18), closed], { twice: 1 }],
  ['is held past its lease', [waiting, taken(1, 10)], { late: 1 }],
  ['took another clue', [waiting, fact('joined', 1, { clue: { sourceRef: 'day-11' } })], { clues: ['day-1', 'day-11'] }],
])('the facts of a warning that %s', (_, facts, found) => {
  expect(historyOf(facts, END, PATIENCE)).toMatchObject(found);
});

test('a warning is handed out twice if two people get the same version of it', () => {
  const a = { warningId: 'wrn_a', version: 2 };
  expect([givenTwice([a, { ...a, version: 4 }]), givenTwice([a, a])]).toEqual([0, 1]);
});

test('writes are counted by partition key and hour, and the fullest key of each kind is shown; ids of single things are not', () => {
  const put = (pk: string, inboxPk: string) => ({
    input: { TransactItems: [{ Put: { Item: { pk: { S: pk }, inboxPk: { S: inboxPk } } } }, { ConditionCheck: {} }] },
  });
  const meter = createKeyMeter();
  meter.note(8, [put('warning#1', 'to-do#haidian'), put('warning#2', 'to-do#haidian')]);
  meter.note(9, [put('warning#1', 'to-do#haidian'), put('warning#3', 'to-do#chaoyang'), { input: { Key: {} } }]);
  meter.note(9, [put('warning#1', 'to-do#chaoyang'), put('warning#1', 'to-do#chaoyang')]);
  expect(meter.fullest()).toEqual([
    { key: 'table: warning#…', writes: 3 },
    { key: 'inbox: to-do#chaoyang', writes: 3 },
  ]);
});

test('a warning of the stock is one that the journal reads and a person can take; no reaction follows from it', () => {
  const item = stockItem(7, 'haidian-bench', T0);
  const { state, version } = loadedOf(Warnings, stockId(7), item);
  if (state === undefined) throw new Error('the stock has no state');
  expect([version, state.station, isToDo(state, T0)]).toEqual([1, 'haidian-bench', true]);
  expect(state.rung).toMatchObject({ means: 'phone', level: 'station' });
  const { pk } = item;
  const stock = (sk: string) => isStock({ pk: { S: String(pk) }, sk: { S: sk } });
  expect([stock('state'), stock('event#000000000002')]).toEqual([true, false]);
  expect(isStock({ pk: { S: `warning#wrn_${'0'.repeat(26)}` }, sk: { S: 'state' } })).toBe(false);
});

test('of the stock, the one with the lower number waits longer', () => {
  const places = [0, 1, 9, 10, 100_000].map((n) => String(stockItem(n, 'haidian-bench', T0)['inboxSk']));
  expect(places).toEqual(places.toSorted());
  expect(new Set(places).size).toBe(5);
});

test('the units of claims are those of the API of warnings, between two readings', () => {
  const line = (measure: 'dynamodb.read-units' | 'dynamodb.write-units', name: string, amount: number) => ({
    ...{ measure, labels: [name, 'table'], amount },
  });
  const before = [line('dynamodb.read-units', 'ApiWarningsFunction', 3)];
  const after = [
    line('dynamodb.read-units', 'ApiWarningsFunction', 10),
    line('dynamodb.write-units', 'ApiWarningsFunction', 4),
    line('dynamodb.read-units', 'SweepFunction', 99),
  ];
  expect(unitsOf(before, after)).toEqual({ reads: 7, writes: 4, cancelled: 0 });
});
