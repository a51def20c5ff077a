import { expect, test } from 'vitest';
import { parseBenchOptions } from '../../bench/speed/bench-options.ts';
import { UsageError } from '../../local/command-line.ts';

test('without options the bench runs every section that does not take long', () => {
  expect(parseBenchOptions([])).toEqual({
    help: false,
    sections: ['floor', 'latency', 'throughput', 'start', 'flood', 'board'],
    ...{ long: false, million: false, lists: [], warnings: 7_000, save: false, check: false },
  });
});

test('--long adds the growth of lists, and warnings', () => {
  expect(parseBenchOptions(['--long', '--million']).sections).toEqual(expect.arrayContaining(['growth', 'warnings']));
});

test('warnings run if they are named: a tenth of a day, or as many as are asked for', () => {
  expect(parseBenchOptions(['--only', 'warnings'])).toMatchObject({ sections: ['warnings'], warnings: 7_000 });
  expect(parseBenchOptions(['--only', 'warnings', '--warnings', '70000']).warnings).toBe(70_000);
});

test('--list may be given several times', () => {
  const { lists } = parseBenchOptions(['--long', '--list', '/v1/alerts', '--list', '/v1/bank/orders']);
  expect(lists).toEqual(['/v1/alerts', '/v1/bank/orders']);
});

test('--only may be given several times; sections keep their order', () => {
  expect(parseBenchOptions(['--only', 'latency', '--only', 'floor', '--check'])).toMatchObject({
    sections: ['floor', 'latency'],
    check: true,
  });
});

test.each([
  [['--fast'], "Unknown option '--fast'; see --help"],
  [['--only', 'speed'], '--only must be one of: floor, latency, throughput, start, flood, board, growth, warnings'],
  [['--only', 'growth'], '--only growth goes with --long'],
  [['--million'], '--million goes with --long'],
  [['--warnings', '100'], '--warnings goes with the section warnings'],
  [['--only', 'warnings', '--warnings', 'all'], '--warnings must be a whole number from 1 to 1000000'],
  [['--only', 'warnings', '--warnings', '0'], '--warnings must be a whole number from 1 to 1000000'],
  [['--list', '/v1/alerts'], '--list goes with --long'],
  [['--long', '--list', 'alerts'], '--list must be a path of the API, such as /v1/bank/orders'],
])('%j is answered with one line', (args, line) => {
  const parse = () => parseBenchOptions(args);
  expect(parse).toThrow(UsageError);
  expect(parse).toThrow(line);
});
