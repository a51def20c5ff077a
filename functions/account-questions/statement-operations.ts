import { statementsOfOrderKey } from '../../shared/bank-questions/keys.ts';
import { dueBy } from '../../shared/bank-questions/question/ask-bank.ts';
import type { FollowLines, RequestStatement } from '../../shared/bank-questions/statement/bodies.ts';
import { followLines, linesNamed, outflowOf } from '../../shared/bank-questions/statement/follow-lines.ts';
import type { Statement, StatementLine } from '../../shared/bank-questions/statement/model.ts';
import { requestStatement } from '../../shared/bank-questions/statement/request-statement.ts';
import type { StatementFact } from '../../shared/bank-questions/statement/statement-facts.ts';
import { BankQuestions, Statements } from '../../shared/bank-questions/streams.ts';
import type { ApiRequest, Call } from '../../shared/http/api-request.ts';
import { commandOn, findOn } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { fresh } from '../../shared/journal/stream.ts';
import { impossible } from '../../shared/kernel/impossible.ts';
import { onOrderNamed, orderNamed } from '../freezes/command-on-order.ts';
import { readStatementLine } from '../lookups/statement-lines.ts';
import { linesFrom, pagesOfStatement } from '../lookups/statement-pages.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { pageOfStates } from '../platform/paging.ts';
import { placeOf } from '../platform/place.ts';
import { statementView } from './answers.ts';
import { followOnOrder } from './follow-on-order.ts';
import { ofOrder, readWithQuestion } from './of-order.ts';
import type { accountQuestionRoutes } from './routes.ts';

type StatementCall = Call & { readonly params: { readonly statementId: string } };
type RequestCall = ApiRequest<(typeof accountQuestionRoutes)['requestStatement']>;
type FollowCall = ApiRequest<(typeof accountQuestionRoutes)['followStatementLines']>;

/** The statement that a path names: the readers of its order read it. */
const statementNamed = ofOrder<StatementCall, Statement, StatementFact>(Statements, ({ params }) => params.statementId);
const onStatement = commandOn(statementNamed);

type StatementRoutes = Pick<
  typeof accountQuestionRoutes,
  'requestStatement' | 'listStatements' | 'getStatement' | 'listStatementLines' | 'followStatementLines'
>;

export const statementOperations: Operations<StatementRoutes, ApiTools> = {
  requestStatement: onOrderNamed<RequestCall, ApiTools>(async (order, input: RequestStatement, context, { request }) => {
    const ids = { statementId: context.newId('stm'), instructionId: context.newId('ins') };
    return {
      decision: requestStatement(order, input, ids, context),
      streams: [fresh(Statements, ids.statementId), fresh(BankQuestions, ids.instructionId)],
      answer: () => request.answer(202, { statementId: ids.statementId, dueAt: dueBy({ instruction: 'statement' }, context) }),
    };
  }),

  listStatements: async (request, tools) => {
    const order = await findOn(orderNamed, request, tools.journal);
    if (order.kind === 'refusal') return order;
    const pk = statementsOfOrderKey(request.params.orderId);
    const page = await pageOfStates(request, tools, Statements, { index: 'file', pk });
    if (page.kind === 'refusal') return page;
    return request.answer(200, { items: page.items.map(({ state }) => statementView(state)), ...page.next });
  },

  getStatement: readWithQuestion(statementNamed, statementView),

  listStatementLines: async (request, tools) => {
    const { journal } = tools;
    const found = await findOn(statementNamed, request, journal);
    if (found.kind === 'refusal') return found;
    const { limit } = request.query;
    const place = await placeOf(request, tools, { statementId: found.state.statementId });
    if (place.kind === 'refusal') return place;
    const after = { page: Number(place.after?.['page'] ?? 1), line: Number(place.after?.['line'] ?? 0) };
    const { items, last } = await linesFrom(journal, found.state, readStatementLine, { after, limit });
    const next = last === undefined ? undefined : { page: String(last.page), line: String(last.line) };
    return request.answer(200, { items: [...items], ...place.next(next) });
  },

  followStatementLines: onStatement<FollowCall, ApiTools>(async (statement, input, context, { request, tools }) => {
    const { journal } = tools;
    const named = linesNamed(input.lines, await linesWanted(journal, statement, input.lines));
    if (named.kind === 'refusal') return named;
    const lines = [...new Map(named.lines.map((line) => [`${line.page}/${line.line}`, line])).values()];
    const noted = followLines(statement, input, { lines }, context);
    if (noted.kind === 'refusal') return noted;
    const followed = await followOnOrder(journal, statement.orderId, lines.map(outflowOf), context);
    if (followed.kind === 'refusal') return followed;
    const { order, facts, outcomes } = followed;
    const told = lines.map(({ page, line }, i) => ({
      ...{ page, line },
      ...(outcomes[i] ?? impossible('a line was followed without an outcome')),
    }));
    return {
      // nothing is new to the order: then nothing happened
      decision: { kind: 'acceptance', facts: facts.length === 0 ? [] : [...noted.facts, ...facts] },
      streams: [order],
      answer: () => request.answer(202, { orderId: statement.orderId, lines: told }),
    };
  }),
};

/** The lines among which those named are sought: of their pages, or of all where one is named by its serial. */
async function linesWanted(
  journal: Journal,
  statement: Statement,
  names: FollowLines['lines'],
): Promise<readonly StatementLine[]> {
  const pages = names.flatMap((name) => (typeof name === 'string' ? [] : [name.page]));
  const bySerial = names.some((name) => typeof name === 'string');
  const wanted = bySerial ? statement.pages : statement.pages.filter((page) => pages.includes(page));
  const lines: StatementLine[] = [];
  const serials = new Set(names.filter((name) => typeof name === 'string'));
  for await (const page of pagesOfStatement(journal, { ...statement, pages: wanted }, readStatementLine)) {
    lines.push(...page.filter(({ page: at, serial }) => pages.includes(at) || (serial !== undefined && serials.has(serial))));
  }
  return lines;
}
