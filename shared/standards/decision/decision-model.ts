import * as z from 'zod';
import { districts } from '../../kernel/context.ts';
import { Day, StoredDay } from '../../kernel/day.ts';
import { defined } from '../../kernel/defined.ts';
import { AgencyId, RecordedDecisionId, StandardId } from '../../kernel/ids.ts';
import { paperNumber, prose } from '../../kernel/people.ts';
import { UtcInstant } from '../../kernel/time.ts';
import { CaseFacts, CaseFactsInput } from '../standard/case-facts.ts';
import { Criterion } from '../standard/criteria.ts';
import { MeasureName } from '../standard/measures.ts';
import { Condition } from '../standard/rule.ts';

export const outcomes = ['yes', 'no', 'cannot-tell'] as const;

/** A condition that decided an outcome, as stored and shown. */
export const ReasonView = z.strictObject({
  /** Where it stands in the standard, as a JSON pointer. */
  at: z.string(),
  condition: Condition,
  outcome: z.enum(outcomes),
  /** The value that it was compared with; absent if that is not known. */
  given: z.union([z.int(), z.boolean(), z.string()]).optional(),
  /** The measures that are needed to decide it. */
  missing: z.array(MeasureName),
});
export type ReasonView = z.infer<typeof ReasonView>;

/** `pursued`: arrest approved or prosecuted (捕诉) · `not-pursued`: not, or not yet. */
export const DecisionTaken = z.enum(['pursued', 'not-pursued']);

const whyDeparted = prose(1_000).optional();

/** The body of a decision to record: figures of the case, and no names. */
export const RecordDecision = z
  .strictObject({
    criterion: Criterion,
    district: z.enum(districts),
    facts: CaseFactsInput,
    decision: DecisionTaken,
    /** The day on which it was taken, in Beijing. */
    decidedOn: Day,
    /** The number under which the deciding agency has it. */
    caseNumber: paperNumber(64).optional(),
    departureReason: whyDeparted.describe(
      'Why it was decided otherwise than the standard in force says: required if it was. Your district and the city read it.',
    ),
    reason: whyDeparted.meta({
      description: 'The older name of `departureReason`: one of the two, not both.',
      deprecated: true,
    }),
    publicGrounds: prose(1_000)
      .optional()
      .describe(
        'The grounds (裁判理由) for the readers of every district: without names, and without numbers of persons or cases.',
      ),
  })
  .transform(({ departureReason, reason, ...rest }, { issues }) => {
    if (departureReason === undefined || reason === undefined)
      return { ...rest, ...defined({ departureReason: departureReason ?? reason }) };
    const message = 'must not stand beside `departureReason`, whose older name it is';
    issues.push({ code: 'custom', message, input: reason, path: ['reason'] });
    return z.NEVER;
  });
export type RecordDecision = z.infer<typeof RecordDecision>;

/** A decision on arrest or prosecution as recorded (已决案件), with the outcome by the standard of its district and day. */
export const RecordedDecision = z.strictObject({
  decisionId: RecordedDecisionId,
  criterion: Criterion,
  district: z.enum(districts),
  facts: CaseFacts,
  decision: DecisionTaken,
  decidedOn: StoredDay,
  caseNumber: z.string().optional(),
  /** As earlier releases kept `departureReason`. */
  reason: z.string().optional(),
  /** Why it departed from the standard in force. Earlier releases did not ask for it. */
  departureReason: z.string().optional(),
  /** The grounds that readers of every district see. */
  publicGrounds: z.string().optional(),
  /** Absent if the district had no standard on that day. */
  standardId: StandardId.optional(),
  outcome: z.enum(outcomes).optional(),
  departed: z.boolean(),
  recordedAt: UtcInstant,
  recordedBy: AgencyId,
});
export type RecordedDecision = z.infer<typeof RecordedDecision>;

/** Why a decision departed from the standard in force, under either name. */
export function departureReasonOf({
  departureReason,
  reason,
}: Pick<RecordedDecision, 'departureReason' | 'reason'>): string | undefined {
  return departureReason ?? reason;
}

export const RecordedDecisionFact = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('recorded-decision.recorded'), data: RecordedDecision }),
  /** The decision contradicts the standard in force (偏离标准). */
  z.strictObject({
    type: z.literal('recorded-decision.departed'),
    data: z.strictObject({
      at: UtcInstant,
      decisionId: RecordedDecisionId,
      district: z.enum(districts),
      criterion: Criterion,
      standardId: StandardId,
      decision: DecisionTaken,
      /** What the standard says. */
      outcome: z.enum(outcomes),
      reasons: z.array(ReasonView),
    }),
  }),
]);
export type RecordedDecisionFact = z.infer<typeof RecordedDecisionFact>;

/** A month in which a district recorded decisions on a criterion. It exists so that a function finds all of them without a scan. */
export const DecisionMonth = z.strictObject({
  criterion: Criterion,
  district: z.enum(districts),
  /** `YYYY-MM`, in Beijing. */
  month: z.string(),
});
export type DecisionMonth = z.infer<typeof DecisionMonth>;

export const DecisionMonthFact = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('decision-month.opened'), data: DecisionMonth }),
]);
export type DecisionMonthFact = z.infer<typeof DecisionMonthFact>;

/** The id of a month: `two-card-amount:haidian:2026-11`. */
export function decisionMonthId({ criterion, district, month }: DecisionMonth): string {
  return `${criterion}:${district}:${month}`;
}
