import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { auditedKinds, dueKinds, toldKinds } from '../../functions/lookups/kinds.ts';
import { everyTable } from '../../functions/openapi/every-table.ts';
import { dueStreams } from '../../functions/sweep/due-streams.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

const recipes = readdirSync(join(root, 'docs/how-to'))
  .filter((name) => name !== 'README.md')
  .map((name) => `docs/how-to/${name}`);
const pages = ['CONTRIBUTING.md', 'docs/how-to/README.md', ...recipes];
const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(read('package.json')));

/**
 * The text that a page marks as code, in its text and in its blocks. Angle brackets, and names that the city makes, stand for missing
 * parts.
 */
function marked(page: string): readonly string[] {
  const blocks = [...page.matchAll(/^```sh\n(.*?)^```/gms)].flatMap(([, block = '']) => block.split(/\s+/));
  const inText = [...page.replaceAll(/^```.*?^```/gms, '').matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
  return [...blocks, ...inText].filter((code) => !code.includes('<') && !code.startsWith('.cordon'));
}

/** A path of this repository: in one of its folders, or a file at its root. */
function isPath(code: string): boolean {
  const folder = /^(?:shared|functions|infra|local|test|docs|workflows|\.ci|\.github)\//.test(code);
  return folder || /^\.?[A-Za-z-]+\.(?:md|ts|json|cjs|yml)$/.test(code);
}

interface Step {
  readonly path: string;
  readonly names: readonly string[];
}

/** The rows of a recipe: a file that exists, and the names in it that the change touches. */
function stepsIn(page: string): readonly Step[] {
  return [...page.matchAll(/^\| `([^`<]+)` \| (.*?)(?: \| [^|]*)? \|$/gm)].map(([, path = '', what = '']) => ({
    path,
    names: [...what.matchAll(/`([^`]+)`/g)].flatMap(([, name = '']) => (/[<…]/.test(name) ? [] : [name])),
  }));
}

