import { useSearchParams } from 'react-router';
import type { paths } from '../generated/api.ts';
import { useDistrictAsked } from '../states/district-choice.tsx';
import { useLabels } from '../words/labels.ts';

/** Where a person works: level, district, station. What is absent is the API's own choice for this person. */
export type Area = NonNullable<paths['/v1/warnings/desk']['get']['parameters']['query']>;
type Level = NonNullable<Area['level']>;

/** The area that the address of a page asks for; nothing where the API has no word for a level. */
export function useArea(): Area {
  const [query] = useSearchParams();
  const labels = useLabels();
  const district = useDistrictAsked();
  const level = query.get('level') ?? '';
  const station = query.get('station') ?? '';
  const isLevel = (value: string): value is Level => Object.hasOwn(labels?.['warningLevel'] ?? {}, value);
  return { ...(isLevel(level) && { level }), ...district, ...(station !== '' && { station }) };
}

/** The part of an address that carries an area from page to page; empty where it names none. */
export function addressOfArea(area: Area): string {
  const query = new URLSearchParams(Object.entries(area)).toString();
  return query === '' ? '' : `?${query}`;
}
