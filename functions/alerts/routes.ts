import * as z from 'zod';
import { AlertView, ListedAlert } from '../../shared/alerts/answers.ts';
import { RaiseAlert } from '../../shared/alerts/bodies.ts';
import { AlertGrade, alertStatuses } from '../../shared/alerts/model.ts';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { DatedQuery, Mine, pageOf, summarized } from '../../shared/http/lists.ts';
import { AlertId } from '../../shared/kernel/ids.ts';
import { Fen } from '../../shared/kernel/money.ts';
import { AlarmBody } from '../lookups/alarm-body.ts';
import { OrdersSoFar } from '../lookups/orders-so-far.ts';
import { AlertWithKnown } from './known-victim.ts';
import { putRightRoutes } from './put-right-routes.ts';

/** An alert in a list: what it is, how long it has been open, and how its orders stand. */
const AlertEntry = z
  .strictObject({ ...ListedAlert.shape, openSeconds: z.int().nonnegative(), orders: OrdersSoFar })
  .meta({ id: 'AlertEntry' });

const AlertsQuery = DatedQuery.extend({
  mine: Mine.meta({ description: 'Only those that your own agency took, also for another district.' }),
  status: z.enum(alertStatuses).optional(),
  grade: z.enum(['1', '2', '3', '4']).optional(),
});

const AlertsSummary = z
  .strictObject({
    ...summarized,
    statuses: z.partialRecord(z.enum(alertStatuses), z.int().positive()),
    grades: z.partialRecord(AlertGrade, z.int().positive()),
    lossFen: Fen.describe('The losses that the open ones report.'),
  })
  .meta({ id: 'AlertsSummary' });

export const alertRoutes = defineRoutes({
  raiseAlert: {
    method: 'POST',
    path: '/v1/alerts',
    summary: 'Raise an alarm; the 30 minutes run from `receivedAt`',
    tag: 'alerts',
    access: { action: 'alert.raise' },
    body: AlarmBody,
    bodyAsTold: RaiseAlert,
    answers: { 200: AlertWithKnown, 201: AlertWithKnown },
    refusals: ['TIME_IN_FUTURE', 'TIME_TOO_LONG_AGO', 'SOURCE_REF_USED'],
    example: {
      source: 'victim-report',
      sourceRef: '110-20261122-000381',
      receivedAt: '2026-11-22T09:30:00+08:00',
      district: 'haidian',
      victim: { name: '王某', idNumber: '110108196501010000', phone: '13800000000' },
      fraudType: '冒充公检法',
      lossFen: 45_540_000,
      summary: 'Told to move savings to a safe account; three transfers within ten minutes.',
    },
  },
  getAlert: {
    method: 'GET',
    path: '/v1/alerts/{alertId}',
    summary: 'Read an alert',
    tag: 'alerts',
    access: { action: 'alert.read' },
    params: z.strictObject({ alertId: AlertId }),
    answers: { 200: AlertView },
    refusals: [],
  },
  listAlerts: {
    method: 'GET',
    path: '/v1/alerts',
    summary: 'List the alerts of a district or the city, newest first, over all months',
    tag: 'alerts',
    access: { action: 'alert.list' },
    query: AlertsQuery,
    answers: { 200: pageOf(AlertEntry) },
    refusals: [],
  },
  getAlertsSummary: {
    method: 'GET',
    path: '/v1/alerts/summary',
    summary: 'How many alerts the list has: by status and grade, and their losses',
    tag: 'alerts',
    access: { action: 'alert.list' },
    query: AlertsQuery.omit({ limit: true, cursor: true, sort: true }),
    answers: { 200: AlertsSummary },
    refusals: [],
  },
  ...putRightRoutes,
});
