import { type Refusal, refuse } from '../../kernel/decision.ts';
import type { StandardContent } from './content.ts';
import type { MeasureName } from './measures.ts';
import { type Condition, conditionsOf, type Rule } from './rule.ts';

/** A figure of the headline: at least so much of this measure. */
interface Figure {
  readonly field: 'threshold' | 'minimumTracedFen';
  readonly measure: MeasureName;
  readonly least: number;
}

/**
 * Whether the headline of a standard follows from its rules, since districts are compared by it. The amount must ask for each figure, and
 * no way to meet the amount or the consequences may ask for less of its subject: a way over the measure asks for the threshold and for the
 * least that must be traced, any other way over the traced part asks for the latter. A way over neither, such as a number of phone cards
 * instead of a flow, is free.
 *
 * @param path where the standard stands in the body, as a JSON pointer
 * @returns HEADLINE_NOT_IN_RULE with the place of the first untrue statement
 */
export function checkHeadline(content: StandardContent, path: string): Refusal | undefined {
  const { measure, threshold, accounts, amount, consequences } = content;
  const not = (field: string) => refuse('HEADLINE_NOT_IN_RULE', { paths: [`${path}/${field}`] });
  if ((measure === undefined) !== (threshold === undefined)) return not('threshold');
  const figures = figuresOf(content);
  const absent = figures.find((figure) => amount === undefined || !asksFor(amount, figure));
  if (absent !== undefined) return not(absent.field);
  const ways = [amount, consequences].flatMap((rule) => (rule === undefined ? [] : waysToMeet(rule, figures)));
  const weaker = figures.find(({ field }) => ways.some((way) => isAbout(way, field) && !way.implies.includes(field)));
  if (weaker !== undefined) return not(weaker.field);
  const saysTraced = figures.some((figure) => figure.measure === 'traced-to-fraud');
  if (!saysTraced && valuesIn(amount, 'traced-to-fraud').length > 0) return not('minimumTracedFen');
  const owners = valuesIn(amount, 'account-owner');
  return owners.every((owner) => accounts.some((one) => one === owner)) ? undefined : not('accounts');
}

function figuresOf({ measure, threshold, minimumTracedFen }: StandardContent): readonly Figure[] {
  return [
    ...(measure === undefined || threshold === undefined ? [] : [{ field: 'threshold', measure, least: threshold } as const]),
    ...(minimumTracedFen === undefined
      ? []
      : [{ field: 'minimumTracedFen', measure: 'traced-to-fraud', least: minimumTracedFen } as const]),
  ];
}

/** Whether the rule asks for this figure and not only for another; it does not ask for figures under a `not`. */
function asksFor(rule: Rule, figure: Figure): boolean {
  return conditionsOf(rule).some(
    ({ path, condition }) => !path.includes('/not') && condition.value === figure.least && impliesFigure(condition, figure),
  );
}

/** `gt` as well as `gte`: some documents say "more than 300,000" for the same figure. */
function impliesFigure({ measure, op, value }: Condition, figure: Figure): boolean {
  return measure === figure.measure && (op === 'gte' || op === 'gt') && typeof value === 'number' && value >= figure.least;
}

/** One way to meet a rule, conditions that hold together, as far as it concerns the headline. */
interface Way {
  /** The figures on whose measures it has conditions. */
  readonly touches: readonly Figure['field'][];
  /** The figures that hold if its conditions do. */
  readonly implies: readonly Figure['field'][];
}

function isAbout({ touches }: Way, field: Figure['field']): boolean {
  return touches.includes(field) || touches.includes('threshold');
}

/**
 * The ways to meet a rule, equal ones once: at most nine differ, for any number of combinations of conditions. A `not` implies no figure,
 * so the ways not to meet it need not be told apart.
 */
function waysToMeet(rule: Rule, figures: readonly Figure[]): readonly Way[] {
  if ('all' in rule) return rule.all.map((part) => waysToMeet(part, figures)).reduce(together);
  if ('any' in rule) return distinct(rule.any.flatMap((part) => waysToMeet(part, figures)));
  const touched = figures.filter((figure) => conditionsOf(rule).some(({ condition }) => condition.measure === figure.measure));
  const implied = 'not' in rule ? [] : touched.filter((figure) => impliesFigure(rule, figure));
  return [{ touches: touched.map(({ field }) => field), implies: implied.map(({ field }) => field) }];
}

/** Every way of the one with every way of the other. */
function together(some: readonly Way[], others: readonly Way[]): readonly Way[] {
  const union = <T>(one: readonly T[], other: readonly T[]): readonly T[] => [...new Set([...one, ...other])].toSorted();
  const both = (a: Way, b: Way): Way => ({
    touches: union(a.touches, b.touches),
    implies: union(a.implies, b.implies),
  });
  return distinct(some.flatMap((a) => others.map((b) => both(a, b))));
}

function distinct(ways: readonly Way[]): readonly Way[] {
  return [...new Map(ways.map((way) => [`${way.touches.join()} ${way.implies.join()}`, way])).values()];
}

/** The value that an amount compares a measure with. */
function valuesIn(amount: Rule | undefined, measure: MeasureName): readonly unknown[] {
  if (amount === undefined) return [];
  return conditionsOf(amount).flatMap(({ condition }) => (condition.measure === measure ? [condition.value].flat() : []));
}
