import { Banks } from '../../shared/banks/streams.ts';
import { askRedelivery } from '../../shared/freezes/bank-answer/redelivery.ts';
import { orderThing } from '../../shared/freezes/kinds.ts';
import { openGiven } from '../../shared/freezes/order/given-instruction.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { carryOut } from '../../shared/http/carry-out.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { signedBy } from '../../shared/http/signed-by.ts';
import { planFrom } from '../../shared/journal/transact.ts';
import { impossible } from '../../shared/kernel/impossible.ts';
import { orderOf } from '../lookups/order-of-bank.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import type { bankInboxRoutes } from './routes.ts';

/** A bank asks for the push of an open instruction again; the relay queues it. */
export const redelivery: Operations<Pick<typeof bankInboxRoutes, 'redeliverBankOrder'>, ApiTools> = {
  redeliverBankOrder: async (request, { journal }) => {
    const { orderId } = request.params;
    const { instructionId } = request.body ?? {};
    const bank = await journal.load(Banks, request.actor.agency);
    const signed = await signedBy(request, bank.state, { orderId, instructionId });
    if (signed.kind === 'refusal') return signed;
    return carryOut(request, journal, async () => {
      const loaded = await journal.load(StopOrders, orderId);
      const { state } = loaded;
      const order = orderOf(request, state === undefined ? undefined : { state, thing: orderThing(state) });
      if (order.kind === 'refusal') return order;
      const context = request.context();
      const decision = askRedelivery(order.state, { instructionId }, { bank: bank.state, signature: signed.signature }, context);
      return planFrom(decision, [loaded], () => {
        const { instruction, instructionId: asked } =
          openGiven(order.state) ?? impossible('a push of no open instruction was asked for again');
        return request.answer(202, { orderId, instructionId: asked, instruction, askedAt: context.now });
      });
    });
  },
};
