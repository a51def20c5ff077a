import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { KnownFact } from '../../functions/relay/facts.ts';
import { reactions } from '../../functions/relay/reactions.ts';
import { reactionsDocument } from '../support/reactions-document.ts';
import { streamKinds } from '../support/stream-kinds.ts';

test('docs/reactions.md is what the table says (npm run docs writes it)', () => {
  expect(readFileSync(new URL('../../docs/reactions.md', import.meta.url), 'utf8')).toBe(reactionsDocument());
});

test('every fact has its line in the table', () => {
  const types = KnownFact.options.flatMap((kind) => kind.options.map(({ shape }) => shape.type.value));
  expect(Object.keys(reactions).toSorted()).toEqual(types.toSorted());
});

test('every fact of every kind of stream is known to the relay: one that is not would stop its shard', async () => {
  const streams = await streamKinds();
  expect(streams.length).toBeGreaterThan(25);
  const known = Object.keys(reactions);
  const types = streams.flatMap(({ fact }) => fact.options.map(({ shape }) => shape.type.value));
  expect([...new Set(types)].filter((type) => !known.includes(type))).toEqual([]);
});

test('a name means one reaction', () => {
  const byName = new Map<string, Set<string>>();
  for (const { name, does } of Object.values(reactions).flat()) byName.set(name, (byName.get(name) ?? new Set()).add(does));
  expect([...byName.values()].filter((meanings) => meanings.size > 1)).toEqual([]);
});
