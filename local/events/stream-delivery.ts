import { describe } from '../city-error.ts';
import type { Clock } from '../clock.ts';
import { FunctionError } from '../functions/protocol.ts';
import type { MappingModel } from '../template/triggers.ts';
import { failedItems } from './batch-answer.ts';

/** A stream record in the shape a function gets, and when this process first saw it. */
export interface Delivery {
  readonly sequenceNumber: string;
  /** Scaled epoch milliseconds. */
  readonly seenAt: number;
  readonly event: unknown;
}

export interface DeliveryServices {
  readonly clock: Clock;
  readonly mapping: MappingModel;
  invoke(event: unknown): Promise<unknown>;
  /** Tells the mapping's on-failure destination of records that were given up. */
  giveUp(records: readonly Delivery[], reason: GiveUp): Promise<void>;
  log(line: string): void;
  /** Waits in real time; true if the city is stopping meanwhile. */
  pause(realMs: number): Promise<boolean>;
  readonly stopping: boolean;
}

export interface GiveUp {
  readonly condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded';
  readonly attempts: number;
  readonly errorType: string;
}

/** Real pauses between attempts: short, since a city in fast motion has no patience, and growing, since a broken function stays broken. */
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Delivers records in order until each is accepted or given up by the mapping's rules.
 * @returns false if the city stopped before that
 */
export async function deliver(records: readonly Delivery[], services: DeliveryServices): Promise<boolean> {
  let rest = records;
  for (let attempts = 0; rest.length > 0; ) {
    if (services.stopping) return false;
    const outcome = await attempt(rest, services);
    if (outcome.failed.length === 0) return true;
    if (services.stopping) return false;
    if (outcome.failed.length < rest.length) attempts = 0;
    rest = outcome.failed;
    attempts += 1;
    const reason = giveUpReason(rest, attempts, services);
    if (services.mapping.bisectOnError && rest.length > 1 && reason !== 'RecordAgeExceeded') {
      const middle = Math.ceil(rest.length / 2);
      return (await deliver(rest.slice(0, middle), services)) && (await deliver(rest.slice(middle), services));
    }
    if (reason) {
      const told = await tryGiveUp(rest, { condition: reason, attempts, errorType: outcome.errorType }, services);
      if (told) return true;
    }
    if (await services.pause(Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(attempts - 1, 10)))) return false;
  }
  return true;
}

/** One invocation. The rest starts at the first record that failed, so that later ones of the same item cannot overtake it. */
async function attempt(
  records: readonly Delivery[],
  { invoke, mapping }: DeliveryServices,
): Promise<{ failed: readonly Delivery[]; errorType: string }> {
  try {
    const answer = await invoke({ Records: records.map(({ event }) => event) });
    if (!mapping.reportsItemFailures) return { failed: [], errorType: '' };
    const failed = failedItems(answer, new Set(records.map(({ sequenceNumber }) => sequenceNumber)));
    if (failed === 'all') return { failed: records, errorType: 'BatchItemFailures' };
    const first = records.findIndex(({ sequenceNumber }) => failed.has(sequenceNumber));
    return { failed: first < 0 ? [] : records.slice(first), errorType: 'BatchItemFailures' };
  } catch (error) {
    return { failed: records, errorType: error instanceof FunctionError ? error.errorType : describe(error) };
  }
}

/** A record is only given up once its destination knows; until then it is tried again. */
async function tryGiveUp(
  records: readonly Delivery[],
  reason: GiveUp,
  { giveUp, log, mapping }: DeliveryServices,
): Promise<boolean> {
  try {
    await giveUp(records, reason);
    return true;
  } catch (error) {
    log(`${mapping.id}: the on-failure destination took nothing: ${describe(error)}`);
    return false;
  }
}

function giveUpReason(
  records: readonly Delivery[],
  attempts: number,
  { clock, mapping }: DeliveryServices,
): GiveUp['condition'] | undefined {
  if (mapping.maximumRetryAttempts >= 0 && attempts > mapping.maximumRetryAttempts) return 'RetryAttemptsExhausted';
  const oldest = records[0]?.seenAt ?? clock.now();
  const age = clock.now() - oldest;
  return mapping.maximumRecordAgeSeconds >= 0 && age > mapping.maximumRecordAgeSeconds * 1000 ? 'RecordAgeExceeded' : undefined;
}
