import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inboxOfBank } from '../../shared/banks/keys.ts';
import {
  directory,
  dueKeys,
  dueShard,
  eventKey,
  fileOfAlert,
  listing,
  listingKey,
  SHARDS,
  shardOf,
  through,
} from '../../shared/journal/keys.ts';

test('facts sort by their sequence number', () => {
  expect([eventKey(10), eventKey(9), eventKey(100)].toSorted()).toEqual([eventKey(9), eventKey(10), eventKey(100)]);
  expect(eventKey(1)).toBe('event#000000000001');
});

test('a month of a listing is a month in Beijing', () => {
  expect(listing('alert', 'haidian', '2026-11-30T15:59:59.999Z', 'a').pk).toBe(listingKey('alert', 'haidian', '2026-11'));
  expect(listing('alert', 'haidian', '2026-11-30T16:00:00.000Z', 'a').pk).toBe(listingKey('alert', 'haidian', '2026-12'));
});

test('entries are spelled as the access patterns say', () => {
  expect(inboxOfBank('icbc', '2026-11-22T02:00:00.000Z')).toEqual({ pk: 'bank#icbc', sk: '2026-11-22T02:00:00.000Z' });
  expect(fileOfAlert('alt_1', 3, 'ord_1')).toEqual({ pk: 'alert#alt_1', sk: '03#ord_1' });
  expect(directory('bank', 'icbc')).toEqual({ pk: 'bank#all', sk: 'icbc' });
});

test('every id is in one of the shards the sweep goes through, always the same, and none has much more than its part', () => {
  expect(new Set(dueKeys).size).toBe(SHARDS);
  fc.assert(
    fc.property(fc.string(), (id) => {
      expect(dueKeys).toContain(dueShard(id, '2026-11-22T02:00:00.000Z').pk);
      expect(shardOf(id)).toBe(shardOf(id));
    }),
  );
  const load = Array.from({ length: SHARDS }, () => 0);
  for (let at = 0; at < 16_000; at += 1) load[shardOf(`ord_${at}`)] = (load[shardOf(`ord_${at}`)] ?? 0) + 1;
  expect(Math.max(...load)).toBeLessThan(1_200);
});

test('a range through a moment takes in everything of that moment and nothing after it', () => {
  const moment = '2026-11-22T02:00:00.000Z';
  expect(dueShard('ord_Z9', moment).sk <= through(moment)).toBe(true);
  expect(dueShard('ord_00', '2026-11-22T02:00:00.001Z').sk > through(moment)).toBe(true);
});
