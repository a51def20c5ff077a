import * as z from 'zod';
import { HolderAnswer } from '../../shared/bank-questions/holder/model.ts';
import { AnswerQuestion, QuestionReading } from '../../shared/bank-questions/question/bodies.ts';
import { PageBody, ToldPage } from '../../shared/bank-questions/statement/bodies.ts';
import { LinesBody, ToldLines } from '../../shared/bank-questions/watch/bodies.ts';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { PageQuery, pageOf } from '../../shared/http/lists.ts';
import { HolderRequestId, InstructionId, StatementId, WatchId } from '../../shared/kernel/ids.ts';
import { UtcInstant } from '../../shared/kernel/time.ts';
import { holderExample, pageExample } from './examples.ts';

const OfQuestion = z.strictObject({
  questionId: InstructionId.describe('The `instructionId` of the question.'),
});

const OfStatement = z.strictObject({ statementId: StatementId });

/** A broken rule in input that was taken nevertheless. Never the value. */
const Fault = z.strictObject({ path: z.string().describe('JSON pointer into the body.'), rule: z.string() });

/** That a page counts. The same page again gets the same answer. */
const PageNoted = z
  .strictObject({
    statementId: StatementId,
    page: z.int().positive(),
    lines: z.int().nonnegative().describe('How many lines of the page count.'),
    unread: z
      .array(Fault)
      .describe('Parts of lines that Cordon cannot read, 200 at most. Their lines count and are shown with what can be read.'),
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

/** That the answer counts: the first one. */
const HolderNoted = z
  .strictObject({ holderRequestId: HolderRequestId, answeredAt: UtcInstant.optional() })
  .meta({ id: 'HolderNoted' });

/** What banks are asked beside the instructions of an order, and what they answer. */
export const bankQuestionRoutes = defineRoutes({
  listBankQuestions: {
    method: 'GET',
    path: '/v1/bank/questions',
    summary: 'Pull the questions that wait for the calling bank, what is due first',
    tag: 'bank side',
    access: { action: 'bank-question.list' },
    query: PageQuery,
    answers: { 200: pageOf(QuestionReading).meta({ id: 'BankQuestionPage' }) },
    refusals: [],
  },
  getBankQuestion: {
    method: 'GET',
    path: '/v1/bank/questions/{questionId}',
    summary: 'Read a question to the calling bank, as it was pushed, and where it stands',
    tag: 'bank side',
    access: { action: 'bank-question.read' },
    params: OfQuestion,
    answers: { 200: QuestionReading },
    refusals: [],
  },
  answerBankQuestion: {
    method: 'POST',
    path: '/v1/bank/questions/{questionId}/answer',
    summary: 'Say that a watch runs or is over, that you paid, or that you cannot do what is asked',
    tag: 'bank side',
    access: { action: 'bank-question.answer' },
    params: OfQuestion,
    body: AnswerQuestion,
    answers: { 200: QuestionReading },
    refusals: [
      'QUESTION_STATE_FORBIDS',
      'ANSWER_IS_ELSEWHERE',
      'PAYMENT_STATE_FORBIDS',
      'PAYMENT_CONFLICT',
      'RESULT_INCOMPLETE',
      'TIME_IN_FUTURE',
      'TIMES_OUT_OF_ORDER',
    ],
    signed: true,
    example: { outcome: 'declined', code: '0300', remark: '账户已销户' },
  },
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
  answerHolderRequest: {
    method: 'POST',
    path: '/v1/bank/holder-requests/{holderRequestId}/answer',
    summary: 'Say who holds the account, and which other accounts the holder has at your bank',
    tag: 'bank side',
    access: { action: 'bank-question.answer' },
    params: z.strictObject({ holderRequestId: HolderRequestId }),
    body: HolderAnswer,
    answers: { 200: HolderNoted },
    refusals: ['HOLDER_CONFLICT'],
    signed: true,
    example: holderExample,
  },
});
