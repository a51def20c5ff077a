import type { Context } from 'aws-lambda';
import type { BatchAnswer } from './process-batch.ts';
import type { Relay } from './relay.ts';

/** The time left for records already begun once no further one is. */
const RESERVE_MS = 5_000;

/** A relay as Lambda calls it: it begins nothing for which the time left is too short. */
export function inTime(relay: () => Relay) {
  return (event: unknown, context: Pick<Context, 'getRemainingTimeInMillis'>): Promise<BatchAnswer> =>
    relay()(event, () => context.getRemainingTimeInMillis() > RESERVE_MS);
}
