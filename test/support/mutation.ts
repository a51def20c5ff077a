import { spawnSync } from 'node:child_process';
import { globSync, statSync } from 'node:fs';

/**
 * Changes the code of `shared/` in small ways and runs the tests against each change: one that no test notices survives.
 *
 *     npm run test:mutation                                  all of shared/
 *     npm run test:mutation -- shared/approvals              a folder
 *     npm run test:mutation -- 'shared/cases/decide-*.ts'    files
 *     npm run test:mutation -- shared/approvals --force      again, without what the last run has found
 *
 * Words that begin with `--` go to Stryker.
 */
const words = process.argv.slice(2);
const options = words.filter((word) => word.startsWith('--'));
const patterns = words.filter((word) => !word.startsWith('--'));
const files = (patterns.length === 0 ? ['shared'] : patterns).flatMap((pattern) => {
  const found = globSync(pattern).flatMap((path) => (statSync(path).isDirectory() ? globSync(`${path}/**/*.ts`) : [path]));
  if (found.length === 0) throw new Error(`No file matches ${pattern}`);
  return found;
});

/** The tests through the API that are about a folder of `shared/`; the other tests are quick, so they always run. */
const throughApi: Readonly<Record<string, readonly string[]>> = {
  access: ['access/*', 'unit/http-hidden'],
  agencies: ['unit/http-agencies'],
  alerts: ['unit/http-alarms', 'unit/http-known-victims', 'unit/http-second-victim'],
  approvals: ['unit/http-approvals'],
  'bank-tests': ['unit/http-bank-tests'],
  banks: ['unit/http-bank-*'],
  cases: ['unit/http-cases', 'unit/http-case-*', 'unit/http-link-*'],
  consultations: ['unit/http-consultations', 'unit/http-evidence-looks'],
  freezes: ['unit/http-{freeze,instructions,outflows,held,redelivery,stop}*', 'unit/phone-result', 'unit/relay-money'],
  http: ['unit/http-*', 'unit/openapi*', 'access/*'],
  'listed-cases': ['unit/http-listed-*'],
  notifications: ['unit/http-inbox', 'unit/relay-notices'],
  regional: ['unit/http-regional'],
  standards: ['unit/http-standard*', 'unit/http-decisions-once'],
};
const contexts = new Set(files.map((file) => file.split('/')[1] ?? ''));
const apiTests = [...contexts].flatMap((context) => throughApi[context] ?? []).map((name) => `test/${name}.test.ts`);

const { status } = spawnSync('stryker', ['run', 'test/support/stryker.config.mjs', '--mutate', files.join(','), ...options], {
  stdio: 'inherit',
  env: { ...process.env, CORDON_MUTATION_API_TESTS: apiTests.join(' ') },
});
process.exitCode = status ?? 1;
