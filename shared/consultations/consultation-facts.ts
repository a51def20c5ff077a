import * as z from 'zod';
import { agencyKinds } from '../kernel/context.ts';
import { StoredDay } from '../kernel/day.ts';
import { fact } from '../kernel/fact.ts';
import { AgencyId } from '../kernel/ids.ts';
import { UtcInstant } from '../kernel/time.ts';
import { ProcedureClock } from '../procedure-clocks/clock.ts';
import { Action, Conclusion, Consultation, EvidenceRequest, Exhibit, OpinionLine, Signatory } from './consultation.ts';
import { ProposalDraft } from './model.ts';

const n = z.int().positive();
const { kind, suspect, endsAt, lastDay, warnAt, provisional, extension, outcome } = ProcedureClock.shape;
const clock = { n, kind, suspect, lastDay, endsAt, provisional };

/** Everything that can happen to a consultation. `at` is when it was recorded. */
export const ConsultationFact = z.discriminatedUnion('type', [
  fact('consultation.convened', {
    consultation: Consultation.pick({
      consultationId: true,
      reference: true,
      kind: true,
      title: true,
      convener: true,
      caseIds: true,
      proposalId: true,
      meetingId: true,
      questions: true,
      parties: true,
    }),
  }),
  fact('consultation.accepted', { by: Signatory, agencyKind: z.enum(agencyKinds) }),
  fact('consultation.declined', { by: Signatory, agencyKind: z.enum(agencyKinds), reason: z.string() }),
  fact('consultation.invitation-overdue', { agency: AgencyId, dueAt: UtcInstant }),
  fact('consultation.bundle-changed', { by: Signatory, version: n, added: z.array(Exhibit), removed: z.array(n) }),
  // more evidence
  fact('consultation.evidence-requested', { request: EvidenceRequest }),
  fact('consultation.evidence-answered', { n, answer: EvidenceRequest.shape.answer.unwrap() }),
  fact('consultation.evidence-overdue', { n, by: AgencyId.optional(), from: AgencyId, dueAt: UtcInstant }),
  // opinions
  fact('consultation.opinion-given', { opinion: OpinionLine, supersedes: n.optional() }),
  // the deputy who may conclude besides the convener
  fact('consultation.deputy-named', { by: Signatory, agency: AgencyId, reason: z.string() }),
  fact('consultation.deputy-revoked', { by: Signatory, agency: AgencyId, reason: z.string() }),
  // the end, and its consequences; `dropped` are evidence requests without an answer
  fact('consultation.concluded', {
    conclusion: Conclusion,
    actions: z.array(Action),
    dropped: z.array(n),
    proposal: ProposalDraft.extend({ effectiveFrom: StoredDay }).optional(),
  }),
  fact('consultation.action-done', { n, done: Action.shape.done.unwrap() }),
  fact('consultation.action-overdue', { n, owner: AgencyId, dueAt: UtcInstant }),
  fact('consultation.closed', { round: n }),
  fact('consultation.withdrawn', { by: Signatory, reason: z.string() }),
  // `answerBy`: until when the agencies that were asked and have not answered may answer
  fact('consultation.reopened', { by: Signatory, reason: z.string(), answerBy: UtcInstant.optional() }),
  fact('consultation.reconvened', { by: Signatory, reason: z.string(), answerBy: UtcInstant.optional() }),
  // procedure clocks
  fact('consultation.clock-started', { by: Signatory, clock: ProcedureClock }),
  fact('consultation.clock-extended', {
    by: Signatory,
    n,
    reason: z.string(),
    extension: extension.unwrap(),
    lastDay,
    endsAt,
    warnAt,
    provisional,
  }),
  // the calendar that ends a provisional term is known now
  fact('consultation.clock-settled', { ...clock, warnAt, before: lastDay }),
  fact('consultation.clock-stopped', {
    by: Signatory,
    n,
    outcome: outcome.unwrap(),
    reason: z.string().optional(),
    late: z.boolean(),
  }),
  fact('consultation.clock-warned', clock),
  fact('consultation.clock-expired', clock),
]);
export type ConsultationFact = z.infer<typeof ConsultationFact>;
export type ConsultationFactType = ConsultationFact['type'];
