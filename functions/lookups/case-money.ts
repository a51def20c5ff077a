import * as z from 'zod';
import type { CaseMoney } from '../../shared/cases/answers.ts';
import type { Case } from '../../shared/cases/model.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { FreezeRequestId, OrderId } from '../../shared/kernel/ids.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { inParallel } from '../platform/in-parallel.ts';
import { entriesOfAlert, FIRST_TIER } from './orders-of-alert.ts';
import { countOf, OrderCard } from './orders-so-far.ts';

/** How many alarms are asked about at the same time. */
const LANES = 10;

/** The alarm itself stands in its file beside its requests. */
const RequestCard = z.object({ requestId: FreezeRequestId.optional() });
const NamedCard = OrderCard.extend({ orderId: OrderId });

/** The freeze requests of an alarm of a case, and its orders as the index has them. */
export interface AlarmMoney {
  readonly alertId: string;
  readonly requests: readonly string[];
  readonly orders: readonly z.infer<typeof NamedCard>[];
}

/** All requests and orders of the case's alarms, in the order of the alarms: one query an alarm, and one more for each further thousand. */
export async function moneyByAlarm(journal: Journal, { alerts }: Pick<Case, 'alerts'>): Promise<readonly AlarmMoney[]> {
  const found = new Map<string, AlarmMoney>();
  await inParallel(alerts, LANES, async ({ alertId }) => {
    const cards = await entriesOfAlert(journal, alertId);
    const isOrder = ({ sk }: { readonly sk: string }): boolean => sk >= FIRST_TIER;
    found.set(alertId, {
      alertId,
      requests: cards
        .filter((entry) => !isOrder(entry))
        .flatMap(({ card }) => parseTolerantly(RequestCard, card).requestId ?? []),
      orders: cards.filter(isOrder).map(({ card }) => parseTolerantly(NamedCard, card)),
    });
  });
  return alerts.flatMap(({ alertId }) => found.get(alertId) ?? []);
}

/** How the money of a case stands at `now`, over all its alarms. */
export function moneyIn(alarms: readonly AlarmMoney[], now: string): CaseMoney {
  const { total, ...orders } = countOf(
    alarms.flatMap((alarm) => alarm.orders),
    now,
  );
  return { freezeRequests: alarms.flatMap(({ requests }) => requests).toSorted(), orders: total, ...orders };
}

/** The same, read for a case. */
export async function moneyOf(journal: Journal, fraudCase: Case, now: string): Promise<CaseMoney> {
  return moneyIn(await moneyByAlarm(journal, fraudCase), now);
}
