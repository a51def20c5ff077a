import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { CityError } from './city-error.ts';
import { tryLock } from './process-lock.ts';

const CdkSettings = z.object({ app: z.string(), context: z.record(z.string(), z.unknown()).default({}) });

/** The sources of the template and the bundles. */
const sources = [
  'infra/**/*',
  'functions/**/*',
  'shared/**/*',
  'workflows/**/*',
  'console/*',
  'console/!(node_modules|generated)/**/*',
  'cdk.json',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];

/**
 * Makes sure that the cloud assembly in `cdk.out` is that of the present sources, and gives its folder. Quick if nothing has changed.
 * @throws CityError with the last line of the failure; the rest goes to `log`
 */
export async function synthesize(root: string, log: (line: string) => void): Promise<string> {
  const directory = join(root, 'cdk.out');
  const mark = join(directory, 'sources.sha256');
  const upToDate = (hash: string): boolean => existsSync(mark) && readFileSync(mark, 'utf8') === hash;
  if (upToDate(hashSources(root))) return directory;
  // Tests and a running city may want it at the same time; one makes it, the others wait.
  const lockFile = join(root, 'cdk.out', 'synthesis.lock');
  let lock = tryLock(lockFile);
  for (; !lock.held; lock = tryLock(lockFile)) await sleep(100);
  try {
    const hash = hashSources(root);
    if (upToDate(hash)) return directory;
    await runApp(root, directory, log);
    writeFileSync(mark, hash);
    return directory;
  } finally {
    lock.release();
  }
}

function hashSources(root: string): string {
  const hash = createHash('sha256');
  for (const file of sources.flatMap((pattern) => globSync(pattern, { cwd: root })).sort()) {
    const path = join(root, file);
    if (statSync(path).isFile()) hash.update(`${file}\0`).update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

/** Runs the CDK app as the CDK's own command line would, on this same Node. */
async function runApp(root: string, directory: string, log: (line: string) => void): Promise<void> {
  const { app, context } = CdkSettings.parse(JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')));
  const [node, ...args] = app.split(' ');
  if (node !== 'node') throw new CityError(`cdk.json must run the app with node, not with ${node}`);
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: {
      ...process.env,
      CDK_OUTDIR: directory,
      CDK_CONTEXT_JSON: JSON.stringify(context),
      PATH: `${join(root, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}`,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => output.push(text));
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (code === 0) return;
  const lines = output
    .join('')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  log(`The template cannot be synthesized:\n${output.join('')}`);
  throw new CityError(
    `The template cannot be synthesized: ${lines.find((line) => /error/i.test(line)) ?? lines.at(-1) ?? `exit code ${code}`}`,
  );
}
