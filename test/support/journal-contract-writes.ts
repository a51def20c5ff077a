import { expect, test } from 'vitest';
import type { Journal, StoredAnswer } from '../../shared/journal/journal.ts';
import { change, fresh, GENESIS_HASH, streamKey } from '../../shared/journal/stream.ts';
import { verifyChain } from '../../shared/journal/verify.ts';
import type { Fact } from '../../shared/kernel/decision.ts';
import {
  allFacts,
  commandOf,
  counted,
  Depots,
  freshId,
  handedOut,
  noise,
  type ParcelFact,
  Parcels,
  takeIn,
  takenIn,
  weighed,
} from './journal-samples.ts';

const ANSWER: StoredAnswer = { status: 201, body: { parcelId: 'p', nested: [1, null, 'x'] }, headers: { etag: '"1"' } };

export function streams(journal: () => Journal): void {
  test('a stream that does not exist is at version 0 without a state', async () => {
    const loaded = await journal().load(Parcels, freshId());
    expect(loaded).toMatchObject({ version: 0, lastHash: GENESIS_HASH });
    expect(loaded.state).toBeUndefined();
  });

  test('what was appended is loaded: the state after the facts, at the version of the last', async () => {
    const id = freshId();
    const appended = await journal().append({
      command: commandOf(),
      changes: [change(fresh(Parcels, id), takenIn('north', 500), weighed(480))],
    });
    expect(appended).toEqual({ outcome: 'appended', versions: { [streamKey('parcel', id)]: 2 } });
    const loaded = await journal().load(Parcels, id);
    expect(loaded).toMatchObject({ id, version: 2, state: { depot: 'north', grams: 480, waits: true } });
    expect(loaded.lastHash).toBe((await allFacts(journal(), id)).at(-1)?.hash);
  });

  test('a stream that is only its state keeps no fact, and its versions guard it all the same', async () => {
    const id = freshId();
    const sums: typeof Depots = { ...Depots, onlyState: true };
    const first = await journal().load(sums, id);
    await journal().append({ command: commandOf(), changes: [change(first, counted(2), counted(3))] });
    expect(await journal().load(sums, id)).toMatchObject({ version: 2, state: { parcels: 5 } });
    expect((await journal().facts(streamKey('depot', id), { limit: 10 })).facts).toEqual([]);
    const stale = { command: commandOf(), changes: [change(first, counted(1))] };
    expect((await journal().append(stale)).outcome).toBe('conflict');
    // without a record of the command, it is a single item
    const alone = { command: commandOf(), remember: false };
    expect((await journal().append({ ...alone, changes: [change(first, counted(1))] })).outcome).toBe('conflict');
    const second = await journal().load(sums, id);
    expect((await journal().append({ ...alone, changes: [change(second, counted(4))] })).outcome).toBe('appended');
    expect(await journal().load(sums, id)).toMatchObject({ version: 3, state: { parcels: 9 } });
  });

  test('what a kind of stream says aside of a fact comes with it, and the chain does not cover it', async () => {
    const id = freshId();
    const telling: typeof Parcels = {
      ...Parcels,
      aside: (before, { type }) => (type === 'parcel.weighed' ? { gramsBefore: before?.grams } : undefined),
    };
    await journal().append({ command: commandOf(), changes: [change(fresh(telling, id), takenIn('north', 500), weighed(480))] });
    const facts = await allFacts(journal(), id);
    expect(facts.map(({ aside }) => aside)).toEqual([undefined, { gramsBefore: 500 }]);
    expect(verifyChain(facts.map(({ aside: _, ...fact }) => fact))).toEqual(verifyChain(facts));
  });

  test('a fact records who, when, why and what', async () => {
    const id = freshId();
    const command = commandOf();
    await journal().append({ command, changes: [change(fresh(Parcels, id), takenIn('north', 500))] });
    const [fact] = await allFacts(journal(), id);
    expect(fact).toMatchObject({
      stream: streamKey('parcel', id),
      seq: 1,
      type: 'parcel.taken-in',
      data: { depot: 'north', grams: 500 },
      at: command.now,
      actor: command.actor,
      command: { name: command.name, id: command.id },
      correlationId: command.correlationId,
      previousHash: GENESIS_HASH,
    });
  });

  test('a member that a fact leaves undefined is absent when it is read, and does not break the chain', async () => {
    const id = freshId();
    await takeIn(journal(), id, takenIn(), handedOut({ to: undefined }));
    expect((await journal().load(Parcels, id)).state).not.toHaveProperty('to');
    const facts = await allFacts(journal(), id);
    expect(facts.at(-1)?.data).not.toHaveProperty('to');
    expect(verifyChain(facts)).toMatchObject({ intact: true });
  });

  test('a change of a value handed in or out does not change the kept one', async () => {
    const id = freshId();
    const handedIn = { type: 'parcel.taken-in' as const, data: { depot: 'north', grams: 1 } };
    await takeIn(journal(), id, handedIn);
    handedIn.data.grams = 2;
    const [first] = await allFacts(journal(), id);
    Object.assign(Object(first?.data), { grams: 3 });
    Object.assign(Object((await journal().load(Parcels, id)).state), { grams: 4 });
    expect((await journal().load(Parcels, id)).state?.grams).toBe(1);
    expect((await allFacts(journal(), id))[0]?.data).toEqual({ depot: 'north', grams: 1 });
  });

  test('a hundred streams are read at once, in the order asked, missing and repeated ones too', async () => {
    const ids = Array.from({ length: 97 }, () => freshId());
    for (const batch of [ids.slice(0, 40), ids.slice(40, 80), ids.slice(80)]) {
      const changes = batch.map((id) => change(fresh(Parcels, id), takenIn('north', ids.indexOf(id))));
      expect((await journal().append({ command: commandOf(), changes })).outcome).toBe('appended');
    }
    const asked = [...ids.toReversed(), freshId(), ids[0] ?? '', ids[0] ?? ''];
    const loaded = await journal().loadMany(Parcels, asked);
    expect(loaded.map(({ id }) => id)).toEqual(asked);
    expect(loaded.map(({ state }) => state?.grams)).toEqual(
      [...ids.keys()]
        .toReversed()
        .concat([NaN, 0, 0])
        .map((grams) => (Number.isNaN(grams) ? undefined : grams)),
    );
    await expect(journal().loadMany(Parcels, [...asked, freshId()])).rejects.toThrow('100 is the most');
    expect(await journal().loadMany(Parcels, [])).toEqual([]);
  });

  test('a state that cannot be read is refused, by its name and without its content', async () => {
    const id = freshId();
    await takeIn(journal(), id, takenIn('secret-depot'));
    const other = { ...Depots, name: 'parcel' };
    const cause = `the state of parcel#${id} at version 1`;
    await expect(journal().load(other, id)).rejects.toThrow(`${cause} has schema 2; this release knows 1`);
    await expect(journal().load({ ...other, schemaVersion: 2 }, id)).rejects.toThrow(`${cause} does not fit schema 2`);
    await expect(journal().load(other, id)).rejects.not.toThrow('secret-depot');
  });

  test('an append that the database could not keep is refused before anything is written', async () => {
    const id = freshId();
    const attempt = (...facts: readonly [ParcelFact, ...ParcelFact[]]) =>
      journal().append({ command: commandOf(), changes: [change(fresh(Parcels, id), ...facts)] });
    await expect(attempt(takenIn(noise(360)))).rejects.toThrow('350 is the most');
    await expect(attempt(takenIn(), ...Array.from({ length: 98 }, () => weighed(1)))).rejects.toThrow('100 is the most');
    // the command, the state and 98 facts are exactly the most; a stream that is only required is one more
    const most = () => change(fresh(Parcels, freshId()), takenIn(), ...Array.from({ length: 97 }, () => weighed(1)));
    expect(await journal().append({ command: commandOf(), changes: [most()] })).toMatchObject({ outcome: 'appended' });
    const requires = [{ stream: streamKey(Parcels.name, freshId()), version: 0 }];
    await expect(journal().append({ command: commandOf(), changes: [most()], requires })).rejects.toThrow(
      'writes 101 items; 100 is the most',
    );
    await expect(
      journal().append({
        command: commandOf(),
        changes: [change(fresh(Parcels, id), takenIn()), change(fresh(Parcels, id), takenIn())],
      }),
    ).rejects.toThrow(`changes parcel#${id} twice`);
    await expect(
      journal().append({
        command: commandOf(),
        changes: Array.from({ length: 41 }, () => change(fresh(Parcels, freshId()), takenIn())),
      }),
    ).rejects.toThrow('40 is the most');
    const heavy = Array.from({ length: 11 }, () => change(fresh(Parcels, freshId()), takenIn(), handedOut({ to: noise(170) })));
    await expect(journal().append({ command: commandOf(), changes: heavy })).rejects.toThrow('3500 is the most');
    expect((await journal().load(Parcels, id)).version).toBe(0);
  });

  test('a change without facts, or with those of another kind of stream, is refused', async () => {
    const begin = change(fresh(Parcels, freshId()), takenIn());
    const append = (facts: readonly Fact[]) => journal().append({ command: commandOf(), changes: [{ ...begin, facts }] });
    await expect(append([])).rejects.toThrow('has no facts');
    await expect(append([counted()])).rejects.toThrow(`depot.counted is no fact of ${begin.stream}`);
  });

  test('an append as large as allowed is taken', async () => {
    const id = freshId();
    await takeIn(journal(), id, takenIn(), ...Array.from({ length: 97 }, (_, grams) => weighed(grams)));
    expect(await journal().load(Parcels, id)).toMatchObject({ version: 98, state: { grams: 96 } });
    expect(verifyChain(await allFacts(journal(), id))).toMatchObject({ intact: true });
  });
}

