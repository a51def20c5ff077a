import { type Checking, checkOn, noteCheck, unchecked } from '../../../shared/bank-questions/statement/check-balances.ts';
import { Statements } from '../../../shared/bank-questions/streams.ts';
import { idOfStream } from '../../../shared/journal/stream.ts';
import { planFrom } from '../../../shared/journal/transact.ts';
import { refuse } from '../../../shared/kernel/decision.ts';
import { pagesOfStatement, readMembers } from '../../lookups/statement-pages.ts';
import { appendOnce } from '../../platform/append-once.ts';
import { contextOf } from '../../platform/platform.ts';
import type { FactOf } from '../facts.ts';
import { type CoordinationTools, commandOf, type Reaction } from '../reaction.ts';

/** All pages came: their lines do not change any more, so the check is the same whenever it is made. */
export const checkStatement: Reaction<FactOf<'statement.completed'>, CoordinationTools> = {
  name: 'checkStatement',
  does: 'checks that the balances of the statement add up, line by line and over its pages, and marks it: once',
  react: async ({ recorded }, tools) => {
    const { journal } = tools;
    const context = contextOf(tools);
    const id = idOfStream(recorded.stream);
    const { state } = await journal.load(Statements, id);
    if (state?.status !== 'complete') return;
    let checking: Checking = unchecked;
    for await (const lines of pagesOfStatement(journal, state, readMembers)) checking = checkOn(checking, lines);
    await appendOnce(
      journal,
      commandOf('checkStatement', recorded, context.now),
      async () => {
        const statement = await journal.load(Statements, id);
        return statement.state === undefined
          ? refuse('NOT_FOUND')
          : planFrom(noteCheck(statement.state, checking, context), [statement]);
      },
      // the state tells that it was checked
      { remember: false },
    );
  },
};
