import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countFiling, monthOfFiling, StationFilings } from '../../shared/regional/station/filings-of-month.ts';
import { monthsBefore, publishRanking, type RankingGrounds, rankStations } from '../../shared/regional/station/rank-stations.ts';
import { StationRankings } from '../../shared/regional/station/station-rankings.ts';
import { recordStation, residentsOn, Stations } from '../../shared/regional/station/stations.ts';
import { given } from '../support/given.ts';
import { command } from '../support/listing-samples.ts';
import { published, station } from '../support/regional-samples.ts';
import { context, id } from '../support/samples.ts';

/** In December, when November is over. */
const now = '2026-12-02T01:30:00.000Z';
const ctx = context({ now, actor: command });
const month = '2026-11';

function grounds(over: Partial<RankingGrounds> = {}): RankingGrounds {
  return { month, stations: [], filed: new Map(), earlier: [], ...over };
}

/** So many stations of 10,000 residents: `s01` filed most, each next one a case less. */
function many(count: number) {
  const ids = Array.from({ length: count }, (_, at) => `s${String(at + 1).padStart(2, '0')}`);
  return {
    stations: ids.map((one) => station(one, 10_000)),
    filed: new Map(ids.map((one, at) => [one, count - at])),
  };
}

describe('stations are ranked', () => {
  test('stations are ranked by filed cases per 10,000 residents, not by cases', () => {
    const ranking = rankStations(
      grounds({
        stations: [station('large', 200_000), station('small', 15_000)],
        filed: new Map([
          ['large', 20],
          ['small', 5],
        ]),
      }),
      ctx,
    );
    expect(ranking.stations.map(({ station: one, rank, rate }) => [one, rank, rate])).toEqual([
      ['small', 1, 3.33],
      ['large', 2, 1],
    ]);
  });

  test('the top 20 are told', () => {
    const { stations } = rankStations(grounds(many(25)), ctx);
    expect(stations.filter(({ measure }) => measure === 'told').map(({ rank }) => rank)).toEqual(
      Array.from({ length: 20 }, (_, at) => at + 1),
    );
  });

  test('equal rates share a place, also at the cut-off; the next place counts them all', () => {
    const { stations, filed } = many(24);
    const tied = new Map([...filed, ['s21', filed.get('s20') ?? 0], ['s22', filed.get('s20') ?? 0]]);
    const ranking = rankStations(grounds({ stations, filed: tied }), ctx);
    const ranks = new Map(ranking.stations.map(({ station: one, rank }) => [one, rank]));
    expect(['s19', 's20', 's21', 's22', 's23'].map((one) => ranks.get(one))).toEqual([19, 20, 20, 20, 23]);
    expect(ranking.stations.filter(({ measure }) => measure !== undefined)).toHaveLength(22);
  });

  test('stations are ranked on exact fractions: a rate that rounds to the same is not the same', () => {
    const stations = [station('a', 300_001), station('b', 300_000)];
    const ranking = rankStations(
      grounds({
        stations,
        filed: new Map([
          ['a', 1],
          ['b', 1],
        ]),
      }),
      ctx,
    );
    expect(ranking.stations.map(({ station: one, rank, rate }) => [one, rank, rate])).toEqual([
      ['b', 1, 0.03],
      ['a', 2, 0.03],
    ]);
  });

  test('a station without residents, or without a recorded population, has no place; a station without filings is not told', () => {
    const later = station('later', 1, { populations: [{ from: '2026-12-01', residents: 9_000, recordedAt: now }] });
    const stations = [station('empty', 0), later, station('quiet', 5_000)];
    const ranking = rankStations(
      grounds({
        stations,
        filed: new Map([
          ['empty', 2],
          ['stranger', 3],
        ]),
      }),
      ctx,
    );
    expect(ranking.unranked).toMatchObject([
      { station: 'empty', filed: 2, why: 'no-residents' },
      { station: 'later', filed: 0, why: 'population-unknown' },
      { station: 'stranger', filed: 3, why: 'population-unknown' },
    ]);
    expect(ranking.stations).toMatchObject([{ station: 'quiet', rank: 1, rate: 0 }]);
    expect(ranking.stations[0]).not.toHaveProperty('measure');
  });

  test('the population of the last day of the month counts', () => {
    const grown = station('grown', 0, {
      populations: [
        { from: '2026-01-01', residents: 10_000, recordedAt: now },
        { from: '2026-11-30', residents: 20_000, recordedAt: now },
        { from: '2026-12-01', residents: 40_000, recordedAt: now },
      ],
    });
    const ranking = rankStations(grounds({ stations: [grown], filed: new Map([['grown', 2]]) }), ctx);
    expect(ranking).toMatchObject({ populationOn: '2026-11-30', stations: [{ residents: 20_000, rate: 1 }] });
    expect(rankStations(grounds({ month: '2028-02' }), ctx).populationOn).toBe('2028-02-29');
  });
});

