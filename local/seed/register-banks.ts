import * as z from 'zod';
import { type ApiClient, type ClientCredentials, createApiClient } from '../client.ts';
import { seedBanks } from './agencies.ts';

/** The key id of every simulated bank: by it, what a simulator registered is told from what somebody else did. */
export const SIMULATED_KEY = 'simulated';

const BankPage = z.object({
  items: z.array(
    z.object({ bankId: z.string(), jwks: z.object({ keys: z.array(z.object({ kid: z.string().optional() })) }).optional() }),
  ),
  next: z.string().optional(),
});

/** As much of a running city as is needed to call it. */
export interface OpenCity {
  readonly api: string;
  readonly tokenEndpoint: string;
  readonly clients: readonly (ClientCredentials & { readonly roles: readonly string[] })[];
}

/**
 * Registers the banks of the seed over the public API, as the city's administrator: those that are not registered yet, and those
 * that a simulator of an earlier run had registered: its key is gone with it, so it could not change its registration any more, and
 * without simulators nobody would be at its endpoint. What anybody else registered stays.
 */
export async function registerBanks(city: OpenCity): Promise<void> {
  const administrator = city.clients.find(({ roles }) => roles.includes('administrator'));
  if (administrator === undefined) throw new Error('The seed has no administrator of the city');
  const client = createApiClient(city.api, city.tokenEndpoint, administrator);
  const known = await registered(client);
  const missing = seedBanks.filter(({ bankId }) => known.get(bankId) ?? true);
  await Promise.all(
    missing.map(async ({ bankId, name, dutyPhone }) => {
      const answer = await client.request('PUT', `/v1/banks/${bankId}`, { name, dutyPhone });
      if (answer.status >= 300) throw new Error(`The bank ${bankId} of the seed could not be registered (${answer.status})`);
    }),
  );
}

/** Every registered bank by its id, and whether a simulator registered it. */
async function registered(client: ApiClient): Promise<ReadonlyMap<string, boolean>> {
  const banks = new Map<string, boolean>();
  let cursor: string | undefined;
  do {
    const query = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const answer = await client.request('GET', `/v1/banks?limit=100${query}`);
    if (answer.status !== 200) throw new Error(`The banks could not be listed (${answer.status})`);
    const page = BankPage.parse(answer.body);
    for (const { bankId, jwks } of page.items) banks.set(bankId, jwks?.keys.some(({ kid }) => kid === SIMULATED_KEY) ?? false);
    cursor = page.next;
  } while (cursor !== undefined);
  return banks;
}
