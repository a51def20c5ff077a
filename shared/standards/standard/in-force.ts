import { beijingDay } from '../../kernel/beijing.ts';
import type { Belief, StandardLine } from './model.ts';

/** Whether a period has this day in it. */
export function holdsOn({ effectiveFrom, effectiveTo }: Pick<Belief, 'effectiveFrom' | 'effectiveTo'>, day: string): boolean {
  return effectiveFrom <= day && (effectiveTo === undefined || day <= effectiveTo);
}

/** Whether two periods have a day in common. */
export function overlap(
  one: Pick<Belief, 'effectiveFrom' | 'effectiveTo'>,
  other: Pick<Belief, 'effectiveFrom' | 'effectiveTo'>,
): boolean {
  return (
    (other.effectiveTo === undefined || one.effectiveFrom <= other.effectiveTo) &&
    (one.effectiveTo === undefined || other.effectiveFrom <= one.effectiveTo)
  );
}

/** The present beliefs. */
export function heldNow({ beliefs }: StandardLine): readonly Belief[] {
  return beliefs.filter(({ believedUntil }) => believedUntil === undefined);
}

/** The beliefs at the end of a day in Beijing. */
export function heldOn({ beliefs }: StandardLine, day: string): readonly Belief[] {
  return beliefs.filter(
    ({ believedFrom, believedUntil }) =>
      beijingDay(believedFrom) <= day && (believedUntil === undefined || beijingDay(believedUntil) > day),
  );
}

/**
 * The belief that is in force on a day, as of now or as of the end of another day: at most one, since periods of a line never overlap.
 *
 * @param asOf a day in Beijing
 * @param believedOn as of the end of this day; as of now if absent
 */
export function inForce(line: StandardLine, asOf: string, believedOn?: string): Belief | undefined {
  const held = believedOn === undefined ? heldNow(line) : heldOn(line, believedOn);
  return held.find((belief) => holdsOn(belief, asOf));
}
