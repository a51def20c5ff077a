import type * as z from 'zod';
import type { RecordedFact } from '../../shared/journal/journal.ts';
import { errorFields } from '../../shared/kernel/error-fields.ts';
import type { LogFields } from '../platform/log.ts';
import type { Platform } from '../platform/platform.ts';
import type { KnownFact } from './facts.ts';
import { type BatchAnswer, processBatch } from './process-batch.ts';
import type { Reaction } from './reaction.ts';
import { newsOf, StreamBatch, type StreamRecord } from './stream-record.ts';

/** A reaction to a fact that has been read. */
export interface Consequence<Tools> {
  readonly name: string;
  readonly bring: (recorded: RecordedFact, tools: Tools) => Promise<void>;
}

/** The work of one of the two relays. */
export interface Course<Tools> {
  /**
   * The reactions to a fact, in order.
   *
   * @throws Error if this relay does not know the fact's shape
   */
  readonly consequences: (recorded: RecordedFact) => readonly Consequence<Tools>[];
  /** A task token was kept beside the stream. */
  readonly onTask?: (stream: string, tools: Tools) => Promise<void>;
}

export type Relay = (event: unknown, hasTime: () => boolean) => Promise<BatchAnswer>;

/**
 * A relay over batches of the table's stream: the only place where facts cause anything. It may get the same record again and then does
 * nothing more. It answers with the record from which the stream is to go on, if not all went well.
 */
export function createRelay<Tools extends Platform>(course: Course<Tools>, tools: Tools): Relay {
  return (event, hasTime) => processBatch(StreamBatch.parse(event).Records, (record) => relayed(record, course, tools), hasTime);
}

async function relayed<Tools extends Platform>(record: StreamRecord, course: Course<Tools>, tools: Tools): Promise<void> {
  try {
    const news = newsOf(record);
    if (news.kind === 'fact') await react(news.fact, course, tools);
    if (news.kind === 'task') await course.onTask?.(news.stream, tools);
  } catch (error) {
    tools.log.error('a record of the stream failed', { ...about(record), ...errorFields(error) });
    throw error;
  }
}

/**
 * Runs the reactions to a fact, in their order. A failure doesn't keep the rest from being tried: the money is followed even if a figure
 * cannot be counted.
 *
 * @throws the error of the first failing reaction
 */
async function react<Tools extends Platform>(recorded: RecordedFact, course: Course<Tools>, tools: Tools): Promise<void> {
  const failures: unknown[] = [];
  for (const { name, bring } of course.consequences(recorded)) {
    await bring(recorded, tools).catch((error: unknown) => {
      failures.push(error);
      tools.log.error('a reaction failed', {
        factType: recorded.type,
        reaction: name,
        correlationId: recorded.correlationId,
        ...errorFields(error),
      });
    });
  }
  if (failures.length > 0) throw failures[0];
}

/**
 * The fact as one of those that a relay knows.
 *
 * @throws Error that says nothing of the fact's content
 */
export function knownFactOf<F extends KnownFact>(schema: z.ZodType<F>, { type, data, seq }: RecordedFact): F {
  const parsed = schema.safeParse({ type, data });
  if (!parsed.success) throw new Error(`the fact ${seq} of a stream is of no known shape`);
  return parsed.data;
}

/** A line of the table, for one fact. */
export function consequencesOf<F extends KnownFact, Tools extends Platform>(
  line: readonly Reaction<F, Tools>[],
  fact: F,
): readonly Consequence<Tools>[] {
  return line.map(({ name, react }) => ({ name, bring: (recorded, tools) => react({ fact, recorded }, tools) }));
}

/** The key of an account's register is a hash that identifies an account, so it is not logged. */
function about({ dynamodb: { Keys } }: StreamRecord): LogFields {
  return Keys.pk.S.startsWith('account#') ? { stream: 'account' } : { stream: Keys.pk.S };
}
