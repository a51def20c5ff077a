import { describe, expect, test } from 'vitest';
import { advance, neededAt, neededFor, nextMoment } from '../../shared/regional/measure/deadlines.ts';
import { auditedMeasure, measureThing, toldMeasure } from '../../shared/regional/measure/kind.ts';
import type { MeasureFact } from '../../shared/regional/measure/measure-facts.ts';
import type { RegionalMeasure } from '../../shared/regional/measure/measure-model.ts';
import { RegionalMeasures } from '../../shared/regional/measure/measures.ts';
import {
  acceptCorrection,
  escalateMeasure,
  issueMeasure,
  liftMeasure,
  submitEvidence,
} from '../../shared/regional/measure/take-measure.ts';
import { countFiling, filingsId, StationFilings } from '../../shared/regional/station/filings-of-month.ts';
import { toldRanking } from '../../shared/regional/station/kind.ts';
import { publishRanking, rankStations } from '../../shared/regional/station/rank-stations.ts';
import { StationRankings } from '../../shared/regional/station/station-rankings.ts';
import { recordStation, Stations } from '../../shared/regional/station/stations.ts';
import { given } from '../support/given.ts';
import { command, day, districtUnit } from '../support/listing-samples.ts';
import { measureFacts, measureInput, published, station } from '../support/regional-samples.ts';
import { context, id, T0 } from '../support/samples.ts';

const { first, next, evidence, accepted } = measureFacts;
const measureId = id('ntc', 1);
const at = (now: string, actor = command) => context({ now, actor });
const told = (facts: readonly [MeasureFact, ...MeasureFact[]]) => given(RegionalMeasures, ...facts).state;
const noticed = told([first()]);
const warned = told([first('regional-measure.warning-posted')]);
const closed = told([first(), evidence(), accepted()]);
const target = { kind: 'firm', name: '某公司', district: 'miyun' } as const;

describe('a measure that awaits its correction', () => {
  const reminded = { type: 'regional-measure.reminded', data: { at: day(25), by: command.agency, dueAt: day(30) } };
  const overdue = (at: string) => ({ type: 'regional-measure.fell-overdue', data: { at, by: command.agency, dueAt: day(30) } });

  test('is reminded of at its moment, and overdue at its date', () => {
    expect(advance(noticed, at(day(24.9)))).toEqual([]);
    expect(advance(noticed, at(day(25)))).toStrictEqual([reminded]);
    expect(nextMoment(noticed)).toBe(day(25));
    const after: RegionalMeasure = { ...noticed, reminded: true };
    expect(advance(after, at(day(29.9)))).toEqual([]);
    expect(advance(after, at(day(30)))).toStrictEqual([overdue(day(30))]);
    expect(nextMoment(after)).toBe(day(30));
    expect(nextMoment({ ...after, overdue: true })).toBeUndefined();
    expect(advance({ ...after, overdue: true }, at(day(31)))).toEqual([]);
  });

  test('has no date while its evidence is looked at, or once it is closed', () => {
    for (const one of [told([first(), evidence()]), closed, { ...warned, status: 'lifted' } as const]) {
      expect(advance(one, at(day(40)))).toEqual([]);
      expect(nextMoment(one)).toBeUndefined();
    }
    for (const status of ['interviewed', 'warned'] as const) expect(nextMoment({ ...noticed, status })).toBe(day(25));
  });

  test('needs its people for the correction, the review, or the lifting', () => {
    const hanging = told([first('regional-measure.warning-posted'), evidence(), accepted()]);
    const reviewed = told([first(), evidence()]);
    const needs = [noticed, reviewed, hanging, closed, { ...noticed, status: 'lifted' } as const].map((one) => {
      const needed = neededAt(one);
      return [needed, neededFor(needed, one)];
    });
    expect(needs).toEqual([
      [day(30), 'correction'],
      [day(20), 'review'],
      [day(12), 'lifting'],
      [undefined, undefined],
      [undefined, undefined],
    ]);
  });
});

