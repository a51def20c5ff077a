import * as z from 'zod';
import { TestScenario } from '../bank-tests/scenario-names.ts';
import { districts } from '../kernel/context.ts';
import { AgencyId, AlertId, BankOrderId, FreezeRequestId, InstructionId, OrderId } from '../kernel/ids.ts';
import { Fen } from '../kernel/money.ts';
import { Officer } from '../kernel/people.ts';
import { UtcInstant } from '../kernel/time.ts';
import { OpeningOutlet } from '../outlets/outlet-model.ts';
import { accountKinds } from './account/account-fields.ts';
import { AnswerByPhone } from './bank-answer/evidence.ts';
import { OutflowLine, outflowMeans } from './bank-answer/outflows/model.ts';
import { ResultCode } from './bank-answer/result-codes.ts';
import { FreezeRequest, OrderDocument, OrderedAccount, OrderPlan, stopScopes } from './model.ts';
import { bankChecks } from './order/bank-checks.ts';
import { instructionStates } from './order/given-instruction.ts';
import { Approval, Contact, InstructionKind, phoneAttemptOutcomes, RightGround } from './order/instruction-kinds.ts';
import { Rung } from './order/ladder.ts';
import { orderStatuses } from './order/order-status.ts';
import { waitsForWhich } from './order/standing.ts';
import {
  BankNote,
  Contradiction,
  Dispute,
  OrderTimeDoubt,
  PendingInstruction,
  StopOrder,
  TraceEdge,
} from './order/stop-order.ts';
import { TransactionTarget, Transfer } from './transfer.ts';

/** What an agency whose order waits in line sees of the agency that holds the account: its id and its duty phone. */
export const Holder = z.strictObject({
  agency: AgencyId,
  name: z.string().optional(),
  dutyPhone: z.string().optional().describe('The contact that the freeze names, or else the one in the register of agencies.'),
});
export type Holder = z.infer<typeof Holder>;

/** An instruction of an order in one line: what Cordon told the bank and when, and what the bank said. */
export const InstructionLine = z
  .strictObject({
    instructionId: InstructionId,
    instruction: InstructionKind,
    issuedAt: UtcInstant,
    dueAt: UtcInstant.describe("Until when the bank's answer is due."),
    state: z
      .enum(instructionStates)
      .describe(
        '`open`: the bank has to act and to answer · `answered` · `replaced`: another instruction took its place before the bank had answered · `expired`: the term that it was about has ended; a result is still taken.',
      ),
    code: ResultCode.optional().describe("The bank's last result of it."),
    receivedAt: UtcInstant.optional().describe("The bank's receipt of it, as the bank says."),
    answeredAt: UtcInstant.optional().describe('When that result came.'),
    channel: z.literal('phone').optional().describe('The bank gave it by telephone, and officers entered it.'),
  })
  .meta({ id: 'InstructionLine' });
export type InstructionLine = z.infer<typeof InstructionLine>;

