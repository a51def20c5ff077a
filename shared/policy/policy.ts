// imported by this name, so that a bundle may have the figures without their sources (infra/bundling.ts)
import { type PolicyName, policyFigures } from '#policy';
import { beijingDay } from '../kernel/beijing.ts';
import type { PolicyRow } from './values.ts';

/** The figures as they stood at a moment. */
export interface Policy {
  /** The number in force at `at` (ISO 8601), in the unit of its row: milliseconds, fen, months, days or a plain count. */
  amount(name: PolicyName, at: string): number;
  /** Whether the switch is on at `at`. */
  enabled(name: PolicyName, at: string): boolean;
}

/** The members of a row that the product uses. */
type Figure = Pick<PolicyRow, 'value' | 'from'>;

/** The policy as published. Rows of one name are in the order of their `from`; the last that has begun holds. */
export function createPolicy(rows: Readonly<Record<PolicyName, readonly Figure[]>> = policyFigures()): Policy {
  const rowAt = (name: PolicyName, at: string): Figure => {
    const day = beijingDay(at);
    const row = rows[name].findLast((candidate) => candidate.from <= day);
    if (row === undefined) throw new Error(`no policy value ${name} is in force on ${day}`);
    return row;
  };
  return {
    amount: (name, at) => {
      const { value } = rowAt(name, at);
      if (typeof value !== 'number') throw new Error(`policy value ${name} is a switch`);
      return value;
    },
    enabled: (name, at) => rowAt(name, at).value === true,
  };
}
