import type { Call, Rejection } from '../../shared/http/api-request.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { impossible } from '../../shared/kernel/impossible.ts';
import type { WorkArea } from '../../shared/warnings/bodies.ts';
import type { Area } from '../../shared/warnings/keys.ts';
import type { WarningLevel } from '../../shared/warnings/warning-model.ts';

export interface AreaAsked {
  readonly kind: 'area';
  readonly area: Area;
}

/**
 * The area in which the caller works: the level asked for, by default the caller's own, in the caller's district or the one that police of
 * the city name; for a subdistrict or town itself.
 *
 * @returns the area, AREA_MISSING where police of the city name no district, or why the caller may not work there
 */
export function areaOf(call: Call, { level = ownLevel(call.actor), district, station }: WorkArea): AreaAsked | Rejection {
  const { actor } = call;
  if (actor.agencyKind === 'town') {
    const access = call.allowed({ agencies: [actor.agency] });
    if (access.kind === 'refusal') return access;
    return level === 'community' ? { kind: 'area', area: { level, community: actor.agency } } : refuse('ACTION_NOT_ALLOWED');
  }
  const of = district ?? actor.district;
  const access = call.allowed(level === 'city' || of === undefined ? {} : { district: of });
  if (access.kind === 'refusal') return access;
  if (level === 'city') return { kind: 'area', area: { level } };
  if (level === 'community') return refuse('ACTION_NOT_ALLOWED');
  if (of === undefined) return refuse('AREA_MISSING', { paths: ['/district'] });
  return { kind: 'area', area: { level, district: of, ...(level === 'station' ? { station } : {}) } };
}

/** The level of a caller who names none: the highest of those at which the caller works. */
function ownLevel(actor: Actor): WarningLevel {
  return levelsOf(actor).at(-1) ?? impossible('a caller without a level');
}

/** The levels at which an actor works, the nearest to the person first. */
export function levelsOf({ agencyKind, district }: Pick<Actor, 'agencyKind' | 'district'>): readonly WarningLevel[] {
  if (agencyKind === 'town') return ['community'];
  return district === undefined ? ['station', 'sub-bureau', 'city'] : ['station', 'sub-bureau'];
}
