import * as z from 'zod';
import { districts } from '../../kernel/context.ts';
import { MarkKind } from '../mark/mark-model.ts';
import { isExpired } from './deadlines.ts';
import { BlacklistEntry, EntryStatus } from './entry-model.ts';
import { Ground } from './grounds.ts';

/** An entry as police read it. */
export const BlacklistEntryView = z
  .strictObject({ ...BlacklistEntry.omit({ markKey: true }).shape, version: z.int().positive() })
  .meta({ id: 'BlacklistEntry' });
export type BlacklistEntryView = z.input<typeof BlacklistEntryView>;

/** What a list shows of an entry: never the mark. */
export const BlacklistListEntry = z
  .strictObject({
    ...BlacklistEntry.pick({ entryId: true, reference: true, listedAt: true, until: true }).shape,
    kind: MarkKind,
    status: EntryStatus,
    agency: z.string(),
    district: z.enum(districts).optional(),
    grounds: z.array(Ground),
    listId: z.string().optional(),
    tellBy: z
      .string()
      .optional()
      .describe('By when the person concerned is to be told; absent if that is done, or not asked for.'),
  })
  .meta({ id: 'BlacklistListEntry' });
export type BlacklistListEntry = z.input<typeof BlacklistListEntry>;

/** The entry as its readers see it: as expired from the end of its term. @param now ISO 8601, UTC */
export function entryView({ markKey: _, ...entry }: BlacklistEntry, version: number, now: string): BlacklistEntryView {
  return { ...entry, status: isExpired(entry, now) ? 'expired' : entry.status, version };
}

/** @param now ISO 8601, UTC */
export function listEntry(entry: BlacklistListEntry, now: string): BlacklistListEntry {
  return { ...entry, status: isExpired(entry, now) ? 'expired' : entry.status };
}
