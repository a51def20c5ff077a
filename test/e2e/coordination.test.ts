import { afterAll, expect, test } from 'vitest';
import { type CityProcess, freePort, newDataDir, startCityProcess } from '../support/city-process.ts';

let city: CityProcess | undefined;

afterAll(() => city?.kill());

test('the scenario of agencies working together plays to its end after it was killed half-way, and again on the same data', {
  timeout: 400_000,
}, async () => {
  const [dataDir, port] = await Promise.all([newDataDir(), freePort()]);
  const flags = ['--scenario', 'coordination', '--no-banks'];
  city = await startCityProcess(dataDir, port, ...flags);
  // a standard is adopted that comes into force later, with the city or without it
  await expect.poll(city.output, { timeout: 180_000, interval: 50 }).toMatch(/Haidian and Chaoyang adopt it|ended early/);
  expect(city.output()).not.toContain('ended early');
  await city.kill();
  for (const run of [2, 3]) {
    city = await startCityProcess(dataDir, port, ...flags);
    await expect.poll(city.output, { timeout: 180_000, interval: 500 }).toMatch(/Ctrl-C stops the city|ended early/);
    const shown = city.output();
    expect(shown, `run ${run}`).not.toContain('ended early');
    const before = run === 2 ? 'Run 1 was cut short, and what it recorded is kept' : 'Runs 1 to 2 are kept';
    expect(shown).toContain(`${before}; this is run ${run}.`);
    expect(shown).toContain('the same facts in 2022   chaoyang yes, haidian no');
    expect(shown).toContain('the same facts now       chaoyang no, haidian no');
    expect(shown).toMatch(/listed case {14}\S+, \d+ days, reminder › notice › interview, aim reached/);
    // in the third run the districts have agreed already; whether in the second depends on when the first was killed
    expect(shown).toMatch(run === 2 ? /what one standard moves {2}[08] of 34/ : /what one standard moves {2}0 of 51/);
    expect(await city.interrupt()).toBe(0);
    city = undefined;
  }
});
