import { askedOfOrderKey, linesOfWatchKey } from '../../shared/bank-questions/keys.ts';
import { dueBy } from '../../shared/bank-questions/question/ask-bank.ts';
import { BankQuestions, Watches, WatchLines } from '../../shared/bank-questions/streams.ts';
import type { StartWatch } from '../../shared/bank-questions/watch/bodies.ts';
import type { Watch } from '../../shared/bank-questions/watch/model.ts';
import { endWatch, startWatch } from '../../shared/bank-questions/watch/run-watch.ts';
import type { WatchFact } from '../../shared/bank-questions/watch/watch-facts.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import type { ApiRequest, Call } from '../../shared/http/api-request.ts';
import { commandOn, findOn } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { fresh } from '../../shared/journal/stream.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { DAY, plus } from '../../shared/kernel/time.ts';
import { onOrderNamed, orderNamed } from '../freezes/command-on-order.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { pageOfStates } from '../platform/paging.ts';
import { watchLineView, watchView } from './answers.ts';
import { ofOrder, readWithQuestion } from './of-order.ts';
import type { accountQuestionRoutes } from './routes.ts';

type WatchRoutes = Pick<typeof accountQuestionRoutes, 'startWatch' | 'listWatches' | 'getWatch' | 'listWatchLines' | 'endWatch'>;
type WatchCall = Call & { readonly params: { readonly watchId: string } };

/** The watch that a path names: the readers of its order read it. */
const watchNamed = ofOrder<WatchCall, Watch, WatchFact>(Watches, ({ params }) => params.watchId);
const onWatch = commandOn(watchNamed);

export const watchOperations: Operations<WatchRoutes, ApiTools> = {
  startWatch: onOrderNamed<ApiRequest<WatchRoutes['startWatch']>, ApiTools>(
    async (order, input: StartWatch, context, { request }) => {
      const ids = { watchId: context.newId('wch'), instructionId: context.newId('ins') };
      const { watchId } = ids;
      return {
        decision: startWatch(order, input, ids, context),
        streams: [fresh(Watches, watchId), fresh(BankQuestions, ids.instructionId)],
        answer: () => {
          const until = plus(context.now, input.days * DAY);
          return request.answer(202, { watchId, until, dueAt: dueBy({ instruction: 'watch' }, context) });
        },
      };
    },
  ),

  listWatches: async (request, tools) => {
    const order = await findOn(orderNamed, request, tools.journal);
    if (order.kind === 'refusal') return order;
    const pk = askedOfOrderKey('watch', request.params.orderId);
    const page = await pageOfStates(request, tools, Watches, { index: 'file', pk });
    if (page.kind === 'refusal') return page;
    return request.answer(200, { items: page.items.map(({ state }) => watchView(state)), ...page.next });
  },

  getWatch: readWithQuestion(watchNamed, watchView),

  listWatchLines: async (request, tools) => {
    const found = await findOn(watchNamed, request, tools.journal);
    if (found.kind === 'refusal') return found;
    const pk = linesOfWatchKey(found.state.watchId);
    const page = await pageOfStates(request, tools, WatchLines, { index: 'file', pk });
    if (page.kind === 'refusal') return page;
    return request.answer(200, { items: page.items.map(({ state }) => watchLineView(state)), ...page.next });
  },

  endWatch: onWatch<ApiRequest<WatchRoutes['endWatch']>, ApiTools>(
    async (watch, input, context, { request, tools: { journal } }) => {
      const order = await journal.load(StopOrders, watch.orderId);
      if (order.state === undefined) return refuse('NOT_FOUND');
      const instructionId = context.newId('ins');
      return {
        decision: endWatch(watch, input, { order: order.state, instructionId }, context),
        streams: [fresh(BankQuestions, instructionId)],
        answer: ({ state, version }) => request.answer(200, watchView(state), version),
      };
    },
  ),
};
