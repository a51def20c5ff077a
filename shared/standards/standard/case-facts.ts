import * as z from 'zod';
import { type Refusal, refuse } from '../../kernel/decision.ts';
import { isValueOf } from './check-rule.ts';
import { isMeasure, MeasureName, measureOf } from './measures.ts';

const Value = z.union([z.int().nonnegative(), z.boolean(), z.string()]);

/**
 * The known facts of a case, measure by measure. A measure that is not named is unknown, which is not the same as zero. The facts name no
 * person.
 */
export const CaseFacts = z.partialRecord(MeasureName, Value);
export type CaseFacts = z.infer<typeof CaseFacts>;

/** Facts as they come in: a rule of the domain, with codes of its own, says which measures there are and which values fit them. */
export const CaseFactsInput = z
  .record(z.string().max(64), z.union([z.number(), z.boolean(), z.string().max(64)]))
  .refine((facts) => Object.keys(facts).length <= 64, 'must have at most 64 entries');
type CaseFactsInput = z.infer<typeof CaseFactsInput>;

export interface CheckedFacts {
  readonly kind: 'facts';
  readonly facts: CaseFacts;
}

/** @returns the facts, or MEASURE_UNKNOWN, or FACT_UNFIT with the place of the first wrong value */
export function checkFacts(input: CaseFactsInput): CheckedFacts | Refusal {
  for (const [name, value] of Object.entries(input)) {
    // the name of a measure that does not exist is the caller's own text, so the record is named instead
    if (!isMeasure(name)) return refuse('MEASURE_UNKNOWN', { paths: ['/facts'] });
    if (!isValueOf(measureOf(name).kind, value)) return refuse('FACT_UNFIT', { paths: [`/facts/${name}`] });
  }
  return { kind: 'facts', facts: CaseFacts.parse(input) };
}
