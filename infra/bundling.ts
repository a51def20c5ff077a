import { randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { buildSync } from 'esbuild';
import * as z from 'zod';
import { documents } from '../functions/openapi/documents.ts';
import { rulesInChinese } from '../shared/http/rules-zh-words.ts';
import { refusalCodes, refusals } from '../shared/kernel/refusals.ts';
import { allLabels } from '../shared/labels/table.ts';
import { policyRows } from '../shared/policy/values.ts';

const root = join(import.meta.dirname, '..');

/** Some dependencies still load parts of themselves with `require`, which ES modules do not have. */
const requireForModules =
  "import { createRequire as cordonRequire } from 'node:module';const require = cordonRequire(import.meta.url);";

/**
 * Parts of the SDK that a function never needs: credential providers, because the SDK first reads the environment, where Lambda puts its
 * own; and event streams, which no operation called here has. The SDK loads them by `import()` at first need, so they can be left out;
 * together they are a fifth of a bundle.
 */
const neverLoaded = [
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
  '@smithy/credential-provider-imds',
  '@smithy/core/event-streams',
];

/** The calendar of public holidays as its package ships it: from 2004 on, each day with its names in two languages. */
const calendar = 'chinese-days/dist/chinese-days.json';
const Calendar = z.object({ holidays: z.record(z.string(), z.string()), workdays: z.record(z.string(), z.string()) });
/** Terms are counted from now on, so the latest years are enough. */
const YEARS_KEPT = 4;

/**
 * The calendar as functions need it, a tenth of a bundle smaller: the latest years, which day is one, and no names.
 *
 * @returns the path of the file that stands for the package's
 */
function slimCalendar(): string {
  const { holidays, workdays } = Calendar.parse(JSON.parse(readFileSync(join(root, 'node_modules', calendar), 'utf8')));
  const latest = Math.max(...Object.keys(holidays).map((day) => Number(day.slice(0, 4))));
  const kept = (days: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.keys(days).flatMap((day) => (Number(day.slice(0, 4)) > latest - YEARS_KEPT ? [[day, '']] : [])));
  return standIn('chinese-days.json', JSON.stringify({ holidays: kept(holidays), workdays: kept(workdays) }));
}

/**
 * The DynamoDB client's cache of discovered endpoints, 8 KB of each bundle. The client makes one at its start and never uses it: none of
 * its commands takes the middleware of endpoint discovery (a test searches the bundles for it). If a later SDK uses the cache, it finds no
 * such method and throws.
 */
const endpointCache = '@aws-sdk/endpoint-cache';
const emptyEndpointCache = 'export class EndpointCache {}\n';

/**
 * The code that turns zod's schemas into JSON schemas, 18 KB of each bundle. Only the API's description uses it, which is made here
 * (`#documents`): in bundles these modules are stand-ins whose functions throw.
 */
const jsonSchemas = ['v4/core/to-json-schema.js', 'v4/core/json-schema-processors.js'];

/**
 * Zod's English messages, 2.5 KB of each bundle. The API tells faults in words of its own (`shared/http/field-errors.ts`); of zod's it looks at
 * the beginning, and whether the input was there at all.
 */
const messages = 'v4/locales/en.js';
const terse = [
  'export default () => ({ localeError: ({ code, expected, input }) => code === "invalid_type"',
  '  ? "Invalid input: expected " + expected + ", received " + (input === undefined ? "undefined" : "another") : "Invalid input" });',
  '',
].join('\n');

/**
 * A copy of zod without the code for JSON schemas, and with terse messages. It is made beside its place and moved there whole, since several syntheses may run at
 * once.
 *
 * @returns the path of its index
 */
function slimZod(): string {
  const from = join(root, 'node_modules', 'zod');
  const place = join(root, 'node_modules', '.cache', 'cordon', `zod-${zodVersion(from)}-terse`);
  if (existsSync(place)) return join(place, 'index.js');
  const to = `${place}.${process.pid}.${randomUUID()}`;
  for (const part of ['package.json', 'index.js', 'v4']) cpSync(join(from, part), join(to, part), { recursive: true });
  for (const module of jsonSchemas) {
    const names = [...readFileSync(join(from, module), 'utf8').matchAll(/^export (?:const|function) (\w+)/gm)].map(
      ([, name]) => name,
    );
    const failing = names.map((name) => `export const ${name} = absent;`);
    const aliases = readFileSync(join(from, module), 'utf8').includes('processSchema as process')
      ? ['export { absent as process };']
      : [];
    writeFileSync(
      join(to, module),
      ["const absent = () => { throw new Error('this bundle makes no JSON schemas'); };", ...failing, ...aliases, ''].join('\n'),
    );
  }
  writeFileSync(join(to, messages), terse);
  moveTo(place, to);
  return join(place, 'index.js');
}

function zodVersion(from: string): string {
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(from, 'package.json'), 'utf8'))).version;
}

