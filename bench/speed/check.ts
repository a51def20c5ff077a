import { type Figure, rounded } from './figures.ts';

/** A ratio to the floor may become worse by a quarter: machines and minutes differ. */
const ALLOWANCE = 1.25;
/** Means of counts differ in their last digits. */
const SAME = 1e-9;

/** What became worse than it was, a line each. Figures that only one of the two has are passed over. */
export function worse(before: readonly Figure[], now: readonly Figure[]): readonly string[] {
  const known = new Map(before.map((figure) => [keyOf(figure), figure]));
  return now.flatMap((figure) => {
    const old = known.get(keyOf(figure));
    const line = old && compared(old, figure);
    return line === undefined ? [] : [`${figure.section}: ${figure.name}: ${line}`];
  });
}

/** What is above the most that it may be, a line each. */
export function broken(figures: readonly Figure[]): readonly string[] {
  return figures
    .filter(({ value, most }) => most !== undefined && !(value <= most))
    .map(
      ({ section, name, value, unit, most = 0 }) => `${section}: ${name}: ${rounded(value)} ${unit}, at most ${rounded(most)}`,
    );
}

function compared(old: Figure, now: Figure): string | undefined {
  if (now.held === 'count') {
    return now.value > old.value + SAME ? `${rounded(now.value)} ${now.unit}, was ${rounded(old.value)}` : undefined;
  }
  if (now.ratio === undefined || old.ratio === undefined) return undefined;
  const factor = now.better === 'less' ? now.ratio / old.ratio : old.ratio / now.ratio;
  return factor > ALLOWANCE ? `${rounded(now.ratio)} times the floor, was ${rounded(old.ratio)}` : undefined;
}

const keyOf = ({ section, name }: Figure): string => `${section}\n${name}`;
