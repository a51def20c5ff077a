import { spawnSync } from 'node:child_process';
import { globSync, statSync } from 'node:fs';

/**
 * Changes the code of `shared/` in small ways and runs the tests against each change: one that no test notices survives.
 *
 *     npm run test:mutation                                  all of shared/
 *     npm run test:mutation -- shared/approvals              a folder
 *     npm run test:mutation -- 'shared/cases/decide-*.ts'    files
 *     npm run test:mutation -- deciders shared/cases         only what decides: neither schemas, views, nor how states are found
 *     npm run test:mutation -- shared/approvals --force      again, without what the last run has found
 *
 * Words that begin with `--` go to Stryker.
 */
const words = process.argv.slice(2);
const options = words.filter((word) => word.startsWith('--'));
const deciders = words.includes('deciders');
const patterns = words.filter((word) => !word.startsWith('--') && word !== 'deciders');
const files = (patterns.length === 0 ? ['shared'] : patterns).flatMap((pattern) => {
  const found = globSync(pattern).flatMap((path) => (statSync(path).isDirectory() ? globSync(`${path}/**/*.ts`) : [path]));
  if (found.length === 0) throw new Error(`No file matches ${pattern}`);
  return found.filter((file) => !deciders || !/\/([a-z-]+-)?(views|answers|streams|model|bodies|timeline|reads)\.ts$/.test(file));
});

/** The tests of a folder of `shared/` besides those that begin with its name: mostly through the API, over a journal in memory. */
const testsBesides: Readonly<Record<string, readonly string[]>> = {
  access: ['access/*', 'unit/http-hidden'],
  agencies: ['unit/http-agencies'],
  alerts: ['unit/http-{alarms,known-victims,second-victim}'],
  approvals: ['unit/http-approvals'],
  'bank-tests': ['unit/http-bank-tests'],
  banks: ['unit/http-bank-{deliveries,inbox}'],
  cases: ['unit/http-{cases,case-,link-}*'],
  consultations: ['unit/http-{consultations,evidence-looks}', 'unit/relay-consultations'],
  freezes: [
    'unit/approvals-spent',
    'unit/http-{freeze-,instructions,outflows,redelivery,stop-}*',
    'unit/{phone-result,relay-money,stop-order-step}',
  ],
  http: ['unit/http-*', 'unit/openapi*', 'unit/signature*', 'access/*'],
  'listed-cases': ['unit/http-listed-*'],
  meetings: ['unit/{sweep,relay-notices}'],
  notifications: ['unit/http-inbox', 'unit/{relay,gateway}-notices'],
  policy: ['unit/*'],
  'procedure-clocks': ['unit/{consultations-*,kernel-working-days}'],
  regional: ['unit/http-regional'],
  standards: ['unit/http-{standard,decisions}*'],
};
const contexts = new Set(files.map((file) => file.split('/')[1] ?? ''));
const tests = [...contexts].flatMap((context) => [`unit/${context}*`, ...(testsBesides[context] ?? [])]);

// Each selection keeps its own results, so that its table shows nothing else.
const name = [...(deciders ? ['deciders'] : []), ...(patterns.length === 0 ? ['shared'] : patterns)]
  .join('+')
  .replaceAll(/[^a-z0-9+-]+/g, '-')
  .slice(0, 100);

const { status } = spawnSync(
  'stryker',
  [
    'run',
    'test/support/stryker.config.mjs',
    '--mutate',
    files.join(','),
    '--incrementalFile',
    `.stryker/${name}.json`,
    ...options,
  ],
  {
    stdio: 'inherit',
    env: { ...process.env, CORDON_MUTATION_TESTS: tests.map((name) => `test/${name}.test.ts`).join(' ') },
  },
);
process.exitCode = status ?? 1;
