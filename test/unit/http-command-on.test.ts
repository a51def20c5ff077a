import { beforeEach, describe, expect, test } from 'vitest';
import type { Call } from '../../shared/http/api-request.ts';
import { commandOn, createOn, type Present, readOn, recordOn, type Target } from '../../shared/http/command-on.ts';
import type { Journal, StoredAnswer } from '../../shared/journal/journal.ts';
import { change, fresh } from '../../shared/journal/stream.ts';
import { accept, create, type Decision, refuse, refuseAndRecord } from '../../shared/kernel/decision.ts';
import {
  commandOf,
  counted,
  type DepotFact,
  Depots,
  type Parcel,
  type ParcelFact,
  Parcels,
  takeIn,
  takenIn,
  weighed,
} from '../support/journal-samples.ts';
import { createMemoryJournal } from '../support/memory-journal.ts';
import { context } from '../support/samples.ts';

interface ParcelCall extends Call {
  readonly params: { readonly id: string };
  /** How much it weighs. */
  readonly body: number;
}

/** A request of a caller who may do anything. */
function asking(body: number, more: Partial<Call> = {}): ParcelCall {
  return {
    operation: 'weigh',
    actor: context().actor,
    callerName: '',
    correlationId: 'cor_1',
    command: commandOf(),
    hasKey: false,
    context,
    allowed: () => ({ kind: 'allowed', fields: 'full' }),
    begins: () => undefined,
    closes: () => undefined,
    openActions: () => undefined,
    sent: { bytes: new Uint8Array(), signature: undefined },
    problem: ({ code }) => ({ status: 409, body: { code } }),
    ...more,
    params: { id: 'p' },
    body,
  };
}

function shown(_request: Call, { state, version }: Present<Parcel>): StoredAnswer {
  return { status: 200, body: { grams: state.grams, version } };
}

const parcel: Target<ParcelCall, Parcel, ParcelFact> = {
  load: ({ params }, journal) => journal.load(Parcels, params.id),
  thing: ({ depot }) => ({ agencies: [depot] }),
  answer: shown,
};
const onParcel = commandOn(parcel);

let journal: Journal;
beforeEach(async () => {
  journal = createMemoryJournal();
});

async function interfere(): Promise<void> {
  await journal.append({ command: commandOf(), changes: [change(await journal.load(Parcels, 'p'), weighed(1))] });
}

async function count(): Promise<void> {
  await journal.append({ command: commandOf(), changes: [change(await journal.load(Depots, 'north'), counted())] });
}

