import { whoMay } from '../../shared/access/who-may.ts';
import type { Named } from '../../shared/agencies/named.ts';
import type { AgencyKind } from '../../shared/kernel/context.ts';
import type { IssueMeasure, MeasureTarget } from '../../shared/regional/measure/measure-model.ts';

/**
 * The kinds of agency that answer for the target of a measure: for a district its police, for an outlet its bank or operator, for a firm its
 * bank.
 */
const answering = {
  district: ['police'],
  town: ['town'],
  outlet: ['bank', 'operator'],
  firm: ['bank'],
} as const satisfies Readonly<Record<MeasureTarget['kind'], readonly AgencyKind[]>>;

/** The agencies that a first step names. */
export function namedIn(body: Pick<IssueMeasure, 'target' | 'jointWith'>): readonly Named[] {
  const { agency, kind, district } = body.target;
  if (agency === undefined) return joined(body);
  const kinds = new Map(answering[kind].map((one): [AgencyKind, readonly string[]] => [one, []]));
  const where = kinds.has('bank') ? {} : { of: district };
  return [{ agency, path: '/target/agency', kinds, ...where }, ...joined(body)];
}

/** The agencies that also sit at an interview (联合约谈): any agency with a desk. */
export function joined({ jointWith }: Pick<IssueMeasure, 'jointWith'>): readonly Named[] {
  const kinds = whoMay('inbox.read', 'any');
  return jointWith.map((agency, place) => ({ agency, path: `/jointWith/${place}`, kinds }));
}
