import { evolver } from '../../kernel/evolver.ts';
import { addLines } from '../bank-answer/outflows/add-lines.ts';
import type { OutflowLine, Unread } from '../bank-answer/outflows/model.ts';
import { withNote } from '../bank-answer/outflows/notes.ts';
import { askedWithinHour } from '../bank-answer/redelivery.ts';
import type { TimeDoubt } from '../bank-answer/time-doubt.ts';
import { withinUnreadRoom } from '../bank-answer/unread-room.ts';
import { firstOf, MAX_TRANSFERS, transfersOf } from '../transfers.ts';
import { newPapers } from './documents.ts';
import { pendingGiven, stopGiven, wasAskedToStop, withPast } from './given-instruction.ts';
import type { InstructionKind } from './instructions.ts';
import { awaitsStop, openInstruction } from './open-instruction.ts';
import { isOfOrder, type OrderFact } from './order-facts.ts';
import { orderLifecycle } from './order-lifecycle.ts';
import type { OrderStatus } from './order-status.ts';
import {
  type BankAnswer,
  moneyFrom,
  type PastInstruction,
  type PendingInstruction,
  type StopOrder,
  type TraceEdge,
} from './stop-order.ts';

type Birth = 'order.requested' | 'order.placed-in-line' | 'order.turned-down';
type BirthFact = Extract<OrderFact, { type: Birth }>;

