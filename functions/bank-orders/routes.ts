import * as z from 'zod';
import { BankReading } from '../../shared/freezes/answers.ts';
import { lineCuts } from '../../shared/freezes/bank-answer/outflows/model.ts';
import { TimeDoubt } from '../../shared/freezes/bank-answer/time-doubt.ts';
import { BankReceipt, BankResult, TellOutflows } from '../../shared/freezes/model.ts';
import { orderStatuses } from '../../shared/freezes/order/order-status.ts';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { BankOrderId, InstructionId } from '../../shared/kernel/ids.ts';
import { UtcInstant } from '../../shared/kernel/time.ts';
import { OutflowsBody, ResultBody } from './bank-body.ts';

const OfOrder = z.strictObject({ orderId: BankOrderId });

/** The answer to a bank's receipt or result: that it counted, and the state of the order. */
const Noted = z
  .strictObject({
    orderId: BankOrderId,
    instructionId: InstructionId.describe('The instruction that the receipt or result counts for.'),
    state: z.enum(orderStatuses),
    receivedAt: UtcInstant.optional().describe('The time of your receipt of the instruction that counts: the first.'),
    answeredAt: UtcInstant.optional(),
    timeDoubt: TimeDoubt.optional().describe(
      'The moment that you named (`said`) is in doubt: it is impossible, or differs from the one that you said first. `countedFrom` counts instead. Check your clock.',
    ),
  })
  .meta({ id: 'AnswerNoted' });

export type AnswerNoted = z.input<typeof Noted>;

/** A broken rule in input that was taken nevertheless. Never the value. */
const Fault = z.strictObject({ path: z.string().describe('JSON pointer into the body.'), rule: z.string() });

/** The outcome of each line of the outflows. */
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
const notKept = z.int().positive().describe('How many lines found no room: telephone the officer.');
const ResultNoted = z
  .strictObject({
    ...Noted.shape,
    expiresAt: UtcInstant.optional().describe(
      'The end of the term that counts now. If you named one later than the lawful end, that is a dispute.',
    ),
    outflows: lines.optional(),
    outflowsNotKept: notKept.optional(),
    unread: z
      .array(Fault)
      .optional()
      .describe('The other unreadable members of the result. Cordon keeps them, and they count for nothing.'),
  })
  .meta({ id: 'ResultNoted' });
export type ResultNoted = z.input<typeof ResultNoted>;
const OutflowsNoted = z
  .strictObject({ ...Noted.shape, outflows: lines, outflowsNotKept: notKept.optional(), unread: z.array(Fault).optional() })
  .meta({ id: 'OutflowsNoted' });
export type OutflowsNoted = z.input<typeof OutflowsNoted>;

/**
 * What banks read and answer. They see the state of an instruction, and not that of the order, so their routes say no states (`during`).
 */
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
