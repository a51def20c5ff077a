import * as z from 'zod';
import { TestScenario } from '../../bank-tests/scenario-names.ts';
import { type ResultClass, resultCodes } from '../../freezes/bank-answer/result-codes.ts';
import { BankAnswer } from '../../freezes/order/stop-order.ts';
import { BankOrderId, InstructionId } from '../../kernel/ids.ts';
import { prose } from '../../kernel/people.ts';
import { Instant, UtcInstant } from '../../kernel/time.ts';
import {
  AskedAccount,
  Authority,
  payBack,
  protect,
  questionStatuses,
  statement,
  unprotect,
  watch,
  watchEnd,
  whoseAccount,
} from './model.ts';

/** The members of every question to a bank. It says nothing of the victim. */
const frame = {
  instructionId: InstructionId.describe('Which question this is. One that comes again has the same.'),
  orderId: BankOrderId.optional().describe(
    'The order that the question belongs to: it was to your bank. Of a test: `tst_…`. Absent with `protect` and `unprotect`, which belong to none.',
  ),
  test: TestScenario.optional().describe('Of a test: its scenario.'),
  ...AskedAccount.shape,
  issuedAt: UtcInstant,
  dueAt: UtcInstant.describe('Until when the answer is due.'),
  authority: Authority,
};

/** What the bank does with the members that only one form has. */
const told = {
  statementId: statement.statementId.describe('Send the pages to `POST /v1/bank/statements/{statementId}/lines`.'),
  from: statement.from.describe('The first moment of the period.'),
  to: statement.to.describe('The last moment of the period.'),
  holderRequestId: whoseAccount.holderRequestId.describe('Answer at `POST /v1/bank/holder-requests/{holderRequestId}/answer`.'),
  watchId: watch.watchId.describe(
    'Tell each new line at once to `POST /v1/bank/watches/{watchId}/lines`, or, at its end, no more.',
  ),
  paymentId: payBack.paymentId.describe('The key of the payment: under it you pay once, however often you are asked.'),
  fen: payBack.fen.describe('The sum to pay out of the frozen account.'),
  payTo: payBack.payTo.describe("The payee's own account, or that of an agent whose authority the police recorded."),
  protectionId: protect.protectionId.describe('The key of the measure: under it you hold one, however often you are asked.'),
  measure: protect.measure.describe(
    '`no-outgoing`: nothing goes out · `day-limit`: no more than `limitFen` a day. Money still comes in.',
  ),
  limitFen: protect.limitFen.describe("The most that goes out a day, of your bank's day."),
  protectedUntil: protect.until.describe('The measure ends by itself then. Asked again with a later end: it goes on until then.'),
  until: watch.until.describe('The watch ends by itself then, unless you are told of an earlier end.'),
};
const { statementId, from, to, holderRequestId, watchId, until, paymentId, fen, payTo, protectionId, measure, limitFen } = told;

/** The question in each of its forms, with members that a reading has beside. */
function forms<Extra extends z.ZodRawShape>(extra: Extra) {
  return z.discriminatedUnion('instruction', [
    z.strictObject({ ...statement, statementId, from, to, ...frame, ...extra }),
    z.strictObject({ ...whoseAccount, holderRequestId, ...frame, ...extra }),
    z.strictObject({ ...watch, watchId, until, ...frame, ...extra }),
    z.strictObject({ ...watchEnd, watchId, ...frame, ...extra }),
    z.strictObject({ ...payBack, paymentId, fen, payTo, ...frame, ...extra }),
    z.strictObject({ ...protect, protectionId, measure, limitFen, until: told.protectedUntil, ...frame, ...extra }),
    z.strictObject({ ...unprotect, protectionId, ...frame, ...extra }),
  ]);
}

/** What a bank is pushed, and reads. */
export const AskedOfBank = forms({}).meta({ id: 'BankQuestion' });
export type AskedOfBank = z.infer<typeof AskedOfBank>;

/** What a bank reads: the question just as it was pushed, and where it stands. */
export const QuestionReading = forms({
  state: z
    .enum(questionStatuses)
    .describe(
      '`open`: you have to act · `answered` · `declined`: you said that you cannot · `withdrawn`: you need not act any more.',
    ),
  endedAt: UtcInstant.optional().describe('Since when it is not open any more.'),
}).meta({ id: 'BankQuestionReading' });
export type QuestionReading = z.infer<typeof QuestionReading>;

/** By codes of these classes a bank says that it did something, whole or in part: they decline nothing. */
const doneClasses: readonly ResultClass[] = ['stopped', 'partly'];

/** A bank says that it did what was asked, or why it cannot. */
export const AnswerQuestion = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z
      .literal('done')
      .describe(
        'For `watch` and `watch-end`: the watch runs, or is over. For `return`: you paid. For `protect` and `unprotect`: you did it.',
      ),
    paidAt: Instant.optional().describe('When you paid; required for `return`.'),
  }),
  z.strictObject({
    outcome: z.literal('declined'),
    code: BankAnswer.shape.code
      .refine((code) => !doneClasses.includes(resultCodes[code].class), 'must be a code that says why not')
      .refine(
        (code) => resultCodes[code].class !== 'retry',
        'must be an answer: codes 1100 and 1101 say that the bank cannot be reached',
      )
      .describe('Why you cannot: `0300` no such account, `1000` not supported, and so on.'),
    remark: prose(500).optional(),
  }),
]);
export type AnswerQuestion = z.infer<typeof AnswerQuestion>;
