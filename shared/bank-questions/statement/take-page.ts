import type { Context } from '../../kernel/context.ts';
import { accept, type Decision, type Refusal, refuse, refuseAndRecord } from '../../kernel/decision.ts';
import type { OpeningOutlet } from '../../outlets/outlet-model.ts';
import { questionAnswered } from '../question/ask-bank.ts';
import type { BankQuestion } from '../question/model.ts';
import type { BankQuestionFact } from '../question/question-facts.ts';
import { MAX_CONTESTED, MAX_STATEMENT_LINES, type Statement, type StatementPage } from './model.ts';
import type { StatementFact, StatementPageFact } from './statement-facts.ts';
import { statementLifecycle } from './statement-lifecycle.ts';

type PageFact = StatementFact | StatementPageFact | BankQuestionFact;

/** A page that a bank sends: its content, and what counts of it. */
export interface SentPage extends Pick<StatementPage, 'page' | 'hash' | 'body'> {
  readonly last: boolean;
  readonly lines: number;
  readonly unreadLines: number;
  readonly signature?: string | undefined;
  readonly openedAt?: OpeningOutlet | undefined;
}

/** What is known of it. */
export interface KnownToPage {
  /** The page that counts under this number. */
  readonly kept: StatementPage | undefined;
  readonly question: BankQuestion | undefined;
}

/**
 * Takes a page of a statement, each once, in any order. Another content under the number of a page is refused, and kept beside it, marked.
 * With the last missing page the statement is complete, and the question to the bank is answered.
 *
 * @returns the facts, none for a page that is known, or PAGE_CONFLICT, PAGE_AFTER_LAST, STATEMENT_TOO_LONG
 */
export function takePage(
  statement: Statement,
  sent: SentPage,
  { kept, question }: KnownToPage,
  context: Context,
): Decision<PageFact> {
  if (kept !== undefined) return kept.hash === sent.hash ? accept() : contested(statement, sent, context);
  const wrong = placeRefusal(statement, sent);
  if (wrong !== undefined) return wrong;
  const { page, last, lines, unreadLines, hash, openedAt } = sent;
  const inAll = statement.lines + lines;
  if (inAll > MAX_STATEMENT_LINES) return refuse('STATEMENT_TOO_LONG', { paths: ['/lines'], maxLines: MAX_STATEMENT_LINES });
  const taken: readonly PageFact[] = [
    { type: 'statement.page-taken', data: { at: context.now, page, last, lines, unreadLines, hash, openedAt } },
    keptAs(statement, sent, context),
  ];
  const pages = statement.pages.length + 1;
  const lastPage = last ? page : statement.lastPage;
  if (pages !== lastPage) return accept(...taken);
  return accept(
    ...taken,
    { type: 'statement.completed', data: { at: context.now, pages, lines: inAll } },
    ...(question === undefined ? [] : questionAnswered(question, context)),
  );
}

/** The bank says two things of one page: the first counts, and both are kept. The same again is refused again, and kept once. */
function contested(statement: Statement, sent: SentPage, context: Context): Decision<PageFact> {
  const { page, hash } = sent;
  const isKnown = statement.contested.some((one) => one.page === page && one.hash === hash);
  const isFull = statement.contested.length >= MAX_CONTESTED;
  const detail = { page, paths: ['/page'], kept: isKnown || !isFull };
  if (isKnown || isFull) return refuse('PAGE_CONFLICT', detail);
  return refuseAndRecord<PageFact>(
    'PAGE_CONFLICT',
    detail,
    { type: 'statement.page-contested', data: { at: context.now, page, hash } },
    keptAs(statement, sent, context, { contests: true }),
  );
}

/** Why no page can stand there: it is behind the last, or calls itself the last and is not. */
function placeRefusal({ status, pages, lastPage }: Statement, { page, last }: SentPage): Refusal | undefined {
  if (lastPage !== undefined && page > lastPage) return refuse('PAGE_AFTER_LAST', { paths: ['/page'], lastPage });
  const highest = pages.at(-1) ?? 0;
  if (last && page < highest) return refuse('PAGE_AFTER_LAST', { paths: ['/last'], page: highest });
  return statementLifecycle.refusal(status, 'takePage');
}

function keptAs(
  { statementId }: Statement,
  { page, hash, body, signature }: SentPage,
  { now }: Context,
  mark: Pick<StatementPage, 'contests'> = {},
): StatementPageFact {
  const evidence = signature === undefined ? {} : { signature };
  return {
    type: 'statement-page.kept',
    data: { at: now, page: { statementId, page, at: now, hash, body, ...evidence, ...mark } },
  };
}