describe('a command on a thing', () => {
  const weigh = onParcel((_state: Parcel, grams: number) => accept(weighed(grams)));

  test('is decided, recorded and answered with the thing as it is now', async () => {
    await takeIn(journal, 'p', takenIn());
    expect(await weigh(asking(480), { journal })).toEqual({ status: 200, body: { grams: 480, version: 2 } });
    expect((await journal.load(Parcels, 'p')).state?.grams).toBe(480);
  });

  test('a thing that does not exist is not found', async () => {
    expect(await weigh(asking(480), { journal })).toEqual(refuse('NOT_FOUND'));
  });

  test('a command is refused if access says so, before its version is compared', async () => {
    await takeIn(journal, 'p', takenIn());
    const things: unknown[] = [];
    const hidden = asking(480, {
      ifMatch: ['7'],
      allowed: (thing) => {
        things.push(thing);
        return refuse('NOT_FOUND');
      },
    });
    expect(await weigh(hidden, { journal })).toEqual(refuse('NOT_FOUND'));
    expect(things).toEqual([{ agencies: ['north'] }]);
  });

  test('is refused where the caller knows another version', async () => {
    await takeIn(journal, 'p', takenIn());
    expect(await weigh(asking(480, { ifMatch: ['7'] }), { journal })).toEqual(refuse('VERSION_CONFLICT', { version: 1 }));
  });

  test('is compared by the tag of what the caller sees, where that is only a part', async () => {
    await takeIn(journal, 'p', takenIn());
    const part = commandOn({ ...parcel, shown: ({ grams }) => `~${grams}` })((_state, grams: number) => accept(weighed(grams)));
    expect(await part(asking(480, { ifMatch: ['1'] }), { journal })).toEqual(refuse('VERSION_CONFLICT'));
    expect(await part(asking(480, { ifMatch: ['~500'] }), { journal })).toMatchObject({ status: 200 });
  });

  test('is decided again, with what it has to know, where another command came first', async () => {
    await takeIn(journal, 'p', takenIn());
    const seen: number[] = [];
    const adding = onParcel(async ({ grams }: Parcel, more: number) => {
      seen.push(grams);
      if (seen.length === 1) await interfere();
      return accept(weighed(grams + more));
    });
    expect(await adding(asking(10), { journal })).toEqual({ status: 200, body: { grams: 11, version: 3 } });
    expect(seen).toEqual([500, 1]);
  });

  test('writes to other streams, and is answered from them', async () => {
    await takeIn(journal, 'p', takenIn());
    const weighAndCount = onParcel(async (_state: Parcel, grams: number) => {
      const depot = await journal.load(Depots, 'north');
      return {
        decision: accept<ParcelFact | DepotFact>(weighed(grams), counted()),
        streams: [depot],
        answer: ({ version }, after) => ({ status: 201, body: { version, parcels: after(depot).state?.parcels } }),
      };
    });
    expect(await weighAndCount(asking(480), { journal })).toEqual({ status: 201, body: { version: 2, parcels: 1 } });
    expect((await journal.load(Depots, 'north')).version).toBe(1);
  });

  test('is decided again where a stream that it rests on has changed', async () => {
    await takeIn(journal, 'p', takenIn());
    const parcels: number[] = [];
    const resting = onParcel(async (_state: Parcel, grams: number) => {
      const depot = await journal.load(Depots, 'north');
      parcels.push(depot.version);
      if (parcels.length === 1) await count();
      return { decision: accept(weighed(grams)), rests: [depot] };
    });
    expect(await resting(asking(480), { journal })).toMatchObject({ status: 200 });
    expect(parcels).toEqual([0, 1]);
  });

  test('changes streams of one kind that only it can tell apart, and these only if it is accepted', async () => {
    await takeIn(journal, 'p', takenIn());
    const beside = (decision: Decision<ParcelFact>) =>
      onParcel(() => ({ decision, changes: ({ state }) => [change(fresh(Parcels, `${state.depot}-2`), takenIn())] }));
    await beside(accept(weighed(480)))(asking(480), { journal });
    expect(await beside(refuseAndRecord('BUSY', {}, weighed(1)))(asking(480), { journal })).toMatchObject({ code: 'BUSY' });
    expect((await journal.load(Parcels, 'north-2')).version).toBe(1);
    expect((await journal.load(Parcels, 'p')).version).toBe(3);
  });

  test('has its sequel from the attempt that passed, once', async () => {
    await takeIn(journal, 'p', takenIn());
    const followed: number[] = [];
    let attempts = 0;
    const weighing = onParcel(async (_state: Parcel, grams: number) => {
      attempts += 1;
      const attempt = attempts;
      if (attempt === 1) await interfere();
      return { decision: accept(weighed(grams)), afterwards: async () => void followed.push(attempt) };
    });
    const request = asking(480, { hasKey: true });
    await weighing(request, { journal });
    await weighing(request, { journal });
    expect(followed).toEqual([2]);
  });
});

test('a thing is read as it is changed: found, allowed, answered', async () => {
  expect(await readOn(parcel)(asking(0), { journal })).toEqual(refuse('NOT_FOUND'));
  await takeIn(journal, 'p', takenIn());
  expect(await readOn(parcel)(asking(0), { journal })).toEqual({ status: 200, body: { grams: 500, version: 1 } });
});

describe('what begins with a command', () => {
  const takes = createOn({ type: Parcels, may: (request: ParcelCall) => request.allowed(), answer: shown });

  test('stands at the id that its creator made', async () => {
    const take = takes((grams: number) => create('new', takenIn('north', grams)));
    expect(await take(asking(300), { journal })).toEqual({ status: 200, body: { grams: 300, version: 1 } });
    expect((await journal.load(Parcels, 'new')).state?.grams).toBe(300);
  });

  test('may be there already, and goes on', async () => {
    await takeIn(journal, 'p', takenIn());
    const take = takes(async (grams: number) => ({
      decision: create('p', weighed(grams)),
      goesOn: await journal.load(Parcels, 'p'),
    }));
    expect(await take(asking(300), { journal })).toEqual({ status: 200, body: { grams: 300, version: 2 } });
  });

  test('is refused to those who may not, before anything is read', async () => {
    const take = takes(() => expect.unreachable());
    expect(await take(asking(300, { allowed: () => refuse('ACTION_NOT_ALLOWED') }), { journal })).toEqual(
      refuse('ACTION_NOT_ALLOWED'),
    );
  });
});

test('a thing recorded at a chosen id begins there, or is changed if it is at the version that the caller knows', async () => {
  const record = recordOn({
    load: ({ params }: ParcelCall, from: Journal) => from.load(Parcels, params.id),
    answer: (_request, { version }, before) => ({ status: before === undefined ? 201 : 200, body: version }),
  })((before, grams: number) => accept(before === undefined ? takenIn('north', grams) : weighed(grams)));
  expect(await record(asking(300), { journal })).toEqual({ status: 201, body: 1 });
  expect(await record(asking(310, { ifMatch: ['9'] }), { journal })).toEqual(refuse('VERSION_CONFLICT', { version: 1 }));
  expect(await record(asking(310), { journal })).toEqual({ status: 200, body: 2 });
});
