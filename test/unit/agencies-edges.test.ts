import { describe, expect, test } from 'vitest';
import { type Known, type Named, namedRefusal } from '../../shared/agencies/named.ts';
import type { AgencyKind } from '../../shared/kernel/context.ts';

const known: ReadonlyMap<string, Known> = new Map([
  ['police-haidian', { kind: 'police', district: 'haidian', closed: false }],
  ['police-city', { kind: 'police', closed: false }],
  ['bank-a', { kind: 'bank', closed: false }],
  ['police-old', { kind: 'police', closed: true }],
]);
const kinds: ReadonlyMap<AgencyKind, readonly string[]> = new Map([
  ['police', ['officer', 'supervisor']],
  ['court', ['judge']],
]);
const naming = (...named: readonly Partial<Named>[]) =>
  namedRefusal(
    known,
    named.map((one, i) => ({ agency: 'police-haidian', path: `/units/${i}`, kinds, ...one })),
  );

describe('an agency that is named', () => {
  test('is registered and not closed; every place where it is not is told', () => {
    expect(naming({}, { agency: 'police-old' }, { agency: 'nowhere' })).toMatchObject({
      ...{ code: 'AGENCY_UNKNOWN', detail: { paths: ['/units/1', '/units/2'] } },
    });
    expect(naming({})).toBeUndefined();
    expect(naming()).toBeUndefined();
  });

  test('is of a kind that can act on it; the first place where it is not says what it has to be', () => {
    expect(naming({}, { agency: 'bank-a' }, { agency: 'bank-a' })).toMatchObject({
      ...{ code: 'AGENCY_UNFIT', detail: { path: '/units/1', rule: 'must be an agency of the kind police, court' } },
    });
  });

  test('is of the whole city, of a district, or of either', () => {
    const unfit = (rule: string) => ({ code: 'AGENCY_UNFIT', detail: { path: '/units/0', rule } });
    expect(naming({ of: 'city', agency: 'police-city' })).toBeUndefined();
    expect(naming({ of: 'city' })).toMatchObject(unfit('must be an agency of the kind police, court, for the whole city'));
    expect(naming({ of: 'haidian' })).toBeUndefined();
    expect(naming({ of: 'chaoyang' })).toMatchObject(
      unfit('must be an agency of the kind police, court, of the district chaoyang'),
    );
    expect(naming({ of: 'haidian', agency: 'police-city' })).toMatchObject(
      unfit('must be an agency of the kind police, court, of the district haidian'),
    );
  });

  test('has the roles that are named in it; the places of others are told', () => {
    const roles = (...names: readonly string[]) => ({ roles: { names, path: '/roles' } });
    expect(naming(roles('officer', 'supervisor'))).toBeUndefined();
    expect(naming(roles('judge', 'officer', 'clerk'))).toMatchObject({
      ...{ code: 'ROLE_UNFIT', detail: { paths: ['/roles/0', '/roles/2'] } },
    });
  });
});
