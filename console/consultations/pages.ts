import type { Job, JobPage } from '../jobs/job.ts';

const list: JobPage = { path: 'consultations', load: () => import('./consultations-page.tsx') };

/** The pages of those who consult: invitations, evidence, opinions, conclusions, and the meetings of the joint office. */
export const consultations: Job = {
  pages: [
    list,
    { path: 'consultations/:consultationId', load: () => import('./consultation-page.tsx') },
    { path: 'meetings', load: () => import('./meetings-page.tsx') },
    { path: 'meetings/:meetingId', load: () => import('./meeting-page.tsx') },
  ],
  links: [
    { to: '/consultations', word: 'consultations', action: 'consultation.list' },
    { to: '/meetings', word: 'meetings', action: 'meeting.list' },
  ],
  things: { consultation: '/consultations/', meeting: '/meetings/' },
  // What waits for the agency comes first: an invitation, an opinion, an answer.
  home: { action: 'consultation.opine', page: list },
};
