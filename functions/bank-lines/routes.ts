import * as z from 'zod';
import { PageBody, ToldPage } from '../../shared/bank-questions/statement/bodies.ts';
import { LinesBody, ToldLines } from '../../shared/bank-questions/watch/bodies.ts';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { StatementId, WatchId } from '../../shared/kernel/ids.ts';
import { pageExample } from '../bank-questions/examples.ts';
import { Fault } from '../bank-questions/fault.ts';

const OfStatement = z.strictObject({ statementId: StatementId });

/** That a page counts. The same page again gets the same answer. */
const PageNoted = z
  .strictObject({
    statementId: StatementId,
    page: z.int().positive(),
    lines: z.int().nonnegative().describe('How many lines of the page count.'),
    unread: z
      .array(Fault)
      .describe(
        'Parts of lines, and of `openedAt`, that Cordon cannot read, 200 at most. The page and its lines count with what can be read.',
      ),
  })
  .meta({ id: 'StatementPageNoted' });

/** What became of each line. */
const LinesNoted = z
  .strictObject({
    watchId: WatchId,
    lines: z.array(
      z.strictObject({
        path: z.string(),
        outcome: z.enum(['taken', 'known']).describe('`taken`: it counts · `known`: you told it before.'),
        faults: z.array(Fault).describe('Parts that Cordon cannot read. The line counts with what can be read.'),
      }),
    ),
  })
  .meta({ id: 'WatchLinesNoted' });

/** The lines that banks tell: pages of statements, and new lines of watched accounts. */
export const bankLineRoutes = defineRoutes({
  tellStatementPage: {
    method: 'POST',
    path: '/v1/bank/statements/{statementId}/lines',
    summary: 'Tell a page of a statement; each page counts once, in any order',
    tag: 'bank side',
    access: { action: 'bank-question.answer' },
    params: OfStatement,
    body: PageBody,
    bodyAsTold: ToldPage,
    answers: { 200: PageNoted },
    refusals: ['PAGE_CONFLICT', 'PAGE_AFTER_LAST', 'STATEMENT_TOO_LONG', 'STATEMENT_STATE_FORBIDS', 'BODY_TOO_LARGE'],
    signed: true,
    example: pageExample,
  },
  tellWatchLines: {
    method: 'POST',
    path: '/v1/bank/watches/{watchId}/lines',
    summary: 'Tell new lines of a watched account at once; each line counts once',
    tag: 'bank side',
    access: { action: 'bank-question.answer' },
    params: z.strictObject({ watchId: WatchId }),
    body: LinesBody,
    bodyAsTold: ToldLines,
    answers: { 200: LinesNoted },
    refusals: ['WATCH_ENDED'],
    signed: true,
    example: { lines: pageExample.lines.slice(1) },
  },
});
