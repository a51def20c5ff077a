import type { ClaimedLines } from './claimed-lines.ts';
import type { AccountLine, CaseAccount } from './model.ts';

/** Money that went from one account of the case to another: a line out of the one that is a line into the other. */
export interface Passage {
  readonly from: string;
  readonly to: string;
  readonly out: AccountLine;
  readonly into: AccountLine;
}

interface Side {
  readonly accountId: string;
  readonly line: AccountLine;
}

/**
 * The transfers within the case: a line out and a line in that name each other's account, of the same sum, at times that differ by the slack
 * of the clocks at most, the earliest with the earliest. A line in that a victim claims is that victim's deposit, wherever it came from.
 */
export function passagesAmong(accounts: readonly CaseAccount[], claimed: ClaimedLines, clockSlackMs: number): readonly Passage[] {
  const outs = new Map<string, Side[]>();
  const ins = new Map<string, Side[]>();
  for (const { accountId, lines } of accounts) {
    for (const line of lines) {
      const { counterparty, direction, amountFen } = line;
      if (counterparty === undefined) continue;
      if (direction === 'out') file(outs, JSON.stringify([accountId, counterparty, amountFen]), { accountId, line });
      else if (claimed.by(accountId, line.lineId).length === 0)
        file(ins, JSON.stringify([counterparty, accountId, amountFen]), { accountId, line });
    }
  }
  return [...outs].flatMap(([transfer, left]) => pairs(left, ins.get(transfer) ?? [], clockSlackMs));
}

function file(sides: Map<string, Side[]>, transfer: string, side: Side): void {
  const filed = sides.get(transfer);
  if (filed === undefined) sides.set(transfer, [side]);
  else filed.push(side);
}

/** As many pairs as can be: both lists in their order of time, and a line that is too early for the other list's next has no partner. */
function pairs(left: readonly Side[], arrived: readonly Side[], clockSlackMs: number): readonly Passage[] {
  const outs = left.toSorted(byTime);
  const ins = arrived.toSorted(byTime);
  const found: Passage[] = [];
  for (let o = 0, i = 0; ; ) {
    const out = outs[o];
    const into = ins[i];
    if (out === undefined || into === undefined) return found;
    const ahead = Date.parse(into.line.at) - Date.parse(out.line.at);
    if (Math.abs(ahead) <= clockSlackMs) {
      found.push({ from: out.accountId, to: into.accountId, out: out.line, into: into.line });
    }
    if (ahead <= clockSlackMs) i += 1;
    if (ahead >= -clockSlackMs) o += 1;
  }
}

function byTime({ line: one }: Side, { line: other }: Side): number {
  return Date.parse(one.at) - Date.parse(other.at) || (one.lineId < other.lineId ? -1 : 1);
}
