import { foldFigures } from '../../functions/sweep/fold-figures.ts';
import { type StatsDelta, StatsOfDay, statsIdOf } from '../../shared/freezes/stats/stats.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { change } from '../../shared/journal/stream.ts';
import { beijingDay } from '../../shared/kernel/beijing.ts';
import { type District, systemActor } from '../../shared/kernel/context.ts';
import { createTestPlatform } from './relay-kit.ts';
import { id } from './samples.ts';

/** A fact as it counts. */
export interface CountedSample {
  readonly district?: District;
  /** The Beijing day of the alarm. */
  readonly day: string;
  readonly hour?: number;
  readonly bankId?: string;
  /** The order that it is of: it says the shard. */
  readonly order?: number;
  readonly adds?: StatsDelta;
  /** When it is counted, ISO 8601 UTC. */
  readonly at?: string;
}

/** An order that its bank answered in time. */
export const inTime: StatsDelta = {
  requested: 1,
  answeredInTime: 1,
  stopped: 1,
  tracedFen: 100,
  stoppedFen: 60,
  histogram: { '3': 1 },
};
/** An order in whose 30 minutes its bank was silent. */
export const tooLate: StatsDelta = { requested: 1, breached: 1, answeredLate: 1, tracedFen: 100 };

let counted = 0;

/** Counts a fact, as the relay does. */
export async function count(journal: Journal, sample: CountedSample): Promise<void> {
  const {
    district = 'haidian',
    day,
    hour = 9,
    bankId = 'bank-a',
    order = 1,
    adds = inTime,
    at = `${day}T09:00:00.000Z`,
  } = sample;
  counted += 1;
  const of = { orderId: id('ord', order), seq: counted, on: beijingDay(at) };
  const stream = await journal.load(StatsOfDay, statsIdOf(district, day, of.orderId));
  const counting = change(stream, { type: 'stats.counted', data: { at, district, day, adds, bankId, hour, of } });
  const key = `count-${counted}`;
  const command = { name: 'test', id: key, inputHash: key, actor: systemActor, correlationId: key, now: at };
  await journal.append({ command, changes: [counting] });
}

/** The night's work at this moment. @returns how many months were folded */
export async function foldedAt(journal: Journal, now: string): Promise<number | undefined> {
  const platform = { ...createTestPlatform(), journal };
  return foldFigures({ ...platform, now: () => now }, () => true);
}