describe('a step of a measure', () => {
  test('says all that it is about', () => {
    const { facts } = issueMeasure(measureInput({ target, jointWith: ['regulator'] }), at(T0));
    const reference = expect.stringMatching(/^M-MY-261122-[0-9A-Z]{6}$/);
    const { reason, demands } = measureInput();
    expect(facts).toStrictEqual([
      {
        type: 'regional-measure.notice-issued',
        data: {
          ...{ at: T0, by: command.agency, reason, jointWith: ['regulator'], dueAt: day(30), remindAt: expect.any(String) },
          birth: { measureId: expect.stringMatching(/^ntc_/), reference, target, demands },
        },
      },
    ]);
  });

  test('is reminded of some days ahead, and never before it is taken', () => {
    const remindAt = (days: number) => {
      const { facts } = issueMeasure(measureInput({ dueAt: day(days) }), at(T0));
      return facts.map(({ data }) => ('remindAt' in data ? data.remindAt : undefined));
    };
    expect(remindAt(30)).toEqual([day(30 - context().policy.amount('regional.remind', T0))]);
    expect(remindAt(0.1)).toEqual([T0]);
    expect(issueMeasure(measureInput({ dueAt: T0 }), at(T0))).toMatchObject({
      code: 'DUE_DATE_PAST',
      detail: { paths: ['/dueAt'] },
    });
  });

  test('counts the evidence of the present step alone, and leaves no room for others where it is on no agency', () => {
    const papers = { summary: 'Checked', documents: [{ title: '整改报告' }] };
    const ofNone = (count: number) =>
      told([first(undefined, { birth: { ...birthOf(noticed), target } }), ...Array.from({ length: count }, () => evidence())]);
    expect(submitEvidence(ofNone(9), papers, at(day(11), districtUnit))).toStrictEqual({
      kind: 'acceptance',
      facts: [
        {
          type: 'regional-measure.evidence-submitted',
          data: { at: day(11), by: districtUnit.agency, ...papers, reviewBy: day(21) },
        },
      ],
    });
    expect(submitEvidence(ofNone(10), papers, at(day(11), districtUnit))).toMatchObject({
      code: 'MEASURE_FULL',
      detail: { limit: 10 },
    });
    const mixed = [evidence(), evidence(), ...Array.from({ length: 4 }, () => evidence({ by: districtUnit.agency }))];
    expect(submitEvidence(told([first(), ...mixed]), papers, at(day(11)))).toMatchObject({ kind: 'acceptance' });
  });

  test('is answered in its status alone, and lifted with the reason', () => {
    const forbidden = (command: string) => ({ code: 'MEASURE_STATE_FORBIDS', detail: { state: 'corrected', command } });
    expect(acceptCorrection(closed, {}, at(day(13)))).toMatchObject(forbidden('accept'));
    expect(liftMeasure(closed, { reason: 'r' }, at(day(13)))).toMatchObject(forbidden('lift'));
    expect(submitEvidence(closed, { summary: 's', documents: [] }, at(day(13)))).toMatchObject(forbidden('handIn'));
    expect(escalateMeasure(closed, { reason: 'r', jointWith: [] }, at(day(13)))).toMatchObject(forbidden('warn'));
    expect(liftMeasure(noticed, { reason: 'r' }, at(day(13)))).toStrictEqual({
      kind: 'acceptance',
      facts: [{ type: 'regional-measure.lifted', data: { at: day(13), by: command.agency, reason: 'r' } }],
    });
    const accept = (remark: object) => acceptCorrection(told([first(), evidence()]), remark, at(day(12))).facts;
    expect(accept({})).toStrictEqual([accepted()]);
    expect(accept({ remark: 'Seen' })).toMatchObject([{ data: { remark: 'Seen' } }]);
  });
});

