import type { Alert } from '../../alerts/model.ts';
import type { Context } from '../../kernel/context.ts';
import { type Creation, create, type Refusal, refuse } from '../../kernel/decision.ts';
import { plus } from '../../kernel/time.ts';
import type { FreezeRequest, FreezeRequestFact, RefusedAccount, RequestTaken } from '../model.ts';
import { sameOfficerTwice } from '../officers.ts';
import { ladderOf } from '../order/ladder.ts';
import { type KnownToRequest, type Planned, planAccounts } from './plan-accounts.ts';

/** A request that is accepted. */
interface Requested extends Creation<FreezeRequestFact> {
  readonly request: FreezeRequest;
}

/**
 * Plans a stop order for every account of the request, tier 1, on the alarm's own clock.
 *
 * A fault of one account delays no other: that account gets no order, and `refused` says why. The request is refused only if every account
 * is. Several transfers into one account are one order. If the alarm has a standing order at an account, the request joins that order and
 * does not stop the account again. An account that Cordon knows to be frozen gets an order that waits in line.
 *
 * @returns `freeze-request.accepted`, or SAME_OFFICER_TWICE; if every account is refused, their reason (BANK_UNKNOWN, TIME_IN_FUTURE,
 *   STOP_LIMIT_REACHED, …), or NO_ACCOUNT_TO_STOP if the reasons differ. A refusal names places in the request, never their content
 */
export function requestFreeze(input: RequestTaken, known: KnownToRequest, context: Context): Requested | Refusal {
  const sameTwice = sameOfficerTwice(input.officers);
  if (sameTwice !== undefined) return sameTwice;
  const planned = planAccounts(input, known, context);
  return planned.orders.length === 0
    ? refusalOf(planned.refused, context)
    : requested(acceptedAs(known.alert, input, planned, context));
}

function acceptedAs(alert: Alert, input: RequestTaken, planned: Planned, { now, actor, policy, newId }: Context): FreezeRequest {
  const { alertId, urgency, reason, officers } = input;
  return {
    requestId: newId('frq'),
    alertId,
    district: alert.district,
    agency: actor.agency,
    requestedAt: now,
    urgency,
    reason,
    officers,
    alarmAt: alert.receivedAt,
    dueAt: plus(alert.receivedAt, policy.amount('sla.breach', now)),
    timetable: ladderOf(alert.receivedAt, policy, now),
    orders: [...planned.orders],
    refused: [...planned.refused],
  };
}

function requested(request: FreezeRequest): Requested {
  return { ...create<FreezeRequestFact>(request.requestId, { type: 'freeze-request.accepted', data: request }), request };
}

/** Why the request as a whole is refused: by the one reason that all its accounts have, or by its own where they differ. */
function refusalOf(refused: readonly RefusedAccount[], { policy, now }: Context): Refusal {
  const [first] = refused;
  const paths = refused.flatMap(({ account, errors }) => errors?.map(({ path }) => path) ?? [`/accounts/${account}`]);
  if (first === undefined || refused.some(({ code }) => code !== first.code)) return refuse('NO_ACCOUNT_TO_STOP', { paths });
  const limit = first.code === 'STOP_LIMIT_REACHED' ? { limit: policy.amount('stop.max-per-account', now) } : {};
  return refuse(first.code, { ...limit, paths });
}
