import { type AccessPart, actors } from './access-actors.ts';
import { count, foldedAt } from './figure-samples.ts';

const police = ['haidian', 'chaoyang', 'changping', 'city', 'administrator'] as const;
const readers = { yes: [...police, 'bankA', 'bankB', 'regulator'], forbidden: 'everyone else' } as const;
const publishers = { yes: ['city'], forbidden: 'everyone else' } as const;

/** Figures: all who work on stops reads the part that is theirs; the city publishes. The month published is that of the rankings. */
export const figureAccess: AccessPart = {
  rows: {
    // of a district: a bank reads no district
    getFreezeStats: { yes: ['haidian', 'city', 'regulator'], forbidden: 'everyone else' },
    listFigureMonths: readers,
    getFigureMonth: readers,
    getFigureSheet: readers,
    publishFigureMonth: publishers,
    correctFigureMonth: publishers,
  },
  prepare: async (api) => {
    await count(api.journal, { day: '2026-10-30', at: '2026-10-30T09:00:00.000Z' });
    await foldedAt(api.journal, '2026-11-01T16:30:00.000Z');
    await foldedAt(api.journal, api.now);
    await api.call(actors.city, 'POST', '/v1/stats/months/2026-10/publish');
    return {};
  },
  calls: () => ({
    getFreezeStats: { query: { district: 'haidian', groupBy: 'hour' } },
    correctFigureMonth: { body: { reason: 'r' } },
  }),
};
