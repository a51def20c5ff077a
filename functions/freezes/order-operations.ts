import * as z from 'zod';
import { Banks } from '../../shared/banks/streams.ts';
import { keyOfStopped } from '../../shared/freezes/account-key.ts';
import { correctOrder } from '../../shared/freezes/correct-order.ts';
import { addDocuments } from '../../shared/freezes/documents.ts';
import { orderExtension, orderFreeze, orderRelease, orderRenewal, orderUnfreeze } from '../../shared/freezes/instruct.ts';
import type {
  AddDocuments,
  FreezeOrder,
  ReleaseOrder,
  RenewOrder,
  RuleOnOutflows,
  SettleOrder,
  UnfreezeOrder,
} from '../../shared/freezes/instructions.ts';
import { lineUp, takeTurn } from '../../shared/freezes/line.ts';
import type { OrderPlan } from '../../shared/freezes/model.ts';
import { recordPhoneResult } from '../../shared/freezes/phone-result.ts';
import { freezeMatter, releaseMatter, renewalMatter } from '../../shared/freezes/questions.ts';
import { clearOutflows, declineOutflows } from '../../shared/freezes/rule-on-outflows.ts';
import { settleOrder } from '../../shared/freezes/settle-order.ts';
import { AccountRegisters, StopOrders } from '../../shared/freezes/streams.ts';
import { fundGraph, orderView } from '../../shared/freezes/views.ts';
import { withdrawOrder } from '../../shared/freezes/withdraw-order.ts';
import { carryOut } from '../../shared/http/carry-out.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { tagOf } from '../../shared/http/entity-tags.ts';
import { fileKey } from '../../shared/journal/keys.ts';
import { streamKey } from '../../shared/journal/stream.ts';
import { settle } from '../../shared/journal/transact.ts';
import { OrderId } from '../../shared/kernel/ids.ts';
import type { ApiTools } from '../lib/api-tools.ts';
import { filingOfAlert } from '../lib/cases.ts';
import { openAtOnce } from '../lib/open-at-once.ts';
import { FIRST_TIER } from '../lib/orders-of-alert.ts';
import { pageOfIndex } from '../lib/paging.ts';
import { orderThing } from '../lib/things.ts';
import { commandOnOrder, orderOf } from './command-on-order.ts';
import { followAlert } from './follow-alert.ts';
import { holderOf } from './holder.ts';
import type { freezeRoutes } from './routes.ts';

type OrderRoutes = Omit<typeof freezeRoutes, 'requestFreeze' | 'getFreezeRequest' | 'listFreezeRequests'>;

/** What of an order's card tells where to find it. */
const OrderCard = z.object({ orderId: OrderId });

/** The most facts shown with an order; the audit has them all. */
const FACTS_SHOWN = 500;

