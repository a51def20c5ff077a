import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Journal, RecordedFact } from '../../shared/journal/journal.ts';
import {
  aimedAt,
  behind,
  boardKeys,
  boardPosition,
  caseShareEntry,
  commandKey,
  dueKeys,
  eventKey,
  factEntry,
  factsOfAlert,
  inCaseload,
  newestFirst,
  onBoard,
  openSeatsKey,
  STATE,
  seatsKey,
  sharedWithKey,
  supervised,
  TASK,
} from '../../shared/journal/keys.ts';
import { unpackItem } from '../../shared/journal/packed-item.ts';
import { jitteredPause } from '../../shared/journal/pause.ts';
import { record } from '../../shared/journal/recording.ts';
import { stateFromFacts } from '../../shared/journal/state-at.ts';
import { change, fresh, GENESIS_HASH, idOfStream, kindOfStream } from '../../shared/journal/stream.ts';
import { type Plan, planFrom, transact, withResult } from '../../shared/journal/transact.ts';
import { verifyChain } from '../../shared/journal/verify.ts';
import { watched, watchOf } from '../../shared/journal/watched.ts';
import { accept, type Fact, type Refusal, refuse, refuseAndRecord } from '../../shared/kernel/decision.ts';
import {
  allFacts,
  commandOf,
  counted,
  Depots,
  handedOut,
  Parcels,
  takeIn,
  takenIn,
  weighed,
} from '../support/journal-samples.ts';
import { createMemoryJournal } from '../support/memory-journal.ts';

const pause = async (): Promise<void> => undefined;

/** A journal with two parcels. */
async function begun() {
  const journal = createMemoryJournal();
  await takeIn(journal, 'p', takenIn());
  await takeIn(journal, 'q', takenIn());
  return journal;
}
const weigh = async (journal: Journal, id: string, grams = 1) => {
  const changes = [change(await journal.load(Parcels, id), weighed(grams))];
  return journal.append({ command: commandOf(), changes });
};

describe('the watch of a journal', () => {
  async function watching() {
    const inner = await begun();
    const journal = watched(inner);
    const watch = watchOf(journal);
    if (watch === undefined) throw new Error('it is watched');
    watch.begin();
    return { inner, journal, watch };
  }

  test('is that of the journal that `watched` gave, and of no other', async () => {
    const { inner } = await watching();
    expect(watchOf(inner)).toBeUndefined();
  });

  test('finds one stream that was read at two versions', async () => {
    const { inner, journal, watch } = await watching();
    await journal.load(Parcels, 'p');
    await journal.load(Parcels, 'p');
    expect([watch.torn(), await watch.holds()]).toEqual([false, true]);
    await weigh(inner, 'p');
    await journal.loadMany(Parcels, ['q', 'p']);
    expect([watch.torn(), await watch.holds()]).toEqual([true, false]);
    watch.begin();
    expect([watch.torn(), await watch.holds()]).toEqual([false, true]);
  });

  test('finds two streams that were never true at one moment', async () => {
    const { inner, journal, watch } = await watching();
    await journal.load(Parcels, 'p');
    await weigh(inner, 'p');
    // one stream was read: it was true when it was read
    expect(await watch.holds()).toBe(true);
    await journal.load(Parcels, 'q');
    expect([watch.torn(), await watch.holds()]).toEqual([false, false]);
    watch.begin();
    await journal.loadMany(Parcels, ['p', 'q']);
    await journal.load(Depots, 'd');
    expect(await watch.holds()).toBe(true);
    await inner.append({ command: commandOf(), changes: [change(fresh(Depots, 'd'), counted())] });
    expect(await watch.holds()).toBe(false);
  });

  test('asks for more streams than one read takes', async () => {
    const { inner, journal, watch } = await watching();
    const ids = Array.from({ length: 201 }, (_, n) => `r${n}`);
    for (let from = 0; from < ids.length; from += 100) await journal.loadMany(Parcels, ids.slice(from, from + 100));
    const sizes: number[] = [];
    const { loadMany } = inner;
    inner.loadMany = async (type, some) => {
      sizes.push(some.length);
      return loadMany(type, some);
    };
    expect(await watch.holds()).toBe(true);
    expect(sizes).toEqual([100, 100, 1]);
    await takeIn(inner, 'r200', takenIn());
    expect(await watch.holds()).toBe(false);
  });
});

