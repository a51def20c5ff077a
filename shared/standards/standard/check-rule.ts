import { type Refusal, refuse } from '../../kernel/decision.ts';
import { isMeasure, type MeasureKind, measureOf } from './measures.ts';
import { type ConditionInput, conditionsOf, type Operator, Rule, type RuleInput } from './rule.ts';

export interface CheckedRule {
  readonly kind: 'rule';
  readonly rule: Rule;
}

/**
 * The rule, if every condition compares an existing measure with a fitting value.
 *
 * @param path where the rule stands in the body, as a JSON pointer
 * @returns MEASURE_UNKNOWN, THRESHOLD_NEGATIVE, THRESHOLD_NOT_INTEGER or OPERATOR_UNFIT with the place of the first wrong condition
 */
export function checkRule(input: RuleInput, path: string): CheckedRule | Refusal {
  for (const { path: at, condition } of conditionsOf(input)) {
    const refusal = checkCondition(condition, `${path}${at}`);
    if (refusal !== undefined) return refusal;
  }
  return { kind: 'rule', rule: Rule.parse(input) };
}

const orders: readonly Operator[] = ['gte', 'gt', 'lte', 'lt', 'eq', 'in'];
const sames: readonly Operator[] = ['eq', 'in'];

function checkCondition({ measure, op, value }: ConditionInput, path: string): Refusal | undefined {
  if (!isMeasure(measure)) return refuse('MEASURE_UNKNOWN', { paths: [`${path}/measure`] });
  const { kind } = measureOf(measure);
  const values = Array.isArray(value) ? value : [value];
  const at = { paths: [`${path}/value`] };
  if (Array.isArray(value) !== (op === 'in')) return refuse('OPERATOR_UNFIT', at);
  if (kind === 'fen' || kind === 'count') {
    if (!values.every((one) => typeof one === 'number')) return refuse('OPERATOR_UNFIT', at);
    if (values.some((one) => one < 0)) return refuse('THRESHOLD_NEGATIVE', at);
    if (!values.every((one) => Number.isSafeInteger(one))) return refuse('THRESHOLD_NOT_INTEGER', at);
  }
  const fits = values.every((one) => isValueOf(kind, one)) && operatorsOf(kind).includes(op);
  return fits ? undefined : refuse('OPERATOR_UNFIT', { paths: [`${path}/op`] });
}

/** How a measure of this kind can be compared. */
export function operatorsOf(kind: MeasureKind): readonly Operator[] {
  if (kind === 'fen' || kind === 'count') return orders;
  return kind === 'yes-no' ? ['eq'] : sames;
}

/** Whether a value is one that a measure of this kind can have. */
export function isValueOf(kind: MeasureKind, value: unknown): boolean {
  if (kind === 'fen' || kind === 'count') return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
  if (kind === 'yes-no') return typeof value === 'boolean';
  return typeof value === 'string' && kind.includes(value);
}
