import { beijingDay, beijingHour } from '../../kernel/beijing.ts';
import type { District } from '../../kernel/context.ts';
import { impossible } from '../../kernel/impossible.ts';
import { elapsed, MINUTE } from '../../kernel/time.ts';
import type { OrderPlan } from '../model.ts';
import type { OrderFact } from '../order/order-facts.ts';
import type { BankAnswer } from '../order/stop-order.ts';
import type { Counting, OrderFigures } from './figures.ts';
import { bucketOf, type SpanSeconds, spanNames } from './spans.ts';
import { LAST_BUCKET, type StatsDelta, statsIdOf } from './stats.ts';

/** What a fact of an order adds to the figures of its district's day, and the stream that adds it up. */
export interface Tally {
  readonly id: string;
  readonly district: District;
  readonly day: string;
  readonly adds: StatsDelta;
  readonly bankId: string;
  /** The hour in Beijing of the alarm. */
  readonly hour: number;
}

/** What a fact of an order adds to the figures; undefined if it adds nothing. To be counted exactly once a fact. */
export function tally({ bankId, before, after, spans }: Counting, fact: OrderFact): Tally | undefined {
  const order = 'plan' in fact.data && before === undefined ? fact.data.plan : before;
  if (order === undefined) impossible(`${fact.type} is not a fact that an order is born with`);
  const adds = { ...deltaOf(before, fact), ...heldAfter(before, after), ...spansIn(spans) };
  if (Object.keys(adds).length === 0) return undefined;
  const { district, alarmAt, orderId } = order;
  const day = beijingDay(alarmAt);
  return { id: statsIdOf(district, day, orderId), district, day, adds, bankId, hour: beijingHour(alarmAt) };
}

/** Each time goes into its bucket; one of which a moment is in doubt goes into none. */
function spansIn(spans: SpanSeconds = {}): StatsDelta {
  const named = spanNames.flatMap((name) => (spans[name] === undefined ? [] : [{ name, span: spans[name] }]));
  const counted = named.filter(({ span }) => span >= 0).map(({ name, span }) => [name, { [bucketOf(span)]: 1 }]);
  const doubted = named.filter(({ span }) => span < 0).map(({ name }) => [name, 1]);
  return {
    ...(counted.length === 0 ? {} : { spans: Object.fromEntries(counted) }),
    ...(doubted.length === 0 ? {} : { doubts: Object.fromEntries(doubted) }),
  };
}

/** How a fact changes the held sum: a stop adds, a release or the end of a term takes away. */
function heldAfter(before: OrderFigures | undefined, after: Counting['after']): StatsDelta {
  if (before === undefined) return {};
  const held = after.heldFen - before.heldFen;
  const ofTraced = heldOfTraced(after) - heldOfTraced(before);
  return { ...(held === 0 ? {} : { heldFen: held }), ...(ofTraced === 0 ? {} : { heldOfTracedFen: ofTraced }) };
}

/** The held sum, but at most the sum traced there: other people's money is not the victims'. */
function heldOfTraced({ heldFen, tracedFen }: Counting['after']): number {
  return Math.min(heldFen, tracedFen);
}