/** The eight clocks of an order by what they mean; `t0` to `t7` are the same, as the field numbers them. */
const OrderClocks = z
  .strictObject({
    alarmAt: UtcInstant,
    requestedAt: UtcInstant,
    sentAt: UtcInstant.optional(),
    receivedByBankAt: UtcInstant.optional(),
    answeredAt: UtcInstant.optional(),
    stopEffectiveAt: UtcInstant.optional(),
    filedAt: UtcInstant.optional(),
    freezeEffectiveAt: UtcInstant.optional(),
  })
  .describe('T0 to T7 by their meaning: `alarmAt` is `t0`, and so on in order.');

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
  account: OrderedAccount.describe('With `scope`, also where the request did not say it and it is the account.'),
  foreignCurrency: z
    .literal(true)
    .optional()
    .describe('Money came in another currency: it is in no sum of fen, and not in `tracedFen`.'),
  clocks: OrderClocks,
  transfers: z
    .array(Transfer)
    .describe('All transfers that brought the money there: the one that the order was opened for, and those that joined it.'),
  t0: UtcInstant.describe('T0: the alarm; the 30 minutes run from here.'),
  t1: UtcInstant.describe('T1: requested by the officers.'),
  t2: UtcInstant.optional().describe('T2: first put to the bank.'),
  t3: UtcInstant.optional().describe('T3: received by the bank, as it says.'),
  t4: UtcInstant.optional().describe('T4: answered by the bank; this stops the clock.'),
  t5: UtcInstant.optional().describe('T5: the stop took effect, as the bank says; the 48 hours run from here.'),
  t6: UtcInstant.optional().describe('T6: the case was filed.'),
  t7: UtcInstant.optional().describe('T7: the freeze took effect, as the bank says; its months run from here.'),
  dueAt: UtcInstant.describe('Until when the bank is to answer: T0 and 30 minutes.'),
  breached: z.boolean().describe('Whether the 30 minutes passed without the result of a bank that was asked within them.'),
  breachedNotByBank: z
    .boolean()
    .describe('Whether the 30 minutes were over, or an officer had to put the request right, before the bank was asked.'),
  waitsOn: z
    .enum(waitsForWhich)
    .optional()
    .describe(
      'The party whose act the order waits for: the bank (an answer), or an officer (the next step). Absent: it waits for neither.',
    ),
  late: z.boolean().describe("Whether the bank's result came after the 30 minutes."),
  tracedFen: Fen,
  stoppedFen: Fen.describe('What the bank stopped; later changes do not count.'),
  heldFen: Fen.describe('What the bank holds now.'),
  balanceBeforeFen: Fen.optional(),
  resultCode: ResultCode.optional(),
  answeredByPhone: AnswerByPhone.shape.call.optional().describe('The call in which the bank gave its result of the stop.'),
  ladder: z.array(z.strictObject({ rung: Rung, at: UtcInstant })),
  delivery: StopOrder.shape.delivery.omit({ channel: true, messageId: true }),
  retries: z.int().nonnegative(),
  pending: PendingInstruction.optional(),
  instructions: z.array(InstructionLine).describe('Every instruction that the bank was given, oldest first.'),
  disputes: z
    .array(Dispute.omit({ hash: true }))
    .describe('Results that contradict an earlier one, with all that they say differently; the first 20.'),
  disputesNotKept: z.int().nonnegative().describe('How many more results contradicted an earlier one than the order keeps.'),
  expiresAt: UtcInstant.optional(),
  extensions: z.int().nonnegative(),
  documents: z.array(OrderDocument),
  notes: z.array(BankNote).describe('What the bank said beside its answers: remarks, and the unreadable parts of an answer.'),
  openedAt: OpeningOutlet.optional().describe('The outlet where the account was opened, as the bank named it last.'),
  timeDoubts: z
    .array(OrderTimeDoubt)
    .describe(
      'Moments that the bank named and that are in doubt: of execution (`t5`, `t7`), or, with `of` `receipt`, of its receipt (`t3`). They count in no figure; terms run from `countedFrom`.',
    ),
  outflows: z.array(OutflowLine),
  edges: z.array(TraceEdge),
  contradictions: z
    .array(Contradiction)
    .describe('Statements of the bank about the account that cannot all be true, and the places of the outflows concerned.'),
  waitingOutflows: z
    .array(z.int().nonnegative())
    .describe(
      'Places of the outflows that are held until an officer follows (`POST …/follow`) or declines them; `edges` say why.',
    ),
  ancestors: z.array(OrderId),
  corrects: OrderId.optional(),
  correctedBy: OrderId.optional(),
  waitsFor: OrderId.optional(),
  waitingFreeze: PendingInstruction.optional().describe(
    'In line: the freeze that goes to the bank at once when the freeze before it ends.',
  ),
  turnCameAt: UtcInstant.optional().describe('When the turn in the line came and no new stop was asked for.'),
  takenOn: z
    .strictObject({ agency: AgencyId, name: z.string(), at: UtcInstant })
    .optional()
    .describe('The officer who said that they see to it, and since when. No rule rests on it.'),
  phoneAttempts: z
    .strictObject({
      count: z.int().positive(),
      last: z.strictObject({ agency: AgencyId, name: z.string(), at: UtcInstant, outcome: z.enum(phoneAttemptOutcomes) }),
    })
    .optional()
    .describe('Calls to the bank that came to nothing: how many, and the last.'),
  settledAt: UtcInstant.optional().describe('When an officer dealt with the term that had run out.'),
  letGo: StopOrder.shape.letGo.describe(
    'Since when, and on what ground, the money goes free by right: no instruction holds it on. Absent otherwise.',
  ),
  finding: StopOrder.shape.finding.describe('The last finding of the screening of the frozen account.'),
  returnedFen: Fen.optional().describe('What the bank paid back to victims out of the frozen sum.'),
  narrowedFen: Fen.optional().describe('The sum to which an objection or the screening narrowed the hold.'),
  holder: Holder.optional().describe(
    'In line behind another order: the agency that holds the account. Nothing else of its case.',
  ),
});
export type OrderView = z.infer<typeof OrderView>;

