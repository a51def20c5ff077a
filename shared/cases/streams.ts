import { byReference, factsOfCase, listing } from '../journal/keys.ts';
import type { StreamType } from '../journal/stream.ts';
import { CaseFact } from './case-facts.ts';
import { evolveCase } from './evolve-case.ts';
import { Case, districtsOf, lossFenOf, victimsOf } from './model.ts';

export { CaseReads } from './case-reads.ts';
export { CaseShares } from './case-shares.ts';
export { CaseNumbers, CasesOfAlerts } from './pointers.ts';

/** Cases by their id; found by their reference, and by district and month, newest first, until they are merged into another. */
export const Cases: StreamType<Case, CaseFact> = {
  name: 'case',
  schemaVersion: 3,
  state: Case,
  fact: CaseFact,
  evolve: evolveCase,
  index: (fraudCase) => ({
    entries: {
      inbox: byReference(fraudCase.reference, fraudCase.caseId),
      ...(fraudCase.status === 'merged'
        ? {}
        : { listing: listing('case', fraudCase.district, fraudCase.openedAt, fraudCase.caseId) }),
    },
    card: caseCard(fraudCase),
  }),
  factsFile: ({ caseId }) => factsOfCase(caseId),
};

/** What lists show of a case. DynamoDB copies cards into indexes, so a card has no title, no name and no text. */
function caseCard(fraudCase: Case): Readonly<Record<string, unknown>> {
  const {
    caseId,
    reference,
    status,
    district,
    agency,
    agencies,
    station,
    fraudType,
    openedAt,
    touchedAt,
    filing,
    alerts,
    musts,
  } = fraudCase;
  return {
    ...{ caseId, reference, status, district, agency, station, fraudType, openedAt, touchedAt, filedAt: filing?.filedAt },
    ...(agencies.length > 1 ? { agencies } : {}),
    ...{ alerts: alerts.length, musts: new Set(musts.map(({ must }) => must)).size },
    ...{ lossFen: lossFenOf(fraudCase), victims: victimsOf(fraudCase), districts: districtsOf(fraudCase).length },
  };
}
