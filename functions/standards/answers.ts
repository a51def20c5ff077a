import * as z from 'zod';
import { districts } from '../../shared/kernel/context.ts';
import { StoredDay } from '../../shared/kernel/day.ts';
import { defined } from '../../shared/kernel/defined.ts';
import { StandardId } from '../../shared/kernel/ids.ts';
import { departureReasonOf, outcomes, ReasonView, RecordedDecision } from '../../shared/standards/decision/decision-model.ts';
import { reasonView } from '../../shared/standards/decision/record-decision.ts';
import { DistrictImpact, ImpactRun } from '../../shared/standards/impact/impact-model.ts';
import { Proposal } from '../../shared/standards/proposal/proposal-model.ts';
import { Criterion, Place } from '../../shared/standards/standard/criteria.ts';
import { evaluateStandard } from '../../shared/standards/standard/evaluate-standard.ts';
import { comparedFields, type InForce } from '../../shared/standards/standard/matrix.ts';
import { MeasureName } from '../../shared/standards/standard/measures.ts';
import { Belief, Standard } from '../../shared/standards/standard/model.ts';

/** A standard, the days on which it is believed to hold, and since and until when that was believed. */
export const StandardView = z.strictObject({ ...Standard.shape, ...Belief.shape }).meta({ id: 'Standard' });
type StandardView = z.infer<typeof StandardView>;

export function standardView({ standard, belief }: InForce): StandardView {
  return { ...standard, ...belief };
}

const PlaceGroup = z.strictObject({
  /** The measure of a threshold. Only thresholds of one measure diverge from each other. */
  measure: MeasureName.optional(),
  value: z.unknown().optional(),
  places: z.array(Place),
});

/** Criterion by place, with what differs. */
export const MatrixView = z
  .strictObject({
    asOf: StoredDay,
    rows: z.array(
      z.strictObject({
        criterion: Criterion,
        title: z.string(),
        cells: z.array(z.strictObject({ ...StandardView.shape, diverges: z.array(z.enum(comparedFields)) })),
        divergences: z.array(
          z.strictObject({
            field: z.enum(comparedFields),
            /** Whether districts differ among themselves, and not only from the city or the nation. */
            amongDistricts: z.boolean(),
            /** The places that agree with each other; those of most districts first, thresholds of one measure together. */
            groups: z.array(PlaceGroup),
          }),
        ),
        /** Districts that have no standard for it. */
        without: z.array(z.enum(districts)),
      }),
    ),
  })
  .meta({ id: 'StandardsMatrix' });

/** The outcome of each place for the facts, and why. */
export const Evaluation = z
  .strictObject({
    asOf: StoredDay,
    results: z.array(
      z.strictObject({
        criterion: Criterion,
        place: Place,
        standardId: StandardId,
        title: z.string(),
        document: z.string(),
        grade: z.string(),
        outcome: z.enum(outcomes),
        /** The conditions that decided the outcome: if they were otherwise, it might be too. */
        reasons: z.array(ReasonView),
        /** The facts that are needed to decide it. */
        missing: z.array(MeasureName),
      }),
    ),
    /** Districts that had no standard on that day, by criterion. */
    without: z.array(z.strictObject({ criterion: Criterion, districts: z.array(z.enum(districts)) })),
  })
  .meta({ id: 'Evaluation' });

export const DecisionView = z
  .strictObject({ ...RecordedDecision.omit({ reason: true }).shape, reasons: z.array(ReasonView) })
  .meta({ id: 'RecordedDecision' });

/** The reasons of the standard that the decision was compared with; empty if there was none. */
export function reasonsOf(standard: Standard | undefined, { facts }: Pick<RecordedDecision, 'facts'>): ReasonView[] {
  return standard === undefined ? [] : evaluateStandard(standard, facts).reasons.map(reasonView);
}

/** @param reasons what the standard of its day says of its facts */
export function decisionView(decision: RecordedDecision, reasons: ReasonView[]): z.infer<typeof DecisionView> {
  const { reason: _, ...rest } = decision;
  return { ...rest, ...defined({ departureReason: departureReasonOf(decision) }), reasons };
}

export const ProposalView = z.strictObject({ ...Proposal.shape, version: z.int().positive() }).meta({ id: 'Proposal' });

/** The progress of a count, and its result so far; complete once its state is `done`. */
export const ImpactView = z
  .strictObject({
    ...ImpactRun.pick({
      runId: true,
      proposalId: true,
      status: true,
      criterion: true,
      effectiveFrom: true,
      startedAt: true,
      startedBy: true,
      endedAt: true,
    }).shape,
    progress: z.strictObject({
      /** Months of districts to count, and how many are done. */
      partitions: z.int().nonnegative(),
      done: z.int().nonnegative(),
      /** Recorded cases looked at. */
      looked: z.int().nonnegative(),
    }),
    /** The districts that are asked; `noRecords` if no recorded case of theirs can be compared. */
    districts: z.array(
      z.strictObject({
        district: z.enum(districts),
        standardId: StandardId.optional(),
        ...DistrictImpact.shape,
        noRecords: z.boolean(),
      }),
    ),
    total: DistrictImpact,
  })
  .meta({ id: 'StandardImpact' });
