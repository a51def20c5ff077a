import { thingOfOrder } from '../../shared/bank-questions/kind.ts';
import { MAX_PAGE_BYTES, type StatementLine } from '../../shared/bank-questions/statement/model.ts';
import { takePage } from '../../shared/bank-questions/statement/take-page.ts';
import { BankQuestions, contestedPageId, pageId, StatementPages, Statements } from '../../shared/bank-questions/streams.ts';
import type { ApiRequest, Operation } from '../../shared/http/api-request.ts';
import { carryOut } from '../../shared/http/carry-out.ts';
import { planFrom } from '../../shared/journal/transact.ts';
import { hashOf } from '../../shared/kernel/canonical.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { defined } from '../../shared/kernel/defined.ts';
import { orOfTest, tellOfTest } from '../bank-questions/of-test.ts';
import { signedOf } from '../bank-questions/signed-of.ts';
import { type ReadOutlet, readOutlet } from '../lookups/read-outlet.ts';
import { readStatementLine } from '../lookups/statement-lines.ts';
import { linesOfBody } from '../lookups/statement-pages.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import type { bankLineRoutes } from './routes.ts';

type TellPage = (typeof bankLineRoutes)['tellStatementPage'];

/** So many faults are answered. */
const MAX_NOTED = 200;

/** The bank of the account tells a page of a statement: kept as it came, and read from that. */
export const tellStatementPage = orOfTest<ApiRequest<TellPage>>(tellReal, tellTest);

async function tellReal(request: ApiRequest<TellPage>, { journal }: ApiTools): ReturnType<Operation<TellPage, ApiTools>> {
  const { statementId } = request.params;
  const { page, last } = request.body;
  const { bytes } = request.sent;
  const asked = await journal.load(Statements, statementId);
  if (asked.state === undefined) return refuse('NOT_FOUND');
  const { instructionId } = asked.state;
  const access = request.allowed(thingOfOrder(asked.state));
  if (access.kind === 'refusal') return access;
  if (bytes.byteLength > MAX_PAGE_BYTES) return refuse('BODY_TOO_LARGE', { maxBytes: MAX_PAGE_BYTES });
  const signed = await signedOf(request, journal, asked.state, MAX_PAGE_BYTES);
  if (signed.kind === 'refusal') return signed;
  const { signature } = request.sent;
  const lines = linesOfBody(request.body, readStatementLine);
  const outlet = readOutlet(request.body.openedAt);
  const sent = {
    ...{ page, last, lines: lines.length, unreadLines: lines.filter(({ unread }) => unread !== undefined).length },
    ...(outlet.openedAt === undefined ? {} : { openedAt: outlet.openedAt }),
    ...{ hash: hashOf(request.body), body: Buffer.from(bytes).toString('utf8') },
    // without the bytes that it signs: they are the body
    ...(signed.signature === undefined || signature === undefined ? {} : { signature }),
  };
  return carryOut(request, journal, async () => {
    const [statement, kept, question] = await Promise.all([
      journal.load(Statements, statementId),
      journal.load(StatementPages, pageId(statementId, page)),
      journal.load(BankQuestions, instructionId),
    ]);
    if (statement.state === undefined) return refuse('NOT_FOUND');
    const known = { kept: kept.state, question: question.state };
    const decision = takePage(statement.state, sent, known, request.context());
    const isOther = kept.state !== undefined && kept.state.hash !== sent.hash;
    const place = isOther ? await journal.load(StatementPages, contestedPageId(statementId, page, sent.hash)) : kept;
    return planFrom(decision, [statement, place, question], () =>
      request.answer(200, { statementId, page, lines: lines.length, unread: faultsOf(lines, outlet) }),
    );
  });
}

/** Of a test the sums are kept, and nothing of the other side. */
function tellTest(request: ApiRequest<TellPage>, tools: ApiTools): ReturnType<Operation<TellPage, ApiTools>> {
  const { statementId } = request.params;
  const { page, last } = request.body;
  const lines = linesOfBody(request.body, readStatementLine);
  const told = {
    ...{ word: 'page' as const, page, last, hash: hashOf(request.body) },
    lines: lines.map(({ line, direction, amountFen, balanceFen }) => ({
      page,
      line,
      ...defined({ direction, amountFen, balanceFen }),
    })),
    unread: lines.filter(({ unread }) => unread !== undefined).length,
  };
  return tellOfTest(request, tools, { id: statementId, told, most: MAX_PAGE_BYTES }, () =>
    request.answer(200, {
      ...{ statementId, page, lines: lines.length },
      unread: faultsOf(lines, readOutlet(request.body.openedAt)),
    }),
  );
}

/** What cannot be read of an outlet, and of the lines. */
function faultsOf(lines: readonly StatementLine[], outlet: ReadOutlet) {
  const ofLines = lines.flatMap(({ line, unread }) =>
    (unread?.faults ?? []).map(({ path, rule }) => ({ path: `/lines/${line - 1}${path}`, rule })),
  );
  return [...(outlet.unread?.faults ?? []), ...ofLines].slice(0, MAX_NOTED);
}
