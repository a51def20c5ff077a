import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Actor } from '../../shared/kernel/context.ts';
import { calendarKnownUntil } from '../../shared/kernel/working-days.ts';
import { policyRows } from '../../shared/policy/values.ts';
import { createTestApi } from '../support/api.ts';

const haidian: Actor = {
  agency: 'police-haidian',
  agencyKind: 'police',
  district: 'haidian',
  roles: ['officer'],
  subject: 'gao',
};
describe('what needs no token', () => {
  test('health tells the time, and the keys are public ones', async () => {
    const api = createTestApi();
    expect(await api.call(undefined, 'GET', '/v1/health')).toMatchObject({
      status: 200,
      body: { status: 'ok', now: api.now, calendar: { knownUntil: calendarKnownUntil } },
    });
    const keys = await api.call(undefined, 'GET', '/v1/jwks');
    expect(keys.body).toMatchObject({
      keys: [
        { kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig' },
        { kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig' },
      ],
    });
    expect(keys.text).not.toContain('"d"');
  });
});

test('the policy shows each figure with its source and grade', async () => {
  const { body } = await createTestApi().call(haidian, 'GET', '/v1/policy');
  const items = z
    .array(z.looseObject({ name: z.string(), grade: z.string(), source: z.string(), inForce: z.boolean() }))
    .parse(body['items']);
  expect(new Set(items.map(({ name }) => name))).toEqual(new Set(Object.keys(policyRows)));
  expect(items.find(({ name }) => name === 'stop.extension-counts')).toMatchObject({ grade: 'P', value: true, inForce: true });
});
