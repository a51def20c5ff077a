import { StopOrders } from '../../shared/freezes/streams.ts';
import type { RecordedFact } from '../../shared/journal/journal.ts';
import { streamKey } from '../../shared/journal/stream.ts';
import { errorFields } from '../../shared/kernel/error-fields.ts';
import type { LogFields } from '../lib/log.ts';
import { type FactByType, type FactType, KnownFact } from './facts.ts';
import { type BatchAnswer, processBatch } from './process-batch.ts';
import type { RelayTools } from './reaction.ts';
import { answerIdleTask } from './reactions/workflow.ts';
import { type Reactions, reactions } from './reactions.ts';
import { newsOf, StreamBatch, type StreamRecord } from './stream-record.ts';

/**
 * The relay over a batch of the table's stream: the only place where facts cause anything. It may get the same record again and
 * then does nothing more.
 *
 * @returns the record from which the stream is to go on, if not all went well
 */
export function createRelay(tools: RelayTools): (event: unknown, hasTime: () => boolean) => Promise<BatchAnswer> {
  return async (event, hasTime) => {
    const { Records } = StreamBatch.parse(event);
    const answer = await processBatch(Records, (record) => relayed(record, tools), hasTime);
    tools.meter.publish();
    return answer;
  };
}

async function relayed(record: StreamRecord, tools: RelayTools): Promise<void> {
  try {
    const news = newsOf(record);
    if (news.kind === 'fact') await react(news.fact, tools);
    if (news.kind === 'task' && news.stream.startsWith(streamKey(StopOrders.name, ''))) await answerIdleTask(news.stream, tools);
  } catch (error) {
    tools.log.error('a record of the stream failed', { ...about(record), ...errorFields(error) });
    throw error;
  }
}

/**
 * Does what follows from a fact, in the order of the table. A reaction that fails doesn't keep the next ones from being tried: the
 * money is followed even if a figure cannot be counted.
 *
 * @throws what the first failing reaction threw
 */
async function react(recorded: RecordedFact, tools: RelayTools): Promise<void> {
  const parsed = KnownFact.safeParse({ type: recorded.type, data: recorded.data });
  if (!parsed.success) throw new Error(`the fact ${recorded.seq} of a stream is of no known shape`);
  const failures: unknown[] = [];
  for (const { name, run } of reactionsTo(parsed.data.type, parsed.data)) {
    await run(recorded, tools).catch((error: unknown) => {
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

interface Bound {
  readonly name: string;
  readonly run: (recorded: RecordedFact, tools: RelayTools) => Promise<void>;
}

function reactionsTo<T extends FactType>(type: T, fact: FactByType[T]): readonly Bound[] {
  const list: Reactions[T] = reactions[type];
  return list.map(({ name, react: run }) => ({ name, run: (recorded, tools) => run({ fact, recorded }, tools) }));
}

/** The key of an account's register is a hash of what identifies an account, so it is not logged. */
function about({ dynamodb: { Keys } }: StreamRecord): LogFields {
  return Keys.pk.S.startsWith('account#') ? { stream: 'account' } : { stream: Keys.pk.S };
}
