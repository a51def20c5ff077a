import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { circuitOpen, noteFailure, noteSuccess } from '../../shared/banks/circuit.ts';
import { endpointFault } from '../../shared/banks/endpoint.ts';
import type { BankFact, Circuit, CircuitFact } from '../../shared/banks/model.ts';
import { isPublicAddress } from '../../shared/banks/public-address.ts';
import { registerBank } from '../../shared/banks/register-bank.ts';
import { Banks, Circuits } from '../../shared/banks/streams.ts';
import { plus, SECOND } from '../../shared/kernel/time.ts';
import { given, stateOf } from '../support/given.ts';
import { bank, context, registerBankInput, T0 } from '../support/samples.ts';

const abroad = { allowLoopback: false };
const registered: BankFact = { type: 'bank.registered', data: bank() };

function publicJwk({ publicKey }: { readonly publicKey: KeyObject }, extra: object = {}): Record<string, unknown> {
  return { ...publicKey.export({ format: 'jwk' }), ...extra };
}

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ed25519 = generateKeyPairSync('ed25519');

function registering(input: Parameters<typeof registerBankInput>[0], options = abroad) {
  return given(Banks).when(() => registerBank(undefined, 'bank-a', registerBankInput(input), options, context()));
}

describe('registering a bank', () => {
  test('keeps what it registers, and since when', () => {
    registering({}).thenFacts({ type: 'bank.registered', data: { bankId: 'bank-a', registeredAt: context().now } });
  });

  test('without an endpoint it pulls', () => {
    given(Banks)
      .when(() => registerBank(undefined, 'bank-a', { name: 'Bank A', dutyPhone: '010-95500' }, abroad, context()))
      .thenFacts({ type: 'bank.registered' });
  });

  test('the same again changes nothing, whatever the order of its fields', () => {
    const { name, ...rest } = registerBankInput();
    given(Banks, registered)
      .when((current) => registerBank(current, 'bank-a', { ...rest, name }, abroad, context()))
      .thenNothing();
  });

  test('something else replaces the whole of what was there', () => {
    given(Banks, registered)
      .when((current) => registerBank(current, 'bank-a', { name: 'Bank A', dutyPhone: '010-95501' }, abroad, context()))
      .thenFacts({ type: 'bank.registered' })
      .thenState({ dutyPhone: '010-95501' });
  });

  test('its keys are in no list', () => {
    expect(JSON.stringify(Banks.index(bank({ jwks: { keys: [publicJwk(ed25519)] } })).card)).not.toContain('OKP');
  });
});

describe('an endpoint', () => {
  test.each([
    ['not a url', 'not-a-url'],
    ['http://stop.bank-a.example.cn/', 'https-only'],
    ['ftp://stop.bank-a.example.cn/', 'https-only'],
    ['https://user@stop.bank-a.example.cn/', 'no-credentials'],
    ['https://user:secret@stop.bank-a.example.cn/', 'no-credentials'],
    ['https://stop.bank-a.example.cn/#here', 'no-fragment'],
    ['https://localhost/', 'public-host-only'],
    ['https://localhost./', 'public-host-only'],
    ['https://bank/', 'public-host-only'],
    ['https://stop.bank.local/', 'public-host-only'],
    ['https://stop.bank.internal/', 'public-host-only'],
    ['https://metadata.google.internal/', 'public-host-only'],
    ['https://169.254.169.254/latest', 'public-host-only'],
    ['https://127.0.0.1/', 'public-host-only'],
    ['https://2130706433/', 'public-host-only'],
    ['https://0x7f.1/', 'public-host-only'],
    ['https://10.1.2.3/', 'public-host-only'],
    ['https://172.31.0.1/', 'public-host-only'],
    ['https://192.168.1.1/', 'public-host-only'],
    ['https://100.64.0.1/', 'public-host-only'],
    ['https://0.0.0.0/', 'public-host-only'],
    ['https://[::1]/', 'public-host-only'],
    ['https://[::]/', 'public-host-only'],
    ['https://[::ffff:10.0.0.1]/', 'public-host-only'],
    ['https://[fd00::1]/', 'public-host-only'],
    ['https://[fe80::1]/', 'public-host-only'],
    ['http://127.0.0.1:9000/', 'https-only'],
  ])('%s is refused: %s', (endpoint, rule) => {
    expect(endpointFault(endpoint, abroad)).toBe(rule);
  });

  test.each([
    'https://stop.bank-a.example.cn/orders?v=1',
    'https://stop.bank-a.example.cn:8443/',
    'https://8.8.8.8/',
    'https://[2400:3200::1]/',
  ])('%s is allowed', (endpoint) => {
    expect(endpointFault(endpoint, abroad)).toBeUndefined();
  });

  test('on this host is allowed in the local runtime, and nothing else is that is not elsewhere', () => {
    const local = { allowLoopback: true };
    for (const endpoint of [
      'http://127.0.0.1:9000/',
      'https://127.0.0.1:9000/',
      'http://localhost:9000/',
      'http://[::1]:9000/',
    ]) {
      expect(endpointFault(endpoint, local)).toBeUndefined();
    }
    expect(endpointFault('http://10.0.0.1/', local)).toBe('https-only');
    expect(endpointFault('https://10.0.0.1/', local)).toBe('public-host-only');
    expect(endpointFault('http://user@localhost:9000/', local)).toBe('no-credentials');
    expect(endpointFault('https://stop.bank-a.example.cn/', local)).toBeUndefined();
  });

  test('a refusal names the rule and the place', () => {
    registering({ endpoint: 'https://10.0.0.1/' }).thenRefused('ENDPOINT_NOT_ALLOWED', {
      path: '/endpoint',
      rule: 'public-host-only',
    });
  });

  test('what is no address is no public address', () => {
    expect(isPublicAddress('example.cn')).toBe(false);
  });
});

