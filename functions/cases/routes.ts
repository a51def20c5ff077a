import * as z from 'zod';
import { CaseCard, CaseView, ReadEntry, SharedCase, ShareView, TimelineEntry } from '../../shared/cases/answers.ts';
import { caseLifecycle } from '../../shared/cases/case-lifecycle.ts';
import {
  AddItem,
  CaseFiling,
  CorrectCase,
  LinkCase,
  MergeCase,
  NoteMust,
  OpenCase,
  RevokeShare,
  ShareCase,
  StationId,
  WithdrawItem,
} from '../../shared/cases/model.ts';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { DatedQuery, Mine, PageQuery, pageOf, summarized } from '../../shared/http/lists.ts';
import { AlertId, CaseId, CaseItemId, GrantId } from '../../shared/kernel/ids.ts';
import { statesFor } from '../../shared/kernel/lifecycle.ts';
import { Fen } from '../../shared/kernel/money.ts';
import {
  correctExample,
  filingExample,
  itemExample,
  linkExample,
  mergeExample,
  mustExample,
  openExample,
  revokeExample,
  shareExample,
  withdrawExample,
} from './examples.ts';

const OfCase = z.strictObject({ caseId: CaseId });

/** A case in a list: its head, since when it is open, since when it is unchanged. */
const CaseEntry = z.strictObject({
  ...CaseCard.shape,
  openSeconds: z.int().nonnegative(),
  untouchedSeconds: z.int().nonnegative(),
});

/** A case that was merged is in no list: it goes on in another. */
export const listedStatuses = ['open', 'filed'] as const;

/** The cases of a district or the city, or what other agencies share with the caller. */
const CaseQuery = DatedQuery.extend({
  shared: z.literal('with-me').optional().meta({ description: 'Instead, what other agencies share with the caller.' }),
  mine: Mine,
  status: z.enum(listedStatuses).optional(),
  station: StationId.optional(),
});

const CasesSummary = z
  .strictObject({
    ...summarized,
    statuses: z.partialRecord(z.enum(listedStatuses), z.int().positive()),
    lossFen: Fen,
    victims: z.int().nonnegative(),
  })
  .meta({ id: 'CasesSummary' });

/** The common parts of every command on a case. */
const onCase = { method: 'POST', tag: 'cases', params: OfCase, ifMatch: true } as const;

