import * as z from 'zod';
import { StationId } from '../../shared/cases/model.ts';
import type { CardPage, IndexPosition, Journal } from '../../shared/journal/journal.ts';
import { directoryKey } from '../../shared/journal/keys.ts';
import type { StreamType } from '../../shared/journal/stream.ts';
import { chunks } from '../../shared/kernel/chunks.ts';
import type { Context } from '../../shared/kernel/context.ts';
import type { Fact } from '../../shared/kernel/decision.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { filingsId, StationFilings } from '../../shared/regional/station/filings-of-month.ts';
import { filedInMonthKey } from '../../shared/regional/station/keys.ts';
import { monthsBefore, type RankingGrounds } from '../../shared/regional/station/rank-stations.ts';
import { StationRankings } from '../../shared/regional/station/station-rankings.ts';
import { Stations } from '../../shared/regional/station/stations.ts';

/** As many streams as are read at once. */
const BATCH = 100;

const StationCard = z.object({ stationId: StationId });
const FilingCard = z.object({ station: StationId });

/**
 * The input of a month's ranking. The indexes say which stations there are; each station's state, read consistently, has its counts. It
 * costs as many reads as there are stations, a few hundred, and runs a few times a month.
 */
export async function groundsOfRanking(journal: Journal, month: string, context: Context): Promise<RankingGrounds> {
  const [recorded, filing, earlier] = await Promise.all([
    cardsOf(journal, directoryKey(Stations.name)),
    cardsOf(journal, filedInMonthKey(month)),
    statesOf(journal, StationRankings, monthsBefore(month, context)),
  ]);
  const known = recorded.map(({ card }) => parseTolerantly(StationCard, card).stationId);
  const counted = filing.map(({ card }) => parseTolerantly(FilingCard, card).station);
  const everybody = [...new Set([...known, ...counted])];
  const [stations, filings] = await Promise.all([
    statesOf(journal, Stations, known),
    statesOf(
      journal,
      StationFilings,
      everybody.map((station) => filingsId(station, month)),
    ),
  ]);
  const filed = new Map(filings.map(({ station, cases }) => [station, cases.length]));
  return { month, stations, filed, earlier };
}

async function cardsOf(journal: Journal, pk: string): Promise<CardPage['cards']> {
  const cards: CardPage['cards'][number][] = [];
  let after: IndexPosition | undefined;
  do {
    const page = await journal.find({ index: 'listing', pk, limit: BATCH, ...(after === undefined ? {} : { after }) });
    cards.push(...page.cards);
    after = page.next;
  } while (after !== undefined);
  return cards;
}

/** The states of those that exist. */
async function statesOf<State, F extends Fact>(
  journal: Journal,
  type: StreamType<State, F>,
  ids: readonly string[],
): Promise<readonly State[]> {
  const batches = chunks(ids, BATCH);
  const loaded = await Promise.all(batches.map((batch) => journal.loadMany(type, batch)));
  return loaded.flat().flatMap(({ state }) => (state === undefined ? [] : [state]));
}
