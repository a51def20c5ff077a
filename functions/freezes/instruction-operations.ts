import { ReadAlerts } from '../../shared/alerts/kind.ts';
import { Banks } from '../../shared/banks/streams.ts';
import { keyOfStopped } from '../../shared/freezes/account/account-key.ts';
import { correctOrder } from '../../shared/freezes/order/correct-order.ts';
import { orderRenewal, orderUnfreeze } from '../../shared/freezes/order/instruct.ts';
import type { RenewOrder, UnfreezeOrder } from '../../shared/freezes/order/instructions.ts';
import { lineUp, takeTurn } from '../../shared/freezes/order/line.ts';
import { releaseMatter, renewalMatter } from '../../shared/freezes/order/questions.ts';
import { settleOrder } from '../../shared/freezes/order/settle-order.ts';
import { withdrawOrder } from '../../shared/freezes/order/withdraw-order.ts';
import { orderAt } from '../../shared/freezes/request/order-id.ts';
import { AccountRegisters, StopOrders } from '../../shared/freezes/streams.ts';
import type { ApiRequest } from '../../shared/http/api-request.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { nextOrder } from '../lookups/next-order.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { commandOnOrder, ofOrderAlone, onOrderNamed } from './command-on-order.ts';
import { getFreezeGate } from './freeze-gate.ts';
import type { instructionRoutes } from './instruction-routes.ts';
import { addDocumentsToOne, extendOne, freezeOne, releaseOne } from './one-order.ts';
import { openAtOnce } from './open-at-once.ts';

/**
 * The instructions that officers give a bank, and the papers they hand in, once it has been asked for a stop; and an order's place in the
 * line.
 */
export const instructionOperations: Operations<typeof instructionRoutes, ApiTools> = {
  extendOrder: extendOne,
  releaseOrder: releaseOne,
  withdrawOrder: commandOnOrder(202, withdrawOrder),
  freezeOrder: freezeOne,
  getFreezeGate,
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
  lineUp: commandOnOrder(200, lineUp, undefined, { besideOthers: true }),
  takeTurn: commandOnOrder(200, takeTurn, undefined, { leadsToStops: true }),
  settleOrder: commandOnOrder(200, ofOrderAlone(settleOrder)),
  addDocuments: addDocumentsToOne,

  correctOrder: onOrderNamed<ApiRequest<typeof instructionRoutes.correctOrder>, ApiTools>(
    async (order, input, context, { request, tools }) => {
      const { journal } = tools;
      const { account } = input;
      const { alertId, alarmAt } = order;
      const key = keyOfStopped((await tools.dataKeys()).accounts, account);
      const [bank, register, alarm] = await Promise.all([
        journal.load(Banks, account.bankId),
        journal.load(AccountRegisters, key),
        journal.load(ReadAlerts, alertId),
      ]);
      // a correction is a further stop; one of a joined alarm goes on as its order does
      if (alarm.state?.status === 'withdrawn') return refuse('ALERT_WITHDRAWN');
      const before = orderAt(register.state, alertId);
      const [there, next] = await Promise.all([
        before === undefined ? undefined : journal.load(StopOrders, before),
        nextOrder(journal, { alertId, alarmAt, accountKey: key, before }),
      ]);
      const known = { key, nextId: next.id, there: there?.state, bank: bank.state, register: register.state };
      const decision = correctOrder(order, input, known, context);
      if (decision.kind === 'refusal') return decision;
      const { made: orderId, plan } = decision;
      const joined = orderId === next.id ? {} : { joined: true as const };
      return {
        decision,
        // this joins an order that is opened there meanwhile
        rests: [register, next, alarm, ...(there === undefined || there.id === order.orderId ? [] : [there])],
        answer: () =>
          request.answer(202, { orderId, corrects: order.orderId, bankId: account.bankId, dueAt: plan.dueAt, ...joined }),
        afterwards: () => openAtOnce(tools, [plan], request),
      };
    },
  ),
};
