import * as z from 'zod';
import { type Refusal, refuse } from '../../kernel/decision.ts';
import { isValueOf } from './check-rule.ts';
import { isMeasure, MeasureName, measureOf } from './measures.ts';

const Value = z.union([z.int().nonnegative(), z.boolean(), z.string()]);

/** What is known of a case, measure by measure. What is not named is not known, which is not the same as nothing. No person is in it. */
export const CaseFacts = z.partialRecord(MeasureName, Value);
export type CaseFacts = z.infer<typeof CaseFacts>;

/** Facts as they come in: which measures there are, and what fits them, is a rule of the domain with codes of its own. */
export const CaseFactsInput = z
  .record(z.string().max(64), z.union([z.number(), z.boolean(), z.string().max(64)]))
  .refine((facts) => Object.keys(facts).length <= 64, 'must have at most 64 entries');
type CaseFactsInput = z.infer<typeof CaseFactsInput>;

export interface CheckedFacts {
  readonly kind: 'facts';
  readonly facts: CaseFacts;
}

/** @returns the facts, or MEASURE_UNKNOWN, or FACT_UNFIT with the place of the first value that is wrong */
export function checkFacts(input: CaseFactsInput): CheckedFacts | Refusal {
  for (const [name, value] of Object.entries(input)) {
    // the name of a measure that does not exist is the caller's own text, so the record is named instead
    if (!isMeasure(name)) return refuse('MEASURE_UNKNOWN', { paths: ['/facts'] });
    if (!isValueOf(measureOf(name).kind, value)) return refuse('FACT_UNFIT', { paths: [`/facts/${name}`] });
  }
  return { kind: 'facts', facts: CaseFacts.parse(input) };
}
