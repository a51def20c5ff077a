import * as z from 'zod';
import { AlertView } from '../../shared/alerts/answers.ts';
import { CaseView } from '../../shared/cases/answers.ts';
import { KnownCase } from '../../shared/cases/known-case.ts';
import { CaseAlert } from '../../shared/cases/model.ts';
import { Consultation } from '../../shared/consultations/consultation.ts';
import { BoardOrder } from '../../shared/freezes/board.ts';
import { orderMarks } from '../../shared/freezes/order/standing.ts';
import { AccountGraph } from '../../shared/freezes/trace/account-graph.ts';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { Mine, OfDistrict, PageQuery, pageOf, WidePageQuery } from '../../shared/http/lists.ts';
import { AgencyId, AlertId, CaseId } from '../../shared/kernel/ids.ts';
import { Fen } from '../../shared/kernel/money.ts';
import { Instant, UtcInstant } from '../../shared/kernel/time.ts';
import { ListedCaseEntry } from '../../shared/listed-cases/answers.ts';
import { OrdersSoFar } from '../lookups/orders-so-far.ts';

/** The names of the agencies in an answer, by their ids. */
const Names = z
  .record(z.string(), z.string())
  .describe('The names of the agencies in this answer, by their ids, as far as they are registered.');

/** How many orders need an eye, by the reason; reasons without an order are absent. */
const Marks = z.partialRecord(z.enum(orderMarks), z.int().positive());

/** The orders of a district or the city that need an eye. */
const AttentionQuery = PageQuery.extend({
  district: OfDistrict,
  mark: z.enum(orderMarks).optional().meta({ description: 'Only orders with this mark.' }),
  bank: AgencyId.optional().meta({ description: 'Only orders at this bank.' }),
  mine: Mine,
  dueBefore: Instant.optional().meta({ description: 'Only where an officer must act before this moment (`neededAt`).' }),
});

/** An order in that list, with the alarm that it belongs to. */
const AttentionOrder = z
  .strictObject({
    ...BoardOrder.shape,
    alertId: AlertId,
    alertReference: z.string().optional().describe('What people call the alarm on the phone.'),
    neededAt: UtcInstant.describe('By when an officer must act: the end of its term, or else of the 30 minutes.'),
  })
  .meta({ id: 'AttentionOrder' });

/** How many of them there are. */
const AttentionSummary = z
  .strictObject({
    total: z.int().nonnegative(),
    marks: Marks,
    heldFen: Fen.describe('What banks hold of these orders now.'),
    overdue: z.int().nonnegative().describe('Those whose moment (`neededAt`) is over.'),
    more: z.boolean().describe('There are more than are counted here: a thousand of each district.'),
  })
  .meta({ id: 'AttentionSummary' });

/** How the orders of an alarm stand together, over all pages. */
const Standing = z.strictObject({
  ...OrdersSoFar.shape,
  tracedFen: Fen.describe("The victim's money that the trace brings into accounts of the first tier."),
  marks: Marks,
});

/** The board of an alarm (案件看板): the alarm, how its orders stand, and a page of them, tier by tier. */
const AlertBoard = z
  .strictObject({
    alert: AlertView,
    agencyNames: Names,
    case: KnownCase.optional().describe('The case that the alarm belongs to, if it is one of the caller.'),
    standing: Standing,
    items: z.array(BoardOrder),
    next: z.string().optional(),
  })
  .meta({ id: 'AlertBoard' });

/** An alarm of a case with the standing of its orders. */
const CaseAlarm = z.strictObject({ ...CaseAlert.shape, orders: OrdersSoFar.optional() });

/** A consultation on the case in which the caller's agency takes part. */
const CaseConsultation = z
  .strictObject({
    ...Consultation.pick({ consultationId: true, reference: true, kind: true, title: true, convenedAt: true, touchedAt: true })
      .shape,
    state: Consultation.shape.status,
    convener: AgencyId,
    openSeconds: z.int().nonnegative().describe('How long it has been open; 0 once it is over.'),
    untouchedSeconds: z.int().nonnegative().describe('Since when no party has changed it.'),
    overdue: z.boolean().describe('Something there has run out and waits for a person.'),
  })
  .meta({ id: 'CaseConsultation' });

/** A case with what stands around it: one read for the first page that a reader opens. */
const CaseOverview = z
  .strictObject({
    case: CaseView,
    agencyNames: Names,
    stationName: z.string().optional(),
    alarms: z
      .array(CaseAlarm)
      .optional()
      .describe('With the part `alerts`, newest first; how their orders stand with the part `money`.'),
    listing: ListedCaseEntry.optional().describe('The listing of the case that is suggested, proposed or in force.'),
    consultations: z
      .array(CaseConsultation)
      .describe("The consultations on the case in which the caller's agency takes part, the newest first: 25 at most."),
    moreConsultations: z.literal(true).optional().describe('There are more of them.'),
  })
  .meta({ id: 'CaseOverview' });

const CaseFundGraph = z
  .strictObject({
    ...AccountGraph.shape,
    alarms: z
      .array(
        z.strictObject({ alarm: z.int().positive(), ...CaseAlert.pick({ alertId: true, reference: true, lossFen: true }).shape }),
      )
      .optional()
      .describe('The alarms by their numbers in this graph, with the part `alerts`.'),
    ordersLeftOut: z.int().nonnegative().describe('Orders beyond the first thousand, which the graph does not show.'),
  })
  .meta({ id: 'CaseFundGraph' });

const OfCase = z.strictObject({ caseId: CaseId });

export const boardRoutes = defineRoutes({
  listOrders: {
    method: 'GET',
    path: '/v1/orders',
    summary:
      'The orders that need an eye, the overdue first: sent back, silent, in dispute, on the telephone, near the end of a term',
    tag: 'boards',
    access: { action: 'order.list' },
    query: AttentionQuery,
    answers: { 200: pageOf(AttentionOrder) },
    refusals: [],
  },
  getOrdersSummary: {
    method: 'GET',
    path: '/v1/orders/summary',
    summary: 'How many orders need an eye, by the reason',
    tag: 'boards',
    access: { action: 'order.list' },
    query: AttentionQuery.omit({ limit: true, cursor: true }),
    answers: { 200: AttentionSummary },
    refusals: [],
  },
  getAlertBoard: {
    method: 'GET',
    path: '/v1/alerts/{alertId}/board',
    summary: 'Everything of an alarm on one page: its orders of all tiers with their clocks, and what an officer must do',
    tag: 'boards',
    access: { action: 'alert.read' },
    params: z.strictObject({ alertId: AlertId }),
    query: WidePageQuery,
    answers: { 200: AlertBoard },
    refusals: [],
  },
  getCaseOverview: {
    method: 'GET',
    path: '/v1/cases/{caseId}/overview',
    summary:
      'A case as far as the caller may see it, with names, the standing of its alarms, its listing, and your consultations on it; a look is recorded',
    tag: 'boards',
    access: { action: 'case.read' },
    params: OfCase,
    answers: { 200: CaseOverview },
    refusals: ['BUSY'],
  },
  getCaseFundGraph: {
    method: 'GET',
    path: '/v1/cases/{caseId}/fund-graph',
    summary: 'The way of the money by account, over all alarms of the case, for readers of the part `money`; a look is recorded',
    tag: 'boards',
    access: { action: 'case.read' },
    params: OfCase,
    answers: { 200: CaseFundGraph },
    refusals: ['BUSY'],
  },
});
