import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { type ApiClient, createApiClient } from '../../local/client.ts';
import { eventually } from './city.ts';
import { listening } from './ports.ts';

const root = join(import.meta.dirname, '..', '..');
const Endpoints = z.object({
  api: z.string(),
  issuer: z.string(),
  tokenEndpoint: z.string(),
  clients: z.array(z.object({ clientId: z.string(), clientSecret: z.string(), agency: z.string() })),
});

/** The city as `npm start` runs it: a process of its own, which can be killed. */
export interface CityProcess {
  readonly endpoints: z.infer<typeof Endpoints>;
  readonly output: () => string;
  as(clientId: string): ApiClient;
  /** Ends the process and all it started, at once, as a power cut would. */
  kill(): Promise<void>;
  /** Ctrl-C. Resolves with the exit code. */
  interrupt(): Promise<number | null>;
}

export function newDataDir(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'cordon-process-'));
}

/** Below the ports that the system gives to outgoing connections, and behind those of `ports.ts`, so that nothing takes one meanwhile. */
const [FIRST_PORT, LAST_PORT] = [29_100, 32_000];

/** Two neighbouring free ports, of which the first is given. */
export async function freePort(): Promise<number> {
  const port = randomInt(FIRST_PORT, LAST_PORT);
  const both = await Promise.all([port, port + 1].map(isFree));
  return both.every(Boolean) ? port : freePort();
}

async function isFree(port: number): Promise<boolean> {
  const server = await listening(port);
  if (server !== undefined) await new Promise((closed) => server.close(closed));
  return server !== undefined;
}

export async function startCityProcess(dataDir: string, port: number, ...flags: readonly string[]): Promise<CityProcess> {
  const child = spawn(process.execPath, ['local/main.ts', '--data', dataDir, '--port', String(port), ...flags], {
    cwd: root,
    // A process group of its own, so that a kill reaches what it started, as a terminal's would.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const exit = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const endpoints = await eventually(async () => {
    if (child.exitCode !== null) throw new Error(`the city ended with ${child.exitCode}: ${output}`);
    const text = await readFile(join(dataDir, 'endpoints.json'), 'utf8').catch(() => undefined);
    return text !== undefined && output.includes('Cordon is open') ? Endpoints.parse(JSON.parse(text)) : undefined;
  }, 120_000);
  return {
    endpoints,
    output: () => output,
    as: (clientId) => {
      const credentials = endpoints.clients.find((client) => client.clientId === clientId);
      if (credentials === undefined) throw new Error(`the seed has no client ${clientId}`);
      return createApiClient(endpoints.api, endpoints.tokenEndpoint, credentials);
    },
    kill: async () => {
      signalGroup(child, 'SIGKILL');
      await exit;
    },
    interrupt: () => {
      child.kill('SIGINT');
      return exit;
    },
  };
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid !== undefined) process.kill(-child.pid, signal);
}
