import * as z from 'zod';
import type { StreamType } from '../../journal/stream.ts';
import { fact } from '../../kernel/fact.ts';
import { OrderId } from '../../kernel/ids.ts';

/** So many ways to one account are kept: an account that more money reached has an order. */
export const MAX_WAYS = 40;

/** A way of the money, by the order whose bank named it and its place among the outflows. */
const Way = z.strictObject({ orderId: OrderId, outflow: z.int().nonnegative() });
export type Way = z.infer<typeof Way>;

const Unstopped = z.strictObject({ ways: z.array(Way) });
export type Unstopped = z.infer<typeof Unstopped>;

export const UnstoppedFact = z.discriminatedUnion('type', [fact('unstopped-account.reached', { way: Way })]);
export type UnstoppedFact = z.infer<typeof UnstoppedFact>;

/**
 * Accounts that the money reached and that have no order: the trace cut the way, or holds it. If such an account is listed later, the listing
 * finds the alarm here. Its id is the keyed hash of the account, as stops know it; the record does not hold the account.
 */
export const UnstoppedAccounts: StreamType<Unstopped, UnstoppedFact> = {
  name: 'unstopped-account',
  schemaVersion: 1,
  state: Unstopped,
  fact: UnstoppedFact,
  onlyState: true,
  evolve: (before, { data: { way } }) => ({ ways: [...(before?.ways ?? []), way] }),
  index: () => ({ entries: {}, card: {} }),
};

/** Notes the way, once. @param at ISO 8601, UTC */
export function noteWay(before: Unstopped | undefined, way: Way, at: string): readonly UnstoppedFact[] {
  const ways = before?.ways ?? [];
  const isNoted = ways.some(({ orderId, outflow }) => orderId === way.orderId && outflow === way.outflow);
  return isNoted || ways.length >= MAX_WAYS ? [] : [{ type: 'unstopped-account.reached', data: { at, way } }];
}
