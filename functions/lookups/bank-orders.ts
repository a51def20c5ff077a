import { testThing } from '../../shared/bank-tests/kind.ts';
import { answerTest } from '../../shared/bank-tests/run-test.ts';
import type { TestScenario } from '../../shared/bank-tests/scenario-names.ts';
import { Conformances, TestOrders } from '../../shared/bank-tests/streams.ts';
import { restsOnRegister } from '../../shared/freezes/account/account-facts.ts';
import type { AccountFact, AccountRegister } from '../../shared/freezes/account/account-register.ts';
import { AccountRegisters } from '../../shared/freezes/account/account-registers.ts';
import { orderThing } from '../../shared/freezes/kinds.ts';
import type { OrderFact } from '../../shared/freezes/order/order-facts.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import type { Journal, StoredAnswer } from '../../shared/journal/journal.ts';
import { type Plan, planFrom, restingOn } from '../../shared/journal/transact.ts';
import type { Context } from '../../shared/kernel/context.ts';
import type { Decision, Fact, Refusal } from '../../shared/kernel/decision.ts';
import type { Thing } from '../../shared/kernel/thing.ts';

type DecideOrder = (register: AccountRegister | undefined) => Decision<OrderFact | AccountFact>;

/** An order as its bank deals with it: a real one, or one of its tests. */
export interface BanksOrder {
  readonly state: StopOrder;
  /** The desk and agencies that may see it. */
  readonly thing: Thing;
  /** Of a test: its scenario, and whether it is over. */
  readonly scenario?: TestScenario;
  readonly isOver?: boolean;
  /**
   * The plan after the bank's answer: of a real order for the order and its account, of a test for the test alone.
   *
   * @param answer made from the new order
   */
  plan(decide: DecideOrder, context: Context, answer: (after: StopOrder) => StoredAnswer): Promise<Plan | Refusal<Fact>>;
}

/** The order with this id, real or a test; undefined if there is none. */
export function loadBanksOrder(journal: Journal, id: string): Promise<BanksOrder | undefined> {
  return isTest(id) ? loadTest(journal, id) : loadReal(journal, id);
}

async function loadReal(journal: Journal, id: string): Promise<BanksOrder | undefined> {
  const order = await journal.load(StopOrders, id);
  const { state } = order;
  if (state === undefined) return undefined;
  return {
    state,
    thing: orderThing(state),
    plan: async (decide, _context, answer) => {
      const register = await journal.load(AccountRegisters, state.accountKey);
      const decision = decide(register.state);
      const plan = planFrom(decision, [order, register], (after) => answer(after(order).state ?? state));
      return restingOn(plan, restsOnRegister(state, register, decision.facts));
    },
  };
}

async function loadTest(journal: Journal, id: string): Promise<BanksOrder | undefined> {
  const test = await journal.load(TestOrders, id);
  const { state } = test;
  if (state === undefined) return undefined;
  return {
    state: state.order,
    thing: testThing(state.order),
    scenario: state.scenario,
    isOver: state.verdict !== undefined,
    plan: async (decide, context, answer) => {
      const conformance = await journal.load(Conformances, state.bankId);
      const decision = answerTest(state, decide(undefined), context);
      return planFrom(decision, [test, conformance], (after) => answer(after(test).state?.order ?? state.order));
    },
  };
}

/** Whether the id is that of a test. */
export function isTest(id: string): boolean {
  return id.startsWith('tst_');
}
