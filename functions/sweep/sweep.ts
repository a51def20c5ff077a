import type { IndexPosition } from '../../shared/journal/journal.ts';
import { dueKeys, through } from '../../shared/journal/keys.ts';
import { idOfStream, kindOfStream } from '../../shared/journal/stream.ts';
import { errorFields } from '../../shared/kernel/error-fields.ts';
import type { DueStream } from '../platform/advance-stream.ts';
import { calendarAt } from '../platform/calendar.ts';
import { inParallel } from '../platform/in-parallel.ts';
import type { Meter } from '../platform/meter.ts';
import type { Platform } from '../platform/platform.ts';
import { dueStreams } from './due-streams.ts';

/** How many shards are gone through at the same time, and how many streams of one. */
const SHARD_LANES = 4;
const STREAM_LANES = 5;
const PAGE = 50;
/** The most streams of one shard in one run, so that no shard starves the others; the longest due comes first. */
const MAX_PER_SHARD = 2_000;

/** The findings of a run. */
export interface Swept {
  /** Streams whose next moment had passed. */
  readonly looked: number;
  /** Facts that were not noted before. */
  readonly noted: number;
  readonly failed: number;
  /** Whether there may be more that this run had no time for. */
  readonly cut: boolean;
}

/** The same while it is being counted. */
interface Tally {
  looked: number;
  noted: number;
  failed: number;
  cut: boolean;
}

/**
 * Looks after everything whose next moment has passed: terms of stops and freezes, orders whose workflow was lost, and things that only the
 * calendar moves, such as a report that is due. After an outage it goes on where the moments had stopped, the oldest first; the
 * next run finds what one run has no time for. Noting the same twice changes nothing.
 *
 * @param hasTime false once it should begin no further stream
 */
export async function sweep(platform: Platform, hasTime: () => boolean, table = dueStreams): Promise<Swept> {
  const now = platform.now();
  const tally: Tally = { looked: 0, noted: 0, failed: 0, cut: false };
  await inParallel(dueKeys, SHARD_LANES, async (shard) => {
    let after: IndexPosition | undefined;
    let seen = 0;
    do {
      if (!hasTime() || seen >= MAX_PER_SHARD) {
        tally.cut = true;
        return;
      }
      const page = await platform.journal.find({
        index: 'due',
        pk: shard,
        to: through(now),
        limit: PAGE,
        ...(after !== undefined && { after }),
      });
      seen += page.cards.length;
      await inParallel(page.cards, STREAM_LANES, async ({ stream }) => {
        if (!hasTime()) tally.cut = true;
        else await look(platform, table, stream, tally);
      });
      after = page.next;
    } while (after !== undefined);
  });
  if (tally.noted > 0) platform.log.info('the sweep noted what was due', { count: tally.noted });
  return tally;
}

/** Counts for an alarm, minute by minute, while the end of the known public holidays is near: an administrator must add the next year. */
export function watchCalendar({ now, policy }: Pick<Platform, 'now' | 'policy'>, meter: Meter): void {
  if (!calendarAt(now(), policy).endsSoon) return;
  meter.count('CalendarEnds');
  meter.publish();
}

async function look(platform: Platform, table: readonly DueStream[], stream: string, tally: Tally): Promise<void> {
  tally.looked += 1;
  try {
    const kind = kindOfStream(stream);
    const row = table.find((one) => one.stream === kind);
    if (row === undefined) throw new Error('a stream is due that the table does not know');
    const noted = await row.advance(platform, idOfStream(stream));
    tally.noted += noted ?? 0;
  } catch (error) {
    // the others must not wait for this one; the next run finds it again
    tally.failed += 1;
    platform.log.error('the sweep could not look after a stream', { stream, ...errorFields(error) });
  }
}
