import { restsOnRegister } from '../../shared/freezes/account/account-facts.ts';
import { orderThing } from '../../shared/freezes/kinds.ts';
import type { RecordFinding, TellOwner } from '../../shared/freezes/screening/bodies.ts';
import { recordFinding, tellOwner } from '../../shared/freezes/screening/decide-screening.ts';
import type { Screening } from '../../shared/freezes/screening/model.ts';
import type { ScreeningFact } from '../../shared/freezes/screening/screening-facts.ts';
import { Screenings } from '../../shared/freezes/screening/streams.ts';
import { ScreeningEntry, type ScreeningView, screeningView } from '../../shared/freezes/screening/views.ts';
import { AccountRegisters, StopOrders } from '../../shared/freezes/streams.ts';
import type { Call } from '../../shared/http/api-request.ts';
import { commandOn, type Present, readOn, type Target } from '../../shared/http/command-on.ts';
import { createApi, type Operations } from '../../shared/http/create-api.ts';
import type { StoredAnswer } from '../../shared/journal/journal.ts';
import { attentionKey } from '../../shared/journal/keys.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { type ApiTools, createApiTools } from '../platform/api-tools.ts';
import { districtsAsked } from '../platform/dated-page.ts';
import { createLog } from '../platform/log.ts';
import { pageOfPartitions } from '../platform/partitions-page.ts';
import { FreezesEnv } from './env.ts';
import { readableThing } from './handed-over.ts';
import { screeningRoutes } from './screening-routes.ts';

interface ScreeningCall extends Call {
  readonly params: { readonly orderId: string };
  answer(status: 200, view: ScreeningView, version: number): StoredAnswer;
}

/** The screening of the order that a path names. It is for the police who read the order, and not for its bank. */
const screening: Target<ScreeningCall, Screening, ScreeningFact> = {
  load: async (request, journal) => {
    const { orderId } = request.params;
    const loaded = await journal.load(Screenings, orderId);
    // a look at no screening takes as long as one at a hidden one
    if (loaded.state === undefined) await readableThing(request, {}, orderId, journal);
    return loaded;
  },
  thing: ({ district, agency, bankId, alertId }, request, journal) =>
    readableThing(request, orderThing({ district, agency, account: { bankId } }), alertId, journal),
  answer: (request, { state, version }: Present<Screening>) => request.answer(200, screeningView(state, version), version),
};
const onScreening = commandOn(screening);

export const screeningOperations: Operations<typeof screeningRoutes, ApiTools> = {
  listScreenings: async (request, tools) => {
    const asked = districtsAsked(request);
    if (asked.kind === 'refusal') return asked;
    const { status } = request.query;
    const page = await pageOfPartitions(request, tools, {
      index: 'attention',
      pks: asked.districts.map((district) => attentionKey('screening', district)),
      filter: { status },
      ...(status === undefined ? {} : { keep: ({ card }) => parseTolerantly(ScreeningEntry, card).status === status }),
    });
    if (page.kind === 'refusal') return page;
    return request.answer(200, { items: page.cards.map(({ card }) => parseTolerantly(ScreeningEntry, card)), ...page.next });
  },

  getScreening: readOn(screening),

  recordFinding: onScreening<ScreeningCall & { readonly body: RecordFinding }, ApiTools>(
    async (state, input, context, { request, tools: { journal } }) => {
      const order = await journal.load(StopOrders, state.orderId);
      if (order.state === undefined) return refuse('NOT_FOUND');
      const register = await journal.load(AccountRegisters, order.state.accountKey);
      const known = { order: order.state, register: register.state, name: request.callerName };
      const decision = recordFinding(state, input, known, context);
      return {
        decision,
        streams: [order, register],
        rests: restsOnRegister(order.state, register, decision.facts),
      };
    },
  ),
  tellOwner: onScreening<ScreeningCall & { readonly body: TellOwner }, ApiTools>((state, input, context, { request }) =>
    tellOwner(state, input, { name: request.callerName }, context),
  ),
};

/** The API of the screening of frozen accounts. */
export const handler = createApi(
  screeningRoutes,
  screeningOperations,
  () => createApiTools(FreezesEnv.parse(process.env)),
  createLog(),
);
