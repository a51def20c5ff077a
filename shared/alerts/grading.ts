import type { Policy } from '../policy/policy.ts';
import type { PolicyName } from '../policy/values.ts';
import type { Alert, AlertGrade } from './model.ts';

/** One row of the grading table: the grade of an alarm that fulfils all its conditions. */
interface GradingRule {
  readonly grade: AlertGrade;
  /** The loss is at least this policy value (fen). */
  readonly lossFrom?: PolicyName;
  /** It came from one of these sources. */
  readonly sources?: readonly Alert['source'][];
}

/**
 * The four grades (四级), by the first rule that fits. Police practice has four (A); policy sets their bounds, by our own choice (P). A
 * victim who reports has lost money or is about to, so a report never has the lowest grade; a warning or a bank's suspicion without a sum
 * has it.
 */
export const gradingRules: readonly GradingRule[] = [
  { grade: 1, lossFrom: 'alert.grade-1-loss' },
  { grade: 2, lossFrom: 'alert.grade-2-loss' },
  { grade: 3, lossFrom: 'alert.grade-3-loss' },
  { grade: 3, sources: ['victim-report'] },
  { grade: 4 },
];

/** The grade of an alarm by its source and loss. @param at the moment whose policy holds */
export function gradeOf({ source, lossFen }: Pick<Alert, 'source' | 'lossFen'>, policy: Policy, at: string): AlertGrade {
  const rule = gradingRules.find(
    ({ lossFrom, sources }) =>
      (lossFrom === undefined || lossFen >= policy.amount(lossFrom, at)) && (sources === undefined || sources.includes(source)),
  );
  return rule?.grade ?? 4;
}
