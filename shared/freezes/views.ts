import type { TestScenario } from '../bank-tests/scenario-names.ts';
import type { Person } from '../kernel/people.ts';
import { elapsed, SECOND } from '../kernel/time.ts';
import type {
  BankInstruction,
  BankReading,
  BankStatement,
  FundGraph,
  Holder,
  InstructionLine,
  OrderInstruction,
  OrderView,
  RequestedOrderCard,
  RequestView,
} from './answers.ts';
import { hasReached } from './bank-answer/delivery.ts';
import { whyCut } from './bank-answer/outflows/model.ts';
import type { FreezeRequest } from './model.ts';
import { checksOf, knownName } from './order/bank-checks.ts';
import type { Filing } from './order/filing.ts';
import { answersTo, type GivenInstruction, givenInstructions } from './order/given-instruction.ts';
import type { Approval } from './order/instruction-kinds.ts';
import { heldFen, isAsked, isBanksTime, marksOf, waitsOn } from './order/standing.ts';
import type { StopOrder } from './order/stop-order.ts';
import { takenOnNow } from './order/take-on.ts';
import { waitingOutflows } from './trace/hold-outflows.ts';
import { lastCorrection, waysOf } from './trace/trace.ts';
import { isForeign, transfersOf } from './transfers.ts';

/**
 * A stop order as only the police see it: field by field, so that no new field shows by accident.
 *
 * @param filing of the case that the order's alarm belongs to, if it is filed: T6 of every order of that case
 * @param holder the agency that the order waits for
 */
export function orderView(order: StopOrder, filing?: Pick<Filing, 'filedAt'>, holder?: Holder): OrderView {
  const { answers, account, alarmAt, requestedAt, sentAt, receivedAt, answeredAt, effectiveAt, filedAt, freezeEffectiveAt } =
    order;
  const stopAnswer = answers.findLast(({ instruction }) => instruction === 'stop');
  const breached = order.ladder.some(({ rung }) => rung === 'breach');
  const takenOn = takenOnNow(order);
  return {
    orderId: order.orderId,
    requestId: order.requestId,
    alertId: order.alertId,
    bankId: account.bankId,
    district: order.district,
    agency: order.agency,
    state: order.status,
    tier: order.tier,
    urgency: order.urgency,
    reason: order.reason,
    officers: order.officers,
    account: account.target === undefined ? { scope: 'account', ...account } : account,
    ...(isForeign(order) ? { foreignCurrency: true as const } : {}),
    clocks: {
      ...{ alarmAt, requestedAt, sentAt, answeredAt, freezeEffectiveAt },
      receivedByBankAt: receivedAt,
      stopEffectiveAt: effectiveAt,
      filedAt: filedAt ?? filing?.filedAt,
    },
    transfers: [...transfersOf(order)],
    t0: alarmAt,
    t1: requestedAt,
    t2: sentAt,
    t3: receivedAt,
    t4: answeredAt,
    t5: effectiveAt,
    t6: filedAt ?? filing?.filedAt,
    t7: freezeEffectiveAt,
    dueAt: order.dueAt,
    breached: breached && isBanksTime(order),
    breachedNotByBank: breached && !isBanksTime(order),
    waitsOn: waitsOn(order),
    late: stopAnswer?.late ?? false,
    tracedFen: order.tracedFen,
    stoppedFen: order.stoppedFen,
    heldFen: heldFen(order),
    balanceBeforeFen: order.balanceBeforeFen,
    openedAt: order.openedAt,
    resultCode: stopAnswer?.code,
    answeredByPhone: stopAnswer?.phone?.call,
    ladder: order.ladder,
    delivery: deliveryView(order),
    retries: order.retries,
    pending: order.pending,
    instructions: givenInstructions(order).map((given) => instructionLine(order, given)),
    disputes: order.disputes.map(({ hash: _, ...claim }) => claim),
    disputesNotKept: order.disputesNotKept?.count ?? 0,
    expiresAt: order.expiresAt,
    extensions: order.extensions,
    documents: order.documents,
    notes: order.notes ?? [],
    timeDoubts: order.timeDoubts ?? [],
    outflows: order.outflows.map((line) => ({ ...line, cut: whyCut(line) })),
    edges: order.edges,
    contradictions: order.contradictions ?? [],
    waitingOutflows: waitingOutflows(order),
    ancestors: order.ancestors,
    corrects: order.corrects,
    correctedBy: order.correctedBy,
    waitsFor: order.waitsFor,
    waitingFreeze: order.waitingFreeze,
    turnCameAt: order.turnCameAt,
    takenOn: takenOn && personShown(takenOn),
    phoneAttempts: order.phoneAttempts && { count: order.phoneAttempts.count, last: personShown(order.phoneAttempts.last) },
    settledAt: order.settledAt,
    letGo: order.letGo,
    narrowedFen: order.narrowedFen,
    finding: order.finding,
    returnedFen: order.returnedFen,
    holder,
  };
}

