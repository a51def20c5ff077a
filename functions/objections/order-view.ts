import * as z from 'zod';
import { OrderedAccount, OrderPlan } from '../../shared/freezes/model.ts';
import { givenInstructions, instructionStates } from '../../shared/freezes/order/given-instruction.ts';
import { heldFen } from '../../shared/freezes/order/standing.ts';
import { PendingInstruction, StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { Transfer } from '../../shared/freezes/transfer.ts';
import { transfersOf } from '../../shared/freezes/transfers.ts';
import { defined } from '../../shared/kernel/defined.ts';
import { AgencyId } from '../../shared/kernel/ids.ts';
import { Fen } from '../../shared/kernel/money.ts';

/** The order that an objection is about, for those who review it or supervise the review: what is held, by whose act, and on what grounds. */
export const OrderObjectedTo = z
  .strictObject({
    ...OrderPlan.pick({ orderId: true, requestId: true, district: true, agency: true, tier: true, tracedFen: true }).shape,
    ...OrderPlan.pick({ reason: true, officers: true, documents: true, alarmAt: true }).shape,
    ...StopOrder.pick({ requestedAt: true, effectiveAt: true, freezeEffectiveAt: true, expiresAt: true }).shape,
    ...StopOrder.pick({ stoppedFen: true, narrowedFen: true, letGo: true }).shape,
    state: StopOrder.shape.status,
    bankId: AgencyId,
    account: OrderedAccount.omit({ bankId: true, transfer: true }),
    heldFen: Fen,
    transfers: z.array(Transfer).describe('The transfers that brought the money there.'),
    instructions: z
      .array(
        z.strictObject({
          ...PendingInstruction.pick({ instruction: true, issuedAt: true, reason: true, officers: true, termMonths: true }).shape,
          ...PendingInstruction.pick({ amountFen: true, necessity: true, filing: true, approval: true, ground: true }).shape,
          state: z.enum(instructionStates),
        }),
      )
      .describe('What the bank was told, oldest first, with the filing and the approval that each rests on.'),
  })
  .meta({ id: 'OrderObjectedTo' });
export type OrderObjectedTo = z.input<typeof OrderObjectedTo>;

/** The order as they see it: field by field, so that no new field shows by accident. */
export function orderObjectedTo(order: StopOrder): OrderObjectedTo {
  const { orderId, requestId, district, agency, tier, tracedFen, reason, officers, documents, alarmAt, requestedAt } = order;
  const { effectiveAt, freezeEffectiveAt, expiresAt, stoppedFen, narrowedFen, letGo, status: state } = order;
  const { bankId, transfer: _, ...account } = order.account;
  return {
    ...{ orderId, requestId, district, agency, tier, tracedFen, reason, officers, documents, alarmAt, requestedAt },
    ...{ stoppedFen, state, bankId, account, heldFen: heldFen(order), transfers: [...transfersOf(order)] },
    ...defined({ effectiveAt, freezeEffectiveAt, expiresAt, narrowedFen, letGo }),
    instructions: givenInstructions(order).map((given) => {
      const { instruction, issuedAt, termMonths, amountFen, necessity, filing, approval, ground } = given;
      return {
        ...{ instruction, issuedAt, state: given.state, reason: given.reason, officers: [...given.officers] },
        ...defined({ termMonths, amountFen, necessity, filing, approval, ground }),
      };
    }),
  };
}
