import { getChannel, listChannels, registerChannel, tellOutcomes } from '../generated/operations.ts';
import type { Job } from '../jobs/job.ts';

/** The pages of providers of messages and calls (短信、智能外呼服务商): for the city's administrator, and for a provider itself. */
export const channels: Job = {
  pages: [
    // police may read which providers there are; the pages are for those who keep them
    { path: 'channels', needs: [listChannels, registerChannel], word: 'channels', load: () => import('./channels-page.tsx') },
    { path: 'channels/:provider', needs: [getChannel, registerChannel], load: () => import('./channel-page.tsx') },
    { path: 'channel', needs: [getChannel, tellOutcomes], word: 'ownChannel', load: () => import('./own-page.tsx') },
  ],
};
