import { expect, test } from 'vitest';
import { inboxKey } from '../../shared/banks/keys.ts';
import type { IndexPosition, IndexQuery, Journal, KeptTask } from '../../shared/journal/journal.ts';
import { listingKey, through } from '../../shared/journal/keys.ts';
import { change, fresh, GENESIS_HASH, streamKey } from '../../shared/journal/stream.ts';
import { verifyChain } from '../../shared/journal/verify.ts';
import {
  allFacts,
  commandOf,
  freshId,
  handedOut,
  Parcels,
  shelfOf,
  TAKEN_IN_AT,
  takeIn,
  takenIn,
  weighed,
} from './journal-samples.ts';

export function factPages(journal: () => Journal): void {
  test('facts come in pages, in order, and the last page has no next', async () => {
    const id = freshId();
    await takeIn(journal(), id, takenIn(), ...Array.from({ length: 11 }, (_, grams) => weighed(grams)));
    const stream = streamKey('parcel', id);
    const sizes: number[] = [];
    const seqs: number[] = [];
    for (let after: number | undefined = 0; after !== undefined; ) {
      const { facts, next } = await journal().facts(stream, { after, limit: 4 });
      sizes.push(facts.length);
      seqs.push(...facts.map(({ seq }) => seq));
      after = next;
    }
    expect(sizes).toEqual([4, 4, 4]);
    expect(seqs).toEqual(Array.from({ length: 12 }, (_, at) => at + 1));
    expect(await journal().facts(stream, { after: 12, limit: 4 })).toEqual({ facts: [] });
    expect(await journal().facts(streamKey('parcel', freshId()), { limit: 4 })).toEqual({ facts: [] });
  });

  test('neither the state nor the task token is taken for a fact', async () => {
    const id = freshId();
    await takeIn(journal(), id, takenIn());
    await journal().keepTaskToken({ stream: streamKey('parcel', id), token: 'token', issuedAt: '2030-06-01T08:00:00.000Z' });
    expect((await allFacts(journal(), id)).map(({ type }) => type)).toEqual(['parcel.taken-in']);
  });

  test('facts of several appends make one chain, which shows what was changed, left out or put in', async () => {
    const id = freshId();
    await takeIn(journal(), id, takenIn(), weighed(1));
    const loaded = await journal().load(Parcels, id);
    await journal().append({ command: commandOf(), changes: [change(loaded, weighed(2), handedOut({ to: 'you' }))] });
    const facts = await allFacts(journal(), id);
    const [first, second, third, fourth] = facts;
    if (!first || !second || !third || !fourth) throw new Error('four facts were appended');
    expect(verifyChain(facts)).toEqual({ intact: true, lastHash: (await journal().load(Parcels, id)).lastHash });
    expect(verifyChain([third, fourth], second.hash)).toMatchObject({ intact: true });
    expect(verifyChain([first, { ...second, data: { grams: 9 } }, third, fourth])).toEqual({
      intact: false,
      seq: 2,
      reason: 'content-changed',
    });
    expect(verifyChain([first, { ...second, stream: 'parcel#other' }])).toEqual({
      intact: false,
      seq: 2,
      reason: 'out-of-sequence',
    });
    expect(verifyChain([first, third, fourth])).toEqual({ intact: false, seq: 3, reason: 'out-of-sequence' });
    expect(verifyChain([second, third, fourth], first.previousHash)).toEqual({
      intact: false,
      seq: 2,
      reason: 'out-of-sequence',
    });
    expect(verifyChain([first, { ...second, seq: 2, previousHash: GENESIS_HASH }, third])).toEqual({
      intact: false,
      seq: 2,
      reason: 'chain-broken',
    });
  });
}

