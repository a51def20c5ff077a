import { inParallel } from '../platform/in-parallel.ts';
import type { StreamRecord } from './stream-record.ts';

/** How many streams of a batch are served at the same time. */
const LANES = 10;

export interface BatchAnswer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/**
 * Gives each record to `work`: those of one stream in their order, those of different streams side by side. After a failure it leaves the
 * later records of that stream alone. Lambda goes on from the record named in the answer, the earliest that is not done; records after it
 * come again, which every reaction must bear.
 *
 * @param hasTime false once it should begin no further record
 */
export async function processBatch(
  records: readonly StreamRecord[],
  work: (record: StreamRecord) => Promise<void>,
  hasTime: () => boolean,
): Promise<BatchAnswer> {
  const lanes = Map.groupBy(records.keys(), (at) => records[at]?.dynamodb.Keys.pk.S);
  const undone: number[] = [];
  await inParallel([...lanes.values()], LANES, async (lane) => {
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
