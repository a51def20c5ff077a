import { expect, test } from 'vitest';
import { generateSecret } from '../../local/engines/secrets.ts';
import { SeedClient, seedBanks, seedClients, seedPeople } from '../../local/seed/agencies.ts';
import { agencyKinds } from '../../shared/kernel/context.ts';

test('every agency has one client, Haidian first, and each of the police a head of its own', () => {
  expect(seedClients[0]).toMatchObject({ agency: 'police-haidian', clientSecret: 'police-haidian-local-secret' });
  expect(new Set(seedClients.map(({ clientId }) => clientId)).size).toBe(seedClients.length);
  for (const client of seedClients) expect(() => SeedClient.parse(client)).not.toThrow();
  const heads = seedClients.filter(({ clientId, agency }) => clientId !== agency);
  expect(heads.map(({ clientId }) => clientId)).toEqual(
    seedClients
      .filter(({ clientId, agency, agencyKind }) => agencyKind === 'police' && clientId === agency)
      .map(({ agency }) => `${agency}-head`),
  );
  for (const { roles } of heads) expect(roles).toEqual(['supervisor', 'approver']);
});

test('there are sixteen districts, a city command without a district, and at least fourteen banks', () => {
  const police = seedClients.filter(({ agencyKind }) => agencyKind === 'police');
  expect(new Set(police.map(({ district }) => district)).size).toBe(17);
  expect(police.find(({ agency }) => agency === 'police-city')?.roles).toContain('administrator');
  const banks = seedClients.filter(({ agencyKind }) => agencyKind === 'bank').map(({ agency }) => agency);
  expect(banks).toEqual(seedBanks.map(({ bankId }) => bankId));
  expect(banks.length).toBeGreaterThanOrEqual(14);
});

test('towns of several districts can answer a measure that is on them', () => {
  const towns = seedClients.filter(({ agencyKind }) => agencyKind === 'town');
  for (const { agency, district, roles, name } of towns) {
    expect(agency).toMatch(new RegExp(`^town-${district}-[a-z]+$`));
    expect(roles).toEqual(['town-officer']);
    expect(name).toMatch(/^北京市\p{Script=Han}+区\p{Script=Han}+[镇乡]人民政府$/u);
  }
  expect(towns.map(({ agency }) => agency)).toContain('town-haidian-wenquan');
  expect(new Set(towns.map(({ district }) => district)).size).toBeGreaterThan(5);
});

test('every kind of agency has a client, and a person to sign in', () => {
  for (const kind of agencyKinds.filter((one) => one !== 'system')) {
    expect(
      seedClients.some(({ agencyKind }) => agencyKind === kind),
      `a client of a ${kind}`,
    ).toBe(true);
    expect(
      seedPeople.some(({ agencyKind }) => agencyKind === kind),
      `a person of a ${kind}`,
    ).toBe(true);
  }
  expect(new Set(seedPeople.map(({ username }) => username)).size).toBe(seedPeople.length);
});

test('every person belongs to a seeded agency', () => {
  const agencies = new Set(seedClients.map(({ agency }) => agency));
  for (const { agency, username } of seedPeople) expect(agencies, username).toContain(agency);
});

test('a secret may be a password inside a JSON object', () => {
  const secret = JSON.parse(
    generateSecret({ SecretStringTemplate: '{"user":"cordon"}', GenerateStringKey: 'key', PasswordLength: 12 }),
  );
  expect(secret).toMatchObject({ user: 'cordon' });
  expect(secret.key).toHaveLength(12);
});
