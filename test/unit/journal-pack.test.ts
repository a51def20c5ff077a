import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pack, unpack, unpackText } from '../../shared/journal/pack.ts';
import { DICTIONARY_1 } from '../../shared/journal/pack-dictionary-1.ts';
import { itemBytes, packItem, unpackItem } from '../../shared/journal/packed-item.ts';
import { noise } from '../support/journal-samples.ts';

const object = fc.dictionary(fc.string(), fc.jsonValue());

describe('what is packed', () => {
  test('comes out again as the same text, whatever it is and whatever it stands beside', () => {
    fc.assert(
      fc.property(object, fc.string({ unit: 'grapheme' }), (value, beside) => {
        expect(unpackText(pack(value, beside), beside)).toBe(JSON.stringify(value));
      }),
    );
  });

  test.each([
    ['nothing', {}],
    ['an empty list', []],
    ['Chinese text', { reason: '受害人称被冒充公安人员诈骗,款项分多笔转出。', 名称: ['海淀分局', '𠮷'] }],
    ['300 KB that cannot be made smaller', { text: noise(225) }],
    ['300 KB of the same', { text: '一'.repeat(100_000) }],
    ['members in an order of their own', { b: 1, a: { z: null, y: [true, false, 1.5, -0.25e-7] } }],
  ])('%s', (_, value) => {
    expect(unpackText(pack(value))).toBe(JSON.stringify(value));
    expect(unpack(pack(value))).toEqual(value);
  });

  test('has the same bytes for the same value, so that an index does not take it for another', () => {
    fc.assert(
      fc.property(object, (value) => {
        expect(pack(value)).toEqual(pack(structuredClone(value)));
      }),
    );
  });

  test('costs nothing again where it stands beside text that has it', () => {
    const hash = createHash('sha256').update('a').digest('hex');
    expect(pack({ hash }, hash).length).toBeLessThan(pack({ hash }).length - 30);
  });

  test('may have 4 MB of JSON, and no more', () => {
    const text = (bytes: number) => ({ text: 'x'.repeat(bytes - '{"text":""}'.length) });
    const most = 4 * 1024 * 1024;
    expect(unpack(pack(text(most)))).toEqual(text(most));
    expect(() => pack(text(most + 1))).toThrow(`a value of ${most + 1} bytes is too large to be packed; ${most} is the most`);
  });
});

describe('bytes that cannot be unpacked', () => {
  const secret = { name: '王某', text: 'secret-depot', n: [1, 2, 3] };

  test('any one byte changed, and any end cut off, is an error that tells nothing of the content', () => {
    const bytes = pack(secret);
    for (let at = 1; at < bytes.length; at += 1) {
      const changed = Uint8Array.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 0x55;
      expect(() => unpack(changed)).toThrow(/^packed bytes are damaged$/);
      expect(() => unpack(bytes.subarray(0, at))).toThrow(/^packed bytes are damaged$/);
    }
  });

  test('so is what stands beside other text than it was packed beside', () => {
    expect(() =>
      unpack(pack({ name: 'a-long-name-of-something' }, 'a-long-name-of-something'), 'another text as long as it'),
    ).toThrow(/^packed bytes are damaged$/);
  });

  test.each([
    ['no bytes', []],
    ['a format of tomorrow', [2, 1, 2, 3, 4, 5, 6]],
    ['a format that never was', [0, 1, 2, 3, 4, 5, 6]],
  ])('%s', (_, bytes) => {
    expect(() => unpack(Uint8Array.from(bytes))).toThrow(/^packed bytes are of no format that this release knows$/);
  });

  test('bytes that would fill the memory are given up at 4 MB', () => {
    const bomb = deflateRawSync(Buffer.alloc(64 * 1024 * 1024, ' '), { dictionary: Buffer.from(DICTIONARY_1) });
    expect(bomb.length).toBeLessThan(100_000);
    expect(() => unpack(Buffer.concat([Uint8Array.of(1, 0, 0, 0, 0), bomb]))).toThrow(/^packed bytes are damaged$/);
  });
});

test('the dictionary is part of what is stored: it never changes', () => {
  // If this fails, leave the test as it is: without this dictionary no item written with it can be read. A better one is dictionary 2.
  expect(createHash('sha256').update(DICTIONARY_1).digest('hex')).toBe(
    'f30a177be15e58554e167e43fc6a1c0695e2b76cbd56ff5e116525cf702d1297',
  );
});

describe('an item', () => {
  const open = { pk: 'order#ord_1', sk: 'state', version: 3 };

  test('has its members again, those of before it was packed and those of a release that did not pack', () => {
    const item = packItem({ open, packed: { state: { a: 1 }, lastHash: 'h' }, card: { a: 1 } });
    const whole = { ...open, state: { a: 1 }, lastHash: 'h', card: { a: 1 } };
    expect(Object.keys(item)).toEqual(['pk', 'sk', 'version', 'packed', 'card']);
    expect(unpackItem(item)).toEqual(whole);
    expect(unpackItem(whole)).toEqual(whole);
    expect(unpackItem(packItem({ open }))).toEqual(open);
    // what an index has of it
    expect(unpackItem({ pk: item['pk'], card: item['card'] })).toEqual({ pk: open.pk, card: { a: 1 } });
  });

  test('keeps a condition’s and a filter’s attributes open, whatever was packed', () => {
    const item = packItem({ open, packed: { version: 9, pk: 'other' } });
    expect(item).toMatchObject(open);
    expect(unpackItem(item)).toEqual(open);
  });

  test('has as many bytes as the database counts', () => {
    expect(itemBytes({})).toBe(0);
    expect(itemBytes({ 名: '王某' })).toBe(3 + 6);
    expect(itemBytes({ a: Uint8Array.of(1, 2, 3), b: true, c: null })).toBe(4 + 2 + 2);
    expect(itemBytes({ a: [1, 'xy'], b: { c: 12 } })).toBe(1 + 3 + (1 + 2) + (1 + 2) + (1 + 3 + 1 + (1 + 2)));
    expect(itemBytes({ n: 12_345_678_901_234 })).toBe(1 + 8);
  });
});
