import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CoordinationFact } from '../../functions/relay/coordination-facts.ts';
import { FreezePathFact } from '../../functions/relay/freeze-path-facts.ts';
import { followed, reactions } from '../../functions/relay/reaction-tables.ts';
import { factTypes, reactionsDocument } from '../support/reactions-document.ts';
import { streamKinds } from '../support/stream-kinds.ts';

const kindOf = (type: string): string => type.slice(0, type.indexOf('.'));

test('docs/reactions.md is what the table says (npm run docs writes it)', () => {
  expect(readFileSync(new URL('../../docs/reactions.md', import.meta.url), 'utf8')).toBe(reactionsDocument());
});

test('the page names every fact, also where nothing follows', () => {
  for (const type of factTypes) expect(reactionsDocument()).toContain(`\`${type}\``);
});

test('the tables list only facts that cause something', () => {
  expect(Object.values(reactions).every((list) => list.length > 0)).toBe(true);
  expect(Object.keys(reactions).filter((type) => !factTypes.some((known) => known === type))).toEqual([]);
});

test('every fact of every kind of stream is known to the relay: one that is not would stop its shard', async () => {
  const streams = await streamKinds();
  expect(streams.length).toBeGreaterThan(25);
  const known: readonly string[] = factTypes;
  const types = streams.flatMap(({ fact }) => fact.options.map(({ shape }) => shape.type.value));
  expect([...new Set(types)].filter((type) => !known.includes(type))).toEqual([]);
});

test.each([
  ['freeze path', FreezePathFact, followed.freezePath],
  ['coordination', CoordinationFact, followed.coordination],
])('the relay of the %s knows every fact that it is told of, and no kind of which it is told nothing', (_, fact, told) => {
  const known: readonly string[] = fact.options.flatMap(({ options }) => options.map(({ shape }) => shape.type.value));
  expect(told.filter((type) => !known.includes(type))).toEqual([]);
  const kinds = new Set(told.map(kindOf));
  expect([...new Set(known.map(kindOf))].filter((kind) => !kinds.has(kind))).toEqual([]);
});

test('no reaction follows a fact that may be kept within the item of its state: the relays see items of facts', async () => {
  const within = (await streamKinds()).filter(({ factsWithin }) => factsWithin);
  expect(within.map(({ name }) => name)).toEqual([
    'account',
    'blacklist-page',
    'case-returns',
    'channel',
    'claimed-transfer',
    'inbox-entry',
    'opening',
    'warned-person',
  ]);
  for (const { name, factsWithin } of within) {
    const told = typeof factsWithin === 'object' ? factsWithin.told : [];
    expect(Object.keys(reactions).filter((type) => kindOf(type) === name)).toEqual(told);
  }
  // no index and no figure asks for a fact that has no item
  for (const { factsFile, factLog, aside } of within)
    expect([factsFile, factLog, aside]).toEqual([undefined, undefined, undefined]);
});

test('a name means one reaction', () => {
  const byName = new Map<string, Set<string>>();
  for (const { name, does } of Object.values(reactions).flat()) byName.set(name, (byName.get(name) ?? new Set()).add(does));
  expect([...byName.values()].filter((meanings) => meanings.size > 1)).toEqual([]);
});
