import type { Policy } from '../policy/policy.ts';
import type { PolicyName } from '../policy/values.ts';
import { type WarningGrade, type WarningSignal, warningGrades } from './warning-model.ts';

interface GradingRule {
  readonly grade: WarningGrade;
  /** The risk is at least this policy value. */
  readonly riskFrom?: PolicyName;
  /** One of these was seen. */
  readonly signals?: readonly WarningSignal[];
}

/** The four grades, by the first rule that fits. Police practice has four (A); which signal gives which is our own choice (P). */
export const warningGradingRules: readonly GradingRule[] = [
  { grade: 'urgent', signals: ['paying-now', 'screen-shared'] },
  { grade: 'urgent', riskFrom: 'warning.urgent.risk' },
  { grade: 'high', signals: ['long-fraud-call', 'large-transfer-tried', 'loan-taken'] },
  { grade: 'high', riskFrom: 'warning.high.risk' },
  { grade: 'medium', signals: ['fraud-app-installed', 'fraud-chat-joined', 'victim-before'] },
  { grade: 'medium', riskFrom: 'warning.medium.risk' },
  { grade: 'low' },
];

/** The grade of a clue. @param at the moment whose policy holds */
export function gradeOfClue(
  { risk, signals }: { readonly risk: number; readonly signals: readonly WarningSignal[] },
  policy: Policy,
  at: string,
): WarningGrade {
  const rule = warningGradingRules.find(
    ({ riskFrom, signals: asked }) =>
      (riskFrom === undefined || risk >= policy.amount(riskFrom, at)) &&
      (asked === undefined || asked.some((signal) => signals.includes(signal))),
  );
  return rule?.grade ?? 'low';
}

/** The graver of two grades. */
export function graver(a: WarningGrade, b: WarningGrade): WarningGrade {
  return warningGrades.indexOf(a) <= warningGrades.indexOf(b) ? a : b;
}
