import ical from 'ical-generator';
import { termKind } from '../../shared/labels/coordination.ts';
import type { TermCard } from '../lookups/running-terms.ts';

/** Who makes it, as RFC 5545 wants it said. */
const PRODUCT = '//Cordon//Terms//ZH';

/**
 * The terms as a calendar: the end of each with its kind, and the reference of its thing for the phone, or its id. Nothing of people. The
 * same terms are the same text: the stamp of an event (DTSTAMP) is when its term came to be as it is (RFC 5545, 3.8.7.2).
 *
 * @param before the stamp of a term that does not know that moment, ISO 8601, UTC
 */
export function calendarOf(terms: readonly TermCard[], before: string): string {
  const calendar = ical({ name: '期限', prodId: PRODUCT });
  for (const { termId, kind, endsAt, about, setAt = before } of terms) {
    const { zh, en } = termKind[kind];
    calendar.createEvent({
      id: `${termId}@cordon`,
      stamp: new Date(setAt),
      start: new Date(endsAt),
      summary: `${zh} / ${en} · ${about.reference ?? about.id}`,
    });
  }
  return calendar.toString();
}
