import type { CallerKind } from '../kernel/context.ts';
import type { Role } from './roles.ts';

/**
 * How the caller's agency stands to the thing. `any`: no relation needed · `city`: an agency without a district, for all of the city ·
 * `own-district`: the thing's district is the agency's · `own-agency`: the agency raised it or answers for it · `addressed-bank`: the order
 * is to this bank · `self`: the thing is the agency. `granted`: an agency that answers for it has shared it with the agency, or with this
 * person or role of it, and the share is in force. `aimed-at`: the measure is on the agency. `desk`: it lies on a desk that the caller sits
 * at. `party`: the agency takes part in it, as convener, because it accepted, as a responsible unit, or called to an interview · `invited`:
 * it was asked to, and has not accepted. `deputy`: the agency that answers for it has named this agency to act in its place.
 * `supervises`: the thing was put to the procuratorate of the agency's district, or to any, if the agency is for the city.
 * `reading-district`: the thing was of the agency's district before it was handed over, or its alarm is now.
 */
export type Relation =
  | 'any'
  | 'city'
  | 'own-district'
  | 'reading-district'
  | 'own-agency'
  | 'addressed-bank'
  | 'self'
  | 'granted'
  | 'desk'
  | 'aimed-at'
  | 'party'
  | 'invited'
  | 'deputy'
  | 'supervises';

/**
 * Which fields are shown. `full`: everything but secrets · `bank`: what a bank needs to execute, no victim, no other bank's order ·
 * `contact`: name and duty phone · `name`: name alone · `figures`: counts and sums · `own-figures`: those of the agency, and the city's in all · `granted`: the parts that the grants name ·
 * `lead`: what its target needs to work on it, not where it came from · `invitation`: the subject of the invitation, and nothing that was said or shown there · `person`: what the person who objects is entitled to.
 */
export type FieldSet =
  | 'full'
  | 'bank'
  | 'contact'
  | 'name'
  | 'figures'
  | 'own-figures'
  | 'granted'
  | 'invitation'
  | 'person'
  | 'lead';

export interface AccessRow {
  readonly agencyKind: CallerKind;
  /** Any one of these. */
  readonly roles: readonly Role[];
  readonly relation: Relation;
  readonly fields: FieldSet;
}

export const policeRoles = ['officer', 'duty-officer', 'supervisor', 'approver'] as const;
export const bankRoles = ['bank-system', 'bank-liaison'] as const;

/** Police see the things of their district, those they raised or answer for themselves, and, at the city command, everything. */
export const policeOfThing = [
  { agencyKind: 'police', roles: policeRoles, relation: 'own-district', fields: 'full' },
  { agencyKind: 'police', roles: policeRoles, relation: 'own-agency', fields: 'full' },
  { agencyKind: 'police', roles: policeRoles, relation: 'city', fields: 'full' },
] as const satisfies readonly AccessRow[];

/** Police who read a thing of a handed-over alarm: besides those who work on it, those of its other districts. */
export const readersOfThing = [
  ...policeOfThing,
  { agencyKind: 'police', roles: policeRoles, relation: 'reading-district', fields: 'full' },
] as const satisfies readonly AccessRow[];

export const policeOfDistrict = [
  { agencyKind: 'police', roles: policeRoles, relation: 'own-district', fields: 'full' },
  { agencyKind: 'police', roles: policeRoles, relation: 'city', fields: 'full' },
] as const satisfies readonly AccessRow[];

export const addressedBank = [
  { agencyKind: 'bank', roles: bankRoles, relation: 'addressed-bank', fields: 'bank' },
] as const satisfies readonly AccessRow[];

/** Every bank, for its own things: its token says which bank it is. */
export const anyBank = [
  { agencyKind: 'bank', roles: bankRoles, relation: 'any', fields: 'bank' },
] as const satisfies readonly AccessRow[];

export const everybodyElse = [
  { agencyKind: 'bank', roles: bankRoles, relation: 'any', fields: 'name' },
  { agencyKind: 'procuratorate', roles: ['prosecutor'], relation: 'any', fields: 'name' },
  { agencyKind: 'court', roles: ['judge'], relation: 'any', fields: 'name' },
  { agencyKind: 'regulator', roles: ['regulator-reader'], relation: 'any', fields: 'name' },
  { agencyKind: 'town', roles: ['town-officer'], relation: 'any', fields: 'name' },
  { agencyKind: 'operator', roles: ['operator-system'], relation: 'any', fields: 'name' },
  { agencyKind: 'provider', roles: ['provider-system'], relation: 'any', fields: 'name' },
  { agencyKind: 'partner', roles: ['partner-officer'], relation: 'any', fields: 'name' },
] as const satisfies readonly AccessRow[];

export const cityAdministrator = { agencyKind: 'police', roles: ['administrator'], relation: 'city', fields: 'full' } as const;
export const policeContact = {
  agencyKind: 'police',
  roles: [...policeRoles, 'administrator'],
  relation: 'any',
  fields: 'contact',
} as const;
export const bankItself = { agencyKind: 'bank', roles: bankRoles, relation: 'self', fields: 'full' } as const;

type Who = Pick<AccessRow, 'agencyKind' | 'roles'>;

/** The agencies that consult on a case. Only the parties of a consultation read what is said there. */
export const counsel: readonly Who[] = [
  { agencyKind: 'police', roles: policeRoles },
  { agencyKind: 'procuratorate', roles: ['prosecutor'] },
  { agencyKind: 'court', roles: ['judge'] },
];
/** The roles that speak for an agency. */
export const spokesmen: readonly Who[] = [
  { agencyKind: 'police', roles: ['supervisor', 'approver'] },
  { agencyKind: 'procuratorate', roles: ['prosecutor'] },
  { agencyKind: 'court', roles: ['judge'] },
];

