import { expect, test } from 'vitest';
import type { Journal, StoredAnswer } from '../../shared/journal/journal.ts';
import { applied, splitFacts } from '../../shared/journal/split-facts.ts';
import { change, fresh } from '../../shared/journal/stream.ts';
import { planFrom, transact } from '../../shared/journal/transact.ts';
import { accept, type Fact, refuse, refuseAndRecord } from '../../shared/kernel/decision.ts';
import { commandOf, counted, Depots, Parcels, takenIn, weighed } from '../support/journal-samples.ts';
import { createMemoryJournal } from '../support/memory-journal.ts';

const answer: StoredAnswer = { status: 200, body: { done: true } };
const pause = async (): Promise<void> => undefined;

async function begun(): Promise<Journal> {
  const journal = createMemoryJournal();
  await journal.append({ command: commandOf(), changes: [change(fresh(Parcels, 'p'), takenIn('north', 500))] });
  return journal;
}

/** Weighs the parcel, after `meanwhile` has had its chance to be faster. */
function weighing(journal: Journal, grams: number, meanwhile: (attempt: number) => Promise<unknown> = async () => undefined) {
  let attempts = 0;
  return {
    attempts: () => attempts,
    attempt: async () => {
      const parcel = await journal.load(Parcels, 'p');
      attempts += 1;
      await meanwhile(attempts);
      return planFrom(accept(weighed(grams)), [parcel], (after) => ({
        status: 200,
        body: after(parcel).state,
        headers: { etag: `"${after(parcel).version}"` },
      }));
    },
  };
}

async function interfere(journal: Journal): Promise<void> {
  await journal.append({ command: commandOf(), changes: [change(await journal.load(Parcels, 'p'), weighed(1))] });
}

test('a command is done and answered from the state as it now is', async () => {
  const journal = await begun();
  const done = await transact(journal, commandOf(), weighing(journal, 480).attempt);
  expect(done).toEqual({
    outcome: 'done',
    answer: { status: 200, body: { depot: 'north', grams: 480, waits: true }, headers: { etag: '"2"' } },
    versions: { 'parcel#p': 2 },
  });
  expect((await journal.load(Parcels, 'p')).state?.grams).toBe(480);
});

test('if another command came first, it is decided again on the new state', async () => {
  const journal = await begun();
  const weigh = weighing(journal, 480, async (attempt) => (attempt < 3 ? interfere(journal) : undefined));
  const pauses: number[] = [];
  const done = await transact(journal, commandOf(), weigh.attempt, { pause: async (failed) => void pauses.push(failed) });
  expect(done).toMatchObject({ outcome: 'done', versions: { 'parcel#p': 4 } });
  expect(weigh.attempts()).toBe(3);
  expect(pauses).toEqual([1, 2]);
});

test('a condition on the version is part of the attempt: the slower of two is told', async () => {
  const journal = await begun();
  let interfered = false;
  const outcome = await transact(
    journal,
    commandOf(),
    async () => {
      const parcel = await journal.load(Parcels, 'p');
      if (parcel.version !== 1) return refuse('VERSION_CONFLICT', { version: parcel.version });
      if (!interfered) await interfere(journal);
      interfered = true;
      return planFrom(accept(weighed(480)), [parcel]);
    },
    { pause },
  );
  expect(outcome).toEqual({ outcome: 'refused', refusal: refuse('VERSION_CONFLICT', { version: 2 }) });
});

test('if others are faster every time, it gives up and says so', async () => {
  const journal = await begun();
  const weigh = weighing(journal, 480, async () => interfere(journal));
  expect(await transact(journal, commandOf(), weigh.attempt, { pause })).toEqual({ outcome: 'refused', refusal: refuse('BUSY') });
  expect(weigh.attempts()).toBe(8);
});

test('a replay gets the first answer, even where the command would now be refused', async () => {
  const journal = await begun();
  const command = commandOf();
  const first = await transact(journal, command, weighing(journal, 480).attempt);
  expect(await transact(journal, command, weighing(journal, 480).attempt)).toEqual({
    outcome: 'replayed',
    answer: first.outcome === 'done' ? first.answer : undefined,
  });
  expect(await transact(journal, command, async () => refuse('ORDER_STATE_FORBIDS'))).toMatchObject({ outcome: 'replayed' });
  expect((await journal.load(Parcels, 'p')).version).toBe(2);
});

test('a key used again for something else is refused, whether or not the command would be', async () => {
  const journal = await begun();
  const command = commandOf();
  await transact(journal, command, weighing(journal, 480).attempt);
  const reused = { outcome: 'refused', refusal: refuse('IDEMPOTENCY_KEY_REUSED') };
  const other = { ...command, inputHash: 'another' };
  expect(await transact(journal, other, weighing(journal, 1).attempt)).toEqual(reused);
  expect(await transact(journal, other, async () => refuse('ORDER_STATE_FORBIDS'))).toEqual(reused);
});

