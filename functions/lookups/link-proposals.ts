import type { LinkProposalView } from '../../shared/cases/answers.ts';
import { knownCase } from '../../shared/cases/known-case.ts';
import { belongTogether, CaseProposals } from '../../shared/cases/link-proposals.ts';
import { type Case, idsOfCase } from '../../shared/cases/model.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { findCases } from './cases.ts';

/** As many cases as are read at once. */
const MAX_READ = 100;

/**
 * The links that Cordon proposes for a case and that are not made yet, including those proposed for the cases merged into it: two reads.
 * For a case of another agency it gives only that agency, so that the two can talk.
 */
export async function linkProposalsOf(journal: Journal, fraudCase: Case, actor: Actor): Promise<readonly LinkProposalView[]> {
  const lists = await journal.loadMany(CaseProposals, idsOfCase(fraudCase));
  const proposals = lists.flatMap(({ state }) => state?.proposals ?? []);
  if (proposals.length === 0) return [];
  const others = [...new Set(proposals.map((one) => one.with))].slice(0, MAX_READ);
  const { files } = await findCases(journal, others);
  const byCase = Map.groupBy(proposals, (one) => files.get(one.with));
  return [...byCase].flatMap(([other, same]) => {
    const [first] = same;
    if (other === undefined || first === undefined || belongTogether(fraudCase, other)) return [];
    const known = knownCase(other, actor);
    const grounds = [...new Set(same.map(({ ground }) => ground))];
    return [{ at: first.at, grounds, agency: other.agency, ...(known === undefined ? {} : { case: known }) }];
  });
}
