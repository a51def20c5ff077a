import { evolver } from '../../kernel/evolver.ts';
import type { Statement, StatementStatus } from './model.ts';
import type { StatementFact } from './statement-facts.ts';
import { statementLifecycle } from './statement-lifecycle.ts';

/** The statement after a fact. */
export const evolveStatement = evolver<StatementStatus, Statement, StatementFact, 'statement.requested'>(statementLifecycle, {
  births: {
    'statement.requested': ({ at, ...asked }) => ({
      ...asked,
      ...{ requestedAt: at, pages: [], lines: 0, unreadLines: 0, contested: [], followedLines: 0 },
    }),
  },
  steps: {
    'statement.page-taken': ({ declined: _, ...statement }, { page, last, lines, unreadLines }) => ({
      ...statement,
      pages: [...statement.pages, page].toSorted((a, b) => a - b),
      ...(last ? { lastPage: page } : {}),
      lines: statement.lines + lines,
      unreadLines: statement.unreadLines + unreadLines,
    }),
    'statement.page-contested': (statement, { at, page, hash }) => ({
      ...statement,
      contested: [...statement.contested, { page, at, hash }],
    }),
    'statement.declined': (statement, declined) => ({ ...statement, declined }),
    'statement.completed': (statement, { at }) => ({ ...statement, completedAt: at }),
    'statement.found-consistent': (statement, { at, ...found }) => ({ ...statement, check: { checkedAt: at, ...found } }),
    'statement.found-inconsistent': (statement, { at, ...found }) => ({ ...statement, check: { checkedAt: at, ...found } }),
    'statement.lines-followed': (statement, { lines }) => ({
      ...statement,
      followedLines: statement.followedLines + lines.length,
    }),
  },
});
