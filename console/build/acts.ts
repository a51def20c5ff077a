// Writes what the document of the API says of each operation that changes something, one file a tag, into `console/generated/acts/`; and of
// every operation of people what it needs the right to, if anything, into `console/generated/operations.ts`.
// `npm run types -w console` runs it, and the synthesis before it builds the console. Files that are as they should be stay untouched.
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

type Tree = Readonly<Record<string, unknown>>;

const root = join(import.meta.dirname, '..', '..');
const source = join(root, 'docs', 'openapi.yaml');
const target = join(root, 'console', 'generated', 'acts');
const operationsFile = join(root, 'console', 'generated', 'operations.ts');
/** Written last: newer than the document and this file, it says that all the others are. */
const mark = join(target, 'made.txt');

function isMade(): boolean {
  if (!existsSync(mark)) return false;
  const made = readFileSync(mark, 'utf8');
  return made === stateOfSources();
}

function stateOfSources(): string {
  return [source, import.meta.filename].map((path) => `${statSync(path).mtimeMs} ${statSync(path).size}\n`).join('');
}

function make(): void {
  const state = stateOfSources();
  const document = tree(parse(readFileSync(source, 'utf8')));
  const schemas = tree(tree(document['components'])['schemas']);
  mkdirSync(target, { recursive: true });
  for (const [tag, acts] of actsByTag(document)) {
    const constants = acts.map(({ operationId, ...rest }) => {
      const act = JSON.stringify({ operationId, ...written(rest, schemas) });
      return `export const ${operationId}: Act<'${operationId}'> = ${act};\n`;
    });
    write(join(target, `${fileOf(tag)}.ts`), `import type { Act } from '../../acts/act.ts';\n\n${constants.join('\n')}`);
  }
  write(operationsFile, `import type { Needed, PublicOperation } from '../jobs/job.ts';\n\n${operations(document).join('\n')}`);
  write(mark, state);
}

interface Found {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly operation: Tree;
}

/** The operations with a command, in the document's order. */
function actsByTag(document: Tree): ReadonlyMap<string, readonly Found[]> {
  const found = Object.entries(tree(document['paths'])).flatMap(([path, item]) =>
    (['post', 'put'] as const).flatMap((method) => {
      const operation = tree(item)[method];
      return operation === undefined
        ? []
        : [{ operationId: text(tree(operation), 'operationId'), method, path, operation: tree(operation) }];
    }),
  );
  return Map.groupBy(found, ({ operation }) => String(list(operation['tags'])[0]));
}

/** One constant for each operation that needs a right, or that everyone may call without a token. */
function operations(document: Tree): readonly string[] {
  return Object.entries(tree(document['paths'])).flatMap(([path, item]) =>
    (['get', 'post', 'put'] as const).flatMap((method) => {
      const operation = tree(item)[method];
      if (operation === undefined) return [];
      const { security, 'x-cordon-action': action } = tree(operation);
      const isPublic = Array.isArray(security) && security.length === 0;
      if (action === undefined && !isPublic) return [];
      const operationId = text(tree(operation), 'operationId');
      const needed = JSON.stringify({ operationId, method, path, ...(!isPublic && { action: actionOf(tree(operation)) }) });
      return [`export const ${operationId}: ${isPublic ? 'PublicOperation' : 'Needed'} = ${needed};\n`];
    }),
  );
}

/** The descriptor that stands in the file. */
function written({ method, path, operation }: Omit<Found, 'operationId'>, schemas: Tree): Tree {
  const parameters = list(operation['parameters']).map(tree);
  const takes = (name: string): boolean => parameters.some((one) => one['in'] === 'header' && one['name'] === name);
  const inPath = parameters.filter((one) => one['in'] === 'path');
  const body = operation['requestBody'] === undefined ? undefined : tree(operation['requestBody']);
  const states = operation['x-cordon-states'];
  return {
    method,
    path,
    params: Object.fromEntries(inPath.map((one) => [text(one, 'name'), resolved(one['schema'], schemas)])),
    action: actionOf(operation),
    ...(Array.isArray(states) && { states }),
    ifMatch: takes('if-match'),
    onlyNew: takes('if-none-match'),
    idempotent: takes('idempotency-key'),
    ...(body !== undefined && { body: { required: body['required'] === true, schema: schemaOf(body, schemas) } }),
  };
}

