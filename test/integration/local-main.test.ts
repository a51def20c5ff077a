import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { oneOfTwoTaken } from '../support/ports.ts';

const root = join(import.meta.dirname, '../..');
let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'cordon-main-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, maxRetries: 5, retryDelay: 200 }));

/** Runs the program to its end. */
const run = (...args: string[]) => runNode('local/main.ts', '--data', dataDir, ...args);
const tokenOf = (data: string, client: string) => runNode('local/token.ts', '--data', data, client);

async function runNode(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, args, { cwd: root });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const [code] = await once(child, 'close');
  return { code, out, err };
}

/** Processes that have to do with the data folder. */
const left = (): string[] =>
  spawnSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
    .stdout.split('\n')
    .filter((line) => line.includes(dataDir));

describe('the program', { timeout: 180_000 }, () => {
  test('explains itself', async () => {
    const { code, out } = await run('--help');
    expect(code).toBe(0);
    expect(out).toContain('--speed N');
    expect(out).toContain('N for the API (8787) and N+1 for the identity server (8788)');
  });

  test.each([[['--fast']], [['--speed', 'slow']]])('answers %j with one line and exit code 2', async (args) => {
    const { code, err } = await run(...args);
    expect(code).toBe(2);
    expect(err).toMatch(/^[^\n]+\n$/);
  });

  test.each([
    [0, 'API'],
    [1, 'identity server'],
  ])(
    'answers a port in use, %i after --port, with one line that names it and what it is for, and exit code 1',
    async (offset, what) => {
      const { server, first } = await oneOfTwoTaken(offset);
      const taken = first + offset;
      const { code, err } = await run('--quiet', '--no-banks', '--port', String(first));
      server.close();
      expect([code, err]).toEqual([
        1,
        expect.stringMatching(
          new RegExp(`^Port ${taken} is in use; the ${what} needs it: --port N takes N [^\\n]* N\\+1 [^\\n]*\\n$`),
        ),
      ]);
      expect(left()).toEqual([]);
    },
  );

  test('answers a data folder it cannot use with one line and exit code 1', async () => {
    writeFileSync(join(dataDir, 'file'), '');
    const { code, err } = await run('--quiet', '--data', join(dataDir, 'file'));
    expect([code, err]).toEqual([1, expect.stringMatching(/^[^\n]+\n$/)]);
  });

  test('there is no token without a city', async () => {
    const { code, err } = await tokenOf(dataDir, 'police-haidian');
    expect([code, err]).toEqual([1, expect.stringMatching(/^No city keeps its data here \([^\n]+\n$/)]);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)(
    'opens the real city and closes it on %s with exit code 0 and no orphan',
    async (signal) => {
      const child = spawn(
        process.execPath,
        ['local/main.ts', '--data', dataDir, '--quiet', '--no-banks', '--port', '0', '--speed', '60'],
        { cwd: root, stdio: 'ignore' },
      );
      await expect.poll(() => existsSync(join(dataDir, 'endpoints.json')), { timeout: 120_000 }).toBe(true);
      const { api } = JSON.parse(readFileSync(join(dataDir, 'endpoints.json'), 'utf8'));
      const health = await fetch(`${api}/v1/health`);
      expect([health.status, await health.json()]).toEqual([200, expect.objectContaining({ now: expect.any(String) })]);
      const { out: token } = await tokenOf(dataDir, 'police-haidian');
      const banks = await fetch(`${api}/v1/banks`, { headers: { authorization: `Bearer ${token.trim()}` } });
      expect([token, banks.status]).toEqual([expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+\n$/), 200]);
      expect(await tokenOf(dataDir, 'nowhere')).toMatchObject({
        code: 1,
        err: expect.stringMatching(/^There is no client nowhere: [^\n]+\n$/),
      });
      child.kill(signal);
      const [code] = await once(child, 'exit');
      expect(code).toBe(0);
      await expect.poll(left, { timeout: 10_000 }).toEqual([]);
      expect(existsSync(join(dataDir, 'city.lock'))).toBe(false);
    },
  );
});
