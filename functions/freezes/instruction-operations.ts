import { Banks } from '../../shared/banks/streams.ts';
import { keyOfStopped } from '../../shared/freezes/account/account-key.ts';
import type { OrderPlan } from '../../shared/freezes/model.ts';
import { correctOrder } from '../../shared/freezes/order/correct-order.ts';
import { addDocuments } from '../../shared/freezes/order/documents.ts';
import { orderExtension, orderFreeze, orderRelease, orderRenewal, orderUnfreeze } from '../../shared/freezes/order/instruct.ts';
import type { FreezeOrder, ReleaseOrder, RenewOrder, UnfreezeOrder } from '../../shared/freezes/order/instructions.ts';
import { lineUp, takeTurn } from '../../shared/freezes/order/line.ts';
import { freezeMatter, releaseMatter, renewalMatter } from '../../shared/freezes/order/questions.ts';
import { settleOrder } from '../../shared/freezes/order/settle-order.ts';
import { withdrawOrder } from '../../shared/freezes/order/withdraw-order.ts';
import { orderAt } from '../../shared/freezes/request/order-id.ts';
import { AccountRegisters, StopOrders } from '../../shared/freezes/streams.ts';
import { carryOut } from '../../shared/http/carry-out.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { planFrom } from '../../shared/journal/transact.ts';
import { nextOrder } from '../lookups/next-order.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { commandOnOrder, ofOrderAlone, orderOf } from './command-on-order.ts';
import type { instructionRoutes } from './instruction-routes.ts';
import { openAtOnce } from './open-at-once.ts';

/**
 * The instructions that officers give a bank, and the papers they hand in, once it has been asked for a stop; and an order's place in the
 * line.
 */
export const instructionOperations: Operations<typeof instructionRoutes, ApiTools> = {
  extendOrder: commandOnOrder(202, orderExtension),
  releaseOrder: commandOnOrder<202, ReleaseOrder>(202, orderRelease, {
    act: releaseMatter,
    instruction: 'release',
    rests: (body) => body,
  }),
  withdrawOrder: commandOnOrder(202, ofOrderAlone(withdrawOrder)),
  freezeOrder: commandOnOrder<202, FreezeOrder>(202, orderFreeze, {
    act: (order, body, filing) => (filing === undefined ? undefined : freezeMatter(order, body, filing)),
    instruction: 'freeze',
    rests: (body) => body,
  }),
  renewOrder: commandOnOrder<202, RenewOrder>(202, orderRenewal, {
    act: renewalMatter,
    instruction: 'renew',
    rests: (body) => body,
  }),
  unfreezeOrder: commandOnOrder<202, UnfreezeOrder>(202, orderUnfreeze, {
    act: releaseMatter,
    instruction: 'unfreeze',
    rests: (body) => body,
  }),
  lineUp: commandOnOrder(200, lineUp),
  takeTurn: commandOnOrder(200, takeTurn),
  settleOrder: commandOnOrder(200, ofOrderAlone(settleOrder)),
  addDocuments: commandOnOrder(200, ofOrderAlone(addDocuments)),

  correctOrder: async (request, tools) => {
    const { journal } = tools;
    const { account } = request.body;
    let plans: readonly OrderPlan[] = [];
    const attempt = async () => {
      const order = orderOf(request, await journal.load(StopOrders, request.params.orderId));
      if (order.kind === 'refusal') return order;
      const key = keyOfStopped((await tools.dataKeys()).accounts, account);
      const [bank, register] = await Promise.all([journal.load(Banks, account.bankId), journal.load(AccountRegisters, key)]);
      const { alertId, alarmAt } = order.state;
      const before = orderAt(register.state, alertId);
      const [there, next] = await Promise.all([
        before === undefined ? undefined : journal.load(StopOrders, before),
        nextOrder(journal, { alertId, alarmAt, accountKey: key, before }),
      ]);
      const known = {
        ...{ key, nextId: next.id },
        ...(there?.state === undefined ? {} : { there: there.state }),
        ...(bank.state === undefined ? {} : { bank: bank.state }),
        ...(register.state === undefined ? {} : { register: register.state }),
      };
      const decision = correctOrder(order.state, request.body, known, request.context());
      plans = decision.facts.flatMap((fact) => (fact.type === 'order.corrected' ? [fact.data.plan] : []));
      const [plan] = plans;
      if (plan === undefined) return planFrom(decision, [order.loaded]);
      const { orderId, dueAt } = plan;
      const joined = orderId === next.id ? {} : { joined: true as const };
      const settled = planFrom(decision, [order.loaded], () =>
        request.answer(202, { orderId, corrects: order.state.orderId, bankId: account.bankId, dueAt, ...joined }),
      );
      // this joins an order that is opened there meanwhile
      const rests = there === undefined || there.id === order.state.orderId ? [] : [there];
      return settled.kind === 'plan' ? { ...settled, requires: [register, next, ...rests] } : settled;
    };
    return carryOut(request, journal, attempt, () => openAtOnce(tools, plans, request));
  },
};
