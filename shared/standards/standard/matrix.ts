import { canonicalJson } from '../../kernel/canonical.ts';
import { districts } from '../../kernel/context.ts';
import { defined } from '../../kernel/defined.ts';
import type { StandardContent } from './content.ts';
import { type Criterion, levelOf, type Place } from './criteria.ts';
import type { MeasureName } from './measures.ts';
import type { Belief, Standard } from './model.ts';
import type { Rule } from './rule.ts';

/** A standard, and the days for which it is believed to hold. */
export interface InForce {
  readonly standard: Standard;
  readonly belief: Belief;
}

/** The members by which standards are compared. */
export const comparedFields = [
  'offence',
  'measure',
  'threshold',
  'minimumTracedFen',
  'accounts',
  'lawfulFundsDeducted',
  'amount',
  'knowledge',
  'consequences',
  'exceptions',
] as const;
export type ComparedField = (typeof comparedFields)[number];

/** Places that agree with each other. */
interface PlaceGroup {
  /** The measure of the threshold. Thresholds of different measures cannot be compared, even if they are equal numbers. */
  readonly measure?: MeasureName;
  readonly value?: unknown;
  readonly places: readonly Place[];
}

/** The fields in which places differ: each value, and the places that have it. */
export interface Divergence {
  readonly field: ComparedField;
  /** Whether districts differ among themselves, and not only from the city or the nation. */
  readonly amongDistricts: boolean;
  /** The measure that most districts have comes first, and in it the value that most of them have. */
  readonly groups: readonly PlaceGroup[];
}

/** One line of the matrix: a criterion, the value of each place, and where they differ. */
export interface MatrixRow {
  readonly criterion: Criterion;
  readonly cells: readonly (InForce & { readonly diverges: readonly ComparedField[] })[];
  readonly divergences: readonly Divergence[];
  /** Districts that have no standard for it. */
  readonly without: readonly Place[];
}

/**
 * The standards of a criterion side by side. A cell diverges in a field if most districts have something else; of two values that equally
 * many have, the one named first counts as that of most. Thresholds are compared with those of the same measure only.
 */
export function matrixRow(criterion: Criterion, inForce: readonly InForce[]): MatrixRow {
  const compared = comparedFields.map((field) => ({ field, likes: likesOf(field, inForce) }));
  return {
    criterion,
    cells: inForce.map((one) => ({
      ...one,
      diverges: compared.filter(({ likes }) => likes.some((like) => strays(like, one))).map(({ field }) => field),
    })),
    divergences: compared.flatMap(({ field, likes }) => divergenceIn(field, likes)),
    without: districts.filter((district) => !inForce.some(({ standard }) => standard.place === district)),
  };
}

/** Standards that say the same. */
type Group = readonly InForce[];
/** Groups that are compared with each other; the value of most districts comes first. */
type Like = readonly Group[];

/** The pairs that are compared: thresholds of one measure with each other, in every other field all with all. */
function likesOf(field: ComparedField, inForce: readonly InForce[]): readonly Like[] {
  const alike = Map.groupBy(inForce, ({ standard }) => (field === 'threshold' ? standard.measure : undefined));
  return [...alike.values()]
    .toSorted((a, b) => districtsIn(b) - districtsIn(a))
    .map((like) =>
      [...Map.groupBy(like, ({ standard }) => canonicalJson(comparable(field, standard) ?? null)).values()].toSorted(
        (a, b) => districtsIn(b) - districtsIn(a),
      ),
    );
}

function strays(like: Like, one: InForce): boolean {
  return like.slice(1).some((group) => group.includes(one));
}

function divergenceIn(field: ComparedField, likes: readonly Like[]): readonly Divergence[] {
  if (likes.every((like) => like.length < 2)) return [];
  const amongDistricts = likes.some((like) => like.filter((group) => districtsIn(group) > 0).length > 1);
  return [{ field, amongDistricts, groups: likes.flat().map((group) => placesOf(field, group)) }];
}

function placesOf(field: ComparedField, group: Group): PlaceGroup {
  const standard = group[0]?.standard;
  const value = standard === undefined ? undefined : comparable(field, standard);
  const measure = field === 'threshold' ? standard?.measure : undefined;
  return {
    ...defined({ measure, value }),
    places: group.map(({ standard: { place } }) => place),
  };
}

function districtsIn(group: Group): number {
  return group.filter(({ standard }) => levelOf(standard.place) === 'district').length;
}

/** The compared part of a standard: rules without their sources, since two may say the same by different papers. */
function comparable(field: ComparedField, content: StandardContent): unknown {
  switch (field) {
    case 'amount':
    case 'knowledge':
    case 'consequences': {
      const rule = content[field];
      return rule === undefined ? undefined : bare(rule);
    }
    case 'exceptions':
      return content.exceptions.map(({ name, when }) => ({ name, when: bare(when) }));
    case 'accounts':
      return content.accounts.toSorted();
    default:
      return content[field];
  }
}

function bare(rule: Rule): unknown {
  if ('all' in rule) return { all: rule.all.map(bare) };
  if ('any' in rule) return { any: rule.any.map(bare) };
  if ('not' in rule) return { not: bare(rule.not) };
  const { measure, op, value } = rule;
  return { measure, op, value };
}
