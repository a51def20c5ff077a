import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { holdsAccount } from '../../shared/freezes/account/account-facts.ts';
import { AccountFact, type AccountRegister } from '../../shared/freezes/account/account-register.ts';
import { type ResultCode, resultCodeList, resultCodes } from '../../shared/freezes/bank-answer/result-codes.ts';
import { advance } from '../../shared/freezes/order/deadlines.ts';
import { givenInstructions } from '../../shared/freezes/order/given-instruction.ts';
import { orderExtension, orderFreeze, orderRelease, orderUnfreeze } from '../../shared/freezes/order/instruct.ts';
import { giveTurn, isNextAfter, lineUp, takeTurn, waitingSince } from '../../shared/freezes/order/line.ts';
import { openOrder } from '../../shared/freezes/order/open-order.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { withdrawOrder } from '../../shared/freezes/order/withdraw-order.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import type { Context } from '../../shared/kernel/context.ts';
import type { Fact } from '../../shared/kernel/decision.ts';
import { HOUR, MINUTE, plus } from '../../shared/kernel/time.ts';
import { freezeInput, kept, paper, recorded, recordNamed, signed, stoppedResult } from '../support/order-samples.ts';
import { context, id, minute, plan } from '../support/samples.ts';

const PLANS = [1, 2, 3].map((number) => plan({ orderId: id('ord', number), alertId: id('alt', number) }));

/** An act on one of the three orders, some time after the act before; or the relay is brought one of the facts, perhaps again. */
interface Step {
  readonly after: number;
  readonly which: number;
  readonly does: string;
  readonly code: ResultCode;
  /** The fact that comes again, by its place in the register's history. */
  readonly fact: number;
}

interface Known {
  readonly register: AccountRegister | undefined;
  readonly others: readonly StopOrder[];
}

type Act = (order: StopOrder, known: Known, step: Step, ctx: Context) => { readonly facts: readonly Fact[] };

const acts: Readonly<Record<string, Act>> = {
  result: (order, known, { code }, ctx) => {
    // the bank was told nothing of an order that never left the line, or was turned down
    if (givenInstructions(order).length === 0) return { facts: [] };
    const { class: said } = resultCodes[code];
    const stoppedFen = said === 'stopped' || said === 'partly' ? 5 : 0;
    return recordNamed(order, stoppedResult({ code, effectiveAt: ctx.now, stoppedFen, outflows: [] }), known, ctx);
  },
  held: (order, known, step, ctx) => acts['result']?.(order, known, { ...step, code: '1303' }, ctx) ?? { facts: [] },
  done: (order, known, step, ctx) => acts['result']?.(order, known, { ...step, code: '0000' }, ctx) ?? { facts: [] },
  advance: (order, { register }, _, ctx) => ({ facts: advance(order, register, ctx) }),
  lineUp: (order, known, _, ctx) => lineUp(order, signed, known, ctx),
  takeTurn: (order, known, _, ctx) => takeTurn(order, signed, known, ctx),
  withdraw: (order, known, _, ctx) => withdrawOrder(order, signed, known, ctx),
  release: (order, known, _, ctx) => orderRelease(order, signed, known, ctx),
  extend: (order, known, _, ctx) => orderExtension(order, signed, known, ctx),
  freeze: (order, { register }, _, ctx) => orderFreeze(order, ...recorded(freezeInput(), register), ctx),
  unfreeze: (order, known, _, ctx) => orderUnfreeze(order, { ...signed, notice: paper('release-notice') }, known, ctx),
};

