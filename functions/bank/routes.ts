import * as z from 'zod';
import { NotTaken, RaiseAlert } from '../../shared/alerts/model.ts';
import { Bank, RegisterBank } from '../../shared/banks/model.ts';
import { BankReading } from '../../shared/freezes/answers.ts';
import { BankReceipt, BankResult, TellOutflows } from '../../shared/freezes/model.ts';
import { orderStatuses } from '../../shared/freezes/order-status.ts';
import { lineCuts } from '../../shared/freezes/outflows/model.ts';
import { TimeDoubt } from '../../shared/freezes/time-doubt.ts';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { PageQuery, pageOf } from '../../shared/http/lists.ts';
import { AgencyId, AlertId, BankOrderId, InstructionId } from '../../shared/kernel/ids.ts';
import { UtcInstant } from '../../shared/kernel/time.ts';
import { ReportBody } from '../lib/alarm-body.ts';
import { OutflowsBody, ResultBody } from './bank-body.ts';

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

const OfOrder = z.strictObject({ orderId: BankOrderId });
const OfBank = z.strictObject({ bankId: AgencyId });

/** A bank as a caller may see it: everyone the name, the police the duty phone, itself and the city's administrator all of it. */
const BankView = z
  .strictObject({
    ...Bank.partial().shape,
    bankId: AgencyId,
    name: z.string(),
    ignoredKeys: z
      .array(z.strictObject({ key: z.int(), rule: z.string() }))
      .optional()
      .describe(
        'After a registration: the keys of the set that are passed over, by their place, and what each would have to be.',
      ),
  })
  .meta({ id: 'Bank' });
export type BankView = z.input<typeof BankView>;

/** What a bank is told after its receipt or result: that it counted, and where the order stands. */
const Noted = z
  .strictObject({
    orderId: BankOrderId,
    instructionId: InstructionId.describe('The instruction that the receipt or result was taken for.'),
    state: z.enum(orderStatuses),
    receivedAt: UtcInstant.optional().describe('The time of your receipt of the instruction that counts: the first.'),
    answeredAt: UtcInstant.optional(),
    timeDoubt: TimeDoubt.optional().describe(
      'The moment that you named (`said`) is in doubt: it cannot be, or differs from the one that you said first. `countedFrom` counts instead. Check your clock.',
    ),
  })
  .meta({ id: 'AnswerNoted' });

export type AnswerNoted = z.input<typeof Noted>;

/** A rule that something broke which was taken all the same. Never the value. */
const Fault = z.strictObject({ path: z.string().describe('JSON pointer into the body.'), rule: z.string() });

/** What became of each line of the outflows. */
const LineNoted = z
  .strictObject({
    path: z.string(),
    outcome: z
      .enum(['taken', 'known', 'kept', 'not-kept'])
      .describe(
        '`taken`: followed at once. `known`: it was told before. `kept`: shown to the officers, but not followed; `reason` says why, `faults` what to put right: then tell it again. `not-kept`: the order has no room for it.',
      ),
    reason: z.enum(lineCuts).optional(),
    faults: z.array(Fault),
  })
  .meta({ id: 'OutflowNoted' });
export type LineNoted = z.input<typeof LineNoted>;

const lines = z
  .array(LineNoted)
  .describe('The lines of the outflows, one by one; of more than 200 lines only those that are not followed, 200 at most.');
const notKept = z.int().positive().describe('So many lines found no room: telephone the officer.');
const ResultNoted = z
  .strictObject({
    ...Noted.shape,
    expiresAt: UtcInstant.optional().describe(
      'The end of the term that counts now. Where you named a later one than the lawful, that is a dispute.',
    ),
    outflows: lines.optional(),
    outflowsNotKept: notKept.optional(),
    unread: z.array(Fault).optional().describe('What else of the result could not be read. It is kept, and counts for nothing.'),
  })
  .meta({ id: 'ResultNoted' });
export type ResultNoted = z.input<typeof ResultNoted>;
const OutflowsNoted = z
  .strictObject({ ...Noted.shape, outflows: lines, outflowsNotKept: notKept.optional(), unread: z.array(Fault).optional() })
  .meta({ id: 'OutflowsNoted' });
export type OutflowsNoted = z.input<typeof OutflowsNoted>;

