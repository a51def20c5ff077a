import * as z from 'zod';
import type { StreamType } from '../journal/stream.ts';
import { fact } from '../kernel/fact.ts';
import { WarningId } from '../kernel/ids.ts';
import { UtcInstant } from '../kernel/time.ts';

/** So many warnings of one mark are kept. A number that more have is a hotline's or a made-up one. */
const MAX_WARNINGS = 20;

/**
 * The warnings of a person, under one mark of the person: the phone, or the number of a document. Its id is the keyed hash of the mark, the
 * same as that of victims; the record does not hold the mark itself.
 */
const WarnedPersonRecord = z.strictObject({
  /** The last ones, the newest last. */
  warnings: z.array(z.strictObject({ warningId: WarningId, at: UtcInstant })),
});
export type WarnedPersonRecord = z.infer<typeof WarnedPersonRecord>;

export const WarnedPersonFact = z.discriminatedUnion('type', [fact('warned-person.warned', { warningId: WarningId })]);
export type WarnedPersonFact = z.infer<typeof WarnedPersonFact>;

/** The warnings of a person, by the keyed hash of a mark. They are only loaded by that key, so no index has them. */
export const WarnedPersons: StreamType<WarnedPersonRecord, WarnedPersonFact> = {
  name: 'warned-person',
  schemaVersion: 1,
  state: WarnedPersonRecord,
  fact: WarnedPersonFact,
  factsWithin: { most: 3, told: [] },
  evolve: (before, { data: { warningId, at } }) => ({
    warnings: [...(before?.warnings ?? []), { warningId, at }].slice(-MAX_WARNINGS),
  }),
  index: () => ({ entries: {}, card: {} }),
};

/** That the mark leads to this warning. No fact if it does so already. @param at ISO 8601, UTC */
export function nameWarned(record: WarnedPersonRecord | undefined, warningId: string, at: string): readonly WarnedPersonFact[] {
  const isLast = record?.warnings.at(-1)?.warningId === warningId;
  return isLast ? [] : [{ type: 'warned-person.warned', data: { at, warningId } }];
}
