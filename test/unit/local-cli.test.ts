import { expect, test } from 'vitest';
import { parseCli } from '../../local/cli-options.ts';
import { UsageError } from '../../local/command-line.ts';

test('without flags: the scenario, simulated banks, the usual port and folder', () => {
  expect(parseCli([])).toEqual({ help: false, port: 8787, dataDir: '.cordon', banks: true, scenario: 'freeze' });
});

test('every flag', () => {
  expect(parseCli(['--speed', '60', '--no-banks', '--quiet', '--port=9000', '--data', '/tmp/x'])).toEqual({
    help: false,
    speed: 60,
    port: 9000,
    dataDir: '/tmp/x',
    banks: false,
  });
  expect(parseCli(['--help']).help).toBe(true);
});

test.each([
  [['--fast'], /--fast/],
  [['surplus'], /surplus/],
  [['--speed'], /speed/],
  [['--speed', 'x'], /--speed must be a number from/],
  [['--speed', '0'], /--speed must be a number from/],
  [['--speed', '601'], /--speed must be a number from/],
  [['--port', '70000'], /--port must be a number from/],
  [['--port', '80.5'], /--port must be a whole number/],
  [['--scenario', 'unheard-of'], /--scenario must be one of: freeze, coordination/],
  [['--quiet', '--scenario', 'freeze'], /--quiet/],
])('%j is refused on one line', (args, message) => {
  expect(() => parseCli(args)).toThrow(UsageError);
  expect(() => parseCli(args)).toThrow(message);
  expect(() => parseCli(args)).toThrow(/^[^\n]+$/);
});
