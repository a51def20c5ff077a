import { describe, expect, test } from 'vitest';
import { decideAccess, isForOtherRole, mayEver, shutOut } from '../../shared/access/decide-access.ts';
import type { Action } from '../../shared/access/policy.ts';
import { whoMay } from '../../shared/access/who-may.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import type { Thing } from '../../shared/kernel/thing.ts';

const police = (over: Partial<Actor> = {}): Actor => ({
  ...{ agency: 'police-haidian', agencyKind: 'police', district: 'haidian', roles: ['officer'], subject: 'zhang' },
  ...over,
});
const { district: _, ...cityPolice } = police({ agency: 'police-city' });
const supervisor = { ...cityPolice, roles: ['supervisor'] };
const prosecutor: Actor = {
  ...{ agency: 'procuratorate-haidian', agencyKind: 'procuratorate', district: 'haidian' },
  ...{ roles: ['prosecutor'], subject: 'xu' },
};
const bank: Actor = { agency: 'bank-a', agencyKind: 'bank', roles: ['bank-system'], subject: 'bank-a' };
const town: Actor = { agency: 'town-a', agencyKind: 'town', district: 'haidian', roles: ['town-officer'], subject: 'wu' };

const full = { outcome: 'allowed', fields: 'full' };
const hidden = { outcome: 'hidden' };
const forbidden = { outcome: 'forbidden' };

describe('a relation holds for its own thing, and for no other', () => {
  const audience = { agency: 'procuratorate-haidian', persons: [], roles: [] };
  test.each<[string, Action, Actor, Thing, object, Thing]>([
    ['own-district', 'order.read', police(), { district: 'haidian' }, full, { district: 'chaoyang' }],
    ['own-agency', 'order.read', police(), { agencies: ['x', 'police-haidian'] }, full, { agencies: ['x'] }],
    [
      'addressed-bank',
      'bank-order.read',
      bank,
      { addressedTo: 'bank-a' },
      { ...full, fields: 'bank' },
      { addressedTo: 'bank-b' },
    ],
    ['granted', 'case.read', prosecutor, { grants: [audience] }, { ...full, fields: 'granted' }, { grants: [] }],
    ['aimed-at', 'regional-measure.read', town, { aimedAt: 'town-a' }, full, { aimedAt: 'town-b' }],
    ['party', 'meeting.read', prosecutor, { parties: ['procuratorate-haidian'] }, full, { parties: ['court-city'] }],
    [
      ...(['invited', 'consultation.read', prosecutor, { invited: ['procuratorate-haidian'] }] as const),
      ...([{ ...full, fields: 'invitation' }, { invited: ['court-city'] }] as const),
    ],
    ['deputy', 'consultation.conclude', prosecutor, { deputy: 'procuratorate-haidian' }, full, { deputy: 'court-city' }],
    ['desk', 'inbox.done', bank, { desk: 'bank-a/role/bank-system' }, full, { desk: 'bank-b/role/bank-system' }],
    ['self', 'webhook.read', town, { itself: 'town-a' }, full, { itself: 'town-b' }],
  ])('%s', (_relation, action, actor, own, allowed, other) => {
    expect(decideAccess(action, actor, own)).toEqual(allowed);
    expect(decideAccess(action, actor, other)).toEqual(hidden);
    expect(decideAccess(action, actor, {})).toEqual(hidden);
  });

  test('city: for the agencies without a district, of any thing', () => {
    expect(decideAccess('order.read', cityPolice, { district: 'yanqing' })).toEqual(full);
    expect(decideAccess('standard.record', { ...cityPolice, roles: ['administrator'] }, undefined)).toEqual(full);
    expect(decideAccess('standard.record', police({ roles: ['administrator'] }), undefined)).toEqual(forbidden);
  });

  test('a thing without a district belongs to no agency without one', () => {
    expect(decideAccess('decision.list', { ...prosecutor, agency: 'p' }, {})).toEqual(forbidden);
    const { district: __, ...ofCity } = prosecutor;
    expect(decideAccess('proposal.answer', ofCity, {})).toEqual(forbidden);
  });
});

