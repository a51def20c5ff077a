import { readNoted } from '../../shared/cases/case-reads.ts';
import { partsShown } from '../../shared/consultations/evidence-visible.ts';
import type { ExhibitRef } from '../../shared/consultations/model.ts';
import type { Journal, StoredAnswer } from '../../shared/journal/journal.ts';
import type { Plan } from '../../shared/journal/transact.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { allLooked, type NotedLook } from './case-looks.ts';
import type { FoundCases } from './cases.ts';

/**
 * The answer to a reader who is shown evidence of cases in a consultation. As for a look at a case itself (`looked`), it records one look
 * for each case of another agency before the answer goes out, and only if each case is still as it was read.
 *
 * @param exhibits the evidence that the answer names; the cases decide what of it is shown
 * @param context of the moment of that decision
 */
export function evidenceLooked(
  journal: Journal,
  { files, found }: FoundCases,
  consultationId: string,
  exhibits: readonly ExhibitRef[],
  context: Context,
  answer: StoredAnswer,
): Promise<Plan> {
  const looks = found.map(({ fraudCase, loaded }): NotedLook => {
    const parts = partsShown(fraudCase, files, exhibits, context.actor, context.now);
    const read = parts.length === 0 ? undefined : readNoted(fraudCase, { what: 'consultation', consultationId, parts }, context);
    return { loaded, read };
  });
  return allLooked(journal, looks, answer);
}
