import * as z from 'zod';
import { StationId } from '../../shared/cases/model.ts';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { PageQuery, pageOf, summarized } from '../../shared/http/lists.ts';
import { districts } from '../../shared/kernel/context.ts';
import { Month, StoredMonth } from '../../shared/kernel/day.ts';
import { AgencyId, RegionalMeasureId } from '../../shared/kernel/ids.ts';
import { statesFor } from '../../shared/kernel/lifecycle.ts';
import { UtcInstant } from '../../shared/kernel/time.ts';
import { RegionalMeasureEntry, RegionalMeasureView } from '../../shared/regional/measure/measure-answers.ts';
import { measureLifecycle } from '../../shared/regional/measure/measure-lifecycle.ts';
import {
  AcceptCorrection,
  EscalateMeasure,
  IssueMeasure,
  LiftMeasure,
  MeasureStep,
  measureStatuses,
  SubmitEvidence,
} from '../../shared/regional/measure/measure-model.ts';
import { PublishedRanking, RankedStation } from '../../shared/regional/station/station-rankings.ts';
import { RecordStation, Station } from '../../shared/regional/station/stations.ts';
import { CaseloadFilters, CaseloadQuery } from '../lookups/caseload.ts';
import {
  acceptanceExample,
  escalationExample,
  evidenceExample,
  liftingExample,
  measureExample,
  stationExample,
} from './examples.ts';

const OfMeasure = z.strictObject({ measureId: RegionalMeasureId });
const OfStation = z.strictObject({ stationId: StationId });
const OfMonth = z.strictObject({ month: Month });

/** The common parts of every command on a measure. */
const onMeasure = {
  method: 'POST',
  tag: 'regional measures',
  params: OfMeasure,
  ifMatch: true,
  answers: { 200: RegionalMeasureView },
} as const;

/** The list entry of a station: the figure recorded for the latest day. */
export const StationEntry = z
  .strictObject({
    stationId: StationId,
    name: z.string(),
    district: z.enum(districts),
    residents: z.int().nonnegative(),
    from: z.string(),
  })
  .meta({ id: 'StationEntry' });

const StationView = Station.meta({ id: 'Station' });

/** A ranking: as it was published, or, without `publishedAt`, as it would be if it were published now. */
const RankingView = PublishedRanking.partial({ publishedAt: true, publishedBy: true }).meta({ id: 'StationRanking' });

const byStatus = { status: z.enum(measureStatuses).optional() } as const;

const MeasuresSummary = z
  .strictObject({
    ...summarized,
    statuses: z.partialRecord(z.enum(measureStatuses), z.int().positive()),
    steps: z.partialRecord(MeasureStep, z.int().positive()),
    overdue: z.int().nonnegative(),
  })
  .meta({ id: 'RegionalMeasuresSummary' });
/** A month in the list of rankings. What follows `published` is absent while it is not. */
const RankingEntry = z
  .strictObject({
    month: StoredMonth,
    published: z.boolean(),
    publishedAt: UtcInstant.optional(),
    publishedBy: AgencyId.optional(),
    stations: z.int().nonnegative().optional().describe('How many stations have a place.'),
    top: z.int().positive().optional(),
    place: RankedStation.optional().describe('The place of the station that is asked for; absent where it had none.'),
  })
  .meta({ id: 'StationRankingEntry' });

