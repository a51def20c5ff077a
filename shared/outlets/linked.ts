import type { StopOrder } from '../freezes/order/stop-order.ts';

/** The members of an order that say whether its account is linked to fraud. */
export type LinkingOrder = Pick<StopOrder, 'tier' | 'effectiveAt' | 'answeredAt' | 'finding' | 'withdrawal' | 'letGo'>;

/** What is known besides. */
export interface KnownToLink {
  /** Whether its alarm was taken back. */
  readonly withdrawn: boolean;
  /** When the finding of its screening was recorded. */
  readonly foundAt: string | undefined;
}

/**
 * Since when an order links its account to fraud (涉诈): the victim paid it directly (tier 1) and its bank stopped it, so that holder, number and
 * transfer fit; or the screening found its money linked, all of it or a part. Not any more if the alarm or the stop was taken back, the
 * screening found nothing linked, or the money went free by right. A release alone says nothing of that.
 *
 * @returns the first of these moments, undefined while nothing links it
 */
export function linkedSince(order: LinkingOrder, { withdrawn, foundAt }: KnownToLink): string | undefined {
  const { tier, effectiveAt, answeredAt, finding, withdrawal, letGo } = order;
  if (withdrawn || withdrawal !== undefined || letGo !== undefined || finding === 'unlinked') return undefined;
  const stoppedAt = tier === 1 && effectiveAt !== undefined ? answeredAt : undefined;
  const screenedAt = finding === undefined ? undefined : foundAt;
  const [first] = [stoppedAt, screenedAt].filter((at) => at !== undefined).toSorted();
  return first;
}
