import { afterAll, expect, test } from 'vitest';
import { type CityProcess, freePort, newDataDir, startCityProcess } from '../support/city-process.ts';

let city: CityProcess | undefined;

afterAll(() => city?.kill());

test('the scenario of agencies working together plays to its end, and again on the same data', { timeout: 400_000 }, async () => {
  const [dataDir, port] = await Promise.all([newDataDir(), freePort()]);
  for (const run of [1, 2]) {
    city = await startCityProcess(dataDir, port, '--scenario', 'coordination', '--no-banks');
    await expect.poll(city.output, { timeout: 180_000, interval: 500 }).toMatch(/Ctrl-C stops the city|ended early/);
    const shown = city.output();
    expect(shown, `run ${run}`).not.toContain('ended early');
    expect(shown).toContain('the same facts in 2022   chaoyang yes, haidian no');
    expect(shown).toContain('the same facts now       chaoyang no, haidian no');
    expect(shown).toMatch(/listed case {14}\S+, \d+ days, reminder › notice › interview, aim reached/);
    // in the second run the districts have agreed already
    expect(shown).toContain(`what one standard moves  ${run === 1 ? 4 : 0} of`);
    expect(await city.interrupt()).toBe(0);
    city = undefined;
  }
});
