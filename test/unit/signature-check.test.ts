import fc from 'fast-check';
import { exportJWK, FlattenedSign, generateKeyPair, importJWK, type JWK } from 'jose';
import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { otherForms } from '../../shared/http/body-forms.ts';
import { examineSignature } from '../../shared/http/examine-signature.ts';
import { isSignedBy } from '../../shared/http/signature.ts';
import type { Purpose } from '../../shared/http/signature-reading.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { DAY, MINUTE } from '../../shared/kernel/time.ts';
import { createTestApi, type TestApi } from '../support/api.ts';
import { signatureVectors } from '../support/signature-vectors.ts';

const vectors = signatureVectors();
const purpose: Purpose = {
  audience: 'cordon',
  orderId: vectors.orderId,
  clock: { now: vectors.now, ahead: MINUTE, oldest: DAY },
};
const body = Buffer.from(vectors.body);
const keySet = { keys: vectors.keys };

/** Signs with the vectors' keys. */
async function sign(header: object, text: Uint8Array, kid = 'ed-2026'): Promise<string> {
  const key = vectors.privateKeys.find((candidate) => candidate['kid'] === kid);
  const alg = kid === 'ed-2026' ? 'EdDSA' : 'ES256';
  const privateKey = await importJWK({ ...key } as JWK, alg);
  const jws = await new FlattenedSign(text).setProtectedHeader({ alg, kid, ...header }).sign(privateKey);
  return `${jws.protected}..${jws.signature}`;
}

describe('the test vectors of docs/banks.md', () => {
  test.each(vectors.vectors)('$name: the check says $faults', async ({ signature, faults }) => {
    const examined = await examineSignature(body, signature, keySet, purpose);
    expect(examined.faults).toEqual(faults);
    expect(await isSignedBy(body, signature, keySet, purpose)).toBe(faults.length === 0);
  });

  test('are what the private key gives, where the algorithm gives the same each time', async () => {
    const good = vectors.vectors.find(({ name }) => name === 'EdDSA, good');
    const iat = Math.floor(Date.parse('2026-11-22T01:34:20Z') / 1_000);
    expect(await sign({ aud: 'cordon', orderId: vectors.orderId, iat }, body)).toBe(good?.signature);
  });

  test('hold good and bad signatures of both kinds of keys', () => {
    const kinds = vectors.vectors.map(({ name, faults }) => `${name.split(',')[0]} ${faults.length === 0}`);
    expect(new Set(kinds)).toEqual(new Set(['EdDSA true', 'EdDSA false', 'ES256 true', 'ES256 false']));
  });
});

describe('an examined signature', () => {
  const examine = async (header: object, over = body, kid?: string) =>
    examineSignature(body, await sign(header, over, kid), keySet, purpose);
  const complete = { aud: 'cordon', orderId: vectors.orderId, iat: Date.parse(vectors.now) / 1_000 };

  test('a signature that names all it can has no fault and needs no advice', async () => {
    expect(await examine(complete)).toEqual({ faults: [], advice: [], madeWith: 0 });
  });

  test.each<[string, object, string[]]>([
    ['another instruction', { instructionId: 'ins_2' }, ['instruction-wrong']],
    ['a time ahead of the clock', { iat: Date.parse(vectors.now) / 1_000 + 120 }, ['iat-ahead']],
    ['a time years ahead', { iat: 9_999_999_999 }, ['iat-ahead']],
    ['a time beyond all clocks', { iat: 1e300 }, ['iat-ahead']],
    ['a time of days ago', { iat: Date.parse(vectors.now) / 1_000 - 3 * 86_400 }, ['iat-old']],
    ['a time that is text', { iat: '2026-11-22T01:34:20Z' }, ['iat-malformed']],
    ['an unencoded payload', { b64: true, crit: ['b64'] }, ['critical-header']],
    ['two things wrong', { aud: 'x', orderId: 'y' }, ['audience-wrong', 'order-wrong']],
  ])('a signature that names %s is told so', async (_what, members, faults) => {
    expect((await examine({ ...complete, ...members })).faults).toEqual(faults);
  });

  test('a signature that leaves out its protection is taken, and told what to add', async () => {
    expect(await examine({})).toMatchObject({ faults: [], advice: ['audience-missing', 'order-missing', 'iat-missing'] });
  });

  test.each([...new Map(otherForms(Buffer.from(`\uFEFF${vectors.body}\r\n`))).keys()])(
    'over the form %s is recognised',
    async (form) => {
      const sent = Buffer.from(`\uFEFF${vectors.body}\r\n`);
      const signed = new Map(otherForms(sent)).get(form) ?? sent;
      const examined = await examineSignature(sent, await sign(complete, signed), keySet, purpose);
      expect(examined.faults).toEqual(['bytes-differ']);
      expect(examined.signedForm).toBeDefined();
    },
  );

  test('over something else is told that it does not verify, and nothing more', async () => {
    expect(await examine(complete, Buffer.from('{"code":"1300"}'))).toEqual({ faults: ['does-not-verify'], advice: [] });
  });

  test('a signature that names no key is told to name one, if several fit', async () => {
    const pairs = await Promise.all([generateKeyPair('Ed25519'), generateKeyPair('Ed25519')]);
    const keys = await Promise.all(pairs.map(async ({ publicKey }, i) => ({ ...(await exportJWK(publicKey)), kid: `k${i}` })));
    const [first] = pairs;
    const jws = await new FlattenedSign(body).setProtectedHeader({ alg: 'EdDSA', kid: 'k1' }).sign(first.privateKey);
    const nameless = await new FlattenedSign(body).setProtectedHeader({ alg: 'EdDSA' }).sign(first.privateKey);
    const about = { audience: 'cordon' };
    const examined = (signed: { protected?: string; signature: string }) =>
      examineSignature(body, `${signed.protected}..${signed.signature}`, { keys }, about);
    expect(await examined(jws)).toMatchObject({ faults: ['other-key'], madeWith: 0 });
    expect(await examined(nameless)).toMatchObject({
      faults: ['kid-needed'],
      madeWith: 0,
      advice: ['kid-missing', 'audience-missing', 'iat-missing'],
    });
  });

  test('is found valid exactly where it is taken', async () => {
    const good = await sign(complete, body);
    const text = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc
        .tuple(fc.nat({ max: good.length - 1 }), fc.constantFrom('.', 'A', '-', '=', ''))
        .map(([at, put]) => good.slice(0, at) + put + good.slice(at + 1)),
    );
    await fc.assert(
      fc.asyncProperty(text, async (signature) => {
        const { faults } = await examineSignature(body, signature, keySet, purpose);
        expect(faults.length === 0).toBe(await isSignedBy(body, signature, keySet, purpose));
      }),
    );
  });
});

