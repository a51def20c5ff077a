import {
  evaluateFacts,
  findSimilarDecisions,
  getDecision,
  getMatrix,
  getProposal,
  getStandard,
  listDecisions,
  listProposals,
  proposeStandard,
  recordStandard,
} from '../generated/operations.ts';
import type { Job } from '../jobs/job.ts';

/** The standards of arrest and prosecution: prosecutors, courts, and police who read and propose them. */
export const standards: Job = {
  pages: [
    { path: 'standards', needs: [getMatrix], word: 'standards', load: () => import('./matrix-page.tsx') },
    { path: 'standards/record', needs: [recordStandard], load: () => import('./record-page.tsx') },
    { path: 'standards/try', needs: [evaluateFacts], load: () => import('./try-page.tsx') },
    { path: 'standards/proposals', needs: [listProposals], load: () => import('./proposals-page.tsx') },
    { path: 'standards/proposals/new', needs: [proposeStandard], load: () => import('./propose-page.tsx') },
    {
      path: 'standards/proposals/:proposalId',
      needs: [getProposal],
      thing: 'proposal',
      load: () => import('./proposal-page.tsx'),
    },
    { path: 'standards/decisions', needs: [listDecisions], load: () => import('./decisions-page.tsx') },
    { path: 'standards/decisions/similar', needs: [findSimilarDecisions], load: () => import('./similar-page.tsx') },
    {
      path: 'standards/decisions/:decisionId',
      needs: [getDecision],
      thing: 'recorded-decision',
      load: () => import('./decision-page.tsx'),
    },
    { path: 'standards/:standardId', needs: [getStandard], thing: 'standard', load: () => import('./standard-page.tsx') },
  ],
};