export const caseRoutes = defineRoutes({
  openCase: {
    method: 'POST',
    path: '/v1/cases',
    summary: 'Open a case file, with the alerts that belong to it',
    tag: 'cases',
    access: { action: 'case.open' },
    body: OpenCase,
    answers: { 201: CaseView },
    refusals: ['CASE_ITEM_UNKNOWN', 'ALERT_IN_OTHER_CASE', 'STATION_UNKNOWN', 'STATION_OF_OTHER_DISTRICT'],
    example: openExample,
  },
  listCases: {
    method: 'GET',
    path: '/v1/cases',
    summary:
      'List the cases of a district or the city, newest first, over all months; or, with `shared=with-me`, what other agencies share with the caller',
    tag: 'cases',
    access: { action: 'case.list' },
    query: CaseQuery,
    answers: { 200: pageOf(z.union([CaseEntry, SharedCase])) },
    refusals: ['NOT_FOUND'],
  },
  getCasesSummary: {
    method: 'GET',
    path: '/v1/cases/summary',
    summary: 'How many cases the list has, by status, with their losses',
    tag: 'cases',
    access: { action: 'case.list' },
    query: CaseQuery.omit({ limit: true, cursor: true, sort: true, shared: true }),
    answers: { 200: CasesSummary },
    refusals: ['NOT_FOUND'],
  },
  getCase: {
    method: 'GET',
    path: '/v1/cases/{caseId}',
    summary: 'Read a case as far as the caller may see it; a look by another agency is recorded',
    tag: 'cases',
    access: { action: 'case.read' },
    params: OfCase,
    answers: { 200: CaseView },
    refusals: ['BUSY'],
  },
  fileCase: {
    ...onCase,
    path: '/v1/cases/{caseId}/file',
    summary: 'Note that the case is filed; from then on the accounts of its orders may be frozen',
    access: { action: 'case.file' },
    during: statesFor(caseLifecycle, 'file'),
    body: CaseFiling,
    answers: { 200: CaseView },
    refusals: [
      'CASE_ALREADY_FILED',
      'CASE_NUMBER_TAKEN',
      'TIME_IN_FUTURE',
      'TIME_BEFORE_ALARM',
      'TIME_TOO_LONG_AGO',
      'CASE_STATE_FORBIDS',
    ],
    example: filingExample,
  },
  addCaseItem: {
    ...onCase,
    path: '/v1/cases/{caseId}/items',
    summary: 'Add an alert, a freeze request, a person, a loss or a piece of evidence',
    access: { action: 'case.work' },
    during: statesFor(caseLifecycle, 'joinAlert', 'addPerson', 'addLoss', 'addEvidence'),
    body: AddItem,
    answers: {
      200: CaseView,
      /** `itemId` is the id of a new person, loss or piece of evidence. */
      201: z.strictObject({ ...CaseView.shape, itemId: CaseItemId.optional() }),
    },
    refusals: ['CASE_ITEM_UNKNOWN', 'ALERT_IN_OTHER_CASE', 'TIME_IN_FUTURE', 'CASE_FULL', 'CASE_STATE_FORBIDS'],
    example: itemExample,
  },
  correctCase: {
    ...onCase,
    path: '/v1/cases/{caseId}/correct',
    summary: 'Correct its title, kind of fraud, summary or station; a station that already counts the filing stays',
    access: { action: 'case.work' },
    during: statesFor(caseLifecycle, 'correct'),
    body: CorrectCase,
    answers: { 200: CaseView },
    refusals: [
      'STATION_COUNTED',
      'FILED_AS_OTHER_CASE',
      'RANKING_PUBLISHED',
      'STATION_UNKNOWN',
      'STATION_OF_OTHER_DISTRICT',
      'CASE_STATE_FORBIDS',
    ],
    example: correctExample,
  },
  withdrawCaseItem: {
    ...onCase,
    path: '/v1/cases/{caseId}/items/{itemId}/withdraw',
    summary: 'Withdraw a wrong alert, person, loss or piece of evidence; the history keeps it',
    access: { action: 'case.work' },
    during: statesFor(caseLifecycle, 'withdrawItem', 'partAlert'),
    params: z.strictObject({ caseId: CaseId, itemId: z.union([CaseItemId, AlertId]) }),
    body: WithdrawItem,
    answers: { 200: CaseView },
    refusals: ['CASE_ITEM_IN_USE', 'FREEZE_RESTS_ON_FILING', 'TOO_MANY_STOPS', 'CASE_STATE_FORBIDS'],
    example: withdrawExample,
  },
  noteMust: {
    ...onCase,
    path: '/v1/cases/{caseId}/musts',
    summary: 'Note one of the three musts as done: information taken, scene examined, money traced',
    access: { action: 'case.work' },
    during: statesFor(caseLifecycle, 'noteMust'),
    body: NoteMust,
    answers: { 200: CaseView },
    refusals: ['MUST_DONE_BEFORE', 'TIME_IN_FUTURE', 'CASE_STATE_FORBIDS'],
    example: mustExample,
  },
  shareCase: {
    ...onCase,
    path: '/v1/cases/{caseId}/shares',
    summary: 'Share parts of the case with another agency, for a purpose and until a date',
    access: { action: 'case.share' },
    during: statesFor(caseLifecycle, 'share'),
    body: ShareCase,
    answers: {
      /** An identical share is in force already. */
      200: ShareView,
      201: ShareView,
    },
    refusals: [
      'SHARE_WITH_OWN_AGENCY',
      'SHARE_END_IN_PAST',
      'SHARE_TOO_LONG',
      'AGENCY_UNKNOWN',
      'AGENCY_UNFIT',
      'ROLE_UNFIT',
      'CASE_FULL',
      'CASE_STATE_FORBIDS',
    ],
    example: shareExample,
  },
  revokeShare: {
    ...onCase,
    path: '/v1/cases/{caseId}/shares/{grantId}/revoke',
    summary: 'End a share, at once',
    access: { action: 'case.share' },
    during: statesFor(caseLifecycle, 'revokeShare'),
    params: z.strictObject({ caseId: CaseId, grantId: GrantId }),
    body: RevokeShare,
    answers: { 200: ShareView },
    refusals: ['CASE_STATE_FORBIDS'],
    example: revokeExample,
  },
  mergeCase: {
    ...onCase,
    path: '/v1/cases/{caseId}/merge',
    summary: 'Merge the case into another; its id leads to the other from now on, and its shares end',
    access: { action: 'case.merge' },
    during: statesFor(caseLifecycle, 'merge'),
    body: MergeCase,
    answers: { 200: CaseView },
    refusals: ['CASE_ITEM_UNKNOWN', 'CASE_WITH_ITSELF', 'CASE_FULL', 'CASE_RETURNS_MONEY', 'CASE_STATE_FORBIDS'],
    example: mergeExample,
  },
  linkCase: {
    ...onCase,
    path: '/v1/cases/{caseId}/link',
    summary: 'Link the case with a related case',
    access: { action: 'case.work' },
    during: statesFor(caseLifecycle, 'link'),
    body: LinkCase,
    answers: { 200: CaseView },
    refusals: ['CASE_ITEM_UNKNOWN', 'CASE_WITH_ITSELF', 'CASE_FULL', 'CASE_STATE_FORBIDS'],
    example: linkExample,
  },
  getCaseTimeline: {
    method: 'GET',
    path: '/v1/cases/{caseId}/timeline',
    summary: 'See what happened in the case, its alerts, freeze requests and orders, in the order of time',
    tag: 'cases',
    access: { action: 'case.read' },
    params: OfCase,
    query: PageQuery,
    answers: { 200: pageOf(TimelineEntry) },
    refusals: ['BUSY'],
  },
  listCaseReads: {
    method: 'GET',
    path: '/v1/cases/{caseId}/reads',
    summary: 'See which agencies looked at the case, at what, on what ground',
    tag: 'cases',
    access: { action: 'case.reads' },
    params: OfCase,
    query: PageQuery,
    answers: { 200: pageOf(ReadEntry) },
    refusals: [],
  },
});
