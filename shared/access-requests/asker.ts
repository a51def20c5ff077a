import * as z from 'zod';
import type { StreamType } from '../journal/stream.ts';
import { fact } from '../kernel/fact.ts';
import { AccessRequestId, AgencyId, CaseId } from '../kernel/ids.ts';

/** An agency that asked to see more of a case, and its newest request. */
const AccessAsker = z.strictObject({ caseId: CaseId, agency: AgencyId, accessRequestId: AccessRequestId });
type AccessAsker = z.infer<typeof AccessAsker>;

export const AccessAskerFact = z.discriminatedUnion('type', [fact('access-asker.asked', AccessAsker.shape)]);
export type AccessAskerFact = z.infer<typeof AccessAskerFact>;

/**
 * The newest request of an agency on a case, by both ids (`askerId`). Each request goes through it, so that under any race an agency has one
 * that waits for an answer: the inbox of the agency that leads the case is not filled by repetitions.
 */
export const AccessAskers: StreamType<AccessAsker, AccessAskerFact> = {
  name: 'access-asker',
  schemaVersion: 1,
  state: AccessAsker,
  fact: AccessAskerFact,
  evolve: (_, { data: { caseId, agency, accessRequestId } }) => ({ caseId, agency, accessRequestId }),
  index: () => ({ entries: {}, card: {} }),
};

export function askerId(caseId: string, agency: string): string {
  return `${caseId}:${agency}`;
}