export function indexes(journal: () => Journal): void {
  const shelve = async (depot: string, weights: readonly number[]): Promise<readonly string[]> => {
    const ids = weights.map(() => freshId());
    await journal().append({
      command: commandOf(),
      changes: weights.map((grams, at) => change(fresh(Parcels, ids[at] ?? ''), takenIn(depot, grams))),
    });
    return ids;
  };
  const june = (depot: string): string => listingKey('parcel', depot, '2030-06');
  const weightsOf = async (query: IndexQuery): Promise<readonly unknown[]> =>
    (await journal().find(query)).cards.map(({ card }) => card['grams']);

  test('streams are found by an index in order of its sort key, with their card', async () => {
    const depot = freshId();
    const ids = await shelve(depot, [30, 10, 20]);
    const { cards, next } = await journal().find({ index: 'listing', pk: june(depot), limit: 10 });
    expect(next).toBeUndefined();
    expect(cards).toEqual([
      { stream: `parcel#${ids[1]}`, card: { grams: 10, waits: true }, sk: `${TAKEN_IN_AT}#000010` },
      { stream: `parcel#${ids[2]}`, card: { grams: 20, waits: true }, sk: `${TAKEN_IN_AT}#000020` },
      { stream: `parcel#${ids[0]}`, card: { grams: 30, waits: true }, sk: `${TAKEN_IN_AT}#000030` },
    ]);
    expect(await weightsOf({ index: 'listing', pk: june(depot), newestFirst: true, limit: 10 })).toEqual([30, 20, 10]);
    expect(await weightsOf({ index: 'listing', pk: june(freshId()), limit: 10 })).toEqual([]);
  });

  test('a stream that an index no longer concerns is gone from it, and the card follows the state', async () => {
    const depot = freshId();
    const [id = ''] = await shelve(depot, [10]);
    expect(await weightsOf({ index: 'inbox', pk: inboxKey(depot), limit: 10 })).toEqual([10]);
    const loaded = await journal().load(Parcels, id);
    await journal().append({ command: commandOf(), changes: [change(loaded, handedOut())] });
    expect(await weightsOf({ index: 'inbox', pk: inboxKey(depot), limit: 10 })).toEqual([]);
    const { cards } = await journal().find({ index: 'listing', pk: june(depot), limit: 10 });
    expect(cards).toMatchObject([{ card: { grams: 10, waits: false } }]);
  });

  test('bounds take in both ends, and bounds that cross find nothing', async () => {
    const depot = freshId();
    await shelve(depot, [10, 20, 30, 40]);
    const query = { index: 'listing', pk: june(depot), limit: 10 } as const;
    const at = (grams: number): string => `${TAKEN_IN_AT}#0000${grams}`;
    expect(await weightsOf({ ...query, from: at(20), to: at(30) })).toEqual([20, 30]);
    expect(await weightsOf({ ...query, from: at(30) })).toEqual([30, 40]);
    expect(await weightsOf({ ...query, to: at(20) })).toEqual([10, 20]);
    expect(await weightsOf({ ...query, to: TAKEN_IN_AT })).toEqual([]);
    expect(await weightsOf({ ...query, to: through(TAKEN_IN_AT) })).toEqual([10, 20, 30, 40]);
    expect(await weightsOf({ ...query, from: at(30), to: at(20) })).toEqual([]);
  });

  test.each([{ newestFirst: false }, { newestFirst: true }])(
    'pages have no gap and no overlap, and the last has no next ($newestFirst)',
    async ({ newestFirst }) => {
      const depot = freshId();
      // Equal weights have equal sort keys: a page may end between two of them.
      await shelve(depot, [1, 2, 2, 2, 3, 4, 5, 6]);
      const pages: string[][] = [];
      for (let after: IndexPosition | undefined | 'start' = 'start'; after !== undefined; ) {
        const page = await journal().find({
          index: 'listing',
          pk: june(depot),
          newestFirst,
          limit: 2,
          ...(after === 'start' ? {} : { after }),
        });
        pages.push(page.cards.map(({ stream }) => stream));
        after = page.next;
      }
      expect(pages.map((page) => page.length)).toEqual([2, 2, 2, 2]);
      expect(new Set(pages.flat()).size).toBe(8);
    },
  );
}