test('a refusal leaves nothing: the same command may succeed later', async () => {
  const journal = await begun();
  const command = commandOf();
  expect(await transact(journal, command, async () => refuse('CASE_NOT_FILED'))).toMatchObject({
    outcome: 'refused',
    refusal: { code: 'CASE_NOT_FILED' },
  });
  expect(await transact(journal, command, weighing(journal, 480).attempt)).toMatchObject({ outcome: 'done' });
});

test('a refusal that leaves a trace is recorded once and replayed in the same words', async () => {
  const journal = await begun();
  const command = commandOf();
  const attempt = async () =>
    planFrom(refuseAndRecord('RESULT_CONFLICT', {}, weighed(1)), [await journal.load(Parcels, 'p')], () => answer);
  const options = { refusalAnswer: ({ code }: { code: string }): StoredAnswer => ({ status: 409, body: { code } }) };
  expect(await transact(journal, command, attempt, options)).toMatchObject({
    outcome: 'refused',
    refusal: { code: 'RESULT_CONFLICT' },
  });
  expect(await transact(journal, command, attempt, options)).toEqual({
    outcome: 'replayed',
    answer: { status: 409, body: { code: 'RESULT_CONFLICT' } },
  });
  expect((await journal.load(Parcels, 'p')).version).toBe(2);
});

test('a command that changes nothing is remembered if it has a key and an answer, and otherwise writes nothing', async () => {
  const journal = createMemoryJournal();
  const nothing = async () => planFrom(accept(), [fresh(Parcels, 'p')], () => answer);
  expect(await transact(journal, commandOf(), nothing, { remember: false })).toEqual({ outcome: 'done', answer, versions: {} });
  expect(await transact(journal, commandOf(), async () => planFrom(accept(), []))).toEqual({
    outcome: 'done',
    answer: undefined,
    versions: {},
  });
  expect(journal.written).toEqual([]);
  const command = commandOf();
  expect(await transact(journal, command, nothing)).toEqual({ outcome: 'done', answer, versions: {} });
  expect(await transact(journal, command, nothing)).toEqual({ outcome: 'replayed', answer });
});

test('without a key the answer is given but not kept', async () => {
  const journal = await begun();
  const command = commandOf();
  expect(await transact(journal, command, weighing(journal, 480).attempt, { remember: false })).toMatchObject({
    outcome: 'done',
    answer: { status: 200 },
  });
  expect(await journal.recall(command.id, command.now)).toBeUndefined();
});

test('the token of a waiting task is kept with the changes, and by itself where nothing changes', async () => {
  const journal = await begun();
  const task = (token: string) => ({ stream: 'parcel#p', token, issuedAt: '2030-06-01T08:00:00.000Z' });
  const withTask = (facts: readonly Fact[], token: string) => async () => {
    const plan = planFrom(accept(...facts), [await journal.load(Parcels, 'p')]);
    return plan.kind === 'plan' ? { ...plan, task: task(token) } : plan;
  };
  await transact(journal, commandOf(), withTask([weighed(480)], 'with'), { remember: false });
  expect(await journal.taskToken('parcel#p')).toBe('with');
  await transact(journal, commandOf(), withTask([], 'alone'), { remember: false });
  expect(await journal.taskToken('parcel#p')).toBe('alone');
});

test('the facts of a decision go each to its stream', () => {
  const [parcel, depot] = [fresh(Parcels, 'p'), fresh(Depots, 'd')];
  const facts: readonly Fact[] = [takenIn(), counted(2), weighed(3)];
  expect(splitFacts([depot, parcel], facts)).toEqual([change(depot, counted(2)), change(parcel, takenIn(), weighed(3))]);
  expect(splitFacts([depot, parcel], [counted(2)])).toEqual([change(depot, counted(2))]);
  expect(applied(parcel, facts)).toMatchObject({ version: 2, state: { grams: 3 } });
  expect(applied(depot, [takenIn()])).toEqual(depot);
});

test('a fact that has no stream, or could be of two, or does not fit its schema is not written', () => {
  expect(() => splitFacts([fresh(Parcels, 'p')], [counted()])).toThrow('depot.counted can go to 0 of the streams loaded');
  expect(() => splitFacts([fresh(Parcels, 'p'), fresh(Parcels, 'q')], [takenIn()])).toThrow('parcel.taken-in can go to 2');
  expect(() => splitFacts([fresh(Parcels, 'p')], [{ type: 'parcel.weighed', data: { grams: 0.5 } }])).toThrow();
});
