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
  expect(told).toMatch(/first round +R-\S+: \d payments, ¥\S+, shares by loss, after thirty days of notice/);
  expect(told).toMatch(/second round +R-\S+: \d payments, ¥50,000.00/);
  expect(told).toMatch(/returned in all +¥230,000.00 \(79\.3 %\)/);
  expect(await running.interrupt()).toBe(0);
  running = undefined;
});