/** The order after a fact. */
export const evolveOrder = evolver<OrderStatus, StopOrder, OrderFact, Birth>(orderLifecycle, {
  births: {
    'order.requested': born,
    'order.placed-in-line': (data) => ({ ...born(data), waitsFor: data.waitsFor }),
    'order.turned-down': born,
  },
  steps: {
    'order.sent': (order, data) => ({
      ...order,
      sentAt: order.sentAt ?? data.at,
      retryAt: data.purpose === 'retry' ? undefined : order.retryAt,
      delivery: {
        ...order.delivery,
        sendings: order.delivery.sendings + 1,
        reminders: order.delivery.reminders + (data.purpose === 'reminder' ? 1 : 0),
        sentAt: data.at,
        channel: data.channel,
        messageId: data.messageId,
        deliveredAt: undefined,
      },
    }),
    'order.delivered': (order, { at }) => ({
      ...order,
      delivery: { ...order.delivery, deliveredAt: at, failure: undefined, undeliverable: false },
    }),
    'order.delivery-failed': (order, { reason }) => ({
      ...order,
      delivery: { ...order.delivery, failures: order.delivery.failures + 1, failure: reason },
    }),
    'order.undeliverable': (order) => ({ ...order, delivery: { ...order.delivery, undeliverable: true } }),
    'order.redelivery-asked': (order, { at }) => ({ ...order, redeliveries: [...askedWithinHour(order, at), at] }),
    'order.received': (order, { instruction = 'stop', receivedAt, timeDoubt }) => {
      const marked = doubting(order, instruction, timeDoubt, 'receipt');
      if (timeDoubt?.reason === 'differs-from-first') return marked;
      return instruction === 'stop' || order.pending === undefined
        ? { ...marked, receivedAt: order.receivedAt ?? receivedAt }
        : { ...marked, pending: { ...order.pending, receivedAt } };
    },
    'order.escalated': (order, { rung, at }) => ({ ...order, ladder: [...order.ladder, { rung, at }] }),
    'order.breached': (order, { rung, at }) => ({ ...order, ladder: [...order.ladder, { rung, at }] }),
    'order.instruction-reminded': (order) => ({
      ...order,
      pending: order.pending === undefined ? undefined : { ...order.pending, remindAt: undefined },
    }),
    'order.unanswered': (order) => order,
    'order.stopped': (order, data) => ({
      ...settled(order, data),
      ...stopTerm(data),
      effectiveAt: order.effectiveAt ?? data.effectiveAt,
      balanceBeforeFen: data.balanceBeforeFen,
      stoppedFen: data.stoppedFen,
    }),
    'order.returned': settled,
    'order.already-held': settled,
    'order.failed': settled,
    'order.retry-scheduled': (order, data) => ({ ...noted(order, data), retries: data.retry, retryAt: data.retryAt }),
    'order.handed-to-phone': (order, data) => ({ ...noted(order, data), onPhone: true }),
    'order.disputed': (order, { signature: _, ...dispute }) => ({
      ...order,
      disputes: withinUnreadRoom([...order.disputes, dispute]),
    }),
    'order.dispute-not-kept': (order, { hash }) => ({
      ...order,
      disputesNotKept: { count: (order.disputesNotKept?.count ?? 0) + 1, hash },
    }),
    'order.supplemented': (order, { at, instruction, outflows, remark, unread, openedAt = order.openedAt }) => ({
      ...order,
      openedAt,
      outflows: [...addLines(order.outflows, outflows).lines],
      notes: withNote(order.notes, { at, instruction, remark, unread }),
    }),
    'order.corrected': (order, { by }) => ({ ...order, correctedBy: by }),
    'order.lined-up': (order, { at, waitsFor }) => ({
      ...(order.status === 'stopped' ? order : termOver(order, { at })),
      waitsFor,
      turnCameAt: undefined,
    }),
    'order.expired-in-line': termOver,
    'order.turn-came': (order, { at }) => ({ ...outOfLine(order), turnCameAt: at }),
    'order.taken-from-line': (order, { at, dueAt, timetable, instructionId }) => ({
      ...askedAnew(outOfLine(stopOver(ended(order, 'replaced', at), at))),
      stopInstructionId: instructionId ?? order.stopInstructionId,
      stopPapers: undefined,
      stopTransfers: undefined,
      askedAt: at,
      dueAt,
      timetable,
      ladder: [],
      sentAt: undefined,
      receivedAt: undefined,
      answeredAt: undefined,
    }),
    'order.withdrawn': (order, { at, reason, officers, pending }) => ({
      ...(pending === undefined ? outOfLine(ended(order, 'replaced', at)) : instructed(order, { at, pending })),
      retryAt: undefined,
      ...(awaitsStop(order) ? { withdrawal: { at, reason, officers }, ...saidWithStop(order) } : {}),
    }),
    'order.recalled': obeyed,
    'order.taken-on': (order, { at, by }) => ({ ...order, takenOn: { ...by, at } }),
    'order.given-back': (order) => ({ ...order, takenOn: undefined }),
    'order.called-in-vain': (order, { calledAt, outcome, by }) => ({
      ...order,
      phoneAttempts: { count: (order.phoneAttempts?.count ?? 0) + 1, last: { ...by, at: calledAt, outcome } },
    }),
    'order.documents-added': (order, { documents }) => ({ ...order, documents: [...order.documents, ...documents] }),
    'order.extension-ordered': instructed,
    'order.release-ordered': (order, data) => outOfLine(instructed(order, data)),
    'order.freeze-ordered': (order, data) => ({
      ...instructed(order, data),
      filedAt: order.filedAt ?? data.pending.filing?.filedAt,
    }),
    'order.waiting-freeze-ordered': (order, { pending }) => ({
      ...withPapers(order, pending),
      waitingFreeze: pending,
      filedAt: order.filedAt ?? pending.filing?.filedAt,
    }),
    'order.renewal-ordered': instructed,
    'order.unfreeze-ordered': instructed,
    'order.extended': (order, data) => ({ ...obeyed(order, data), ...stopTerm(data), extensions: order.extensions + 1 }),
    'order.released': (order, data) => withoutTerm(obeyed(order, data)),
    'order.frozen': (order, data) => ({
      ...outOfLine(obeyed(order, data)),
      freezeContact: order.pending?.contact ?? order.freezeContact,
      ...stopTerm(data),
      // an impossible moment would keep the papers of the next instruction out of order for as long as it lies ahead
      freezeEffectiveAt: order.freezeEffectiveAt ?? data.timeDoubt?.countedFrom ?? data.effectiveAt,
      freezeTermMonths: order.freezeTermMonths ?? data.termMonths,
      frozenFen: data.frozenFen,
    }),
    'order.renewed': (order, data) => ({ ...obeyed(order, data), ...stopTerm(data) }),
    'order.unfrozen': (order, data) => withoutTerm(obeyed(order, data)),
    'order.screened': (order, { finding }) => ({ ...order, finding }),
    'order.money-returned': (order, { fen }) => ({
      ...order,
      returnedFen: (order.returnedFen ?? 0) + fen,
      ...(order.frozenFen === undefined ? {} : { frozenFen: Math.max(0, order.frozenFen - fen) }),
      ...(order.narrowedFen === undefined ? {} : { narrowedFen: Math.max(0, order.narrowedFen - fen) }),
    }),
    'order.money-not-returned': (order, { fen }) => ({
      ...order,
      returnedFen: Math.max(0, (order.returnedFen ?? 0) - fen),
      ...(order.frozenFen === undefined ? {} : { frozenFen: order.frozenFen + fen }),
      ...(order.narrowedFen === undefined ? {} : { narrowedFen: order.narrowedFen + fen }),
    }),
    'order.let-go': (order, { at, ground, reason, officers }) => ({ ...order, letGo: { at, ground, reason, officers } }),
    'order.narrowing-ordered': instructed,
    'order.narrowed': (order, data) => ({
      ...obeyed(order, data),
      narrowedFen: data.heldFen,
      frozenFen: order.frozenFen === undefined ? undefined : data.heldFen,
    }),
    'order.instruction-refused': obeyed,
    'order.expiry-warned': (order) => ({ ...order, expiryWarned: true }),
    'order.renewal-due': (order) => ({ ...order, expiryWarned: true }),
    'order.expired': (order) => ({ ...order, settledAt: undefined }),
    'order.lapsed': (order) => ({ ...order, settledAt: undefined }),
    'order.settled': (order, { at }) => ({ ...order, settledAt: at }),
    'order.outflows-followed': (order, { edges }) => ({ ...order, edges: withEdges(order.edges, edges) }),
    'order.outflows-held': (order, { edges }) => ({ ...order, edges: withEdges(order.edges, edges) }),
    'order.answer-contradicted': (order, { contradictions }) => ({
      ...order,
      contradictions: [...(order.contradictions ?? []), ...contradictions],
    }),
    'order.outflows-cleared': (order, { outflows }) => ({
      ...order,
      cleared: [...new Set([...(order.cleared ?? []), ...outflows])],
    }),
    'order.outflows-declined': (order, { outflows }) => ({
      ...order,
      cleared: order.cleared?.filter((place) => !outflows.includes(place)),
      edges: withEdges(
        order.edges,
        outflows.map((outflow) => ({ outflow, tracedFen: 0, how: 'cut', cut: 'declined' })),
      ),
    }),
    'order.joined': (order, { tracedFen, ancestors, moneyAt, transfers }) => ({
      ...order,
      ...(transfers === undefined ? {} : { transfers: [...transfersOf(order), ...transfers].slice(0, MAX_TRANSFERS) }),
      tracedFen: order.tracedFen + tracedFen,
      moneyFrom: earliest(moneyFrom(order), moneyAt),
      ancestors: [...new Set([...order.ancestors, ...ancestors])],
    }),
  },
  always: (after, { data }, before) => noticed(before, after, data.at),
});

