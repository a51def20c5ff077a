import * as z from 'zod';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { DatedQuery, OfDistrict, PageQuery, pageOf, summarized } from '../../shared/http/lists.ts';
import { Problem } from '../../shared/http/problem-body.ts';
import { districts } from '../../shared/kernel/context.ts';
import { Day } from '../../shared/kernel/day.ts';
import { WarningId } from '../../shared/kernel/ids.ts';
import { statesFor } from '../../shared/kernel/lifecycle.ts';
import { UtcInstant } from '../../shared/kernel/time.ts';
import {
  CloseWarning,
  GiveBack,
  GradeWarning,
  MoveWarning,
  ReceiveWarning,
  RecordContact,
  WorkArea,
} from '../../shared/warnings/bodies.ts';
import { WarningFigures } from '../../shared/warnings/figures.ts';
import { ClueReceipt, WarningEntry, WarningView } from '../../shared/warnings/views.ts';
import { warningLifecycle } from '../../shared/warnings/warning-lifecycle.ts';
import { WarningGrade, WarningLevel } from '../../shared/warnings/warning-model.ts';

import { ClueBody } from './clue-body.ts';
import { clueExample, contactExample, moveExample } from './examples.ts';

/** As many clues as one request brings. */
export const MOST_CLUES = 500;

const OfWarning = z.strictObject({ warningId: WarningId });
const onWarning = { method: 'POST', tag: 'warnings', params: OfWarning, answers: { 200: WarningView } } as const;

const Clues = z.strictObject({ warnings: z.array(z.unknown()).min(1).max(MOST_CLUES) });
const CluesAsTold = z.strictObject({ warnings: z.array(ReceiveWarning).min(1).max(MOST_CLUES) }).meta({ id: 'Clues' });

const BatchAnswer = z
  .strictObject({
    taken: z.int().nonnegative(),
    refused: z.int().nonnegative(),
    outcomes: z
      .array(z.union([ClueReceipt, z.strictObject({ outcome: z.literal('refused'), problem: Problem })]))
      .describe('In the order of the request: one that is refused holds up no other.'),
  })
  .meta({ id: 'CluesTaken' });

/** What a person got: the most urgent warning of the area, or none. */
const Next = z.strictObject({ warning: WarningView.optional() }).meta({ id: 'NextWarning' });

const AreaQuery = z.strictObject({
  level: WarningLevel.optional(),
  district: z.enum(districts).optional(),
  station: WorkArea.shape.station,
});

const DeskFigures = z
  .strictObject({
    level: WarningLevel,
    ...summarized,
    overdue: z.int().nonnegative().describe('Of those that are counted, how many should have been contacted by now.'),
    postponed: z.int().nonnegative().describe('How many wait for the pause before their next contact.'),
    grades: z.partialRecord(WarningGrade, z.int().positive()),
    oldest: UtcInstant.optional().describe('When the one that waits longest was received.'),
    held: z.int().nonnegative().describe('How many you hold yourself.'),
    limit: z.int().positive().describe('The most that one person may hold.'),
    levels: z.array(WarningLevel).describe('The levels at which you may work, the nearest to the person first.'),
  })
  .meta({ id: 'WarningDesk' });

const FiguresQuery = z.strictObject({
  district: OfDistrict,
  from: Day.describe('The first day in Beijing on which the warnings were received.'),
  to: Day.describe('The last one.'),
});

const Figures = z
  .strictObject({
    ...{ from: z.string(), to: z.string(), district: z.enum([...districts, 'all']) },
    countedThrough: z.string().optional().describe('Days up to this one are counted each night; later ones are counted now.'),
    ...WarningFigures.shape,
    fraudAfterWarning: z
      .number()
      .optional()
      .describe('The share of those who were reached and were defrauded all the same, 0 to 1. Absent where none was reached.'),
    meanContactMinutes: z
      .number()
      .optional()
      .describe('The mean of the minutes from the first clue to the first contact. Absent where none was reached.'),
  })
  .meta({ id: 'WarningFigures' });

