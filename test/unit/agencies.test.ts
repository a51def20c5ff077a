import { describe, expect, test } from 'vitest';
import { whoMay } from '../../shared/access/who-may.ts';
import { type Agency, RegisterAgency } from '../../shared/agencies/model.ts';
import { type Named, namedRefusal } from '../../shared/agencies/named.ts';
import { registerAgency } from '../../shared/agencies/register-agency.ts';
import { Agencies } from '../../shared/agencies/streams.ts';
import { given } from '../support/given.ts';
import { context, minute, T0 } from '../support/samples.ts';

const input = RegisterAgency.parse({ name: '海淀区人民检察院', kind: 'procuratorate', district: 'haidian' });
const registered = {
  type: 'agency.registered',
  data: { ...input, agency: 'procuratorate-haidian', registeredAt: T0 },
} as const;

describe('the register of agencies', () => {
  test('takes an agency, replaces what is registered of it, and does not note the same twice', () => {
    const register = (over: Partial<RegisterAgency> = {}) => {
      return (agency: Agency | undefined) =>
        registerAgency(
          agency,
          { ...input, ...over },
          { agency: 'procuratorate-haidian', taken: false },
          context({ now: minute(5) }),
        );
    };
    given(Agencies)
      .when(register())
      .thenFacts({ type: 'agency.registered', data: { agency: 'procuratorate-haidian', closed: false } });
    given(Agencies, registered).when(register()).thenNothing();
    given(Agencies, registered)
      .when(register({ closed: true }))
      .thenState({ closed: true, district: 'haidian', registeredAt: minute(5) });
  });

  test('the register takes no id of a bank, and no id of Cordon itself', () => {
    const as = (agency: string, taken: boolean) => registerAgency(undefined, input, { agency, taken }, context());
    for (const decision of [as('jinghua', true), as('cordon', false), as('nobody', false)])
      expect(decision).toMatchObject({ kind: 'refusal', code: 'AGENCY_ID_TAKEN' });
  });

  test('takes no bank, no system and no kind that there is not', () => {
    for (const kind of ['bank', 'system', 'army']) expect(RegisterAgency.safeParse({ ...input, kind }).success).toBe(false);
  });
});

describe('an agency that is named', () => {
  const kinds = whoMay('consultation.read', 'party');
  const agency = (over: Partial<Agency> = {}): Agency => ({ ...registered.data, ...over });
  const named = (over: Partial<Named> = {}): Named => ({ agency: 'procuratorate-haidian', path: '/agency', kinds, ...over });
  const refusalOf = (known: Agency | undefined, ...names: readonly Named[]) =>
    namedRefusal(new Map(known === undefined ? [] : [[known.agency, known]]), names);

  test('has to be registered and open', () => {
    expect(refusalOf(agency(), named())).toBeUndefined();
    expect(refusalOf(undefined, named(), named({ path: '/other' }))).toMatchObject({
      code: 'AGENCY_UNKNOWN',
      detail: { paths: ['/agency', '/other'] },
    });
    expect(refusalOf(agency({ closed: true }), named())).toMatchObject({ code: 'AGENCY_UNKNOWN' });
  });

  test('has to be of a kind that can do what it is named for', () => {
    expect(refusalOf(agency({ kind: 'town' }), named())).toMatchObject({ code: 'AGENCY_UNFIT', detail: { path: '/agency' } });
    expect(refusalOf(agency({ kind: 'court' }), named())).toBeUndefined();
  });

  test('has to be of the district, or of the city, where that is asked for', () => {
    expect(refusalOf(agency(), named({ of: 'haidian' }))).toBeUndefined();
    for (const where of ['city', 'miyun'] as const) {
      expect(refusalOf(agency(), named({ of: where }))).toMatchObject({ code: 'AGENCY_UNFIT' });
    }
    const { district: _, ...ofCity } = agency();
    expect(refusalOf(ofCity, named({ of: 'city' }))).toBeUndefined();
    expect(refusalOf(ofCity, named({ of: 'haidian' }))).toMatchObject({ code: 'AGENCY_UNFIT' });
  });

  test('has people with the roles that are named in it', () => {
    const roles = { names: ['prosecutor', 'judge'], path: '/roles' };
    expect(refusalOf(agency(), named({ roles }))).toMatchObject({ code: 'ROLE_UNFIT', detail: { paths: ['/roles/1'] } });
  });
});
