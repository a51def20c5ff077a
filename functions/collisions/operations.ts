import { closedRefusal } from '../../shared/alerts/gates.ts';
import { alertThing, ReadAlerts } from '../../shared/alerts/kind.ts';
import { accountOfCollision } from '../../shared/blacklist/collision/account-of-collision.ts';
import type { CollisionFact } from '../../shared/blacklist/collision/collision-facts.ts';
import { collisionLifecycle } from '../../shared/blacklist/collision/collision-lifecycle.ts';
import type { Collision } from '../../shared/blacklist/collision/collision-model.ts';
import { dismissCollision, orderCollision } from '../../shared/blacklist/collision/decide-collision.ts';
import { collisionThing } from '../../shared/blacklist/collision/kind.ts';
import { Collisions } from '../../shared/blacklist/collision/streams.ts';
import { CollisionEntry, type CollisionView, collisionView } from '../../shared/blacklist/collision/views.ts';
import { collisionsKey } from '../../shared/blacklist/keys.ts';
import { keyOfStopped } from '../../shared/freezes/account/account-key.ts';
import type { ApiRequest, Call } from '../../shared/http/api-request.ts';
import { commandOn, readOn, type Target } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Journal, StoredAnswer } from '../../shared/journal/journal.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import type { Thing } from '../../shared/kernel/thing.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { stopOfOne } from '../lookups/stop-collided.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { districtsAsked } from '../platform/dated-page.ts';
import { pageOfPartitions } from '../platform/partitions-page.ts';
import type { collisionRoutes } from './routes.ts';

interface CollisionCall extends Call {
  readonly params: { readonly collisionId: string };
  answer(status: 200, view: CollisionView, version: number): StoredAnswer;
}

const collision: Target<CollisionCall, Collision, CollisionFact> = {
  load: ({ params }, journal) => journal.load(Collisions, params.collisionId),
  thing: thingOf,
  answer: (request, { state, version }) => request.answer(200, collisionView(state, version), version),
};
const onCollision = commandOn(collision);

/** The police of the alarm as it is now have it: it may have been handed over. So do those of the order by which the account was met. */
async function thingOf(state: Collision, _: Call, journal: Journal): Promise<Thing> {
  const own = collisionThing(state);
  const { state: alarm } = await journal.load(ReadAlerts, state.alertId);
  if (alarm === undefined) return own;
  const { agencies = [], ...ofAlarm } = alertThing(alarm);
  return { ...ofAlarm, agencies: [...agencies, ...(own.agencies ?? [])] };
}

export const collisionOperations: Operations<typeof collisionRoutes, ApiTools> = {
  listCollisions: async (request, tools) => {
    const asked = districtsAsked(request);
    if (asked.kind === 'refusal') return asked;
    const pks = asked.districts.map((district) => collisionsKey(district, request.query.status));
    const page = await pageOfPartitions(request, tools, { index: 'listing', pks });
    if (page.kind === 'refusal') return page;
    return request.answer(200, { items: page.cards.map(({ card }) => parseTolerantly(CollisionEntry, card)), ...page.next });
  },
  getCollision: readOn(collision),
  orderCollision: onCollision<ApiRequest<typeof collisionRoutes.orderCollision>, ApiTools>(
    async (state, { account, officers, reason }, context, { request, tools }) => {
      const forbidden = collisionLifecycle.refusal(state.status, 'order');
      if (forbidden !== undefined) return forbidden;
      const alarm = await tools.journal.load(ReadAlerts, state.alertId);
      if (alarm.state === undefined) return refuse('NOT_FOUND');
      const closed = closedRefusal(alarm.state);
      if (closed !== undefined) return closed;
      const named = accountOfCollision(state, account);
      if (named.kind === 'refusal') return named;
      const asked = { account: named.account, officers, reason, urgency: 'urgent' } as const;
      const { accounts: secret } = await tools.dataKeys();
      const stop = await stopOfOne(tools.journal, keyOfStopped(secret, named.account), alarm.state, asked, context);
      if (stop.kind === 'refusal') return stop;
      const { requestId, orderId, changes } = stop;
      return {
        decision: orderCollision(state, { requestId, orderId, name: request.callerName }, context),
        // an alarm that is withdrawn or joined meanwhile takes no more stops
        rests: [alarm],
        changes: () => changes,
      };
    },
  ),
  dismissCollision: onCollision((state, input, context, { request }) =>
    dismissCollision(state, input, request.callerName, context),
  ),
};
