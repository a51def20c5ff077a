import * as z from 'zod';
import type { StreamType } from '../../journal/stream.ts';
import { hashOf } from '../../kernel/canonical.ts';
import { RecordedDecisionId } from '../../kernel/ids.ts';
import { plainNumber } from '../../kernel/plain-number.ts';
import { isPlaceholder } from '../../kernel/reference.ts';
import { UtcInstant } from '../../kernel/time.ts';
import type { RecordDecision } from './decision-model.ts';

/**
 * The decision that is recorded under a case number. The same append writes both, so that no decision is recorded, told and counted twice.
 */
const DecisionNumber = z.strictObject({ decisionId: RecordedDecisionId });
type DecisionNumber = z.infer<typeof DecisionNumber>;

export const DecisionNumberFact = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('decision-number.taken'),
    data: z.strictObject({ at: UtcInstant, decisionId: RecordedDecisionId }),
  }),
]);
export type DecisionNumberFact = z.infer<typeof DecisionNumberFact>;

/** The places of case numbers, by `decisionNumberKey`. */
export const DecisionNumbers: StreamType<DecisionNumber, DecisionNumberFact> = {
  name: 'decision-number',
  schemaVersion: 1,
  state: DecisionNumber,
  fact: DecisionNumberFact,
  evolve: (_before, { data: { decisionId } }) => ({ decisionId }),
  index: () => ({ entries: {}, card: {} }),
};

/**
 * The id of the place of a decision's case number: one a criterion, district and day, since a case may be decided again on another day.
 * Hashed, because such numbers are free text of another system.
 *
 * @returns undefined if the decision has no number, or only a placeholder for one
 */
export function decisionNumberKey(decision: DecisionPlace): string | undefined {
  const { criterion, district, decidedOn, caseNumber } = decision;
  if (caseNumber === undefined || isPlaceholder(caseNumber)) return undefined;
  return hashOf({ criterion, district, decidedOn, number: plainNumber(caseNumber) });
}

type DecisionPlace = Pick<RecordDecision, 'criterion' | 'district' | 'decidedOn' | 'caseNumber'>;
