import { type CaseReadFact, type LookedAt, readNoted } from '../../shared/cases/case-reads.ts';
import { CaseReads } from '../../shared/cases/streams.ts';
import type { Journal, StoredAnswer } from '../../shared/journal/journal.ts';
import { splitFacts } from '../../shared/journal/split-facts.ts';
import type { AnyLoaded } from '../../shared/journal/stream.ts';
import type { Plan } from '../../shared/journal/transact.ts';
import type { Context } from '../../shared/kernel/context.ts';
import type { FoundCase } from './cases.ts';

/** A look at a case, and the case as it was looked at. */
export interface NotedLook {
  readonly loaded: AnyLoaded;
  /** No fact if the looker's own agency answers for the case. */
  readonly read: CaseReadFact | undefined;
}

/**
 * The answer to a reader of a case. If the case is another agency's, the look is recorded before the answer goes out, and only if the case
 * is still as it was read: if a share was revoked meanwhile, the whole attempt is made again without that share.
 *
 * @param context of the moment at which it was decided what they may see
 */
export function looked(
  journal: Journal,
  { loaded, fraudCase }: FoundCase,
  what: Exclude<LookedAt, 'consultation' | 'search' | 'file'>,
  context: Context,
  answer: StoredAnswer,
): Promise<Plan> {
  return allLooked(journal, [{ loaded, read: readNoted(fraudCase, { what }, context) }], answer);
}

/** The same of several cases, each once: all looks are recorded, or none. */
export async function allLooked(journal: Journal, looks: readonly NotedLook[], answer: StoredAnswer): Promise<Plan> {
  const noted = looks.flatMap(({ loaded, read }) => (read === undefined ? [] : [{ loaded, read }]));
  if (noted.length === 0) return { kind: 'plan', changes: [], answer };
  const reads = await journal.loadMany(
    CaseReads,
    noted.map(({ read }) => read.data.caseId),
  );
  const changes = reads.flatMap((stream) =>
    splitFacts(
      [stream],
      noted.flatMap(({ read }) => (read.data.caseId === stream.id ? [read] : [])),
    ),
  );
  return { kind: 'plan', changes, requires: noted.map(({ loaded }) => loaded), answer };
}
