import * as z from 'zod';
import { RaiseAlert } from '../../shared/alerts/bodies.ts';
import { NotTaken } from '../../shared/alerts/model.ts';
import { Bank, RegisterBank } from '../../shared/banks/model.ts';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { PageQuery, pageOf } from '../../shared/http/lists.ts';
import { AgencyId, AlertId } from '../../shared/kernel/ids.ts';
import { UtcInstant } from '../../shared/kernel/time.ts';
import { ReportBody } from '../lookups/alarm-body.ts';

/** An example for the document; the person in it is made up. */
const reportExample = {
  sourceRef: 'JH-20261122-0007',
  receivedAt: '2026-11-22T09:30:00+08:00',
  district: 'haidian',
  victim: { name: '王某', idNumber: '110108196501010000', phone: '13800000000' },
  fraudType: '冒充客服',
  lossFen: 1_200_000,
  summary: 'Customer called from the branch: two transfers to an unknown account.',
};

const OfBank = z.strictObject({ bankId: AgencyId });

/** A bank as a caller may see it: every caller the name, the police the duty phone, itself and the city's administrator all of it. */
const BankView = z
  .strictObject({
    ...Bank.partial().shape,
    bankId: AgencyId,
    name: z.string(),
    ignoredKeys: z
      .array(z.strictObject({ key: z.int(), rule: z.string() }))
      .optional()
      .describe(
        'After a registration: the keys of the set that Cordon passes over, by their place, and what each would have to be.',
      ),
  })
  .meta({ id: 'Bank' });
export type BankView = z.input<typeof BankView>;

const ReportTaken = z
  .strictObject({
    ...{ alertId: AlertId, reference: z.string(), receivedAt: UtcInstant },
    notTaken: z
      .array(NotTaken.omit({ asSent: true }))
      .optional()
      .describe(
        'The parts of the report that Cordon could not take, with the rule that each breaks. It keeps them for the police; the alert runs without them.',
      ),
  })
  .meta({ id: 'ReportTaken' });
const BankReport = RaiseAlert.omit({ source: true }).meta({ id: 'BankReport' });

export const bankRoutes = defineRoutes({
  reportFraud: {
    method: 'POST',
    path: '/v1/bank/reports',
    summary: "Report a fraud on one of the bank's customers; it becomes an alert",
    tag: 'bank side',
    access: { action: 'bank.report' },
    body: ReportBody,
    bodyAsTold: BankReport,
    answers: { 200: ReportTaken, 201: ReportTaken },
    refusals: ['TIME_IN_FUTURE', 'TIME_TOO_LONG_AGO', 'SOURCE_REF_USED'],
    signed: true,
    example: reportExample,
  },
  listBanks: {
    method: 'GET',
    path: '/v1/banks',
    summary: 'List the banks that can be reached',
    tag: 'banks',
    access: { action: 'bank.list' },
    query: PageQuery,
    answers: { 200: pageOf(BankView) },
    refusals: [],
  },
  getBank: {
    method: 'GET',
    path: '/v1/banks/{bankId}',
    summary: 'Read a bank',
    tag: 'banks',
    access: { action: 'bank.read' },
    params: OfBank,
    answers: { 200: BankView },
    refusals: [],
  },
  registerBank: {
    method: 'PUT',
    path: '/v1/banks/{bankId}',
    summary: 'Register a bank, or replace its registration',
    tag: 'banks',
    access: { action: 'bank.register' },
    params: OfBank,
    body: RegisterBank,
    answers: { 200: BankView, 201: BankView },
    refusals: ['ENDPOINT_NOT_ALLOWED', 'KEY_SET_INVALID', 'AGENCY_ID_TAKEN', 'BANK_MODE_NOT_YOURS'],
    signed: true,
    ifMatch: true,
    example: { name: '京华银行', endpoint: 'https://stop.jinghua.example/cordon', dutyPhone: '010-66000001' },
  },
});
