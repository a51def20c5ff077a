import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldedText, unfolded } from '../../shared/journal/folded.ts';
import { pack, unpack } from '../../shared/journal/pack.ts';

const base64url = (text: string) => Buffer.from(text).toString('base64url');
const body = JSON.stringify({ orderId: 'ord_1', accountName: '张伟民', amountFen: 455_400 });
const jws = `${base64url('{"alg":"EdDSA","kid":"k1"}')}.${base64url(body)}.${'c2ln'.repeat(16)}`;

describe('a signature with its bytes', () => {
  test('stands in plain text, and comes back to the byte', () => {
    const value = { instruction: 'stop', signature: jws, list: [jws, 'eyJ'] };
    expect(foldedText(value)).toContain('张伟民');
    expect(unfolded(foldedText(value))).toEqual(value);
  });

  test('packs to about half', () => {
    const kept = pack({ signature: jws });
    expect(unpack(kept)).toEqual({ signature: jws });
    expect(kept.length).toBeLessThan(0.8 * jws.length);
  });

  test.each([
    ['a payload that is no text', `${base64url('{"alg":"x"}')}.${Buffer.from([0xff, 0xfe]).toString('base64url')}.c2ln`],
    ['a detached one', `${base64url('{"alg":"x"}')}..c2ln`],
    ['one whose text has bits to spare', 'eyJhIjoxfR.eyJhIjoxfR.c2ln'],
    ['a signature in a signature', `${base64url('{"a":1}')}.${base64url(jws)}.c2ln`],
    ['what only looks like one', 'eyJ.eyJ.eyJ'],
  ])('%s comes back as it was', (_, text) => {
    expect(unfolded(foldedText({ text }))).toEqual({ text });
  });
});

test('every value comes back, also one with names like those of a folded text', () => {
  const name = fc.oneof(fc.string(), fc.constantFrom('\u0001jws', '\u0001\u0001jws', '\u0001', 'jws', '__proto__'));
  const text = fc.oneof(fc.string(), fc.constantFrom(jws, 'eyJ', `${jws}x`, '"eyJ'));
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      text,
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(name, tie('value'), { maxKeys: 4, noNullPrototype: true }),
    ),
  }));
  fc.assert(
    fc.property(value, (member) => {
      const plain = { member };
      expect(JSON.stringify(unfolded(foldedText(plain)))).toBe(JSON.stringify(JSON.parse(JSON.stringify(plain))));
    }),
  );
});
