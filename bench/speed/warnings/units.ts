import { difference, type Use } from '../../cost/measure.ts';

/** What the API of warnings used of the table. */
export interface Units {
  readonly reads: number;
  readonly writes: number;
  /** Transactions that a condition or another transaction cancelled. */
  readonly cancelled: number;
}

const API = 'ApiWarnings';

/** What it used between two readings. */
export function unitsOf(before: Use, after: Use): Units {
  const own = difference(before, after).filter(({ labels: [name = ''] }) => name.startsWith(API));
  const sum = (measure: Use[number]['measure']): number =>
    own.filter((line) => line.measure === measure).reduce((total, { amount }) => total + amount, 0);
  return {
    reads: sum('dynamodb.read-units'),
    writes: sum('dynamodb.write-units'),
    cancelled: sum('dynamodb.cancelled-transactions'),
  };
}
