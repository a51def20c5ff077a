import { type Refusal, refuse } from '../kernel/decision.ts';
import { type CheckedRule, checkRule } from './check-rule.ts';
import { StandardContent, type StandardContentInput } from './content.ts';
import { isMeasure } from './measures.ts';
import { conditionsOf, type RuleInput } from './rule.ts';

interface CheckedStandard {
  readonly kind: 'standard';
  readonly content: StandardContent;
}

/**
 * The content of a standard, if its rules and figures are sound and what it says of itself stands in its rules.
 *
 * @param path where it stands in the body, as a JSON pointer
 * @returns the codes of `checkRule`, or HEADLINE_NOT_IN_RULE
 */
export function checkStandard(input: StandardContentInput, path = ''): CheckedStandard | Refusal {
  const { measure, threshold, minimumTracedFen } = input;
  if (measure !== undefined && !isMeasure(measure)) return refuse('MEASURE_UNKNOWN', { paths: [`${path}/measure`] });
  const figures = checkFigure(threshold, `${path}/threshold`) ?? checkFigure(minimumTracedFen, `${path}/minimumTracedFen`);
  if (figures !== undefined) return figures;
  for (const [rule, at] of rulesOf(input)) {
    const checked: CheckedRule | Refusal = checkRule(rule, `${path}${at}`);
    if (checked.kind === 'refusal') return checked;
  }
  const content = StandardContent.parse(input);
  return saysWhatItTests(content, path) ?? { kind: 'standard', content };
}

function checkFigure(figure: number | undefined, path: string): Refusal | undefined {
  if (figure === undefined) return undefined;
  if (figure < 0) return refuse('THRESHOLD_NEGATIVE', { paths: [path] });
  return Number.isSafeInteger(figure) ? undefined : refuse('THRESHOLD_NOT_INTEGER', { paths: [path] });
}

/** The rules of a standard, with the place of each. */
function rulesOf({
  amount,
  knowledge,
  consequences,
  exceptions,
}: StandardContentInput): readonly (readonly [RuleInput, string])[] {
  return [
    ...(amount === undefined ? [] : [[amount, '/amount'] as const]),
    ...(knowledge === undefined ? [] : [[knowledge, '/knowledge'] as const]),
    ...(consequences === undefined ? [] : [[consequences, '/consequences'] as const]),
    ...exceptions.map(({ when }, at) => [when, `/exceptions/${at}/when`] as const),
  ];
}

/** A headline that the rule does not bear out would mislead whoever compares districts by it. */
function saysWhatItTests(content: StandardContent, path: string): Refusal | undefined {
  const { measure, threshold, minimumTracedFen, accounts } = content;
  const not = (field: string) => refuse('HEADLINE_NOT_IN_RULE', { paths: [`${path}/${field}`] });
  if (measure === undefined ? threshold !== undefined : !valuesIn(content, measure).includes(threshold)) return not('threshold');
  const traced = valuesIn(content, 'traced-to-fraud');
  const saysTraced =
    measure === 'traced-to-fraud' || (minimumTracedFen === undefined ? traced.length === 0 : traced.includes(minimumTracedFen));
  if (!saysTraced) return not('minimumTracedFen');
  const owners = valuesIn(content, 'account-owner');
  return owners.every((owner) => accounts.some((one) => one === owner)) ? undefined : not('accounts');
}

/** What a standard's amount compares a measure with. */
function valuesIn({ amount }: StandardContent, measure: string): readonly unknown[] {
  if (amount === undefined) return [];
  return conditionsOf(amount).flatMap(({ condition }) => (condition.measure === measure ? [condition.value].flat() : []));
}