/** Three orders of three alarms at one account, its register, and all that the register recorded. */
function createAccount() {
  const orders = new Map<string, StopOrder>();
  const log: AccountFact[] = [];
  let register: AccountRegister | undefined;
  let relayed = 0;
  const append = (orderId: string, facts: readonly Fact[]): void => {
    const plan = PLANS.find((one) => one.orderId === orderId);
    const before = orders.get(orderId);
    const [birth, ...rest] = facts;
    if (plan === undefined || (before === undefined && birth === undefined)) return;
    const born = before ?? StopOrders.state.parse(StopOrders.evolve(undefined, StopOrders.fact.parse(birth)));
    const after = kept({ order: born, register }, { facts: before === undefined ? rest : facts });
    orders.set(orderId, after.order);
    register = after.register;
    log.push(...facts.flatMap((fact) => AccountFact.safeParse(fact).data ?? []));
  };
  const knownTo = (orderId: string): Known => ({
    register,
    others: [...orders.values()].filter((other) => other.orderId !== orderId),
  });
  /** The relay is brought the fact at this place of the register's history. */
  const bring = (at: number, ctx: Context): readonly Fact[] => {
    const fact = log[at];
    if (fact?.type !== 'account.freed' || fact.data.next === undefined || register === undefined) return [];
    const { ended } = fact.data;
    if (ended === undefined) throw new Error('every fact of this release says what ended');
    const waiting = waitingSince(register, log.slice(at + 1)).flatMap((orderId) => orders.get(orderId) ?? []);
    const order = waiting.find((one) => isNextAfter(one, ended));
    if (order === undefined) return [];
    const { facts } = giveTurn(order, knownTo(order.orderId), ctx);
    append(order.orderId, facts);
    return facts;
  };
  return {
    orders,
    log,
    bring,
    register: () => register,
    act: (one: Step, ctx: Context): void => {
      const concerned = PLANS[one.which];
      if (concerned === undefined) return;
      const order = orders.get(concerned.orderId);
      const facts =
        order === undefined
          ? openOrder(concerned, register, ctx)
          : (acts[one.does]?.(order, knownTo(order.orderId), one, ctx).facts ?? []);
      append(concerned.orderId, facts);
    },
    drain: (ctx: Context): void => {
      for (; relayed < log.length; relayed += 1) bring(relayed, ctx);
    },
  };
}

const step: fc.Arbitrary<Step> = fc.record({
  after: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 20 * MINUTE }), fc.integer({ min: 0, max: 30 * HOUR })),
  which: fc.nat(2),
  does: fc.constantFrom(...Object.keys(acts), 'result', 'held', 'done', 'lineUp', 'advance', 'relay', 'repeat'),
  code: fc.constantFrom(...resultCodeList),
  fact: fc.nat(40),
});
const life = fc.array(step, { minLength: 10, maxLength: 45 });

/** Plays a life, then has the relay follow all that it has not seen. */
function play(steps: readonly Step[]) {
  const city = createAccount();
  let now = minute(1);
  let count = 0;
  const newId: Context['newId'] = (prefix) => {
    count += 1;
    return id(prefix, 1_000 + count);
  };
  const at = () => context({ now, newId });
  for (const one of steps) {
    now = plus(now, one.after);
    if (one.does === 'relay') city.drain(at());
    else if (one.does === 'repeat') city.bring(one.fact % Math.max(1, city.log.length), at());
    else city.act(one, at());
    expect(city.register()?.stops.length ?? 0).toBeLessThanOrEqual(2);
  }
  city.drain(at());
  return { ...city, context: at() };
}

test('after any events of three orders on one account, no order waits for another while no order holds it or is asked for', () => {
  let waited = 0;
  fc.assert(
    fc.property(life, (steps) => {
      const { orders, register } = play(steps);
      const { line, frozenBy } = register() ?? { line: [] };
      for (const waiting of line) {
        // one without is in line behind a holder that only its bank knows
        if (orders.get(waiting)?.waitsFor === undefined) continue;
        waited += 1;
        const isHeld = frozenBy !== undefined || [...orders.values()].some(holdsAccount);
        expect(isHeld, `${waiting} of ${JSON.stringify([...orders.values()].map(({ status }) => status))}`).toBe(true);
      }
    }),
    { numRuns: 1_500 },
  );
  expect(waited).toBeGreaterThan(20);
});

test('facts of the register that come again, each of them once more, change nothing', () => {
  let turns = 0;
  fc.assert(
    fc.property(life, (steps) => {
      const { log, bring, context: ctx } = play(steps);
      turns += log.filter((fact) => fact.type === 'account.freed' && fact.data.next !== undefined).length;
      for (const [at] of [...log.entries()]) expect(bring(at, ctx)).toEqual([]);
    }),
    { numRuns: 1_500 },
  );
  expect(turns).toBeGreaterThan(50);
});
