import { expect, test } from 'vitest';
import type { Journal } from '../../shared/journal/journal.ts';
import { change, fresh, streamKey } from '../../shared/journal/stream.ts';
import { verifyChain } from '../../shared/journal/verify.ts';
import { allFacts, commandOf, freshId, handedOut, type ParcelFact, Parcels, takenIn, weighed } from './journal-samples.ts';

/** Kinds of streams that keep facts in the item of their state. */
export function factsWithin(journal: () => Journal): void {
  test('a stream that keeps its facts in the item of its state gives them page by page, in their chain', async () => {
    const id = freshId();
    const within: typeof Parcels = { ...Parcels, factsWithin: true };
    await journal().append({ command: commandOf(), changes: [change(fresh(within, id), takenIn('north', 500), weighed(480))] });
    await journal().append({ command: commandOf(), changes: [change(await journal().load(within, id), weighed(470))] });
    expect(await journal().load(within, id)).toMatchObject({ version: 3, state: { grams: 470 } });
    const facts = await allFacts(journal(), id);
    expect(facts.map(({ seq, type }) => [seq, type])).toEqual([
      [1, 'parcel.taken-in'],
      [2, 'parcel.weighed'],
      [3, 'parcel.weighed'],
    ]);
    expect(verifyChain(facts)).toEqual({ intact: true, lastHash: (await journal().load(within, id)).lastHash });
    const stream = streamKey('parcel', id);
    expect(await journal().facts(stream, { limit: 2 })).toEqual({ facts: facts.slice(0, 2), next: 2 });
    expect(await journal().facts(stream, { after: 2, limit: 2 })).toEqual({ facts: facts.slice(2) });
    expect(await journal().facts(stream, { after: 3, limit: 2 })).toEqual({ facts: [] });
    expect(await journal().facts(stream, { limit: 3 })).toEqual({ facts });
  });

  test('a stream that began with facts in items of their own goes on within the item of its state', async () => {
    const id = freshId();
    await journal().append({ command: commandOf(), changes: [change(fresh(Parcels, id), takenIn('north', 500), weighed(480))] });
    const within: typeof Parcels = { ...Parcels, factsWithin: true };
    await journal().append({
      command: commandOf(),
      changes: [change(await journal().load(within, id), weighed(470), weighed(460))],
    });
    const facts = await allFacts(journal(), id);
    expect(facts.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    expect(verifyChain(facts)).toEqual({ intact: true, lastHash: (await journal().load(within, id)).lastHash });
    const stream = streamKey('parcel', id);
    for (const limit of [1, 2, 3]) {
      const first = await journal().facts(stream, { limit });
      expect(first).toEqual({ facts: facts.slice(0, limit), next: limit });
      expect(await journal().facts(stream, { after: limit, limit: 4 })).toEqual({ facts: facts.slice(limit) });
    }
    const stale = { command: commandOf(), changes: [change(fresh(within, id), weighed(1))] };
    expect((await journal().append(stale)).outcome).toBe('conflict');
  });

  test('a state may hold so many facts: the oldest go into items of their own, and all of them once one comes that relays are told of', async () => {
    const id = freshId();
    const some: typeof Parcels = { ...Parcels, factsWithin: { most: 2, told: ['parcel.handed-out'] } };
    const held: (number | undefined)[] = [];
    const append = async (...facts: readonly [ParcelFact, ...ParcelFact[]]) => {
      const appended = await journal().append({
        command: commandOf(),
        changes: [change(await journal().load(some, id), ...facts)],
      });
      expect(appended.outcome).toBe('appended');
      held.push((await journal().load(some, id)).within?.length);
      const recorded = await allFacts(journal(), id);
      expect(verifyChain(recorded)).toEqual({ intact: true, lastHash: (await journal().load(some, id)).lastHash });
      for (const limit of [1, 2, 3]) {
        const pages: unknown[] = [];
        for (let after: number | undefined = 0; after !== undefined; ) {
          const page = await journal().facts(streamKey('parcel', id), { after, limit });
          pages.push(...page.facts);
          after = page.next;
        }
        expect(pages).toEqual(recorded);
      }
    };
    await append(takenIn('north', 500));
    await append(weighed(480));
    await append(weighed(470));
    await append(weighed(460));
    await append(handedOut({ to: 'a person' }));
    await append(weighed(450));
    await append(weighed(440), weighed(430), weighed(420));
    expect(held).toEqual([1, 2, 2, 2, undefined, 1, 2]);
    expect((await allFacts(journal(), id)).map(({ seq, type }) => [seq, type])).toEqual([
      [1, 'parcel.taken-in'],
      [2, 'parcel.weighed'],
      [3, 'parcel.weighed'],
      [4, 'parcel.weighed'],
      [5, 'parcel.handed-out'],
      ...[6, 7, 8, 9].map((seq) => [seq, 'parcel.weighed']),
    ]);
  });

  test.each([
    ['the oldest', weighed(1)],
    ['all', handedOut({ to: 'a person' })],
  ])(
    'a page that is read while an append takes facts out of the state, %s of them, lacks none and has none twice',
    async (_, fact) => {
      const some: typeof Parcels = { ...Parcels, factsWithin: { most: 2, told: ['parcel.handed-out'] } };
      for (let turns = 0; turns < 12; turns += 1) {
        const id = freshId();
        const begun = [takenIn('north', 500), weighed(4), weighed(3)] as const;
        await journal().append({ command: commandOf(), changes: [change(fresh(some, id), ...begun)] });
        const next = { command: commandOf(), changes: [change(await journal().load(some, id), fact)] };
        const append = async () => {
          for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
          return journal().append(next);
        };
        const stream = streamKey('parcel', id);
        const [appended, all, behind] = await Promise.all([
          append(),
          journal().facts(stream, { limit: 10 }),
          journal().facts(stream, { after: 1, limit: 10 }),
        ]);
        expect(appended.outcome).toBe('appended');
        expect(all.next).toBeUndefined();
        const seqs = all.facts.map(({ seq }) => seq);
        expect([
          [1, 2, 3],
          [1, 2, 3, 4],
        ]).toContainEqual(seqs);
        expect(verifyChain(all.facts)).toMatchObject({ intact: true });
        expect([
          [2, 3],
          [2, 3, 4],
        ]).toContainEqual(behind.facts.map(({ seq }) => seq));
      }
    },
  );

  test('a kind that keeps no facts within the item of its state any more takes them out with its next fact', async () => {
    const id = freshId();
    const within: typeof Parcels = { ...Parcels, factsWithin: true };
    await journal().append({ command: commandOf(), changes: [change(fresh(within, id), takenIn('north', 500), weighed(480))] });
    const before = await allFacts(journal(), id);
    await journal().append({ command: commandOf(), changes: [change(await journal().load(Parcels, id), weighed(470))] });
    const facts = await allFacts(journal(), id);
    expect(facts.slice(0, 2)).toEqual(before);
    expect(facts.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(verifyChain(facts)).toEqual({ intact: true, lastHash: (await journal().load(Parcels, id)).lastHash });
    expect((await journal().load(Parcels, id)).within).toBeUndefined();
  });
}
