import type { Actor } from '../../shared/kernel/context.ts';
import { DAY, plus } from '../../shared/kernel/time.ts';
import type { MeasureDataOf, MeasureFact, MeasureFactType } from '../../shared/regional/measure/measure-facts.ts';
import type { IssueMeasure } from '../../shared/regional/measure/measure-model.ts';
import type { PublishedRanking } from '../../shared/regional/station/station-rankings.ts';
import type { Station } from '../../shared/regional/station/stations.ts';
import { command } from './listing-samples.ts';
import { id, T0 } from './samples.ts';

const inDays = (days: number): string => plus(T0, days * DAY);

/** The bank whose outlet the measure is on. */
export const outletBank: Actor = { agency: 'bank-a', agencyKind: 'bank', roles: ['bank-liaison'], subject: 'pan' };

export function measureInput(over: Partial<IssueMeasure> = {}): IssueMeasure {
  return {
    ...{ step: 'notice', reason: 'Eleven accounts within a month', demands: 'Check them again', jointWith: [] },
    target: { kind: 'outlet', name: '京华银行某支行', district: 'haidian', agency: outletBank.agency },
    ...over,
  };
}

type FactOf<T extends MeasureFactType> = Extract<MeasureFact, { type: T }>;
type StepType = 'regional-measure.notice-issued' | 'regional-measure.interview-called' | 'regional-measure.warning-posted';

const { target, demands, reason } = measureInput();
const birth = { measureId: id('ntc', 1), reference: 'M-HD-261122-000001', target, demands };
const step = { at: T0, by: command.agency, reason, jointWith: [], dueAt: inDays(30), remindAt: inDays(25) };

/** Facts of a measure, as they would be at the usual moments; the first step has `birth`. */
export const measureFacts = {
  first: (type: StepType = 'regional-measure.notice-issued', over: Partial<MeasureDataOf<StepType>> = {}): FactOf<StepType> => ({
    type,
    data: { ...step, birth, ...over },
  }),
  next: (type: StepType, over: Partial<MeasureDataOf<StepType>> = {}): FactOf<StepType> => ({ type, data: { ...step, ...over } }),
  evidence: (over: Partial<MeasureDataOf<'regional-measure.evidence-submitted'>> = {}): MeasureFact => ({
    type: 'regional-measure.evidence-submitted',
    data: {
      ...{ at: inDays(10), by: outletBank.agency, summary: 'Checked', documents: [{ title: '整改报告' }] },
      reviewBy: inDays(20),
      ...over,
    },
  }),
  accepted: (): MeasureFact => ({
    type: 'regional-measure.correction-accepted',
    data: { at: inDays(12), by: command.agency },
  }),
} as const;

/** A station with one figure of population from 2020 on. */
export function station(stationId: string, residents: number, over: Partial<Station> = {}): Station {
  return {
    ...{ stationId, name: stationId, district: 'haidian' },
    populations: [{ from: '2020-01-01', residents, recordedAt: T0 }],
    ...over,
  };
}

/** A published ranking of a month in which these stations were among the top. */
export function published(month: string, ...top: readonly string[]): PublishedRanking {
  return {
    ...{ month, populationOn: `${month}-28`, top: 20, unranked: [], publishedAt: T0, publishedBy: command.agency },
    stations: top.map((name) => ({
      ...{ station: name, name, district: 'haidian', filed: 1, residents: 1, rank: 1, rate: 1, times: 1, measure: 'told' },
    })),
  };
}