const clueRefusals = [
  'WARNING_SOURCE_UNKNOWN',
  'PHONE_FORM_UNKNOWN',
  'DISTRICT_MISSING',
  'TIME_IN_FUTURE',
  'TIME_TOO_LONG_AGO',
] as const;

export const warningRoutes = defineRoutes({
  receiveWarning: {
    method: 'POST',
    path: '/v1/warnings',
    summary: "Send a clue that a person is about to be defrauded: it begins a warning, or joins the person's open one",
    tag: 'warnings',
    access: { action: 'warning.receive' },
    body: ClueBody,
    bodyAsTold: ReceiveWarning,
    answers: { 200: ClueReceipt, 201: ClueReceipt },
    refusals: clueRefusals,
    example: clueExample,
  },
  receiveWarnings: {
    method: 'POST',
    path: '/v1/warnings/batch',
    summary: 'Send up to 500 clues; each has its own outcome, and one that cannot be taken holds up no other',
    tag: 'warnings',
    access: { action: 'warning.receive' },
    body: Clues,
    bodyAsTold: CluesAsTold,
    answers: { 200: BatchAnswer },
    refusals: [],
    example: { warnings: [clueExample] },
  },
  nextWarning: {
    method: 'POST',
    path: '/v1/warnings/next',
    summary:
      'Take the most urgent warning of your level and area in hand: no other person gets it until you give it back or the time is over',
    tag: 'warnings',
    access: { action: 'warning.work' },
    body: WorkArea,
    answers: { 200: Next },
    refusals: ['LOAD_FULL', 'AREA_MISSING'],
    example: { level: 'station', station: 'haidian-wenquan' },
  },
  listWarnings: {
    method: 'GET',
    path: '/v1/warnings',
    summary: 'List the warnings of a district or the city by the day when they were received; nothing of the persons',
    tag: 'warnings',
    access: { action: 'warning.list' },
    query: DatedQuery.extend({
      status: z.enum(['open', 'closed']).optional(),
      grade: WarningGrade.optional(),
    }),
    answers: { 200: pageOf(WarningEntry) },
    refusals: [],
  },
  listToDo: {
    method: 'GET',
    path: '/v1/warnings/to-do',
    summary: 'List the warnings that wait for a contact by people of a level and area, in the order in which they are given out',
    tag: 'warnings',
    access: { action: 'warning.work' },
    query: PageQuery.extend(AreaQuery.shape),
    answers: { 200: pageOf(WarningEntry) },
    refusals: ['AREA_MISSING'],
  },
  listHeld: {
    method: 'GET',
    path: '/v1/warnings/held',
    summary: 'List the warnings that you hold, by the end of the time',
    tag: 'warnings',
    access: { action: 'warning.work' },
    query: PageQuery,
    answers: { 200: pageOf(WarningView) },
    refusals: [],
  },
  getDesk: {
    method: 'GET',
    path: '/v1/warnings/desk',
    summary: 'Count the warnings that wait for people of a level and area: by grade, how many are overdue, how many you hold',
    tag: 'warnings',
    access: { action: 'warning.work' },
    query: AreaQuery,
    answers: { 200: DeskFigures },
    refusals: ['AREA_MISSING'],
  },
  getWarningFigures: {
    method: 'GET',
    path: '/v1/warnings/figures',
    summary:
      'Count warnings by day of receipt: outcomes, minutes to the first contact, fraud after warning, false alarms; by grade, source, station, means',
    tag: 'warnings',
    access: { action: 'warning.figures' },
    query: FiguresQuery,
    answers: { 200: Figures },
    refusals: ['RANGE_REVERSED', 'RANGE_TOO_LONG'],
  },
  getWarning: {
    method: 'GET',
    path: '/v1/warnings/{warningId}',
    summary: 'Read a warning: the person, its clues, where it stands on its ladder, its contacts',
    tag: 'warnings',
    access: { action: 'warning.read' },
    params: OfWarning,
    answers: { 200: WarningView },
    refusals: [],
  },
  takeWarning: {
    ...onWarning,
    path: '/v1/warnings/{warningId}/take',
    summary: 'Take this warning in hand',
    access: { action: 'warning.handle' },
    during: statesFor(warningLifecycle, 'take'),
    refusals: ['WARNING_STATE_FORBIDS', 'WARNING_NOT_TO_DO', 'LEASE_OF_ANOTHER', 'LOAD_FULL'],
  },
  renewLease: {
    ...onWarning,
    path: '/v1/warnings/{warningId}/renew',
    summary: 'Hold the warning for as long again',
    access: { action: 'warning.handle' },
    during: statesFor(warningLifecycle, 'renew'),
    refusals: ['WARNING_STATE_FORBIDS', 'LEASE_OF_ANOTHER', 'LEASE_LAPSED'],
  },
  giveBackWarning: {
    ...onWarning,
    path: '/v1/warnings/{warningId}/give-back',
    summary: 'Give the warning back: the next person gets it',
    access: { action: 'warning.handle' },
    during: statesFor(warningLifecycle, 'giveBack'),
    body: GiveBack,
    refusals: ['WARNING_STATE_FORBIDS', 'LEASE_OF_ANOTHER', 'LEASE_LAPSED'],
    example: { reason: '换班' },
  },
  recordContact: {
    ...onWarning,
    path: '/v1/warnings/{warningId}/contacts',
    summary: 'Record a contact with the person, or the attempt at one; where the money is gone an alarm is raised at once',
    access: { action: 'warning.handle' },
    during: statesFor(warningLifecycle, 'contact'),
    body: RecordContact,
    refusals: [
      ...(['WARNING_STATE_FORBIDS', 'LEASE_OF_ANOTHER', 'LEASE_LAPSED', 'MEANS_NOT_DUE', 'OUTCOME_NOT_OF_MEANS'] as const),
      ...(['CHECKLIST_MISSING', 'LOSS_MISSING', 'TIME_IN_FUTURE', 'TIME_BEFORE_WARNING'] as const),
    ],
    example: contactExample,
  },
  gradeWarning: {
    ...onWarning,
    path: '/v1/warnings/{warningId}/grade',
    summary: 'Set the grade of a warning by hand, with a reason',
    access: { action: 'warning.grade' },
    during: statesFor(warningLifecycle, 'grade'),
    body: GradeWarning,
    refusals: ['WARNING_STATE_FORBIDS', 'GRADE_NEEDS_REASON'],
    example: { grade: 'urgent', reason: '家属来电称事主正在银行排队汇款' },
  },
  moveWarning: {
    ...onWarning,
    path: '/v1/warnings/{warningId}/move',
    summary: 'Give the warning to another district, station, community or level; its clock goes on',
    access: { action: 'warning.move' },
    during: statesFor(warningLifecycle, 'move'),
    body: MoveWarning,
    refusals: [
      'WARNING_STATE_FORBIDS',
      'NOTHING_TO_MOVE',
      'AGENCY_UNKNOWN',
      'AGENCY_UNFIT',
      'STATION_UNKNOWN',
      'STATION_OF_OTHER_DISTRICT',
    ],
    example: moveExample,
  },
  closeWarning: {
    ...onWarning,
    path: '/v1/warnings/{warningId}/close',
    summary: 'End a warning that every level has tried in vain, with a reason',
    access: { action: 'warning.close' },
    during: statesFor(warningLifecycle, 'close'),
    body: CloseWarning,
    refusals: ['WARNING_STATE_FORBIDS', 'CLOSING_NOT_ALLOWED'],
    example: { outcome: 'not-reached', reason: '本人在境外，家属已转告' },
  },
});
