import { expect, test } from 'vitest';
import { broken, worse } from '../../bench/speed/check.ts';
import { type Figure, figureOf, percentile, rounded, spread } from '../../bench/speed/figures.ts';
import { pageOf } from '../../bench/speed/page.ts';
import { parseStat } from '../../bench/speed/process-tree.ts';
import { withEarlier } from '../../bench/speed/results.ts';
import { textOf } from '../../bench/speed/table.ts';

test('a percentile is the value that so many of the values do not exceed', () => {
  const values = Array.from({ length: 100 }, (_, n) => 100 - n);
  expect([percentile(values, 0.5), percentile(values, 0.95), percentile(values, 0.99), percentile(values, 1)]).toEqual([
    50, 95, 99, 100,
  ]);
  expect(percentile([7], 0.5)).toBe(7);
  expect(percentile([], 0.5)).toBeNaN();
});

test('of a spread the median alone is held to the floor', () => {
  expect(spread('alarm', [3, 1, 2], 'ms to the bank')).toEqual([
    { name: 'alarm, p50', value: 2, unit: 'ms', held: 'ms to the bank' },
    { name: 'alarm, p95', value: 3, unit: 'ms' },
    { name: 'alarm, p99', value: 3, unit: 'ms' },
  ]);
});

test('a figure has its ratio to the floor, if the floor was measured', () => {
  const measured = { name: 'flows', value: 20, unit: 'a second', held: 'flows a second', better: 'more' } as const;
  expect(figureOf('throughput', measured, { 'flows a second': 40 })).toMatchObject({ section: 'throughput', ratio: 0.5 });
  expect(figureOf('throughput', measured, {})).not.toHaveProperty('ratio');
  expect(figureOf('throughput', { name: 'n', value: 1, unit: 'a flow', held: 'count' }, {})).not.toHaveProperty('ratio');
});

const count = (value: number): Figure => ({
  ...{ section: 'throughput', name: 'writes', value, unit: 'a flow', held: 'count', better: 'less' },
});
const ratio = (value: number | undefined, better: Figure['better'] = 'less'): Figure => ({
  ...{ section: 'latency', name: 'p50', value: 1, unit: 'ms', held: 'ms to the bank', better },
  ...(value !== undefined && { ratio: value }),
});

test.each<[string, Figure, Figure, readonly string[]]>([
  ['a count that grew at all', count(70), count(71), ['throughput: writes: 71 a flow, was 70']],
  ['a count that stayed', count(70), count(70), []],
  ['a count that shrank', count(70), count(60), []],
  ['a count whose mean has another last digit', count(1 / 3), count(0.1 + 0.7 / 3), []],
  ['a ratio that is worse by more than a quarter', ratio(4), ratio(5.1), ['latency: p50: 5.1 times the floor, was 4']],
  ['a ratio that is worse by a quarter', ratio(4), ratio(5), []],
  [
    'a rate that fell by more than a quarter',
    ratio(0.5, 'more'),
    ratio(0.39, 'more'),
    ['latency: p50: 0.39 times the floor, was 0.50'],
  ],
  ['a rate that rose', ratio(0.5, 'more'), ratio(2, 'more'), []],
  ['a figure without a floor', ratio(4), ratio(undefined), []],
])('compared with earlier results, %s', (_, before, now, lines) => {
  expect(worse([before], [now])).toEqual(lines);
});

test('a figure that only one of the results has is passed over', () => {
  expect(worse([], [count(1)])).toEqual([]);
  expect(worse([count(1)], [])).toEqual([]);
});

test('a figure above the most that it may be is a fault, and so is one that is no number', () => {
  const lost = (value: number): Figure => ({ ...count(value), section: 'warnings', name: 'lost', unit: 'warnings', most: 0 });
  expect(broken([lost(0), count(70)])).toEqual([]);
  expect(broken([lost(2)])).toEqual(['warnings: lost: 2 warnings, at most 0']);
  expect(broken([lost(Number.NaN)])).toHaveLength(1);
});

test('results of a day keep the sections that a later run did not measure', () => {
  const results = (...figures: readonly Figure[]) => ({ date: '2026-01-02', machine: 'm', figures: [...figures] });
  const later = results(count(71));
  expect(withEarlier(later, results(count(70), ratio(4)))).toEqual(results(ratio(4), count(71)));
});

test('the table has a line for each figure, with its unit and its ratio', () => {
  const [head, first, second] = textOf([ratio(4), count(70)]).split('\n');
  expect(head).toMatch(/value +unit +× floor$/);
  expect(first).toMatch(/^latency: p50 +1 +ms +4$/);
  expect(second).toMatch(/^throughput: writes +70 +a flow +$/);
});

test.each([
  [0, '0'],
  [7, '7'],
  [123.45, '123'],
  [12.345, '12.3'],
  [0.12345, '0.12'],
])('%d is shown as %s', (value, text) => {
  expect(rounded(value)).toBe(text);
});

test('the page needs nothing else and shows text as text', () => {
  const page = pageOf({ date: '2026-01-02', machine: '<2 cores>', figures: [count(70), ratio(4)] });
  expect(page).toContain('&lt;2 cores&gt;');
  expect(page.match(/<rect /g)).toHaveLength(2);
  expect(page).not.toMatch(/(src|href)=|<script/);
});

test('the use of a process is read past a name with blanks and brackets', () => {
  const numbers = Array.from({ length: 40 }, (_, n) => String(n + 4));
  expect(parseStat(`42 (a (b) c) S ${numbers.join(' ')}\n`)).toEqual({
    ...{ pid: 42, parent: 4, cpuMs: (14 + 15 + 16 + 17) * 10, residentBytes: 24 * 4096 },
  });
});
