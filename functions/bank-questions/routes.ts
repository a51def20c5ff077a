import * as z from 'zod';
import { HolderAnswer, HolderBody } from '../../shared/bank-questions/holder/model.ts';
import { AnswerQuestion, QuestionReading } from '../../shared/bank-questions/question/bodies.ts';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { PageQuery, pageOf } from '../../shared/http/lists.ts';
import { HolderRequestId, InstructionId } from '../../shared/kernel/ids.ts';
import { UtcInstant } from '../../shared/kernel/time.ts';
import { holderExample } from './examples.ts';
import { Fault } from './fault.ts';

const OfQuestion = z.strictObject({
  questionId: InstructionId.describe('The `instructionId` of the question.'),
});

/** That the answer counts: the first one. */
const HolderNoted = z
  .strictObject({
    holderRequestId: HolderRequestId,
    answeredAt: UtcInstant.optional(),
    unread: z.array(Fault).optional().describe('Parts of `openedAt` that Cordon cannot read. The answer counts without them.'),
  })
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
  answerHolderRequest: {
    method: 'POST',
    path: '/v1/bank/holder-requests/{holderRequestId}/answer',
    summary: 'Say who holds the account, and which other accounts the holder has at your bank',
    tag: 'bank side',
    access: { action: 'bank-question.answer' },
    params: z.strictObject({ holderRequestId: HolderRequestId }),
    body: HolderBody,
    bodyAsTold: HolderAnswer,
    answers: { 200: HolderNoted },
    refusals: ['HOLDER_CONFLICT'],
    signed: true,
    example: holderExample,
  },
});