describe('the keys of a bank', () => {
  test.each([
    ['RSA', publicJwk(rsa, { alg: 'PS256', kid: 'one', use: 'sig' })],
    ['P-256', publicJwk(p256, { alg: 'ES256' })],
    ['P-384', publicJwk(generateKeyPairSync('ec', { namedCurve: 'P-384' }))],
    ['P-521', publicJwk(generateKeyPairSync('ec', { namedCurve: 'P-521' }))],
    ['Ed25519', publicJwk(ed25519, { alg: 'EdDSA', key_ops: ['verify'] })],
  ])('may be of kind %s', (_kind, key) => {
    registering({ jwks: { keys: [key] } }).thenFacts({ type: 'bank.registered' });
  });

  test.each([
    ['a private key', { ...ed25519.privateKey.export({ format: 'jwk' }) }, 'not-a-known-public-key'],
    ['a private RSA key', { ...rsa.privateKey.export({ format: 'jwk' }) }, 'not-a-known-public-key'],
    ['a shared secret', { kty: 'oct', k: 'AAAA' }, 'not-a-known-public-key'],
    ['a key for encryption', publicJwk(p256, { use: 'enc' }), 'not-a-known-public-key'],
    ['an algorithm of another curve', publicJwk(p256, { alg: 'ES384' }), 'not-a-known-public-key'],
    ['no algorithm', publicJwk(p256, { alg: 'none' }), 'not-a-known-public-key'],
    ['a member nobody knows', publicJwk(p256, { comment: 'hi' }), 'not-a-known-public-key'],
    [
      'a point off its curve',
      publicJwk(p256, { y: generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x }),
      'not-a-valid-key',
    ],
    ['a short RSA key', publicJwk(generateKeyPairSync('rsa', { modulusLength: 1024 })), 'too-weak'],
  ])('may not be %s', (_what, key, rule) => {
    registering({ jwks: { keys: [publicJwk(ed25519), key] } }).thenRefused('KEY_SET_INVALID', { path: '/jwks/keys/1', rule });
  });

  test('have ids of their own', () => {
    registering({ jwks: { keys: [publicJwk(ed25519, { kid: 'a' }), publicJwk(p256, { kid: 'a' })] } }).thenRefused(
      'KEY_SET_INVALID',
      {
        path: '/jwks/keys/1',
        rule: 'same-kid-twice',
      },
    );
  });
});

describe('the circuit breaker of a bank', () => {
  /** The circuit after this many failures in a row. */
  function failed(times: number): Circuit | undefined {
    const facts: CircuitFact[] = [];
    for (let i = 0; i < times; i += 1) {
      const decision = noteFailure(stateOf(Circuits, ...facts), 'bank-a', context({ now: T0 }));
      facts.push(...decision.facts);
    }
    return stateOf(Circuits, ...facts);
  }

  test('stays closed for four failures, and opens for a minute at the fifth', () => {
    expect(circuitOpen(failed(4), T0)).toBe(false);
    expect(circuitOpen(failed(5), T0)).toBe(true);
    expect(failed(5)?.openUntil).toBe(plus(T0, 60 * SECOND));
  });

  test('is tried again when the minute is over; one more failure opens it anew', () => {
    const later = plus(T0, 60 * SECOND);
    const circuit = failed(5);
    expect(circuitOpen(circuit, later)).toBe(false);
    expect(noteFailure(circuit, 'bank-a', context({ now: later })).facts).toEqual([
      { type: 'circuit.opened', data: { bankId: 'bank-a', at: later, openUntil: plus(later, 60 * SECOND) } },
    ]);
  });

  test('a failure that comes in while it is open changes nothing', () => {
    expect(noteFailure(failed(5), 'bank-a', context({ now: T0 })).facts).toEqual([]);
  });

  test('closes, and forgets the failures, at the first push that arrives', () => {
    given(Circuits, { type: 'circuit.failed', data: { bankId: 'bank-a', at: T0 } })
      .when((circuit) => noteSuccess(circuit, 'bank-a', context({ now: T0 })))
      .thenFacts({ type: 'circuit.closed' })
      .thenState({ failures: 0 });
  });

  test('notes nothing where pushes arrive as they should', () => {
    expect(noteSuccess(undefined, 'bank-a', context()).facts).toEqual([]);
    const closed = stateOf(Circuits, { type: 'circuit.closed', data: { bankId: 'bank-a', at: T0 } });
    expect(noteSuccess(closed, 'bank-a', context()).facts).toEqual([]);
  });
});
