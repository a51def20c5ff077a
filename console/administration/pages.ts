import type { Job } from '../jobs/job.ts';

const banks = { path: 'banks', load: () => import('./banks-page.tsx') };

/** The pages of the city's administrator: which banks and agencies there are, and which banks are live. */
export const administration: Job = {
  pages: [
    banks,
    { path: 'banks/:bankId', load: () => import('./bank-page.tsx') },
    { path: 'agencies', load: () => import('./agencies-page.tsx') },
    { path: 'agencies/:agency', load: () => import('./agency-page.tsx') },
  ],
  links: [
    { to: '/banks', word: 'banks', action: 'bank.switch-mode' },
    { to: '/agencies', word: 'agencies', action: 'agency.register' },
  ],
  things: { bank: '/banks/', agency: '/agencies/' },
  thingsFor: 'bank.switch-mode',
  home: { action: 'bank.switch-mode', page: banks },
};
