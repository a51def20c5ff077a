import * as z from 'zod';
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
import { tagOf } from '../../shared/http/entity-tags.ts';
import { loadAll } from '../../shared/journal/load-all.ts';
import { fresh } from '../../shared/journal/stream.ts';
import { HolderRequestId } from '../../shared/kernel/ids.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { onOrderNamed, orderNamed } from '../freezes/command-on-order.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { pageOfIndex } from '../platform/paging.ts';
import { holderEntry, holderView } from './answers.ts';
import type { accountQuestionRoutes } from './routes.ts';

type HolderRoutes = Pick<typeof accountQuestionRoutes, 'requestHolder' | 'listHolderRequests' | 'getHolderRequest'>;
type HolderCall = Call & { readonly params: { readonly holderRequestId: string } };

/** The question that a path names: for the police of the order, and for no reader of a handed-over alarm. */
const holderNamed: Reach<HolderCall, HolderRequest, HolderRequestFact> = {
  load: ({ params }, journal) => journal.load(HolderRequests, params.holderRequestId),
  thing: thingOfOrder,
};

const HolderCard = z.object({ holderRequestId: HolderRequestId });

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
    const { journal } = tools;
    const order = await findOn(orderNamed, request, journal);
    if (order.kind === 'refusal') return order;
    const pk = askedOfOrderKey('holder-request', request.params.orderId);
    const page = await pageOfIndex(request, tools, { index: 'file', pk });
    if (page.kind === 'refusal') return page;
    const ids = page.cards.map(({ card }) => parseTolerantly(HolderCard, card).holderRequestId);
    const requests = await loadAll(journal, HolderRequests, ids);
    const items = requests.flatMap(({ state }) => (state === undefined ? [] : [holderEntry(state)]));
    return request.answer(200, { items, ...page.next });
  },

  getHolderRequest: async (request, { journal }) => {
    const found = await findOn(holderNamed, request, journal);
    if (found.kind === 'refusal') return found;
    const { state: question } = await journal.load(BankQuestions, found.state.instructionId);
    const view = holderView(found.state, question);
    // the question changes while this stays
    return request.answer(200, view, tagOf(found.loaded.version, view));
  },
};
