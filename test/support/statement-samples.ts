import { plus, SECOND } from '../../shared/kernel/time.ts';
import { minute } from './samples.ts';

/** Lines that add up: every third takes 100 yuan out, the others bring 200 in. @param from how many lines come before them */
export function linesThatAddUp(count: number, from = 0): Record<string, unknown>[] {
  return Array.from({ length: count }, (_, i) => lineAt(from + i));
}

function lineAt(n: number): Record<string, unknown> {
  const isOut = n % 3 === 2;
  return {
    serial: `TX${String(n).padStart(12, '0')}`,
    at: plus(minute(-600), n * SECOND),
    direction: isOut ? 'out' : 'in',
    amountFen: isOut ? 10_000 : 20_000,
    balanceFen: balanceAfter(n),
    counterparty: { bankId: 'bank-b', accountName: '刘某', accountNumber: `62000000000${String(n).padStart(8, '0')}` },
    channel: '手机银行',
  };
}

/** The balance after so many lines and this one. */
function balanceAfter(n: number): number {
  const rounds = Math.floor((n + 1) / 3);
  return 5_000_000 + rounds * 30_000 + ((n + 1) % 3) * 20_000;
}

/** Page after page of these lines. */
export function pagesOf(lines: readonly unknown[], size: number) {
  const count = Math.ceil(lines.length / size);
  return Array.from({ length: count }, (_, i) => ({
    page: i + 1,
    last: i + 1 === count,
    lines: lines.slice(i * size, (i + 1) * size),
  }));
}

/** The same in another order, always the same one. */
export function shuffled<T>(things: readonly T[]): readonly T[] {
  const keyed = things.map((thing, i) => ({ thing, key: (i * 7_919 + 13) % 104_729 }));
  return keyed.toSorted((a, b) => a.key - b.key || 0).map(({ thing }) => thing);
}
