import { expect, test } from 'vitest';
import { rankStations } from '../../shared/regional/station/rank-stations.ts';
import { command } from '../support/listing-samples.ts';
import { station } from '../support/regional-samples.ts';
import { context } from '../support/samples.ts';

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
