import { fileURLToPath } from 'node:url';

export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner', fileURLToPath(new URL('./stryker-ignorers.mjs', import.meta.url))],
  // `related` would read the imports of every test again for every mutant; which tests reach a mutant is known by `perTest`.
  vitest: { configFile: 'test/support/vitest-mutation.config.ts', related: false },
  coverageAnalysis: 'perTest',
  // What runs once, when a module is loaded: schemas, their descriptions and tables. Each such mutant would need every test in a new
  // process. The tables of lifecycles, access, routes and reactions are compared with their pages in docs/ by `npm test`.
  ignoreStatic: true,
  ignorers: ['broken-state'],
  // Stryker rewrites the tsconfig.json of its copy with a compiler API that TypeScript 7 does not have; a path without a file stops that.
  tsconfigFile: '.no-tsconfig.json',
  // Vitest leaves out tests below node_modules, where Stryker would put its copy by default.
  tempDirName: '.stryker-tmp',
  ignorePatterns: ['.cordon', 'cdk.out', '.stryker'],
  // A first run on a machine with other work takes minutes.
  dryRunTimeoutMinutes: 30,
  concurrency: 2,
  // A mutant that takes this long beyond its tests’ usual time counts as killed, and the report has it as timed out. On a busy machine the
  // default of 5 seconds kills by itself.
  timeoutMS: 60_000,
  // Only what changed since the last run is tried again: a mutant, or the tests that reach it.
  incremental: true,
  reporters: ['clear-text', 'progress-append-only', 'html', 'json'],
  clearTextReporter: { logTests: false, reportTests: false, allowColor: false },
  htmlReporter: { fileName: '.stryker/mutation.html' },
  jsonReporter: { fileName: '.stryker/mutation.json' },
};
