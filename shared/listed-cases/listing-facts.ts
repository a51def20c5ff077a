import * as z from 'zod';
import { districts } from '../kernel/context.ts';
import { fact } from '../kernel/fact.ts';
import { AgencyId, CaseId, ListedCaseId } from '../kernel/ids.ts';
import { Fen } from '../kernel/money.ts';
import { UtcInstant } from '../kernel/time.ts';
import { ListingLevel, ResponsibleUnits } from './level.ts';
import { ExtensionRequest, ListingApproval, ListingGround, ListingTerms, Matter, Progress, Term } from './model.ts';

/** The members of a listing from its birth. */
const Birth = {
  listedCaseId: ListedCaseId,
  reference: z.string(),
  caseId: CaseId,
  district: z.enum(districts),
  /** Absent in facts from before a listing was born with them. */
  agencies: z.array(AgencyId).optional(),
  grounds: z.array(ListingGround),
  lossFen: Fen,
  decideBy: UtcInstant,
} as const;

/** A step against delay: for which missed date, and when the step was due. */
const Climbed = { matter: Matter, missed: UtcInstant, dueAt: UtcInstant } as const;

/** Everything that can happen to a listing. `at` is when it was recorded. */
export const ListedCaseFact = z.discriminatedUnion('type', [
  fact('listed-case.suggested', Birth),
  /** The suggestion or the proposal got no decision in time. */
  fact('listed-case.decision-overdue', { missed: UtcInstant }),
  /** The case has another loss than the listing knew of; whether the sum reported as returned is more. */
  fact('listed-case.loss-noted', { lossFen: Fen, overReported: z.boolean() }),
  /** What banks have paid back to victims of the case so far; whether more came back, with what was reported, than was lost. */
  fact('listed-case.returns-noted', { paidBackFen: Fen, overReported: z.boolean() }),
  fact('listed-case.grounds-added', { grounds: z.array(ListingGround), lossFen: Fen }),
  fact('listed-case.proposed', {
    ...Birth,
    level: ListingLevel,
    units: ResponsibleUnits,
    by: AgencyId,
    subject: z.string(),
    reason: z.string(),
  }),
  fact('listed-case.listed', {
    supervisor: AgencyId,
    level: ListingLevel,
    units: ResponsibleUnits,
    approval: ListingApproval,
    terms: ListingTerms,
    deadline: UtcInstant,
    firstReport: UtcInstant,
  }),
  fact('listed-case.rejected', { by: AgencyId, reason: z.string() }),
  fact('listed-case.progress-reported', {
    by: AgencyId,
    progress: Progress,
    summary: z.string(),
    correction: z.string().optional(),
    late: z.boolean(),
    /** The period whose report it is; absent for an extra report, and in facts from before this distinction. */
    period: z.int().positive().optional(),
    /** The known loss of the case at that time; absent in facts from before this was kept. */
    lossFen: Fen.optional(),
    next: z.strictObject({ number: z.int().positive(), dueAt: UtcInstant }),
  }),
  fact('listed-case.extension-requested', { by: AgencyId, months: z.int().positive(), reason: z.string() }),
  fact('listed-case.extension-declined', { by: AgencyId, reason: z.string() }),
  fact('listed-case.extended', {
    by: AgencyId,
    from: UtcInstant,
    to: UtcInstant,
    reason: z.string(),
    approval: ListingApproval,
  }),
  /** It has another supervisor from now on. */
  fact('listed-case.handed-over', { by: AgencyId, from: AgencyId, to: AgencyId, reason: z.string() }),
  fact('listed-case.reminded', Climbed),
  fact('listed-case.notice-issued', Climbed),
  fact('listed-case.interview-called', Climbed),
  fact('listed-case.delisted', {
    by: AgencyId,
    aimReached: z.boolean(),
    reason: z.string().optional(),
    approval: ListingApproval.optional(),
  }),
  /** Its case was merged with others: its case from now on, the agencies that answer for that, and the listings that ended in this one. */
  fact('listed-case.case-merged', {
    caseId: CaseId,
    district: z.enum(districts),
    agencies: z.array(AgencyId),
    lossFen: Fen,
    joined: z.array(ListedCaseId),
    /** The part that this listing takes over from one that ended in it; a member is absent if it adds nothing. */
    deadline: Term.optional(),
    usedApprovals: z.array(z.string()).optional(),
    extensionsUsed: z.int().nonnegative().optional(),
    formerUnits: z.array(AgencyId).optional(),
    extensionRequest: ExtensionRequest.optional(),
  }),
  /** Its case was merged with one that is listed as well, and that listing goes on. */
  fact('listed-case.joined', { by: AgencyId, into: ListedCaseId }),
]);
export type ListedCaseFact = z.infer<typeof ListedCaseFact>;
export type ListedCaseFactType = ListedCaseFact['type'];
export type ListedCaseDataOf<T extends ListedCaseFactType> = Extract<ListedCaseFact, { type: T }>['data'];
