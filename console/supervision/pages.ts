import type { Job } from '../jobs/job.ts';

const overview = { path: 'supervision', load: () => import('./overview-page.tsx') };

/** The pages of a supervisor: what needs them now, listed cases, regional measures, the ranking of stations. */
export const supervision: Job = {
  pages: [
    overview,
    { path: 'listed-cases', load: () => import('./listings-page.tsx') },
    { path: 'listed-cases/:listedCaseId', load: () => import('./listing-page.tsx') },
    { path: 'regional-measures', load: () => import('./measures-page.tsx') },
    { path: 'regional-measures/:measureId', load: () => import('./measure-page.tsx') },
    { path: 'station-rankings', load: () => import('./rankings-page.tsx') },
    { path: 'station-rankings/:month', load: () => import('./ranking-page.tsx') },
    { path: 'stations', load: () => import('./stations-page.tsx') },
    { path: 'stations/:stationId', load: () => import('./station-page.tsx') },
  ],
  links: [
    { to: '/supervision', word: 'supervision', action: 'approval.decide' },
    { to: '/listed-cases', word: 'listedCases', action: 'listed-case.list' },
    { to: '/regional-measures', word: 'regional', action: 'regional-measure.list' },
    { to: '/station-rankings', word: 'rankings', action: 'station-ranking.read' },
  ],
  things: { 'listed-case': '/listed-cases/', 'regional-measure': '/regional-measures/', 'station-ranking': '/station-rankings/' },
  home: { action: 'listed-case.decide', page: overview },
};
