import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lifecycle } from '../../shared/kernel/lifecycle.ts';
import { lifecyclesDoc } from '../support/lifecycles-doc.ts';

test('docs/lifecycles.md is what the tables say (npm run docs writes it)', async () => {
  expect(readFileSync(new URL('../../docs/lifecycles.md', import.meta.url), 'utf8')).toBe(await lifecyclesDoc());
});

test('a table with a state that cannot be reached is refused when it is loaded', () => {
  expect(() =>
    lifecycle<'off' | 'on' | 'broken', 'press', 'lamp.lit'>(
      'lamp',
      'off',
      { off: { press: ['on', 'lamp.lit'] }, on: {}, broken: {} },
      'ORDER_STATE_FORBIDS',
    ),
  ).toThrow('no way leads to broken');
});

test('a table in which one fact leads two ways is refused when it is loaded', async () => {
  const table = { off: { press: ['on', 'lamp.pressed'], kick: ['broken', 'lamp.pressed'] }, on: {}, broken: {} } as const;
  expect(() =>
    lifecycle<'off' | 'on' | 'broken', 'press' | 'kick', 'lamp.pressed'>('lamp', 'off', table, 'ORDER_STATE_FORBIDS'),
  ).toThrow('to both');
});
