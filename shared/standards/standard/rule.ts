import * as z from 'zod';
import { text } from '../../kernel/people.ts';
import { MeasureName } from './measures.ts';

/** How sure a source is, as in the policy: A primary text · B two or more independent sources · C one · D dated code · P our own choice. */
export const SourceGrade = z.enum(['A', 'B', 'C', 'D', 'P']);

export const Operator = z.enum(['gte', 'gt', 'lte', 'lt', 'eq', 'in']);
export type Operator = z.infer<typeof Operator>;

/** The source of a condition. */
const Source = { source: text(300), grade: SourceGrade };

/** One comparison of a measure, with its source. `in` takes a list; money is in fen. */
export const Condition = z.strictObject({
  measure: MeasureName,
  op: Operator,
  value: z.union([z.int().nonnegative(), z.boolean(), z.string(), z.array(z.string()), z.array(z.int().nonnegative())]),
  ...Source,
});
export type Condition = z.infer<typeof Condition>;

/** A condition as it comes in: a rule of the domain, with codes of its own, says which measures there are and which values fit them. */
const ConditionInput = z.strictObject({
  measure: z.string().max(64),
  op: Operator,
  value: z.union([
    z.number(),
    z.boolean(),
    z.string().max(64),
    z.array(z.string().max(64)).min(1).max(20),
    z.array(z.number()).min(1).max(20),
  ]),
  ...Source,
});
export type ConditionInput = z.infer<typeof ConditionInput>;

/** Conditions combined: all of them, any of them, not this one. */
export type RuleOf<C> = C | { all: RuleOf<C>[] } | { any: RuleOf<C>[] } | { not: RuleOf<C> };
export type Rule = RuleOf<Condition>;
export type RuleInput = RuleOf<ConditionInput>;

const MAX_CONDITIONS = 64;
const MAX_DEPTH = 8;

/** The language of standards: data, so that a rule can be read, compared and checked like any other figure. */
export const Rule: z.ZodType<Rule> = z
  .lazy(() =>
    z.union([
      Condition,
      z.strictObject({ all: z.array(Rule).min(1) }),
      z.strictObject({ any: z.array(Rule).min(1) }),
      z.strictObject({ not: Rule }),
    ]),
  )
  .meta({ id: 'StandardRule' });

const AnyRuleInput: z.ZodType<RuleInput> = z
  .lazy(() =>
    z.union([
      ConditionInput,
      z.strictObject({ all: z.array(AnyRuleInput).min(1) }),
      z.strictObject({ any: z.array(AnyRuleInput).min(1) }),
      z.strictObject({ not: AnyRuleInput }),
    ]),
  )
  .meta({ id: 'StandardRuleInput' });

/** A rule as it comes in. */
export const RuleInput = AnyRuleInput.refine(
  (rule) => conditionsOf(rule).length <= MAX_CONDITIONS && conditionsOf(rule).every(({ path }) => depthOf(path) <= MAX_DEPTH),
  `must have at most ${MAX_CONDITIONS} conditions, nested at most ${MAX_DEPTH} deep`,
);

/** A condition, and where it stands in its rule (a JSON pointer). */
interface Placed<C> {
  readonly path: string;
  readonly condition: C;
}

/** The conditions of a rule in their order. */
export function conditionsOf<C extends { measure: string }>(rule: RuleOf<C>, path = ''): readonly Placed<C>[] {
  if ('all' in rule) return rule.all.flatMap((part, at) => conditionsOf(part, `${path}/all/${at}`));
  if ('any' in rule) return rule.any.flatMap((part, at) => conditionsOf(part, `${path}/any/${at}`));
  if ('not' in rule) return conditionsOf(rule.not, `${path}/not`);
  return [{ path, condition: rule }];
}

function depthOf(path: string): number {
  return path.split('/').filter((step) => /^[a-z]/.test(step)).length;
}
