import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { ApiClient } from '../client.ts';
import { asAdministrator, type OpenCity } from './open-city.ts';

/** A standard as the API takes it, and its place. The API checks its content. */
const SeedStandards = z.array(
  z.strictObject({
    places: z.array(z.string()).min(1),
    standard: z.looseObject({ criterion: z.string(), effectiveFrom: z.string() }),
  }),
);

const History = z.object({ items: z.array(z.unknown()) });

/**
 * Records the standards of the seed over the public API, as the city's administrator: those of the districts and the national readings,
 * with their sources. A line that has any history is left alone.
 */
export async function recordStandards(city: OpenCity): Promise<void> {
  const client = asAdministrator(city);
  const standards = SeedStandards.parse(JSON.parse(readFileSync(join(import.meta.dirname, 'standards.json'), 'utf8')));
  for (const { places, standard } of standards) {
    await Promise.all(places.map((place) => recordIfNew(client, { ...standard, place })));
  }
}

async function recordIfNew(client: ApiClient, standard: { readonly criterion: string; readonly place: string }): Promise<void> {
  const { criterion, place } = standard;
  const query = new URLSearchParams({ criterion, place, limit: '1' });
  const history = await client.request('GET', `/v1/standards/history?${query}`);
  if (history.status !== 200) throw new Error(`The standards of ${place} could not be read (${history.status})`);
  if (History.parse(history.body).items.length > 0) return;
  const answer = await client.request('POST', '/v1/standards', standard);
  if (answer.status !== 201) throw new Error(`The standard of ${place} in the seed could not be recorded (${answer.status})`);
}