describe('POST /v1/bank/signature-check', () => {
  const bankA: Actor = { agency: 'bank-a', agencyKind: 'bank', roles: ['bank-system'], subject: 'bank-a' };
  let api: TestApi;
  const check = async (text: string, signature?: string, query: Record<string, string> = {}) =>
    api.call(bankA, 'POST', '/v1/bank/signature-check', {
      text,
      query,
      headers: signature === undefined ? {} : { 'x-jws-signature': signature },
    });
  const codes = (reply: Awaited<ReturnType<typeof check>>) =>
    z
      .array(z.object({ code: z.string(), en: z.string(), zh: z.string() }))
      .parse(reply.body['faults'])
      .map(({ code }) => code);

  beforeEach(async () => {
    api = createTestApi();
    api.now = vectors.now;
    await api.call(bankA, 'PUT', '/v1/banks/bank-a', {
      body: { name: 'bank-a', dutyPhone: '010-66000001', jwks: keySet },
    });
  });

  test('says what the answer itself would have been told only as SIGNATURE_INVALID', async () => {
    const signature = await sign({ aud: 'cordon', orderId: vectors.orderId }, Buffer.from(`${vectors.body}\n`));
    const reply = await check(vectors.body, signature, { orderId: vectors.orderId });
    expect(reply).toMatchObject({
      status: 200,
      body: {
        valid: false,
        signedForm: 'with-line-break-at-end',
        madeWith: 0,
        bytes: { length: body.byteLength },
        keys: [
          { kid: 'ed-2026', algorithms: ['EdDSA', 'Ed25519'] },
          { kid: 'p256-2026', algorithms: ['ES256'] },
        ],
        now: vectors.now,
      },
    });
    expect(codes(reply)).toEqual(['bytes-differ']);
  });

  test('takes any JSON, and no order where none is named', async () => {
    for (const text of ['[]', '"x"', 'null', '{"a": 1}']) {
      expect(await check(text, await sign({}, Buffer.from(text)))).toMatchObject({ status: 200, body: { valid: true } });
    }
    expect(codes(await check('{}', await sign({ orderId: vectors.orderId }, Buffer.from('{}'))))).toEqual(['order-wrong']);
  });

  test('compares the instruction that the signature names with the one in the body', async () => {
    const text = '{"instructionId":"ins_1"}';
    const of = async (instructionId: string) => codes(await check(text, await sign({ instructionId }, Buffer.from(text))));
    expect(await of('ins_1')).toEqual([]);
    expect(await of('ins_2')).toEqual(['instruction-wrong']);
  });

  test('the check says so if the signature is missing, and if the bank has no keys', async () => {
    expect(codes(await check('{}'))).toEqual(['missing']);
    const bankB = { ...bankA, agency: 'bank-b', subject: 'bank-b' };
    const reply = await api.call(bankB, 'POST', '/v1/bank/signature-check', {
      text: '{}',
      headers: { 'x-jws-signature': 'a..b' },
    });
    expect(codes(reply)).toEqual(['no-keys']);
    expect(reply.body['keys']).toEqual([]);
  });

  test('records nothing, and repeats nothing of what was sent', async () => {
    const before = api.journal;
    const secret = '6222020200112233445';
    const reply = await check(JSON.stringify({ accountNumber: secret }), await sign({ note: secret }, Buffer.from('{}')));
    expect(reply.text).not.toContain(secret);
    expect(api.logged.join()).not.toContain(secret);
    expect((await before.facts('bank#bank-a', { limit: 10 })).facts).toHaveLength(1);
  });
});
