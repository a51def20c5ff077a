import { closedRefusal } from '../../../shared/alerts/gates.ts';
import { ReadAlerts } from '../../../shared/alerts/kind.ts';
import { accountOfCollision } from '../../../shared/blacklist/collision/account-of-collision.ts';
import { orderCollision } from '../../../shared/blacklist/collision/decide-collision.ts';
import { Collisions } from '../../../shared/blacklist/collision/streams.ts';
import { StopOrders } from '../../../shared/freezes/streams.ts';
import { splitFacts } from '../../../shared/journal/split-facts.ts';
import { idOfStream } from '../../../shared/journal/stream.ts';
import type { Plan } from '../../../shared/journal/transact.ts';
import { systemActor } from '../../../shared/kernel/context.ts';
import { stopOfOne } from '../../lookups/stop-collided.ts';
import { appendOnce } from '../../platform/append-once.ts';
import { contextOf } from '../../platform/platform.ts';
import type { FactOf } from '../facts.ts';
import { type CoordinationTools, commandOf, type Reaction } from '../reaction.ts';

/** What the reason of such a stop says. */
const REASON = '布黑卡碰撞';
const nothing: Plan = { kind: 'plan', changes: [] };

/** The officers of the order by which the account was met answer for this stop as well, as they do for those of the trace. */
export const stopUnasked: Reaction<FactOf<'collision.found'>, CoordinationTools> = {
  name: 'stopUnasked',
  does: 'asks for the stop of a listed account without an officer, only if the policy says so (`blacklist.auto-stop`)',
  react: async ({ recorded }, tools) => {
    const command = commandOf('stopUnasked', recorded, tools.now());
    if (!tools.policy.enabled('blacklist.auto-stop', command.now)) return;
    // the collision tells that it was ordered
    await appendOnce(tools.journal, command, () => planned(idOfStream(recorded.stream), tools), { remember: false });
  },
};

async function planned(collisionId: string, tools: CoordinationTools): Promise<Plan> {
  const { journal } = tools;
  const collision = await journal.load(Collisions, collisionId);
  if (collision.state?.status !== 'proposed') return nothing;
  const { alertId, agency, district, metBy, accountKey } = collision.state;
  const [alarm, order] = await Promise.all([journal.load(ReadAlerts, alertId), journal.load(StopOrders, metBy)]);
  const named = accountOfCollision(collision.state, {});
  if (alarm.state === undefined || order.state === undefined || named.kind === 'refusal') return nothing;
  if (closedRefusal(alarm.state) !== undefined) return nothing;
  const { subject } = systemActor;
  const context = contextOf(tools, { agency, agencyKind: 'police', district, roles: [], subject });
  const asked = { account: named.account, officers: order.state.officers, urgency: 'urgent', reason: REASON } as const;
  const stop = await stopOfOne(journal, accountKey, alarm.state, asked, context);
  if (stop.kind === 'refusal') return nothing;
  const { requestId, orderId, changes } = stop;
  const { facts } = orderCollision(collision.state, { requestId, orderId, name: subject }, context);
  return { kind: 'plan', changes: [...splitFacts([collision], facts), ...changes], requires: [alarm] };
}
