import { expect, test } from 'vitest';
import type { IndexPosition, Journal, RequiredVersion } from '../../shared/journal/journal.ts';
import { behind } from '../../shared/journal/keys.ts';
import { change, fresh, streamKey } from '../../shared/journal/stream.ts';
import {
  allFacts,
  commandOf,
  counted,
  Depots,
  freshId,
  handedOut,
  Parcels,
  scalesOf,
  shelfOf,
  takeIn,
  takenIn,
  weighed,
} from './journal-samples.ts';

/** The streams that an append rests on without changing them. */
export function requirements(journal: () => Journal): void {
  const count = (requires: readonly RequiredVersion[], depot = freshId()) =>
    journal().append({ command: commandOf(), changes: [change(fresh(Depots, depot), counted())], requires });

  test('an append is taken while what it rests on is as it was read, and that is not changed by it', async () => {
    const id = freshId();
    await takeIn(journal(), id, takenIn(), weighed(1));
    const stream = streamKey('parcel', id);
    expect((await count([{ stream, version: 2 }])).outcome).toBe('appended');
    expect((await journal().load(Parcels, id)).version).toBe(2);
  });

  test('it is a conflict, and nothing is written, once another command changed it', async () => {
    const [id, depot] = [freshId(), freshId()];
    await takeIn(journal(), id, takenIn());
    const stream = streamKey('parcel', id);
    const loaded = await journal().load(Parcels, id);
    await journal().append({ command: commandOf(), changes: [change(loaded, weighed(2))] });
    expect(await count([{ stream, version: 1 }], depot)).toEqual({ outcome: 'conflict', stream });
    expect((await journal().load(Depots, depot)).version).toBe(0);
    expect((await count([{ stream, version: 2 }], depot)).outcome).toBe('appended');
  });

  test('it may rest on something not being there', async () => {
    const id = freshId();
    const required = [{ stream: streamKey('parcel', id), version: 0 }];
    expect((await count(required)).outcome).toBe('appended');
    await takeIn(journal(), id, takenIn());
    expect((await count(required)).outcome).toBe('conflict');
  });

  test('an append need not require a stream that it changes, and may not', async () => {
    const id = freshId();
    const changes = [change(fresh(Parcels, id), takenIn())];
    const stream = streamKey('parcel', id);
    await expect(journal().append({ command: commandOf(), changes, requires: [{ stream, version: 0 }] })).rejects.toThrow(
      `both changes ${stream} and requires it`,
    );
  });
}

/** Facts of several streams, in the order of time. */
export function factFiles(journal: () => Journal): void {
  const at = (minute: number): string => `2030-06-01T08:0${minute}:00.000Z`;

  test('facts of a file are found beside each other by time, without what they hold but for the line of a log', async () => {
    const [depot, one, two] = [freshId(), freshId(), freshId()];
    const append = async (now: string, ...changes: Parameters<Journal['append']>[0]['changes']) =>
      journal().append({ command: commandOf({ now }), changes });
    await append(at(1), change(fresh(Parcels, one), takenIn(depot), weighed(1)));
    await append(at(2), change(fresh(Parcels, two), takenIn(depot)));
    await append(at(3), change(await journal().load(Parcels, one), handedOut({ to: 'a person' })));
    const found = await journal().find({ index: 'file', pk: shelfOf(depot), limit: 10 });
    const agency = commandOf().actor.agency;
    expect(found.cards.map(({ stream, card }) => ({ stream, ...card }))).toEqual([
      { stream: `parcel#${one}`, seq: 1, type: 'parcel.taken-in', at: at(1), agency },
      { stream: `parcel#${one}`, seq: 2, type: 'parcel.weighed', at: at(1), agency, grams: 1 },
      { stream: `parcel#${two}`, seq: 1, type: 'parcel.taken-in', at: at(2), agency },
      { stream: `parcel#${one}`, seq: 3, type: 'parcel.handed-out', at: at(3), agency },
    ]);
    expect(JSON.stringify(found)).not.toContain('a person');
    const [, second] = found.cards;
    const rest = await journal().find({ index: 'file', pk: shelfOf(depot), from: behind(second?.sk ?? ''), limit: 1 });
    expect(rest.cards).toEqual([found.cards[2]]);
    expect(rest.next).toBeDefined();
  });

  test('a fact that stands in a file is read in its stream as any other', async () => {
    const id = freshId();
    await takeIn(journal(), id, takenIn(), weighed(1));
    const [fact] = await allFacts(journal(), id);
    expect(Object.keys(fact ?? {}).toSorted()).toEqual(
      ['stream', 'seq', 'type', 'data', 'at', 'actor', 'command', 'correlationId', 'previousHash', 'hash'].toSorted(),
    );
  });
}

/** Facts that stand in a log with what its lines show. */
export function factLogs(journal: () => Journal): void {
  const loggedAt = '2030-06-01T08:00:00.000Z';

  test('a fact that stands in a log is found there by its time, with what its line shows, and in its file as before', async () => {
    const [id, depot] = [freshId(), freshId()];
    await takeIn(journal(), id, takenIn(depot), weighed(7));
    const entry = { stream: `parcel#${id}`, sk: `${loggedAt}#parcel#${id}#000000000002` };
    const card = { grams: 7, seq: 2, type: 'parcel.weighed', at: loggedAt, agency: 'haidian-police' };
    const log = await journal().find({ index: 'listing', pk: scalesOf(depot), limit: 10 });
    expect(log).toEqual({ cards: [{ ...entry, card }] });
    const { cards } = await journal().find({ index: 'file', pk: shelfOf(depot), limit: 10 });
    expect(cards.map(({ card: { type } }) => type)).toEqual(['parcel.taken-in', 'parcel.weighed']);
    expect(cards[1]).toEqual({ ...entry, card });
  });

  test.each([{ newestFirst: false }, { newestFirst: true }])(
    'pages of a log have no gap and no overlap, also where several lines are of one stream ($newestFirst)',
    async ({ newestFirst }) => {
      const depot = freshId();
      await takeIn(journal(), freshId(), takenIn(depot), weighed(1), weighed(2), weighed(3));
      await takeIn(journal(), freshId(), takenIn(depot), weighed(4), weighed(5));
      const query = { index: 'listing', pk: scalesOf(depot), newestFirst } as const;
      const whole = await journal().find({ ...query, limit: 10 });
      const seen: unknown[] = [];
      for (let after: IndexPosition | undefined | 'start' = 'start'; after !== undefined; ) {
        const page = await journal().find({ ...query, limit: 2, ...(after === 'start' ? {} : { after }) });
        seen.push(...page.cards);
        after = page.next;
      }
      expect(whole.cards).toHaveLength(5);
      expect(seen).toEqual(whole.cards);
    },
  );
}
