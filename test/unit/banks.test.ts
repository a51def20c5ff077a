import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { circuitOpen, noteFailure, noteSuccess } from '../../shared/banks/circuit.ts';
import { endpointFault } from '../../shared/banks/endpoint.ts';
import { keyRules, signatureAlgorithms } from '../../shared/banks/key-set.ts';
import { type BankFact, type Circuit, type CircuitFact, RegisterBank } from '../../shared/banks/model.ts';
import { isLoopbackAddress, isPublicAddress } from '../../shared/banks/public-address.ts';
import { ignoredKeys, needsSignature, registerBank } from '../../shared/banks/register-bank.ts';
import { Banks, Circuits } from '../../shared/banks/streams.ts';
import { plus, SECOND } from '../../shared/kernel/time.ts';
import { given, stateOf } from '../support/given.ts';
import { bank, context, registerBankInput, T0 } from '../support/samples.ts';

const abroad = { bankId: 'bank-a', allowLoopback: false };
const registered: BankFact = { type: 'bank.registered', data: bank() };

function publicJwk({ publicKey }: { readonly publicKey: KeyObject }, extra: object = {}): Record<string, string> {
  return z.record(z.string(), z.string()).parse({ ...publicKey.export({ format: 'jwk' }), ...extra });
}

function privateJwk({ privateKey }: { readonly privateKey: KeyObject }): Record<string, string> {
  return z.record(z.string(), z.string()).parse(privateKey.export({ format: 'jwk' }));
}

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ed25519 = generateKeyPairSync('ed25519');

function registering(input: Parameters<typeof registerBankInput>[0], options = abroad) {
  return given(Banks).when(() => registerBank(undefined, registerBankInput(input), options, context()));
}

describe('registering a bank', () => {
  test('keeps what it registers, and since when', () => {
    registering({}).thenFacts({ type: 'bank.registered', data: { bankId: 'bank-a', registeredAt: context().now } });
  });

  test('without an endpoint it pulls', () => {
    given(Banks)
      .when(() => registerBank(undefined, { name: 'Bank A', dutyPhone: '010-95500' }, abroad, context()))
      .thenFacts({ type: 'bank.registered' });
  });

  test('the same again changes nothing, in any order of its fields', () => {
    const { name, ...rest } = registerBankInput();
    given(Banks, registered)
      .when((current) => registerBank(current, { ...rest, name }, abroad, context()))
      .thenNothing();
  });

  test('something else replaces the whole of what was there', () => {
    given(Banks, registered)
      .when((current) => registerBank(current, { name: 'Bank A', dutyPhone: '010-95501' }, abroad, context()))
      .thenFacts({ type: 'bank.registered' })
      .thenState({ dutyPhone: '010-95501' });
  });

  test('a registration keeps the endpoint in the spelling that was checked, and takes another spelling of it for the same', () => {
    const odd = registerBankInput({ endpoint: 'https://STOP.bank-a.example.cn:443/a/../止' });
    const spelt = { endpoint: 'https://stop.bank-a.example.cn/%E6%AD%A2' };
    registering(odd).thenFacts({ type: 'bank.registered', data: spelt });
    given(Banks, { type: 'bank.registered', data: bank(spelt) })
      .when((current) => registerBank(current, odd, abroad, context()))
      .thenNothing();
  });

  test('keeps the signature it came under with the fact alone', () => {
    given(Banks)
      .when(() => registerBank(undefined, registerBankInput(), { ...abroad, signature: 'a.b.c' }, context()))
      .thenFacts({ type: 'bank.registered', data: { signature: 'a.b.c' } });
    expect(stateOf(Banks, { type: 'bank.registered', data: { ...bank(), signature: 'a.b.c' } })).toEqual(bank());
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
    ['https://[2001:db8::1]/', 'public-host-only'],
    ['https://[3fff::1]/', 'public-host-only'],
    ['https://[5f00::1]/', 'public-host-only'],
    ['https://[2001::1]/', 'public-host-only'],
    ['https://[2002:a00:1::]/', 'public-host-only'],
    ['https://[64:ff9b::10.0.0.1]/', 'public-host-only'],
    ['https://[64:ff9b:1::1]/', 'public-host-only'],
    ['https://[::ffff:8.8.8.8]/', 'public-host-only'],
    ['https://[::8.8.8.8]/', 'public-host-only'],
    ['https://[fec0::1]/', 'public-host-only'],
    ['https://[ff02::1]/', 'public-host-only'],
    ['https://[4000::1]/', 'public-host-only'],
    ['https://orders.default.svc/', 'public-host-only'],
    ['https://orders.default.svc.cluster.local/', 'public-host-only'],
    ['https://a.localhost/', 'public-host-only'],
    ['https://stop.bank-a.example.cn:22/', 'usual-port-only'],
    ['https://stop.bank-a.example.cn:80/', 'usual-port-only'],
    ['https://stop.bank-a.example.cn:4430/', 'usual-port-only'],
    ['https://8.8.8.8:6379/', 'usual-port-only'],
    [`https://stop.bank-a.example.cn/${'止'.repeat(100)}`, 'too-long'],
  ])('%s is refused: %s', (endpoint, rule) => {
    expect(endpointFault(endpoint, abroad)).toBe(rule);
  });

  test.each([
    'https://stop.bank-a.example.cn/orders?v=1',
    'https://stop.bank-a.example.cn:443/',
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
    expect(endpointFault('https://stop.bank-a.example.cn:9000/', local)).toBe('usual-port-only');
    expect(endpointFault('http://10.0.0.1/', local)).toBe('https-only');
    expect(endpointFault('https://10.0.0.1/', local)).toBe('public-host-only');
    expect(endpointFault('http://user@localhost:9000/', local)).toBe('no-credentials');
    expect(endpointFault('https://stop.bank-a.example.cn/', local)).toBeUndefined();
  });

  test('a refusal names the rule and the place', () => {
    registering({ endpoint: 'https://10.0.0.1/' }).thenRefused('ENDPOINT_NOT_ALLOWED', {
      path: '/endpoint',
      rule: 'must lead to a host of the public internet',
    });
  });

  test('a text that is not an address is not a public address', () => {
    for (const other of ['example.cn', '', '2400:3200::1%eth0', 'fe80::1%1']) expect(isPublicAddress(other)).toBe(false);
    expect(isLoopbackAddress('::1%lo')).toBe(false);
  });
});

