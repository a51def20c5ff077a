import { inParallel } from '../platform/in-parallel.ts';
import type { StreamRecord } from './stream-record.ts';

export interface BatchAnswer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** How a batch is worked on. */
export interface Manner {
  /** How many streams are served at the same time. */
  readonly lanes: number;
  /** False once it should begin no further record. */
  readonly hasTime: () => boolean;
  /**
   * What a record follows from. If there are more streams than can be served at once, each cause has its turn: a request for a hundred stops
   * does not hold up a request for one.
   */
  readonly causeOf: (record: StreamRecord) => string | undefined;
}

/**
 * Gives each record to `work`: those of one stream in their order, those of different streams side by side. After a failure it leaves the
 * later records of that stream alone. Lambda goes on from the record named in the answer, the earliest that is not done; records after it
 * come again, which every reaction must bear.
 */
export async function processBatch(
  records: readonly StreamRecord[],
  work: (record: StreamRecord) => Promise<void>,
  { lanes, hasTime, causeOf }: Manner,
): Promise<BatchAnswer> {
  const streams = [...Map.groupBy(records.keys(), (at) => records[at]?.dynamodb.Keys.pk.S).values()];
  const inTurn = streams.length > lanes ? byTurns(streams, ([first = 0]) => records[first] && causeOf(records[first])) : streams;
  const undone: number[] = [];
  await inParallel(inTurn, lanes, async (lane) => {
    for (const at of lane) {
      const record = records[at];
      if (record === undefined) continue;
      const done =
        hasTime() &&
        (await work(record).then(
          () => true,
          () => false,
        ));
      if (done) continue;
      undone.push(at);
      return;
    }
  });
  const first = undone.length === 0 ? undefined : records[Math.min(...undone)];
  return { batchItemFailures: first === undefined ? [] : [{ itemIdentifier: first.dynamodb.SequenceNumber }] };
}

/** The first of each cause, then the second of each, and so on. */
function byTurns<Item>(items: readonly Item[], causeOf: (item: Item) => string | undefined): readonly Item[] {
  const causes = [...Map.groupBy(items, causeOf).values()];
  return items.flatMap((_, turn) => causes.flatMap((cause) => cause.slice(turn, turn + 1)));
}
