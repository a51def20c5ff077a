import * as z from 'zod';
import { CaseItemId } from '../kernel/ids.ts';

/** The kinds of thing that are found by the people and accounts in them. */
export const NamingKind = z.enum(['alert', 'order', 'case']);
export type NamingKind = z.infer<typeof NamingKind>;

/**
 * News for the function that enters things where searches find them: this thing names people or an account, of a case this person or all of
 * them. It has ids alone; the function reads the thing. Both ends of the queue check it.
 */
export const FindMessage = z.strictObject({ kind: NamingKind, id: z.string(), item: CaseItemId.optional() });
export type FindMessage = z.infer<typeof FindMessage>;