describe('a measure in the lists', () => {
  const listed = (measure: RegionalMeasure) => RegionalMeasures.index(measure);
  const due = { pk: expect.stringMatching(/^due#/), sk: day(25) };
  const file = { pk: 'regional-measure-on#bank-a', sk: `${T0}#${measureId}` };

  test('is found by its supervisors, its agency, and the sweep', () => {
    const sk = `${day(30)}#${measureId}`;
    expect(listed(noticed)).toStrictEqual({
      entries: {
        ...{ inbox: { pk: 'supervised#regional-measure', sk }, listing: { pk: 'regional-measure#haidian#open', sk } },
        ...{ file, due },
      },
      card: {
        ...{ measureId, reference: 'M-HD-261122-000001', status: 'noticed', targetKind: 'outlet', district: 'haidian' },
        ...{ targetAgency: 'bank-a', issuedBy: command.agency, issuedAt: T0, touchedAt: T0, step: 'notice' },
        ...{ dueAt: day(30), overdue: false, evidence: 0, neededAt: day(30) },
      },
    });
  });

  test('is among the closed by its end', () => {
    const sk = `${day(12)}#${measureId}`;
    expect(listed(closed).entries).toStrictEqual({ listing: { pk: 'regional-measure#haidian#closed', sk }, file });
    expect(listed(closed).card).toMatchObject({ evidence: 1, neededAt: undefined, touchedAt: day(12) });
  });

  test('concerns its district, its issuer, the agency it is on, and those called to a step', () => {
    const interview = next('regional-measure.interview-called', { jointWith: ['bank-b', 'regulator'] });
    const called = told([first(undefined, { jointWith: ['court'] }), interview]);
    const thing = { district: 'haidian', agencies: [command.agency] };
    expect(measureThing(called)).toStrictEqual({ ...thing, aimedAt: 'bank-a', parties: ['court', 'bank-b', 'regulator'] });
    expect(measureThing({ ...noticed, target })).toStrictEqual({ ...thing, district: 'miyun', parties: [] });
    const notice = { district: 'haidian', reference: 'M-HD-261122-000001', parties: [command.agency] };
    expect(toldMeasure.about(called)).toStrictEqual({ ...notice, agencies: ['bank-a'] });
    expect(toldMeasure.about({ ...noticed, target })).toStrictEqual({ ...notice, district: 'miyun', agencies: [] });
  });

  test('has its history read by those who answer for it', () => {
    const { stream, starts, reader } = auditedMeasure;
    if (reader === undefined) throw new Error('the history of a measure has a reader');
    expect([stream, starts]).toEqual(['regional-measure', 'ntc_']);
    const read = (measure: RegionalMeasure) => reader.thing(reader.members().parse(measure));
    expect(read(noticed)).toStrictEqual({ district: 'haidian', agencies: [command.agency], aimedAt: 'bank-a' });
    expect(read({ ...noticed, target })).toStrictEqual({ district: 'miyun', agencies: [command.agency] });
    expect(() => reader.members().parse({ target })).toThrow('issuedBy');
    expect(() => reader.members().parse({ issuedBy: 'x', target: {} })).toThrow('district');
  });

  test('shows its present step and the evidence of each', () => {
    const called = told([first(), evidence(), next('regional-measure.interview-called'), evidence({ summary: 'Again' })]);
    expect(called.evidence.map(({ step, summary }) => [step, summary])).toEqual([
      ['notice', 'Checked'],
      ['interview', 'Again'],
    ]);
    expect(listed(called).card).toMatchObject({ step: 'interview', evidence: 2 });
  });
});

/** What the first step says of a measure. */
function birthOf({ measureId, reference, target, demands }: RegionalMeasure) {
  return { measureId, reference, target, demands };
}

describe('a station', () => {
  const input = { name: '中关村派出所', district: 'haidian', residents: 120_000, from: '2026-01-01' } as const;

  test('keeps the district of its first record', () => {
    const recorded = { type: 'station.recorded', data: { at: T0, stationId: 's1', ...input } } as const;
    given(Stations, recorded)
      .when((one) => recordStation(one, { ...input, district: 'miyun' }, 's1', at(day(1))))
      .thenRefused('STATION_DISTRICT_FIXED', { paths: ['/district'] });
  });

  test('is in the directory with its last figure', () => {
    const grown = station('s1', 10, {
      populations: [
        { from: '2026-01-01', residents: 10, recordedAt: T0 },
        { from: '2026-06-01', residents: 20, recordedAt: T0 },
      ],
    });
    expect(Stations.index(grown)).toStrictEqual({
      entries: { listing: { pk: 'station#all', sk: 's1' } },
      card: { stationId: 's1', name: 's1', district: 'haidian', residents: 20, from: '2026-06-01' },
    });
    expect(Stations.index({ ...grown, populations: [] }).card).toMatchObject({ residents: undefined, from: undefined });
  });

  test('takes 400 figures, and a new name even then', () => {
    const populations = Array.from({ length: 400 }, () => ({ from: input.from, residents: input.residents, recordedAt: T0 }));
    const full = { stationId: 's1', name: 's1', district: 'haidian', populations } as const;
    expect(recordStation(full, input, 's1', at(T0))).toStrictEqual({
      kind: 'acceptance',
      facts: [{ type: 'station.recorded', data: { at: T0, stationId: 's1', ...input } }],
    });
    expect(recordStation(full, { ...input, residents: 1 }, 's1', at(T0))).toMatchObject({ code: 'STATION_FULL' });
    const almost = { ...full, populations: populations.slice(1) };
    expect(recordStation(almost, { ...input, residents: 1 }, 's1', at(T0))).toMatchObject({ kind: 'acceptance' });
  });

  test('has its filings of a month listed by month', () => {
    const one = { station: 's1', month: '2026-11', caseId: id('cas', 1) };
    const counted = { type: 'station-filings.counted', data: { at: T0, ...one } } as const;
    given(StationFilings, counted)
      .when((filings) => countFiling(filings, { ...one, caseId: id('cas', 2) }, at(day(1))))
      .thenState({ station: 's1', month: '2026-11', cases: [id('cas', 1), id('cas', 2)] });
    expect(filingsId('s1', '2026-11')).toBe('s1:2026-11');
    expect(StationFilings.index(given(StationFilings, counted).state)).toStrictEqual({
      entries: { listing: { pk: 'station-filings#2026-11', sk: 's1' } },
      card: { station: 's1', filed: 1 },
    });
  });
});

describe('a published ranking', () => {
  test('is found by its month alone, and told to its publisher', () => {
    const ranking = published('2026-10', 's1');
    expect(StationRankings.index(ranking)).toStrictEqual({ entries: {}, card: {} });
    expect(toldRanking.about(ranking)).toStrictEqual({ reference: '2026-10', agencies: [command.agency] });
  });

  test('says when it was published, and refuses with the month a second time', () => {
    const now = '2026-12-02T01:30:00.000Z';
    const grounds = { month: '2026-11', stations: [station('s1', 10_000)], filed: new Map([['s1', 3]]), earlier: [] };
    expect(publishRanking(undefined, grounds, at(now)).facts).toStrictEqual([
      {
        type: 'station-ranking.published',
        data: {
          ...{ month: '2026-11', populationOn: '2026-11-30', top: 20, unranked: [] },
          stations: [
            {
              ...{ station: 's1', name: 's1', district: 'haidian', filed: 3, residents: 10_000 },
              ...{ rank: 1, rate: 3, times: 1, measure: 'told' },
            },
          ],
          ...{ publishedAt: now, publishedBy: command.agency },
        },
      },
    ]);
    expect(publishRanking(published('2026-11'), grounds, at(now))).toMatchObject({ detail: { month: '2026-11' } });
  });

  test('counts an earlier place among the top, and no other place', () => {
    const earlier = published('2026-10', 'other', 's1');
    const plain = earlier.stations.map(({ times: _, measure: __, ...one }) => one);
    const timesOf = (stations: typeof earlier.stations) =>
      rankStations(
        {
          ...{ month: '2026-11', stations: [station('s1', 10_000)], filed: new Map([['s1', 1]]) },
          earlier: [{ ...earlier, stations }],
        },
        at('2026-12-02T01:30:00.000Z'),
      ).stations[0]?.times;
    expect(timesOf(earlier.stations)).toBe(2);
    expect(timesOf(plain)).toBe(1);
  });

  test('puts stations of equal rates in the order of their names', () => {
    const stations = ['b', 'c', 'a'].map((name) => station(name, 10_000));
    const ranking = rankStations({ month: '2026-11', stations, filed: new Map(), earlier: [] }, at('2026-12-02T01:30:00.000Z'));
    expect(ranking.stations.map((one) => [one.station, one.rank])).toEqual([
      ['a', 1],
      ['b', 1],
      ['c', 1],
    ]);
  });
});

test('stations that cannot be ranked are told in the order of their names, each with the reason', () => {
  const stations = [station('c-empty', 0), station('a-empty', 0), station('b-ranked', 10_000)];
  const filed = new Map([
    ['d-stranger', 2],
    ['b-ranked', 1],
    ['a-stranger', 1],
  ]);
  const now = context({ now: '2026-12-02T01:30:00.000Z', actor: command });
  const ranking = rankStations({ month: '2026-11', stations, filed, earlier: [] }, now);
  expect(ranking.unranked.map((one) => [one.station, one.filed, one.why])).toEqual([
    ['a-empty', 0, 'no-residents'],
    ['a-stranger', 1, 'population-unknown'],
    ['c-empty', 0, 'no-residents'],
    ['d-stranger', 2, 'population-unknown'],
  ]);
  expect(ranking.stations.map((one) => one.station)).toEqual(['b-ranked']);
});
