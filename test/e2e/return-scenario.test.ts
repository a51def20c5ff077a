import { afterEach, expect, test } from 'vitest';
import { eventually } from '../support/city.ts';
import { type CityProcess, freePort, newDataDir, startCityProcess } from '../support/city-process.ts';

let running: CityProcess | undefined;
afterEach(() => running?.kill().catch(() => undefined));

test('the money of three victims comes back in two rounds, and the seller of a watch has his account again', {
  timeout: 300_000,
}, async () => {
  running = await startCityProcess(await newDataDir(), await freePort(), '--scenario', 'return');
  const { output } = running;
  await eventually(async () => (output().includes('Ctrl-C stops the city') ? true : undefined), 200_000);
  const told = output();
  expect(told).not.toContain('ended early');
  expect(told).toContain('OBJECTION_REVIEWER_INVOLVED');
  expect(told).toContain('chaobai told 400 lines on 4 pages; the balances add up.');
  expect(told).toContain('Account 1, ¥100,000.00: single, by line 1.1.');
  expect(told).toContain('Account 2, ¥140,000.00: by-time, by line 4.99, 4.100.');
  expect(told).toMatch(/Account 3, ¥72,000\.00: pro-rata, by \d+ lines/);
  expect(told).toMatch(/first round +R-\S+: 5 payments, ¥312,000\.00, after thirty days of notice/);
  expect(told).toMatch(/second round +R-\S+: 1 payment, ¥50,000\.00, by the lines, without a notice/);
  const accounts = told.matchAll(/^account \d +(\w+) +([\w-]+) +¥([\d,.]+) frozen, ¥([\d,.]+) returned$/gm);
  expect([...accounts].map((found) => found.slice(1))).toEqual([
    ['payway', 'single', '100,000.00', '100,000.00'],
    ['chaobai', 'by-time', '140,000.00', '140,000.00'],
    ['chengde', 'pro-rata', '72,000.00', '72,000.00'],
    ['payway', 'single', '50,000.00', '50,000.00'],
  ]);
  expect(told).toMatch(/account 5 +jinghua +released +¥30,000\.00 of the seller of a watch, YY-\S+ upheld/);
  // a fifth of the third account was gone in cash before the stop
  expect(told).toMatch(/lost by three victims +¥380,000\.00/);
  expect(told).toMatch(/returned in all +¥362,000\.00 \(95\.3 %\)/);
  expect(await running.interrupt()).toBe(0);
  running = undefined;
});
