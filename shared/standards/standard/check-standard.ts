import { type Refusal, refuse } from '../../kernel/decision.ts';
import { checkHeadline } from './check-headline.ts';
import { type CheckedRule, checkRule } from './check-rule.ts';
import { StandardContent, type StandardContentInput } from './content.ts';
import { isMeasure } from './measures.ts';
import type { RuleInput } from './rule.ts';

interface CheckedStandard {
  readonly kind: 'standard';
  readonly content: StandardContent;
}

/**
 * The content of a standard, if its rules and figures are sound and its headline follows from its rules.
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
  return checkHeadline(content, path) ?? { kind: 'standard', content };
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
