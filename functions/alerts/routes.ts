import * as z from 'zod';
import { Alert, AlertGrade, RaiseAlert } from '../../shared/alerts/model.ts';
import { victimMarks } from '../../shared/alerts/victim.ts';
import { KnownCase } from '../../shared/cases/known-case.ts';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { MonthQuery, pageOf } from '../../shared/http/lists.ts';
import { AlertId } from '../../shared/kernel/ids.ts';
import { AlarmBody } from '../lookups/alarm-body.ts';
import { OrdersSoFar } from '../lookups/orders-so-far.ts';

/** What an index holds of an alert. */
export const AlertCard = z.object(
  Alert.pick({
    alertId: true,
    reference: true,
    grade: true,
    district: true,
    receivedAt: true,
    slaDueAt: true,
    fraudType: true,
    lossFen: true,
  }).shape,
);

/** The grade of an alarm says how grave it is (风险等级); the grade of a source, elsewhere, how sure it is: two words for two things. */
const riskGrade = AlertGrade.describe('How grave the alarm is, 1 the gravest. `grade` is its older name.');

/** An alert as the police see it. */
export const AlertView = z.strictObject({ ...Alert.shape, riskGrade });

/** An alert in a list: what it is, how long it has been open, and how its orders stand. */
const AlertEntry = z
  .strictObject({ ...AlertCard.shape, riskGrade, openSeconds: z.int().nonnegative(), orders: OrdersSoFar })
  .meta({ id: 'AlertEntry' });

/** Another alarm of the victim, or only that there is one, if the caller may not see it. */
const KnownVictim = z
  .union([
    z.strictObject({
      ...Alert.pick({ alertId: true, reference: true, district: true }).shape,
      by: z.array(z.enum(victimMarks)).describe('Which data of the victim are the same.'),
      case: KnownCase.optional().describe('The case that the other alarm belongs to, if the caller may read it.'),
    }),
    z.strictObject({
      elsewhere: z.literal(true).describe('The victim is known from alarms that the caller may not see.'),
    }),
  ])
  .meta({ id: 'KnownVictim' });
export type KnownVictim = z.input<typeof KnownVictim>;

const AlertRaised = z
  .strictObject({
    ...AlertView.shape,
    known: z
      .array(KnownVictim)
      .describe('Other alarms with the same victim, by identity number or phone: their cases may be related.'),
  })
  .meta({ id: 'AlertRaised' });

export const alertRoutes = defineRoutes({
  raiseAlert: {
    method: 'POST',
    path: '/v1/alerts',
    summary: 'Raise an alarm; the 30 minutes run from `receivedAt`',
    tag: 'alerts',
    access: { action: 'alert.raise' },
    body: AlarmBody,
    bodyAsTold: RaiseAlert,
    answers: { 200: AlertRaised, 201: AlertRaised },
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
    summary: "List a district's alerts of a month, newest first",
    tag: 'alerts',
    access: { action: 'alert.list' },
    query: MonthQuery,
    answers: { 200: pageOf(AlertEntry) },
    refusals: [],
  },
});
