import type { AuditedKind, DueKind, ToldKind } from '../journal/kind.ts';
import type { Thing } from '../kernel/thing.ts';
import { advanceShare, type CaseShare, CaseShares } from './case-shares.ts';
import type { Case } from './model.ts';
import { Cases } from './streams.ts';
import { grantsInForce } from './visibility.ts';

/** A case belongs to its district and its agencies; those named by a grant in force may see it at this moment. */
export function caseThing(fraudCase: Pick<Case, 'status' | 'district' | 'agencies' | 'grants'>, now: string): Thing {
  return { district: fraudCase.district, agencies: fraudCase.agencies, grants: grantsInForce(fraudCase, now) };
}

/** Who may read its facts, the case says into which it was merged. */
export const auditedCase: AuditedKind = { stream: 'case', starts: 'cas_', timeline: 'shared' };

/** The looks that other agencies took at a case. */
export const auditedReads: AuditedKind = { stream: 'case-reads', starts: 'case-reads:cas_' };

export const toldCase: ToldKind<Case> = {
  type: Cases,
  about: ({ district, reference, agencies }) => ({ district, reference, agencies }),
};

export const dueShare: DueKind<CaseShare> = { type: CaseShares, due: advanceShare };
