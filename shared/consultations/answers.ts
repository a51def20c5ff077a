import * as z from 'zod';
import { CasePart, evidenceCategories, personRoles } from '../cases/model.ts';
import { NamedFile } from '../evidence-files/model.ts';
import { CaseId, ConsultationId } from '../kernel/ids.ts';
import { Fen } from '../kernel/money.ts';
import { UtcInstant } from '../kernel/time.ts';
import { ProcedureClock } from '../procedure-clocks/clock.ts';
import { Consultation, consultationStatuses, Exhibit, OpinionLine, Party } from './consultation.ts';
import { Question } from './model.ts';
import { Opinion } from './opinion.ts';

const { consultationId, reference, kind, title, convener, convenedAt, touchedAt, caseIds, proposalId, meetingId } =
  Consultation.shape;
const state = z.enum(consultationStatuses);

const Answers = {
  answers: z
    .array(z.string())
    .describe('The positions that an opinion or a finding may take: the options or yes and no, and undecided.'),
};
const [ofNature, ofEvidence, ofLaw] = Question.options;
/** A question, with the answers to choose from. */
const QuestionView = z.discriminatedUnion('topic', [
  z.strictObject({ ...ofNature.shape, ...Answers }),
  z.strictObject({ ...ofEvidence.shape, ...Answers }),
  z.strictObject({ ...ofLaw.shape, ...Answers }),
]);

/** An invitation: enough to accept or decline, and nothing that was said or shown there. */
const Invitation = {
  consultationId,
  reference,
  state,
  kind,
  title,
  convener: convener.shape.agency,
  convenedAt,
  touchedAt,
  questions: z.array(QuestionView),
  parties: z.array(Party.omit({ reason: true })),
};

/** What an exhibit is, in the words of its case: an alarm, a person, a loss or a piece of evidence. */
const ExhibitContent = z.strictObject({
  title: z.string().optional(),
  category: z.enum(evidenceCategories).optional(),
  number: z.string().optional(),
  role: z.enum(personRoles).optional(),
  amountFen: Fen.optional(),
  at: UtcInstant.optional(),
});
export type ExhibitContent = z.infer<typeof ExhibitContent>;

/** A case of the consultation: its reference if any of it is shared with the caller, its title if the part `summary` is. */
const CaseNamed = z.strictObject({
  caseId: CaseId,
  reference: z.string().optional(),
  title: z.string().optional(),
  withheld: z
    .array(CasePart)
    .describe('Parts that the caller does not see; `POST /v1/cases/{caseId}/access-requests` asks for them.'),
});

/**
 * A piece of evidence as the caller may know it: its content only if the case is shared with them to that part; only then also that it was
 * `withdrawn` from the case since, so that no finding should rest on it any more.
 */
const ExhibitView = z.union([
  z.strictObject({
    visible: z.literal(true),
    ...Exhibit.shape,
    content: ExhibitContent.optional(),
    files: z
      .array(NamedFile)
      .optional()
      .describe('The files of a piece of evidence; `POST /v1/evidence-files/{fileId}/open` opens one.'),
    opened: z
      .literal(true)
      .optional()
      .describe('The caller, in person, has opened a file of it in this consultation. An opinion will say so.'),
    withdrawn: z.literal(true).optional(),
  }),
  z.strictObject({ visible: z.literal(false), ...Exhibit.omit({ item: true, note: true, caseId: true }).shape }),
]);
export type ExhibitView = z.infer<typeof ExhibitView>;

/** An opinion's line in the ledger; `outdated` if the bundle has changed since its version. */
const LineView = z.strictObject({
  ...OpinionLine.shape,
  outdated: z.boolean(),
  text: z.string().optional().describe('Of opinions in force; `GET …/opinions` has those superseded too.'),
  opened: Opinion.shape.opened.describe(
    'Of opinions in force: the exhibits, as far as the caller sees them, of which the person who signed had opened files.',
  ),
});

const Full = {
  ...Invitation,
  parties: z.array(Party),
  caseIds,
  cases: z.array(CaseNamed),
  proposalId,
  meetingId,
  round: Consultation.shape.round,
  bundle: z.strictObject({ version: z.int().nonnegative(), exhibits: z.array(ExhibitView) }),
  evidenceRequests: Consultation.shape.evidenceRequests,
  opinions: z.array(LineView),
  deputy: Consultation.shape.deputy,
  conclusion: Consultation.shape.conclusion,
  actions: Consultation.shape.actions,
  reason: Consultation.shape.reason,
  clocks: z.array(ProcedureClock),
};

/** A consultation: all of it for the parties, the invitation for agencies that were asked. */
export const ConsultationView = z.discriminatedUnion('shows', [
  z.strictObject({ shows: z.literal('all'), ...Full }),
  z.strictObject({ shows: z.literal('invitation'), ...Invitation }),
]);
export type ConsultationView = z.infer<typeof ConsultationView>;

/** What a consultation waits for the caller's agency to do. */
const Awaits = z.strictObject({
  /** To accept or decline. */
  answer: z.boolean(),
  /** Evidence requests open. */
  evidence: z.int().nonnegative(),
  /** Questions on which the agency has given no opinion. */
  opinions: z.int().nonnegative(),
  /** Actions not done. */
  actions: z.int().nonnegative(),
  /** Terms of procedure that have run out and that no party has stopped yet. */
  clocks: z.int().nonnegative(),
});

/** A consultation in a list: since when it is open, when it last changed, what is overdue, what is awaited. */
export const ConsultationEntry = z.strictObject({
  consultationId,
  reference,
  state,
  kind,
  title,
  convener: convener.shape.agency,
  convenedAt,
  touchedAt,
  openSeconds: z.int().nonnegative(),
  untouchedSeconds: z.int().nonnegative(),
  answer: Party.shape.answer,
  overdue: z
    .int()
    .nonnegative()
    .describe(
      'Terms that have run out and wait for a person: invitations, evidence, actions, and terms of procedure until a party stops them.',
    ),
  overdueSince: z.string().optional().describe('Since when the oldest of them has waited.'),
  /** The next moment at which something falls due. */
  nextAt: z.string().optional(),
  awaits: Awaits,
});
export type ConsultationEntry = z.infer<typeof ConsultationEntry>;

/** The result of a command: the state it left, and the number of the new entry. */
export const ConsultationChanged = z.strictObject({
  consultationId: ConsultationId,
  state,
  n: z.int().nonnegative().optional(),
});

/** An opinion with its text; `supersededBy` where the agency has given a newer one, `outdated` as in the ledger. */
export const OpinionView = z.strictObject({
  ...Opinion.shape,
  supersededBy: OpinionLine.shape.supersededBy,
  outdated: LineView.shape.outdated,
});
