import type { CaseFacts } from './case-facts.ts';
import type { StandardContent } from './content.ts';
import { allOf, anyOf, evaluateRule, negate, type Reading, type Verdict } from './evaluate-rule.ts';

/**
 * Whether a case with these facts meets the standard, and the conditions that decide it. It never guesses: an unknown fact that could
 * change the outcome makes it `cannot-tell`.
 */
export function evaluateStandard(content: StandardContent, facts: CaseFacts): Verdict {
  const { amount, knowledge, consequences, exceptions, lawfulFundsDeducted } = content;
  const reading: Reading = { facts, lawfulFundsDeducted };
  const serious = [
    ...(amount === undefined ? [] : [evaluateRule(amount, reading, '/amount')]),
    ...(consequences === undefined ? [] : [evaluateRule(consequences, reading, '/consequences')]),
  ];
  return allOf([
    ...(serious.length === 0 ? [] : [anyOf(serious)]),
    ...(knowledge === undefined ? [] : [evaluateRule(knowledge, reading, '/knowledge')]),
    ...exceptions.map(({ when }, at) => negate(evaluateRule(when, reading, `/exceptions/${at}/when`))),
  ]);
}
