import type { FreezeRequest, OrderPlan } from '../model.ts';

/** The whole plan of each order of a request: its own part, and the part that it shares with the others. All are of tier 1. */
export function plansOf(request: FreezeRequest): readonly OrderPlan[] {
  const { requestId, alertId, district, agency, urgency, reason, officers, alarmAt, dueAt, timetable } = request;
  return request.orders.map(({ places: _, joined: __, ...order }) => ({
    ...order,
    requestId,
    alertId,
    district,
    agency,
    urgency,
    reason,
    officers,
    alarmAt,
    dueAt,
    timetable,
    tier: 1,
    ancestors: [],
    documents: [],
  }));
}
