import { seedAgencies } from '../../local/seed/register-agencies.ts';
import { RegisterAgency } from '../../shared/agencies/model.ts';
import { registerAgency } from '../../shared/agencies/register-agency.ts';
import { Agencies } from '../../shared/agencies/streams.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { change, fresh } from '../../shared/journal/stream.ts';
import { systemActor } from '../../shared/kernel/context.ts';
import { createMemoryJournal, type MemoryJournal } from './memory-journal.ts';
import { context, minute } from './samples.ts';

/** The seed's agencies, and two of the tests' own. */
const agencies = [
  ...seedAgencies,
  { agency: 'economic-police-city', registration: { name: '某总队', kind: 'police' } },
  { agency: 'town-x', registration: { name: '某镇', kind: 'town', district: 'haidian' } },
] as const;

/** One transaction takes so many of them. */
const AT_ONCE = 40;

/** Registers the agencies that tests name, as the city's administrator would, unless the journal was made with them. */
export async function registerTestAgencies(journal: Journal): Promise<void> {
  const [first] = agencies;
  if ((await journal.load(Agencies, first.agency)).state !== undefined) return;
  for (let from = 0; from < agencies.length; from += AT_ONCE) {
    const changes = agencies.slice(from, from + AT_ONCE).map(({ agency, registration }) => {
      const { facts } = registerAgency(undefined, RegisterAgency.parse(registration), { agency, taken: false }, context());
      const [fact] = facts;
      if (fact === undefined) throw new Error('an agency was not registered');
      return change(fresh(Agencies, agency), fact);
    });
    const command = {
      name: 'test',
      id: `agencies-${from}`,
      inputHash: '',
      actor: systemActor,
      correlationId: 'agencies',
      now: minute(0),
    };
    await journal.append({ command, changes });
  }
}

const registered = createMemoryJournal();
await registerTestAgencies(registered);
/** The items of the registered agencies, made once a file: making them takes as long as some hundred requests. */
const ofAgencies = registered.written.map(({ item }) => item);

/** A journal of its own in memory, in which the agencies that tests name are registered. */
export function createCityJournal(): MemoryJournal {
  return createMemoryJournal(ofAgencies);
}
