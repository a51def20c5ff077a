import type { Actor } from '../../shared/kernel/context.ts';
import type { ApiCall, TestApi } from './api.ts';

/** The alert is of haidian, taken by chaoyang; haidian asked for the stop at bank-a. */
export const actors = {
  haidian: { agency: 'police-haidian', agencyKind: 'police', district: 'haidian', roles: ['officer'], subject: 'gao' },
  chaoyang: { agency: 'police-chaoyang', agencyKind: 'police', district: 'chaoyang', roles: ['duty-officer'], subject: 'shen' },
  changping: { agency: 'police-changping', agencyKind: 'police', district: 'changping', roles: ['officer'], subject: 'bai' },
  city: { agency: 'police-city', agencyKind: 'police', roles: ['supervisor'], subject: 'he' },
  administrator: { agency: 'police-city', agencyKind: 'police', roles: ['administrator'], subject: 'meng' },
  clerk: { agency: 'police-haidian', agencyKind: 'police', district: 'haidian', roles: ['clerk'], subject: 'wu' },
  bankA: { agency: 'bank-a', agencyKind: 'bank', roles: ['bank-system'], subject: 'bank-a' },
  bankB: { agency: 'bank-b', agencyKind: 'bank', roles: ['bank-liaison'], subject: 'bank-b' },
  prosecutor: {
    agency: 'procuratorate-haidian',
    agencyKind: 'procuratorate',
    district: 'haidian',
    roles: ['prosecutor'],
    subject: 'xu',
  },
  judge: { agency: 'court-city', agencyKind: 'court', roles: ['judge'], subject: 'court' },
  regulator: { agency: 'regulator', agencyKind: 'regulator', roles: ['regulator-reader'], subject: 'regulator' },
  town: { agency: 'town-x', agencyKind: 'town', district: 'haidian', roles: ['town-officer'], subject: 'town' },
  operator: { agency: 'operator-huabei', agencyKind: 'operator', roles: ['operator-system'], subject: 'operator' },
  provider: { agency: 'provider-sms', agencyKind: 'provider', roles: ['provider-system'], subject: 'provider' },
  partner: { agency: 'police-hebei', agencyKind: 'partner', roles: ['partner-officer'], subject: 'jing' },
  /** Says it is a bank, with the roles of police. */
  pretender: { agency: 'bank-b', agencyKind: 'bank', roles: ['officer', 'supervisor', 'administrator'], subject: 'x' },
} as const satisfies Readonly<Record<string, Actor>>;
export type Name = keyof typeof actors;
export const names = Object.keys(actors) as Name[];

/** The callers who are let in; of the others, those who get 403, and those who get 404. */
export interface Expected {
  readonly yes: readonly Name[];
  readonly forbidden: 'everyone else' | readonly Name[];
}

/** A context's part of the matrix of routes and callers. */
export interface AccessPart {
  /** By operation. Written by hand, from what the field asks for: not derived from the policy it tests. */
  readonly rows: Readonly<Record<string, Expected>>;
  /** Makes what the operations are about, and gives the ids that stand in their paths. */
  readonly prepare: (api: TestApi, ids: Readonly<Record<string, string>>) => Promise<Readonly<Record<string, string>>>;
  /** A valid call of each operation, so that only access decides. */
  readonly calls: (ids: Readonly<Record<string, string>>) => Readonly<Record<string, ApiCall>>;
}
