import * as z from 'zod';
import type { ToldKind } from '../../journal/kind.ts';
import type { PublishedRanking } from './station-rankings.ts';

export const toldRanking: ToldKind<Pick<PublishedRanking, 'month' | 'publishedBy'>> = {
  stream: 'station-ranking',
  members: () => z.object({ month: z.string(), publishedBy: z.string() }),
  about: ({ month, publishedBy }) => ({ reference: month, agencies: [publishedBy] }),
};
