import ical from 'ical-generator';
import { termKind } from '../../shared/labels/coordination.ts';
import { lastDayOfTerm } from '../../shared/terms/model.ts';
import type { TermCard } from '../lookups/running-terms.ts';

/** Who makes it, as RFC 5545 wants it said. */
const PRODUCT = '//Cordon//Terms//ZH';

/**
 * The terms as a calendar: the end of each with its kind, and the reference of its thing for the phone, or its id. Nothing of people. A term
 * that ends with a day takes that day: the midnight after it would stand on the next, when it is too late. The same terms are the same text:
 * the stamp of an event (DTSTAMP) is when its term came to be as it is (RFC 5545, 3.8.7.2).
 *
 * @param before the stamp of a term that does not know that moment, ISO 8601, UTC
 */
export function calendarOf(terms: readonly TermCard[], before: string): string {
  const calendar = ical({ name: '期限', prodId: PRODUCT });
  for (const term of terms) {
    const { termId, kind, endsAt, about, setAt = before } = term;
    const lastDay = lastDayOfTerm(term);
    const { zh, en } = termKind[kind];
    calendar.createEvent({
      id: `${termId}@cordon`,
      stamp: new Date(setAt),
      ...(lastDay === undefined ? { start: new Date(endsAt) } : { start: new Date(lastDay), allDay: true }),
      summary: `${zh} / ${en} · ${about.reference ?? about.id}`,
    });
  }
  return calendar.toString();
}