export const orderOperations: Operations<OrderRoutes, ApiTools> = {
  getOrder: async (request, { journal }) => {
    const { orderId } = request.params;
    const order = orderOf(request, await journal.load(StopOrders, orderId));
    if (order.kind === 'refusal') return order;
    const { facts } = await journal.facts(streamKey(StopOrders.name, orderId), { limit: FACTS_SHOWN });
    const [filed, holder] = await Promise.all([
      filingOfAlert(journal, order.state.alertId),
      holderOf(journal, order.state.waitsFor),
    ]);
    // a fact recorded since the order was read is not part of the version that is answered
    const known = facts.filter(({ seq }) => seq <= order.loaded.version);
    const lines = known.map(({ seq, type, at, actor }) => ({ seq, type, at, by: actor.agency }));
    const { version } = order.loaded;
    const view = { ...orderView(order.state, filed.filing, holder), version, facts: lines };
    // the filing is the case's and the holder another order's: both change while the order stays
    return request.answer(200, view, tagOf(version, view));
  },

  getFundGraph: async (request, tools) => {
    const { journal } = tools;
    const order = orderOf(request, await journal.load(StopOrders, request.params.orderId));
    if (order.kind === 'refusal') return order;
    const part = { index: 'file', pk: fileKey(order.state.alertId), from: FIRST_TIER } as const;
    const page = await pageOfIndex(request, tools, part);
    if (page.kind === 'refusal') return page;
    const loaded = await journal.loadMany(
      StopOrders,
      page.cards.map(({ card }) => OrderCard.parse(card).orderId),
    );
    const found = loaded.flatMap(({ state }) => (state === undefined ? [] : [state]));
    // the index follows within moments: the order asked about is shown all the same
    const missing =
      page.after === undefined && page.next.next === undefined && found.every(({ orderId }) => orderId !== order.state.orderId);
    const orders = missing ? [...found, order.state] : found;
    const shown = orders.filter((one) => request.allowed(orderThing(one)).kind === 'allowed');
    return request.answer(200, { ...fundGraph(shown), ...page.next });
  },

  // The relay, which follows all outflows, follows these: one who clicks need not wait for it.
  followHeldOutflows: commandOnOrder(202, (order, _register, input: RuleOnOutflows, context) =>
    clearOutflows(order, input, context),
  ),
  followHeldOfAlert: followAlert,
  declineHeldOutflows: commandOnOrder(200, (order, _register, input: RuleOnOutflows, context) =>
    declineOutflows(order, input, context),
  ),
  extendOrder: commandOnOrder(202, orderExtension),
  releaseOrder: commandOnOrder(
    202,
    (order, register, input: ReleaseOrder, context, { approval }) =>
      orderRelease(order, register, { ...input, approval }, context),
    { act: releaseMatter, rests: (body) => body },
  ),
  withdrawOrder: commandOnOrder(202, withdrawOrder),
  freezeOrder: commandOnOrder(
    202,
    (order, register, input: FreezeOrder, context, { filing, approval }) =>
      orderFreeze(order, register, { ...input, filing, approval }, context),
    {
      act: (order, body, filing) => (filing === undefined ? undefined : freezeMatter(order, body, filing)),
      rests: (body) => body,
    },
  ),
  renewOrder: commandOnOrder(
    202,
    (order, register, input: RenewOrder, context, { approval }) => orderRenewal(order, register, { ...input, approval }, context),
    { act: renewalMatter, rests: (body) => body },
  ),
  unfreezeOrder: commandOnOrder(
    202,
    (order, register, input: UnfreezeOrder, context, { approval }) =>
      orderUnfreeze(order, register, { ...input, approval }, context),
    { act: releaseMatter, rests: (body) => body },
  ),
  lineUp: commandOnOrder(200, lineUp),
  takeTurn: commandOnOrder(200, takeTurn),
  recordPhoneResult: commandOnOrder(200, recordPhoneResult),
  settleOrder: commandOnOrder(200, (order, _register, input: SettleOrder, context) => settleOrder(order, input, context)),
  addDocuments: commandOnOrder(200, (order, _register, input: AddDocuments, context) => addDocuments(order, input, context)),

  correctOrder: async (request, tools) => {
    const { journal } = tools;
    const { account } = request.body;
    let plans: readonly OrderPlan[] = [];
    const attempt = async () => {
      const order = orderOf(request, await journal.load(StopOrders, request.params.orderId));
      if (order.kind === 'refusal') return order;
      const key = keyOfStopped((await tools.dataKeys()).accounts, account);
      const [bank, register] = await Promise.all([journal.load(Banks, account.bankId), journal.load(AccountRegisters, key)]);
      const known = {
        key,
        ...(bank.state === undefined ? {} : { bank: bank.state }),
        ...(register.state === undefined ? {} : { register: register.state }),
      };
      const decision = correctOrder(order.state, known, request.body, request.context());
      plans = decision.facts.flatMap((fact) => (fact.type === 'order.corrected' ? [fact.data.plan] : []));
      const [plan] = plans;
      if (plan === undefined) return settle(decision, [order.loaded]);
      const { orderId, dueAt } = plan;
      return settle(decision, [order.loaded], () =>
        request.answer(202, { orderId, corrects: order.state.orderId, bankId: account.bankId, dueAt }),
      );
    };
    return carryOut(request, journal, attempt, () => openAtOnce(tools, plans, request));
  },
};
