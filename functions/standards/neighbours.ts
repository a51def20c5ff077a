import type * as z from 'zod';
import type { CardPage, Journal } from '../../shared/journal/journal.ts';
import { bySizeKey } from '../../shared/journal/keys.ts';
import type { District } from '../../shared/kernel/context.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { DecisionCard, decisionListing } from '../../shared/standards/decision/decision-streams.ts';
import { sizePlace } from '../../shared/standards/similar/size.ts';
import type { CaseFacts } from '../../shared/standards/standard/case-facts.ts';
import type { Criterion } from '../../shared/standards/standard/criteria.ts';

/** As many decisions as one search compares of a single district; of all sixteen a little more together, each giving as many as the others. */
const OF_ONE = 200;
const OF_EACH = 50;

/** The decisions of a district whose sizes are next to that of the facts. */
export interface Neighbours {
  readonly district: District;
  readonly decisions: readonly z.infer<typeof DecisionCard>[];
  /** It has more, further off. */
  readonly more: boolean;
}

/**
 * Of each district the decisions on a criterion whose sizes are next to that of the facts, above and below. Two queries a district, however
 * many decisions there are.
 */
export function neighboursIn(
  journal: Journal,
  { criterion, districts, facts }: { criterion: Criterion; districts: readonly District[]; facts: CaseFacts },
): Promise<readonly Neighbours[]> {
  const place = sizePlace(facts);
  const limit = (districts.length === 1 ? OF_ONE : OF_EACH) / 2;
  return Promise.all(
    districts.map(async (district) => {
      const part = { index: 'file', pk: bySizeKey(decisionListing(criterion), district), limit } as const;
      // keys of the same place begin with it, so they are behind it: above
      const [above, below] = await Promise.all([
        journal.find({ ...part, from: place }),
        journal.find({ ...part, to: place, newestFirst: true }),
      ]);
      return { district, decisions: [...cardsOf(below), ...cardsOf(above)], more: goesOn(above) || goesOn(below) };
    }),
  );
}

function cardsOf({ cards }: CardPage) {
  return cards.map(({ card }) => parseTolerantly(DecisionCard, card));
}

function goesOn({ next }: CardPage): boolean {
  return next !== undefined;
}
