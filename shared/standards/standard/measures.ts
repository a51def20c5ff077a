import * as z from 'zod';
import { keysOf } from '../../kernel/lifecycle.ts';

/**
 * The kinds of number that a case's facts can have. `fen`: money in fen · `count`: how many · `yes-no`: true or false · the others: one of
 * the words listed.
 */
export type MeasureKind = 'fen' | 'count' | 'yes-no' | readonly [string, ...string[]];

interface Measure {
  readonly kind: MeasureKind;
  /** Lawful funds count against it if a standard deducts them. */
  readonly isFlow?: true;
}

const flow = { kind: 'fen', isFlow: true } as const;

/**
 * Every measure. A rule, or a case's facts, over any other is refused. A published name keeps its meaning, which stands in
 * `measure-texts.ts`: most functions only need the names.
 */
export const measures = {
  settlement: flow,
  'one-way-inflow': flow,
  'two-way-flow': flow,
  'illegal-gain': { kind: 'fen' },
  'traced-to-fraud': { kind: 'fen' },
  'lawful-funds': { kind: 'fen' },
  'funds-provided': { kind: 'fen' },
  'account-count': { kind: 'count' },
  'bank-card-count': { kind: 'count' },
  'phone-card-count': { kind: 'count' },
  'assisted-count': { kind: 'count' },
  'victim-count': { kind: 'count' },
  'account-owner': { kind: ['own', 'others', 'company'] },
  juvenile: { kind: 'yes-no' },
  student: { kind: 'yes-no' },
  'first-offence': { kind: 'yes-no' },
  'warned-by-authority': { kind: 'yes-no' },
  'ignored-reports': { kind: 'yes-no' },
  'abnormal-price': { kind: 'yes-no' },
  'tools-for-crime-only': { kind: 'yes-no' },
  'evaded-supervision': { kind: 'yes-no' },
  'punished-within-two-years': { kind: 'yes-no' },
  'crime-with-serious-consequences': { kind: 'yes-no' },
} as const satisfies Readonly<Record<string, Measure>>;

export type MeasureName = keyof typeof measures;

/** The name of a measure. */
export const MeasureName = z.enum(keysOf(measures));

/** Whether there is a measure of this name. */
export function isMeasure(name: string): name is MeasureName {
  return Object.hasOwn(measures, name);
}

/** What is known of a measure. */
export function measureOf(name: MeasureName): Measure {
  return measures[name];
}
