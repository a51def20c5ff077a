import { errorFields } from '../../shared/kernel/error-fields.ts';
import { epoch, SECOND } from '../../shared/kernel/time.ts';
import { deliver } from './deliver.ts';
import { type HideMessage, type QueueAnswer, QueueBatch, type QueueRecord, queuedMessageOf } from './queue-records.ts';
import type { Delivery, GatewayTools } from './tools.ts';

/** The pause after the first failure; doubled after each. With five attempts a dead endpoint is reported within two minutes. */
const FIRST_PAUSE_SECONDS = 5;
const LONGEST_PAUSE_SECONDS = 300;

/** What the consumer of a queue of messages to others needs. */
export interface Wiring extends Pick<GatewayTools, 'now' | 'log'> {
  readonly hide: HideMessage;
  /** From 0 up to 1, not including 1. */
  readonly random: () => number;
}

export interface GatewayWiring extends GatewayTools, Wiring {}

/** The gateway over a batch of the bank queue. */
export function createGateway(wiring: GatewayWiring): (event: unknown) => Promise<QueueAnswer> {
  return createConsumer(wiring, (record) => deliver(queuedMessageOf(record), wiring));
}

/**
 * The consumer of a queue of messages to others: messages side by side; the answer names those that are to come again, each after a pause.
 *
 * @param put puts one message to its receiver; if it throws, the message comes again
 */
export function createConsumer(
  wiring: Wiring,
  put: (record: QueueRecord) => Promise<Delivery>,
): (event: unknown) => Promise<QueueAnswer> {
  return async (event) => {
    const { Records } = QueueBatch.parse(event);
    const outcomes = await Promise.all(Records.map((record) => putOrHide(record, put, wiring)));
    return {
      batchItemFailures: Records.filter((_, at) => outcomes[at] !== 'done').map(({ messageId }) => ({
        itemIdentifier: messageId,
      })),
    };
  };
}

type Put = Parameters<typeof createConsumer>[1];

async function putOrHide(record: QueueRecord, put: Put, wiring: Wiring): Promise<Delivery['outcome']> {
  const delivery = await attempt(record, put, wiring);
  if (delivery.outcome === 'done') return 'done';
  const seconds = pauseSeconds(record.attributes.ApproximateReceiveCount, delivery.notBefore, wiring);
  // if this fails the message comes again when the queue's own timeout is over
  await wiring.hide(record.receiptHandle, seconds).catch((error: unknown) => {
    wiring.log.warn('a message keeps its usual visibility timeout', errorFields(error));
  });
  return 'again';
}

async function attempt(record: QueueRecord, put: Put, { log }: Wiring): Promise<Delivery> {
  try {
    return await put(record);
  } catch (error) {
    log.error('a message to a bank, an agency or a provider failed', {
      ...errorFields(error),
      attempt: record.attributes.ApproximateReceiveCount,
    });
    return { outcome: 'again' };
  }
}

/** Exponential, and half of it random, so that messages that failed together do not come back together. */
function pauseSeconds(attempts: number, notBefore: string | undefined, { now, random }: Wiring): number {
  const full = Math.min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2 ** (attempts - 1));
  const backoff = full / 2 + (full / 2) * random();
  const wait = notBefore === undefined ? 0 : (epoch(notBefore) - epoch(now())) / SECOND;
  // after that moment, spread over a few seconds
  return Math.ceil(Math.max(backoff, wait + (wait > 0 ? FIRST_PAUSE_SECONDS * random() : 0)));
}