describe('a caller who may not act', () => {
  test('a caller is told so of a thing that it may see, and nothing of another', () => {
    expect(decideAccess('listed-case.decide', police(), { district: 'haidian' })).toEqual(forbidden);
    expect(decideAccess('listed-case.decide', police(), { district: 'yanqing' })).toEqual(hidden);
    expect(decideAccess('consultation.run', prosecutor, { parties: ['procuratorate-haidian'] })).toEqual(forbidden);
    expect(decideAccess('consultation.run', prosecutor, {})).toEqual(hidden);
  });

  test.each<[Action, Actor, Thing]>([
    ['bank.switch-mode', bank, { itself: 'bank-a' }],
    ['meeting.run', { ...prosecutor, agencyKind: 'court', roles: ['judge'] }, { parties: ['procuratorate-haidian'] }],
    ['proposal.run', prosecutor, {}],
    ['regional-measure.judge', town, { aimedAt: 'town-a' }],
    ['approval.withdraw', police({ agency: 'police-x' }), { district: 'haidian' }],
    ['case.work', prosecutor, { grants: [{ agency: 'procuratorate-haidian', persons: [], roles: [] }] }],
  ])('%s', (action, actor, thing) => {
    expect(decideAccess(action, actor, thing)).toEqual(forbidden);
  });

  test('a caller is told so if there is no thing to hide', () => {
    expect(decideAccess('alert.raise', bank, undefined)).toEqual(forbidden);
    expect(decideAccess('alert.list', bank, { district: 'haidian' })).toEqual(forbidden);
    expect(decideAccess('order.read', bank, undefined)).toEqual(forbidden);
  });
});

describe('before anything is loaded', () => {
  test('a caller passes who may do it on some thing, or may see the kind', () => {
    expect(shutOut('order.read', police(), true)).toBeUndefined();
    expect(shutOut('listed-case.decide', police(), true)).toBeUndefined();
    expect(shutOut('consultation.run', police(), true)).toBeUndefined();
    expect(shutOut('listed-case.decide', bank, true)).toBe('hidden');
    expect(shutOut('order.read', bank, true)).toBe('hidden');
    expect(shutOut('order.read', bank, false)).toBe('forbidden');
    expect(shutOut('alert.raise', bank, true)).toBe('forbidden');
    expect(shutOut('alert.list', bank, true)).toBe('forbidden');
  });

  test('an agency of a district can never do what is for the city alone', () => {
    expect(mayEver('station.record', supervisor)).toBe(true);
    expect(mayEver('station.record', police({ roles: ['supervisor'] }))).toBe(false);
    expect(mayEver('listed-case.extend', police({ roles: ['supervisor'] }))).toBe(true);
    expect(mayEver('order.read', police({ roles: ['administrator'] }))).toBe(false);
    expect(mayEver('order.read', { ...police(), agencyKind: 'court' })).toBe(false);
  });
});

describe('an act for a colleague with another role', () => {
  const admin = police({ roles: ['administrator'] });
  test('an act is for another role if the agency stands to the thing as it must', () => {
    expect(isForOtherRole('order.read', admin, { district: 'haidian' })).toBe(true);
    expect(isForOtherRole('order.read', admin, { district: 'yanqing' })).toBe(false);
    expect(isForOtherRole('order.read', police(), { district: 'haidian' })).toBe(false);
    expect(isForOtherRole('order.read', { ...admin, agencyKind: 'court' }, { district: 'haidian' })).toBe(false);
  });

  test('an act may be for another role if the operation did not look for the thing, unless it is for the city alone', () => {
    expect(isForOtherRole('order.read', admin, undefined)).toBe(true);
    expect(isForOtherRole('listed-case.decide', police(), undefined)).toBe(false);
    expect(isForOtherRole('listed-case.decide', cityPolice, undefined)).toBe(true);
  });

  test('the agency alone decides where there is no thing', () => {
    expect(isForOtherRole('station.record', police(), undefined)).toBe(false);
    expect(isForOtherRole('station.record', cityPolice, undefined)).toBe(true);
    expect(isForOtherRole('meeting.schedule', police(), undefined)).toBe(true);
    expect(isForOtherRole('meeting.schedule', police({ roles: ['supervisor'] }), undefined)).toBe(false);
  });
});

test('the policy says who may ever do it by a relation, kind by kind', () => {
  expect(whoMay('consultation.opine', 'party')).toEqual(
    new Map([
      ['police', ['supervisor', 'approver']],
      ['procuratorate', ['prosecutor']],
      ['court', ['judge']],
    ]),
  );
  expect(whoMay('station.read', 'any').get('police')).toEqual([
    ...['officer', 'duty-officer', 'supervisor', 'approver'],
    ...['supervisor', 'approver', 'administrator'],
  ]);
  expect(whoMay('consultation.opine', 'city').size).toBe(0);
});