/** The SDK's clients. Each reads its version from its `package.json` and so bundles the whole file: 2 KB a client in each bundle. */
const clients = ['client-dynamodb', 'client-secrets-manager', 'client-sfn', 'client-sqs'];
const Manifest = z.object({ name: z.string(), version: z.string(), sideEffects: z.literal(false) });

/**
 * The errors that our code tells from others, or that the SDK must know to try again. A client keeps classes and schemas of all errors of
 * its service, 9 to 12 KB of each bundle; another error comes as the service's general one, with its name and message.
 */
const errorsToldApart: Readonly<Record<string, readonly string[]>> = {
  'client-dynamodb': ['ConditionalCheckFailedException', 'ReplicatedWriteConflictException', 'TransactionCanceledException'],
  'client-secrets-manager': [],
  'client-sqs': [],
};

/**
 * Takes the other errors out of a copy of a client.
 *
 * @throws Error if the client does not have one of those that are kept: then a later SDK is built otherwise
 */
function withoutErrors(copy: string, kept: readonly string[]): void {
  const file = join(copy, 'dist-es', 'schemas', 'schemas_0.js');
  const schemas = readFileSync(file, 'utf8');
  const registered = /^n0_registry\.registerError\((\w+)\$, \1\);\n/gm;
  const names = new Set([...schemas.matchAll(registered)].map(([, name]) => name));
  const absent = kept.filter((name) => !names.has(name));
  if (names.size === 0 || absent.length > 0) throw new Error(`${file} does not register its errors as it did: ${absent.join()}`);
  writeFileSync(
    file,
    schemas.replaceAll(registered, (line, name: string) => (kept.includes(name) ? line : '')),
  );
}

/** A schema of a client: a list under a name, over one line or several. */
const SCHEMA = /^((?:export )?var \w+\$? = )(\[[\s\S]*?\]);$/gm;

/**
 * Marks each schema of a copy of a client as free of effects. Their computed names look like effects to the bundler, so it keeps the schemas
 * of all operations of the service; with the marks only those that a function uses: 2 to 8 KB a client of each bundle.
 *
 * @throws Error if the client has none: then a later SDK is built otherwise
 */
function markSchemas(copy: string): void {
  const file = join(copy, 'dist-es', 'schemas', 'schemas_0.js');
  const schemas = readFileSync(file, 'utf8');
  const marked = schemas.replaceAll(SCHEMA, '$1/* @__PURE__ */ (() => $2)();');
  if (marked === schemas) throw new Error(`${file} does not list its schemas as it did`);
  writeFileSync(file, marked);
}

/**
 * Copies of the clients, whose manifests say no more than bundles need. Like that of zod, each is made beside its place and moved there whole.
 *
 * @returns the path of each one's index, by its name
 */
function slimClients(): Readonly<Record<string, string>> {
  return Object.fromEntries(clients.map(slimClient));
}

