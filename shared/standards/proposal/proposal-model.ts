import * as z from 'zod';
import { districts } from '../../kernel/context.ts';
import { StoredDay } from '../../kernel/day.ts';
import { AgencyId, ConsultationId, ImpactRunId, ProposalId } from '../../kernel/ids.ts';
import { prose } from '../../kernel/people.ts';
import { UtcInstant } from '../../kernel/time.ts';
import { StandardContent } from '../standard/content.ts';
import { Criterion } from '../standard/criteria.ts';

const DistrictName = z.enum(districts);

export const OpenConsultation = z.strictObject({ consultationId: ConsultationId.optional(), note: prose(1_000).optional() });
export type OpenConsultation = z.infer<typeof OpenConsultation>;

export const AdoptProposal = z.strictObject({
  note: prose(1_000).optional(),
  reason: prose(1_000).optional().describe('Why now; required if the district had declined before.'),
});
export type AdoptProposal = z.infer<typeof AdoptProposal>;

export const DeclineProposal = z.strictObject({ reason: prose(1_000) });
export type DeclineProposal = z.infer<typeof DeclineProposal>;

export const WithdrawProposal = z.strictObject({ reason: prose(1_000) });
export type WithdrawProposal = z.infer<typeof WithdrawProposal>;

export const proposalStates = ['proposed', 'consulting', 'in-force', 'lapsed', 'withdrawn'] as const;
export type ProposalStatus = (typeof proposalStates)[number];

/** The newest answer of a district. */
const Answer = z.strictObject({
  answer: z.enum(['adopted', 'declined']),
  reason: z.string().optional(),
  at: UtcInstant,
  by: AgencyId,
  /** Its earlier answer, if it changed its mind. */
  changedFrom: z.enum(['adopted', 'declined']).optional(),
});

/** A proposal to change a standard (标准修订提案): consulted on, answered by each district, in force in those that adopted it. */
export const Proposal = z.strictObject({
  proposalId: ProposalId,
  status: z.enum(proposalStates),
  criterion: Criterion,
  title: z.string(),
  reason: z.string(),
  districts: z.array(DistrictName),
  effectiveFrom: StoredDay,
  content: StandardContent,
  proposedAt: UtcInstant,
  proposedBy: AgencyId,
  /** The consultation that it came from, or that discusses it. */
  consultationId: ConsultationId.optional(),
  consultedAt: UtcInstant.optional(),
  /** Until when the districts can answer: the beginning of its first day. Absent in proposals put to them before this was kept. */
  answerBy: UtcInstant.optional(),
  /** When districts that have not answered are reminded; absent if that would be at once. */
  remindAt: UtcInstant.optional(),
  remindedAt: UtcInstant.optional(),
  answers: z.partialRecord(DistrictName, Answer),
  /** The newest count of what it would change. */
  impactRunId: ImpactRunId.optional(),
  endedAt: UtcInstant.optional(),
});
export type Proposal = z.infer<typeof Proposal>;

const at = { at: UtcInstant } as const;
const answered = { ...at, district: DistrictName, by: AgencyId } as const;

export const ProposalFact = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('proposal.made'),
    data: Proposal.pick({
      proposalId: true,
      criterion: true,
      title: true,
      reason: true,
      districts: true,
      effectiveFrom: true,
      content: true,
      proposedAt: true,
      proposedBy: true,
      consultationId: true,
    }),
  }),
  z.strictObject({
    type: z.literal('proposal.consultation-opened'),
    data: z.strictObject({
      ...at,
      ...OpenConsultation.shape,
      districts: z.array(DistrictName),
      answerBy: UtcInstant.optional(),
      remindAt: UtcInstant.optional(),
    }),
  }),
  z.strictObject({
    type: z.literal('proposal.adopted'),
    data: z.strictObject({
      ...answered,
      note: z.string().optional(),
      reason: z.string().optional(),
      changedFrom: z.literal('declined').optional(),
    }),
  }),
  z.strictObject({
    type: z.literal('proposal.declined'),
    data: z.strictObject({ ...answered, reason: z.string(), changedFrom: z.literal('adopted').optional() }),
  }),
  z.strictObject({ type: z.literal('proposal.impact-requested'), data: z.strictObject({ ...at, runId: ImpactRunId }) }),
  /** Its day is near, and these districts have not answered. */
  z.strictObject({
    type: z.literal('proposal.answers-reminded'),
    data: z.strictObject({ ...at, districts: z.array(DistrictName), answerBy: UtcInstant.optional() }),
  }),
  z.strictObject({
    type: z.literal('proposal.enacted'),
    data: z.strictObject({
      ...at,
      proposalId: ProposalId,
      criterion: Criterion,
      effectiveFrom: StoredDay,
      content: StandardContent,
      /** Where it was adopted. */
      districts: z.array(DistrictName),
    }),
  }),
  z.strictObject({ type: z.literal('proposal.lapsed'), data: z.strictObject(at) }),
  z.strictObject({ type: z.literal('proposal.withdrawn'), data: z.strictObject({ ...at, reason: z.string() }) }),
]);
export type ProposalFact = z.infer<typeof ProposalFact>;
export type ProposalFactType = ProposalFact['type'];
