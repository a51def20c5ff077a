import * as z from 'zod';
import { fact } from '../../kernel/fact.ts';
import { Officer } from '../../kernel/people.ts';
import { OpeningOutlet } from '../../outlets/outlet-model.ts';
import { Declined } from '../question/model.ts';
import { BalanceCheck, LinePlace, Statement, StatementPage } from './model.ts';

const Checked = BalanceCheck.omit({ checkedAt: true }).shape;

/** Everything that can happen to a statement. `at` is when it was recorded. The lines stand in the pages, not here. */
export const StatementFact = z.discriminatedUnion('type', [
  fact('statement.requested', {
    ...Statement.pick({ statementId: true, orderId: true, alertId: true, district: true, agency: true, bankId: true }).shape,
    ...Statement.pick({ instructionId: true, from: true, to: true, reason: true, officers: true, dueAt: true }).shape,
  }),
  fact('statement.page-taken', {
    page: z.int().positive(),
    last: z.boolean(),
    lines: z.int().nonnegative(),
    unreadLines: z.int().nonnegative(),
    /** Of the content of the page, so that the chain of facts shows a page that was changed. */
    hash: z.string(),
    /** Where the account was opened, if the page names the outlet. */
    openedAt: OpeningOutlet.optional(),
  }),
  fact('statement.page-contested', { page: z.int().positive(), hash: z.string() }),
  fact('statement.declined', Declined.shape),
  fact('statement.completed', { pages: z.int().positive(), lines: z.int().nonnegative() }),
  fact('statement.found-consistent', Checked),
  fact('statement.found-inconsistent', Checked),
  fact('statement.lines-followed', { lines: z.array(LinePlace), reason: z.string(), officers: z.array(Officer) }),
]);
export type StatementFact = z.infer<typeof StatementFact>;
export type StatementFactType = StatementFact['type'];

export const StatementPageFact = z.discriminatedUnion('type', [fact('statement-page.kept', { page: StatementPage })]);
export type StatementPageFact = z.infer<typeof StatementPageFact>;
