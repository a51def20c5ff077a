import * as z from 'zod';
import { AgencyId, CaseItemId } from '../kernel/ids.ts';

/** The kinds of thing that are found by the people and accounts in them. */
export const NamingKind = z.enum(['alert', 'order', 'case']);
export type NamingKind = z.infer<typeof NamingKind>;

/**
 * News for the function that enters things where searches find them: what this thing names has changed, or which agencies may know it. It has
 * ids alone; the function reads the thing. Both ends of the queue check it.
 */
export const FindMessage = z.strictObject({
  kind: NamingKind,
  id: z.string(),
  /** Of a case: only this person, who may have left it. */
  item: CaseItemId.optional(),
  /** Of a case: only as this agency finds it, with which it was shared. */
  agency: AgencyId.optional(),
});
export type FindMessage = z.infer<typeof FindMessage>;

/**
 * News for the same function: a bank told accounts beside its outflows, of which some may be on the blacklist. The function reads the thing, and
 * has the key of accounts.
 */
export const MeetMessage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['statement', 'holder-request']), id: z.string() }),
  /** Only the lines that came just now, by their ids. */
  z.strictObject({ kind: z.literal('watch'), id: z.string(), lines: z.array(z.string()) }),
]);
export type MeetMessage = z.infer<typeof MeetMessage>;

/** News for the same function: an account is listed, and the money of alarms may have touched it before. */
export const LookBackMessage = z.strictObject({ kind: z.literal('blacklist-entry'), id: z.string() });
export type LookBackMessage = z.infer<typeof LookBackMessage>;

/** All that stands in the queue. */
export const QueuedMessage = z.discriminatedUnion('kind', [FindMessage, MeetMessage, LookBackMessage]);
export type QueuedMessage = z.infer<typeof QueuedMessage>;