describe('the keys of a bank', () => {
  test.each([
    ['RSA', publicJwk(rsa, { alg: 'PS256', kid: 'one', use: 'sig' })],
    ['P-256', publicJwk(p256, { alg: 'ES256' })],
    ['RSA for any', publicJwk(rsa)],
    ['Ed25519', { ...publicJwk(ed25519, { alg: 'EdDSA' }), key_ops: ['verify'] }],
  ])('may be of kind %s', (_kind, key) => {
    registering({ jwks: { keys: [key] } }).thenFacts({ type: 'bank.registered' });
  });

  const first = publicJwk(ed25519, { kid: 'first' });
  const passedOver = [
    ['a key for encryption', publicJwk(p256, { use: 'enc' }), 'not-a-known-public-key'],
    ['a key of a kind that is not known', { kty: 'AKP', alg: 'ML-DSA-44', pub: 'AAAA' }, 'not-a-known-public-key'],
    ['a key without its members', { kty: 'RSA', n: 'AQAB' }, 'not-a-known-public-key'],
    ['an algorithm of another curve', publicJwk(p256, { alg: 'ES384' }), 'algorithm-not-taken'],
    ['no algorithm', publicJwk(p256, { alg: 'none' }), 'algorithm-not-taken'],
    ['an algorithm of another kind', publicJwk(ed25519, { alg: 'ES256' }), 'algorithm-not-taken'],
    ['a key on P-384', publicJwk(generateKeyPairSync('ec', { namedCurve: 'P-384' })), 'algorithm-not-taken'],
    ['a key on P-521', publicJwk(generateKeyPairSync('ec', { namedCurve: 'P-521' })), 'algorithm-not-taken'],
    ['a key on Ed448', publicJwk(generateKeyPairSync('ed448')), 'algorithm-not-taken'],
    ['an RSA key for PS384', publicJwk(rsa, { alg: 'PS384' }), 'algorithm-not-taken'],
    ['an RSA key for RS512', publicJwk(rsa, { alg: 'RS512' }), 'algorithm-not-taken'],
    ['a key with an empty id', publicJwk(p256, { kid: '' }), 'bad-kid'],
    ['a key with a long id', publicJwk(p256, { kid: 'k'.repeat(65) }), 'bad-kid'],
    ['a key with an id that is not ASCII', publicJwk(p256, { kid: '京' }), 'bad-kid'],
    ['a key with a control character in its id', publicJwk(p256, { kid: 'a\u0000' }), 'bad-kid'],
    [
      'a point off its curve',
      publicJwk(p256, { y: generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x }),
      'not-a-valid-key',
    ],
    ['a short RSA key', publicJwk(generateKeyPairSync('rsa', { modulusLength: 1024 })), 'too-weak'],
  ] as const;

  test.each(passedOver)('beside one that can be used: %s is passed over, and the bank is told', (_what, key, rule) => {
    const input = registerBankInput({ jwks: { keys: [first, key] } });
    registering({ jwks: { keys: [first, key] } }).thenFacts({ type: 'bank.registered', data: { jwks: { keys: [first] } } });
    expect(ignoredKeys(input)).toEqual([{ key: 1, rule: keyRules[rule] }]);
  });

  test.each(passedOver)('alone: %s is refused', (_what, key, rule) => {
    registering({ jwks: { keys: [key] } }).thenRefused('KEY_SET_INVALID', { path: '/jwks/keys/0', rule: keyRules[rule] });
  });

  test.each([
    ['a private key', privateJwk(ed25519)],
    ['a private RSA key', privateJwk(rsa)],
    ['a shared secret', { kty: 'oct', k: 'AAAA' }],
    ['a private key of a kind that is not known', { kty: 'AKP', pub: 'AAAA', d: 'AAAA' }],
  ])('are refused as a whole where one is %s', (_what, key) => {
    registering({ jwks: { keys: [first, key] } }).thenRefused('KEY_SET_INVALID', {
      path: '/jwks/keys/1',
      rule: keyRules.private,
    });
  });

  test('are taken with certificates, thumbprints and members of other standards, which are not kept', () => {
    const bare = publicJwk(rsa, { kid: 'a', alg: 'PS256', use: 'sig' });
    const key = {
      ...bare,
      x5c: ['MIIC'.repeat(600)],
      x5t: 'AAAA',
      'x5t#S256': 'BBBB',
      ext: true,
      nbf: 1_767_225_600,
      more: { of: [1] },
    };
    const sent = RegisterBank.parse({ ...registerBankInput(), jwks: { keys: [key], issuer: 'bank-a' } });
    given(Banks)
      .when(() => registerBank(undefined, sent, abroad, context()))
      .thenFacts({ type: 'bank.registered', data: { jwks: { keys: [bare] } } });
    given(Banks, { type: 'bank.registered', data: bank({ ...registerBankInput(), jwks: { keys: [bare] } }) })
      .when((current) => registerBank(current, sent, abroad, context()))
      .thenNothing();
    expect(needsSignature(bank({ jwks: { keys: [bare] } }), { ...sent, endpoint: bank().endpoint })).toBe(false);
  });

  test('are at most eight that can be used', () => {
    const keys = Array.from({ length: 9 }, (_, i) => publicJwk(ed25519, { kid: `k${i}` }));
    registering({ jwks: { keys } }).thenRefused('KEY_SET_INVALID', { path: '/jwks/keys/8' });
    const unknown = Array.from({ length: 9 }, () => ({ kty: 'AKP' }));
    registering({ jwks: { keys: [...unknown, first] } }).thenFacts({ type: 'bank.registered' });
  });

  test('without an id among several are refused', () => {
    registering({ jwks: { keys: [first, publicJwk(p256)] } }).thenRefused('KEY_SET_INVALID', {
      path: '/jwks/keys/1',
      rule: keyRules['no-kid'],
    });
  });

  test('that are refused for their algorithm are refused with the list of those that are taken', () => {
    for (const algorithm of signatureAlgorithms) expect(keyRules['algorithm-not-taken']).toContain(algorithm);
  });

  test('the endpoint holds no control characters and no halves of characters', () => {
    for (const odd of ['\u0000', '\n', '\u009f', '\ud800']) {
      // line breaks are dropped, as the URL parser does; the others are refused
      const { data } = RegisterBank.safeParse(registerBankInput({ endpoint: `https://a.example.cn/${odd}a` }));
      expect(data?.endpoint).toBe(odd === '\n' ? 'https://a.example.cn/a' : undefined);
    }
  });

  test('have ids of their own', () => {
    registering({ jwks: { keys: [publicJwk(ed25519, { kid: 'a' }), publicJwk(p256, { kid: 'a' })] } }).thenRefused(
      'KEY_SET_INVALID',
      {
        path: '/jwks/keys/1',
        rule: 'must have a kid of its own',
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
