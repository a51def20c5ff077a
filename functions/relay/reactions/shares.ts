import { CaseShares, endWithCase } from '../../../shared/cases/case-shares.ts';
import { Cases } from '../../../shared/cases/streams.ts';
import { splitFacts } from '../../../shared/journal/split-facts.ts';
import { idOfStream } from '../../../shared/journal/stream.ts';
import { appendOnce } from '../../platform/append-once.ts';
import { contextOf } from '../../platform/platform.ts';
import type { FactOf } from '../facts.ts';
import { type CoordinationTools, commandOf, type Reaction } from '../reaction.ts';

/** A case holds at most as many grants as one append can end. Ended grants stay ended, so a fact that comes twice ends nothing more. */
export const endShares: Reaction<FactOf<'case.merged' | 'case.absorbed'>, CoordinationTools> = {
  name: 'endShares',
  does: 'takes the shares that ended with the merger off the lists of their receivers',
  react: async ({ recorded }, tools) => {
    const { journal } = tools;
    const context = contextOf(tools);
    await appendOnce(journal, commandOf('endShares', recorded, context.now), async () => {
      const { state: fraudCase } = await journal.load(Cases, idOfStream(recorded.stream));
      if (fraudCase === undefined) throw new Error('a case has facts but no state');
      const shares = await journal.loadMany(
        CaseShares,
        fraudCase.grants.map(({ grantId }) => grantId),
      );
      const changes = shares.flatMap((share) =>
        share.state === undefined ? [] : splitFacts([share], endWithCase(share.state, fraudCase, context)),
      );
      return { kind: 'plan', changes };
    });
  },
};
