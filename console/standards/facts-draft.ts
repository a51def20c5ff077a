import type { Json } from '../forms/schema.ts';
import { type MeasureForm, shownValue, valueIn } from './rule-draft.ts';

/** One known fact of a case, as it is typed. */
export interface FactDraft {
  readonly key: number;
  readonly measure: string;
  readonly value: string;
}

type FormOf = (measure: string) => MeasureForm | undefined;

/** The rows that show facts of the API. */
export function factDrafts(facts: Json | undefined, formOf: FormOf, next: () => number): readonly FactDraft[] {
  const members = typeof facts === 'object' && facts !== null && !Array.isArray(facts) ? Object.entries(facts) : [];
  return members.map(([measure, value]) => ({ key: next(), measure, value: shownValue(value, formOf(measure)?.kind) }));
}

/** The facts that the rows say; a value that cannot be read goes as it was typed, and the API says that it does not fit. */
export function factsOf(rows: readonly FactDraft[], formOf: FormOf): Json {
  const given = rows.filter(({ measure, value }) => measure !== '' && value.trim() !== '');
  return Object.fromEntries(given.map(({ measure, value }) => [measure, valueIn(value, formOf(measure)?.kind) ?? value]));
}
