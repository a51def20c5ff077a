import { type LookedAt, readNoted } from '../../shared/cases/case-reads.ts';
import { CaseReads } from '../../shared/cases/streams.ts';
import type { Journal, StoredAnswer } from '../../shared/journal/journal.ts';
import { splitFacts } from '../../shared/journal/split-facts.ts';
import type { Plan } from '../../shared/journal/transact.ts';
import type { Context } from '../../shared/kernel/context.ts';
import type { FoundCase } from './cases.ts';

/**
 * The answer to somebody who looks at a case. If it is another agency's, the look is recorded before the answer goes out, and only
 * if the case is still as it was read: where a share was revoked meanwhile, the whole attempt is made again and finds that out.
 *
 * @param context of the moment at which it was decided what they may see
 */
export async function looked(
  journal: Journal,
  { loaded, file }: FoundCase,
  what: Exclude<LookedAt, 'consultation'>,
  context: Context,
  answer: StoredAnswer,
): Promise<Plan> {
  const read = readNoted(file, { what }, context);
  if (read === undefined) return { kind: 'plan', changes: [], answer };
  const reads = await journal.load(CaseReads, file.caseId);
  return { kind: 'plan', changes: splitFacts([reads], [read]), requires: [loaded], answer };
}
