import { listIn, membersIn, textIn } from '../forms/draft.ts';
import { fenIn, yuanOf } from '../forms/money.ts';
import type { Json } from '../forms/schema.ts';

/** What `GET /v1/standards/measures` says of a measure, as far as its value goes. */
export interface MeasureForm {
  readonly measure: string;
  readonly kind: string;
  /** The words to choose among. */
  readonly values?: readonly string[];
  /** How it can be compared. */
  readonly operators: readonly string[];
}

/** A comparison as a person fills it in: figures are texts until they can be read. */
export interface ConditionDraft {
  readonly key: number;
  readonly kind: 'condition';
  readonly measure: string;
  readonly op: string;
  /** Several where the comparison takes a list. */
  readonly values: readonly string[];
  readonly source: string;
  readonly grade: string;
}

/** Conditions combined: all of them, any of them, or not the one. */
export interface CombinedDraft {
  readonly key: number;
  readonly kind: Combination;
  readonly parts: readonly RuleDraft[];
}

export type Combination = 'all' | 'any' | 'not';
export type RuleDraft = ConditionDraft | CombinedDraft;

/** Gives each part of a rule a key of its own. */
export type NextKey = () => number;

/** The comparison that takes a list. */
export const takesList = (op: string): boolean => op === 'in';

/** The draft that shows a rule of the API. */
export function draftOfRule(
  rule: Json | undefined,
  formOf: (measure: string) => MeasureForm | undefined,
  next: NextKey,
): RuleDraft {
  const members = membersIn(rule);
  const inner = (one: Json): RuleDraft => draftOfRule(one, formOf, next);
  if ('all' in members) return { key: next(), kind: 'all', parts: listIn(members['all']).map(inner) };
  if ('any' in members) return { key: next(), kind: 'any', parts: listIn(members['any']).map(inner) };
  if ('not' in members) return { key: next(), kind: 'not', parts: [inner(members['not'] ?? {})] };
  const measure = textIn(members['measure']);
  const { value } = members;
  const given = value === undefined ? [] : Array.isArray(value) ? value : [value];
  return {
    ...{ key: next(), kind: 'condition', measure, op: textIn(members['op']) },
    values: given.map((one) => shownValue(one, formOf(measure)?.kind)),
    ...{ source: textIn(members['source']), grade: textIn(members['grade']) },
  };
}

/** A value as a person types it: sums in yuan. */
export function shownValue(value: Json, kind: string | undefined): string {
  return kind === 'fen' && typeof value === 'number' ? yuanOf(value) : String(value);
}

/** What a person typed as the value of a measure; undefined if it is none. */
export function valueIn(typed: string, kind: string | undefined): string | number | boolean | undefined {
  const text = typed.normalize('NFKC').trim();
  if (kind === 'fen') return fenIn(text);
  if (kind === 'count') return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
  if (kind === 'yes-no') return text === 'true' ? true : text === 'false' ? false : undefined;
  return text === '' ? undefined : text;
}

/** The rule that a draft says. What is missing stays away, and the API says so at its place. */
export function ruleOf(draft: RuleDraft, formOf: (measure: string) => MeasureForm | undefined): Json {
  if (draft.kind === 'not') {
    const [part] = draft.parts;
    return { not: part === undefined ? {} : ruleOf(part, formOf) };
  }
  if (draft.kind !== 'condition') return { [draft.kind]: draft.parts.map((part) => ruleOf(part, formOf)) };
  const { measure, op, values, source, grade } = draft;
  const kind = formOf(measure)?.kind;
  const read = values.map((one) => valueIn(one, kind)).filter((one) => one !== undefined);
  const value = takesList(op) ? read : read[0];
  const given = Object.entries({ measure, op, source: source.trim(), grade }).filter(([, text]) => text !== '');
  return { ...Object.fromEntries(given), ...(value !== undefined && read.length === values.length && { value }) };
}

/** The parts of a condition that are still to be filled in. */
export type Gap = 'measure' | 'op' | 'value' | 'source' | 'grade';

/** What is missing in one condition. */
export function gapsIn(condition: ConditionDraft, formOf: (measure: string) => MeasureForm | undefined): readonly Gap[] {
  const { measure, op, values, source, grade } = condition;
  const kind = formOf(measure)?.kind;
  const isRead = values.length > 0 && values.every((one) => valueIn(one, kind) !== undefined);
  const empty: Readonly<Record<Gap, boolean>> = {
    ...{ measure: measure === '', op: op === '', value: !isRead },
    ...{ source: source.trim() === '', grade: grade === '' },
  };
  return (['measure', 'op', 'value', 'source', 'grade'] as const).filter((gap) => empty[gap]);
}

/** All conditions of a draft in their order. */
export function conditionsIn(draft: RuleDraft): readonly ConditionDraft[] {
  return draft.kind === 'condition' ? [draft] : draft.parts.flatMap(conditionsIn);
}

/** A condition to begin with; its source is that of the last one, since most of a rule stands in one paper. */
export function newCondition(next: NextKey, like?: RuleDraft): ConditionDraft {
  const last = like === undefined ? undefined : conditionsIn(like).at(-1);
  return {
    ...{ key: next(), kind: 'condition', measure: '', op: '', values: [] },
    ...{ source: last?.source ?? '', grade: last?.grade ?? '' },
  };
}

/** Another measure: the comparison stays if it fits; the value goes. */
export function withMeasure(condition: ConditionDraft, measure: string, form: MeasureForm | undefined): ConditionDraft {
  const [first = '', ...others] = form?.operators ?? [];
  const op = [first, ...others].includes(condition.op) ? condition.op : first;
  return { ...condition, measure, op, values: [] };
}

/** Another comparison: a list becomes its first value where one is asked for. */
export function withOperator(condition: ConditionDraft, op: string): ConditionDraft {
  return { ...condition, op, values: takesList(op) ? condition.values : condition.values.slice(0, 1) };
}

/** The draft with one of its parts, found by its key, made another. */
export function changed(draft: RuleDraft, key: number, change: (part: RuleDraft) => RuleDraft): RuleDraft {
  if (draft.key === key) return change(draft);
  if (draft.kind === 'condition') return draft;
  return { ...draft, parts: draft.parts.map((part) => changed(part, key, change)) };
}

/** The draft without one of its parts; what combines nothing any more goes, too. @returns undefined if nothing is left */
export function without(draft: RuleDraft, key: number): RuleDraft | undefined {
  if (draft.key === key) return undefined;
  if (draft.kind === 'condition') return draft;
  const parts = draft.parts.map((part) => without(part, key)).filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : { ...draft, parts };
}

/** A part in another combination: what can stay in it does. A condition becomes the first of it. */
export function combined(part: RuleDraft, kind: Combination, next: NextKey): RuleDraft {
  if (part.kind === 'condition') return { key: next(), kind, parts: [part] };
  if (kind !== 'not' || part.parts.length === 1) return { ...part, kind };
  return { key: next(), kind, parts: [part] };
}
