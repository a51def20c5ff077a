import type { OutflowLine } from '../../freezes/bank-answer/outflows/model.ts';
import { sameOfficerTwice } from '../../freezes/officers.ts';
import type { Context } from '../../kernel/context.ts';
import { accept, type Decision, type Refusal, refuse } from '../../kernel/decision.ts';
import { defined } from '../../kernel/defined.ts';
import { isPlaceholder } from '../../kernel/reference.ts';
import type { FollowLines } from './bodies.ts';
import type { Statement, StatementLine } from './model.ts';
import type { StatementFact } from './statement-facts.ts';
import { statementLifecycle } from './statement-lifecycle.ts';

/** The lines that a command names, in its order. */
interface Named {
  readonly kind: 'named';
  readonly lines: readonly StatementLine[];
}

/**
 * The lines that are named, each by its serial or its place.
 *
 * @returns them, or LINE_UNKNOWN, LINE_AMBIGUOUS if a serial is of several lines, LINE_NOT_OUTGOING, each with the place in the body
 */
export function linesNamed(names: FollowLines['lines'], all: readonly StatementLine[]): Named | Refusal {
  const lines: StatementLine[] = [];
  for (const [i, name] of names.entries()) {
    const paths = [`/lines/${i}`];
    const found = all.filter((line) => isNamed(line, name));
    const [one] = found;
    if (one === undefined) return refuse('LINE_UNKNOWN', { paths });
    if (found.length > 1) return refuse('LINE_AMBIGUOUS', { paths, lines: found.map(({ page, line }) => `${page}/${line}`) });
    if (one.direction !== 'out') return refuse('LINE_NOT_OUTGOING', { paths });
    lines.push(one);
  }
  return { kind: 'named', lines };
}

function isNamed({ page, line, serial }: StatementLine, name: FollowLines['lines'][number]): boolean {
  if (typeof name !== 'string') return page === name.page && line === name.line;
  return serial === name && !isPlaceholder(name);
}

/**
 * Officers have lines followed (追踪): the order then takes them as outflows that its bank told.
 *
 * @param lines those named, once each
 * @returns `statement.lines-followed`, or SAME_OFFICER_TWICE, STATEMENT_STATE_FORBIDS
 */
export function followLines(
  { status }: Statement,
  { reason, officers }: Pick<FollowLines, 'reason' | 'officers'>,
  { lines }: { readonly lines: readonly StatementLine[] },
  { now }: Context,
): Decision<StatementFact> {
  const refusal = sameOfficerTwice(officers) ?? statementLifecycle.refusal(status, 'follow');
  if (refusal !== undefined) return refusal;
  const places = lines.map(({ page, line }) => ({ page, line }));
  return accept({ type: 'statement.lines-followed', data: { at: now, lines: places, reason, officers: [...officers] } });
}

/** A line that left the account as an outflow of the order, as if its bank had told it with the result. */
export function outflowOf({ at, amountFen, serial, remark, counterparty }: Omit<StatementLine, 'page' | 'line'>): OutflowLine {
  const { bankId, accountName, accountNumber } = counterparty ?? {};
  return defined({ bankId, accountName, accountNumber, amountFen, at, serial, remark });
}
