import { planFrom } from '../../shared/journal/transact.ts';
import { beijingDay, daysFrom } from '../../shared/kernel/beijing.ts';
import { hashOf } from '../../shared/kernel/canonical.ts';
import { districts } from '../../shared/kernel/context.ts';
import { accept } from '../../shared/kernel/decision.ts';
import { plus } from '../../shared/kernel/time.ts';
import {
  daysToCount,
  noFigures,
  WARNING_NIGHT,
  WarningDays,
  WarningNights,
  warningDayId,
} from '../../shared/warnings/figures.ts';
import { countDay } from '../lookups/warning-days.ts';
import { inParallel } from '../platform/in-parallel.ts';
import type { Platform } from '../platform/platform.ts';
import { appendAnew } from './append-anew.ts';

/** How many days of districts are counted at the same time. */
const LANES = 4;

/**
 * Counts the warnings of the days that are over, once a night: each day whose warnings may have changed since, anew from their cards. So a run
 * that was cut off or ran twice leaves nothing wrong. A day that is as it was costs reads alone.
 *
 * @param hasTime false once it should begin no further day; the next run then begins again
 * @returns how many days it counted; undefined if there was nothing to do, or not enough time
 */
export async function countWarnings(platform: Platform, hasTime: () => boolean): Promise<number | undefined> {
  const { journal, policy } = platform;
  const now = platform.now();
  const night = await journal.load(WarningNights, WARNING_NIGHT);
  // what reached Cordon just before midnight is recorded by then
  const today = beijingDay(plus(now, -policy.amount('figures.settle', now)));
  const days = daysToCount(night.state?.through, today, policy.amount('warning.loss-within', now));
  if (days === undefined) return undefined;
  const parts = daysFrom(days.from, days.through).flatMap((day) => districts.map((district) => ({ district, day })));
  let cut = false;
  await inParallel(parts, LANES, async ({ district, day }) => {
    if (!hasTime()) {
      cut = true;
      return;
    }
    const figures = await countDay(journal, district, day);
    const id = warningDayId(district, day);
    await appendAnew(platform, 'count.warnings', id, async () => {
      const before = await journal.load(WarningDays, id);
      const isSame = hashOf(before.state?.figures ?? noFigures) === hashOf(figures);
      const counted = { type: 'warning-day.counted', data: { at: now, district, day, figures } } as const;
      return planFrom(isSame ? accept() : accept(counted), [before]);
    });
  });
  if (cut) return undefined;
  await appendAnew(platform, 'count.warnings', WARNING_NIGHT, async () => {
    const last = await journal.load(WarningNights, WARNING_NIGHT);
    return planFrom(accept({ type: 'warning-night.closed', data: { at: now, through: days.through } }), [last]);
  });
  return parts.length;
}