function slimClient(client: string): [name: string, index: string] {
  const from = join(root, 'node_modules', '@aws-sdk', client);
  const manifest = Manifest.parse(JSON.parse(readFileSync(join(from, 'package.json'), 'utf8')));
  const kept = errorsToldApart[client];
  const marks = [manifest.version, ...(kept ?? ['all']), 'marked'].join('-');
  const place = join(root, 'node_modules', '.cache', 'cordon', `${client}-${marks}`);
  const made: [string, string] = [manifest.name, join(place, 'dist-es', 'index.js')];
  if (existsSync(place)) return made;
  const to = `${place}.${process.pid}.${randomUUID()}`;
  cpSync(join(from, 'dist-es'), join(to, 'dist-es'), { recursive: true });
  writeFileSync(join(to, 'package.json'), JSON.stringify(manifest));
  if (kept !== undefined) withoutErrors(to, kept);
  markSchemas(to);
  moveTo(place, to);
  return made;
}

/** Moves a copy to its place, unless another synthesis was faster. */
function moveTo(place: string, copy: string): void {
  try {
    renameSync(copy, place);
  } catch (error) {
    if (!existsSync(place)) throw error;
    rmSync(copy, { recursive: true });
  }
}

/**
 * The SDK's retries without those that adapt their rate, 3 KB of each bundle: Cordon keeps the standard mode. A function that is set to the
 * other one (`AWS_RETRY_MODE=adaptive`) throws at its first call.
 */
const retries = '@smithy/core/retry';
const withoutRateLimiter =
  "export class DefaultRateLimiter { constructor() { throw new Error('this bundle has no adaptive retries'); } }\n";

function slimRetries(): string {
  const core = join(root, 'node_modules', '@smithy', 'core');
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(core, 'package.json'), 'utf8')));
  const place = join(root, 'node_modules', '.cache', 'cordon', `retry-${version}`);
  if (existsSync(place)) return join(place, 'index.js');
  const to = `${place}.${process.pid}.${randomUUID()}`;
  cpSync(join(core, 'dist-es', 'submodules', 'retry'), to, { recursive: true });
  writeFileSync(join(to, 'package.json'), JSON.stringify({ type: 'module', sideEffects: false }));
  writeFileSync(join(to, 'util-retry', 'DefaultRateLimiter.js'), withoutRateLimiter);
  moveTo(place, to);
  return join(place, 'index.js');
}

/** The SDK's hashes, for which `native-hashes.ts` stands. A bundle that needs another of the module's exports is not built. */
const checksums = '@smithy/core/checksum';

/** The policy's figures without their sources and notes, which only the published policy tells. */
function figuresAlone() {
  return Object.fromEntries(
    Object.entries(policyRows).map(([name, rows]) => [name, rows.map(({ value, from }) => ({ value, from }))]),
  );
}

/**
 * What few requests need: titles of refusals, rules in Chinese, the words of every enumeration, and the API's description, which takes a
 * twentieth. Packed, they are a third or less, and are unpacked at the first call: up to 40 KB of each bundle.
 *
 * @param name of the function that gives them
 * @param words what it gives
 * @param more further code of the module
 */
function packed(name: string, words: unknown, more = ''): string {
  const text = JSON.stringify(words);
  // the best packing of a megabyte takes a second
  const quality = text.length > 200_000 ? 9 : constants.BROTLI_MAX_QUALITY;
  const bytes = brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }).toString('base64');
  return [
    "import { brotliDecompressSync } from 'node:zlib';",
    'let words;',
    `const unpacked = () => (words ??= JSON.parse(brotliDecompressSync(Buffer.from('${bytes}', 'base64')).toString()));`,
    more === '' ? `export const ${name} = unpacked;` : more,
    '',
  ].join('\n');
}