describe.each(pages)('%s', (path) => {
  const page = read(path);

  test('names no path that does not exist', () => {
    expect(marked(page).filter((code) => isPath(code) && !existsSync(join(root, code)))).toEqual([]);
  });

  test('names no npm script that does not exist', () => {
    const named = [...page.matchAll(/npm (?:run (?:--silent )?)?([a-z:]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });
});

describe.each(recipes)('%s', (path) => {
  const page = read(path);

  test('names in each row what stands in the file of the row', () => {
    const steps = stepsIn(page);
    expect(steps.length).toBeGreaterThan(3);
    const isPlace = (name: string) => isPath(name) || name.includes('.ts');
    const missing = steps.flatMap(({ path: file, names }) =>
      names.filter((name) => !isPlace(name) && !read(file).includes(name)).map((name) => `${name} in ${file}`),
    );
    expect(missing).toEqual([]);
  });

  test('ends with the command that proves the change', () => {
    expect(page).toMatch(/\n## Prove it\n\n```sh\n(?:.*\n)*npm test -- .*\n```\n$/);
  });

  test('is linked from the list of recipes', () => {
    expect(read('docs/how-to/README.md')).toContain(`](${path.replace('docs/how-to/', '')})`);
  });
});

test('a context takes as many files as the list says', () => {
  const page = read('docs/how-to/context.md');
  const made = page.match(/^\| `[^`]*<[^`]*` \|/gm)?.length;
  expect(read('docs/how-to/README.md')).toContain(`${made} new files\nand ${stepsIn(page).length} that exist`);
});

test('the guide leads to the recipes, and the first page to both', () => {
  expect(read('CONTRIBUTING.md')).toContain('](docs/how-to/README.md)');
  for (const page of ['CONTRIBUTING.md', 'docs/how-to/README.md']) expect(read('README.md')).toContain(`](${page})`);
});

/** The parts of a kind of stream, as the services for every kind take them. */
const Audited = z.looseObject({ stream: z.string(), starts: z.string() });
const Told = z.looseObject({ about: z.function() });
const Due = z.looseObject({ due: z.function(), type: z.looseObject({ name: z.string() }) });

/** The demands of the recipe of a context that no other test would miss. */
describe('a context', () => {
  test('has its routes among those of the whole API', async () => {
    const Table = z.record(z.string(), z.looseObject({ method: z.string(), path: z.string(), summary: z.string() }));
    const modules = await Promise.all(globSync('functions/*/routes.ts', { cwd: root }).map((path) => import(join(root, path))));
    const tables = modules.flatMap((module) => Object.values(z.record(z.string(), z.unknown()).parse({ ...module })));
    const routes = tables.flatMap((one) => Object.keys(Table.safeParse(one).data ?? {}));
    expect(routes.length).toBeGreaterThan(100);
    expect(new Set(routes)).toEqual(new Set(everyTable.flatMap((table) => Object.keys(table))));
  });

  test('has each part of its kind in the lists', async () => {
    const listed = new Set<unknown>([...auditedKinds, ...toldKinds, ...dueKinds]);
    const isPart = (one: unknown) => z.union([Audited, Told, Due]).safeParse(one).success;
    const files = globSync('shared/*/{,*/}{kind,kinds}.ts', { cwd: root });
    const modules = await Promise.all(files.map((path) => import(join(root, path))));
    const parts = modules.flatMap((module) => Object.entries(z.record(z.string(), z.unknown()).parse({ ...module })));
    const made = parts.filter(([, one]) => isPart(one));
    expect(made.length).toBeGreaterThan(30);
    expect(made.flatMap(([name, one]) => (listed.has(one) ? [] : [name]))).toEqual([]);
  });

  test('a context that stands in the index of what is due is looked after by the sweep', async () => {
    const known = new Set(dueStreams.map(({ stream }) => stream));
    const due = globSync('shared/**/*.ts', { cwd: root }).filter(
      (path) => /\bdueShard\(/.test(read(path)) && path !== 'shared/journal/keys.ts',
    );
    expect(due.length).toBeGreaterThan(5);
    const Kind = z.object({ name: z.string(), schemaVersion: z.number() });
    for (const path of due) {
      const module = z.record(z.string(), z.unknown()).parse({ ...(await import(join(root, path))) });
      const made = Object.values(module).flatMap((one) => Kind.safeParse(one).data ?? []);
      expect(
        made.some(({ name }) => known.has(name)),
        path,
      ).toBe(true);
    }
  });

  test('that has a part for what is due stands in the index of it', () => {
    const kinds = globSync('shared/*/{,*/}{kind,kinds}.ts', { cwd: root }).filter((path) => read(path).includes(': DueKind<'));
    expect(kinds.length).toBeGreaterThan(5);
    const without = kinds.filter(
      (path) => !globSync(`${dirname(path)}/**/*.ts`, { cwd: root }).some((file) => read(file).includes('dueShard(')),
    );
    expect(without).toEqual([]);
  });

  test('has a test that imports it', () => {
    const tests = globSync('test/unit/*.test.ts', { cwd: root }).map(read).join();
    const contexts = new Set(globSync('shared/*/{,*/}{kind,kinds}.ts', { cwd: root }).map((path) => path.split('/')[1] ?? ''));
    expect([...contexts].filter((context) => !tests.includes(`/shared/${context}/`))).toEqual([]);
  });

  test('has its lifecycle on the page of lifecycles', () => {
    const sections = read('docs/lifecycles.md').match(/^## /gm)?.length;
    expect(sections).toBe(globSync('shared/**/*-lifecycle.ts', { cwd: root }).length);
  });

  test('is under the import law', () => {
    const { forbidden } = z
      .object({ forbidden: z.array(z.looseObject({ name: z.string(), from: z.looseObject({ path: z.string().optional() }) })) })
      .parse(createRequire(import.meta.url)('../../.dependency-cruiser.cjs'));
    const law = forbidden.find(({ name }) => name === 'contexts-know-the-kernel-only');
    const apart = ['access', 'http', 'journal', 'kernel', 'labels', 'policy'];
    expect(
      /\(([a-z|-]+)\)/
        .exec(law?.from.path ?? '')?.[1]
        ?.split('|')
        .toSorted(),
    ).toEqual(
      readdirSync(join(root, 'shared'))
        .filter((folder) => !apart.includes(folder))
        .toSorted(),
    );
  });
});
