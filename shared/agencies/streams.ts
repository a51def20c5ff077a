import { directory } from '../journal/keys.ts';
import type { StreamType } from '../journal/stream.ts';
import { Agency, AgencyFact } from './model.ts';

/** Agencies by their id; all of them in one directory. */
export const Agencies: StreamType<Agency, AgencyFact> = {
  name: 'agency',
  schemaVersion: 3,
  state: Agency,
  fact: AgencyFact,
  evolve: (_before, { data }) => data,
  index: (agency) => ({ entries: { listing: directory('agency', agency.agency) }, card: agency }),
};
