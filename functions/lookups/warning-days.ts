import type { IndexPosition, Journal } from '../../shared/journal/journal.ts';
import { listingKey, through } from '../../shared/journal/keys.ts';
import { plusDays, startOfDay } from '../../shared/kernel/beijing.ts';
import type { District } from '../../shared/kernel/context.ts';
import { plus } from '../../shared/kernel/time.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { figuresOf, noFigures, sumOf, type WarningFigures } from '../../shared/warnings/figures.ts';
import { WarningCard } from '../../shared/warnings/views.ts';

/** As many cards as one read takes. */
const PAGE = 1_000;

/**
 * Counts the warnings that a district received on a day, from their cards: whatever happened to them since is in it, and a second count of
 * the same is the same.
 *
 * @param day in Beijing
 */
export async function countDay(journal: Journal, district: District, day: string): Promise<WarningFigures> {
  const pk = listingKey('warning', district, day.slice(0, 'YYYY-MM'.length));
  const range = { from: startOfDay(day), to: through(plus(startOfDay(plusDays(day, 1)), -1)) };
  let figures = noFigures;
  let after: IndexPosition | undefined;
  do {
    const page = await journal.find({ index: 'listing', pk, ...range, limit: PAGE, ...(after === undefined ? {} : { after }) });
    figures = sumOf(figures, figuresOf(page.cards.map(({ card }) => parseTolerantly(WarningCard, card))));
    after = page.next;
  } while (after !== undefined);
  return figures;
}