export function conflicts(journal: () => Journal): void {
  test('an append to a version that is no longer the last is a conflict and leaves nothing', async () => {
    const id = freshId();
    await takeIn(journal(), id, takenIn());
    const stale = await journal().load(Parcels, id);
    await journal().append({ command: commandOf(), changes: [change(stale, weighed(1))] });
    const late = commandOf();
    expect(await journal().append({ command: late, changes: [change(stale, weighed(2))] })).toEqual({
      outcome: 'conflict',
      stream: `parcel#${id}`,
    });
    expect(await journal().load(Parcels, id)).toMatchObject({ version: 2, state: { grams: 1 } });
    expect(await journal().recall(late.id, late.now)).toBeUndefined();
  });

  test('a stream can begin only once', async () => {
    const id = freshId();
    await takeIn(journal(), id, takenIn());
    const again = await journal().append({ command: commandOf(), changes: [change(fresh(Parcels, id), takenIn())] });
    expect(again).toEqual({ outcome: 'conflict', stream: `parcel#${id}` });
  });

  test('a stream that was never written has no version to build on', async () => {
    const id = freshId();
    const invented = { ...fresh(Parcels, id), version: 3 };
    expect(await journal().append({ command: commandOf(), changes: [change(invented, weighed(1))] })).toEqual({
      outcome: 'conflict',
      stream: `parcel#${id}`,
    });
  });

  test('exactly one of many appends to the same version at once is taken', { timeout: 60_000 }, async () => {
    const id = freshId();
    await takeIn(journal(), id, takenIn());
    const loaded = await journal().load(Parcels, id);
    const outcomes = await Promise.all(
      Array.from(
        { length: 12 },
        async (_, grams) => (await journal().append({ command: commandOf(), changes: [change(loaded, weighed(grams))] })).outcome,
      ),
    );
    expect(outcomes.toSorted()).toEqual(['appended', ...Array.from({ length: 11 }, () => 'conflict')]);
    expect((await journal().load(Parcels, id)).version).toBe(2);
  });

  test('several streams are written together or not at all', async () => {
    const [first, second, depot] = [freshId(), freshId(), freshId()];
    await takeIn(journal(), second, takenIn());
    const command = commandOf();
    const changes = [
      change(fresh(Parcels, first), takenIn()),
      change(fresh(Parcels, second), takenIn()),
      change(fresh(Depots, depot), counted(2)),
    ];
    expect(await journal().append({ command, changes, answer: ANSWER })).toEqual({
      outcome: 'conflict',
      stream: `parcel#${second}`,
    });
    expect((await journal().load(Parcels, first)).version).toBe(0);
    expect((await journal().load(Depots, depot)).version).toBe(0);
    expect(await allFacts(journal(), first)).toEqual([]);
    expect(await journal().recall(command.id, command.now)).toBeUndefined();

    const current = await journal().load(Parcels, second);
    const again = await journal().append({
      command,
      changes: [change(fresh(Parcels, first), takenIn()), change(current, weighed(7)), change(fresh(Depots, depot), counted(2))],
      answer: ANSWER,
    });
    expect(again).toEqual({
      outcome: 'appended',
      versions: { [`parcel#${first}`]: 1, [`parcel#${second}`]: 2, [`depot#${depot}`]: 1 },
    });
  });
}

