import { fresh } from '../../../shared/journal/stream.ts';
import { settle, transact } from '../../../shared/journal/transact.ts';
import { ListedCases } from '../../../shared/listed-cases/streams.ts';
import { suggestListing } from '../../../shared/listed-cases/suggest.ts';
import { findCase } from '../../lib/cases.ts';
import { caseToList, listedCaseIdOf, listingsOf } from '../../lib/listings.ts';
import { contextOf } from '../../lib/platform.ts';
import type { FactOf } from '../facts.ts';
import { type CoordinationTools, commandOf, idOf, type Reaction } from '../reaction.ts';

type CaseGrew = 'case.alert-joined' | 'case.person-added' | 'case.loss-added' | 'case.filed' | 'case.absorbed';

/**
 * The rule looks at the case as it stands now, so a fact that comes twice, or late, suggests nothing that a later one has not. The
 * register of the case's listings remembers each ground for good.
 */
export const suggestForListing: Reaction<FactOf<CaseGrew>, CoordinationTools> = {
  name: 'suggestForListing',
  does: 'suggests that the case be listed, where its facts give a ground that no listing of it had (挂牌督办)',
  react: async ({ recorded }, tools) => {
    const { journal } = tools;
    const context = contextOf(tools);
    const outcome = await transact(journal, commandOf('suggestForListing', recorded, context.now), async () => {
      const found = await findCase(journal, idOf(recorded.stream));
      if (found === undefined) throw new Error('a case has facts but no state');
      const { register, open } = await listingsOf(journal, found.file);
      const known = { register: register.state, open: open?.state };
      const decision = suggestListing(known, caseToList(found.file), context);
      return settle(decision, [open ?? fresh(ListedCases, listedCaseIdOf(decision.facts) ?? ''), register]);
    });
    if (outcome.outcome === 'refused') throw new Error(`the listing could not be suggested: ${outcome.refusal.code}`);
  },
};