export const regionalRoutes = defineRoutes({
  issueMeasure: {
    method: 'POST',
    path: '/v1/regional-measures',
    summary: 'Issue a rectification notice, call a joint interview or post a warning, on a district, town, outlet or firm',
    tag: 'regional measures',
    access: { action: 'regional-measure.issue' },
    body: IssueMeasure,
    answers: { 201: RegionalMeasureView },
    refusals: ['MEASURE_NEEDS_CITY', 'DUE_DATE_PAST', 'AGENCY_UNKNOWN', 'AGENCY_UNFIT'],
    example: measureExample,
  },
  listMeasures: {
    method: 'GET',
    path: '/v1/regional-measures',
    summary:
      'List the measures by the moment when a person must act; to an agency under a measure, those on itself, newest first',
    tag: 'regional measures',
    access: { action: 'regional-measure.list' },
    query: CaseloadQuery.extend(byStatus),
    answers: { 200: pageOf(RegionalMeasureEntry) },
    refusals: [],
  },
  getMeasuresSummary: {
    method: 'GET',
    path: '/v1/regional-measures/summary',
    summary: 'How many measures the list has: by status and step, how many are overdue',
    tag: 'regional measures',
    access: { action: 'regional-measure.list' },
    query: CaseloadFilters.extend(byStatus),
    answers: { 200: MeasuresSummary },
    refusals: [],
  },
  getMeasure: {
    method: 'GET',
    path: '/v1/regional-measures/{measureId}',
    summary: 'Read a measure: its steps, the evidence of correction, when it is due',
    tag: 'regional measures',
    access: { action: 'regional-measure.read' },
    params: OfMeasure,
    answers: { 200: RegionalMeasureView },
    refusals: [],
  },
  submitEvidence: {
    ...onMeasure,
    path: '/v1/regional-measures/{measureId}/evidence',
    summary: 'Hand in evidence of correction',
    access: { action: 'regional-measure.answer' },
    during: statesFor(measureLifecycle, 'handIn'),
    body: SubmitEvidence,
    refusals: ['MEASURE_STATE_FORBIDS', 'MEASURE_FULL'],
    example: evidenceExample,
  },
  acceptCorrection: {
    ...onMeasure,
    path: '/v1/regional-measures/{measureId}/accept',
    summary: 'Accept the correction; a warning may then be lifted, anything milder is closed',
    access: { action: 'regional-measure.judge' },
    during: statesFor(measureLifecycle, 'accept'),
    body: AcceptCorrection,
    refusals: ['MEASURE_STATE_FORBIDS', 'CORRECTION_EVIDENCE_MISSING', 'CORRECTION_BY_SUBMITTER'],
    example: acceptanceExample,
  },
  escalateMeasure: {
    ...onMeasure,
    path: '/v1/regional-measures/{measureId}/escalate',
    summary: 'Take the next step: after a notice the interview, after the interview the warning',
    access: { action: 'regional-measure.judge' },
    during: statesFor(measureLifecycle, 'interview', 'warn'),
    body: EscalateMeasure,
    refusals: ['MEASURE_STATE_FORBIDS', 'DUE_DATE_PAST', 'AGENCY_UNKNOWN', 'AGENCY_UNFIT'],
    example: escalationExample,
  },
  liftMeasure: {
    ...onMeasure,
    path: '/v1/regional-measures/{measureId}/lift',
    summary: 'Lift the measure; a warning only once its correction is accepted',
    access: { action: 'regional-measure.judge' },
    during: statesFor(measureLifecycle, 'lift'),
    body: LiftMeasure,
    refusals: ['MEASURE_STATE_FORBIDS', 'CORRECTION_NOT_ACCEPTED'],
    example: liftingExample,
  },
  recordStation: {
    method: 'PUT',
    path: '/v1/stations/{stationId}',
    summary: 'Record a police station, or how many people live in its area from a day on',
    tag: 'station ranking',
    access: { action: 'station.record' },
    params: OfStation,
    body: RecordStation,
    answers: { 200: StationView, 201: StationView },
    refusals: ['STATION_FULL', 'STATION_DISTRICT_FIXED'],
    ifMatch: true,
    example: stationExample,
  },
  listStations: {
    method: 'GET',
    path: '/v1/stations',
    summary: 'List the police stations that are ranked',
    tag: 'station ranking',
    access: { action: 'station.read' },
    query: PageQuery,
    answers: { 200: pageOf(StationEntry) },
    refusals: [],
  },
  publishRanking: {
    method: 'POST',
    path: '/v1/station-rankings/{month}/publish',
    summary: "Publish a month's ranking of stations by filed cases per 10,000 residents, once and for good",
    tag: 'station ranking',
    access: { action: 'station-ranking.publish' },
    params: OfMonth,
    answers: { 201: RankingView },
    refusals: ['RANKING_PUBLISHED', 'MONTH_NOT_OVER', 'NO_STATION_TO_RANK'],
  },
  listRankings: {
    method: 'GET',
    path: '/v1/station-rankings',
    summary: 'List the months by their rankings of stations, published or not, the newest first',
    tag: 'station ranking',
    access: { action: 'station-ranking.read' },
    query: PageQuery.extend({
      station: StationId.optional().meta({ description: 'Its place in each published month is told, too.' }),
    }),
    answers: { 200: pageOf(RankingEntry) },
    refusals: [],
  },
  getRanking: {
    method: 'GET',
    path: '/v1/station-rankings/{month}',
    summary: "Read a month's ranking as it was published; of a month that is not, as it stands now",
    tag: 'station ranking',
    access: { action: 'station-ranking.read' },
    params: OfMonth,
    answers: { 200: RankingView },
    refusals: [],
  },
});
