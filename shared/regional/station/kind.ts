import type { ToldKind } from '../../journal/kind.ts';
import { type PublishedRanking, StationRankings } from './station-rankings.ts';

export const toldRanking: ToldKind<PublishedRanking> = {
  type: StationRankings,
  about: ({ month, publishedBy }) => ({ reference: month, agencies: [publishedBy] }),
};
