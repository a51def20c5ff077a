import type { Journal } from '../../shared/journal/journal.ts';
import { listingKey } from '../../shared/journal/keys.ts';
import { pagesOf } from '../../shared/journal/pages-of.ts';
import type { District } from '../../shared/kernel/context.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { figuresOf, noFigures, sumOf, type WarningFigures } from '../../shared/warnings/figures.ts';
import { WarningCard } from '../../shared/warnings/views.ts';
import { rangeOf } from '../platform/dated-page.ts';

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
  let figures = noFigures;
  for await (const cards of pagesOf(journal, { index: 'listing', pk, ...rangeOf({ from: day, to: day }), limit: PAGE }))
    figures = sumOf(figures, figuresOf(cards.map(({ card }) => parseTolerantly(WarningCard, card))));
  return figures;
}