/** A person as other officers see them, by name. */
function personShown<P extends Person>({ subject: _, ...shown }: P): Omit<P, 'subject'> {
  return shown;
}

/** How an order stands at this moment: why it needs an eye, whether people telephone, and how long the bank has left. */
export function standingNow(order: StopOrder, now: string) {
  return {
    marks: [...marksOf(order)],
    onPhone: order.onPhone || order.delivery.undeliverable,
    dueInSeconds: isAsked(order) ? Math.floor(elapsed(now, order.dueAt) / SECOND) : undefined,
  };
}

/** The approvals that its instructions rest on, oldest first. */
export function approvalsUsed(order: StopOrder) {
  return givenInstructions(order).flatMap(({ instruction, instructionId, approval }) =>
    approval?.approvalId === undefined ? [] : [{ approvalId: approval.approvalId, instruction, instructionId }],
  );
}

/** One line: what Cordon told the bank, and what the bank said. */
/** A push without trouble arrived with its sending. */
function deliveryView({ delivery }: StopOrder): OrderView['delivery'] {
  const { channel: _, messageId: __, deliveredAt = hasReached(delivery) ? delivery.sentAt : undefined, ...rest } = delivery;
  return { ...rest, deliveredAt };
}

function instructionLine(order: StopOrder, given: GivenInstruction): InstructionLine {
  const { instructionId, instruction, issuedAt, dueAt, state } = given;
  const answer = answersTo(order, given).at(-1);
  const { code, at: answeredAt, channel } = answer ?? {};
  const receivedAt = instruction === 'stop' ? order.receivedAt : given.receivedAt;
  return { instructionId, instruction, issuedAt, dueAt, state, code, receivedAt, answeredAt, channel };
}

/**
 * What a bank is pushed: all it needs to check and execute, nothing of the victim, of the alert or of other banks. It is the same for the
 * same instruction every time, also once it is answered; while it is open, papers that officers hand in and transfers that join are added.
 *
 * @param test the scenario, if it is a test order
 */
export function bankInstruction(order: StopOrder, given: GivenInstruction, test?: TestScenario): BankInstruction {
  const { account } = order;
  const { instruction, instructionId, issuedAt, dueAt, termMonths, necessity, filing, contact, papers, transfers } = given;
  return {
    orderId: order.orderId,
    ...(test === undefined ? {} : { test }),
    instructionId,
    instruction,
    tier: order.tier,
    urgency: order.urgency,
    check: checksOf(account),
    accountName: knownName(account),
    accountNumber: account.accountNumber,
    accountKind: account.accountKind,
    target: account.target,
    ...scopeOf(order, given),
    transfer: account.transfer,
    transfers: transfersOf(order).slice(0, transfers),
    issuedAt,
    dueAt,
    termMonths,
    necessity,
    ...(given.ground === undefined ? {} : { byRight: given.ground.by }),
    authority: {
      agency: order.agency,
      district: order.district,
      officers: [...given.officers],
      requestId: order.requestId,
      reason: given.reason,
      caseNumber: filing?.caseNumber,
      decisionNumber: filing?.decisionNumber,
      contact,
    },
    documents: order.documents.slice(0, papers),
  };
}

/** The scope of the instruction: a freeze has a sum of its own, which its renewal and its end need not repeat. */
function scopeOf(order: StopOrder, { instruction, amountFen: frozenFen }: GivenInstruction) {
  const { target, amountFen: stopFen } = order.account;
  if (target !== undefined) return { scope: 'transaction' as const };
  if (instruction === 'renew' || instruction === 'unfreeze') return {};
  const amountFen = instruction === 'freeze' || instruction === 'narrow' ? frozenFen : stopFen;
  return amountFen === undefined ? { scope: 'account' as const } : { scope: 'sum' as const, amountFen };
}

/**
 * What a bank reads of an instruction: the push, its state, and the rest that it was told of the order.
 *
 * @param now ISO 8601 UTC
 */
export function bankReading(order: StopOrder, given: GivenInstruction, now: string, test?: TestScenario): BankReading {
  const { state, code, answeredAt } = instructionLine(order, given);
  return {
    ...bankInstruction(order, given, test),
    state,
    code,
    answeredAt,
    laterDocuments: order.documents.slice(given.papers),
    laterTransfers: transfersOf(order).slice(given.transfers),
    instructions: givenInstructions(order).map((one) => instructionLine(order, one)),
    dueInSeconds: state === 'open' ? Math.floor(elapsed(now, given.dueAt) / SECOND) : undefined,
    disputes: order.disputes.length + (order.disputesNotKept?.count ?? 0),
  };
}

