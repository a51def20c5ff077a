import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import * as z from 'zod';
import { bankLogKey, inboxOfBank } from '../../shared/banks/keys.ts';
import type { Command, Journal, RecordedFact } from '../../shared/journal/journal.ts';
import { factsOfCase, listing } from '../../shared/journal/keys.ts';
import { change, fresh, type StreamType, streamKey } from '../../shared/journal/stream.ts';
import type { Fact } from '../../shared/kernel/decision.ts';

/** Streams that mean nothing, to try the journal with: parcels that wait at a depot, and the depot's count of them. */
export type ParcelFact =
  | Fact<'parcel.taken-in', { depot: string; grams: number }>
  | Fact<'parcel.weighed', { grams: number }>
  | Fact<'parcel.handed-out', { to?: string | undefined }>;
export type DepotFact = Fact<'depot.counted', { by: number }>;

/** How a parcel is kept. */
export const Parcel = z.strictObject({ depot: z.string(), grams: z.int(), waits: z.boolean(), to: z.string().optional() });
export type Parcel = z.infer<typeof Parcel>;
const Depot = z.strictObject({ parcels: z.int() });
type Depot = z.infer<typeof Depot>;

export const TAKEN_IN_AT = '2030-05-31T18:00:00.000Z';

export const Parcels: StreamType<Parcel, ParcelFact> = {
  name: 'parcel',
  schemaVersion: 2,
  state: Parcel,
  fact: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('parcel.taken-in'), data: z.strictObject({ depot: z.string(), grams: z.int() }) }),
    z.strictObject({ type: z.literal('parcel.weighed'), data: z.strictObject({ grams: z.int() }) }),
    z.strictObject({ type: z.literal('parcel.handed-out'), data: z.strictObject({ to: z.string().optional() }) }),
  ]),
  evolve: (parcel = { depot: '', grams: 0, waits: true }, fact) => {
    switch (fact.type) {
      case 'parcel.taken-in':
        return { ...fact.data, waits: true };
      case 'parcel.weighed':
        return { ...parcel, grams: fact.data.grams };
      case 'parcel.handed-out':
        return { ...parcel, ...fact.data, waits: false };
    }
  },
  index: ({ depot, grams, waits }) => ({
    entries: {
      listing: listing('parcel', depot, TAKEN_IN_AT, String(grams).padStart(6, '0')),
      ...(waits ? { inbox: { ...inboxOfBank(depot, TAKEN_IN_AT), sk: `${TAKEN_IN_AT}#${String(grams).padStart(6, '0')}` } } : {}),
    },
    card: { grams, waits },
  }),
  factsFile: ({ depot }) => shelfOf(depot),
  factLog: ({ depot }, { type, data }) =>
    type === 'parcel.weighed' ? { pk: scalesOf(depot), line: { grams: data.grams } } : undefined,
};

/** Where the facts of a depot's parcels stand, in the order of time. */
export function shelfOf(depot: string): string {
  return factsOfCase(depot);
}

/** Where it stands how heavy a depot's parcels were found, in the order of time. */
export function scalesOf(depot: string): string {
  return bankLogKey(depot);
}

export const Depots: StreamType<Depot, DepotFact> = {
  name: 'depot',
  schemaVersion: 1,
  state: Depot,
  fact: z.strictObject({ type: z.literal('depot.counted'), data: z.strictObject({ by: z.int() }) }),
  evolve: (depot, { data }) => ({ parcels: (depot?.parcels ?? 0) + data.by }),
  index: () => ({ entries: {}, card: {} }),
};

export function takenIn(depot = 'north', grams = 500): ParcelFact {
  return { type: 'parcel.taken-in', data: { depot, grams } };
}

export function weighed(grams: number): ParcelFact {
  return { type: 'parcel.weighed', data: { grams } };
}

export function handedOut(data: { to?: string | undefined } = {}): ParcelFact {
  return { type: 'parcel.handed-out', data };
}

export function counted(by = 1): DepotFact {
  return { type: 'depot.counted', data: { by } };
}

/** Begins a parcel with these facts. */
export async function takeIn(journal: Journal, id: string, ...facts: readonly [ParcelFact, ...ParcelFact[]]): Promise<void> {
  const appended = await journal.append({ command: commandOf(), changes: [change(fresh(Parcels, id), ...facts)] });
  expect(appended.outcome).toBe('appended');
}

/** All facts of a parcel, up to a hundred. */
export async function allFacts(journal: Journal, id: string): Promise<readonly RecordedFact[]> {
  return (await journal.facts(streamKey('parcel', id), { limit: 100 })).facts;
}

/** A text that takes about so many kilobytes however it is packed. */
export function noise(kilobytes: number): string {
  return createHash('shake256', { outputLength: kilobytes * 1024 })
    .update('noise')
    .digest('base64');
}

let serial = 0;

/** An id that no other test has, also with other tests on the same table. */
export function freshId(): string {
  serial += 1;
  return `${process.pid}-${performance.now().toString(36).replace('.', '')}-${serial}`;
}

export function commandOf(given: Partial<Command> = {}): Command {
  return {
    name: 'test-command',
    id: freshId(),
    inputHash: 'hash-of-the-input',
    actor: { agency: 'haidian-police', agencyKind: 'police', district: 'haidian', roles: ['officer'], subject: 'wang' },
    correlationId: 'cor_1',
    now: '2030-06-01T08:00:00.000Z',
    ...given,
  };
}
