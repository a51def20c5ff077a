import { canonicalJson } from '../kernel/canonical.ts';
import { districts } from '../kernel/context.ts';
import type { StandardContent } from './content.ts';
import { type Criterion, levelOf, type Place } from './criteria.ts';
import type { Belief, Standard } from './model.ts';
import type { Rule } from './rule.ts';

/** A standard, and for which days it is held to hold. */
export interface InForce {
  readonly standard: Standard;
  readonly belief: Belief;
}

/** What standards are compared by. */
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

/** Where places differ: each value, and who has it. */
export interface Divergence {
  readonly field: ComparedField;
  /** Whether districts differ among themselves, and not only from the city or the nation. */
  readonly amongDistricts: boolean;
  /** The places that agree with each other, those of whom there are most first. */
  readonly groups: readonly { readonly value?: unknown; readonly places: readonly Place[] }[];
}

/** One line of the matrix: a criterion, what each place has, and where they differ. */
export interface MatrixRow {
  readonly criterion: Criterion;
  readonly cells: readonly (InForce & { readonly diverges: readonly ComparedField[] })[];
  readonly divergences: readonly Divergence[];
  /** Districts that have no standard for it. */
  readonly without: readonly Place[];
}

/**
 * The standards of a criterion side by side. A cell diverges in a field where most districts have something else; of two values that
 * equally many have, the one named first counts as what most have.
 */
export function matrixRow(criterion: Criterion, inForce: readonly InForce[]): MatrixRow {
  const divergences = comparedFields.flatMap((field) => divergenceIn(field, inForce));
  return {
    criterion,
    cells: inForce.map((one) => ({
      ...one,
      diverges: divergences.filter(({ groups }) => !groups[0]?.places.includes(one.standard.place)).map(({ field }) => field),
    })),
    divergences,
    without: districts.filter((district) => !inForce.some(({ standard }) => standard.place === district)),
  };
}

function divergenceIn(field: ComparedField, inForce: readonly InForce[]): readonly Divergence[] {
  const groups = [...Map.groupBy(inForce, ({ standard }) => canonicalJson(comparable(field, standard) ?? null)).values()];
  if (groups.length < 2) return [];
  const ordered = groups.toSorted((a, b) => districtsIn(b) - districtsIn(a));
  return [
    {
      field,
      amongDistricts: groups.filter((group) => districtsIn(group) > 0).length > 1,
      groups: ordered.map((group) => {
        const [first] = group;
        const value = first === undefined ? undefined : comparable(field, first.standard);
        return { ...(value === undefined ? {} : { value }), places: group.map(({ standard }) => standard.place) };
      }),
    },
  ];
}

function districtsIn(group: readonly InForce[]): number {
  return group.filter(({ standard }) => levelOf(standard.place) === 'district').length;
}

/** What of a standard is compared: rules without the sources they rest on, since two may say the same by different papers. */
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
