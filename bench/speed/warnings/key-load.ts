import { tableShape } from '../../../shared/journal/keys.ts';
import type { RecordedCall } from '../recorder.ts';
import { itemsWritten } from '../replay.ts';

/** Writes to one key, in the hour in which there were most. */
export interface KeyLoad {
  readonly key: string;
  readonly writes: number;
}

/** Counts the items that are put under each partition key, of the table and of its indexes, hour by hour. */
export interface KeyMeter {
  note(hour: number, calls: readonly Pick<RecordedCall, 'input'>[]): void;
  /** The fullest key of each kind, the fullest first. */
  fullest(): readonly KeyLoad[];
}

export function createKeyMeter(): KeyMeter {
  const keys = new Map<string, Map<number, number>>();
  return {
    note: (hour, calls) => {
      for (const key of calls.flatMap(({ input }) => keysOf(input))) {
        const own = keys.get(key) ?? new Map<number, number>();
        keys.set(key, own.set(hour, (own.get(hour) ?? 0) + 1));
      }
    },
    fullest: () => {
      const fullest = new Map<string, KeyLoad>();
      for (const [key, own] of keys) {
        const writes = Math.max(...own.values());
        if (writes > (fullest.get(kindOf(key))?.writes ?? 0)) fullest.set(kindOf(key), { key: shown(key), writes });
      }
      return [...fullest.values()].toSorted((a, b) => b.writes - a.writes);
    },
  };
}

const TABLE = 'table';
const partitions: readonly (readonly [place: string, attribute: string])[] = [
  [TABLE, tableShape.partitionKey],
  ...Object.entries(tableShape.indexes).map(([name, { partitionKey }]) => [name, partitionKey] as const),
];

/** The partition keys that a call writes to. An index is not written where neither key nor card changes, so of indexes these are the most. */
function keysOf(input: RecordedCall['input']): readonly string[] {
  return itemsWritten(input).flatMap((item) =>
    partitions.flatMap(([place, attribute]) => {
      const { S } = Object(item[attribute]);
      return typeof S === 'string' ? [`${place}: ${S}`] : [];
    }),
  );
}

/** The kind of thing that a key is of: all before its id. */
function kindOf(key: string): string {
  const [kind = key] = key.split('#');
  return kind;
}

/** A key of the table is that of a single thing, whose id says nothing here. */
function shown(key: string): string {
  return key.startsWith(`${TABLE}: `) ? `${kindOf(key)}#…` : key;
}