describe('the repeat rule', () => {
  const measureAfter = (...earlier: readonly string[]) => {
    const [first] = rankStations(
      grounds({
        stations: [station('s1', 10_000)],
        filed: new Map([['s1', 1]]),
        earlier: earlier.map((one) => published(one, 's1')),
      }),
      ctx,
    ).stations;
    return [first?.times, first?.measure];
  };

  test('the first time told, the second warned, from the third on listed', () => {
    expect(measureAfter()).toEqual([1, 'told']);
    expect(measureAfter('2026-03')).toEqual([2, 'warned']);
    expect(measureAfter('2026-03', '2026-10')).toEqual([3, 'listed']);
    expect(measureAfter('2026-03', '2026-08', '2026-10')).toEqual([4, 'listed']);
  });

  test('looks back twelve months', () => {
    const months = monthsBefore('2026-02', ctx);
    expect(months).toHaveLength(12);
    expect([months[0], months[1], months.at(-1)]).toEqual(['2026-01', '2025-12', '2025-02']);
  });

  test('counts a place among the top only', () => {
    const other = published('2026-10', 'another');
    const { stations } = rankStations(
      grounds({ stations: [station('s1', 10_000)], filed: new Map([['s1', 1]]), earlier: [other] }),
      ctx,
    );
    expect(stations[0]).toMatchObject({ times: 1, measure: 'told' });
  });
});

describe('a ranking is published', () => {
  const some = grounds(many(3));

  test('once its month is over in Beijing, and its last filings are counted', () => {
    given(StationRankings)
      .when(() => publishRanking(undefined, some, { ...ctx, now: '2026-11-30T17:59:59.000Z' }))
      .thenRefused('MONTH_NOT_OVER');
    given(StationRankings)
      .when(() => publishRanking(undefined, some, { ...ctx, now: '2026-11-30T18:00:00.000Z' }))
      .thenFacts({ type: 'station-ranking.published', data: { month, publishedBy: 'police-city' } });
  });

  test('once and for good', () => {
    given(StationRankings, { type: 'station-ranking.published', data: published(month, 's1') })
      .when((state) => publishRanking(state, some, ctx))
      .thenRefused('RANKING_PUBLISHED');
    const again = { type: 'station-ranking.published', data: published(month, 'other') } as const;
    expect(() => StationRankings.evolve(published(month, 's1'), again)).toThrow('not published again');
  });

  test('no ranking is published without a station to rank', () => {
    given(StationRankings)
      .when(() => publishRanking(undefined, grounds({ stations: [station('empty', 0)] }), ctx))
      .thenRefused('NO_STATION_TO_RANK');
  });
});

describe('a filed case counts', () => {
  const one = { station: 's1', month, caseId: id('cas', 1) };

  test('a case counts for its station and the month of its filing in Beijing, once', () => {
    expect(monthOfFiling('2026-11-30T15:59:00.000Z')).toBe('2026-11');
    expect(monthOfFiling('2026-11-30T16:00:00.000Z')).toBe('2026-12');
    given(StationFilings)
      .when((state) => countFiling(state, one, ctx))
      .thenState({ cases: [id('cas', 1)] });
    given(StationFilings, { type: 'station-filings.counted', data: { at: now, ...one } })
      .when((state) => countFiling(state, one, ctx))
      .thenNothing();
  });
});

