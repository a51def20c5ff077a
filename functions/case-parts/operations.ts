import type * as z from 'zod';
import { statementsOfAlarmKey } from '../../shared/bank-questions/keys.ts';
import type { Statement, StatementLine } from '../../shared/bank-questions/statement/model.ts';
import { Statements } from '../../shared/bank-questions/streams.ts';
import type { LookedAt } from '../../shared/cases/case-reads.ts';
import { type Case, type CasePart, idsOfCase } from '../../shared/cases/model.ts';
import { partsVisible } from '../../shared/cases/visibility.ts';
import type { Rejection } from '../../shared/http/api-request.ts';
import { carryOut } from '../../shared/http/carry-out.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Journal, StoredAnswer } from '../../shared/journal/journal.ts';
import { loadAll } from '../../shared/journal/load-all.ts';
import { idOfStream, type StreamType } from '../../shared/journal/stream.ts';
import { type Fact, refuse } from '../../shared/kernel/decision.ts';
import { defined } from '../../shared/kernel/defined.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { objectionsOfAlarmKey } from '../../shared/objections/keys.ts';
import { Objections } from '../../shared/objections/streams.ts';
import { ObjectionCard, objectionEntry } from '../../shared/objections/views.ts';
import { paymentsOfKey, roundsOfKey } from '../../shared/returns/keys.ts';
import type { ReturnPayment } from '../../shared/returns/payment/payment-model.ts';
import { ReturnPayments, ReturnRounds } from '../../shared/returns/streams.ts';
import { roundEntry } from '../../shared/returns/views.ts';
import { looked } from '../lookups/case-looks.ts';
import { type CaseCall, caseOf } from '../lookups/opened-case.ts';
import { linesFrom, readMembers } from '../lookups/statement-pages.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { pageOfPartitions } from '../platform/partitions-page.ts';
import { type Next, placeOf } from '../platform/place.ts';
import type { casePartRoutes, SharedLine, SharedPayment, SharedStatement } from './routes.ts';

/** A request for a page of a part of a case. */
interface PartCall<Item> extends CaseCall {
  readonly query: { readonly limit: number; readonly cursor?: string | undefined };
  answer(status: 200, page: { readonly items: Item[]; readonly next?: string }): StoredAnswer;
}

/** What a reader of the case sees, and at which moment. */
interface Looking {
  readonly fraudCase: Case;
  readonly parts: readonly CasePart[];
  readonly now: string;
}

interface PartPage<Item> {
  readonly kind: 'page';
  readonly items: readonly Item[];
  readonly next: Next;
}

type ReadPart<C, Item> = (request: C, looking: Looking, tools: ApiTools) => Promise<PartPage<Item> | Rejection>;

/**
 * The read of what other contexts keep for a case, for its own police and for agencies that share this part of it. A look by another
 * agency is recorded before that agency gets the answer; it changes nothing there.
 */
function partOf<C extends PartCall<Item>, Item>(part: CasePart, what: SharedLook, read: ReadPart<C, Item>) {
  return async (request: C, tools: ApiTools): Promise<StoredAnswer | Rejection> =>
    carryOut(request, tools.journal, async () => {
      const found = await caseOf(request, tools.journal);
      if (found.kind === 'refusal') return found;
      const { fraudCase, context } = found;
      const parts = partsVisible(fraudCase, context.actor, context.now);
      if (!parts.includes(part)) return refuse('ACTION_NOT_ALLOWED');
      const page = await read(request, { fraudCase, parts, now: context.now }, tools);
      if (page.kind === 'refusal') return page;
      return looked(tools.journal, found, what, context, request.answer(200, { items: [...page.items], ...page.next }));
    });
}

type SharedLook = Extract<LookedAt, 'money-back' | 'objections' | 'statement'>;

/** A page of the things of a kind that stand in these partitions of the index `file` or `listing`, in one order. */
async function pageOfThings<State, F extends Fact, Item>(
  request: PartCall<Item>,
  tools: ApiTools,
  type: StreamType<State, F>,
  { index, pks, show }: { index: 'file' | 'listing'; pks: readonly string[]; show: (state: State) => Item },
): Promise<PartPage<Item> | Rejection> {
  const page = await pageOfPartitions(request, tools, { index, pks });
  if (page.kind === 'refusal') return page;
  const loaded = await loadAll(
    tools.journal,
    type,
    page.cards.map(({ stream }) => idOfStream(stream)),
  );
  const items = loaded.flatMap(({ state }) => (state === undefined ? [] : [show(state)]));
  return { kind: 'page', items, next: page.next };
}

/** As many rounds of a case have their payments listed: each is opened when the one before is over. */
const MOST_ROUNDS = 100;

