import { hashOf, keyedHash } from '../kernel/canonical.ts';
import { plainPhone, plainText } from '../kernel/plain-text.ts';
import { isPlaceholder, plainReference } from '../kernel/reference.ts';
import type { AlarmTaken } from './bodies.ts';

/**
 * The id of the place of a source's own number, in any spelling. A placeholder (`-`, `0`, `N/A`) is no number, so its place follows from
 * the content of the report: the same report twice is one alarm, and another one is an alarm of its own.
 *
 * @param secret the data key: the content is people's data
 * @param agency the agency that raises the alarm: two agencies may use the same numbers
 */
export function sourceKey(secret: string, report: AlarmTaken, agency: string): string {
  const { source, sourceRef } = report;
  if (!isPlaceholder(sourceRef)) return hashOf({ source, sourceRef: plainReference(sourceRef), agency });
  return hashOf({ source, agency, report: keyedHash(secret, JSON.stringify(Object.entries(said(report)))) });
}

/** The places (JSON pointers) where two reports of one source do not say the same. The spelling does not count. */
export function differences(one: AlarmTaken, other: AlarmTaken): readonly string[] {
  const [first, second] = [said(one), said(other)];
  return [...new Set([...Object.keys(first), ...Object.keys(second)])].filter((place) => first[place] !== second[place]);
}

/** The content of a report, place by place, without its spelling. The number itself is compared by its place. */
function said({ source, receivedAt, district, victim, fraudType, lossFen, summary, notTaken = [] }: AlarmTaken) {
  const places: Readonly<Record<string, string | number>> = {
    '/source': source,
    '/receivedAt': receivedAt,
    '/district': district,
    '/victim/name': plainText(victim.name ?? ''),
    '/victim/idNumber': plainText(victim.idNumber ?? ''),
    '/victim/phone': plainPhone(victim.phone ?? ''),
    '/fraudType': plainText(fraudType),
    '/lossFen': lossFen,
    '/summary': plainText(summary),
    ...Object.fromEntries(notTaken.map(({ path, asSent = '' }) => [path, plainText(asSent)])),
  };
  return places;
}