describe('an attempt at a command over a watched journal', () => {
  /** Reads both parcels, between which another command weighs the first, the first time. */
  async function torn(decide: () => Promise<Plan | Refusal<Fact>> | Plan | Refusal<Fact>) {
    const inner = await begun();
    const journal = watched(inner);
    let attempts = 0;
    const outcome = transact(
      journal,
      commandOf(),
      async () => {
        attempts += 1;
        await journal.load(Parcels, 'p');
        if (attempts === 1) await weigh(inner, 'p', 7);
        await journal.load(Parcels, 'q');
        return decide();
      },
      { pause },
    );
    return { outcome, attempts: () => attempts, inner };
  }

  test('that is refused, or changes nothing, is made again where another command came between its reads', async () => {
    for (const decided of [refuse('CASE_NOT_FILED'), planFrom(accept(), [])]) {
      const { outcome, attempts } = await torn(() => decided);
      expect(['refused', 'done']).toContain((await outcome).outcome);
      expect(attempts()).toBe(2);
    }
  });

  test('that fails is made again, too; if its reads hold, its error is passed on', async () => {
    const { outcome, attempts } = await torn(() => {
      throw new Error('states contradict each other');
    });
    await expect(outcome).rejects.toThrow('contradict');
    expect(attempts()).toBe(2);
  });

  test('that changes a stream is guarded by its versions alone', async () => {
    const inner = await begun();
    const journal = watched(inner);
    let attempts = 0;
    const outcome = await transact(
      journal,
      commandOf(),
      async () => {
        attempts += 1;
        await journal.load(Parcels, 'p');
        if (attempts === 1) await weigh(inner, 'p', 7);
        return planFrom(accept(weighed(9)), [await journal.load(Parcels, 'q')]);
      },
      { pause },
    );
    expect(outcome).toMatchObject({ outcome: 'done', versions: { 'parcel#q': 2 } });
    expect(attempts).toBe(1);
  });

  test('that read one stream at two versions is made again before it writes', async () => {
    const inner = await begun();
    const journal = watched(inner);
    let attempts = 0;
    const outcome = await transact(
      journal,
      commandOf(),
      async () => {
        attempts += 1;
        await journal.load(Parcels, 'p');
        if (attempts === 1) await weigh(inner, 'p', 7);
        return planFrom(accept(weighed(9)), [await journal.load(Parcels, 'p')]);
      },
      { pause },
    );
    expect(outcome).toMatchObject({ outcome: 'done', versions: { 'parcel#p': 3 } });
    expect(attempts).toBe(2);
  });
});

describe('a plan', () => {
  test('carries its result to the caller, and a refusal has none', async () => {
    const journal = await begun();
    const parcel = await journal.load(Parcels, 'p');
    const plan = planFrom(accept(weighed(2)), [parcel]);
    expect(withResult(plan, 42)).toStrictEqual({ ...plan, result: 42 });
    expect(plan).not.toHaveProperty('answer');
    const refusal = refuse('CASE_NOT_FILED');
    expect(withResult(refusal, 42)).toBe(refusal);
    expect(await transact(journal, commandOf(), async () => withResult(plan, 42))).toMatchObject({ outcome: 'done', result: 42 });
  });

  test('of a refusal without a trace is the refusal, with one it keeps the trace', () => {
    const parcel = fresh(Parcels, 'p');
    const refusal = refuse('CASE_NOT_FILED');
    expect(planFrom(refusal, [parcel])).toBe(refusal);
    const traced = refuseAndRecord('RESULT_CONFLICT', {}, takenIn());
    expect(planFrom(traced, [parcel])).toStrictEqual({
      ...{ kind: 'plan', changes: [change(parcel, takenIn())], refusal: traced },
    });
  });

  test('rests on the streams that it requires: a change of one comes first', async () => {
    const journal = await begun();
    let attempts = 0;
    const outcome = await transact(
      journal,
      commandOf(),
      async () => {
        attempts += 1;
        const [p, q] = await Promise.all([journal.load(Parcels, 'p'), journal.load(Parcels, 'q')]);
        if (attempts === 1) await weigh(journal, 'q');
        return { ...planFrom(accept(weighed(9)), [p]), requires: [q] } as Plan;
      },
      { pause },
    );
    expect(outcome).toMatchObject({ outcome: 'done', versions: { 'parcel#p': 2 } });
    expect(attempts).toBe(2);
  });

  test('that is refused is not taken for an earlier run where no key was given', async () => {
    const journal = await begun();
    const command = commandOf();
    await transact(journal, command, async () => planFrom(accept(weighed(2)), [await journal.load(Parcels, 'p')]));
    const refusal = refuse('CASE_NOT_FILED');
    expect(await transact(journal, command, async () => refusal, { remember: false })).toEqual({ outcome: 'refused', refusal });
  });

  test('under a key that another command used is refused, also where it writes', async () => {
    const journal = await begun();
    const command = commandOf();
    await transact(journal, command, async () => planFrom(accept(weighed(2)), [await journal.load(Parcels, 'p')]));
    const other = { ...command, inputHash: 'other' };
    const attempt = async () => planFrom(accept(weighed(3)), [await journal.load(Parcels, 'p')]);
    expect(await transact(journal, other, attempt)).toMatchObject({
      ...{ outcome: 'refused', refusal: { code: 'IDEMPOTENCY_KEY_REUSED' } },
    });
  });
});

