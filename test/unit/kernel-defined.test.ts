import { expect, expectTypeOf, test } from 'vitest';
import { defined } from '../../shared/kernel/defined.ts';
import { impossible } from '../../shared/kernel/impossible.ts';

test('what is undefined is absent; null, false, zero and nothing written stay', () => {
  const given: { readonly a: string; readonly b: string | undefined; readonly c?: number } = { a: 'x', b: undefined };
  const said = defined(given);
  expect(Object.keys(said)).toEqual(['a']);
  expectTypeOf(said).toEqualTypeOf<{ readonly a: string } & { readonly b?: string; readonly c?: number }>();
  expect(defined({ none: null, off: false, zero: 0, empty: '' })).toStrictEqual({ none: null, off: false, zero: 0, empty: '' });
});

test('the impossible is an error', () => {
  expect(() => impossible('a command left no state')).toThrow('a command left no state');
});
