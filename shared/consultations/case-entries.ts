import * as z from 'zod';
import { inFileOfCase } from '../journal/keys.ts';
import type { StreamType } from '../journal/stream.ts';
import { fact } from '../kernel/fact.ts';
import { CaseId, ConsultationId } from '../kernel/ids.ts';
import { UtcInstant } from '../kernel/time.ts';
import type { Consultation } from './consultation.ts';

/**
 * That a case is discussed in a consultation (案件会商): the entry by which the file of the case leads there. It says nothing else: the
 * consultation itself decides who may see it.
 */
export const CaseEntry = z.strictObject({ caseId: CaseId, consultationId: ConsultationId, convenedAt: UtcInstant });
export type CaseEntry = z.infer<typeof CaseEntry>;

export const CaseEntryFact = z.discriminatedUnion('type', [fact('case-consultation.entered', { entry: CaseEntry })]);
export type CaseEntryFact = z.infer<typeof CaseEntryFact>;

/** What the file of a case has of an entry. */
export const CaseEntryCard = CaseEntry.pick({ consultationId: true });

/** Entries by case and consultation, found by case. Written once: the cases of a consultation never change. */
export const CaseEntries: StreamType<CaseEntry, CaseEntryFact> = {
  name: 'case-consultation',
  schemaVersion: 1,
  state: CaseEntry,
  fact: CaseEntryFact,
  onlyState: true,
  evolve: (_before, { data }) => data.entry,
  index: ({ caseId, consultationId, convenedAt }) => ({
    entries: { file: inFileOfCase(caseId, convenedAt, consultationId) },
    card: { consultationId },
  }),
};

/** The entries that a consultation has, one for each case that it names. */
export function caseEntriesOf({
  caseIds,
  consultationId,
  convenedAt,
}: Pick<Consultation, 'caseIds' | 'consultationId' | 'convenedAt'>): readonly CaseEntry[] {
  return caseIds.map((caseId) => ({ caseId, consultationId, convenedAt }));
}

/** The id of an entry. */
export function caseEntryId({ caseId, consultationId }: Pick<CaseEntry, 'caseId' | 'consultationId'>): string {
  return `${caseId}:${consultationId}`;
}
