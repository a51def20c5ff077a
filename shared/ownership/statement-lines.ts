import type { AccountLine, CaseAccount } from './model.ts';

/** A line of a statement, whole: its bank's serial is not needed, and may be a placeholder. */
export interface WholeLine {
  readonly page: number;
  readonly line: number;
  readonly at: string;
  readonly direction: 'in' | 'out';
  readonly amountFen: number;
  /** The balance after the line. */
  readonly balanceFen: number;
  /** The other account, if it is one of the case. */
  readonly counterparty?: string | undefined;
}

/** The lines and the balance before them, of a statement in its bank's order. A line is named by its place: page and line. */
export function linesOfStatement(statement: readonly WholeLine[]): Pick<CaseAccount, 'openingFen' | 'lines'> {
  const [first] = statement;
  const before = first === undefined ? 0 : first.balanceFen - (first.direction === 'in' ? first.amountFen : -first.amountFen);
  return {
    // an overdrawn account has no money of other persons in it
    openingFen: Math.max(0, before),
    lines: statement.map(({ page, line, at, direction, amountFen, counterparty }) => ({
      lineId: `${page}.${line}`,
      ...{ at, direction, amountFen, counterparty },
    })),
  };
}

/** A transfer as a victim or an order knows it. */
export interface KnownTransfer {
  readonly amountFen: number;
  readonly at: string;
}

/**
 * The line in that each transfer is, of the same sum and nearest in time; the transfers in the order of time, each line once.
 *
 * @returns for each transfer its line, or undefined if there is none within the slack of the clocks
 */
export function linesOfTransfers(
  lines: readonly AccountLine[],
  transfers: readonly KnownTransfer[],
  clockSlackMs: number,
): readonly (AccountLine | undefined)[] {
  const free = new Set(lines.filter(({ direction }) => direction === 'in'));
  const found = new Map<KnownTransfer, AccountLine>();
  for (const transfer of transfers.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at))) {
    const apart = ({ at }: AccountLine) => Math.abs(Date.parse(at) - Date.parse(transfer.at));
    const [nearest] = [...free]
      .filter((line) => line.amountFen === transfer.amountFen && apart(line) <= clockSlackMs)
      .toSorted((one, other) => apart(one) - apart(other));
    if (nearest === undefined) continue;
    free.delete(nearest);
    found.set(transfer, nearest);
  }
  return transfers.map((transfer) => found.get(transfer));
}