const ReportTaken = z
  .strictObject({
    ...{ alertId: AlertId, reference: z.string(), receivedAt: UtcInstant },
    notTaken: z
      .array(NotTaken.omit({ asSent: true }))
      .optional()
      .describe(
        'What of the report could not be taken, and which rule it breaks. It is kept for the police; the alert runs without it.',
      ),
  })
  .meta({ id: 'ReportTaken' });
const BankReport = RaiseAlert.omit({ source: true }).meta({ id: 'BankReport' });

/** What the function `BankOrders` serves. */
export const bankOrderRoutes = defineRoutes({
  getBankOrder: {
    method: 'GET',
    path: '/v1/bank/orders/{orderId}',
    summary: 'Read an instruction of one order to the calling bank, as it was pushed, and where it stands',
    tag: 'bank side',
    access: { action: 'bank-order.read' },
    params: OfOrder,
    query: z.strictObject({
      instructionId: InstructionId.optional().describe('An instruction of the order; without it, the last one.'),
    }),
    answers: { 200: BankReading },
    refusals: ['INSTRUCTION_UNKNOWN'],
  },
  acknowledgeReceipt: {
    method: 'POST',
    path: '/v1/bank/orders/{orderId}/receipt',
    summary: 'Say that the order arrived; this does not stop the clock',
    tag: 'bank side',
    access: { action: 'bank-order.answer' },
    params: OfOrder,
    body: BankReceipt,
    answers: { 200: Noted },
    refusals: ['ORDER_STATE_FORBIDS', 'INSTRUCTION_NOT_NAMED', 'INSTRUCTION_UNKNOWN'],
    signed: true,
    example: { receivedAt: '2026-11-22T09:33:05+08:00' },
  },
  recordResult: {
    method: 'POST',
    path: '/v1/bank/orders/{orderId}/result',
    summary: 'Give the business result of the instruction; this stops the clock',
    tag: 'bank side',
    access: { action: 'bank-order.answer' },
    params: OfOrder,
    body: ResultBody,
    bodyAsTold: BankResult,
    answers: { 200: ResultNoted },
    refusals: [
      'ORDER_STATE_FORBIDS',
      'INSTRUCTION_NOT_NAMED',
      'INSTRUCTION_UNKNOWN',
      'INSTRUCTION_REPLACED',
      'RESULT_CONFLICT',
      'RESULT_INCOMPLETE',
      'TERM_EXPIRED',
    ],
    signed: true,
    example: {
      code: '1200',
      effectiveAt: '2026-11-22T09:34:12+08:00',
      balanceBeforeFen: 12_000_000,
      stoppedFen: 12_000_000,
      outflows: [
        {
          bankId: 'yanjing',
          accountName: '刘某',
          accountNumber: '6200000000000000002',
          accountKind: 'personal',
          amountFen: 8_000_000,
          at: '2026-11-22T09:29:40+08:00',
          serial: 'TX202611220929400007',
        },
      ],
    },
  },
  tellOutflows: {
    method: 'POST',
    path: '/v1/bank/orders/{orderId}/outflows',
    summary: 'Tell where more of the money went, at any time; each line counts once',
    tag: 'bank side',
    access: { action: 'bank-order.answer' },
    params: OfOrder,
    body: OutflowsBody,
    bodyAsTold: TellOutflows,
    answers: { 200: OutflowsNoted },
    refusals: ['ORDER_STATE_FORBIDS', 'TOO_MANY_OUTFLOWS'],
    signed: true,
    example: {
      outflows: [
        {
          bankId: 'yanjing',
          accountName: '刘某',
          accountNumber: '6200000000000000002',
          accountKind: 'personal',
          amountFen: 3_000_000,
          at: '2026-11-22T09:31:05+08:00',
        },
        { means: 'cash', amountFen: 2_000_000, at: '2026-11-22T09:33:40+08:00', place: 'ATM 0107, Haidian branch' },
      ],
    },
  },
});

/** What the function `Bank` serves. */
export const bankDirectoryRoutes = defineRoutes({
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
    summary: 'Register a bank, or replace what is registered of it',
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

/** All that concerns banks and their orders, but what they pull and test. */
export const bankRoutes = { ...bankOrderRoutes, ...bankDirectoryRoutes };