/** The order after the facts of a decision. Those that are not its own, but of its account, change nothing in it. */
export function orderAfter<Other extends { readonly type: string }>(
  order: StopOrder,
  facts: readonly (OrderFact | Other)[],
): StopOrder {
  return facts.reduce<StopOrder>((before, fact) => (isOfOrder(fact) ? evolveOrder(before, fact) : before), order);
}

/** The order with the moment, if the bank's task or its answer changed. */
function noticed(before: StopOrder, after: StopOrder, at: string): StopOrder {
  const same =
    openInstruction(before) === openInstruction(after) &&
    before.pending?.issuedAt === after.pending?.issuedAt &&
    before.askedAt === after.askedAt &&
    before.answers.length === after.answers.length &&
    before.documents.length === after.documents.length &&
    transfersOf(before).length === transfersOf(after).length;
  return same ? after : { ...after, bankChangedAt: at };
}

function born({ plan, at }: BirthFact['data']): Omit<StopOrder, 'status'> {
  return {
    ...plan,
    requestedAt: at,
    askedAt: at,
    ladder: [],
    delivery: notYetDelivered,
    retries: 0,
    onPhone: false,
    answers: [],
    disputes: [],
    stoppedFen: 0,
    expiryWarned: false,
    extensions: 0,
    outflows: [],
    edges: [],
    ...(plan.transfers === undefined ? {} : { moneyFrom: firstOf(plan.transfers) }),
    bankChangedAt: at,
  };
}

const notYetDelivered: StopOrder['delivery'] = { sendings: 0, reminders: 0, failures: 0, undeliverable: false };

/** The order with its way to the bank at the beginning. */
function askedAnew(order: StopOrder): StopOrder {
  return { ...order, delivery: notYetDelivered, retries: 0, retryAt: undefined, onPhone: false };
}

/** A new instruction is on its way to the bank; its papers are the order's. */
function instructed(order: StopOrder, { at, pending }: { readonly at: string; readonly pending: PendingInstruction }): StopOrder {
  return { ...askedAnew(withPapers(ended(order, 'replaced', at), pending)), pending };
}

