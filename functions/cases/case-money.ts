import * as z from 'zod';
import type { CaseMoney } from '../../shared/cases/answers.ts';
import type { Case } from '../../shared/cases/model.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { fileKey } from '../../shared/journal/keys.ts';
import { FreezeRequestId } from '../../shared/kernel/ids.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { FIRST_TIER } from '../lookups/orders-of-alert.ts';
import { countOf, OrderCard } from '../lookups/orders-so-far.ts';
import { inParallel } from '../platform/in-parallel.ts';

/** How many alarms are asked about at the same time. */
const LANES = 10;
/** The most requests and orders of one alarm that are counted. */
const MOST = 1_000;

/** The alarm itself stands in its file beside its requests. */
const RequestCard = z.object({ requestId: FreezeRequestId.optional() });

/** The freeze requests of the case's alarms, and the states of their orders at `now`: one query an alarm, from the cards alone. */
export async function moneyOf(journal: Journal, { alerts }: Case, now: string): Promise<CaseMoney> {
  const requests: string[] = [];
  const cards: z.infer<typeof OrderCard>[] = [];
  await inParallel(alerts, LANES, async ({ alertId }) => {
    const page = await journal.find({ index: 'file', pk: fileKey(alertId), limit: MOST });
    const isOrder = ({ sk }: { readonly sk: string }): boolean => sk >= FIRST_TIER;
    cards.push(...page.cards.filter(isOrder).map(({ card }) => parseTolerantly(OrderCard, card)));
    requests.push(
      ...page.cards.filter((entry) => !isOrder(entry)).flatMap(({ card }) => parseTolerantly(RequestCard, card).requestId ?? []),
    );
  });
  const { total, ...orders } = countOf(cards, now);
  return { freezeRequests: requests.toSorted(), orders: total, ...orders };
}
