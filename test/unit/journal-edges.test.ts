import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { cardOf, loadedOf, recollectionOf, recordedFactOf } from '../../shared/journal/items.ts';
import { waitingSeat } from '../../shared/journal/keys.ts';
import { readOnly } from '../../shared/journal/kind.ts';
import { unpackItem } from '../../shared/journal/packed-item.ts';
import { record } from '../../shared/journal/recording.ts';
import { change, fresh } from '../../shared/journal/stream.ts';
import { DAY, plus } from '../../shared/kernel/time.ts';
import { commandOf, Parcels, takenIn, weighed } from '../support/journal-samples.ts';

const parcel = () => {
  const recording = record({ command: commandOf(), changes: [change(fresh(Parcels, 'p'), takenIn('north', 500), weighed(480))] });
  const [stream] = recording.streams;
  if (stream === undefined) throw new Error('nothing is recorded');
  return { ...recording, ...stream };
};

describe('an item that is damaged', () => {
  test('is named by its stream and version, never by its content', () => {
    const { state } = parcel();
    expect(loadedOf(Parcels, 'p', state)).toMatchObject({ version: 2, state: { depot: 'north', grams: 480 } });
    expect(() => loadedOf(Parcels, 'p', { ...state, version: 0 })).toThrow('the state of parcel#p is damaged');
    expect(() => loadedOf(Parcels, 'p', { ...state, state: { depot: 1 } })).toThrow(
      'the state of parcel#p at version 2 does not fit schema 2',
    );
    expect(loadedOf(Parcels, 'p', { ...state, schemaVersion: 3 })).toMatchObject({ state: { grams: 480 } });
    expect(() => loadedOf(Parcels, 'p', { ...state, schemaVersion: 3, state: { depot: 1 } })).toThrow(
      'the state of parcel#p at version 2 has schema 3; this release knows 2',
    );
  });

  test('as a fact or an entry is named by its key', () => {
    const { state, facts } = parcel();
    const [first] = facts;
    if (first === undefined) throw new Error('there is no fact');
    expect(recordedFactOf(first)).toMatchObject({ stream: 'parcel#p', seq: 1, type: 'parcel.taken-in' });
    expect(() => recordedFactOf({ ...first, hash: undefined })).toThrow('the fact parcel#p event#000000000001 is damaged');
    expect(cardOf(state, 'listing')).toMatchObject({ stream: 'parcel#p', card: { grams: 480 } });
    expect(() => cardOf({ ...state, card: undefined }, 'listing')).toThrow(
      'the entry of parcel#p in the index listing is damaged',
    );
    expect(() => cardOf(state, 'due')).toThrow('the entry of parcel#p in the index due is damaged');
  });
});

describe('the record of a command', () => {
  test('counts for thirty days', () => {
    const command = commandOf();
    const { command: item } = record({ command, changes: [], answer: { status: 200, body: { b: 1, a: [undefined, 2] } } });
    const known = { inputHash: command.inputHash, answer: { status: 200, body: { b: 1, a: [null, 2] } } };
    expect(recollectionOf(item, plus(command.now, 30 * DAY - 1000))).toEqual(known);
    expect(recollectionOf(item, plus(command.now, 30 * DAY))).toBeUndefined();
    expect(recollectionOf(undefined, command.now)).toBeUndefined();
  });

  test('without an answer, and one of an earlier release whose answer is a map or a text', () => {
    const command = commandOf();
    const { command: item } = record({ command, changes: [] });
    expect(recollectionOf(item, command.now)).toStrictEqual({ inputHash: command.inputHash });
    for (const body of [{ body: { id: 1 } }, { text: '{"id":1}' }]) {
      const older = { ...item, name: 'test-command', at: command.now, answer: { status: 201, ...body } };
      expect(recollectionOf(older, command.now)).toMatchObject({ answer: { status: 201, body: { id: 1 } } });
    }
  });
});

describe('an append', () => {
  const facts = (n: number) => [takenIn('north', 500), ...Array.from({ length: n - 1 }, () => weighed(1))] as const;
  const of = (n: number, required = 0) =>
    record({
      command: commandOf(),
      changes: [change(fresh(Parcels, 'p'), takenIn('north', 500), ...facts(n).slice(1))],
      requires: Array.from({ length: required }, (_, i) => ({ stream: `depot#${i}`, version: 1 })),
    });

  test('writes a hundred items at most: the command, what is required, each state and each fact', () => {
    expect(of(98).streams[0]?.facts).toHaveLength(98);
    expect(() => of(99)).toThrow('writes 101 items; 100 is the most');
    expect(of(88, 10).requires).toHaveLength(10);
    expect(() => of(89, 10)).toThrow('writes 101 items');
  });

  test('changes forty streams at most, each once, and none that it requires as it is', () => {
    const changes = (n: number) => Array.from({ length: n }, (_, i) => change(fresh(Parcels, `p${i}`), takenIn()));
    expect(record({ command: commandOf(), changes: changes(40) }).streams).toHaveLength(40);
    expect(() => record({ command: commandOf(), changes: changes(41) })).toThrow('an append has 41 changes; 40 is the most');
    const twice = [...changes(2), ...changes(1)];
    expect(() => record({ command: commandOf(), changes: twice })).toThrow('an append changes parcel#p0 twice');
    const requires = [{ stream: 'parcel#p1', version: 1 }];
    expect(() => record({ command: commandOf(), changes: changes(2), requires })).toThrow(
      'an append both changes parcel#p1 and requires it as it is',
    );
  });

  test('keeps the versions that its streams have afterwards, and the chain of their facts', () => {
    const { versions, facts: items, state } = parcel();
    expect(versions).toEqual({ 'parcel#p': 2 });
    expect(items.map(({ sk, seq }) => [sk, seq])).toEqual([
      ['event#000000000001', 1],
      ['event#000000000002', 2],
    ]);
    const [first, second] = items.map(unpackItem);
    expect(first?.['previousHash']).toBe('0'.repeat(64));
    expect(second?.['previousHash']).toBe(first?.['hash']);
    expect(unpackItem(state)['lastHash']).toBe(second?.['hash']);
  });
});

test('a kind of which only some members are read is never changed', () => {
  const kind = readOnly('parcel', z.object({ grams: z.number() }));
  expect(kind.state.parse({ grams: 1, more: 2 })).toEqual({ grams: 1 });
  expect(() => kind.evolve(undefined, { type: 'parcel.weighed', data: {} })).toThrow('is not changed');
  expect(() => kind.index({ grams: 1 })).toThrow('is not changed');
});

test('a bank’s seat to wait on is an item of no stream', () => {
  expect(waitingSeat('bank-a', 3)).toEqual({ pk: 'waiting#bank-a', sk: 'seat#3' });
});
