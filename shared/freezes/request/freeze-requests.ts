import { dueShard, factsOfAlert, fileOfAlert, listing } from '../../journal/keys.ts';
import type { IndexView, StreamType } from '../../journal/stream.ts';
import { impossible } from '../../kernel/impossible.ts';
import { FreezeRequest, FreezeRequestFact } from '../model.ts';
import { checkedAt } from './open-parts.ts';

/** Tier 0 of an alert's file: what its orders follow from. */
const BEFORE_TIER_1 = 0;

/** Freeze requests by their id; found by district and month, in the file of their alert, and by what is due next. */
export const FreezeRequests: StreamType<FreezeRequest, FreezeRequestFact> = {
  name: 'freeze-request',
  schemaVersion: 2,
  state: FreezeRequest,
  fact: FreezeRequestFact,
  evolve: evolveRequest,
  index: indexRequest,
  factsFile: ({ alertId }) => factsOfAlert(alertId),
};

function indexRequest(request: FreezeRequest): IndexView {
  const moment = checkedAt(request);
  return {
    entries: {
      // By alarm, as alerts and orders are listed, so that a page of one is a range of the others.
      listing: listing('freeze-request', request.district, request.alarmAt, `${request.alertId}#${request.requestId}`),
      file: fileOfAlert(request.alertId, BEFORE_TIER_1, request.requestId),
      ...(moment === undefined ? {} : { due: dueShard(request.requestId, moment) }),
    },
    card: requestCard(request),
  };
}

function evolveRequest(before: FreezeRequest | undefined, fact: FreezeRequestFact): FreezeRequest {
  if (fact.type === 'freeze-request.accepted') return fact.data;
  return before === undefined ? impossible('a part comes before its request') : { ...before, opening: fact.data };
}

/** What lists show of a request: no name, no account. */
function requestCard(request: FreezeRequest): Readonly<Record<string, unknown>> {
  const { requestId, alertId, district, agency, requestedAt, urgency, alarmAt, dueAt, orders, refused } = request;
  return {
    requestId,
    alertId,
    district,
    agency,
    requestedAt,
    urgency,
    alarmAt,
    dueAt,
    orders: orders.length,
    refused: refused.length,
  };
}