const packedWords = {
  '#refusals': () =>
    packed(
      'meaningOf',
      // by columns, in the order of the codes, which the module names once: three kilobytes less in each bundle than by rows
      refusalColumns(),
      [
        `export const refusalCodes = '${refusalCodes.join()}'.split(',');`,
        'export const meaningOf = (code) => {',
        '  const [status, en, zh] = unpacked().map((column) => column[refusalCodes.indexOf(code)]);',
        '  return { status, en, zh };',
        '};',
      ].join('\n'),
    ),
  '#rules-zh': () => packed('rulesInChinese', rulesInChinese()),
  '#labels': () => packed('allLabels', allLabels()),
  '#documents': () => packed('documents', documents()),
  '#policy': () => packed('policyFigures', figuresAlone()),
} as const;

function refusalColumns() {
  const meanings = refusalCodes.map((code) => refusals[code]);
  return [meanings.map(({ status }) => status), meanings.map(({ en }) => en), meanings.map(({ zh }) => zh)];
}

function standInWords(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(packedWords).map(([module, made]) => [module, standIn(`${module.slice(1)}.mjs`, made())]),
  );
}

/** Writes the replacement of a package's file for bundles. @returns the path of that file */
function standIn(name: string, content: string): string {
  const directory = join(root, 'node_modules', '.cache', 'cordon');
  mkdirSync(directory, { recursive: true });
  const file = join(directory, name);
  const written = `${file}.${process.pid}.${randomUUID()}`;
  writeFileSync(written, content);
  renameSync(written, file);
  return file;
}

let standIns: Readonly<Record<string, string>> | undefined;

/**
 * A function's code: one minified ES module with everything it needs, the SDK included, so that the tested code is the running code.
 * esbuild builds it in this process: no Docker, no network, no child process of a package manager for each function.
 *
 * @param entry path of the entry file from the repository's root
 * @param addFiles puts what the function reads besides its code into the folder of the bundle
 */
export function bundle(entry: string, addFiles?: (directory: string) => void): Code {
  const file = join(root, entry);
  if (!existsSync(file)) throw new Error(`The entry point ${entry} does not exist`);
  return Code.fromAsset(root, {
    // the hash covers the output: a change that does not reach the bundle does not redeploy the function
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      image: DockerImage.fromRegistry('never-used'),
      // tells bundlings apart: CDK treats two bundlings of one directory with the same command as one
      command: [entry],
      local: {
        tryBundle: (outputDirectory) => {
          build(file, outputDirectory);
          addFiles?.(outputDirectory);
          return true;
        },
      },
    },
  });
}

/**
 * The calls that give a schema its words, or its name, for the document of the API: up to 26 KB of a bundle. The document is made before
 * (`#documents`).
 */
const TEXT = String.raw`(?:"(?:[^"\\]|\\.)*"|${'`'}(?:[^${'`'}\\$]|\\.)*${'`'})`;
const DESCRIPTION = new RegExp(String.raw`\.describe\(${TEXT}\)|\.meta\(\{(?:id|description):${TEXT}\}\)`, 'g');

function build(file: string, outputDirectory: string): void {
  standIns ??= {
    [calendar]: slimCalendar(),
    [endpointCache]: standIn('endpoint-cache.mjs', emptyEndpointCache),
    [checksums]: join(root, 'infra', 'native-hashes.ts'),
    [retries]: slimRetries(),
    ...standInWords(),
    zod: slimZod(),
    ...slimClients(),
  };
  const outfile = join(outputDirectory, 'index.mjs');
  buildSync({
    entryPoints: [file],
    outfile,
    absWorkingDir: root,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    external: neverLoaded,
    alias: standIns,
    banner: { js: requireForModules },
    legalComments: 'none',
    // a Chinese character takes three bytes, its escape six
    charset: 'utf8',
    logLevel: 'error',
    // package.json says that importing a module of ours has no effect; the bundler would leave out a module imported only for an effect
    logOverride: { 'ignored-bare-import': 'error' },
  });
  writeFileSync(outfile, readFileSync(outfile, 'utf8').replaceAll(DESCRIPTION, ''));
}
