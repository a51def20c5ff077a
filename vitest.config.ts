import { configDefaults, defineConfig } from 'vitest/config';
import { CitiesFirst } from './test/support/cities-first.ts';

/** Long ways through the console in a browser, which `npm test` leaves out: `CORDON_JOURNEYS=all npm test -- test/journeys`. */
const long = process.env['CORDON_JOURNEYS'] === undefined ? ['test/journeys/**'] : [];

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...long],
    expect: { requireAssertions: true },
    // Two cores: a third worker uses the time in which the others wait for a browser, an engine or a timer, which is a quarter of it.
    maxWorkers: 3,
    // A worker loads the code once for all its files, which takes a quarter off the suite. So a file leaves nothing behind: it closes what it
    // opens, and gives back the clock and what it replaced.
    isolate: false,
    sequence: { sequencer: CitiesFirst },
    testTimeout: 60_000,
    hookTimeout: 180_000,
    reporters: ['default', './test/support/summary-reporter.ts'],
  },
});