function actionOf(operation: Tree): string {
  const named = operation['x-cordon-action'];
  if (typeof named === 'string') return named;
  const [, action] = /Access: `([a-z.-]+)`/.exec(text(operation, 'description')) ?? [];
  if (action === undefined) throw new Error(`${text(operation, 'operationId')} names no action`);
  return action;
}

function schemaOf(body: Tree, schemas: Tree): Tree {
  return resolved(tree(tree(body['content'])['application/json'])['schema'], schemas);
}

/** What a form does not read. Members that are never taken, or have a newer name, are left out whole. */
const unread = new Set(['example', 'examples', 'deprecated', 'discriminator', 'title']);

/** A schema that stands alone: each reference is replaced by what it leads to, a recursive one leads to its `$defs`. */
function resolved(schema: unknown, schemas: Tree): Tree {
  const defs: Record<string, unknown> = {};
  const recursive = new Set<string>();
  const resolve = (node: unknown, within: readonly string[]): unknown => {
    if (Array.isArray(node)) return node.map((one) => resolve(one, within));
    if (typeof node !== 'object' || node === null) return node;
    const { $ref, ...rest } = tree(node);
    if (typeof $ref === 'string') {
      const name = $ref.slice($ref.lastIndexOf('/') + 1);
      if (within.includes(name)) {
        recursive.add(name);
        return { $ref: `#/$defs/${name}` };
      }
      const there = tree(resolve(schemas[name], [...within, name]));
      if (recursive.has(name)) {
        defs[name] = there;
        return { ...tree(resolveMembers(rest, within)), $ref: `#/$defs/${name}` };
      }
      return { ...there, ...tree(resolveMembers(rest, within)) };
    }
    return resolveMembers(rest, within);
  };
  const resolveMembers = (node: Tree, within: readonly string[]): Tree =>
    Object.fromEntries(
      Object.entries(node).flatMap(([name, value]) => {
        if (unread.has(name) || value === false) return [];
        if (name === 'properties') return [[name, properties(tree(value), within)]];
        if (name === 'required' || name === 'enum' || name === 'const' || name === 'default') return [[name, value]];
        return [[name, resolve(value, within)]];
      }),
    );
  const properties = (members: Tree, within: readonly string[]): Tree =>
    Object.fromEntries(
      Object.entries(members)
        .filter(([, member]) => !('not' in tree(member)) && tree(member)['deprecated'] !== true)
        .map(([name, member]) => [name, resolve(member, within)]),
    );
  const whole = tree(resolve(schema, []));
  return Object.keys(defs).length === 0 ? whole : { ...whole, $defs: defs };
}

/** `listed cases` is in `listed-cases.ts`. */
function fileOf(tag: string): string {
  return tag.replaceAll(' ', '-');
}

/** Written beside its place and moved there, since several builds may run at once. */
function write(path: string, content: string): void {
  if (existsSync(path) && readFileSync(path, 'utf8') === content) return;
  const fresh = `${path}.${process.pid}`;
  writeFileSync(fresh, content);
  renameSync(fresh, path);
}

function tree(value: unknown): Tree {
  if (typeof value !== 'object' || value === null) throw new Error(`the document has ${String(value)} where an object belongs`);
  return Object.fromEntries(Object.entries(value));
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(of: Tree, name: string): string {
  const value = of[name];
  if (typeof value !== 'string') throw new Error(`the document lacks ${name}`);
  return value;
}

if (!isMade()) make();
