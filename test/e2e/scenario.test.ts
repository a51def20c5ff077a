import { afterEach, expect, test } from 'vitest';
import * as z from 'zod';
import { eventually } from '../support/city.ts';
import { type CityProcess, freePort, newDataDir, startCityProcess } from '../support/city-process.ts';

let running: CityProcess | undefined;
afterEach(() => running?.kill().catch(() => undefined));

const Keys = z.object({ jwks: z.object({ keys: z.array(z.object({ x: z.string() })) }).optional() });

/** The key that a simulated bank has registered. */
async function keyOf(city: CityProcess): Promise<string | undefined> {
  const bank = await city.as('jinghua').request('GET', '/v1/banks/jinghua');
  return Keys.parse(bank.body).jwks?.keys[0]?.x;
}

test('the scenario plays to its summary, Ctrl-C ends it clean, and the next start goes on with the same data', {
  timeout: 300_000,
}, async () => {
  const dataDir = await newDataDir();
  const port = await freePort();
  // twice as fast as it is shown to people
  const first = await startCityProcess(dataDir, port, '--speed', '60');
  running = first;
  await eventually(async () => (first.output().includes('Ctrl-C stops the city') ? true : undefined), 150_000);
  const told = first.output();
  // How many were in time depends on how busy this machine is; what the banks do, and what is stopped in the end, does not.
  const count = (what: string) => Number(new RegExp(`${what} +(\\d+)`).exec(told)?.[1]);
  expect(count('stopped in time') + count('stopped late')).toBe(9);
  expect(count('stopped late')).toBeGreaterThanOrEqual(1);
  expect(count('refused')).toBe(1);
  expect(told).toContain('money stopped     ¥435,400.00 of ¥455,400.00 traced (95.6 %)');
  expect(told).toMatch(/taihang +tier 1 +stopped \(breach\)/);
  expect(told).toMatch(/payway +tier 3 +stopped/);
  const keyBefore = await keyOf(first);
  expect(await first.interrupt()).toBe(0);

  const second = await startCityProcess(dataDir, port, '--quiet');
  running = second;
  const alerts = await second.as('police-haidian').request('GET', '/v1/alerts');
  expect(alerts.body).toMatchObject({ items: [{ fraudType: '冒充公检法', lossFen: 45_540_000, orders: { waiting: 0 } }] });
  // A simulated bank has a new key at each start, and can register it: the seed has forgotten the one it lost.
  const keyNow = await eventually(() => keyOf(second));
  expect(keyNow).toEqual(expect.any(String));
  expect(keyNow).not.toBe(keyBefore);
  expect(await second.interrupt()).toBe(0);
  running = undefined;
});