describe('the population of a station', () => {
  const input = { name: '中关村派出所', district: 'haidian', residents: 120_000, from: '2026-01-01' } as const;
  const recorded = (over: Partial<{ residents: number; from: string }> = {}) =>
    ({ type: 'station.recorded', data: { at: now, stationId: 's1', ...input, ...over } }) as const;

  test('has versions by the day from which they hold; the same day again corrects it', () => {
    const { state } = given(
      Stations,
      recorded(),
      recorded({ from: '2026-07-01', residents: 130_000 }),
      recorded({ residents: 121_000 }),
    );
    expect(['2025-12-31', '2026-01-01', '2026-06-30', '2026-07-01'].map((day) => residentsOn(state, day))).toEqual([
      undefined,
      121_000,
      121_000,
      130_000,
    ]);
  });

  test('keeps every figure that was recorded for a day, and which holds since when', () => {
    const later = { ...ctx, now: '2026-12-03T00:00:00.000Z' };
    given(Stations, recorded(), recorded({ from: '2026-07-01', residents: 130_000 }))
      .when((state) => recordStation(state, { ...input, residents: 12_000 }, 's1', later))
      .thenState({
        populations: [
          { from: '2026-01-01', residents: 120_000, recordedAt: now },
          { from: '2026-01-01', residents: 12_000, recordedAt: later.now },
          { from: '2026-07-01', residents: 130_000, recordedAt: now },
        ],
      });
    const { state } = given(Stations, recorded(), recorded({ residents: 12_000 }));
    expect(residentsOn(state, '2026-06-30')).toBe(12_000);
    given(Stations, recorded(), recorded({ residents: 12_000 }))
      .when((held) => recordStation(held, { ...input, residents: 12_000 }, 's1', later))
      .thenNothing();
    given(Stations, recorded())
      .when((held) => recordStation(held, { ...input, name: '海淀派出所' }, 's1', later))
      .thenState({ name: '海淀派出所', populations: [{ residents: 120_000, recordedAt: now }] });
  });

  test('holds so many versions, corrections among them', () => {
    const [first, ...rest] = Array.from({ length: 400 }, (_, i) => recorded({ residents: i + 1 }));
    if (first === undefined) throw new Error('there are 400');
    given(Stations, first, ...rest)
      .when((state) => recordStation(state, { ...input, residents: 1 }, 's1', ctx))
      .thenRefused('STATION_FULL', { limit: 400 });
  });

  test('the same again changes nothing', () => {
    given(Stations, recorded())
      .when((state) => recordStation(state, input, 's1', ctx))
      .thenNothing();
    given(Stations, recorded())
      .when((state) => recordStation(state, { ...input, residents: 1 }, 's1', ctx))
      .thenFacts({ type: 'station.recorded', data: { residents: 1 } });
  });
});

const someStations = fc.uniqueArray(
  fc.record({ one: fc.integer({ min: 1, max: 60 }), residents: fc.integer({ min: 0, max: 50 }), filed: fc.nat(6) }),
  { selector: ({ one }) => one, maxLength: 45 },
);

describe('with any figures', () => {
  test('each station is ranked or not, once; places follow the rates, and equal rates have equal places and measures', () => {
    fc.assert(
      fc.property(someStations, (figures) => {
        const ranking = rankStations(
          grounds({
            stations: figures.map(({ one, residents }) => station(`s-${one}`, residents)),
            filed: new Map(figures.map(({ one, filed }) => [`s-${one}`, filed])),
          }),
          ctx,
        );
        const everybody = [...ranking.stations, ...ranking.unranked].map((entry) => entry.station);
        expect(everybody.toSorted()).toEqual(figures.map(({ one }) => `s-${one}`).toSorted());
        expect(ranking.unranked).toHaveLength(figures.filter(({ residents }) => residents === 0).length);
        for (const { rank, filed, residents, measure } of ranking.stations) {
          const better = ranking.stations.filter((other) => other.filed * residents > filed * other.residents).length;
          expect(rank).toBe(1 + better);
          expect(measure !== undefined).toBe(rank <= 20 && filed > 0);
        }
      }),
    );
  });

  test('a published ranking stays as it is, after any later correction', () => {
    fc.assert(
      fc.property(someStations, someStations, (figures, corrected) => {
        const of = (all: typeof figures) =>
          grounds({
            stations: all.map(({ one, residents }) => station(`s-${one}`, residents + 1)),
            filed: new Map(all.map(({ one, filed }) => [`s-${one}`, filed])),
          });
        const [fact] = publishRanking(undefined, of(figures), ctx).facts;
        if (fact === undefined) {
          expect(figures).toEqual([]);
          return;
        }
        const state = StationRankings.evolve(undefined, StationRankings.fact.parse(fact));
        const later = publishRanking(state, of(corrected), ctx);
        expect(later.facts).toEqual([]);
        expect(later).toMatchObject({ kind: 'refusal', code: 'RANKING_PUBLISHED' });
      }),
    );
  });
});
