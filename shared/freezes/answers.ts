import * as z from 'zod';
import { districts } from '../kernel/context.ts';
import { AgencyId, AlertId, FreezeRequestId, OrderId } from '../kernel/ids.ts';
import { Fen } from '../kernel/money.ts';
import { Officer } from '../kernel/people.ts';
import { UtcInstant } from '../kernel/time.ts';
import { accountKinds } from './account-fields.ts';
import { Contact, InstructionKind } from './instructions.ts';
import { Rung } from './ladder.ts';
import { AccountToStop, FreezeRequest, OrderDocument, OrderPlan, Transfer } from './model.ts';
import { orderStatuses } from './order-status.ts';
import { OutflowLine, outflowMeans } from './outflows/model.ts';
import { ResultCode } from './result-codes.ts';
import { BankNote, Dispute, PendingInstruction, StopOrder, TraceEdge } from './stop-order.ts';

/** What the police see of a stop order: all eight clocks, the state, the money, and the ladder so far. */
export const OrderView = z.strictObject({
  orderId: OrderId,
  requestId: FreezeRequestId,
  alertId: AlertId,
  bankId: AgencyId,
  district: z.enum(districts),
  agency: AgencyId,
  state: z.enum(orderStatuses),
  tier: z.int().positive(),
  urgency: z.enum(['normal', 'urgent']),
  reason: z.string(),
  officers: z.array(Officer),
  account: AccountToStop,
  t0: UtcInstant.describe('T0: the alarm; the 30 minutes run from here.'),
  t1: UtcInstant.describe('T1: requested by the officers.'),
  t2: UtcInstant.optional().describe('T2: first put to the bank.'),
  t3: UtcInstant.optional().describe('T3: received by the bank, as it says.'),
  t4: UtcInstant.optional().describe('T4: answered by the bank; this stops the clock.'),
  t5: UtcInstant.optional().describe('T5: the stop took effect, as the bank says; the 48 hours run from here.'),
  t6: UtcInstant.optional().describe('T6: the case was filed.'),
  t7: UtcInstant.optional().describe('T7: the freeze took effect, as the bank says; its months run from here.'),
  dueAt: UtcInstant.describe('Until when the bank is to answer: T0 and 30 minutes.'),
  breached: z.boolean().describe("Whether the 30 minutes passed without the bank's result."),
  late: z.boolean().describe("Whether the bank's result came after the 30 minutes."),
  tracedFen: Fen,
  stoppedFen: Fen,
  balanceBeforeFen: Fen.optional(),
  resultCode: ResultCode.optional(),
  ladder: z.array(z.strictObject({ rung: Rung, at: UtcInstant })),
  delivery: StopOrder.shape.delivery,
  retries: z.int().nonnegative(),
  pending: PendingInstruction.optional(),
  disputes: z
    .array(Dispute.omit({ hash: true }))
    .describe('Results that contradict the one before, with all that they say otherwise.'),
  expiresAt: UtcInstant.optional(),
  extensions: z.int().nonnegative(),
  documents: z.array(OrderDocument),
  notes: z.array(BankNote).describe('What the bank said beside its answers: remarks, and what of an answer could not be read.'),
  outflows: z.array(OutflowLine),
  edges: z.array(TraceEdge),
  ancestors: z.array(OrderId),
  corrects: OrderId.optional(),
  correctedBy: OrderId.optional(),
  waitsFor: OrderId.optional(),
});
export type OrderView = z.infer<typeof OrderView>;

/** The authority under which a bank is told to act: who orders it, on what ground. */
const Authority = z.strictObject({
  agency: AgencyId,
  district: z.enum(districts),
  officers: z.array(Officer),
  requestId: FreezeRequestId,
  reason: z.string(),
  /** Of the filed case, for a freeze: its number, that of the filing decision, and who answers day and night. */
  caseNumber: z.string().optional(),
  decisionNumber: z.string().optional(),
  contact: Contact.optional(),
});

/** What a bank is pushed, and pulls: one instruction on one account. Nothing of the victim is in it. */
export const BankInstruction = z.strictObject({
  orderId: OrderId,
  instruction: InstructionKind,
  tier: z.int().positive().describe('1: the victim paid into this account; 2 and more: the money came on from another bank.'),
  urgency: z.enum(['normal', 'urgent']),
  accountName: z.string(),
  accountNumber: z.string(),
  accountKind: z.enum(accountKinds),
  transfer: Transfer,
  issuedAt: UtcInstant,
  dueAt: UtcInstant.describe(
    'Until when the answer is due. The clock of a stop is that of the alarm, also on tier 2 and beyond: it may have passed already.',
  ),
  termMonths: z.int().positive().optional().describe('Freeze and renewal: for how many months.'),
  amountFen: Fen.optional().describe('Freeze: the sum to freeze; absent: the whole account.'),
  authority: Authority,
  documents: z.array(OrderDocument),
});
export type BankInstruction = z.infer<typeof BankInstruction>;

/** A freeze request as the police see it. */
export const RequestView = z.strictObject({
  ...FreezeRequest.shape,
  orders: z.array(
    z.strictObject({
      orderId: OrderId,
      bankId: AgencyId,
      dueAt: OrderPlan.shape.dueAt,
      tier: z.int().positive(),
      tracedFen: Fen,
    }),
  ),
});
export type RequestView = z.infer<typeof RequestView>;

/** The way of the money through the orders of one alert (资金流向图). */
export const FundGraph = z.strictObject({
  nodes: z.array(
    z.strictObject({
      orderId: OrderId,
      bankId: AgencyId,
      tier: z.int().positive(),
      state: z.enum(orderStatuses),
      tracedFen: Fen,
      stoppedFen: Fen,
    }),
  ),
  edges: z.array(
    z.strictObject({
      from: OrderId,
      to: OrderId.optional(),
      how: TraceEdge.shape.how,
      cut: TraceEdge.shape.cut,
      means: z.enum(outflowMeans).describe('How the money left. All but `account` lead to nothing that a bank could stop.'),
      tracedFen: Fen,
      amountFen: Fen.optional().describe('Absent where the bank did not say, or not so that it could be read.'),
      at: UtcInstant.optional().describe('As `amountFen`.'),
    }),
  ),
});
export type FundGraph = z.infer<typeof FundGraph>;
