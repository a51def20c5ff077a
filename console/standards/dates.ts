import { wallOf } from '../forms/city-time.ts';

/** A moment of another year, in Beijing: `2022-06-01 09:30`. @param instant ISO 8601 */
export const dated = (instant: string): string => (wallOf(instant) ?? instant).slice(0, 16).replace('T', ' ');
