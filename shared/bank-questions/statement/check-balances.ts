import type { Context } from '../../kernel/context.ts';
import { accept, type Decision } from '../../kernel/decision.ts';
import { type BalanceFault, MAX_FAULTS, type Statement, type StatementLine, signedFen } from './model.ts';
import type { StatementFact } from './statement-facts.ts';
import { statementLifecycle } from './statement-lifecycle.ts';

/** How far the check has come: the balance before the next line, if it is known, and what did not add up so far. */
export interface Checking {
  readonly balanceFen: number | undefined;
  readonly faults: readonly BalanceFault[];
  readonly faultsInAll: number;
}

export const unchecked: Checking = { balanceFen: undefined, faults: [], faultsInAll: 0 };

/**
 * Checks that balances add up line by line: the balance before, and the sum of the line, give the balance after. The balance before the first
 * line is not known, so it only begins. After a line that does not add up the check goes on from the balance that the line states.
 *
 * @param lines the next ones, in the order of page and place
 */
export function checkOn(before: Checking, lines: readonly StatementLine[]): Checking {
  const faults = [...before.faults];
  let { balanceFen, faultsInAll } = before;
  for (const line of lines) {
    const fault = faultOf(line, balanceFen);
    balanceFen = line.balanceFen;
    if (fault === undefined) continue;
    faultsInAll += 1;
    if (faults.length < MAX_FAULTS) faults.push(fault);
  }
  return { balanceFen, faults, faultsInAll };
}

function faultOf(line: StatementLine, before: number | undefined): BalanceFault | undefined {
  const { page, line: place, serial, balanceFen } = line;
  const at = { page, line: place, ...(serial === undefined ? {} : { serial }) };
  const sum = signedFen(line);
  if (sum === undefined || balanceFen === undefined)
    return { ...at, rule: 'unreadable', ...(balanceFen === undefined ? {} : { statedFen: balanceFen }) };
  if (before === undefined || before + sum === balanceFen) return undefined;
  return { ...at, rule: 'does-not-add-up', expectedFen: before + sum, statedFen: balanceFen };
}

/**
 * The statement is checked, once: it is kept, and marked.
 *
 * @returns `statement.found-consistent` or `statement.found-inconsistent`; no fact if it is not complete, or was checked
 */
export function noteCheck(
  { status }: Statement,
  { faults, faultsInAll }: Checking,
  { now }: Pick<Context, 'now'>,
): Decision<StatementFact> {
  if (!statementLifecycle.allows(status, 'pass')) return accept();
  const data = { at: now, faults: [...faults], faultsInAll };
  return faultsInAll === 0
    ? accept({ type: 'statement.found-consistent', data })
    : accept({ type: 'statement.found-inconsistent', data });
}
