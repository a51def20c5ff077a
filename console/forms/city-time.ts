/** The city counts in Beijing time all year. */
const AHEAD = '+08:00';
const AHEAD_MS = 8 * 3_600_000;
const WALL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?$/;

/**
 * The instant of a time on the clocks of Beijing, in UTC.
 *
 * @param wall `2026-12-31T23:30`, with seconds or without
 * @returns undefined if there is no such day or time
 */
export function instantOf(wall: string): string | undefined {
  if (!WALL.test(wall)) return undefined;
  const time = Date.parse(`${wall}${wall.length === 16 ? ':00' : ''}${AHEAD}`);
  if (Number.isNaN(time)) return undefined;
  const instant = new Date(time).toISOString();
  // The 31st of June would count as the 1st of July.
  return wallOf(instant)?.startsWith(wall) === true ? instant.replace('.000Z', 'Z') : undefined;
}

/** The time on the clocks of Beijing, to the second, as a date field takes it. @param instant ISO 8601 */
export function wallOf(instant: string): string | undefined {
  const time = Date.parse(instant);
  return Number.isNaN(time) ? undefined : new Date(time + AHEAD_MS).toISOString().slice(0, 19);
}
