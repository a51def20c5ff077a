import * as fc from 'fast-check';
import { compactVerify, exportJWK, FlattenedSign, generateKeyPair, importJWK } from 'jose';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { dataKeysOf } from '../../functions/platform/secrets.ts';
import { actorOf } from '../../shared/http/actor.ts';
import { type CursorScope, makeCursor, readCursor } from '../../shared/http/cursor.ts';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { fieldErrors } from '../../shared/http/field-errors.ts';
import { PageQuery } from '../../shared/http/lists.ts';
import { languageOf } from '../../shared/http/problem-body.ts';
import { attached, isSignedBy, signBody } from '../../shared/http/signature.ts';
import { signingKeyOf } from '../../shared/http/signing-key.ts';
import { refusalCodes, refusals } from '../../shared/kernel/refusals.ts';
import { Place } from '../../shared/standards/standard/criteria.ts';
import { officer } from '../support/samples.ts';

const now = '2026-11-22T02:00:00.000Z';
const later = (minutes: number) => new Date(Date.parse(now) + minutes * 60_000).toISOString();

describe('a cursor', () => {
  const key = 'ab'.repeat(32);
  const scope: CursorScope = { operation: 'listAlerts', query: { pk: 'alert#haidian#2026-11' }, actor: officer };
  const position = { pk: 'alert#1', sk: 'state' };

  test('gives its position back to the one who got it', () => {
    expect(readCursor(key, scope, makeCursor(key, scope, position, now), later(59))).toEqual(position);
  });

  test('is nothing to another caller, for another query, another operation, another key, or an hour later', () => {
    const cursor = makeCursor(key, scope, position, now);
    expect(readCursor(key, { ...scope, actor: { ...officer, agency: 'other' } }, cursor, now)).toBeUndefined();
    expect(readCursor(key, { ...scope, actor: { ...officer, subject: 'li.si' } }, cursor, now)).toBeUndefined();
    expect(readCursor(key, { ...scope, query: { pk: 'alert#chaoyang#2026-11' } }, cursor, now)).toBeUndefined();
    expect(readCursor(key, { ...scope, operation: 'listBanks' }, cursor, now)).toBeUndefined();
    expect(readCursor('cd'.repeat(32), scope, cursor, now)).toBeUndefined();
    expect(readCursor(key, scope, cursor, later(61))).toBeUndefined();
  });

  test('is nothing once any of its characters is another, or if it never was one', () => {
    const cursor = makeCursor(key, scope, position, now);
    fc.assert(
      fc.property(fc.nat(cursor.length - 1), fc.constantFrom('A', 'z', '.', '%'), (at, char) => {
        const changed = `${cursor.slice(0, at)}${char}${cursor.slice(at + 1)}`;
        return changed === cursor || readCursor(key, scope, changed, now) === undefined;
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => readCursor(key, scope, text, now) === undefined));
    expect(readCursor(key, scope, '', now)).toBeUndefined();
  });

  test('tells its holder nothing of the position, neither by its text nor by its length', () => {
    const hidden = { sk: '2026-11-26T00:00:00.000Z#cst_01KANXE8G000000000007K3Q9M:invitation:police-miyun' };
    const cursor = makeCursor(key, scope, hidden, now);
    const read = cursor.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'));
    for (const text of [cursor, ...read]) expect(text).not.toMatch(/cst_|police-miyun|2026-11/);
    expect(makeCursor(key, scope, { sk: hidden.sk.slice(0, -6) }, now)).toHaveLength(cursor.length);
    expect(readCursor(key, scope, cursor, now)).toEqual(hidden);
  });

  test('still fits its list when the position is as long as positions are', () => {
    const cursor = makeCursor(key, scope, { stream: `s#${'x'.repeat(400)}`, sk: 'y'.repeat(400) }, now);
    expect(PageQuery.safeParse({ cursor }).success).toBe(true);
  });
});

describe('a signature of a body', () => {
  const key = signingKeyOf(new Uint8Array(32).fill(3));
  const bytes = new TextEncoder().encode('{"orderId":"x"}');

  const toBankA = { audience: 'bank-a' };

  test('is detached, and verifies with the published key alone', async () => {
    const signature = await signBody(bytes, key, { audience: 'bank-a', at: now });
    expect(signature).toMatch(/^[\w-]+\.\.[\w-]+$/);
    expect(await isSignedBy(bytes, signature, { keys: [key.publicJwk] }, toBankA)).toBe(true);
    expect(await isSignedBy(bytes, signature, { keys: [signingKeyOf(new Uint8Array(32).fill(4)).publicJwk] }, toBankA)).toBe(
      false,
    );
  });

  test('is for the one it was made for', async () => {
    const signature = await signBody(bytes, key, { audience: 'bank-a', at: now });
    expect(await isSignedBy(bytes, signature, { keys: [key.publicJwk] }, { audience: 'bank-b' })).toBe(false);
  });

  test.each<[object, boolean]>([
    [{}, true],
    [{ orderId: 'ord_1' }, true],
    [{ aud: 'cordon' }, true],
    [{ aud: ['else', 'cordon'], orderId: 'ord_1' }, true],
    [{ orderId: 'ord_2' }, false],
    [{ orderId: ['ord_1'] }, false],
    [{ orderId: null }, false],
    [{ aud: 'bank-a' }, false],
    [{ aud: [] }, false],
    [{ aud: 'cordon', orderId: 'ord_2' }, false],
  ])('a cursor that says it is for %j is taken for order 1: %s', async (members, taken) => {
    const jws = await new FlattenedSign(bytes).setProtectedHeader({ alg: 'EdDSA', ...members }).sign(key.privateKey);
    const signature = `${jws.protected}..${jws.signature}`;
    const about = (orderId?: string) => isSignedBy(bytes, signature, { keys: [key.publicJwk] }, { audience: 'cordon', orderId });
    expect(await about('ord_1')).toBe(taken);
    if ('orderId' in members) expect(await about()).toBe(false);
  });

  test('with its bytes in it can be checked with the key alone', async () => {
    const evidence = attached(bytes, await signBody(bytes, key, { audience: 'bank-a', at: now }));
    const { payload } = await compactVerify(evidence, await importJWK(key.publicJwk, 'EdDSA'));
    expect(payload).toEqual(bytes);
  });

  test('does not fit a body that differs in one byte', async () => {
    const signature = await signBody(bytes, key, { audience: 'bank-a', at: now });
    expect(await isSignedBy(new TextEncoder().encode('{"orderId":"y"}'), signature, { keys: [key.publicJwk] }, toBankA)).toBe(
      false,
    );
  });

  test.each(['ES256', 'PS256', 'RS256', 'Ed25519'])('is taken with %s', async (alg) => {
    const { publicKey, privateKey } = await generateKeyPair(alg);
    const jws = await new FlattenedSign(bytes).setProtectedHeader({ alg, kid: 'k' }).sign(privateKey);
    const keys = [{ ...(await exportJWK(publicKey)), kid: 'k' }];
    expect(await isSignedBy(bytes, `${jws.protected}..${jws.signature}`, { keys }, toBankA)).toBe(true);
  });

  test.each(['ES384', 'PS512', 'RS512'])('is not taken with %s, which no key may be registered for', async (alg) => {
    const { publicKey, privateKey } = await generateKeyPair(alg);
    const jws = await new FlattenedSign(bytes).setProtectedHeader({ alg }).sign(privateKey);
    const keys = [await exportJWK(publicKey)];
    expect(await isSignedBy(bytes, `${jws.protected}..${jws.signature}`, { keys }, toBankA)).toBe(false);
  });

  test('is not taken without an algorithm, with a secret both know, or if it is no signature', async () => {
    const header = Buffer.from('{"alg":"none"}').toString('base64url');
    expect(await isSignedBy(bytes, `${header}..`, { keys: [key.publicJwk] }, toBankA)).toBe(false);
    expect(await isSignedBy(bytes, `${header}..AAAA`, { keys: [key.publicJwk] }, toBankA)).toBe(false);
    const shared = new Uint8Array(32).fill(1);
    const jws = await new FlattenedSign(bytes).setProtectedHeader({ alg: 'HS256' }).sign(shared);
    const keys = [{ kty: 'oct', k: Buffer.from(shared).toString('base64url') }];
    expect(await isSignedBy(bytes, `${jws.protected}..${jws.signature}`, { keys }, toBankA)).toBe(false);
  });
});

describe('the keys made from a secret', () => {
  test('are the same for the same secret, and different for each purpose', () => {
    const one = dataKeysOf('s'.repeat(64));
    expect(one).toEqual(dataKeysOf('s'.repeat(64)));
    expect(one.accounts).not.toBe(one.cursors);
    expect(one.accounts).not.toBe(dataKeysOf('t'.repeat(64)).accounts);
  });
});

describe('the caller', () => {
  const claims = {
    sub: 'gao',
    agency: 'police-haidian',
    agency_kind: 'police',
    district: 'haidian',
    roles: '[officer duty-officer]',
  };

  test.each([
    ['as API Gateway writes lists', claims.roles],
    ['with commas', 'officer,duty-officer'],
    ['as JSON would', ['officer', 'duty-officer']],
  ])('has its roles, %s', (_how, roles) => {
    expect(actorOf({ ...claims, roles })).toEqual({
      ...{ subject: 'gao', isPerson: false, agency: 'police-haidian', agencyKind: 'police', district: 'haidian' },
      roles: ['officer', 'duty-officer'],
    });
  });

  test('an actor is a person only if the token says so', () => {
    for (const [subject_kind, isPerson] of [
      ['person', true],
      ['system', false],
      ['human', false],
      [7, false],
      [undefined, false],
    ])
      expect(actorOf({ ...claims, subject_kind })).toMatchObject({ isPerson });
  });

  const rolesOf = (roles: unknown) => actorOf({ ...claims, roles })?.roles;

  test('has only the roles that are known here', () => {
    expect(rolesOf('[offline_access officer default-roles-police]')).toEqual(['officer']);
    expect(rolesOf('[clerk]')).toEqual([]);
    expect(rolesOf('[]')).toEqual([]);
    expect(rolesOf('administrator')).toEqual(['administrator']);
  });

  test.each([
    '[[officer supervisor]]',
    '[a [officer]]',
    'map[realm:officer]',
    '[map[name:x officer y:z]]',
    '[officer] [administrator]',
    '["officer"]',
    "['officer']",
    '[officer  supervisor]',
    '[ officer]',
    '[officer',
    'officer]',
    'officer,,supervisor',
    'officer\tsupervisor',
    'officer\nsupervisor',
    ' ',
    ['officer', ''],
    ['officer supervisor'],
    [['officer']],
    { officer: true },
  ])('is refused with roles that cannot be taken apart: %j', (roles) => {
    expect(actorOf({ ...claims, roles })).toBeUndefined();
  });

  test('is refused without agency or kind, with an unknown district, or as Cordon itself', () => {
    for (const wrong of [
      { agency: undefined },
      { agency_kind: 'x' },
      { agency_kind: 'system' },
      { district: 'x' },
      { sub: '' },
    ]) {
      expect(actorOf({ ...claims, ...wrong })).toBeUndefined();
    }
    expect(actorOf(undefined)).toBeUndefined();
  });
});

describe('a problem', () => {
  test('has a status and titles for every code', () => {
    for (const code of refusalCodes) {
      expect(refusals[code].status).toBeGreaterThanOrEqual(400);
      expect(refusals[code].zh).toMatch(/\p{Script=Han}/u);
    }
  });

  test.each([
    ['zh-CN,zh;q=0.9,en;q=0.8', true],
    ['zh', true],
    ['en-GB,zh;q=0.5', false],
    ['fr, zh;q=0.3', true],
    ['zh;q=0', false],
    ['', false],
    [undefined, false],
    [';;q=,,', false],
  ])('is titled by the languages asked for: %s', (languages, chinese) => {
    expect(languageOf(languages)).toBe(chinese ? 'zh' : 'en');
  });

  test('names places and rules, and nothing of what was sent', () => {
    const schema = z.strictObject({
      a: z.int(),
      list: z.array(z.enum(['x', 'y'])),
      map: z.record(z.string().max(3), z.unknown()),
    });
    fc.assert(
      fc.property(fc.string({ minLength: 12 }), (text) => {
        const mark = `#${text}#`;
        const { error } = schema.safeParse({ a: mark, list: [mark], map: { [mark]: 1 }, [mark]: mark });
        return !JSON.stringify(fieldErrors('body', error?.issues ?? [])).includes(JSON.stringify(mark).slice(1, -1));
      }),
    );
    const { error } = schema.safeParse({ a: 1.5, list: ['z'], map: { long: 1 } });
    expect(fieldErrors('body', error?.issues ?? [])).toEqual([
      { in: 'body', path: '/a', rule: 'must be a whole number' },
      { in: 'body', path: '/list/0', rule: 'must be one of x, y' },
      { in: 'body', path: '/map', rule: 'has a name that is not allowed' },
    ]);
  });
});

describe('a text of the wrong form', () => {
  const ruleOf = (schema: z.ZodType, input: unknown) => fieldErrors('body', schema.safeParse(input).error?.issues ?? [])[0]?.rule;

  test('is told what form it must have, and never that of a regular expression', () => {
    expect(ruleOf(Place, 'nowhere')).toBe('must be a district, city, or national: and the name of the reading');
    expect(ruleOf(Place, 7)).toBe('must be a district, city, or national: and the name of the reading');
    expect(ruleOf(z.string().regex(/^a$/), 'b')).toBe('has a form that is not allowed');
  });
});

describe('an unknown field', () => {
  const fields = z.strictObject({ list: z.array(z.strictObject({})) });
  const errorsOf = (input: object) => fieldErrors('body', fields.safeParse({ list: [], ...input }).error?.issues ?? []);

  test('is named where its name can be one', () => {
    expect(errorsOf({ extra: 1, list: [{ 'a-b': 1, _c: 2 }] })).toEqual([
      { in: 'body', path: '/list/0/a-b', rule: 'is not known' },
      { in: 'body', path: '/list/0/_c', rule: 'is not known' },
      { in: 'body', path: '/extra', rule: 'is not known' },
    ]);
  });

  test.each(['王某', '6200000000000000001', 'a b', '', 'x'.repeat(41), '138-0000', 'a/b', 'a.b', '<b>'])(
    'is not, where it may be data: %s',
    (name) => {
      expect(errorsOf({ [name]: 1 })).toEqual([{ in: 'body', path: '', rule: 'has a field that is not known' }]);
    },
  );

  test('a body with very many mistakes does not make the answer endless', () => {
    const many = Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`field${i}`, 1]));
    expect(errorsOf(many)).toHaveLength(100);
  });
});

describe('a route table', () => {
  const route = { method: 'GET', path: '/v1/x/{id}', summary: '', tag: '', access: 'public', answers: {}, refusals: [] } as const;

  test('a table does not have two operations under one method and path, and no parameters without a schema', () => {
    const params = z.strictObject({ id: z.string() });
    expect(() => defineRoutes({ a: { ...route, params }, b: { ...route, params } })).toThrow('is taken');
    expect(() => defineRoutes({ a: route })).toThrow('the path has id');
  });
});
