import * as z from 'zod';
import { districts } from '../../kernel/context.ts';
import { StoredDay } from '../../kernel/day.ts';
import { AgencyId, ImpactRunId, ProposalId, RecordedDecisionId, StandardId } from '../../kernel/ids.ts';
import { UtcInstant } from '../../kernel/time.ts';
import { outcomes } from '../decision/decision-model.ts';
import { StandardContent } from '../standard/content.ts';
import { Criterion } from '../standard/criteria.ts';

const DistrictName = z.enum(districts);
const Count = z.int().nonnegative();
const OutcomeName = z.enum(outcomes);

/** A recorded case whose outcome would change. */
export const Flip = z.strictObject({ decisionId: RecordedDecisionId, from: OutcomeName, to: OutcomeName });
export type Flip = z.infer<typeof Flip>;

/** How often an outcome would become another: `yes>no`: 12. */
const Transitions = z.record(z.string().regex(/^(yes|no|cannot-tell)>(yes|no|cannot-tell)$/), Count);
export type Transitions = z.infer<typeof Transitions>;

/** What a proposal would change in one district, as far as it has been counted. */
export const DistrictImpact = z.strictObject({
  /** The recorded cases that were looked at. */
  looked: Count,
  /** Of those, cases whose outcome would change. */
  flips: Count,
  /** Cases of a district that has no standard to compare with. */
  withoutStandard: Count,
  transitions: Transitions,
});
export type DistrictImpact = z.infer<typeof DistrictImpact>;

/** The decisions that the count reads page by page: a month of a district. */
const Partition = z.strictObject({ district: DistrictName, month: z.string() });

/** Where the count goes on. */
const Position = z.strictObject({
  /** Index of the partition. */
  partition: Count,
  /** Where the last page ended; absent at a partition's beginning. */
  after: z.record(z.string(), z.string()).optional(),
});
export type Position = z.infer<typeof Position>;

export const impactStates = ['started', 'counting', 'done', 'failed'] as const;

/** A count of what a proposal would change, over all decisions recorded before it started (影响评估). */
export const ImpactRun = z.strictObject({
  runId: ImpactRunId,
  proposalId: ProposalId,
  status: z.enum(impactStates),
  criterion: Criterion,
  districts: z.array(DistrictName),
  effectiveFrom: StoredDay,
  content: StandardContent,
  startedAt: UtcInstant,
  startedBy: AgencyId,
  /** When it last moved on; absent until it did. */
  movedAt: UtcInstant.optional(),
  endedAt: UtcInstant.optional(),
  /** The standard of each district that would be in force on the proposal's first day without the proposal. */
  baseline: z.partialRecord(DistrictName, StandardId),
  partitions: z.array(Partition),
  position: Position,
  pages: Count,
  counts: z.partialRecord(DistrictName, DistrictImpact),
  /** The facts that name flipped cases, by district: sequence number, and how many it names. */
  flipFacts: z.partialRecord(DistrictName, z.array(z.strictObject({ seq: z.int().positive(), flips: z.int().positive() }))),
  /** How many facts there are so far. */
  seq: Count,
});
export type ImpactRun = z.infer<typeof ImpactRun>;

export const ImpactFact = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('impact.started'),
    data: ImpactRun.pick({
      runId: true,
      proposalId: true,
      criterion: true,
      districts: true,
      effectiveFrom: true,
      content: true,
      startedAt: true,
      startedBy: true,
    }),
  }),
  z.strictObject({
    type: z.literal('impact.planned'),
    data: z.strictObject({ at: UtcInstant, baseline: ImpactRun.shape.baseline, partitions: z.array(Partition) }),
  }),
  z.strictObject({
    type: z.literal('impact.page-counted'),
    data: z.strictObject({
      at: UtcInstant,
      page: z.int().positive(),
      district: DistrictName,
      looked: Count,
      withoutStandard: Count,
      transitions: Transitions,
      flips: z.array(Flip),
      next: Position,
    }),
  }),
  z.strictObject({ type: z.literal('impact.completed'), data: z.strictObject({ at: UtcInstant }) }),
  z.strictObject({ type: z.literal('impact.failed'), data: z.strictObject({ at: UtcInstant }) }),
]);
export type ImpactFact = z.infer<typeof ImpactFact>;
export type ImpactFactType = ImpactFact['type'];
