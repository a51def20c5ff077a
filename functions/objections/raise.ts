import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import type { Call } from '../../shared/http/api-request.ts';
import { createOn } from '../../shared/http/command-on.ts';
import { invalid } from '../../shared/http/read-request.ts';
import type { StoredAnswer } from '../../shared/journal/journal.ts';
import { keyedHash } from '../../shared/kernel/canonical.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { plainText } from '../../shared/kernel/plain-text.ts';
import type { RaiseObjection } from '../../shared/objections/bodies.ts';
import { raiseObjection } from '../../shared/objections/decide-objection.ts';
import type { ObjectedOrder } from '../../shared/objections/model.ts';
import { OpenObjections } from '../../shared/objections/open-objections.ts';
import { Objections } from '../../shared/objections/streams.ts';
import type { ObjectionReceipt } from '../../shared/objections/views.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { orderMeant } from './named-order.ts';
import { authorityOf, mayKnow } from './shown.ts';
import { textsOf } from './texts.ts';

interface RaiseCall extends Call {
  readonly body: RaiseObjection;
  answer(status: 201, receipt: ObjectionReceipt): StoredAnswer;
}

/**
 * Raises an objection. A caller who names an account without an order, or an order that it may not know of, gets the same answer after as
 * many reads: it is recorded all the same, and lies on the desk of the city's supervisor where there is no order.
 */
export const raiseOperation = createOn({
  type: Objections,
  may: (request: RaiseCall) => request.allowed({ addressedTo: request.body.bankId ?? request.actor.agency }),
})(
  async (
    input: RaiseObjection,
    context: Context,
    { request, tools }: { readonly request: RaiseCall; readonly tools: ApiTools },
  ) => {
    const { journal } = tools;
    const { actor } = request;
    if ((actor.agencyKind === 'bank') !== (input.channel === 'bank'))
      return invalid({ in: 'body', path: '/channel', rule: 'must be bank for a bank, and window or paper for police' });
    const { order, openUnder } = await orderMeant(input, actor, tools);
    const objector = keyedHash((await tools.dataKeys()).finds, `${openUnder}#${input.by.capacity}#${plainText(input.by.name)}`);
    const open = await journal.load(OpenObjections, openUnder);
    const standing = open.state?.open.find((one) => one.objector === objector);
    const same = standing && (await journal.load(Objections, standing.objectionId));
    const known = {
      ...{ name: request.callerName, bankId: input.bankId, openUnder, objector },
      ...{ order: order && objectedOrder(order), open: open.state, same: same?.state },
    };
    const authority = order !== undefined && mayKnow(actor, order) ? await authorityOf(order, journal) : undefined;
    return {
      decision: raiseObjection(input, known, context),
      goesOn: same,
      streams: same === undefined ? [open] : [],
      // of one that ends meanwhile the same person raises another
      rests: same === undefined ? [] : [open],
      answer: ({ state }) => {
        const { objectionId, reference, raisedAt, dueAt } = state;
        const texts = textsOf(state, order === undefined || authority === undefined ? undefined : { order, authority });
        return request.answer(201, { objectionId, reference, raisedAt, dueAt, texts });
      },
    };
  },
);

function objectedOrder({ orderId, alertId, agency, district, account }: StopOrder): ObjectedOrder {
  return { orderId, alertId, agency, district, bankId: account.bankId };
}
