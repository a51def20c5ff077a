import { type AccountFact, AccountRegister } from '../../shared/freezes/account/account-register.ts';
import type { AccountOutflow } from '../../shared/freezes/bank-answer/outflows/model.ts';
import { recordResult } from '../../shared/freezes/bank-answer/record-result.ts';
import { BankResult, type OrderDocument, type TakenResult } from '../../shared/freezes/model.ts';
import { type GivenInstruction, givenInstructions } from '../../shared/freezes/order/given-instruction.ts';
import type { Asked, FreezeOrder, OnRecord, RenewOrder } from '../../shared/freezes/order/instructions.ts';
import { OrderFact } from '../../shared/freezes/order/order-facts.ts';
import type { BankAnswer, PendingInstruction, StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { countingOf } from '../../shared/freezes/stats/figures.ts';
import { type Tally, tally } from '../../shared/freezes/stats/tally.ts';
import { AccountRegisters, StopOrders } from '../../shared/freezes/streams.ts';
import { hashOf } from '../../shared/kernel/canonical.ts';
import type { Context } from '../../shared/kernel/context.ts';
import type { Decision, Fact } from '../../shared/kernel/decision.ts';
import { DAY, HOUR, plus } from '../../shared/kernel/time.ts';
import { stateOf } from './given.ts';
import { accountFacts, bankClerk, context, hour, minute, officers, orderFacts } from './samples.ts';

/** The post of a bank that has stopped the whole sum at minute 4. */
export function stoppedResult({ outflows = [], unread, ...over }: Partial<TakenResult> = {}): TakenResult {
  const result = BankResult.parse({
    code: '0000',
    effectiveAt: minute(4),
    balanceBeforeFen: 10_000_000,
    stoppedFen: 10_000_000,
    ...over,
  });
  return { ...result, outflows, unread };
}

/** A bare code, as of a bank that did not stop anything. */
export function declined(code: BankResult['code'], over: Partial<BankResult> = {}): BankResult {
  return BankResult.parse({ code, ...over });
}

export function outflow(number: number, over: Partial<AccountOutflow> = {}): AccountOutflow {
  return {
    bankId: 'bank-b',
    accountName: '钱七',
    accountNumber: `622848000000${String(number).padStart(4, '0')}`,
    accountKind: 'personal',
    amountFen: 1_000_000,
    at: minute(2),
    serial: `OUT-${number}`,
    ...over,
  };
}

/** A bank's system at some minute after the alarm. */
export function bankAt(minutes: number): Context {
  return context({ now: minute(minutes), actor: bankClerk });
}

/** An order as these facts leave it. */
export function orderWith(...facts: readonly [OrderFact, ...OrderFact[]]): StopOrder {
  const state = stateOf(StopOrders, ...facts);
  if (state === undefined) throw new Error('no facts, no order');
  return state;
}

/** The last instruction that the bank was given. */
export function lastGiven(order: StopOrder): GivenInstruction {
  const last = givenInstructions(order).at(-1);
  if (last === undefined) throw new Error('the bank was given nothing');
  return last;
}

/** The bank's result of the last instruction it was given, which it names. */
export const recordNamed: typeof recordResult = (order, input, known, ctx) =>
  recordResult(order, { ...input, instructionId: lastGiven(order).instructionId }, known, ctx);

/** The register of the sample account, with one stop counted unless said otherwise. */
export function registerWith(...facts: readonly AccountFact[]): AccountRegister {
  const all = facts.length === 0 ? [accountFacts.stopCounted()] : facts;
  return AccountRegister.parse(stateOf(AccountRegisters, ...all));
}

export const signed = { reason: 'The bank confirmed that the money is still there.', officers: [...officers] };

export function paper(kind: OrderDocument['kind'], issuedAt = minute(80)): OrderDocument {
  return { kind, number: `${kind}-1`, issuedAt };
}

/** What is ordered, and what is on record for it. */
export type Recorded<Body> = Asked<Body> & Omit<OnRecord, 'register'>;

/** Both apart, as a decider takes them. */
export function recorded<Body extends Omit<OnRecord, 'register'>>(
  { filing, approval, ...input }: Body,
  register?: AccountRegister,
): [Omit<Body, 'filing' | 'approval'>, OnRecord] {
  return [input, { register, filing, approval }];
}

export function freezeInput(over: Partial<Recorded<FreezeOrder>> = {}): Recorded<FreezeOrder> {
  return {
    ...signed,
    filing: { caseNumber: 'A1101080000002026110042', filedAt: minute(60), decisionNumber: 'LA-2026-42' },
    notice: paper('freeze-notice'),
    approval: { name: '周局', level: 'county', approvedAt: minute(70), legalReview: false },
    contact: { name: '张三', dutyPhone: '010-62510001' },
    amountFen: 8_000_000,
    major: false,
    ...over,
  };
}

export function renewInput(over: Partial<Recorded<RenewOrder>> = {}): Recorded<RenewOrder> {
  return {
    ...signed,
    notice: paper('renewal-notice', hour(11)),
    approval: { name: '周局', level: 'county', approvedAt: minute(70), legalReview: true },
    ...over,
  };
}

export function pending(
  instruction: PendingInstruction['instruction'],
  over: Partial<PendingInstruction> = {},
): PendingInstruction {
  return { instruction, issuedAt: hour(10), reason: signed.reason, officers: [...officers], documents: [], ...over };
}

function answer(instruction: BankAnswer['instruction'], at: string): BankAnswer {
  return { instruction, attempt: 0, hash: hashOf([instruction, at]), code: '0000', at, late: false };
}

const at = hour(10);
const FREEZE_END = '2027-05-22T11:30:00.000Z';

/** More of an order's life than `orderFacts` has: everything after the stop. */
export const laterFacts = {
  extensionOrdered: { type: 'order.extension-ordered', data: { at, pending: pending('extend') } },
  releaseOrdered: { type: 'order.release-ordered', data: { at, pending: pending('release') } },
  freezeOrdered: { type: 'order.freeze-ordered', data: { at, pending: pending('freeze', { termMonths: 6 }) } },
  expired: { type: 'order.expired', data: { at: plus(minute(4), 48 * HOUR), expiresAt: plus(minute(4), 48 * HOUR) } },
  /** Frozen at hour 10, that is 19:30 in Beijing on 22 November, for six months. */
  frozen: {
    type: 'order.frozen',
    data: {
      at: hour(10),
      answer: answer('freeze', hour(10)),
      effectiveAt: hour(10),
      expiresAt: FREEZE_END,
      warnAt: plus(FREEZE_END, -10 * DAY),
      termMonths: 6,
    },
  },
} as const satisfies Record<string, OrderFact>;

/** An order from its birth to the stop at minute 4. */
export const untilStopped: readonly [OrderFact, ...OrderFact[]] = [
  orderFacts.requested(),
  orderFacts.sent(),
  orderFacts.stopped(),
];
/** … and to its freeze at hour 10. */
export const untilFrozen: readonly [OrderFact, ...OrderFact[]] = [...untilStopped, laterFacts.freezeOrdered, laterFacts.frozen];

/** The order and the register after a decision, as the journal would keep them: every fact checked, each to its own stream. */
export function kept(
  { order, register }: { readonly order: StopOrder; readonly register: AccountRegister | undefined },
  decision: Pick<Decision<Fact>, 'facts'>,
): { readonly order: StopOrder; readonly register: AccountRegister | undefined } {
  const own = decision.facts.filter(({ type }) => type.startsWith('order.')).map((fact) => OrderFact.parse(fact));
  const changed = own.reduce((before, fact) => StopOrders.state.parse(StopOrders.evolve(before, fact)), order);
  const account = decision.facts
    .filter(({ type }) => type.startsWith('account.'))
    .map((fact) => AccountRegisters.fact.parse(fact));
  return { order: changed, register: account.reduce<AccountRegister | undefined>(AccountRegisters.evolve, register) };
}

/** What the fact adds to the figures, as its order says it along with it. */
export function tallied(before: StopOrder | undefined, fact: OrderFact): Tally | undefined {
  const counting = countingOf(before, fact, StopOrders.evolve(before, fact));
  return counting === undefined ? undefined : tally(counting, fact);
}
