import { type Refusal, refuse } from '../../kernel/decision.ts';
import type { StandardContent } from './content.ts';
import type { MeasureName } from './measures.ts';
import { type Condition, conditionsOf, type Rule } from './rule.ts';

/** A figure of the headline: so much of this measure, or more. */
interface Figure {
  readonly field: 'threshold' | 'minimumTracedFen';
  readonly measure: MeasureName;
  readonly least: number;
}

/**
 * Whether what a standard says of itself follows from its rules, since by its headline districts are compared. Each figure is one that
 * the amount asks for, and no way to meet the amount or the consequences asks for less of what it is about: a way over the measure
 * asks for the threshold and for the least that must be traced, any other way over what is traced for the latter. A way over neither,
 * as so many phone cards instead of a flow, is free.
 *
 * @param path where the standard stands in the body, as a JSON pointer
 * @returns HEADLINE_NOT_IN_RULE with the place of the first thing said that is not so
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

/** Whether the rule asks for this figure and not only for another; what stands under a `not` is not asked for. */
function asksFor(rule: Rule, figure: Figure): boolean {
  return conditionsOf(rule).some(
    ({ path, condition }) => !path.includes('/not') && condition.value === figure.least && impliesFigure(condition, figure),
  );
}

/** `gt` as well as `gte`: "more than 300,000" is what some documents say of the same figure. */
function impliesFigure({ measure, op, value }: Condition, figure: Figure): boolean {
  return measure === figure.measure && (op === 'gte' || op === 'gt') && typeof value === 'number' && value >= figure.least;
}

/** One way to meet a rule, conditions that hold together, as far as it concerns the headline. */
interface Way {
  /** The figures over whose measures it has conditions. */
  readonly touches: readonly Figure['field'][];
  /** The figures that hold wherever its conditions do. */
  readonly implies: readonly Figure['field'][];
}

function isAbout({ touches }: Way, field: Figure['field']): boolean {
  return touches.includes(field) || touches.includes('threshold');
}

/**
 * The ways to meet a rule, alike ones once: there are at most nine that differ, however many combinations of conditions there are. What
 * stands under a `not` implies no figure, so the ways not to meet it need not be told apart.
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

/** What an amount compares a measure with. */
function valuesIn(amount: Rule | undefined, measure: MeasureName): readonly unknown[] {
  if (amount === undefined) return [];
  return conditionsOf(amount).flatMap(({ condition }) => (condition.measure === measure ? [condition.value].flat() : []));
}
