import * as z from 'zod';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { PageQuery, pageOf } from '../../shared/http/lists.ts';
import { Day } from '../../shared/kernel/day.ts';
import { StandardId } from '../../shared/kernel/ids.ts';
import { CaseFactsInput } from '../../shared/standards/standard/case-facts.ts';
import { Criterion, Place } from '../../shared/standards/standard/criteria.ts';
import { MeasureName } from '../../shared/standards/standard/measures.ts';
import { EndStandard, RecordStandard } from '../../shared/standards/standard/model.ts';
import { Operator } from '../../shared/standards/standard/rule.ts';
import { Evaluation, MatrixView, StandardView } from './answers.ts';
import { endExample, evaluateExample, recordExample } from './examples.ts';

/** The day in question, and the day of the belief: what did we believe on day X about day Y. */
const AsOf = { asOf: Day.optional(), believedOn: Day.optional() } as const;

/** Facts, and the day in question: `asOf`, as in the list and the matrix, or under its older name `date`. */
const EvaluateFacts = z
  .strictObject({
    criterion: Criterion.optional(),
    facts: CaseFactsInput,
    asOf: Day.optional(),
    date: Day.optional().meta({ description: 'The older name of `asOf`: one of the two, not both.', deprecated: true }),
    believedOn: Day.optional(),
  })
  .transform(({ asOf, date, ...rest }, { issues }) => {
    const day = asOf ?? date;
    if (day !== undefined && (asOf === undefined || date === undefined)) return { ...rest, asOf: day };
    const message = day === undefined ? 'is required' : 'must not stand beside `asOf`, whose older name it is';
    issues.push({ code: 'custom', message, input: day, path: [day === undefined ? 'asOf' : 'date'] });
    return z.NEVER;
  });

const standardId = z.strictObject({ standardId: StandardId });

const Catalogue = z
  .strictObject({
    criteria: z.array(z.strictObject({ criterion: Criterion, zh: z.string(), means: z.string() })),
    measures: z.array(
      z.strictObject({
        measure: MeasureName,
        kind: z.enum(['fen', 'count', 'yes-no', 'one-of']),
        values: z.array(z.string()).optional(),
        operators: z.array(Operator).describe('How a condition can compare it; `in` takes a list.'),
        zh: z.string(),
        means: z.string(),
      }),
    ),
  })
  .meta({ id: 'MeasureCatalogue' });

export const standardRoutesProper = defineRoutes({
  recordStandard: {
    method: 'POST',
    path: '/v1/standards',
    summary: 'Record a standard of a district, the city or the nation; its days must be free in its line',
    tag: 'standards',
    access: { action: 'standard.record' },
    body: RecordStandard,
    answers: { 201: StandardView },
    refusals: [
      'MEASURE_UNKNOWN',
      'THRESHOLD_NEGATIVE',
      'THRESHOLD_NOT_INTEGER',
      'OPERATOR_UNFIT',
      'HEADLINE_NOT_IN_RULE',
      'PERIOD_INVALID',
      'STANDARD_OVERLAP',
      'STANDARD_NOT_CURRENT',
    ],
    example: recordExample,
  },
  listStandards: {
    method: 'GET',
    path: '/v1/standards',
    summary: 'List the standards in force on a day, as we believe now or as we believed on another',
    tag: 'standards',
    access: { action: 'standard.read' },
    query: PageQuery.extend({ criterion: Criterion.optional(), ...AsOf }),
    answers: { 200: pageOf(StandardView) },
    refusals: [],
  },
  getMatrix: {
    method: 'GET',
    path: '/v1/standards/matrix',
    summary: 'Compare the districts criterion by criterion, with divergences marked',
    tag: 'standards',
    access: { action: 'standard.read' },
    query: z.strictObject({ criterion: Criterion.optional(), ...AsOf }),
    answers: { 200: MatrixView },
    refusals: [],
  },
  getHistory: {
    method: 'GET',
    path: '/v1/standards/history',
    summary: 'Read every standard ever recorded for one place and criterion, the newest belief first',
    tag: 'standards',
    access: { action: 'standard.read' },
    query: PageQuery.extend({ criterion: Criterion, place: Place }),
    answers: { 200: pageOf(StandardView) },
    refusals: [],
  },
  getMeasures: {
    method: 'GET',
    path: '/v1/standards/measures',
    summary: 'Read which measures a rule may compare, and what each means',
    tag: 'standards',
    access: { action: 'standard.read' },
    answers: { 200: Catalogue },
    refusals: [],
  },
  evaluateFacts: {
    method: 'POST',
    path: '/v1/standards/evaluate',
    summary:
      'Evaluate these facts by the standards of each district and each national reading on a day, with reasons; nothing is recorded',
    tag: 'standards',
    access: { action: 'standard.read' },
    body: EvaluateFacts,
    answers: { 200: Evaluation },
    refusals: ['MEASURE_UNKNOWN', 'FACT_UNFIT'],
    example: evaluateExample,
  },
  getStandard: {
    method: 'GET',
    path: '/v1/standards/{standardId}',
    summary: 'Read a standard as it was recorded',
    tag: 'standards',
    access: { action: 'standard.read' },
    params: standardId,
    answers: { 200: StandardView },
    refusals: [],
  },
  endStandard: {
    method: 'POST',
    path: '/v1/standards/end',
    summary: 'Set the day on which a standard ends',
    tag: 'standards',
    access: { action: 'standard.record' },
    body: EndStandard,
    example: endExample,
    answers: { 200: StandardView },
    refusals: ['NOT_FOUND', 'STANDARD_NOT_CURRENT', 'PERIOD_INVALID', 'STANDARD_OVERLAP'],
  },
});
