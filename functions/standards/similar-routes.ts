import * as z from 'zod';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { PageBody, pageOf } from '../../shared/http/lists.ts';
import { districts } from '../../shared/kernel/context.ts';
import { StandardId } from '../../shared/kernel/ids.ts';
import { outcomes, ReasonView, RecordedDecision } from '../../shared/standards/decision/decision-model.ts';
import { CaseFactsInput } from '../../shared/standards/standard/case-facts.ts';
import { Criterion } from '../../shared/standards/standard/criteria.ts';
import { MeasureName } from '../../shared/standards/standard/measures.ts';
import { Standard } from '../../shared/standards/standard/model.ts';

const Count = z.int().nonnegative();
const Points = Count.describe('Points of the policy (`similar.…`): 0 is the same, 1,000 a sum twice as great.');

/** The facts that decisions are compared with. */
const FindSimilar = z.strictObject({
  criterion: Criterion.default('two-card-amount'),
  facts: CaseFactsInput.refine((facts) => Object.keys(facts).length > 0, 'must name a measure'),
  district: z
    .enum([...districts, 'all'])
    .default('all')
    .describe('Only decisions of this district.'),
  ...PageBody,
});

/** A recorded decision of any district beside the facts asked about (类案): nothing of it leads to a person. */
export const SimilarDecision = z
  .strictObject({
    ...RecordedDecision.pick({ district: true, decidedOn: true, decision: true, facts: true, departed: true }).shape,
    distance: Points,
    same: z.array(MeasureName).describe('The measures in which the two are the same.'),
    differs: z
      .array(
        z.strictObject({
          measure: MeasureName,
          against: MeasureName.optional().describe(
            'The two have no sum by the same measure: the sum by this one, of the decision, is compared.',
          ),
          decided: z
            .union([z.int(), z.boolean(), z.string()])
            .optional()
            .describe('The value in the decision; absent where it is not known there.'),
          points: Points,
        }),
      )
      .describe('The measures in which they differ. `GET /v1/standards/measures` has the words.'),
    standard: z
      .strictObject({
        standardId: StandardId,
        ...Standard.pick({ title: true, document: true, measure: true, threshold: true }).shape,
      })
      .optional()
      .describe('The standard in force in its district on its day; absent if there was none.'),
    outcome: z.enum(outcomes).optional().describe('What that standard says of its facts.'),
    reasons: z.array(ReasonView).describe('The conditions that decide the outcome.'),
    publicGrounds: RecordedDecision.shape.publicGrounds.describe('The grounds that its agency gave for every district.'),
    own: RecordedDecision.pick({ decisionId: true, caseNumber: true, departureReason: true })
      .optional()
      .describe('Where the caller may read the decision itself: its id, its case number, and why it departed.'),
  })
  .meta({ id: 'SimilarDecision' });

/** How a district decided cases near to these facts. */
const DistrictTally = z
  .strictObject({
    district: z.enum(districts),
    near: Count.describe('Decisions within `similar.near` points.'),
    pursued: Count,
    notPursued: Count,
    departed: Count,
    more: z.boolean().describe('The district has decisions that were not compared; none of them is nearer by its sum.'),
  })
  .meta({ id: 'SimilarTally' });

export const similarRoutes = defineRoutes({
  findSimilarDecisions: {
    method: 'POST',
    path: '/v1/standards/decisions/similar',
    summary: 'Find how all districts decided cases like these facts, the nearest first, with what differs; no persons',
    tag: 'standards',
    access: { action: 'decision.compare' },
    body: FindSimilar,
    answers: {
      200: z.strictObject({
        ...pageOf(SimilarDecision).shape,
        compared: Count.describe('So many decisions were compared: of each district those whose sums are next, above and below.'),
        districts: z.array(DistrictTally),
      }),
    },
    refusals: ['MEASURE_UNKNOWN', 'FACT_UNFIT', 'CURSOR_INVALID'],
    example: {
      criterion: 'two-card-amount',
      facts: { 'one-way-inflow': 25_000_000, 'account-owner': 'own', 'traced-to-fraud': 300_000 },
    },
  },
});
