import { lifecycle } from '../../kernel/lifecycle.ts';
import type { WaveFact } from './wave-facts.ts';
import type { WaveStatus } from './wave-model.ts';

type WaveCommand = 'open' | 'sendPage' | 'noteStalled' | 'finish';

/** 波次: sent page by page until all of its leads were looked at. */
export const waveLifecycle = lifecycle<'new' | WaveStatus, WaveCommand, WaveFact['type']>(
  'campaign-wave',
  'new',
  {
    new: { open: ['sending', 'campaign-wave.opened'] },
    sending: {
      sendPage: ['sending', 'campaign-wave.page-sent'],
      noteStalled: ['sending', 'campaign-wave.stalled'],
      finish: ['done', 'campaign-wave.done'],
    },
    done: {},
  },
  'WAVE_STATE_FORBIDS',
);