export function taskTokens(journal: () => Journal): void {
  test('the last token of a stream is kept, and none where there was none', async () => {
    const stream = streamKey('parcel', freshId());
    expect(await journal().taskToken(stream)).toBeUndefined();
    await journal().keepTaskToken({ stream, token: 'first', issuedAt: '2030-06-01T08:00:00.000Z' });
    await journal().keepTaskToken({ stream, token: 'second', issuedAt: '2030-06-01T08:01:00.000Z' });
    expect(await journal().taskToken(stream)).toBe('second');
  });

  test('a token issued earlier than the one kept, of a message that came again, changes nothing', async () => {
    const stream = streamKey('parcel', freshId());
    await journal().keepTaskToken({ stream, token: 'second', issuedAt: '2030-06-01T08:01:00.000Z' });
    await journal().keepTaskToken({ stream, token: 'first', issuedAt: '2030-06-01T08:00:00.000Z' });
    expect(await journal().taskToken(stream)).toBe('second');
  });

  const at = (minute: number): string => `2030-06-01T08:${String(minute).padStart(2, '0')}:00.000Z`;
  const weigh = async (id: string, minute: number, task?: KeptTask) =>
    (
      await journal().append({
        command: commandOf({ now: at(minute) }),
        changes: [change(await journal().load(Parcels, id), weighed(minute))],
        ...(task === undefined ? {} : { task }),
      })
    ).outcome;

  /** A parcel, and tokens of it, by the minute at which each was issued. */
  async function parcel() {
    const [id, depot] = [freshId(), freshId()];
    const stream = streamKey('parcel', id);
    await takeIn(journal(), id, takenIn(depot));
    return {
      id,
      stream,
      depot,
      task: (issued: number): KeptTask => ({ stream, token: `token-${issued}`, issuedAt: at(issued) }),
    };
  }

  test('a token that an append keeps is there with its facts; none if the append is refused', async () => {
    const { id, stream, task } = await parcel();
    const before = await journal().load(Parcels, id);
    const append = (issued: number) =>
      journal().append({
        command: commandOf({ now: at(issued) }),
        changes: [change(before, weighed(1), weighed(2))],
        task: task(issued),
      });
    expect((await append(1)).outcome).toBe('appended');
    expect(await journal().taskToken(stream)).toBe('token-1');
    expect((await append(2)).outcome).toBe('conflict');
    expect(await journal().taskToken(stream)).toBe('token-1');
  });

  test('the token issued last counts, whether it was kept by itself or with a fact, and in whatever order they were kept', async () => {
    const { id, stream, task } = await parcel();
    await weigh(id, 4, task(3));
    await journal().keepTaskToken(task(2));
    expect(await journal().taskToken(stream)).toBe('token-3');
    await journal().keepTaskToken(task(5));
    expect(await journal().taskToken(stream)).toBe('token-5');
    await weigh(id, 9, task(8));
    // of a message that waited longer than the next one
    await weigh(id, 10, task(7));
    await weigh(id, 11);
    expect(await journal().taskToken(stream)).toBe('token-8');
    await weigh(id, 14, task(11));
    await weigh(id, 15, task(12));
    expect(await journal().taskToken(stream)).toBe('token-12');
    await weigh(id, 16, task(16));
    expect(await journal().taskToken(stream)).toBe('token-16');
  });

  test('it is found however many facts came after it', { timeout: 60_000 }, async () => {
    const { id, stream, task } = await parcel();
    await weigh(id, 1, task(1));
    for (let minute = 2; minute < 30; minute += 1) await weigh(id, minute);
    expect(await journal().taskToken(stream)).toBe('token-1');
  });

  test('readers of facts and of indexes do not get it, and the chain does not cover it', async () => {
    const { id, depot, task } = await parcel();
    await weigh(id, 1, task(1));
    const facts = await allFacts(journal(), id);
    const found = await journal().find({ index: 'file', pk: shelfOf(depot), limit: 10 });
    expect(found.cards).toHaveLength(2);
    expect(JSON.stringify([facts, found, await journal().load(Parcels, id)])).not.toContain('token-1');
    expect(verifyChain(facts)).toMatchObject({ intact: true });
  });

  test('an append keeps a token only of a stream whose facts it records as items', async () => {
    const { id, task } = await parcel();
    const changes = [change(fresh(Parcels, freshId()), takenIn())];
    await expect(journal().append({ command: commandOf(), changes, task: task(1) })).rejects.toThrow('records no fact');
    for (const kept of [{ onlyState: true }, { factsWithin: true }] as const) {
      const loaded = await journal().load({ ...Parcels, ...kept }, id);
      const within = { command: commandOf(), changes: [change(loaded, weighed(1))], task: task(1) };
      await expect(journal().append(within)).rejects.toThrow('records no fact');
    }
  });

  test('a token does not touch its stream', async () => {
    const id = freshId();
    await takeIn(journal(), id, takenIn());
    const before = await journal().load(Parcels, id);
    await journal().keepTaskToken({ stream: streamKey('parcel', id), token: 'token', issuedAt: '2030-06-01T08:00:00.000Z' });
    expect(await journal().load(Parcels, id)).toEqual(before);
    expect((await journal().append({ command: commandOf(), changes: [change(before, weighed(1))] })).outcome).toBe('appended');
  });
}
