import type { StatementLine } from '../../shared/bank-questions/statement/model.ts';
import { fieldErrors } from '../../shared/http/field-errors.ts';
import { partedLine, type ReadLine } from './statement-pages.ts';

/** So many bytes of the unreadable members of a line are shown as they came; the page keeps all of it. */
const MAX_GIVEN = 2 * 1024;

/** The members without which a line cannot be checked. */
const needed = ['at', 'direction', 'amountFen', 'balanceFen'] as const;

/** A line of any form: its readable members, and of each other member the rule that it breaks. */
export const readStatementLine: ReadLine = (raw, place): StatementLine => {
  const { members, issues, given, unreadable } = partedLine(raw);
  const isObject = unreadable !== raw;
  const missing = isObject ? needed.filter((name) => given[name] === undefined) : [];
  if (issues.length === 0 && missing.length === 0) return { ...place, ...members };
  const broken = issues.length === 0 ? [] : fieldErrors('body', issues).map(({ path, rule }) => ({ path, rule }));
  const faults = [...broken, ...missing.map((name) => ({ path: `/${name}`, rule: 'is required' }))];
  const asGiven = JSON.stringify(unreadable);
  const isShown = asGiven !== '{}' && Buffer.byteLength(asGiven) <= MAX_GIVEN;
  return { ...place, ...members, unread: { faults, ...(isShown ? { asGiven } : {}) } };
};
