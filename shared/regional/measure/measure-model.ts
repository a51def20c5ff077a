import * as z from 'zod';
import { districts } from '../../kernel/context.ts';
import { AgencyId, RegionalMeasureId } from '../../kernel/ids.ts';
import { prose, Sha256, text, writtenNumber } from '../../kernel/people.ts';
import { Instant, UtcInstant } from '../../kernel/time.ts';

/**
 * The states of a regional measure: `noticed` after a rectification notice, `interviewed` after a joint interview, `warned` while the
 * warning hangs, `correction-accepted` when it may be taken down; `corrected` and `lifted` are ends.
 */
export const measureStatuses = ['noticed', 'interviewed', 'warned', 'correction-accepted', 'corrected', 'lifted'] as const;
export type MeasureStatus = (typeof measureStatuses)[number];

/**
 * How much one measure holds, so that it stays one item of the table even with the longest texts (a test fills one to the brim). Counted by
 * step, so that the agency it is on cannot fill it and block later steps.
 */
export const measureLimits = { evidenceOfStep: 10, ofOthersInStep: 5 } as const;

/** The steps, the mildest first: rectification notice (整改通知), joint interview (联合约谈), warning (挂牌警示). */
export const measureSteps = ['notice', 'interview', 'warning'] as const;
export const MeasureStep = z.enum(measureSteps);
export type MeasureStep = z.infer<typeof MeasureStep>;

/** The target of a measure: a whole district, a town or street, an outlet of a bank or operator, a firm. */
export const MeasureTarget = z.strictObject({
  kind: z.enum(['district', 'town', 'outlet', 'firm']),
  name: text(100),
  district: z.enum(districts),
  /** The agency that answers for it here, if there is one: it sees the measure and hands in its correction. */
  agency: AgencyId.optional(),
});
export type MeasureTarget = z.infer<typeof MeasureTarget>;

/** A document that shows the correction; it lies in the evidence store under its hash. */
const CorrectionDocument = z.strictObject({
  title: text(100),
  number: writtenNumber(64).optional(),
  sha256: Sha256.optional(),
});

/** The agencies that also sit at an interview, each named once. */
const JointWith = z
  .array(AgencyId)
  .max(10)
  .refine((agencies) => new Set(agencies).size === agencies.length, 'must not name an agency twice')
  .default([]);

/** Take the first step. */
export const IssueMeasure = z.strictObject({
  step: MeasureStep,
  target: MeasureTarget,
  reason: prose(1_000),
  /** What must be corrected. */
  demands: prose(1_000),
  /** The agencies that also sit at the interview (联合). */
  jointWith: JointWith,
  /** Until when; by default the policy's term of the step. */
  dueAt: Instant.optional(),
});
export type IssueMeasure = z.infer<typeof IssueMeasure>;

/** Take the next step, because the correction did not come or is not enough. */
export const EscalateMeasure = z.strictObject({
  reason: prose(1_000),
  jointWith: JointWith,
  dueAt: Instant.optional(),
});
export type EscalateMeasure = z.infer<typeof EscalateMeasure>;

/** Show what was corrected. */
export const SubmitEvidence = z.strictObject({
  summary: prose(1_000),
  documents: z.array(CorrectionDocument).min(1).max(10),
});
export type SubmitEvidence = z.infer<typeof SubmitEvidence>;

export const AcceptCorrection = z.strictObject({ remark: prose(500).optional() });
export type AcceptCorrection = z.infer<typeof AcceptCorrection>;

export const LiftMeasure = z.strictObject({ reason: prose(500) });
export type LiftMeasure = z.infer<typeof LiftMeasure>;

const Step = z.strictObject({
  step: MeasureStep,
  at: UtcInstant,
  by: AgencyId,
  reason: z.string(),
  jointWith: z.array(AgencyId),
  dueAt: UtcInstant,
});

/** As it was handed in: the rules for texts have become narrower since; old texts stay readable. */
export const HandedInSummary = z.string();

const HandedIn = SubmitEvidence.extend({ summary: HandedInSummary, at: UtcInstant, by: AgencyId, step: MeasureStep });

/** A measure of the regional side (区域整治). */
export const RegionalMeasure = z.strictObject({
  measureId: RegionalMeasureId,
  /** Short reference for the phone, e.g. `M-HD-261122-7K3Q9M`. */
  reference: z.string(),
  status: z.enum(measureStatuses),
  target: MeasureTarget,
  demands: z.string(),
  /** The agency that took the first step. */
  issuedBy: AgencyId,
  issuedAt: UtcInstant,
  touchedAt: UtcInstant,
  steps: z.array(Step),
  /** Until when the correction of the present step is awaited, and when to remind of it. */
  dueAt: UtcInstant,
  remindAt: UtcInstant,
  reminded: z.boolean(),
  overdue: z.boolean(),
  evidence: z.array(HandedIn),
  /** Until when the evidence that came last should be looked at. */
  reviewBy: UtcInstant.optional(),
  accepted: z.strictObject({ at: UtcInstant, by: AgencyId, remark: z.string().optional() }).optional(),
  lifted: z.strictObject({ at: UtcInstant, by: AgencyId, reason: z.string() }).optional(),
});
export type RegionalMeasure = z.infer<typeof RegionalMeasure>;
