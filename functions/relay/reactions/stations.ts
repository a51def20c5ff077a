import { idOfStream } from '../../../shared/journal/stream.ts';
import { planFrom } from '../../../shared/journal/transact.ts';
import { countFiling, filingsId, monthOfFiling, StationFilings } from '../../../shared/regional/station/filings-of-month.ts';
import { appendOnce } from '../../platform/append-once.ts';
import { contextOf } from '../../platform/platform.ts';
import type { FactOf } from '../facts.ts';
import { type CoordinationTools, commandOf, type Reaction } from '../reaction.ts';

type Counted = FactOf<'case.filed' | 'case.corrected'>;

/** Stations are ranked by their filings. A case without a station counts for none, until it gets one. */
export const countStationFiling: Reaction<Counted, CoordinationTools> = {
  name: 'countStationFiling',
  does: 'counts the case for its station and the month in which its filing was noted, exactly once',
  react: async ({ fact, recorded }, tools) => {
    const { station, countedAt } = filingIn(fact);
    if (typeof station !== 'string' || countedAt === undefined) return;
    const context = contextOf(tools);
    const counted = { station, month: monthOfFiling(countedAt), caseId: idOfStream(recorded.stream) };
    await appendOnce(tools.journal, commandOf('countStationFiling', recorded, context.now), async () => {
      const filings = await tools.journal.load(StationFilings, filingsId(station, counted.month));
      return planFrom(countFiling(filings.state, counted, context), [filings]);
    });
  },
};

/** The station that a fact gives to a filing, if it gives one. A station that is corrected before the filing counts for nothing yet. */
function filingIn(fact: Counted) {
  if (fact.type === 'case.filed') return { station: fact.data.station, countedAt: fact.data.at };
  const { changes, countedAt, filedAt } = fact.data;
  return { station: changes.station, countedAt: countedAt ?? filedAt };
}
