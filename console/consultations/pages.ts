import { getConsultation, getMeeting, giveOpinion, listConsultations, listMeetings } from '../generated/operations.ts';
import type { Job, JobPage } from '../jobs/job.ts';

const list: JobPage = {
  path: 'consultations',
  needs: [listConsultations],
  word: 'consultations',
  load: () => import('./consultations-page.tsx'),
};

/** The pages of those who consult: invitations, evidence, opinions, conclusions, and the meetings of the joint office. */
export const consultations: Job = {
  pages: [
    list,
    {
      path: 'consultations/:consultationId',
      needs: [getConsultation],
      thing: 'consultation',
      load: () => import('./consultation-page.tsx'),
    },
    { path: 'meetings', needs: [listMeetings], word: 'meetings', load: () => import('./meetings-page.tsx') },
    { path: 'meetings/:meetingId', needs: [getMeeting], thing: 'meeting', load: () => import('./meeting-page.tsx') },
  ],
  // What waits for the agency comes first: an invitation, an opinion, an answer.
  home: { may: giveOpinion, page: list },
};