describe('the chain of facts', () => {
  const chain = async () => {
    const journal = createMemoryJournal();
    await takeIn(journal, 'p', takenIn(), weighed(1), weighed(2), handedOut());
    return allFacts(journal, 'p');
  };
  const [at, changed] = [
    (facts: readonly RecordedFact[], n: number) => facts[n] as RecordedFact,
    (facts: readonly RecordedFact[], n: number, over: Partial<RecordedFact>) =>
      facts.map((fact, i) => (i === n ? { ...fact, ...over } : fact)),
  ];

  test('is intact from its beginning, and from any page', async () => {
    const facts = await chain();
    const lastHash = at(facts, 3).hash;
    expect(verifyChain(facts)).toEqual({ intact: true, lastHash });
    expect(verifyChain(facts.slice(2), at(facts, 1).hash)).toEqual({ intact: true, lastHash });
    expect(verifyChain([])).toEqual({ intact: true, lastHash: GENESIS_HASH });
    expect(verifyChain([], lastHash)).toEqual({ intact: true, lastHash });
  });

  test('says where a fact is missing, does not follow, or is changed', async () => {
    const facts = await chain();
    expect(verifyChain(facts.toSpliced(1, 1))).toEqual({ intact: false, seq: 3, reason: 'out-of-sequence' });
    expect(verifyChain(facts.slice(1))).toEqual({ intact: false, seq: 2, reason: 'out-of-sequence' });
    expect(verifyChain(changed(facts, 1, { stream: 'parcel#q' }))).toEqual({ intact: false, seq: 2, reason: 'out-of-sequence' });
    expect(verifyChain(facts.slice(1), 'f'.repeat(64))).toEqual({ intact: false, seq: 2, reason: 'chain-broken' });
    expect(verifyChain(changed(facts, 2, { previousHash: 'x' }))).toEqual({ intact: false, seq: 3, reason: 'chain-broken' });
    for (const over of [{ data: { grams: 9 } }, { type: 'parcel.taken-in' }, { at: 'x' }, { correlationId: 'x' }])
      expect(verifyChain(changed(facts, 1, over))).toEqual({ intact: false, seq: 2, reason: 'content-changed' });
  });

  test('makes a state again, up to a fact', async () => {
    const journal = createMemoryJournal();
    await takeIn(journal, 'p', takenIn(), weighed(1), weighed(2));
    expect(await stateFromFacts(journal, Parcels, 'p', 2)).toMatchObject({ grams: 1 });
    expect(await stateFromFacts(journal, Parcels, 'p', 0)).toBeUndefined();
  });
});

