import { isOpen, type WatchedOrder } from './order-watch.ts';

const LIMIT = 30 * 60_000;

/** `1,234.50` yuan of fen. */
export function yuan(fen: number): string {
  return (fen / 100).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/** `mm:ss` of milliseconds. */
export function minutes(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
}

/** `informed 3, doubtful 1`: what is counted by its name, the most first. */
export function countedText(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .toSorted(([, a], [, b]) => b - a)
    .map(([what, count]) => `${what} ${count}`)
    .join(', ');
}

/** Milliseconds from the alarm to the stop, or to now while the money is not stopped. */
export function clockOf(order: WatchedOrder, now: number): number {
  const end = order.t5 ?? (isOpen(order) ? undefined : order.t4);
  return (end === undefined ? now : Date.parse(end)) - Date.parse(order.t0);
}

const columns = [
  ['bank', 12],
  ['tier', 4],
  ['state', 13],
  ['T5-T0 of 30:00', 21],
  ['traced ¥', 12],
  ['stopped ¥', 12],
  ['ladder', 30],
] as const;

/** The orders as lines of text: a head, and one line an order. */
export function tableOf(orders: readonly WatchedOrder[], now: number): readonly string[] {
  const head = columns.map(([title, width]) => title.padEnd(width)).join('  ');
  return [head, '─'.repeat(head.length), ...orders.map((order) => line(order, now))];
}

function line(order: WatchedOrder, now: number): string {
  const cells = [
    order.bankId,
    String(order.tier),
    order.state,
    gauge(clockOf(order, now), isOpen(order)),
    yuan(order.tracedFen).padStart(12),
    yuan(order.stoppedFen).padStart(12),
    order.ladder.map(({ rung }) => rung).join(' › '),
  ];
  return cells.map((cell, i) => cell.padEnd(columns[i]?.[1] ?? 0)).join('  ');
}

function gauge(ms: number, running: boolean): string {
  const filled = Math.min(10, Math.floor((ms / LIMIT) * 10));
  const mark = ms > LIMIT ? '!' : running ? '…' : ' ';
  return `${minutes(ms).padStart(6)} ${'█'.repeat(filled)}${'░'.repeat(10 - filled)} ${mark}`;
}
