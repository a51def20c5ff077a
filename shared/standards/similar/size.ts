import type { CaseFacts } from '../standard/case-facts.ts';
import type { MeasureName } from '../standard/measures.ts';

/** The sums by which decisions are found again: the first of them that is known. The rules of districts and nation begin with these. */
export const sums = [
  'one-way-inflow',
  'settlement',
  'two-way-flow',
  'funds-provided',
  'illegal-gain',
  'traced-to-fraud',
] as const satisfies readonly MeasureName[];
/** The same where no sum is known: so many cards, accounts, persons. */
const counts = [
  'bank-card-count',
  'phone-card-count',
  'account-count',
  'assisted-count',
  'victim-count',
] as const satisfies readonly MeasureName[];

/** The size of a case: a sum in fen, or else a count, or neither. */
export type Size =
  | { readonly kind: 'sum' | 'count'; readonly measure: MeasureName; readonly value: number }
  | { readonly kind: 'none' };

export function sizeOf(facts: CaseFacts): Size {
  for (const [kind, measures] of [['sum', sums] as const, ['count', counts] as const]) {
    for (const measure of measures) {
      const value = facts[measure];
      if (typeof value === 'number') return { kind, measure, value };
    }
  }
  return { kind: 'none' };
}

/** As many digits as a safe integer has. */
const DIGITS = 16;
const letters = { count: 'c', none: 'n', sum: 's' } as const;

/** Whose accounts, as the keys have it; `u`: not known. */
const owners: Readonly<Record<string, string>> = { company: 'c', own: 'o', others: 't' };

/**
 * Where a case stands among others by its size: sums by their amount, counts by their number, apart from each other. Many cases are of the
 * very sum of a threshold, so those of equal size stand together by whose accounts they are about.
 */
export function sizePlace(facts: CaseFacts): string {
  const size = sizeOf(facts);
  const value = size.kind === 'none' ? 0 : size.value;
  return `${letters[size.kind]}${String(value).padStart(DIGITS, '0')}${owners[String(facts['account-owner'])] ?? 'u'}`;
}
