import type { Role } from './roles.ts';

/**
 * Who may do what to what, and what of it they see. The whole of it is this table: every route names an action,
 * `decide-access.ts` answers from the rows, `docs/access.md` is drawn from them, and the access tests walk them.
 */

/** What an action is done to. `none`: to nothing that exists yet, or to what every caller may know. */
export type ThingKind = 'none' | 'alert' | 'freeze-request' | 'order' | 'bank' | 'district' | 'stream';

/**
 * How the caller's agency stands to the thing.
 * `any`: no relation needed · `city`: an agency without a district, for all of the city · `own-district`: the thing's district is the
 * agency's · `own-agency`: the agency raised it or answers for it · `addressed-bank`: the order is to this bank · `self`: the thing is the agency.
 */
export type Relation = 'any' | 'city' | 'own-district' | 'own-agency' | 'addressed-bank' | 'self';

/**
 * Which fields are shown. `full`: everything but secrets · `bank`: what a bank needs to execute, no victim, no other bank's order ·
 * `contact`: name and duty phone · `name`: name alone · `figures`: counts and sums.
 */
export type FieldSet = 'full' | 'bank' | 'contact' | 'name' | 'figures';

export interface AccessRow {
  readonly agencyKind: 'police' | 'bank' | 'procuratorate' | 'court' | 'regulator' | 'town';
  /** Any one of these. */
  readonly roles: readonly Role[];
  readonly relation: Relation;
  readonly fields: FieldSet;
}

const policeRoles = ['officer', 'duty-officer', 'supervisor', 'approver'] as const;
const bankRoles = ['bank-system', 'bank-liaison'] as const;

/** Police see what is of their district, what they raised or answer for themselves, and, at the city command, everything. */
const policeOfThing = [
  { agencyKind: 'police', roles: policeRoles, relation: 'own-district', fields: 'full' },
  { agencyKind: 'police', roles: policeRoles, relation: 'own-agency', fields: 'full' },
  { agencyKind: 'police', roles: policeRoles, relation: 'city', fields: 'full' },
] as const satisfies readonly AccessRow[];

const policeOfDistrict = [
  { agencyKind: 'police', roles: policeRoles, relation: 'own-district', fields: 'full' },
  { agencyKind: 'police', roles: policeRoles, relation: 'city', fields: 'full' },
] as const satisfies readonly AccessRow[];

const addressedBank = [
  { agencyKind: 'bank', roles: bankRoles, relation: 'addressed-bank', fields: 'bank' },
] as const satisfies readonly AccessRow[];

const everybodyElse = [
  { agencyKind: 'bank', roles: bankRoles, relation: 'any', fields: 'name' },
  { agencyKind: 'procuratorate', roles: ['prosecutor'], relation: 'any', fields: 'name' },
  { agencyKind: 'court', roles: ['judge'], relation: 'any', fields: 'name' },
  { agencyKind: 'regulator', roles: ['regulator-reader'], relation: 'any', fields: 'name' },
  { agencyKind: 'town', roles: ['town-officer'], relation: 'any', fields: 'name' },
] as const satisfies readonly AccessRow[];

const cityAdministrator = { agencyKind: 'police', roles: ['administrator'], relation: 'city', fields: 'full' } as const;
const policeContact = {
  agencyKind: 'police',
  roles: [...policeRoles, 'administrator'],
  relation: 'any',
  fields: 'contact',
} as const;
const bankItself = { agencyKind: 'bank', roles: bankRoles, relation: 'self', fields: 'full' } as const;

/** The policy. The first row that fits decides which fields are shown. */
export const accessPolicy = {
  // Police of any district take any alarm: they act first and hand over after.
  'alert.raise': { on: 'none', rows: [{ agencyKind: 'police', roles: policeRoles, relation: 'any', fields: 'full' }] },
  'alert.read': { on: 'alert', rows: policeOfThing },
  'alert.list': { on: 'district', rows: policeOfDistrict },
  'freeze.request': { on: 'alert', rows: policeOfThing },
  'freeze-request.read': { on: 'freeze-request', rows: policeOfThing },
  'freeze-request.list': { on: 'district', rows: policeOfDistrict },
  'order.read': { on: 'order', rows: policeOfThing },
  'order.trace': { on: 'order', rows: policeOfThing },
  'order.extend': { on: 'order', rows: policeOfThing },
  'order.release': { on: 'order', rows: policeOfThing },
  'order.freeze': { on: 'order', rows: policeOfThing },
  'order.renew': { on: 'order', rows: policeOfThing },
  'order.unfreeze': { on: 'order', rows: policeOfThing },
  'order.correct': { on: 'order', rows: policeOfThing },
  'order.document': { on: 'order', rows: policeOfThing },
  'order.line-up': { on: 'order', rows: policeOfThing },
  'bank-order.list': { on: 'none', rows: [{ agencyKind: 'bank', roles: bankRoles, relation: 'any', fields: 'bank' }] },
  'bank-order.read': { on: 'order', rows: addressedBank },
  'bank-order.answer': { on: 'order', rows: addressedBank },
  'bank.report': { on: 'none', rows: [{ agencyKind: 'bank', roles: bankRoles, relation: 'any', fields: 'bank' }] },
  'bank.list': { on: 'none', rows: [cityAdministrator, policeContact, ...everybodyElse] },
  'bank.read': { on: 'bank', rows: [bankItself, cityAdministrator, policeContact, ...everybodyElse] },
  'bank.register': { on: 'bank', rows: [bankItself, cityAdministrator] },
  'stats.read': {
    on: 'district',
    rows: [
      { agencyKind: 'police', roles: policeRoles, relation: 'own-district', fields: 'figures' },
      { agencyKind: 'police', roles: policeRoles, relation: 'city', fields: 'figures' },
      { agencyKind: 'regulator', roles: ['regulator-reader'], relation: 'any', fields: 'figures' },
    ],
  },
  'audit.read': { on: 'stream', rows: [...policeOfThing, bankItself] },
  'policy.read': { on: 'none', rows: [policeContact, ...everybodyElse] },
} as const satisfies Readonly<Record<string, { readonly on: ThingKind; readonly rows: readonly AccessRow[] }>>;

export type Action = keyof typeof accessPolicy;
