import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import { afterEach, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const law: { forbidden: []; options: object } = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs'));
let house: string;
afterEach(() => rmSync(house, { recursive: true, force: true }));

/** Builds a small house with these files and gives the names of the rules that it breaks. */
async function broken(
  files: Readonly<Record<string, string>>,
  folders: readonly string[] = ['shared', 'functions', 'local'],
): Promise<readonly string[]> {
  house = mkdtempSync(join(root, 'node_modules', '.import-law-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(house, path)), { recursive: true });
    writeFileSync(join(house, path), text);
  }
  const { output } = await cruise([...folders], {
    ...law.options,
    baseDir: house,
    ruleSet: law,
    validate: true,
  });
  if (typeof output === 'string') throw new Error('the import law answered in words');
  expect(output.summary.totalCruised).toBe(Object.keys(files).length);
  return output.summary.violations.map(({ rule }) => rule.name).toSorted();
}

const nothing = 'export const nothing = 0;\n';

test('a context that imports a function is found out, also where it imports only a type', async () => {
  const files = { 'functions/platform/log.ts': 'export type Log = string;\n', 'local/main.ts': nothing };
  const context = "import type { Log } from '../../functions/platform/log.ts';\nexport const log: Log = '';\n";
  expect(await broken({ ...files, 'shared/alerts/model.ts': context })).toContain('shared-knows-no-functions');
});

test('an import into the local city, or out of it, is found out', async () => {
  const inward = {
    'local/clock.ts': nothing,
    'functions/a.ts': "import { nothing } from '../local/clock.ts';\nexport const a = nothing;\n",
  };
  expect(await broken({ ...inward, 'shared/kernel/a.ts': nothing })).toContain('local-is-not-imported');
});

test('a circle is found out', async () => {
  const circle = {
    'shared/kernel/a.ts': "import { b } from './b.ts';\nexport const a = (): number => b();\n",
    'shared/kernel/b.ts': "import { a } from './a.ts';\nexport const b = (): number => a();\n",
  };
  expect(await broken({ ...circle, 'functions/a.ts': nothing, 'local/a.ts': nothing })).toContain('no-cycles');
});

test.each([
  ['calls a decider of another is found out', 'order/instruct.ts', ['contexts-leave-deciders-alone']],
  ['reads the model of another obeys', 'model.ts', []],
])('a context that %s', async (_, path, rules) => {
  const others = { 'shared/freezes/order/instruct.ts': nothing, 'shared/freezes/model.ts': nothing };
  const rest = { 'functions/a.ts': nothing, 'local/a.ts': nothing };
  const context = `import { nothing } from '../freezes/${path}';\nexport const some = nothing;\n`;
  expect(await broken({ ...others, ...rest, 'shared/cases/a.ts': context })).toEqual(rules);
});

test('a page of the console that imports code of Cordon, and code that imports a page, are found out', async () => {
  const page = "import { nothing } from '../shared/kernel/a.ts';\nexport const Page = () => <p>{nothing}</p>;\n";
  const handler = "import { Page } from '../console/page.tsx';\nexport const handler = Page;\n";
  const files = { 'shared/kernel/a.ts': nothing, 'console/page.tsx': page, 'functions/a.ts': handler };
  expect(await broken(files, ['shared', 'console', 'functions'])).toEqual(
    expect.arrayContaining(['console-is-not-imported', 'console-sees-the-api-alone', 'functions-know-shared']),
  );
});

test('what all jobs of the console stand on imports no job', async () => {
  const words = "import { nothing } from '../duty/a.ts';\nexport const words = nothing;\n";
  expect(await broken({ 'console/duty/a.ts': nothing, 'console/words/a.ts': words }, ['console'])).toEqual([
    'what-all-jobs-stand-on',
  ]);
});