async function roundIdsOf(journal: Journal, fraudCase: Case): Promise<readonly string[]> {
  const pages = await Promise.all(
    idsOfCase(fraudCase).map((caseId) => journal.find({ index: 'file', pk: roundsOfKey(caseId), limit: MOST_ROUNDS })),
  );
  return pages.flatMap(({ cards }) => cards.map(({ stream }) => idOfStream(stream)));
}

function sharedStatement({ status: state, pages, ...statement }: Statement): z.input<typeof SharedStatement> {
  const { statementId, orderId, bankId, from, to, requestedAt, lines, unreadLines, completedAt, check } = statement;
  return {
    ...{ statementId, orderId, bankId, from, to, requestedAt, state, pages: pages.length, lines, unreadLines },
    ...defined({ completedAt, check }),
  };
}

/** Whose account is on the other side, and what was written, are data of persons. */
function sharedLine(line: StatementLine, seesPersons: boolean): z.input<typeof SharedLine> {
  const { unread: _, remark, counterparty, ...shown } = line;
  const bankId = counterparty?.bankId;
  if (seesPersons) return { ...shown, ...defined({ remark, counterparty }) };
  return { ...shown, ...(bankId === undefined ? {} : { counterparty: { bankId } }) };
}

/** Without the payee, and without what holds a share. */
function sharedPayment(payment: ReturnPayment): z.input<typeof SharedPayment> {
  const { paymentId, returnId, orderId, bankId, fen, status, overdue, orderedAt, dueAt, paidAt, endedAt } = payment;
  return {
    ...{ paymentId, returnId, orderId, bankId, fen, status, overdue },
    ...defined({ orderedAt, dueAt, paidAt, endedAt }),
  };
}

/** The way of the money back, and the objections, of a case: read-only, for the police of the case and for agencies that share them. */
export const casePartOperations: Operations<typeof casePartRoutes, ApiTools> = {
  listCaseStatements: partOf('money', 'money-back', (request: PartCall<z.input<typeof SharedStatement>>, { fraudCase }, tools) =>
    pageOfThings(request, tools, Statements, {
      ...{ index: 'listing', pks: fraudCase.alerts.map(({ alertId }) => statementsOfAlarmKey(alertId)) },
      show: sharedStatement,
    }),
  ),

  listCaseStatementLines: partOf('money', 'statement', linesOfCase),

  listCaseReturnRounds: partOf('money', 'money-back', (request: PartCall<ReturnType<typeof roundEntry>>, { fraudCase }, tools) =>
    pageOfThings(request, tools, ReturnRounds, {
      ...{ index: 'file', pks: idsOfCase(fraudCase).map(roundsOfKey) },
      show: roundEntry,
    }),
  ),

  listCaseReturnPayments: partOf(
    'money',
    'money-back',
    async (request: PartCall<z.input<typeof SharedPayment>>, { fraudCase }, tools) => {
      const rounds = await roundIdsOf(tools.journal, fraudCase);
      return pageOfThings(request, tools, ReturnPayments, {
        ...{ index: 'file', pks: rounds.map(paymentsOfKey) },
        show: sharedPayment,
      });
    },
  ),

  listCaseObjections: partOf(
    'objections',
    'objections',
    (request: PartCall<ReturnType<typeof objectionEntry>>, { fraudCase, now }, tools) =>
      pageOfThings(request, tools, Objections, {
        ...{ index: 'file', pks: fraudCase.alerts.map(({ alertId }) => objectionsOfAlarmKey(alertId)) },
        show: (objection) => objectionEntry(parseTolerantly(ObjectionCard, Objections.index(objection).card), now, 'reviewer'),
      }),
  ),
};

/** The lines of one statement of the case, page by page. */
async function linesOfCase(
  request: PartCall<z.input<typeof SharedLine>> & { readonly params: { readonly statementId: string } },
  { fraudCase, parts }: Looking,
  tools: ApiTools,
): Promise<PartPage<z.input<typeof SharedLine>> | Rejection> {
  const { journal } = tools;
  const { statementId } = request.params;
  const { state } = await journal.load(Statements, statementId);
  if (state === undefined || !fraudCase.alerts.some(({ alertId }) => alertId === state.alertId))
    return refuse('CASE_ITEM_UNKNOWN', { paths: ['/statementId'] });
  const place = await placeOf(request, tools, { statementId });
  if (place.kind === 'refusal') return place;
  const after = { page: Number(place.after?.['page'] ?? 1), line: Number(place.after?.['line'] ?? 0) };
  const { items, last } = await linesFrom(journal, state, readMembers, { after, limit: request.query.limit });
  const next = place.next(last && { page: String(last.page), line: String(last.line) });
  return { kind: 'page', items: items.map((line) => sharedLine(line, parts.includes('persons'))), next };
}
