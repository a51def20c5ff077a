import { beijingDay } from '../kernel/beijing.ts';
import { type PolicyName, type PolicyRow, policyRows } from './values.ts';

/** A figure as published: with its source, how sure it is, and whether it is in force. */
export interface PublishedRow extends PolicyRow {
  readonly name: string;
  readonly inForce: boolean;
}

/** Every past, present and future figure, as of the day in Beijing at `now`. */
export function publishedPolicy(
  now: string,
  rows: Readonly<Record<PolicyName, readonly PolicyRow[]>> = policyRows,
): readonly PublishedRow[] {
  const day = beijingDay(now);
  return Object.entries(rows).flatMap(([name, versions]) => {
    const current = versions.findLast(({ from }) => from <= day);
    return versions.map((row) => ({ ...row, name, inForce: row === current }));
  });
}
