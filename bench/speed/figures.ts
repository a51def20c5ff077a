import * as z from 'zod';

/** What the floor is measured by: a flow's engine operations 16 flows at a time, or one after another. */
export const FloorName = z.enum(['flows a second', 'ms a flow', 'ms to the bank', 'CPU ms a flow']);
export type FloorName = z.infer<typeof FloorName>;

export const Figure = z.strictObject({
  section: z.string(),
  name: z.string(),
  value: z.number(),
  unit: z.string(),
  /** What it is compared by: counts must not grow, ratios to this figure of the floor must not become much worse. */
  held: z.union([z.literal('count'), FloorName]).optional(),
  /** The value divided by the floor's, where the floor was measured in the same run. */
  ratio: z.number().optional(),
  better: z.enum(['less', 'more']).default('less'),
  /** A value above it is a fault: the command fails. */
  most: z.number().optional(),
});
/** One thing that was measured. Section and name together are its own. */
export type Figure = z.infer<typeof Figure>;

/** A figure as a section gives it. */
export type Measured = Omit<Figure, 'section' | 'ratio' | 'better'> & { readonly better?: Figure['better'] };

/** The floor's own figures, by what it is measured by. */
export type Floor = Readonly<Partial<Record<FloorName, number>>>;

/** The figure with its place, and with its ratio to the floor if it has one. */
export function figureOf(section: string, measured: Measured, floor: Floor): Figure {
  const { held } = measured;
  const base = held === undefined || held === 'count' ? undefined : floor[held];
  return {
    better: 'less',
    section,
    ...measured,
    ...(base !== undefined && base > 0 && { ratio: measured.value / base }),
  };
}

/** The value that this part of the values does not exceed (nearest rank). @param part above 0, up to 1 */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN;
}

/** p50, p95 and p99 of times in milliseconds; the median is held to the floor. */
export function spread(name: string, times: readonly number[], held?: FloorName): readonly Measured[] {
  return [
    { name: `${name}, p50`, value: percentile(times, 0.5), unit: 'ms', ...(held !== undefined && { held }) },
    { name: `${name}, p95`, value: percentile(times, 0.95), unit: 'ms' },
    { name: `${name}, p99`, value: percentile(times, 0.99), unit: 'ms' },
  ];
}

/** At most three digits that say something. */
export function rounded(value: number): string {
  if (Number.isInteger(value) || Math.abs(value) >= 100) return value.toFixed(0);
  return Math.abs(value) >= 1 ? value.toFixed(1) : value.toPrecision(2);
}
