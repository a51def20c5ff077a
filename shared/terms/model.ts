import * as z from 'zod';
import { dayEndingAt } from '../kernel/beijing.ts';
import { type District, districts } from '../kernel/context.ts';
import { fact } from '../kernel/fact.ts';
import { AgencyId, CaseId, CaseItemId } from '../kernel/ids.ts';
import { UtcInstant } from '../kernel/time.ts';
import { clockKinds } from '../procedure-clocks/kinds.ts';
import { allOf } from './keys.ts';

/** The kinds of terms and deadlines (期限), as notices name them too. */
export const termKinds = [
  /** A stop (48 hours) and a freeze (months). */
  'stop',
  'freeze',
  ...clockKinds,
  /** Of a consultation: an answer to its invitation, evidence asked for, an action agreed on. */
  'invitation',
  'evidence',
  'action',
  'minutes',
  /** Of a listing: a decision on it, the next report, the deadline, an answer to a request for more time. */
  'decision',
  'report',
  'deadline',
  'extension',
  /** Of a regional measure. */
  'correction',
  'review',
  'lifting',
  /** A district's answer to a proposal of a standard. */
  'answers',
  /** Of a frozen account: the finding, and that the owner of money that goes free is told. */
  'screening',
  'tell-owner',
  /** Of an objection: its decision, the answer of the procuratorate, the answer of the police to its demand. */
  'objection',
  'supervision',
  'demand',
] as const;
export const TermKind = z.enum(termKinds);
export type TermKind = z.infer<typeof TermKind>;

/** The kinds of things that have terms. */
export const termSubjects = [
  ...(['order', 'case', 'consultation', 'meeting', 'listed-case', 'regional-measure', 'proposal'] as const),
  'objection',
] as const;
export type TermSubject = (typeof termSubjects)[number];

/** How the reader stands to the thing, so that the access policy can tell which roles may see the term. */
export const standings = ['of-district', 'of-city', 'own', 'started', 'party', 'invited', 'aimed-at', 'supervises'] as const;
export type Standing = (typeof standings)[number];

/**
 * A term as one reader finds it. It says which thing it is of and when it ends, and nothing of people: a suspect is the item of a case file.
 */
export const RunningTerm = z.strictObject({
  /** Of the thing and its term: `cst_…:clock:2`. The same for every reader. */
  termId: z.string(),
  /** An agency, or all agencies of a kind in a district (`police@haidian`), or of the whole city (`police@city`). */
  reader: z.string(),
  standing: z.enum(standings),
  kind: TermKind,
  endsAt: UtcInstant,
  about: z.strictObject({ kind: z.enum(termSubjects), id: z.string(), reference: z.string().optional() }),
  district: z.enum(districts).optional(),
  /** The agency that has to act, if it is one. */
  waitsFor: AgencyId.optional(),
  /** The suspect that a term of procedure is about: an item of one of these cases. */
  suspect: z.strictObject({ caseIds: z.array(CaseId), itemId: CaseItemId }).optional(),
  /** The end may still move by some days: the calendar of that time is not known. */
  provisional: z.literal(true).optional(),
  /** What had to be done is done, or is not to be done any more. */
  over: z.boolean(),
  /** When it came to be as it is; absent of terms that an earlier release kept. */
  setAt: UtcInstant.optional(),
});
export type RunningTerm = z.infer<typeof RunningTerm>;

export const RunningTermFact = z.discriminatedUnion('type', [
  fact('running-term.set', { term: RunningTerm }),
  fact('running-term.ended', {}),
]);
export type RunningTermFact = z.infer<typeof RunningTermFact>;

/** A term that runs for a thing, or has run out and was not dealt with, and all its readers. */
export interface TermOfThing extends Omit<RunningTerm, 'reader' | 'standing' | 'over' | 'setAt'> {
  readonly readers: readonly Reader[];
}

export interface Reader {
  readonly reader: string;
  readonly standing: Standing;
}

/** All police of the district. */
export function policeOf(district: District): Reader {
  return { reader: allOf('police', district), standing: 'of-district' };
}

/** Stops and freezes are counted from the moment at which the bank held the account: one that ends at a midnight ends at that moment. */
const endsAtMoment: ReadonlySet<TermKind> = new Set(['stop', 'freeze']);

/** The last day of a term that ends with a day, in Beijing; undefined of one that ends at a moment. */
export function lastDayOfTerm({ kind, endsAt }: Pick<RunningTerm, 'kind' | 'endsAt'>): string | undefined {
  return endsAtMoment.has(kind) ? undefined : dayEndingAt(endsAt);
}

/** The id of the stream of a term for one of its readers. */
export function termStreamId(termId: string, reader: string): string {
  return `${termId}@${reader}`;
}

/**
 * The terms that are kept for a thing, by the ids of their streams: what is in it and does not run any more is ended. So a reader who left
 * the thing loses its terms, too.
 */
export const TermRegister = z.strictObject({ open: z.array(z.string()) });
export type TermRegister = z.infer<typeof TermRegister>;

export const TermRegisterFact = z.discriminatedUnion('type', [fact('term-register.kept', { open: z.array(z.string()) })]);
export type TermRegisterFact = z.infer<typeof TermRegisterFact>;
