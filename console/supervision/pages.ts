import {
  approveListing,
  getListedCase,
  getListedCasesSummary,
  getMeasure,
  getRanking,
  grantApproval,
  listListedCases,
  listMeasures,
  listRankings,
  listStations,
} from '../generated/operations.ts';
import type { Job, JobPage } from '../jobs/job.ts';

// All police may read its figures; the page is for those who decide.
const overview: JobPage = {
  path: 'supervision',
  needs: [getListedCasesSummary, grantApproval],
  word: 'supervision',
  load: () => import('./overview-page.tsx'),
};

/** The pages of a supervisor: what needs them now, listed cases, regional measures, the ranking of stations. */
export const supervision: Job = {
  pages: [
    overview,
    { path: 'listed-cases', needs: [listListedCases], word: 'listedCases', load: () => import('./listings-page.tsx') },
    {
      path: 'listed-cases/:listedCaseId',
      needs: [getListedCase],
      thing: 'listed-case',
      load: () => import('./listing-page.tsx'),
    },
    { path: 'regional-measures', needs: [listMeasures], word: 'regional', load: () => import('./measures-page.tsx') },
    {
      path: 'regional-measures/:measureId',
      needs: [getMeasure],
      thing: 'regional-measure',
      load: () => import('./measure-page.tsx'),
    },
    { path: 'station-rankings', needs: [listRankings], word: 'rankings', load: () => import('./rankings-page.tsx') },
    {
      path: 'station-rankings/:month',
      needs: [getRanking],
      thing: 'station-ranking',
      load: () => import('./ranking-page.tsx'),
    },
    { path: 'stations', needs: [listStations], load: () => import('./stations-page.tsx') },
    { path: 'stations/:stationId', needs: [listRankings], load: () => import('./station-page.tsx') },
  ],
  home: { may: approveListing, page: overview },
};
