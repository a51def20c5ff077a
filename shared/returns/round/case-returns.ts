import * as z from 'zod';
import type { StreamType } from '../../journal/stream.ts';
import { CaseId, ReturnRoundId } from '../../kernel/ids.ts';
import { UtcInstant } from '../../kernel/time.ts';

/** The rounds of a case: how many, which is open, and the claims that stand. The same append writes it and the round. */
export const CaseReturns = z.strictObject({
  caseId: CaseId,
  rounds: z.int().positive(),
  open: ReturnRoundId.optional(),
  claims: z.strictObject({ count: z.int().nonnegative(), lossFen: z.int().nonnegative() }),
});
export type CaseReturns = z.infer<typeof CaseReturns>;

const data = { at: UtcInstant, returnId: ReturnRoundId };

export const CaseReturnsFact = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('case-returns.opened'), data: z.strictObject({ ...data, caseId: CaseId }) }),
  z.strictObject({
    type: z.literal('case-returns.ended'),
    data: z.strictObject({ ...data, caseId: CaseId, claims: CaseReturns.shape.claims }),
  }),
]);
export type CaseReturnsFact = z.infer<typeof CaseReturnsFact>;

const noClaims = { count: 0, lossFen: 0 };

/** By the id of the case. */
export const ReturnsOfCases: StreamType<CaseReturns, CaseReturnsFact> = {
  name: 'case-returns',
  schemaVersion: 1,
  state: CaseReturns,
  fact: CaseReturnsFact,
  evolve: (before, { type, data: { caseId, returnId, ...rest } }) => {
    const { rounds = 0, claims = noClaims } = before ?? {};
    if (type === 'case-returns.opened') return { caseId, rounds: rounds + 1, open: returnId, claims };
    return { caseId, rounds, claims: 'claims' in rest ? rest.claims : claims };
  },
  index: () => ({ entries: {}, card: {} }),
  factsWithin: true,
};
