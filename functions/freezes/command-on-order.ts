import type { Matter } from '../../shared/approvals/model.ts';
import type { AccountFact } from '../../shared/freezes/account/account-register.ts';
import type { OrderView } from '../../shared/freezes/answers.ts';
import { orderThing } from '../../shared/freezes/kinds.ts';
import type { Filing } from '../../shared/freezes/order/filing.ts';
import type { Approval, InstructionKind, OnRecord } from '../../shared/freezes/order/instructions.ts';
import type { OrderFact } from '../../shared/freezes/order/order-facts.ts';
import { cameToNothing } from '../../shared/freezes/order/spent-approval.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { AccountRegisters, StopOrders } from '../../shared/freezes/streams.ts';
import { orderView } from '../../shared/freezes/views.ts';
import type { Call, Rejection } from '../../shared/http/api-request.ts';
import { carryOut, staleness } from '../../shared/http/carry-out.ts';
import type { StoredAnswer } from '../../shared/journal/journal.ts';
import { applied } from '../../shared/journal/split-facts.ts';
import type { Loaded } from '../../shared/journal/stream.ts';
import { planFrom } from '../../shared/journal/transact.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { type Decision, type Fact, refuse } from '../../shared/kernel/decision.ts';
import type { Officer } from '../../shared/kernel/people.ts';
import { approvalNamed, grantIn, tryGate, withApproval } from '../lookups/approvals.ts';
import { freezeBasis } from '../lookups/freeze-basis.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { holderOf } from './holder.ts';

interface FoundOrder {
  readonly kind: 'order';
  readonly state: StopOrder;
  readonly loaded: Loaded<StopOrder, OrderFact>;
}

/** The order, if it exists, the caller may do this with it, and it is the version the caller knows. */
export function orderOf(call: Call, loaded: Loaded<StopOrder, OrderFact>): FoundOrder | Rejection {
  const { state, version } = loaded;
  if (state === undefined) return refuse('NOT_FOUND');
  const access = call.allowed(orderThing(state));
  if (access.kind === 'refusal') return access;
  return staleness(call, version) ?? { kind: 'order', state, loaded };
}

type Decide<Body> = (order: StopOrder, input: Body, known: OnRecord, context: Context) => Decision<OrderFact | AccountFact>;

/** A decider that rests on the order alone. */
export function ofOrderAlone<Body>(
  decide: (order: StopOrder, input: Body, context: Context) => ReturnType<Decide<Body>>,
): Decide<Body> {
  return (order, input, _known, context) => decide(order, input, context);
}

interface OrderCall<Status, Body> extends Call {
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
 */
export function commandOnOrder<Status, Body>(status: Status, decide: Decide<Body>, gated?: Gated<Body>) {
  return async (request: OrderCall<Status, Body>, { journal }: ApiTools): Promise<StoredAnswer | Rejection> =>
    carryOut(request, journal, async () => {
      const order = orderOf(request, await journal.load(StopOrders, request.params.orderId));
      if (order.kind === 'refusal') return order;
      const { body } = request;
      const rests = gated?.rests(body) ?? {};
      const context = request.context();
      const [register, basis, approval] = await Promise.all([
        journal.load(AccountRegisters, order.state.accountKey),
        freezeBasis(journal, order.state.alertId, rests, context.now),
        approvalNamed(journal, rests),
      ]);
      const { filing } = basis;
      const idle = gated !== undefined && approval !== undefined && cameToNothing(order.state, approval.id, gated.instruction);
      const opening = tryGate(approval, gated?.act(order.state, body, filing), rests, context, idle);
      const decided = decide(
        order.state,
        body,
        { register: register.state, filing, approval: approvalOf(opening, rests) },
        context,
      );
      const unfiled = decided.kind === 'refusal' && decided.code === 'CASE_NOT_FILED' ? basis.refusal : undefined;
      const decision = unfiled ?? withApproval<Fact>(decided, opening);
      const streams = [order.loaded, register, ...(approval === undefined ? [] : [approval])];
      const holder = await holderOf(journal, applied(order.loaded, decision.facts).state?.waitsFor);
      const settled = planFrom(decision, streams, (after) => {
        const { state = order.state, version } = after(order.loaded);
        return request.answer(status, orderView(state, filing, holder), version);
      });
      // an alarm that leaves its case meanwhile takes the filing with it
      return settled.kind === 'plan' && filing !== undefined ? { ...settled, requires: basis.rests } : settled;
    });
}

/** The approval as the order keeps it. */
function approvalOf(opening: ReturnType<typeof tryGate>, { approvalId }: Rests): Approval | undefined {
  const granted = grantIn(opening);
  if (granted === undefined || approvalId === undefined) return undefined;
  const { name, level, at, legalReview } = granted;
  return { name, level, approvedAt: at, legalReview: legalReview !== undefined, approvalId };
}
