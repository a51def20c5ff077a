import { expect, test } from 'vitest';
import { cloneOf, inventedId, isInvented } from '../../bench/speed/clones.ts';
import { packItem, unpackItem } from '../../shared/journal/packed-item.ts';

const id = 'ord_01JABCDEFGHJKMNPQRSTVWXYZ0';
const stateItem = packItem({
  open: {
    ...{ pk: `order#${id}`, sk: 'state', version: 4, inboxPk: 'inbox#jinghua', inboxSk: `2026#${id}` },
    ...{ duePk: 'due#3', dueSk: `2026#${id}` },
  },
  packed: { state: { orderId: id }, schemaVersion: 1, lastHash: 'h' },
  card: { orderId: id },
});
const factItem = packItem({
  open: {
    pk: 'case#cas_1',
    sk: 'event#000000000002',
    seq: 2,
    type: 'case.opened',
    filePk: 'f',
    fileSk: '2026#case#cas_1#000000000002',
  },
  packed: { data: {}, hash: 'h' },
  card: { seq: 2, type: 'case.opened' },
});

test('the clone of a state is another stream at the next place of the same list, and of no other', () => {
  const other = inventedId(id, 7);
  expect(other).toMatch(/^ord_[0-9A-Z]{26}$/);
  expect(unpackItem(cloneOf(stateItem, 7, 'inbox'))).toEqual({
    ...{ pk: `order#${other}`, sk: 'state', version: 4, inboxPk: 'inbox#jinghua', inboxSk: `2026#${other}` },
    ...{ state: { orderId: other }, schemaVersion: 1, lastHash: 'h', card: { orderId: other } },
  });
});

test('the clone of a fact is a later fact of its stream', () => {
  expect(unpackItem(cloneOf(factItem, 5, 'file'))).toEqual({
    ...{ pk: 'case#cas_1', sk: 'event#000001000005', seq: 1_000_005, type: 'case.opened' },
    ...{ filePk: 'f', fileSk: '2026#case#cas_1#000001000005', data: {}, hash: 'h' },
    card: { seq: 1_000_005, type: 'case.opened' },
  });
});

test('an id that does not count up gets a tail', () => {
  expect(inventedId('jinghua', 12)).toBe('jinghua-x0000012');
});

test('what is invented is known by its key', () => {
  expect(isInvented(`order#${inventedId(id, 7)}`, 'state')).toBe(true);
  expect(isInvented(`bank#${inventedId('jinghua', 7)}`, 'state')).toBe(true);
  expect(isInvented(`order#${id}`, 'state')).toBe(false);
  expect(isInvented('case#cas_1', 'event#000001000005')).toBe(true);
  expect(isInvented('case#cas_1', 'event#000000000002')).toBe(false);
});
