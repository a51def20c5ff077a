import * as z from 'zod';
import { seedClients } from './agencies.ts';
import { asAdministrator, everyItem, type OpenCity } from './open-city.ts';

/** The agencies of the seed that the city's administrator registers: all but the banks, which have a register of their own. */
export const seedAgencies = seedClients
  .filter(({ agencyKind, agency, clientId }) => agencyKind !== 'bank' && clientId === agency)
  .map(({ agency, agencyKind, district, name }) => ({
    agency,
    registration: { name, kind: agencyKind, ...(district === undefined ? {} : { district }) },
  }));

/** Registers the agencies of the seed over the public API, as the city's administrator. Existing registrations stay. */
export async function registerAgencies(city: OpenCity): Promise<void> {
  const client = asAdministrator(city);
  const known = await everyItem(client, '/v1/agencies', z.object({ agency: z.string() }));
  const missing = seedAgencies.filter(({ agency }) => !known.some((one) => one.agency === agency));
  await Promise.all(
    missing.map(async ({ agency, registration }) => {
      const answer = await client.request('PUT', `/v1/agencies/${agency}`, registration);
      if (answer.status >= 300) throw new Error(`The agency ${agency} of the seed could not be registered (${answer.status})`);
    }),
  );
}
