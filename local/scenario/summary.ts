import type { WatchedOrder } from './order-watch.ts';
import { clockOf, minutes, yuan } from './table.ts';

const LIMIT = 30 * 60_000;

/** The result of a scenario. Sums in fen. */
export interface Summary {
  readonly inTime: number;
  readonly late: number;
  readonly refused: number;
  readonly open: number;
  readonly stoppedFen: number;
  /** The sum traced into the first tier: the part of the victim's loss that was followed. */
  readonly tracedFen: number;
  /** Milliseconds from the alarm to the stop, in the middle of those stopped. */
  readonly medianMs: number | undefined;
}

export function summarize(orders: readonly WatchedOrder[], now: number): Summary {
  const counted = orders.filter((order) => order.state !== 'corrected');
  const stopped = counted.filter((order) => order.t5 !== undefined);
  const times = stopped.map((order) => clockOf(order, now)).toSorted((a, b) => a - b);
  return {
    inTime: times.filter((ms) => ms <= LIMIT).length,
    late: times.filter((ms) => ms > LIMIT).length,
    refused: counted.filter((order) => order.t5 === undefined && order.t4 !== undefined).length,
    open: counted.filter((order) => order.t4 === undefined).length,
    stoppedFen: stopped.reduce((sum, order) => sum + Math.min(order.stoppedFen, order.tracedFen), 0),
    tracedFen: counted.filter((order) => order.tier === 1).reduce((sum, order) => sum + order.tracedFen, 0),
    medianMs: times[Math.floor(times.length / 2)],
  };
}

export function summaryText(summary: Summary): readonly string[] {
  const share = summary.tracedFen === 0 ? 0 : (summary.stoppedFen / summary.tracedFen) * 100;
  return [
    `stopped in time   ${summary.inTime}`,
    `stopped late      ${summary.late}`,
    `refused           ${summary.refused}`,
    ...(summary.open > 0 ? [`still open        ${summary.open}`] : []),
    `money stopped     ¥${yuan(summary.stoppedFen)} of ¥${yuan(summary.tracedFen)} traced (${share.toFixed(1)} %)`,
    ...(summary.medianMs === undefined ? [] : [`median T5-T0      ${minutes(summary.medianMs)}`]),
  ];
}
