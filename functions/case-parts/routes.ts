import * as z from 'zod';
import { Statement, StatementLine, statementStatuses } from '../../shared/bank-questions/statement/model.ts';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { PageQuery, pageOf, WidePageQuery } from '../../shared/http/lists.ts';
import { CaseId, StatementId } from '../../shared/kernel/ids.ts';
import { ObjectionEntry } from '../../shared/objections/views.ts';
import { ReturnPayment } from '../../shared/returns/payment/payment-model.ts';
import { ReturnRoundEntry } from '../../shared/returns/views.ts';

/** A statement of a case (账户交易明细), as far as the part `money` shows it: not who asked for it, and why. */
export const SharedStatement = z
  .strictObject({
    ...Statement.pick({ statementId: true, orderId: true, bankId: true, from: true, to: true, requestedAt: true }).shape,
    ...Statement.pick({ lines: true, unreadLines: true, completedAt: true, check: true }).shape,
    state: z.enum(statementStatuses),
    pages: z.int().nonnegative().describe('How many pages came.'),
  })
  .meta({ id: 'CaseStatement' });

/** A line of it. */
export const SharedLine = z
  .strictObject({
    ...StatementLine.omit({ unread: true, counterparty: true, remark: true }).shape,
    counterparty: StatementLine.shape.counterparty.describe('Its name and number only with the part `persons`.'),
    remark: StatementLine.shape.remark.describe('Only with the part `persons`.'),
  })
  .meta({ id: 'CaseStatementLine' });

/** A payment back (返还划拨), without its payee. */
export const SharedPayment = z
  .strictObject({
    ...ReturnPayment.pick({ paymentId: true, returnId: true, orderId: true, bankId: true, fen: true, status: true }).shape,
    ...ReturnPayment.pick({ overdue: true, orderedAt: true, dueAt: true, paidAt: true, endedAt: true }).shape,
  })
  .meta({ id: 'CaseReturnPayment' });

const OfCase = z.strictObject({ caseId: CaseId });

/** The common parts of every read here: the decider of the part is the case, as it is shared. */
const ofCase = { method: 'GET', tag: 'boards', access: { action: 'case.read' }, params: OfCase, refusals: ['BUSY'] } as const;

export const casePartRoutes = defineRoutes({
  listCaseStatements: {
    ...ofCase,
    path: '/v1/cases/{caseId}/statements',
    summary: 'The statements of accounts of a case, in the order of time, for readers of the part `money`; a look is recorded',
    query: PageQuery,
    answers: { 200: pageOf(SharedStatement) },
  },
  listCaseStatementLines: {
    ...ofCase,
    path: '/v1/cases/{caseId}/statements/{statementId}/lines',
    summary:
      'The lines of a statement of the case, for readers of the part `money`, the other side with `persons`; a look is recorded',
    params: OfCase.extend({ statementId: StatementId }),
    query: WidePageQuery,
    answers: { 200: pageOf(SharedLine) },
    refusals: ['BUSY', 'CASE_ITEM_UNKNOWN'],
  },
  listCaseReturnRounds: {
    ...ofCase,
    path: '/v1/cases/{caseId}/return-rounds',
    summary:
      'The rounds of return of a case, with the figures of their plans, for readers of the part `money`; a look is recorded',
    query: PageQuery,
    answers: { 200: pageOf(ReturnRoundEntry) },
  },
  listCaseReturnPayments: {
    ...ofCase,
    path: '/v1/cases/{caseId}/return-payments',
    summary: 'The payments back of a case, without their payees, for readers of the part `money`; a look is recorded',
    query: PageQuery,
    answers: { 200: pageOf(SharedPayment) },
  },
  listCaseObjections: {
    ...ofCase,
    path: '/v1/cases/{caseId}/objections',
    summary:
      'The objections to the orders of a case, without the persons, for readers of the part `objections`; a look is recorded',
    query: PageQuery,
    answers: { 200: pageOf(ObjectionEntry) },
  },
});
