import type { CaseFact } from '../../shared/cases/case-facts.ts';
import type { Case, CaseAlert, CaseFiling, Grant, ShareCase } from '../../shared/cases/model.ts';
import { Cases } from '../../shared/cases/streams.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { makeId } from '../../shared/kernel/ids.ts';
import { epoch } from '../../shared/kernel/time.ts';
import { stateOf } from './given.ts';
import { hour, id, minute, officers, T0 } from './samples.ts';

/** Police of the case's district, a prosecutor who may get a share, and police without any part in it. */
export const haidian: Actor = {
  agency: 'police-haidian',
  agencyKind: 'police',
  district: 'haidian',
  roles: ['officer'],
  subject: 'gao',
};
export const chaoyang: Actor = {
  agency: 'police-chaoyang',
  agencyKind: 'police',
  district: 'chaoyang',
  roles: ['officer'],
  subject: 'shen',
};
export const city: Actor = { agency: 'police-city', agencyKind: 'police', roles: ['supervisor'], subject: 'he' };
export const prosecutor: Actor = {
  ...{ agency: 'procuratorate-haidian', agencyKind: 'procuratorate', district: 'haidian' },
  ...{ roles: ['prosecutor'], subject: 'xu' },
};
export const colleague: Actor = { ...prosecutor, subject: 'yang' };

type CaseIdPrefix = 'cas' | 'grt' | 'itm';

/** A made-up id that is the same for the same number. */
export function caseIdOf(prefix: CaseIdPrefix, number: number): string {
  return makeId(prefix, epoch(T0), () => Uint8Array.of(2, 2, 2, 2, 2, 2, 2, 2, Math.floor(number / 256) % 256, number % 256));
}

export const filing: CaseFiling = {
  caseNumber: 'A1101082026110001',
  filedAt: minute(20),
  decisionNumber: '京公海立字〔2026〕1号',
};

export function caseAlertOf(over: Partial<CaseAlert> = {}): CaseAlert {
  return {
    ...{ alertId: id('alt', 1), reference: 'HD-261122-7K3Q9M', district: 'haidian', grade: 2, receivedAt: T0 },
    ...{ fraudType: 'impersonation-of-police', lossFen: 45_540_000 },
    ...over,
  };
}

export function grantOf(over: Partial<Grant> = {}): Grant {
  return {
    ...{ grantId: caseIdOf('grt', 1), agency: prosecutor.agency, persons: [], roles: [], parts: ['summary', 'timeline'] },
    ...{ purpose: 'opinion on the nature of the act', until: hour(24), grantedAt: minute(30), grantedBy: haidian.agency },
    ...over,
  };
}

export function shareInput(over: Partial<ShareCase> = {}): ShareCase {
  return {
    ...{ agency: prosecutor.agency, persons: [], roles: [], parts: ['summary', 'timeline'] },
    ...{ purpose: 'opinion on the nature of the act', until: hour(24) },
    ...over,
  };
}

type DataOf<T extends CaseFact['type']> = Extract<CaseFact, { type: T }>['data'];

/** Facts of a case, as they would be at the usual moments; `over` changes what the test is about. */
export const caseFacts = {
  opened: (over: Partial<DataOf<'case.opened'>> = {}): CaseFact => ({
    type: 'case.opened',
    data: {
      ...{
        at: minute(10),
        caseId: caseIdOf('cas', 1),
        reference: 'C-HD-261122-000001',
        district: 'haidian',
        agency: haidian.agency,
      },
      ...{ title: '冒充公检法诈骗案', fraudType: '冒充公检法', summary: 'Three transfers within ten minutes.' },
      ...over,
    },
  }),
  alertJoined: (over: Partial<CaseAlert> = {}, at = minute(11)): CaseFact => ({
    type: 'case.alert-joined',
    data: { at, alert: caseAlertOf(over) },
  }),
  personAdded: (number = 1, role: 'victim' | 'suspect' = 'victim'): CaseFact => ({
    type: 'case.person-added',
    data: {
      at: minute(12),
      person: { role, name: '王某', idNumber: '110108196501010000', itemId: caseIdOf('itm', number), addedAt: minute(12) },
    },
  }),
  filed: (over: Partial<CaseFiling> = {}): CaseFact => ({
    type: 'case.filed',
    data: { at: minute(25), filing: { ...filing, ...over }, district: 'haidian', agency: haidian.agency },
  }),
  mustDone: (must: 'information-taken' | 'scene-examined' | 'money-traced'): CaseFact => {
    const [officer] = officers;
    return {
      type: 'case.must-done',
      data: { at: minute(15), done: { must, doneAt: minute(14), officer, notedAt: minute(15), notedBy: haidian.agency } },
    };
  },
  shared: (over: Partial<Grant> = {}): CaseFact => {
    const grant = grantOf(over);
    return { type: 'case.shared', data: { at: grant.grantedAt, grant } };
  },
  revoked: (grantId = caseIdOf('grt', 1), at = minute(40)): CaseFact => ({
    type: 'case.share-revoked',
    data: { at, grantId, agency: prosecutor.agency, reason: 'done' },
  }),
} as const;

/** The case as these facts leave it. */
export function caseWith(...facts: readonly CaseFact[]): Case {
  const file = stateOf(Cases, caseFacts.opened(), ...facts);
  if (file === undefined) throw new Error('a case with facts has a state');
  return file;
}
