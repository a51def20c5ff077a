import { elapsed, plus } from '../kernel/time.ts';
import type { BankInstruction, FundGraph, Holder, OrderView, RequestedOrderCard, RequestView } from './answers.ts';
import type { Filing } from './filing.ts';
import { waitingOutflows } from './hold-outflows.ts';
import type { InstructionKind } from './instructions.ts';
import type { FreezeRequest } from './model.ts';
import { whyCut } from './outflows/model.ts';
import { heldFen, isBanksTime, waitsOn } from './standing.ts';
import type { PendingInstruction, StopOrder } from './stop-order.ts';

/**
 * A stop order as the police see it, and they alone: field by field, so that a new field is shown to nobody by accident.
 *
 * @param filing of the case that the order's alarm belongs to, if it is filed: T6 of every order of that case
 * @param holder the agency that the order waits for
 */
export function orderView(order: StopOrder, filing?: Pick<Filing, 'filedAt'>, holder?: Holder): OrderView {
  const { answers, account, alarmAt, requestedAt, sentAt, receivedAt, answeredAt, effectiveAt, filedAt, freezeEffectiveAt } =
    order;
  const stopAnswer = answers.findLast(({ instruction }) => instruction === 'stop');
  const breached = order.ladder.some(({ rung }) => rung === 'breach');
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
    account,
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
    resultCode: stopAnswer?.code,
    ladder: order.ladder,
    delivery: order.delivery,
    retries: order.retries,
    pending: order.pending,
    disputes: order.disputes.map(({ hash: _, ...claim }) => claim),
    expiresAt: order.expiresAt,
    extensions: order.extensions,
    documents: order.documents,
    notes: order.notes ?? [],
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
    settledAt: order.settledAt,
    holder,
  };
}

/** The instruction that a bank has or last had of an order: the one pending, else the last it answered, else the stop. */
export function currentInstruction(order: StopOrder): InstructionKind {
  return order.pending?.instruction ?? order.answers.at(-1)?.instruction ?? 'stop';
}

/**
 * What a bank is pushed and pulls: all it needs to check and execute, nothing of the victim, of the alert or of other banks.
 * The same for the same instruction every time, but for papers handed in meanwhile, so that a bank that gets it twice sees that
 * it is one.
 */
export function bankInstruction(order: StopOrder, instruction: InstructionKind): BankInstruction {
  const pending = order.pending?.instruction === instruction ? order.pending : undefined;
  const { account } = order;
  return {
    orderId: order.orderId,
    instruction,
    tier: order.tier,
    urgency: order.urgency,
    accountName: account.accountName,
    accountNumber: account.accountNumber,
    accountKind: account.accountKind,
    transfer: account.transfer,
    issuedAt: pending?.issuedAt ?? order.askedAt,
    dueAt: instructionDueAt(order, pending),
    termMonths: pending?.termMonths,
    amountFen: pending?.amountFen,
    authority: {
      agency: order.agency,
      district: order.district,
      officers: pending?.officers ?? order.officers,
      requestId: order.requestId,
      reason: pending?.reason ?? order.reason,
      caseNumber: pending?.filing?.caseNumber,
      decisionNumber: pending?.filing?.decisionNumber,
      contact: pending?.contact,
    },
    documents: order.documents,
  };
}

/** When the bank's answer is due. A later instruction has as long from its issue as the stop had from the alarm (P). */
function instructionDueAt({ dueAt, timetable }: StopOrder, pending: PendingInstruction | undefined): string {
  return pending === undefined ? dueAt : plus(pending.issuedAt, elapsed(timetable.from, dueAt));
}

/**
 * A freeze request as the police see it, with every order that came of it.
 *
 * @param cards of the orders of its alert, as far as the index has them; of the planned ones the request itself knows
 */
export function requestView(request: FreezeRequest, cards: readonly RequestedOrderCard[]): RequestView {
  const { orders, ...rest } = request;
  const planned = new Set(orders.map(({ orderId }) => orderId));
  const known = new Map(cards.map((card) => [card.orderId, card]));
  return {
    ...rest,
    orders: [
      ...orders.map(({ orderId, account, tracedFen }) => {
        const own = { orderId, bankId: account.bankId, dueAt: request.dueAt, tier: 1, tracedFen, origin: 'requested' as const };
        const card = known.get(orderId);
        return card === undefined ? own : { ...own, ...standingOf(card) };
      }),
      ...cards
        .filter(({ orderId, requestId }) => requestId === request.requestId && !planned.has(orderId))
        .map((card) => ({
          ...{ orderId: card.orderId, bankId: card.bankId, tier: card.tier },
          ...standingOf(card),
          origin: card.corrects === undefined ? ('onward' as const) : ('correction' as const),
          corrects: card.corrects,
        })),
    ],
  };
}

function standingOf({ status, tracedFen, stoppedFen, heldFen: held, waitsOn: waits, dueAt }: RequestedOrderCard) {
  return { state: status, tracedFen, stoppedFen, heldFen: held, waitsOn: waits, dueAt };
}

/**
 * The way of the money (资金流向图) through the orders of one alert, tier by tier. An edge without `to` is where the trace was cut, or is held for a person.
 *
 * @param orders every order of the alert, in any order
 */
export function fundGraph(orders: readonly StopOrder[]): FundGraph {
  const sorted = orders.toSorted((a, b) => a.tier - b.tier || (a.orderId < b.orderId ? -1 : 1));
  return {
    nodes: sorted.map((order) => ({
      orderId: order.orderId,
      bankId: order.account.bankId,
      tier: order.tier,
      state: order.status,
      tracedFen: order.tracedFen,
      stoppedFen: order.stoppedFen,
      heldFen: heldFen(order),
    })),
    edges: sorted.flatMap((order) =>
      order.edges.flatMap(({ outflow, to, how, cut, held, tracedFen }) => {
        const flow = order.outflows[outflow];
        return flow === undefined
          ? []
          : [
              {
                ...{ from: order.orderId, to, how, cut, held, outflow, tracedFen },
                ...{ means: flow.means ?? 'account', amountFen: flow.amountFen, at: flow.at },
              },
            ];
      }),
    ),
  };
}
