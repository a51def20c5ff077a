import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
/** The folder in which the command makes its temporary folders. */
let temporary: string;

beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), 'cost-command-'));
});
afterEach(() => rmSync(temporary, { recursive: true }));

function cost(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, ['bench/cost.ts', ...args], {
    cwd: root,
    env: { ...process.env, TMPDIR: temporary, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { text: '' };
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said.text += text));
  return { child, said };
}

const exitOf = async (child: ChildProcess): Promise<unknown> => (await once(child, 'close'))[0];

test('an option that is not known is one line and exit code 2', async () => {
  const { child, said } = cost(['--only', 'nothing']);
  expect(await exitOf(child)).toBe(2);
  expect(said.text).toMatch(/^--only must be one of: alarm, .*\n$/);
});

test('a database that does not answer is one line and exit code 1, and nothing is left', { timeout: 120_000 }, async () => {
  const { child, said } = cost(['--only', 'alarm'], { DYNAMODB_ENDPOINT: 'http://127.0.0.1:9' });
  expect(await exitOf(child)).toBe(1);
  expect(said.text).toMatch(/^[^\n]*ECONNREFUSED[^\n]*\n$/);
  expect(readdirSync(temporary)).toEqual([]);
});

test('Ctrl-C ends it and leaves nothing', { timeout: 120_000 }, async () => {
  const { child, said } = cost(['--only', 'alarm']);
  const exit = exitOf(child);
  await expect.poll(() => readdirSync(temporary), { timeout: 60_000 }).toHaveLength(1);
  child.kill('SIGINT');
  expect([await exit, said.text]).toEqual([130, 'Stopped\n']);
  expect(readdirSync(temporary)).toEqual([]);
});
