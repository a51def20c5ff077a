import * as z from 'zod';
import type { AuditedKind, DueKind, ToldKind } from '../journal/kind.ts';
import { type District, districts } from '../kernel/context.ts';
import { forTheCity, type Thing } from '../kernel/thing.ts';
import type { RecordedDecision } from './decision/decision-model.ts';
import { advance } from './proposal/deadlines.ts';
import type { Proposal } from './proposal/proposal-model.ts';
import { Proposals } from './proposal/proposal-streams.ts';
import { isDistrict } from './standard/criteria.ts';

export const auditedStandard: AuditedKind = { stream: 'standard', starts: 'std_', reader: forTheCity };

export const toldLine: ToldKind<{ readonly place: string }> = {
  stream: 'standard-line',
  members: () => z.object({ place: z.string() }),
  about: ({ place }) => ({ district: isDistrict(place) ? place : undefined, agencies: [] }),
};

export function proposalThing({ proposedBy }: Pick<Proposal, 'proposedBy'>): Thing {
  return { agencies: [proposedBy] };
}

/** Which districts were asked decides who reads its history. */
export const auditedProposal: AuditedKind = { stream: 'proposal', starts: 'prp_' };

export const toldProposal: ToldKind<Pick<Proposal, 'proposedBy'>> = {
  stream: 'proposal',
  members: () => z.object({ proposedBy: z.string() }),
  about: ({ proposedBy }) => ({ agencies: [proposedBy] }),
};

export const dueProposal: DueKind<Proposal> = { type: Proposals, due: advance };

/** The impact of a proposal concerns its proposer, and each district that is asked: the caller's own, if it is one of them. */
export function impactThing(
  { proposedBy, districts }: Pick<Proposal, 'proposedBy' | 'districts'>,
  own: District | undefined,
): Thing {
  const asked = districts.find((district) => district === own);
  return { agencies: [proposedBy], ...(asked === undefined ? {} : { district: asked }) };
}

export const auditedImpact: AuditedKind = { stream: 'impact', starts: 'imp_', reader: forTheCity };

export const toldImpact: ToldKind<{ readonly startedBy: string }> = {
  stream: 'impact',
  members: () => z.object({ startedBy: z.string() }),
  about: ({ startedBy }) => ({ agencies: [startedBy] }),
};

export function decisionThing({ district }: Pick<RecordedDecision, 'district'>): Thing {
  return { district };
}

export const auditedDecision: AuditedKind<Pick<RecordedDecision, 'district'>> = {
  stream: 'recorded-decision',
  starts: 'dec_',
  reader: { members: () => z.object({ district: z.enum(districts) }), thing: decisionThing },
};

export const toldDecision: ToldKind<Pick<RecordedDecision, 'district' | 'recordedBy'>> = {
  stream: 'recorded-decision',
  members: () => z.object({ district: z.enum(districts), recordedBy: z.string() }),
  about: ({ district, recordedBy }) => ({ district, agencies: [recordedBy] }),
};