/** The pending instruction, if there is one, is over; it is kept with the order. */
function ended(order: StopOrder, outcome: PastInstruction['outcome'], at: string): StopOrder {
  const given = pendingGiven(order);
  return given === undefined ? order : { ...order, pending: undefined, instructions: withPast(order, given, outcome, at) };
}

/** The stop that the bank was asked for, if it was, is over: Cordon will ask for another. */
function stopOver(order: StopOrder, at: string): StopOrder {
  return wasAskedToStop(order) ? { ...order, instructions: withPast(order, stopGiven(order), 'answered', at) } : order;
}

function withPapers(order: StopOrder, { documents }: PendingInstruction): StopOrder {
  return { ...order, documents: [...order.documents, ...newPapers(order.documents, documents)] };
}

/** The order no longer waits for another. */
function outOfLine(order: StopOrder): StopOrder {
  return { ...order, waitsFor: undefined, waitingFreeze: undefined };
}

/** Its term is over and it only waits in line. What Cordon asked of the bank for that term is void; a freeze stands on its own papers. */
function termOver(order: StopOrder, { at }: { readonly at: string }): StopOrder {
  return withoutTerm(order.pending?.instruction === 'freeze' ? order : ended(order, 'expired', at));
}

/** The change that every answer makes. */
interface Noted {
  readonly at: string;
  readonly answer: BankAnswer;
  readonly remark?: string | undefined;
  readonly unread?: Unread | undefined;
  readonly timeDoubt?: TimeDoubt | undefined;
  readonly openedAt?: StopOrder['openedAt'];
}

function noted(order: StopOrder, { at, answer, remark, unread, timeDoubt, openedAt = order.openedAt }: Noted): StopOrder {
  const { instruction } = answer;
  const notes = withNote(order.notes, { at, instruction, remark, unread });
  return { ...doubting(order, instruction, timeDoubt), answers: [...order.answers, answer], notes, openedAt };
}

/** The order with the mark on a moment that the bank named, if it is in doubt. */
function doubting(order: StopOrder, instruction: InstructionKind, doubt: TimeDoubt | undefined, of?: 'receipt'): StopOrder {
  if (doubt === undefined) return order;
  return { ...order, timeDoubts: [...(order.timeDoubts ?? []), { instruction, ...(of === undefined ? {} : { of }), ...doubt }] };
}

/** The bank has answered the pending instruction, one way or the other. */
function obeyed(order: StopOrder, answered: Noted): StopOrder {
  return { ...ended(noted(order, answered), 'answered', answered.answer.at), retryAt: undefined, onPhone: false };
}

/** The bank holds nothing any more, so no term runs. */
function withoutTerm(order: StopOrder): StopOrder {
  return { ...order, expiresAt: undefined, warnAt: undefined };
}

/** The bank has answered the stop itself. */
function settled(order: StopOrder, answered: Noted & { readonly outflows: readonly OutflowLine[] }): StopOrder {
  return {
    // the bank's answer to the stop makes its recall idle
    ...noted(ended(order, 'replaced', answered.at), answered),
    answeredAt: order.answeredAt ?? answered.at,
    ...saidWithStop(order),
    // its message is answered: no push of it is made again
    delivery: { ...order.delivery, messageId: undefined },
    outflows: [...addLines(order.outflows, answered.outflows).lines],
    retryAt: undefined,
    onPhone: false,
  };
}

/** The papers and transfers that the stop named when it was last open; the bank is told later ones beside it. */
function saidWithStop(order: StopOrder): Required<Pick<StopOrder, 'stopPapers' | 'stopTransfers'>> {
  const { stopPapers = order.documents.length, stopTransfers = transfersOf(order).length } = order;
  return { stopPapers, stopTransfers };
}

/** A new term runs; its end has not been announced yet. */
function stopTerm({ expiresAt, warnAt }: { readonly expiresAt: string; readonly warnAt: string }) {
  return { expiresAt, warnAt, expiryWarned: false };
}

function earliest(known: string, other: string | undefined): string {
  return other !== undefined && other < known ? other : known;
}

/** If something else is found now of a way that was cut or held, it is no longer cut or held. */
function withEdges(known: readonly TraceEdge[], found: readonly TraceEdge[]): TraceEdge[] {
  const anew = new Set(found.map(({ outflow }) => outflow));
  return [...known.filter((edge) => edge.to !== undefined || !anew.has(edge.outflow)), ...found];
}
