import * as z from 'zod';
import { StationId } from '../cases/model.ts';
import { districts } from '../kernel/context.ts';
import { AgencyId } from '../kernel/ids.ts';
import { Fen } from '../kernel/money.ts';
import { IdNumber, prose, text } from '../kernel/people.ts';
import { Instant } from '../kernel/time.ts';
import { Checklist, ContactOutcome, Means, WarningGrade, WarningLevel, WarningSignal } from './warning-model.ts';

const reason = prose(500);

/** A clue that a source sends (预警线索). What can be read is taken; a part that is not essential holds up no warning. */
export const ReceiveWarning = z.strictObject({
  source: text(64).describe('Where the clue comes from: one of the sources that Cordon knows, or `WARNING_SOURCE_UNKNOWN`.'),
  sourceRef: text(128).describe("The source's own number. The same number of the same source is the same clue."),
  person: z.strictObject({
    name: text(64).optional(),
    phone: text(40).describe('The phone that the source saw, in any spelling.'),
    idNumber: IdNumber.optional(),
  }),
  district: z.enum(districts).optional().describe("Absent: the caller's own district."),
  station: StationId.optional().describe('The police station of the place where the person lives.'),
  community: AgencyId.optional().describe('The subdistrict or town whose people take care of the person.'),
  fraudType: text(64).optional(),
  risk: z.int().min(0).max(100).default(0).describe('How sure the source is, 0 to 100.'),
  signals: z.array(WarningSignal).max(20).default([]),
  seenAt: Instant,
});
export type ReceiveWarning = z.infer<typeof ReceiveWarning>;

/** Where a person works: the level, and of stations the one. */
export const WorkArea = z.strictObject({
  level: WarningLevel.optional().describe("Absent: the caller's own level."),
  district: z.enum(districts).optional().describe('For police of the city who work on a district.'),
  station: StationId.optional(),
});
export type WorkArea = z.infer<typeof WorkArea>;

export const GiveBack = z.strictObject({ reason: reason.optional() });
export type GiveBack = z.infer<typeof GiveBack>;

/** What the money that is gone takes for an alarm. */
const Paid = z.strictObject({ lossFen: Fen, fraudType: text(64).optional(), summary: prose(4_000).optional() });

/** A contact with the person, or the attempt at one (劝阻记录). */
export const RecordContact = z.strictObject({
  means: Means.optional().describe('The means that is due; another one is refused (`MEANS_NOT_DUE`), unless the money is gone.'),
  outcome: ContactOutcome,
  at: Instant.optional().describe('When it was. Absent: now.'),
  note: prose(1_000).optional(),
  checklist: Checklist.optional().describe('Needed of a visit on which the person was met, unless the money is gone.'),
  paid: Paid.optional().describe(
    'Needed where the money is gone: an alarm is raised at once, and its clock starts at the contact.',
  ),
});
export type RecordContact = z.infer<typeof RecordContact>;

export const GradeWarning = z.strictObject({ grade: WarningGrade, reason: reason.optional() });
export type GradeWarning = z.infer<typeof GradeWarning>;

/** Give the warning to another district, station, community or level (移交、下发). */
export const MoveWarning = z.strictObject({
  district: z.enum(districts).optional(),
  station: StationId.optional(),
  community: AgencyId.optional(),
  level: WarningLevel.optional(),
  reason,
});
export type MoveWarning = z.infer<typeof MoveWarning>;

/** End a warning that all levels have tried in vain. */
export const CloseWarning = z.strictObject({ outcome: ContactOutcome, reason });
export type CloseWarning = z.infer<typeof CloseWarning>;
