import * as z from 'zod';
import { fact } from '../kernel/fact.ts';
import { AgencyId } from '../kernel/ids.ts';
import { Person } from '../kernel/people.ts';
import { UtcInstant } from '../kernel/time.ts';
import { Approval, Gate, Granted } from './model.ts';

/** The person who asked: the answer goes to their desk. */
const ToAsker = { askedBy: Person.omit({ name: true }) };

/** Everything that can happen to an approval. `at` is when it was recorded. */
export const ApprovalFact = z.discriminatedUnion('type', [
  fact('approval.asked', {
    ...Approval.pick({ approvalId: true, reference: true, district: true, matter: true, needed: true, desk: true }).shape,
    ...Approval.pick({ askedBy: true, reason: true, since: true, expiresAt: true }).shape,
  }),
  fact('approval.granted', { ...ToAsker, granted: Granted.omit({ at: true }), expiresAt: UtcInstant.optional() }),
  fact('approval.declined', { ...ToAsker, by: Person, reason: z.string() }),
  fact('approval.withdrawn', { reason: z.string() }),
  fact('approval.lapsed', { ...ToAsker, expiresAt: UtcInstant }),
  /** It opened its gate, in the same append as the act; again if the earlier act had no effect. */
  fact('approval.used', { gate: Gate, agency: AgencyId, subject: z.string() }),
]);
export type ApprovalFact = z.infer<typeof ApprovalFact>;
export type ApprovalFactType = ApprovalFact['type'];