describe('what an append writes', () => {
  test('are facts with all that they say, in their file and their log', () => {
    const command = commandOf();
    const recording = record({ command, changes: [change(fresh(Parcels, 'p'), takenIn(), weighed(480))] });
    const [first, second] = (recording.streams[0]?.facts ?? []).map(unpackItem);
    expect(second).toMatchObject({
      ...{ pk: 'parcel#p', sk: eventKey(2), seq: 2, type: 'parcel.weighed', data: { grams: 480 }, at: command.now },
      ...{ actor: command.actor, command: { name: command.name, id: command.id }, correlationId: 'cor_1' },
      card: { grams: 480, seq: 2, type: 'parcel.weighed', at: command.now, agency: 'haidian-police' },
      filePk: 'facts-of-case#north',
      fileSk: `${command.now}#parcel#p#000000000002`,
      listingSk: `${command.now}#parcel#p#000000000002`,
    });
    expect(first).not.toHaveProperty('listingPk');
    const depot = record({ command, changes: [change(fresh(Depots, 'd'), counted())] }).streams[0];
    expect(depot?.facts.map((fact) => unpackItem(fact))[0]).not.toHaveProperty('card');
    expect(unpackItem(depot?.state ?? {})).toMatchObject({ pk: 'depot#d', sk: 'state', version: 1, schemaVersion: 1 });
  });

  test('has at most so many kilobytes, an item and altogether', () => {
    // packed, a text that repeats itself would take no room
    const noise = (kilobytes: number) =>
      Array.from({ length: kilobytes * 16 }, (_, n) => createHash('sha512').update(String(n)).digest('base64').slice(0, 64)).join(
        '',
      );
    const large = (kilobytes: number, id = 'p') => change(fresh(Parcels, id), takenIn(), handedOut({ to: noise(kilobytes) }));
    const of = (...changes: ReturnType<typeof large>[]) => record({ command: commandOf(), changes });
    expect(() => of(large(600))).toThrow(/^the item parcel#p .* KB; 350 is the most$/);
    const some = (count: number) => Array.from({ length: count }, (_, n) => large(300, `p${n}`));
    expect(of(...some(2)).streams).toHaveLength(2);
    expect(() => of(...some(10))).toThrow(/^an append of test-command would have \d+ KB; 3500 is the most$/);
  });

  test('is no change without a fact, and no fact of another kind', () => {
    const one = change(fresh(Parcels, 'p'), takenIn());
    expect(() => record({ command: commandOf(), changes: [{ ...one, facts: [] }] })).toThrow('parcel#p has no facts');
    expect(() => record({ command: commandOf(), changes: [{ ...one, facts: [counted()] }] })).toThrow(
      'depot.counted is no fact of parcel#p',
    );
    expect([kindOfStream('parcel#a#b'), idOfStream('parcel#a#b')]).toEqual(['parcel', 'a#b']);
  });
});

test('keys are spelled as the access patterns say', () => {
  const moment = '2026-11-30T16:00:00.000Z';
  expect(commandKey('c')).toEqual({ pk: 'command#c', sk: 'command' });
  // a query of facts ends with the state, which may hold some
  expect(eventKey(999_999_999_999) < STATE && STATE < TASK).toBe(true);
  expect(newestFirst('1970-01-01T00:00:00.001Z')).toBe('9999999999998');
  expect(newestFirst('2286-11-20T17:46:39.998Z')).toBe('0000000000001');
  expect(factsOfAlert('a')).toBe('facts-of-alert#a');
  expect(factEntry('f', moment, 's', 7)).toEqual({ pk: 'f', sk: `${moment}#s#000000000007` });
  expect(behind('k') > 'k' && behind('k') < 'k!').toBe(true);
  expect(dueKeys).toEqual(Array.from({ length: 16 }, (_, n) => `due#${n}`));
  const boards = boardKeys('haidian', '2026-12');
  expect(boards).toEqual([0, 1, 2, 3].map((n) => `order#haidian#2026-12#${n}`));
  expect(boardPosition(moment, 'a')).toBe(`${moment}#a`);
  const entry = onBoard('haidian', moment, 'alt_1', 'ord_1');
  expect(boards).toContain(entry.pk);
  expect(entry.sk).toBe(`${moment}#alt_1#ord_1`);
  const used = Array.from({ length: 60 }, (_, n) => onBoard('haidian', moment, `alt_${n}`, 'o').pk);
  expect(new Set(used)).toEqual(new Set(boards));
  expect(sharedWithKey('x')).toBe('case-share#x');
  expect(caseShareEntry('x', moment, 'g')).toEqual({ pk: 'case-share#x', sk: `${moment}#g` });
  expect(supervised('case', moment, 'c')).toEqual({ pk: 'supervised#case', sk: `${moment}#c` });
  expect(inCaseload('case', 'haidian', 'closed', moment, 'c')).toEqual({ pk: 'case#haidian#closed', sk: `${moment}#c` });
  expect(aimedAt('measure', 'x', moment, 'm')).toEqual({ pk: 'measure-on#x', sk: `${moment}#m` });
  expect([seatsKey('meeting', 'x'), openSeatsKey('meeting', 'x')]).toEqual(['meeting-seat#x', 'open-meeting-seat#x']);
});

test('a pause is over before the next attempt', async () => {
  expect(await jitteredPause(1)).toBeUndefined();
});
