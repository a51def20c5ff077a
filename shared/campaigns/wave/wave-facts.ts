import * as z from 'zod';
import { LeadId } from '../../kernel/ids.ts';
import { actedFact } from '../acted.ts';
import { Skipped, Wave } from './wave-model.ts';

/** Everything that can happen to a wave. `at` is when it was recorded, `by` the agency that acted. */
export const WaveFact = z.discriminatedUnion('type', [
  actedFact(
    'campaign-wave.opened',
    Wave.pick({
      ...{ waveId: true, campaignId: true, reference: true, leadUnit: true, wave: true, leads: true, dueAt: true, note: true },
    }).shape,
  ),
  actedFact('campaign-wave.page-sent', { sent: z.array(LeadId), skipped: z.array(Skipped) }),
  /** Nothing went on for a while: its sender died, so it is sent on. */
  actedFact('campaign-wave.stalled', {}),
  actedFact('campaign-wave.done', { sent: z.int().nonnegative(), skipped: z.int().nonnegative() }),
]);
export type WaveFact = z.infer<typeof WaveFact>;