/** The authority under which a bank must act: who orders it, and on what ground. */
const Authority = z.strictObject({
  agency: AgencyId,
  district: z.enum(districts),
  officers: z.array(Officer),
  requestId: FreezeRequestId,
  reason: z.string(),
  /** The filed case of a freeze: its number, the number of the filing decision, and the contact who answers day and night. */
  caseNumber: z.string().optional(),
  decisionNumber: z.string().optional(),
  contact: Contact.optional(),
});

/** What an instruction to a bank is for. */
export const instructedScopes = [...stopScopes, 'transaction'] as const;

/** What a bank is pushed, and pulls: one instruction on one account. It says nothing of the victim. */
export const BankInstruction = z.strictObject({
  orderId: BankOrderId.describe('`tst_…`: a test order that you asked for; stop no account for it.'),
  test: TestScenario.optional().describe('Only in a test order: the scenario that you asked for.'),
  instructionId: InstructionId.describe('Which instruction this is. Name it in the receipt and in the result.'),
  instruction: InstructionKind,
  tier: z.int().positive().describe('1: the victim paid into this account; 2 and more: the money came on from another bank.'),
  urgency: z.enum(['normal', 'urgent']),
  check: z
    .array(z.enum(bankChecks))
    .describe('What you compare before you stop. The officers do not know what is not listed; that is no reason to refuse.'),
  accountName: z.string().optional().describe("Absent if the officers do not know the holder's name."),
  accountNumber: z.string().optional().describe('Absent if the stop is of one transaction (`target`).'),
  accountKind: z.enum(accountKinds).optional().describe('Absent if the stop is of one transaction (`target`).'),
  target: TransactionTarget.optional().describe('The one transaction that is to be stopped; no account is named then.'),
  scope: z
    .enum(instructedScopes)
    .optional()
    .describe(
      'What the instruction is for: the whole account, the sum `amountFen` of it, or the one transaction of `target`. Absent for `renew` and `unfreeze`: what was frozen.',
    ),
  transfer: Transfer,
  transfers: z
    .array(Transfer)
    .describe(
      'All transfers that brought the money, `transfer` first. While the instruction is open, more may be added, as papers may.',
    ),
  issuedAt: UtcInstant,
  dueAt: UtcInstant.describe(
    'Until when the answer is due. The clock of a stop is that of the alarm, also on tier 2 and beyond: it may have passed already.',
  ),
  termMonths: z.int().positive().optional().describe('Freeze and renewal: for how many months.'),
  amountFen: Fen.optional().describe(
    'The sum to stop or to freeze, or for `narrow` the sum that you still hold, if `scope` is `sum`.',
  ),
  byRight: RightGround.shape.by
    .optional()
    .describe(
      'The money goes free by right: an objection was upheld, or the screening found it unlinked, or found nothing in its term (then no officer signs). Act at once.',
    ),
  necessity: z.string().optional().describe('Freeze: why the whole account has to be frozen.'),
  authority: Authority,
  documents: z.array(OrderDocument),
});
export type BankInstruction = z.infer<typeof BankInstruction>;

/**
 * What a bank has said of an order, in all its answers, and what is in doubt about it: its own words, so that its people see what they said
 * before they say more. Nothing that others said, and nothing of where the money was followed to.
 */
export const BankStatement = z
  .strictObject({
    effectiveAt: UtcInstant.optional().describe('When your stop took effect.'),
    balanceBeforeFen: Fen.optional(),
    stoppedFen: Fen.describe('What you stopped; later changes do not count.'),
    heldFen: Fen.describe('What you hold now.'),
    expiresAt: UtcInstant.optional().describe('Until when you hold it: the end of the stop, or of the freeze.'),
    outflows: z.array(OutflowLine).describe('Where the money went. `cut` says why a line is not followed.'),
    contradictions: z
      .array(Contradiction)
      .describe('Statements of yours that cannot all be true, and the places of the outflows concerned: officers look at these.'),
    timeDoubts: z.array(OrderTimeDoubt),
    disputes: z
      .array(Dispute.omit({ hash: true, call: true }))
      .describe('Results of yours that contradict an earlier one. They change nothing until officers have looked into them.'),
    disputesNotKept: z.int().nonnegative().describe('How many more such results came than the order keeps.'),
    notes: z.array(BankNote),
  })
  .meta({ id: 'BankStatement' });
export type BankStatement = z.infer<typeof BankStatement>;

