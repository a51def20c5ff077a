import { dueShard } from '../../journal/keys.ts';
import type { StreamType } from '../../journal/stream.ts';
import type { Context } from '../../kernel/context.ts';
import { type Created, create, refuse } from '../../kernel/decision.ts';
import { evolver } from '../../kernel/evolver.ts';
import type { RefusalCode } from '../../kernel/refusals.ts';
import { MINUTE, plus } from '../../kernel/time.ts';
import { WaveFact } from './wave-facts.ts';
import { waveLifecycle } from './wave-lifecycle.ts';
import { type OpenWave, Wave, type WaveStatus } from './wave-model.ts';

/** A wave at which nothing went on for so long has lost its sender. */
const STALLED = MINUTE;

/** Waves by their id; those that are not done stand in the index of what is due. */
export const Waves: StreamType<Wave, WaveFact> = {
  name: 'campaign-wave',
  schemaVersion: 1,
  state: Wave,
  fact: WaveFact,
  evolve: evolver<WaveStatus, Wave, WaveFact, 'campaign-wave.opened'>(waveLifecycle, {
    births: {
      'campaign-wave.opened': ({ at, by, ...birth }) => ({
        ...{ ...birth, openedBy: by, openedAt: at, touchedAt: at, passed: 0, sent: 0, skipped: [] },
      }),
    },
    steps: {
      'campaign-wave.page-sent': (wave, { sent, skipped }) => ({
        ...wave,
        passed: wave.passed + sent.length + skipped.length,
        sent: wave.sent + sent.length,
        skipped: [...wave.skipped, ...skipped],
      }),
      'campaign-wave.stalled': (wave) => wave,
      'campaign-wave.done': (wave) => wave,
    },
    always: (after, { data }) => ({ ...after, touchedAt: data.at }),
  }),
  index: ({ waveId, status, touchedAt }) => ({
    entries: status === 'sending' ? { due: dueShard(waveId, plus(touchedAt, STALLED)) } : {},
    card: { waveId, status },
  }),
};

/** Notes that nothing goes on at a wave that is not done, each time anew; the relay, which hears of it, sends it on. */
export function stalledWave({ status, touchedAt }: Wave, { now, actor }: Pick<Context, 'now' | 'actor'>): readonly WaveFact[] {
  const stalls = status === 'sending' && plus(touchedAt, STALLED) <= now;
  return stalls ? [{ type: 'campaign-wave.stalled', data: { at: now, by: actor.agency } }] : [];
}

/** What is known of the campaign whose wave it is. */
interface OfCampaign {
  readonly waveId: string;
  readonly wave: number;
  readonly campaign: { readonly campaignId: string; readonly reference: string; readonly leadUnit: string };
  readonly leads: readonly string[];
}

/**
 * Opens a wave with these leads.
 *
 * @returns `campaign-wave.opened`, or WAVE_EMPTY, DUE_DATE_PAST
 */
export function openWave(
  { dueAt, note }: Pick<OpenWave, 'dueAt' | 'note'>,
  { waveId, wave, campaign, leads }: OfCampaign,
  { now, actor }: Context,
): Created<WaveFact> {
  if (leads.length === 0) return refuse('WAVE_EMPTY');
  if (dueAt !== undefined && dueAt <= now) return refuse('DUE_DATE_PAST', { paths: ['/dueAt'] });
  const { campaignId, reference, leadUnit } = campaign;
  const data = {
    ...{ at: now, by: actor.agency, waveId, campaignId, reference, leadUnit, wave, leads: [...leads] },
    ...(dueAt === undefined ? {} : { dueAt }),
    ...(note === undefined ? {} : { note }),
  };
  return create(waveId, { type: 'campaign-wave.opened', data });
}

/** What became of one lead of a page. */
export interface PageOutcome {
  readonly leadId: string;
  /** Absent if it was sent. */
  readonly code?: RefusalCode;
}

/** Notes a page of a wave, and that the wave is done if it was the last. */
export function pageSent(wave: Wave, outcomes: readonly PageOutcome[], { now, actor }: Context): readonly WaveFact[] {
  const data = { at: now, by: actor.agency };
  const sent = outcomes.flatMap(({ leadId, code }) => (code === undefined ? [leadId] : []));
  const skipped = outcomes.flatMap(({ leadId, code }) => (code === undefined ? [] : [{ leadId, code }]));
  const isLast = wave.passed + outcomes.length >= wave.leads.length;
  const counts = { sent: wave.sent + sent.length, skipped: wave.skipped.length + skipped.length };
  return [
    ...(outcomes.length === 0 ? [] : [{ type: 'campaign-wave.page-sent', data: { ...data, sent, skipped } } as const]),
    ...(isLast ? [{ type: 'campaign-wave.done', data: { ...data, ...counts } } as const] : []),
  ];
}
