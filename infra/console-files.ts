import { spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { type ConsoleFile, encodings, FILES_FOLDER, FILES_LIST, PAGE } from '../functions/console/env.ts';

const root = join(import.meta.dirname, '..');
const cache = join(root, 'node_modules', '.cache', 'cordon');

/** What the console is built from: its sources, and the API's document, from which the build makes the descriptions of the acts. */
const sources = [
  'console/*',
  'console/!(node_modules|generated)/**/*',
  'docs/openapi.yaml',
  'package-lock.json',
  'infra/console-files.ts',
];

/** The media types of what the build makes. A file of another type stops the synthesis, so that it is not served as something else. */
const types: Readonly<Record<string, { readonly type: string; readonly encoded: boolean }>> = {
  '.css': { type: 'text/css; charset=utf-8', encoded: true },
  '.js': { type: 'text/javascript; charset=utf-8', encoded: true },
  '.svg': { type: 'image/svg+xml', encoded: true },
  // compressed already
  '.woff2': { type: 'font/woff2', encoded: false },
};

const compress: Readonly<Record<(typeof encodings)[number]['name'], (bytes: Buffer) => Buffer>> = {
  br: (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
  gzip: (bytes) => gzipSync(bytes, { level: 9 }),
};

/**
 * Puts the built console beside a function's bundle. The build runs once for each state of the console's sources.
 *
 * @param directory of the bundle
 * @throws Error with the output of the build, if it fails
 */
export function addConsole(directory: string): void {
  const place = join(cache, `console-${hashOfSources()}`);
  if (!existsSync(place)) make(place);
  cpSync(place, join(directory, FILES_FOLDER), { recursive: true });
}

/** Made beside its place and moved there whole, since several syntheses may run at once. */
function make(place: string): void {
  const built = `${place}.${process.pid}.${randomUUID()}`;
  try {
    build(built);
    const names = globSync('**/*', { cwd: built }).filter((name) => name !== PAGE && statSync(join(built, name)).isFile());
    const list = Object.fromEntries(names.sort().map((name) => [name, keep(built, name)]));
    writeFileSync(join(built, FILES_LIST), JSON.stringify(list));
    moveTo(place, built);
  } finally {
    rmSync(built, { recursive: true, force: true });
  }
}

function build(outDir: string): void {
  mkdirSync(dirname(outDir), { recursive: true });
  run(join('console', 'build', 'acts.ts'));
  run(join('node_modules', 'vite', 'bin', 'vite.js'), 'build', 'console', '--outDir', outDir, '--logLevel', 'error');
}

function run(script: string, ...args: readonly string[]): void {
  const { status, stderr, stdout } = spawnSync(process.execPath, [script, ...args], {
    cwd: root,
    // a test runner's own NODE_ENV would build React for developers
    env: { ...process.env, NODE_ENV: 'production' },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The console cannot be built:\n${stderr}${stdout}`);
}

/** Writes the compressed forms of a file beside it. */
function keep(directory: string, name: string): ConsoleFile {
  const kind = types[extname(name)];
  if (kind === undefined) throw new Error(`The console has a file of an unknown type: ${name}`);
  const bytes = readFileSync(join(directory, name));
  for (const { name: encoding, ending } of kind.encoded ? encodings : []) {
    writeFileSync(join(directory, `${name}${ending}`), compress[encoding](bytes));
  }
  return { ...kind, hash: createHash('sha256').update(bytes).digest('base64url').slice(0, 22) };
}

function moveTo(place: string, built: string): void {
  try {
    renameSync(built, place);
  } catch (error) {
    // another synthesis was faster; its files are the same
    if (!existsSync(place)) throw error;
  }
}

function hashOfSources(): string {
  const hash = createHash('sha256');
  for (const name of sources.flatMap((pattern) => globSync(pattern, { cwd: root })).sort()) {
    const path = join(root, name);
    if (statSync(path).isFile()) hash.update(`${name}\0`).update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}