function deltaOf(before: OrderFigures | undefined, fact: OrderFact): StatsDelta | undefined {
  switch (fact.type) {
    case 'order.requested':
      return { requested: 1, ...tracedAtBirth(before, fact.data.plan) };
    case 'order.placed-in-line':
      return { placedInLine: 1, ...tracedAtBirth(before, fact.data.plan) };
    case 'order.turned-down':
      return { turnedDown: 1, ...traced(fact.data.plan, fact.data.plan.tracedFen) };
    case 'order.taken-from-line':
      return { requested: 1 };
    case 'order.joined':
      return { ...joined(before, fact.data), stoppedOfTracedFen: heldAfterJoin(before, fact.data.tracedFen) };
    case 'order.corrected':
      return { corrected: 1, ...(before === undefined ? {} : traced(before, -movedOn(before))) };
    case 'order.stopped':
      return {
        ...answered(before, fact.data.answer),
        stopped: 1,
        ...(fact.data.partly ? { partlyStopped: 1 } : {}),
        ...held(before, fact.data),
      };
    case 'order.returned':
      return { ...answered(before, fact.data.answer), ...refused(fact.data.class, fact.data.answer) };
    case 'order.already-held':
      return { ...answered(before, fact.data.answer), ...refused('already', fact.data.answer) };
    case 'order.failed':
      return { ...answered(before, fact.data.answer), ...refused('final', fact.data.answer) };
    case 'order.breached':
      return before === undefined || before.banksTime ? { breached: 1 } : { breachedNotByBank: 1 };
    case 'order.unanswered':
      return { unanswered: 1 };
    case 'order.frozen':
      return { frozen: 1 };
    case 'order.released':
    case 'order.unfrozen':
      return { released: 1 };
    case 'order.expired':
    case 'order.expired-in-line':
    case 'order.lapsed':
      return { expired: 1 };
    // another finding is of the same account
    case 'order.screened':
      return before?.screened === true ? undefined : { screened: 1 };
    case 'order.let-go':
      return { letGo: 1 };
    case 'order.money-returned':
      return { returned: 1, returnedFen: fact.data.fen };
    case 'order.money-not-returned':
      return { returnedFen: -fact.data.fen };
    default:
      return undefined;
  }
}

function answered(before: OrderFigures | undefined, { late }: { readonly late: boolean }): StatsDelta {
  if (!late) return { answeredInTime: 1 };
  return before === undefined || before.banksTime ? { answeredLate: 1 } : { answeredLateNotByBank: 1 };
}

/** Returned or refused: by the class of the bank's result, and by its code. */
function refused(ofClass: 'fix' | 'papers' | 'already' | 'final', { code }: Pick<BankAnswer, 'code'>): StatsDelta {
  return { refused: { [ofClass]: 1 }, codes: { [code]: 1 } };
}

/** The sum traced into an order that was turned down is counted; when the order is asked again, it does not count a second time. */
function tracedAtBirth(before: OrderFigures | undefined, plan: OrderPlan): StatsDelta {
  return before === undefined ? traced(plan, plan.tracedFen) : {};
}

function traced({ tier }: { readonly tier: number }, fen: number): StatsDelta {
  return tier === 1 ? { tracedFen: fen, firstTierFen: fen } : { tracedFen: fen };
}

/**
 * Money that a request brings to an order of the first tier is money of the first tier; money that a trace brings comes from another order.
 */
function joined(
  before: OrderFigures | undefined,
  data: { readonly from?: string | undefined; readonly tracedFen: number },
): StatsDelta {
  const { from, tracedFen } = data;
  return from === undefined && before !== undefined ? traced(before, tracedFen) : { tracedFen };
}

/** The sum that leaves a corrected order with the one that takes its place: all except the sum traced out of it. */
function movedOn({ tracedFen, tracedOutFen }: OrderFigures): number {
  return Math.max(0, tracedFen - tracedOutFen);
}

function held(
  before: OrderFigures | undefined,
  { stoppedFen, effectiveAt, timeDoubt }: Extract<OrderFact, { type: 'order.stopped' }>['data'],
): StatsDelta {
  if (before === undefined) return {};
  const ofTraced = Math.min(stoppedFen, before.tracedFen);
  // stopped a second time, after a wait in line: only the held sum has changed since the first
  if (before.effectiveAt !== undefined)
    return {
      stoppedFen: stoppedFen - before.stoppedFen,
      stoppedOfTracedFen: ofTraced - Math.min(before.stoppedFen, before.tracedFen),
    };
  if (timeDoubt !== undefined) return { stoppedFen, stoppedOfTracedFen: ofTraced, timesInDoubt: 1 };
  const minutes = Math.floor(elapsed(before.alarmAt, effectiveAt) / MINUTE);
  const bucket = String(Math.min(LAST_BUCKET, Math.max(0, minutes)));
  return { stoppedFen, stoppedOfTracedFen: ofTraced, histogram: { [bucket]: 1 } };
}

/** When more money turns out to have come to an account that is stopped already, more of the held sum is the victims'. */
function heldAfterJoin(before: OrderFigures | undefined, joinedFen: number): number {
  if (before === undefined) return 0;
  const { stoppedFen, tracedFen } = before;
  return Math.min(stoppedFen, tracedFen + joinedFen) - Math.min(stoppedFen, tracedFen);
}
