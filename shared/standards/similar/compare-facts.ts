import type { Context } from '../../kernel/context.ts';
import { keysOf } from '../../kernel/lifecycle.ts';
import type { CaseFacts } from '../standard/case-facts.ts';
import { type MeasureName, measureOf, measures } from '../standard/measures.ts';
import { type Size, sizeOf, sums } from './size.ts';

/** How many points each difference counts. The policy has them (`similar.…`). */
export interface Points {
  /** One sum is twice the other. */
  readonly doubling: number;
  /** Added to both sums before that, in fen: small sums are all near each other. */
  readonly smallSum: number;
  /** One count is twice the other. */
  readonly countDoubling: number;
  /** The two have no sum by the same measure. */
  readonly otherMeasure: number;
  /** Whose accounts. */
  readonly owner: number;
  /** A test of knowledge or of serious consequences that came out otherwise. */
  readonly test: number;
  /** Juvenile, student, first offence. */
  readonly person: number;
  /** Known of one and not of the other. */
  readonly unknown: number;
}

/** The points in force now. */
export function pointsNow({ policy, now }: Pick<Context, 'policy' | 'now'>): Points {
  return {
    doubling: policy.amount('similar.doubling', now),
    smallSum: policy.amount('similar.small-sum', now),
    countDoubling: policy.amount('similar.count-doubling', now),
    otherMeasure: policy.amount('similar.other-measure', now),
    owner: policy.amount('similar.owner', now),
    test: policy.amount('similar.test', now),
    person: policy.amount('similar.person', now),
    unknown: policy.amount('similar.unknown', now),
  };
}

type Value = number | boolean | string;

/** A measure in which a decided case differs from the facts asked about. */
export interface Difference {
  readonly measure: MeasureName;
  /** The other measure that it is compared with, where the two have no sum by the same one. */
  readonly against?: MeasureName;
  /** Of the decided case; absent if it is not known there. */
  readonly decided?: Value;
  readonly points: number;
}

/** How far a decided case is from the facts asked about, and why. */
export interface Comparison {
  /** 0: the same facts. All points of the differences together. */
  readonly distance: number;
  readonly same: readonly MeasureName[];
  readonly differs: readonly Difference[];
}

/** Compares facts measure by measure. The distance is the same from either side. */
export function compareFacts(asked: CaseFacts, decided: CaseFacts, points: Points): Comparison {
  const crossed = differentSums(asked, decided, points);
  const known = keysOf(measures).filter(
    (measure) =>
      (asked[measure] !== undefined || decided[measure] !== undefined) &&
      measure !== crossed?.measure &&
      measure !== crossed?.against,
  );
  const isSame = (measure: MeasureName): boolean => asked[measure] === decided[measure];
  const differs = known.filter((measure) => !isSame(measure)).map((measure) => difference(measure, asked, decided, points));
  const all = crossed === undefined ? differs : [crossed, ...differs];
  return { distance: all.reduce((sum, one) => sum + one.points, 0), same: known.filter(isSame), differs: all };
}

function difference(measure: MeasureName, asked: CaseFacts, decided: CaseFacts, points: Points): Difference {
  const [one, other] = [asked[measure], decided[measure]];
  if (one === undefined || other === undefined)
    return { measure, ...(other === undefined ? {} : { decided: other }), points: points.unknown };
  return { measure, decided: other, points: apart(measure, one, other, points) };
}

/** Sums by different measures cannot be compared; that their figures are near still says something. */
function differentSums(asked: CaseFacts, decided: CaseFacts, points: Points): Difference | undefined {
  const [one, other]: readonly Size[] = [sizeOf(asked), sizeOf(decided)];
  if (one?.kind !== 'sum' || other?.kind !== 'sum') return undefined;
  if (sums.some((measure) => asked[measure] !== undefined && decided[measure] !== undefined)) return undefined;
  const far = points.otherMeasure + doublings(one.value, other.value, points.smallSum, points.doubling);
  return { measure: one.measure, against: other.measure, decided: other.value, points: far };
}

/** Juveniles and students are exceptions of many standards; they say nothing of the act. */
const ofPerson: ReadonlySet<MeasureName> = new Set(['juvenile', 'student', 'first-offence']);

function apart(measure: MeasureName, one: Value, other: Value, points: Points): number {
  const { kind } = measureOf(measure);
  if (typeof one === 'number' && typeof other === 'number')
    return kind === 'fen'
      ? doublings(one, other, points.smallSum, points.doubling)
      : doublings(one, other, 1, points.countDoubling);
  if (kind !== 'yes-no') return points.owner;
  return ofPerson.has(measure) ? points.person : points.test;
}

/** How often the one must be doubled to be the other, in points. @param small added to both, so that nothing is infinitely far from zero */
function doublings(one: number, other: number, small: number, points: number): number {
  return Math.round(points * Math.abs(Math.log2(one + small) - Math.log2(other + small)));
}
