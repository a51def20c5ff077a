import { askHolder } from '../../shared/bank-questions/holder/ask-holder.ts';
import type { HolderRequestFact } from '../../shared/bank-questions/holder/holder-request-facts.ts';
import type { HolderRequest, RequestHolder } from '../../shared/bank-questions/holder/model.ts';
import { askedOfOrderKey } from '../../shared/bank-questions/keys.ts';
import { thingOfOrder } from '../../shared/bank-questions/kind.ts';
import { dueBy } from '../../shared/bank-questions/question/ask-bank.ts';
import { BankQuestions, HolderRequests } from '../../shared/bank-questions/streams.ts';
import type { ApiRequest, Call } from '../../shared/http/api-request.ts';
import { findOn, type Reach } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { fresh } from '../../shared/journal/stream.ts';
import { onOrderNamed, orderNamed } from '../freezes/command-on-order.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { pageOfStates } from '../platform/paging.ts';
import { holderEntry, holderView } from './answers.ts';
import { readWithQuestion } from './of-order.ts';
import type { accountQuestionRoutes } from './routes.ts';

type HolderRoutes = Pick<typeof accountQuestionRoutes, 'requestHolder' | 'listHolderRequests' | 'getHolderRequest'>;
type HolderCall = Call & { readonly params: { readonly holderRequestId: string } };

/** The question that a path names: for the police of the order, and for no reader of a handed-over alarm. */
const holderNamed: Reach<HolderCall, HolderRequest, HolderRequestFact> = {
  load: ({ params }, journal) => journal.load(HolderRequests, params.holderRequestId),
  thing: thingOfOrder,
};

export const holderOperations: Operations<HolderRoutes, ApiTools> = {
  requestHolder: onOrderNamed<ApiRequest<HolderRoutes['requestHolder']>, ApiTools>(
    async (order, input: RequestHolder, context, { request }) => {
      const ids = { holderRequestId: context.newId('hld'), instructionId: context.newId('ins') };
      const { holderRequestId } = ids;
      return {
        decision: askHolder(order, input, ids, context),
        streams: [fresh(HolderRequests, holderRequestId), fresh(BankQuestions, ids.instructionId)],
        answer: () => request.answer(202, { holderRequestId, dueAt: dueBy({ instruction: 'whose-account' }, context) }),
      };
    },
  ),

  listHolderRequests: async (request, tools) => {
    const order = await findOn(orderNamed, request, tools.journal);
    if (order.kind === 'refusal') return order;
    const pk = askedOfOrderKey('holder-request', request.params.orderId);
    const page = await pageOfStates(request, tools, HolderRequests, { index: 'file', pk });
    if (page.kind === 'refusal') return page;
    return request.answer(200, { items: page.items.map(({ state }) => holderEntry(state)), ...page.next });
  },

  getHolderRequest: readWithQuestion(holderNamed, holderView),
};
