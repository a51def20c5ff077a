import fc from 'fast-check';
import type { CaseFacts } from '../../shared/standards/standard/case-facts.ts';
import { type MeasureName, measureOf } from '../../shared/standards/standard/measures.ts';
import type { Condition, Rule } from '../../shared/standards/standard/rule.ts';

/** Few measures of few values, so that rules and facts meet. */
const used = [
  'one-way-inflow',
  'traced-to-fraud',
  'lawful-funds',
  'account-count',
  'account-owner',
  'juvenile',
] as const satisfies readonly MeasureName[];
const MOST = 5;

/** Every value that matters of a measure here: numbers to one beyond the greatest threshold, and all words. */
export function valuesOf(measure: MeasureName): readonly (number | boolean | string)[] {
  const { kind } = measureOf(measure);
  if (kind === 'yes-no') return [true, false];
  if (kind !== 'fen' && kind !== 'count') return kind;
  return Array.from({ length: MOST + 2 }, (_, value) => value);
}

const valueOfMeasure = (measure: MeasureName) => fc.constantFrom(...valuesOf(measure));

const condition: fc.Arbitrary<Condition> = fc.constantFrom(...used).chain((measure) => {
  const { kind } = measureOf(measure);
  const base = { measure, source: 's', grade: 'P' as const };
  if (kind === 'yes-no') return fc.boolean().map((value): Condition => ({ ...base, op: 'eq', value }));
  if (kind !== 'fen' && kind !== 'count') {
    const words = fc.subarray([...kind], { minLength: 1 });
    return words.map((value): Condition => ({ ...base, op: 'in', value }));
  }
  const number = fc.integer({ min: 0, max: MOST });
  return fc.oneof(
    fc
      .tuple(fc.constantFrom('gte' as const, 'gt' as const, 'lte' as const, 'lt' as const, 'eq' as const), number)
      .map(([op, value]): Condition => ({ ...base, op, value })),
    fc.array(number, { minLength: 1, maxLength: 3 }).map((value): Condition => ({ ...base, op: 'in', value })),
  );
});

export const ruleArbitrary: fc.Arbitrary<Rule> = fc.letrec<{ rule: Rule }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 3 },
    condition,
    fc.array(tie('rule'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('rule'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    tie('rule').map((not) => ({ not })),
  ),
})).rule;

/** Facts of which any may be missing. */
export const factsArbitrary: fc.Arbitrary<CaseFacts> = fc
  .tuple(...used.map((measure) => fc.option(valueOfMeasure(measure), { nil: undefined })))
  .map((values) => Object.fromEntries(used.flatMap((measure, at) => (values[at] === undefined ? [] : [[measure, values[at]]]))));

/** The facts in every way in which what is missing may come out. */
export function completions(facts: CaseFacts): readonly CaseFacts[] {
  return used.reduce<readonly CaseFacts[]>(
    (all, measure) =>
      facts[measure] === undefined ? all.flatMap((one) => valuesOf(measure).map((value) => ({ ...one, [measure]: value }))) : all,
    [facts],
  );
}
