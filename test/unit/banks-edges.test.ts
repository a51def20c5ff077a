import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Bank, RegisterBank } from '../../shared/banks/model.ts';
import { ignoredKeys, needsSignature, registerBank } from '../../shared/banks/register-bank.ts';
import { bank, context, registerBankInput } from '../support/samples.ts';

const ownToken = { bankId: 'bank-a', allowLoopback: false };
const administrator = { ...ownToken, byAdministrator: true };
const key = z
  .record(z.string(), z.string())
  .parse(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' }));
const usable = { ...key, kid: 'k1', use: 'sig', alg: 'ES256' };
const signing = (): RegisterBank => registerBankInput({ jwks: { keys: [usable] } });
const register = (current: Bank | undefined, input: RegisterBank, by = ownToken) => registerBank(current, input, by, context());

/** The bank as its registration leaves it. */
function registered(input: RegisterBank, current?: Bank): Bank {
  const { facts } = register(current, input);
  const [fact] = facts;
  if (fact?.type !== 'bank.registered') throw new Error('nothing was registered');
  const { signature: _, ...kept } = fact.data;
  return kept;
}

describe('the mode of a bank', () => {
  const refused = { kind: 'refusal', code: 'BANK_MODE_NOT_YOURS' };

  test('is testing for a bank that registers itself, which may say so', () => {
    expect(registered(registerBankInput({}))).toMatchObject({ mode: 'testing' });
    expect(registered(registerBankInput({ mode: 'testing' }))).toMatchObject({ mode: 'testing' });
  });

  test('is live from the first registration only by the administrator', () => {
    expect(register(undefined, registerBankInput({ mode: 'live' }))).toMatchObject({
      ...refused,
      detail: { path: '/mode', mode: 'testing' },
    });
    expect(register(undefined, registerBankInput({ mode: 'live' }), administrator)).toMatchObject({
      facts: [{ data: { mode: 'live' } }],
    });
  });

  test('stays as it is: a later registration switches it for no caller', () => {
    const live: Bank = { ...bank(), mode: 'live' };
    const renamed = { name: '新名' };
    expect(registered(registerBankInput(renamed), live)).toMatchObject({ mode: 'live', name: '新名' });
    expect(registered(registerBankInput({ ...renamed, mode: 'live' }), live)).toMatchObject({ mode: 'live' });
    for (const by of [ownToken, administrator])
      expect(register(live, registerBankInput({ mode: 'testing' }), by)).toMatchObject({ ...refused, detail: { mode: 'live' } });
  });

  test('is live for a bank that was registered before there were modes', () => {
    const { mode: _, ...old } = bank();
    expect(registered(registerBankInput({ name: '新名' }), old)).toMatchObject({ mode: 'live' });
    expect(register(old, registerBankInput({ mode: 'testing' }))).toMatchObject(refused);
  });

  test('is no change by itself: the same registration again records nothing', () => {
    const kept = registered(registerBankInput({}));
    expect(register(kept, registerBankInput({ mode: 'testing' }))).toEqual({ kind: 'acceptance', facts: [] });
  });
});

describe('the keys of a bank', () => {
  test('stay where a registration leaves them out, and go where it says null', () => {
    const kept = registered(signing());
    expect(kept.jwks?.keys).toHaveLength(1);
    expect(registered(registerBankInput({ name: '新名' }), kept).jwks).toEqual(kept.jwks);
    expect(registered(registerBankInput({ jwks: null }), kept)).not.toHaveProperty('jwks');
  });

  test('protect each member of the registration, but not the same again', () => {
    const kept = registered(signing());
    expect(needsSignature(kept, registerBankInput({}))).toBe(false);
    expect(needsSignature(kept, signing())).toBe(false);
    expect(needsSignature(kept, registerBankInput({ dutyPhone: '010-66000009' }))).toBe(true);
    expect(needsSignature(kept, registerBankInput({ jwks: null }))).toBe(true);
    expect(needsSignature(undefined, signing())).toBe(false);
    expect(needsSignature(registered(registerBankInput({})), registerBankInput({ name: '新名' }))).toBe(false);
  });

  test('are passed over by their place with the rule that each breaks, and only usable ones are kept', () => {
    const encrypting = { ...usable, kid: 'k2', use: 'enc' };
    const input = registerBankInput({ jwks: { keys: [encrypting, usable] } });
    expect(ignoredKeys(input)).toEqual([{ key: 0, rule: expect.any(String) }]);
    expect(registered(input).jwks?.keys).toHaveLength(1);
    expect(ignoredKeys(registerBankInput({}))).toEqual([]);
    expect(ignoredKeys(registerBankInput({ jwks: null }))).toEqual([]);
  });
});

test('the algorithm of pushes stays where a later registration leaves it out', () => {
  const kept = registered(registerBankInput({ pushAlgorithm: 'ES256' }));
  expect(kept.pushAlgorithm).toBe('ES256');
  expect(registered(registerBankInput({ name: '新名' }), kept).pushAlgorithm).toBe('ES256');
  expect(registered(registerBankInput({}))).not.toHaveProperty('pushAlgorithm');
});

test('the endpoint is kept as the URL parser spells it, so the same in another spelling is the same', () => {
  const kept = registered(registerBankInput({ endpoint: 'https://BANK.example.com:443/push' }));
  expect(kept.endpoint).toBe('https://bank.example.com/push');
  expect(register(kept, registerBankInput({ endpoint: 'https://bank.example.com/push' }))).toEqual({
    kind: 'acceptance',
    facts: [],
  });
});