export function rowsOf(who: readonly Who[], relation: Relation, fields: FieldSet = 'full'): readonly AccessRow[] {
  return who.map((one) => ({ ...one, relation, fields }));
}

/** Prosecutors of an agency that some part of the case is shared with. */
export const prosecutorsGranted = [
  { agencyKind: 'procuratorate', roles: ['prosecutor'], relation: 'granted', fields: 'granted' },
] as const satisfies readonly AccessRow[];

/** The receivers that a case can be shared with. A bank gets its orders, and nothing of the case behind them. */
export const granted = [
  { agencyKind: 'police', roles: policeRoles, relation: 'granted', fields: 'granted' },
  { agencyKind: 'procuratorate', roles: ['prosecutor'], relation: 'granted', fields: 'granted' },
  { agencyKind: 'court', roles: ['judge'], relation: 'granted', fields: 'granted' },
  { agencyKind: 'regulator', roles: ['regulator-reader'], relation: 'granted', fields: 'granted' },
  { agencyKind: 'town', roles: ['town-officer'], relation: 'granted', fields: 'granted' },
] as const satisfies readonly AccessRow[];

/** Those who may ask for more of a case: the agencies and roles with which it can be shared. */
export const askers: readonly Who[] = granted.map(({ agencyKind, roles }) => ({ agencyKind, roles }));

export const anyBanks: readonly Who[] = [{ agencyKind: 'bank', roles: bankRoles }];
export const operators: readonly Who[] = [{ agencyKind: 'operator', roles: ['operator-system'] }];
export const regulators: readonly Who[] = [{ agencyKind: 'regulator', roles: ['regulator-reader'] }];
export const prosecutors: readonly Who[] = [{ agencyKind: 'procuratorate', roles: ['prosecutor'] }];

/** All who apply or oversee standards may read them. */
export const standardReaders: readonly Who[] = [
  { agencyKind: 'police', roles: [...policeRoles, 'administrator'] },
  { agencyKind: 'procuratorate', roles: ['prosecutor'] },
  { agencyKind: 'court', roles: ['judge'] },
  { agencyKind: 'regulator', roles: ['regulator-reader'] },
];
export const standardKeepers: readonly Who[] = [
  { agencyKind: 'police', roles: ['administrator'] },
  { agencyKind: 'procuratorate', roles: ['prosecutor'] },
];
export const proposers: readonly Who[] = [
  { agencyKind: 'police', roles: ['supervisor', 'approver', 'administrator'] },
  { agencyKind: 'procuratorate', roles: ['prosecutor'] },
];
export const deciders: readonly Who[] = [
  { agencyKind: 'police', roles: policeRoles },
  { agencyKind: 'procuratorate', roles: ['prosecutor'] },
];
export const decisionReaders: readonly Who[] = [...deciders, { agencyKind: 'court', roles: ['judge'] }];

/** The supervisors of listed cases and of the districts, for all of the city (督办). */
export const supervisors: readonly Who[] = [{ agencyKind: 'police', roles: ['supervisor', 'approver'] }];
export const anyPolice: readonly Who[] = [{ agencyKind: 'police', roles: policeRoles }];
/** Police of other provinces and other services that work on leads of a campaign. */
export const partners: readonly Who[] = [{ agencyKind: 'partner', roles: ['partner-officer'] }];
export const rankers: readonly Who[] = [{ agencyKind: 'police', roles: ['supervisor', 'approver', 'administrator'] }];
/** The agencies that run outlets: banks, and telecom operators with their shops. */
export const outletRunners: readonly Who[] = [
  { agencyKind: 'bank', roles: bankRoles },
  { agencyKind: 'operator', roles: ['operator-system'] },
];
/** The agencies that a regional measure can be on, besides police: towns, and banks and operators for their outlets. */
export const correctors: readonly Who[] = [{ agencyKind: 'town', roles: ['town-officer'] }, ...outletRunners];

/** Those whose systems see that a person is about to be defrauded. */
export const clueSources: readonly Who[] = [
  { agencyKind: 'police', roles: policeRoles },
  { agencyKind: 'bank', roles: bankRoles },
  { agencyKind: 'operator', roles: ['operator-system'] },
];
export const townOfficers: readonly Who[] = [{ agencyKind: 'town', roles: ['town-officer'] }];
export const providers: readonly Who[] = [{ agencyKind: 'provider', roles: ['provider-system'] }];

/** All callers of Cordon, of any agency. */
export const everybody: readonly Who[] = [
  { agencyKind: 'police', roles: [...policeRoles, 'administrator'] },
  { agencyKind: 'bank', roles: bankRoles },
  { agencyKind: 'procuratorate', roles: ['prosecutor'] },
  { agencyKind: 'court', roles: ['judge'] },
  { agencyKind: 'regulator', roles: ['regulator-reader'] },
  { agencyKind: 'town', roles: ['town-officer'] },
  { agencyKind: 'operator', roles: ['operator-system'] },
  { agencyKind: 'provider', roles: ['provider-system'] },
  { agencyKind: 'partner', roles: ['partner-officer'] },
];
/** The roles that answer for an agency's systems. Banks have endpoints of their own. */
export const webhookKeepers: readonly Who[] = [
  { agencyKind: 'police', roles: ['supervisor', 'administrator'] },
  { agencyKind: 'procuratorate', roles: ['prosecutor'] },
  { agencyKind: 'court', roles: ['judge'] },
  { agencyKind: 'regulator', roles: ['regulator-reader'] },
  { agencyKind: 'town', roles: ['town-officer'] },
  { agencyKind: 'operator', roles: ['operator-system'] },
  { agencyKind: 'provider', roles: ['provider-system'] },
  { agencyKind: 'partner', roles: ['partner-officer'] },
];
