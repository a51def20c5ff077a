import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type City, startCity } from '../../local/city.ts';
import { type ApiClient, createApiClient } from '../../local/client.ts';
import type { OpenCity } from '../../local/seed/open-city.ts';
import { registerAgencies } from '../../local/seed/register-agencies.ts';
import { registerBanks } from '../../local/seed/register-banks.ts';
import { synthesize } from '../../local/synthesize.ts';

const root = join(import.meta.dirname, '..', '..');

/** A city of its own for a test file: free ports, an empty data directory, no simulated banks. */
export interface TestCity {
  readonly city: City;
  readonly api: string;
  /** The public API as this client of the seed. */
  as(clientId: string): ApiClient;
  close(): Promise<void>;
}

export async function openTestCity(speed: number): Promise<TestCity> {
  const dataDir = await mkdtemp(join(tmpdir(), 'cordon-city-'));
  const assembly = await synthesize(root, () => undefined);
  const city = await startCity({ assembly, dataDir, port: 0, speed, seed });
  const clients = new Map<string, ApiClient>();
  return {
    city,
    api: city.api,
    as: (clientId) => {
      const known = clients.get(clientId) ?? clientOf(city, clientId);
      clients.set(clientId, known);
      return known;
    },
    close: async () => {
      await city.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function seed(city: OpenCity): Promise<void> {
  await registerAgencies(city);
  await registerBanks(city);
}

function clientOf(city: Pick<City, 'api' | 'tokenEndpoint' | 'clients'>, clientId: string): ApiClient {
  const credentials = city.clients.find((client) => client.clientId === clientId);
  if (credentials === undefined) throw new Error(`the seed has no client ${clientId}`);
  return createApiClient(city.api, city.tokenEndpoint, credentials);
}

/** Asks again until the answer is there. It waits for as long as the test's own time limit allows. */
export async function eventually<T>(ask: () => Promise<T | undefined>, patienceMs = 45_000): Promise<T> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error('what the test waits for did not happen');
    await sleep(50);
  }
}
