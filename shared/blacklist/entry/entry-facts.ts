import * as z from 'zod';
import { fact } from '../../kernel/fact.ts';
import { Person } from '../../kernel/people.ts';
import { UtcInstant } from '../../kernel/time.ts';
import { Appeal, BlacklistEntry, delistings, GivenGround, InList, Telling } from './entry-model.ts';

const Ground = { given: GivenGround.omit({ at: true }) };
const Told = Telling.shape.told.unwrap().omit({ at: true }).shape;

/** Everything that can happen to an entry of the blacklist. `at` is when it was recorded. */
export const BlacklistEntryFact = z.discriminatedUnion('type', [
  fact('blacklist-entry.listed', {
    ...BlacklistEntry.pick({ entryId: true, reference: true, mark: true, markKey: true, district: true }).shape,
    ...BlacklistEntry.pick({ listedBy: true, list: true, until: true }).shape,
    ...Ground,
    /** By when the person concerned is to be told. */
    tellBy: UtcInstant.optional(),
  }),
  /** The same mark, listed again by the same agency or list. */
  fact('blacklist-entry.ground-added', Ground),
  fact('blacklist-entry.renewed', { by: Person, reason: z.string(), until: UtcInstant }),
  fact('blacklist-entry.told', Told),
  fact('blacklist-entry.not-told', { by: Person, reason: z.string() }),
  fact('blacklist-entry.telling-overdue', { dueAt: UtcInstant }),
  fact('blacklist-entry.appealed', Appeal.pick({ by: true, appellant: true, text: true, receivedAt: true, dueAt: true }).shape),
  fact('blacklist-entry.appeal-overdue', { dueAt: UtcInstant }),
  fact('blacklist-entry.appeal-rejected', { by: Person, reason: z.string() }),
  fact('blacklist-entry.appeal-upheld', { by: Person, reason: z.string() }),
  fact('blacklist-entry.delisted', { by: Person.optional(), cause: z.enum(delistings), reason: z.string() }),
  /** A later version of the list has it, too. */
  fact('blacklist-entry.confirmed', { ...InList.pick({ version: true, page: true }).shape, until: UtcInstant }),
  fact('blacklist-entry.expired', { until: UtcInstant }),
]);
export type BlacklistEntryFact = z.infer<typeof BlacklistEntryFact>;
export type BlacklistEntryFactType = BlacklistEntryFact['type'];
