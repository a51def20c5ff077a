import type { RecordedFact } from '../../shared/journal/journal.ts';
import { errorFields } from '../../shared/kernel/error-fields.ts';
import type { LogFields } from '../platform/log.ts';
import type { Meter } from '../platform/meter.ts';
import type { Platform } from '../platform/platform.ts';
import type { KnownFact } from './facts.ts';
import { type BatchAnswer, processBatch } from './process-batch.ts';
import type { Reaction } from './reaction.ts';
import { type News, newsOf, StreamBatch, type StreamRecord } from './stream-record.ts';

/** A reaction to a fact that has been read. */
export interface Consequence<Tools> {
  readonly name: string;
  readonly bring: (recorded: RecordedFact, tools: Tools) => Promise<void>;
}

type RelayPlatform = Platform & { readonly meter: Meter };

/** The work of one of the two relays. */
export interface Course<Tools> {
  /**
   * The reactions to a fact, in order; undefined if only a later release knows facts of its type.
   *
   * @throws Error if this relay knows the type, but not the fact's shape
   */
  readonly consequences: (recorded: RecordedFact) => readonly Consequence<Tools>[] | undefined;
  /** How many streams of a batch are served at the same time. */
  readonly lanes: number;
  /** A task token was kept beside the stream. */
  readonly onTask?: (stream: string, tools: Tools) => Promise<void>;
}

export type Relay = (event: unknown, hasTime: () => boolean) => Promise<BatchAnswer>;

/**
 * A relay over batches of the table's stream: the only place where facts cause anything. It may get the same record again and then does
 * nothing more. It answers with the record from which the stream is to go on, if not all went well.
 */
export function createRelay<Tools extends RelayPlatform>(course: Course<Tools>, tools: Tools): Relay {
  return async (event, hasTime) => {
    const { Records } = StreamBatch.parse(event);
    const read = createReader();
    const answer = await processBatch(Records, (record) => relayed(record, read, course, tools), {
      ...{ lanes: course.lanes, hasTime },
      causeOf: (record) => causeOf(record, read),
    });
    tools.meter.publish();
    return answer;
  };
}

/** @throws Error as `newsOf` does */
type Reader = (record: StreamRecord) => News;

/** Reads each record of a batch once: for its turn, and for what follows from it. */
function createReader(): Reader {
  const known = new Map<StreamRecord, News>();
  return (record) => {
    const news = known.get(record) ?? newsOf(record);
    known.set(record, news);
    return news;
  };
}

/** What the record follows from; undefined if it is no fact, or cannot be read, of which `relayed` tells. */
function causeOf(record: StreamRecord, read: Reader): string | undefined {
  try {
    const news = read(record);
    return news.kind === 'fact' ? news.fact.correlationId : undefined;
  } catch {
    return undefined;
  }
}

async function relayed<Tools extends RelayPlatform>(
  record: StreamRecord,
  read: Reader,
  course: Course<Tools>,
  tools: Tools,
): Promise<void> {
  try {
    const news = read(record);
    if (news.kind === 'fact') await react(news.fact, course, tools);
    if (news.kind === 'task') await course.onTask?.(news.stream, tools);
  } catch (error) {
    tools.log.error('a record of the stream failed', { ...loggedStream(record.dynamodb.Keys.pk.S), ...errorFields(error) });
    throw error;
  }
}

/**
 * Runs the reactions to a fact, in their order. A failure doesn't keep the rest from being tried: the money is followed even if a figure
 * cannot be counted. A fact of a type that only a later release knows has none here; it is counted, so that an operator has them made up for
 * (`docs/runbooks/unknown-fact.md`).
 *
 * @throws the error of the first failing reaction
 */
async function react<Tools extends RelayPlatform>(recorded: RecordedFact, course: Course<Tools>, tools: Tools): Promise<void> {
  const failures: unknown[] = [];
  const consequences = course.consequences(recorded);
  if (consequences === undefined) {
    const { type: factType, correlationId, stream, seq } = recorded;
    tools.log.warn('a fact of a type that this release does not know was passed over', {
      ...loggedStream(stream),
      ...{ factType, correlationId, seq },
    });
    tools.meter.count('UnknownFact');
    return;
  }
  for (const { name, bring } of consequences) {
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

/** A line of the table, for one fact. */
export function consequencesOf<F extends KnownFact, Tools extends Platform>(
  line: readonly Reaction<F, Tools>[],
  fact: F,
): readonly Consequence<Tools>[] {
  return line.map(({ name, react }) => ({ name, bring: (recorded, tools) => react({ fact, recorded }, tools) }));
}

/** The key of an account's register is a hash that identifies an account, so it is not logged. */
function loggedStream(stream: string): LogFields {
  return { stream: stream.startsWith('account#') ? 'account' : stream };
}
