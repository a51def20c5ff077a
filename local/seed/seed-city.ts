import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readText, writeAtomically } from '../engines/files.ts';
import type { OpenCity } from './open-city.ts';
import { recordStandards } from './record-standards.ts';
import { registerAgencies, seedAgencies } from './register-agencies.ts';
import { registerBanks } from './register-banks.ts';

/**
 * Fills the city over its public API with the agencies, banks and standards of the seed. A city that was filled from this same seed before
 * is only asked for its banks, since a simulator of the last run may have changed their registrations.
 * @param mark the file that remembers the seed, beside the city's data; none if the data may be gone while the file is there
 */
export async function seedCity(city: OpenCity, mark: string | undefined): Promise<void> {
  const seed = createHash('sha256')
    .update(JSON.stringify(seedAgencies))
    .update(readFileSync(join(import.meta.dirname, 'standards.json')))
    .digest('hex');
  if (mark !== undefined && readText(mark) === seed) {
    await registerBanks(city);
    return;
  }
  await registerAgencies(city);
  await Promise.all([registerBanks(city), recordStandards(city)]);
  if (mark !== undefined) writeAtomically(mark, seed);
}
