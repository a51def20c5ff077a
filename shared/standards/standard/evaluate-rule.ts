import type { CaseFacts } from './case-facts.ts';
import { type MeasureName, measureOf } from './measures.ts';
import type { Condition, Rule } from './rule.ts';

/** Three values, after Kleene: an unknown stays unknown, unless it cannot matter. */
export type Outcome = 'yes' | 'no' | 'cannot-tell';

/** A condition that decided an outcome. */
export interface Reason {
  /** Where it stands in the standard, as a JSON pointer. */
  readonly at: string;
  readonly condition: Condition;
  readonly outcome: Outcome;
  /** The value that the condition was compared with; absent if that is not known. */
  readonly given?: number | boolean | string;
  /** The measures without which the condition cannot be decided. */
  readonly missing: readonly MeasureName[];
}

/** An outcome, and the conditions that decided it: if they were otherwise, the outcome might be too. */
export interface Verdict {
  readonly outcome: Outcome;
  readonly reasons: readonly Reason[];
}

export interface Reading {
  readonly facts: CaseFacts;
  /** Whether lawful funds are taken off the flows before the comparison. */
  readonly lawfulFundsDeducted: boolean;
}

/** @param path where the rule stands in the standard */
export function evaluateRule(rule: Rule, reading: Reading, path: string): Verdict {
  if ('all' in rule) return allOf(rule.all.map((part, at) => evaluateRule(part, reading, `${path}/all/${at}`)));
  if ('any' in rule) return anyOf(rule.any.map((part, at) => evaluateRule(part, reading, `${path}/any/${at}`)));
  if ('not' in rule) return negate(evaluateRule(rule.not, reading, `${path}/not`));
  return evaluateCondition(rule, reading, path);
}

/** One `no` settles it, even if the rest is unknown. */
export function allOf(verdicts: readonly Verdict[]): Verdict {
  return combined(verdicts, 'no', 'yes');
}

/** One `yes` settles it, even if the rest is unknown. */
export function anyOf(verdicts: readonly Verdict[]): Verdict {
  return combined(verdicts, 'yes', 'no');
}

export function negate({ outcome, reasons }: Verdict): Verdict {
  const turned = { yes: 'no', no: 'yes', 'cannot-tell': 'cannot-tell' } as const;
  return { outcome: turned[outcome], reasons };
}

/** @param settles the outcome of which one is enough @param otherwise the outcome if all have it */
function combined(verdicts: readonly Verdict[], settles: Outcome, otherwise: Outcome): Verdict {
  for (const outcome of [settles, 'cannot-tell'] as const) {
    const makers = verdicts.filter((verdict) => verdict.outcome === outcome);
    if (makers.length > 0) return { outcome, reasons: makers.flatMap(({ reasons }) => reasons) };
  }
  return { outcome: otherwise, reasons: verdicts.flatMap(({ reasons }) => reasons) };
}

function evaluateCondition(condition: Condition, reading: Reading, at: string): Verdict {
  const known = knownOf(condition.measure, reading);
  const outcome = compare(condition, known);
  const given = known.kind === 'known' ? { given: known.value } : {};
  const missing = outcome === 'cannot-tell' && known.kind !== 'known' ? known.missing : [];
  return { outcome, reasons: [{ at, condition, outcome, ...given, missing }] };
}

/** The knowledge of a measure: its value, or the missing measures and, at times, an upper bound. */
type Known =
  | { readonly kind: 'known'; readonly value: number | boolean | string }
  | { readonly kind: 'unknown'; readonly missing: readonly MeasureName[]; readonly atMost: number };

function knownOf(measure: MeasureName, { facts, lawfulFundsDeducted }: Reading): Known {
  const value = facts[measure];
  const lawful = lawfulFundsDeducted && measureOf(measure).isFlow === true ? facts['lawful-funds'] : 0;
  const withoutLawful: readonly MeasureName[] = lawful === undefined ? ['lawful-funds'] : [];
  if (value === undefined) return { kind: 'unknown', missing: [measure, ...withoutLawful], atMost: Number.POSITIVE_INFINITY };
  if (typeof value !== 'number') return { kind: 'known', value };
  if (typeof lawful !== 'number') return { kind: 'unknown', missing: withoutLawful, atMost: value };
  return { kind: 'known', value: Math.max(0, value - lawful) };
}

function compare({ op, value }: Condition, known: Known): Outcome {
  if (known.kind === 'unknown') return boundedBy(known.atMost, op, value);
  return holds(op, value, known.value) ? 'yes' : 'no';
}

function holds(op: Condition['op'], value: Condition['value'], given: number | boolean | string): boolean {
  if (Array.isArray(value)) return op === 'in' && value.some((one) => one === given);
  if (op === 'eq') return given === value;
  if (typeof given !== 'number' || typeof value !== 'number') return false;
  switch (op) {
    case 'gte':
      return given >= value;
    case 'gt':
      return given > value;
    case 'lte':
      return given <= value;
    case 'lt':
      return given < value;
    case 'in':
      return false;
  }
}

/** If lawful funds are still to be taken off a flow, the rest is between nothing and all of it. */
function boundedBy(atMost: number, op: Condition['op'], value: Condition['value']): Outcome {
  const values = (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'number');
  if (values.length === 0) return 'cannot-tell';
  const least = Math.min(...values);
  switch (op) {
    case 'gte':
    case 'eq':
    case 'in':
      return atMost < least ? 'no' : 'cannot-tell';
    case 'gt':
      return atMost <= least ? 'no' : 'cannot-tell';
    case 'lte':
      return atMost <= least ? 'yes' : 'cannot-tell';
    case 'lt':
      return atMost < least ? 'yes' : 'cannot-tell';
  }
}
