import * as z from 'zod';
import { seedBanks } from './agencies.ts';
import { asAdministrator, everyItem, type OpenCity } from './open-city.ts';

/** The key id of every simulated bank: it tells a simulator's registration from another client's. */
export const SIMULATED_KEY = 'simulated';

const RegisteredBank = z.object({
  bankId: z.string(),
  jwks: z.object({ keys: z.array(z.object({ kid: z.string().optional() })) }).optional(),
});

/**
 * Registers the banks of the seed over the public API, as the city's administrator: those that are not registered yet, and those that a
 * simulator of an earlier run had registered (its key is gone, so it could not change its registration any more, and without simulators its
 * endpoint would not answer). Registrations by other clients stay.
 */
export async function registerBanks(city: OpenCity): Promise<void> {
  const client = asAdministrator(city);
  const known = new Map(
    (await everyItem(client, '/v1/banks', RegisteredBank)).map(({ bankId, jwks }) => [
      bankId,
      jwks?.keys.some(({ kid }) => kid === SIMULATED_KEY) ?? false,
    ]),
  );
  const missing = seedBanks.filter(({ bankId }) => known.get(bankId) ?? true);
  await Promise.all(
    missing.map(async ({ bankId, name, dutyPhone }) => {
      // banks of the seed are live from the start, like those that a city takes over from an earlier platform
      const mode = known.has(bankId) ? {} : { mode: 'live' };
      const answer = await client.request('PUT', `/v1/banks/${bankId}`, { name, dutyPhone, jwks: null, ...mode });
      if (answer.status >= 300) throw new Error(`The bank ${bankId} of the seed could not be registered (${answer.status})`);
    }),
  );
}
