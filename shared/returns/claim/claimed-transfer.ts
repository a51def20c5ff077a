import * as z from 'zod';
import type { AccountToStop } from '../../freezes/model.ts';
import type { StreamType } from '../../journal/stream.ts';
import { hashOf } from '../../kernel/canonical.ts';
import { ReturnClaimId } from '../../kernel/ids.ts';
import { UtcInstant } from '../../kernel/time.ts';
import type { ClaimedSum } from './claim-model.ts';

/** The claim that a transfer belongs to; none after it was withdrawn. The same append writes it and the claim, so that no two have one. */
const ClaimedTransfer = z.strictObject({ claimId: ReturnClaimId.optional() });
export type ClaimedTransfer = z.infer<typeof ClaimedTransfer>;

const data = z.strictObject({ at: UtcInstant, transfer: z.string(), claimId: ReturnClaimId });

export const ClaimedTransferFact = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('claimed-transfer.taken'), data }),
  z.strictObject({ type: z.literal('claimed-transfer.left'), data }),
]);
export type ClaimedTransferFact = z.infer<typeof ClaimedTransferFact>;

/** The claims of transfers, by `transferName`. */
export const ClaimedTransfers: StreamType<ClaimedTransfer, ClaimedTransferFact> = {
  name: 'claimed-transfer',
  schemaVersion: 1,
  state: ClaimedTransfer,
  fact: ClaimedTransferFact,
  evolve: (_before, { type, data: { claimId } }) => (type === 'claimed-transfer.taken' ? { claimId } : {}),
  index: () => ({ entries: {}, card: {} }),
  factsWithin: true,
};

/**
 * The name of a transfer for all alarms of a city: its account, and the bank's serial, or where none is known its moment and sum. Alarms have
 * orders of their own at one account, so an order and a place there do not tell that two claims are for one transfer.
 */
export function transferName(
  accountKey: string,
  { serial, at, currency, amountFen, amountMinor }: AccountToStop['transfer'],
): string {
  return `${accountKey}.${hashOf(serial === undefined ? [at, currency, amountFen ?? 0, amountMinor ?? 0] : [serial]).slice(0, 32)}`;
}

/** A transfer of a claim: its order, and its place there. */
export function transferKey({ orderId, transfer }: Pick<ClaimedSum, 'orderId' | 'transfer'>): string {
  return `${orderId}.${transfer}`;
}
