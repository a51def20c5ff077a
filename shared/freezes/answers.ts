import * as z from 'zod';
import { districts } from '../kernel/context.ts';
import { AgencyId, AlertId, FreezeRequestId, OrderId } from '../kernel/ids.ts';
import { Fen } from '../kernel/money.ts';
import { Officer } from '../kernel/people.ts';
import { UtcInstant } from '../kernel/time.ts';
import { Contact, InstructionKind } from './instructions.ts';
import { Rung } from './ladder.ts';
import { AccountToStop, accountKinds, FreezeRequest, OrderDocument, OrderPlan, Outflow, Transfer } from './model.ts';
import { orderStatuses } from './order-status.ts';
import { resultCodeList } from './result-codes.ts';
import { PendingInstruction, StopOrder, TraceEdge } from './stop-order.ts';

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
  /** T0: the alarm. */
  t0: UtcInstant,
  /** T1: requested. */
  t1: UtcInstant,
  /** T2: first put to the bank. */
  t2: UtcInstant.optional(),
  /** T3: received by the bank. */
  t3: UtcInstant.optional(),
  /** T4: answered by the bank. */
  t4: UtcInstant.optional(),
  /** T5: the stop took effect. */
  t5: UtcInstant.optional(),
  /** T6: the case was filed. */
  t6: UtcInstant.optional(),
  /** T7: the freeze took effect. */
  t7: UtcInstant.optional(),
  dueAt: UtcInstant,
  /** Whether the 30 minutes passed without the bank's result. */
  breached: z.boolean(),
  /** Whether the bank's result came after the 30 minutes. */
  late: z.boolean(),
  tracedFen: Fen,
  stoppedFen: Fen,
  balanceBeforeFen: Fen.optional(),
  resultCode: z.enum(resultCodeList).optional(),
  ladder: z.array(z.strictObject({ rung: Rung, at: UtcInstant })),
  delivery: StopOrder.shape.delivery,
  retries: z.int().nonnegative(),
  pending: PendingInstruction.optional(),
  expiresAt: UtcInstant.optional(),
  extensions: z.int().nonnegative(),
  documents: z.array(OrderDocument),
  outflows: z.array(Outflow),
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
  tier: z.int().positive(),
  urgency: z.enum(['normal', 'urgent']),
  accountName: z.string(),
  accountNumber: z.string(),
  accountKind: z.enum(accountKinds),
  transfer: Transfer,
  issuedAt: UtcInstant,
  dueAt: UtcInstant,
  /** Freeze and renewal: the term; absent sum: the whole account. */
  termMonths: z.int().positive().optional(),
  amountFen: Fen.optional(),
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
      tracedFen: Fen,
      amountFen: Fen,
      at: UtcInstant,
    }),
  ),
});
export type FundGraph = z.infer<typeof FundGraph>;