/** What a bank reads: an instruction just as it was pushed, its state, and the rest that the bank was told of the order. */
export const BankReading = BankInstruction.extend({
  state: InstructionLine.shape.state,
  code: InstructionLine.shape.code,
  answeredAt: InstructionLine.shape.answeredAt,
  laterDocuments: z
    .array(OrderDocument)
    .describe('Papers that were handed in after this instruction was answered, alone or with a later one.'),
  laterTransfers: z
    .array(Transfer)
    .describe('Transfers that the officers or another bank named after this instruction was answered. You need not act on them.'),
  instructions: z.array(InstructionLine).describe('Every instruction of the order to your bank, oldest first.'),
  dueInSeconds: z
    .int()
    .optional()
    .describe('Open: seconds from this answer until `dueAt` by the clock of the city; below zero it is over.'),
  disputes: z.int().nonnegative().describe('How many results of yours contradict an earlier one.'),
  said: BankStatement.optional().describe('What you have said so far. Only where one order is read.'),
});
export type BankReading = z.infer<typeof BankReading>;

/** An instruction just as the bank was given it, for the paper of it: with what Cordon and the police know of it beside. */
export const OrderInstruction = BankInstruction.extend({
  bankId: AgencyId,
  alertId: AlertId,
  state: InstructionLine.shape.state,
  code: InstructionLine.shape.code,
  receivedAt: InstructionLine.shape.receivedAt,
  answeredAt: InstructionLine.shape.answeredAt,
  approval: Approval.omit({ approvalId: true }).optional().describe('Who approved it, where it needed an approval.'),
}).meta({ id: 'OrderInstruction' });
export type OrderInstruction = z.infer<typeof OrderInstruction>;

/** How an order came of a freeze request: it was asked for, it corrects one, or the money went on to its account. */
export const orderOrigins = ['requested', 'correction', 'onward'] as const;

/** What an index says of an order: enough to list it. Cards of earlier releases lack the members that later releases added. */
export const RequestedOrderCard = z.object({
  orderId: OrderId,
  requestId: FreezeRequestId,
  bankId: AgencyId,
  dueAt: OrderPlan.shape.dueAt,
  tier: z.int().positive(),
  tracedFen: Fen,
  status: z.enum(orderStatuses),
  stoppedFen: Fen,
  heldFen: Fen.optional(),
  waitsOn: z.enum(waitsForWhich).optional(),
  corrects: OrderId.optional(),
});
export type RequestedOrderCard = z.infer<typeof RequestedOrderCard>;

/** An order that came of a request. `state` and the sums are absent until the order is open, a moment later. */
const RequestedOrder = z.strictObject({
  orderId: OrderId,
  joined: z.literal(true).optional().describe('It stood there already: the request joined it.'),
  bankId: AgencyId,
  dueAt: OrderPlan.shape.dueAt,
  tier: z.int().positive(),
  tracedFen: Fen,
  origin: z.enum(orderOrigins),
  state: z.enum(orderStatuses).optional(),
  stoppedFen: Fen.optional(),
  heldFen: Fen.optional(),
  waitsOn: z.enum(waitsForWhich).optional(),
  corrects: OrderId.optional(),
});

/** A freeze request as the police see it, with every order that came of it: asked for, corrected, and opened onward. */
export const RequestView = z.strictObject({ ...FreezeRequest.omit({ opening: true }).shape, orders: z.array(RequestedOrder) });
export type RequestView = z.infer<typeof RequestView>;

/** A page of the money's way through the orders of one alert (资金流向图), tier by tier; an edge may lead to an order of another page. */
export const FundGraph = z.strictObject({
  nodes: z.array(
    z.strictObject({
      orderId: OrderId,
      bankId: AgencyId,
      account: OrderedAccount.describe('The account, its holder, and the transfer that the order was opened for.'),
      tier: z.int().positive(),
      state: z.enum(orderStatuses),
      tracedFen: Fen,
      stoppedFen: Fen,
      heldFen: Fen,
      corrects: OrderId.optional().describe('The order of the request that was put right.'),
    }),
  ),
  edges: z.array(
    z.strictObject({
      from: OrderId,
      to: OrderId.optional().describe('The order that stands there now: of one that was put right, its last correction.'),
      how: TraceEdge.shape.how,
      cut: TraceEdge.shape.cut,
      means: z.enum(outflowMeans).describe('How the money left. All but `account` lead to nothing that a bank could stop.'),
      held: TraceEdge.shape.held,
      outflow: TraceEdge.shape.outflow.describe('Its place in the outflows of the order it comes from.'),
      tracedFen: Fen,
      amountFen: Fen.optional().describe('Absent if the bank did not say it, or not in a readable form.'),
      at: UtcInstant.optional().describe('As `amountFen`.'),
    }),
  ),
  next: z.string().optional().describe('The cursor of the next page; absent on the last.'),
});
export type FundGraph = z.infer<typeof FundGraph>;
