import * as z from 'zod';
import { agencyKinds } from '../kernel/context.ts';
import { AgencyId, CaseId, ConsultationId, MeetingId, ProposalId } from '../kernel/ids.ts';
import { UtcInstant } from '../kernel/time.ts';
import { ProcedureClock } from '../procedure-clocks/clock.ts';
import { consultationKinds, ExhibitRef, Finding, PlannedAction, Position, Question } from './model.ts';

/** The states of a consultation. `consultation-lifecycle.ts` alone says which leads to which. */
export const consultationStatuses = ['convened', 'deliberating', 'following-up', 'closed', 'withdrawn'] as const;
export type ConsultationStatus = (typeof consultationStatuses)[number];

/** Whether the parties still work on it: then it stands on agendas. */
export function isOpen(status: ConsultationStatus): boolean {
  return status !== 'closed' && status !== 'withdrawn';
}

const Count = z.int().positive();

/** The person who speaks, and the agency. */
export const Signatory = z.strictObject({ agency: AgencyId, subject: z.string() });
export type Signatory = z.infer<typeof Signatory>;

/** An agency that takes part (参加单位), or was asked to. */
export const Party = z.strictObject({
  agency: AgencyId,
  answer: z.enum(['invited', 'accepted', 'declined']),
  agencyKind: z.enum(agencyKinds).optional(),
  answeredAt: UtcInstant.optional(),
  reason: z.string().optional(),
  /** By when an answer to the invitation is expected, and whether that time has passed without one. */
  dueAt: UtcInstant.optional(),
  overdue: z.boolean().optional(),
});
export type Party = z.infer<typeof Party>;

/** A piece of evidence in the bundle: in every version from `since` until before `until`. */
export const Exhibit = z.strictObject({
  n: Count,
  ...ExhibitRef.shape,
  by: AgencyId,
  since: Count,
  until: Count.optional(),
});
export type Exhibit = z.infer<typeof Exhibit>;

export const EvidenceRequest = z.strictObject({
  n: Count,
  by: AgencyId,
  from: AgencyId,
  text: z.string(),
  question: Count.optional(),
  askedAt: UtcInstant,
  dueAt: UtcInstant,
  overdue: z.boolean(),
  status: z.enum(['open', 'answered', 'dropped']),
  answer: z
    .strictObject({ by: Signatory, at: UtcInstant, text: z.string(), exhibits: z.array(Count), late: z.boolean() })
    .optional(),
});
export type EvidenceRequest = z.infer<typeof EvidenceRequest>;

/** The ledger's line of an opinion: everything but its text, of which it has the hash. The text is a stream of its own. */
export const OpinionLine = z.strictObject({
  n: Count,
  question: Count,
  by: Signatory,
  at: UtcInstant,
  position: Position,
  /** 0: nothing was in the bundle yet. */
  bundleVersion: z.int().nonnegative(),
  /** SHA-256 (hex) of the text in UTF-8. */
  textHash: z.string(),
  /** The newer opinion of the same agency on the same question. */
  supersededBy: Count.optional(),
});
export type OpinionLine = z.infer<typeof OpinionLine>;

export const Action = z.strictObject({
  n: Count,
  ...PlannedAction.shape,
  dueAt: UtcInstant,
  /** Which conclusion it belongs to. */
  round: Count,
  overdue: z.boolean(),
  done: z.strictObject({ by: Signatory, at: UtcInstant, note: z.string().optional(), late: z.boolean() }).optional(),
});
export type Action = z.infer<typeof Action>;

/** A finding: the opinions that say the same, those that say otherwise, those that leave it open, and the silent parties. */
const Drawn = z.strictObject({
  ...Finding.shape,
  /** Opinions that say something else. */
  dissent: z.array(Count).optional(),
  /** Opinions that leave open what the finding decides. */
  reserved: z.array(Count).optional(),
  /** Parties that gave no opinion on the question. */
  silent: z.array(AgencyId).optional(),
});

/** The exhibits with files of which a party has opened none. */
export const Unopened = z.strictObject({ agency: AgencyId, exhibits: z.array(Count) });
export type Unopened = z.infer<typeof Unopened>;

/** The conclusion (会商结论): it rests on the opinions of that moment, and names those that dissented. */
export const Conclusion = z.strictObject({
  by: Signatory,
  at: UtcInstant,
  round: Count,
  minutes: z.string(),
  findings: z.array(Drawn),
  opinions: z.array(Count),
  dissent: z.array(Count),
  excused: z.array(z.strictObject({ agency: AgencyId, reason: z.string() })),
  /** What it was reached without, by party. Absent in conclusions of before evidence could be opened. */
  unopened: z.array(Unopened).optional(),
});
export type Conclusion = z.infer<typeof Conclusion>;

/** A consultation (会商): agencies read the same evidence, each gives its opinion, and the conclusion is written down. */
export const Consultation = z.strictObject({
  consultationId: ConsultationId,
  /** Short reference for the phone, e.g. `HS-261122-7K3Q9M`. */
  reference: z.string(),
  status: z.enum(consultationStatuses),
  kind: z.enum(consultationKinds),
  title: z.string(),
  convener: Signatory,
  convenedAt: UtcInstant,
  touchedAt: UtcInstant,
  caseIds: z.array(CaseId),
  proposalId: ProposalId.optional(),
  meetingId: MeetingId.optional(),
  questions: z.array(Question),
  /** The convener first. */
  parties: z.array(Party),
  /** Raised each time it is concluded and taken up again. */
  round: Count,
  bundleVersion: z.int().nonnegative(),
  exhibits: z.array(Exhibit),
  evidenceRequests: z.array(EvidenceRequest),
  opinions: z.array(OpinionLine),
  actions: z.array(Action),
  conclusion: Conclusion.optional(),
  /** The party that may conclude in place of the convener. */
  deputy: z.strictObject({ agency: AgencyId, by: Signatory, at: UtcInstant, reason: z.string() }).optional(),
  /** Why it was withdrawn, or taken up again. */
  reason: z.string().optional(),
  clocks: z.array(ProcedureClock),
});
export type Consultation = z.infer<typeof Consultation>;
