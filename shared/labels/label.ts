import { keysOf } from '../kernel/lifecycle.ts';

/** The words for one value of an enumeration, in both languages of the city's people. */
export interface Label {
  readonly zh: string;
  readonly en: string;
}

/** A label for each value of an enumeration: a value without one does not compile. */
export type LabelsOf<Value extends string | number> = Readonly<Record<Value, Label>>;

export function label(zh: string, en: string): Label {
  return { zh, en };
}

/**
 * Labels whose words stand in tables of the domain already, which say what a value means. English begins small there.
 *
 * @param inChinese one for each value
 */
export function labelsFrom<Value extends string>(
  inChinese: Readonly<Record<Value, string>>,
  inEnglish: (value: Value) => string,
): Readonly<Record<string, Label>> {
  return Object.fromEntries(
    keysOf(inChinese).map((value) => {
      const en = inEnglish(value);
      return [value, label(inChinese[value], `${en.slice(0, 1).toUpperCase()}${en.slice(1)}`)];
    }),
  );
}
