import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { CityError } from '../../local/city-error.ts';
import { type TreeUse, treeUse } from './process-tree.ts';

const repository = join(import.meta.dirname, '..', '..');
const Endpoints = z.object({
  api: z.string(),
  tokenEndpoint: z.string(),
  clients: z.array(z.object({ clientId: z.string(), clientSecret: z.string() })).readonly(),
});
export type Endpoints = z.infer<typeof Endpoints>;

const PATIENCE_MS = 300_000;
/** A city that does not close within this is ended. */
const CLOSING_MS = 20_000;

/** A city as `npm start -- --quiet --no-banks` runs it, in a process of its own. */
export interface CityProcess {
  readonly endpoints: Endpoints;
  /** From the start of the process until the city was open. */
  readonly readyMs: number;
  use(): TreeUse;
  /** Ctrl-C. */
  stop(): Promise<void>;
}

export interface CityProcessOptions {
  readonly dataDir: string;
  /** The folder of the sources, if not this one. */
  readonly root?: string;
  /** A DynamoDB server to use instead of the embedded one. */
  readonly dynamoDbEndpoint?: string;
  /** Plays the scenario of agencies that work together before it is open. */
  readonly coordination?: boolean;
}

/** A folder for the data of a city, and the step that removes it. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'cordon-bench-'));
  const remove = (): void => rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  // a second Ctrl-C ends this process without any other step
  process.once('exit', remove);
  return {
    path,
    remove: () => {
      process.off('exit', remove);
      remove();
    },
  };
}

/** @throws CityError with the line in which the city says why it does not open */
export async function startCityProcess(options: CityProcessOptions): Promise<CityProcess> {
  const { dataDir, root = repository, dynamoDbEndpoint, coordination = false } = options;
  const begun = performance.now();
  const scenario = coordination ? ['--scenario', 'coordination'] : ['--quiet'];
  const child = spawn(process.execPath, ['local/main.ts', ...scenario, '--no-banks', '--port', '0', '--data', dataDir], {
    cwd: root,
    // a server that the machine has besides is for its owner's data
    env: { ...process.env, DYNAMODB_ENDPOINT: dynamoDbEndpoint ?? '' },
    // Ctrl-C in the terminal is for the bench to handle; the city closes by itself if the bench is gone, since the channel is then closed.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const end = (): void => void child.kill('SIGKILL');
  process.once('exit', end);
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()).once('error', () => resolve()));
  void exited.then(() => process.off('exit', end));
  try {
    await opened(child);
  } catch (error) {
    end();
    await exited;
    throw error;
  }
  return {
    endpoints: Endpoints.parse(JSON.parse(readFileSync(join(dataDir, 'endpoints.json'), 'utf8'))),
    readyMs: performance.now() - begun,
    use: () => treeUse(child.pid ?? 0),
    stop: async () => {
      child.kill('SIGINT');
      const timer = setTimeout(end, CLOSING_MS);
      await exited;
      clearTimeout(timer);
    },
  };
}

function opened(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let [output, errors] = ['', ''];
    const timer = setTimeout(() => reject(new CityError('The city does not open within five minutes')), PATIENCE_MS);
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (output.includes('Ctrl-C stops the city')) resolve();
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
    child.once('error', reject);
    child.once('close', (code) => reject(new CityError(errors.trim().split('\n').at(-1) || `The city ended with ${code}`)));
    child.once('close', () => clearTimeout(timer));
    // it would keep this process alive
    timer.unref();
  });
}