export function commands(journal: () => Journal): void {
  const begin = (id: string) => [change(fresh(Parcels, id), takenIn())];

  test('the same command again is answered as before and does nothing', async () => {
    const command = commandOf();
    const id = freshId();
    await journal().append({ command, changes: begin(id), answer: ANSWER });
    expect(await journal().append({ command, changes: begin(id), answer: { status: 500, body: 'other' } })).toEqual({
      outcome: 'replayed',
      answer: ANSWER,
    });
    expect(await journal().append({ command, changes: begin(freshId()) })).toEqual({ outcome: 'replayed', answer: ANSWER });
    expect((await journal().load(Parcels, id)).version).toBe(1);
    expect(await journal().recall(command.id, command.now)).toEqual({ inputHash: command.inputHash, answer: ANSWER });
    Object.assign(Object((await journal().recall(command.id, command.now))?.answer?.body), { parcelId: 'changed' });
    expect(await journal().recall(command.id, command.now)).toEqual({ inputHash: command.inputHash, answer: ANSWER });
  });

  test('a command without an answer is remembered without one', async () => {
    const command = commandOf();
    await journal().append({ command, changes: begin(freshId()) });
    expect(await journal().append({ command, changes: begin(freshId()) })).toEqual({ outcome: 'replayed', answer: undefined });
    expect(await journal().recall(command.id, command.now)).toEqual({ inputHash: command.inputHash });
  });

  test('a command that changes nothing can still be remembered', async () => {
    const command = commandOf();
    expect(await journal().append({ command, changes: [], answer: ANSWER })).toEqual({ outcome: 'appended', versions: {} });
    expect(await journal().append({ command, changes: [], answer: ANSWER })).toEqual({ outcome: 'replayed', answer: ANSWER });
  });

  test('a key used again for something else is noticed', async () => {
    const command = commandOf();
    await journal().append({ command, changes: begin(freshId()), answer: ANSWER });
    const id = freshId();
    expect(await journal().append({ command: { ...command, inputHash: 'another' }, changes: begin(id) })).toEqual({
      outcome: 'key-reused',
    });
    expect((await journal().load(Parcels, id)).version).toBe(0);
  });

  test('the same command twice at the same instant acts once', { timeout: 60_000 }, async () => {
    const command = commandOf();
    const ids = Array.from({ length: 8 }, () => freshId());
    const outcomes = await Promise.all(
      ids.map(async (id) => (await journal().append({ command, changes: begin(id), answer: ANSWER })).outcome),
    );
    expect(outcomes.toSorted()).toEqual(['appended', ...Array.from({ length: 7 }, () => 'replayed')]);
    const loaded = await journal().loadMany(Parcels, ids);
    expect(loaded.filter(({ version }) => version === 1)).toHaveLength(1);
  });

  test('a command past its thirty days is forgotten, deleted or not', async () => {
    const command = commandOf({ now: '2030-06-01T08:00:00.000Z' });
    await journal().append({ command, changes: begin(freshId()), answer: ANSWER });
    expect(await journal().recall(command.id, '2030-07-01T07:59:59.000Z')).toBeDefined();
    expect(await journal().recall(command.id, '2030-07-01T08:00:00.000Z')).toBeUndefined();
    const later = { ...command, inputHash: 'another', now: '2030-07-01T08:00:00.000Z' };
    expect((await journal().append({ command: later, changes: begin(freshId()) })).outcome).toBe('appended');
    expect(await journal().recall(command.id, later.now)).toEqual({ inputHash: 'another' });
  });
}