/** An instruction as the bank was given it, and what the police know of it beside. */
export function orderInstruction(order: StopOrder, given: GivenInstruction): OrderInstruction {
  const { state, code, receivedAt, answeredAt } = instructionLine(order, given);
  return {
    ...bankInstruction(order, given),
    bankId: order.account.bankId,
    alertId: order.alertId,
    ...{ state, code, receivedAt, answeredAt },
    approval: given.approval && approvalShown(given.approval),
  };
}

function approvalShown({ approvalId: _, ...approval }: Approval): OrderInstruction['approval'] {
  return approval;
}

/** What a bank has said of an order so far. */
export function bankStatement(order: StopOrder): BankStatement {
  const { effectiveAt, balanceBeforeFen, stoppedFen, expiresAt, outflows } = order;
  const { contradictions = [], timeDoubts = [], disputes, disputesNotKept, notes = [] } = order;
  return {
    ...{ effectiveAt, balanceBeforeFen, stoppedFen, heldFen: heldFen(order), expiresAt },
    outflows: outflows.map((line) => ({ ...line, cut: whyCut(line) })),
    ...{ contradictions, timeDoubts, notes },
    disputes: disputes.map(({ hash: _, call: __, ...claim }) => claim),
    disputesNotKept: disputesNotKept?.count ?? 0,
  };
}

/**
 * A freeze request as the police see it, with every order that came of it.
 *
 * @param cards of the orders of its alert, as far as the index has them; the request itself knows the planned ones
 */
export function requestView(request: FreezeRequest, cards: readonly RequestedOrderCard[]): RequestView {
  const { orders, opening: _, ...rest } = request;
  const planned = new Set(orders.map(({ orderId }) => orderId));
  const known = new Map(cards.map((card) => [card.orderId, card]));
  return {
    ...rest,
    orders: [
      ...orders.map(({ orderId, account, tracedFen, joined }) => {
        const own = {
          ...{ orderId, bankId: account.bankId, dueAt: request.dueAt, tier: 1, tracedFen, origin: 'requested' as const },
          ...(joined === undefined ? {} : { joined }),
        };
        const card = known.get(orderId);
        // an order that was joined, or that the trace opened first, may be of a later tier
        return card === undefined ? own : { ...own, tier: card.tier, ...standingOf(card) };
      }),
      ...cards
        .filter(({ orderId, requestId }) => requestId === request.requestId && !planned.has(orderId))
        .map((card) => ({
          ...{ orderId: card.orderId, bankId: card.bankId, tier: card.tier },
          ...standingOf(card),
          origin: originOf(card),
          corrects: card.corrects,
        })),
    ],
  };
}

/** Where an order came from that the request did not plan under this id. */
function originOf({ corrects, tier }: RequestedOrderCard): RequestView['orders'][number]['origin'] {
  if (corrects !== undefined) return 'correction';
  return tier === 1 ? 'requested' : 'onward';
}

function standingOf({ status, tracedFen, stoppedFen, heldFen: held, waitsOn: waits, dueAt }: RequestedOrderCard) {
  return { state: status, tracedFen, stoppedFen, heldFen: held, waitsOn: waits, dueAt };
}

/**
 * The way of the money (资金流向图) through the orders of one alert, tier by tier. An edge without `to` is where the trace was cut, or is held
 * for a person. Of an order that officers put right, the money goes to its correction, and on from there.
 *
 * @param orders every order of the alert, in any order, or a page of them
 * @param ends orders that edges of these lead to, with their corrections, as far as they are not among them
 */
export function fundGraph(orders: readonly StopOrder[], ends: readonly StopOrder[] = []): FundGraph {
  const known = new Map([...orders, ...ends].map((order) => [order.orderId, order]));
  const standing = (orderId: string): string => {
    const order = known.get(orderId);
    return order === undefined ? orderId : lastCorrection(order, known).orderId;
  };
  const sorted = orders.toSorted((a, b) => a.tier - b.tier || (a.orderId < b.orderId ? -1 : 1));
  return {
    nodes: sorted.map((order) => ({
      orderId: order.orderId,
      bankId: order.account.bankId,
      account: order.account,
      tier: order.tier,
      state: order.status,
      corrects: order.corrects,
      tracedFen: order.tracedFen,
      stoppedFen: order.stoppedFen,
      heldFen: heldFen(order),
    })),
    edges: sorted.flatMap((order) =>
      waysOf(order).flatMap(({ outflow, to, how, cut, held, tracedFen }) => {
        const flow = order.outflows[outflow];
        return flow === undefined
          ? []
          : [
              {
                ...{ from: order.orderId, to: to === undefined ? undefined : standing(to), how, cut, held, outflow, tracedFen },
                ...{ means: flow.means ?? 'account', amountFen: flow.amountFen, at: flow.at },
              },
            ];
      }),
    ),
  };
}
