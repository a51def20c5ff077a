import { ReadAlerts } from '../../shared/alerts/kind.ts';
import type { Matter } from '../../shared/approvals/model.ts';
import { restsOnRegister } from '../../shared/freezes/account/account-facts.ts';
import type { AccountFact } from '../../shared/freezes/account/account-register.ts';
import type { OrderView } from '../../shared/freezes/answers.ts';
import { orderThing } from '../../shared/freezes/kinds.ts';
import type { Filing } from '../../shared/freezes/order/filing.ts';
import type { FreezeCountFact } from '../../shared/freezes/order/freeze-counts.ts';
import type { InstructionKind } from '../../shared/freezes/order/instructions.ts';
import type { AmongOthers } from '../../shared/freezes/order/line.ts';
import type { OrderFact } from '../../shared/freezes/order/order-facts.ts';
import { cameToNothing } from '../../shared/freezes/order/spent-approval.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import type { NamedCaller } from '../../shared/freezes/order/take-on.ts';
import { AccountRegisters, StopOrders } from '../../shared/freezes/streams.ts';
import { orderView } from '../../shared/freezes/views.ts';
import type { Call } from '../../shared/http/api-request.ts';
import { commandOn, type Reach } from '../../shared/http/command-on.ts';
import type { StoredAnswer } from '../../shared/journal/journal.ts';
import { applied } from '../../shared/journal/split-facts.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { type Decision, type Fact, refuse } from '../../shared/kernel/decision.ts';
import type { Officer } from '../../shared/kernel/people.ts';
import { approvalNamed, approvalOf, tryGate, withApproval } from '../lookups/approvals.ts';
import { freezeBasis } from '../lookups/freeze-basis.ts';
import { countedFreezes } from '../lookups/freezes-of-case.ts';
import { holderOf } from '../lookups/holder.ts';
import { othersAt } from '../lookups/line-of-account.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { readableThing } from './handed-over.ts';

/** The order that a path names. */
export const orderNamed: Reach<Call & { readonly params: { readonly orderId: string } }, StopOrder, OrderFact> = {
  load: async (request, journal) => {
    const { orderId } = request.params;
    const loaded = await journal.load(StopOrders, orderId);
    // a look at no order takes as long as one at a hidden order
    if (loaded.state === undefined) await readableThing(request, {}, orderId, journal);
    return loaded;
  },
  thing: (order, request, journal) => readableThing(request, orderThing(order), order.alertId, journal),
};

/** The operations on an order, each with an answer of its own. */
export const onOrderNamed = commandOn(orderNamed);

type Decide<Body> = (
  order: StopOrder,
  input: Body,
  known: AmongOthers & NamedCaller,
  context: Context,
) => Decision<OrderFact | AccountFact | FreezeCountFact>;

/** A decider that rests on the order alone. */
export function ofOrderAlone<Body>(
  decide: (order: StopOrder, input: Body, context: Context) => ReturnType<Decide<Body>>,
): Decide<Body> {
  return (order, input, _known, context) => decide(order, input, context);
}

export interface OrderCall<Status, Body> extends Call {
  readonly params: { readonly orderId: string };
  readonly body: Body;
  answer(status: Status, view: OrderView, version: number): StoredAnswer;
}

/** The grounds of the act that a body names: its approval, the officers who sign, and the filing. */
interface Rests {
  readonly approvalId?: string | undefined;
  readonly officers?: readonly Officer[];
  readonly filing?: Filing | undefined;
  readonly outsideFilingId?: string | undefined;
}

/** For a command behind a gate. */
interface Gated<Body> {
  /** The content of the act; its approval must be for this. Undefined if it needs a filing and there is none. */
  readonly act: (order: StopOrder, body: Body, filing: Filing | undefined) => Matter | undefined;
  readonly instruction: InstructionKind;
  readonly rests: (body: Body) => Rests;
}

/**
 * The operation that runs this decider on an order and the register of its account, in one transaction, and answers with the new order. An
 * approval that opens its gate is used up in the same transaction.
 *
 * @param leadsToStops of a command after which a bank is asked for a stop: it is refused under an alarm that was withdrawn, also at this
 *   moment
 * @param besideOthers of a command that looks at the other orders of the account: the one that the order waits for then must not change
 *   meanwhile
 */
export function commandOnOrder<Status, Body>(
  status: Status,
  decide: Decide<Body>,
  gated?: Gated<Body>,
  { leadsToStops = false, besideOthers = false }: { readonly leadsToStops?: boolean; readonly besideOthers?: boolean } = {},
) {
  return onOrderNamed<OrderCall<Status, Body>, ApiTools>(
    async (order, body, context, { request, loaded, tools: { journal } }) => {
      const rests = gated?.rests(body) ?? {};
      const [register, basis, approval, alarm] = await Promise.all([
        journal.load(AccountRegisters, order.accountKey),
        freezeBasis(journal, order.alertId, rests, context),
        approvalNamed(journal, rests),
        leadsToStops ? journal.load(ReadAlerts, order.alertId) : undefined,
      ]);
      if (alarm?.state?.status === 'withdrawn') return refuse('ALERT_WITHDRAWN');
      const { filing, caseIds = [order.alertId] } = basis;
      const counts = gated?.instruction === 'freeze' ? await countedFreezes(journal, caseIds, context) : undefined;
      const idle = gated !== undefined && approval !== undefined && cameToNothing(order, approval.id, gated.instruction);
      const opening = tryGate(approval, gated?.act(order, body, filing), rests, context, idle);
      const others = besideOthers ? await othersAt(journal, register.state, order.orderId) : [];
      const known = {
        ...{ register: register.state, filing, approval: approvalOf(opening, rests), freezes: counts?.freezes },
        others: others.flatMap(({ state }) => state ?? []),
        name: request.callerName,
      };
      const decided = decide(order, body, known, context);
      const unfiled = decided.kind === 'refusal' && decided.code === 'CASE_NOT_FILED' ? basis.refusal : undefined;
      const decision = unfiled ?? withApproval<Fact>(decided, opening);
      const waitsFor = applied(loaded, decision.facts).state?.waitsFor;
      const holder = await holderOf(journal, waitsFor);
      return {
        decision,
        streams: [register, ...(approval === undefined ? [] : [approval]), ...(counts?.streams ?? [])],
        rests: [
          ...restsOnRegister(order, register, decision.facts),
          // one that lets go at this moment would not see the order in its line
          ...others.filter(({ id }) => id === waitsFor),
          // an alarm that leaves its case meanwhile takes the filing with it
          ...(filing === undefined ? [] : basis.rests),
          ...(counts?.rests ?? []),
          ...(alarm === undefined ? [] : [alarm]),
        ],
        answer: ({ state, version }) => request.answer(status, orderView(state, filing, holder), version),
      };
    },
  );
}
