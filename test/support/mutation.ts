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
  return found.filter(
    (file) => !deciders || !/\/([a-z-]+-)?(views|answers|streams|model|bodies|timeline|reads|keys|kinds?)\.ts$/.test(file),
  );
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
  freezes: ['unit/http-{freeze-,instructions,outflows,redelivery,stop-}*', 'unit/{phone-result,relay-money,stop-order-step}'],
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
const filesOf = (names: readonly string[]) => names.flatMap((name) => globSync(`test/${name}.test.ts`));
const own = filesOf([...contexts].map((context) => `unit/${context}*`));
const besides = filesOf([...contexts].flatMap((context) => testsBesides[context] ?? []));

// Each selection keeps its own results, so that its table shows nothing else.
const name = [...(deciders ? ['deciders'] : []), ...(patterns.length === 0 ? ['shared'] : patterns)]
  .join('+')
  .replaceAll(/[^a-z0-9+-]+/g, '-')
  .slice(0, 100);

/** Tries the mutants that these tests reach, except those that the last run found. @returns Stryker's exit status */
function run(tests: readonly string[], more: readonly string[]): number {
  const args = [
    'run',
    'test/support/stryker.config.mjs',
    '--mutate',
    files.join(','),
    '--incrementalFile',
    `.stryker/${name}.json`,
  ];
  const env = { ...process.env, CORDON_MUTATION_TESTS: tests.join(' ') };
  return spawnSync('stryker', [...args, ...more], { stdio: 'inherit', env }).status ?? 1;
}

// For each mutant, a test through the API loads the whole of Cordon again. So those tests only get what the folder's own tests leave.
const passes = own.length === 0 || besides.length === 0 ? [[...own, ...besides]] : [own, [...own, ...besides]];
process.exitCode = passes
  .map((tests, pass) => run(tests, pass === 0 ? options : options.filter((option) => option !== '--force')))
  .reduce((worst, status) => Math.max(worst, status));
