import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createClock } from '../../local/clock.ts';
import { createProgress } from '../../local/events/checkpoint.ts';
import { type Delivery, deliver, type GiveUp } from '../../local/events/stream-delivery.ts';
import type { MappingModel } from '../../local/template/triggers.ts';

const mapping: MappingModel = {
  id: 'mapping',
  functionName: 'relay',
  sourceArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/T/stream/local',
  batchSize: 10,
  batchingWindowSeconds: 0,
  reportsItemFailures: false,
  filters: [],
  maximumRetryAttempts: -1,
  maximumRecordAgeSeconds: -1,
  bisectOnError: false,
  parallelizationFactor: 1,
};

/** Delivers records numbered from 1 to a function that is told, at each call, which of them it gets. */
async function run(
  rules: Partial<MappingModel>,
  count: number,
  answer: (records: readonly number[], call: number) => unknown,
  { passing = 0, full = 0 } = {},
) {
  let scaled = 0;
  const calls: number[][] = [];
  const givenUp: { records: string[]; reason: GiveUp }[] = [];
  const records = Array.from(
    { length: count },
    (_one, at): Delivery => ({ sequenceNumber: String(at + 1), seenAt: 0, event: at + 1 }),
  );
  let refusals = full;
  const done = await deliver(records, {
    clock: { ...createClock({ speed: 1, realAnchor: 0, scaledAnchor: 0 }), now: () => scaled },
    mapping: { ...mapping, ...rules },
    invoke: async (event) => {
      const batch: number[] = Object(event).Records;
      calls.push(batch);
      scaled += passing;
      return answer(batch, calls.length);
    },
    giveUp: async (given, reason) => {
      if (refusals > 0) {
        refusals -= 1;
        throw new Error('full');
      }
      givenUp.push({ records: given.map(({ sequenceNumber }) => sequenceNumber), reason });
    },
    log: () => undefined,
    pause: async () => calls.length > 50,
    stopping: false,
  });
  return { done, calls, givenUp };
}

const fail = (): never => {
  throw new Error('no');
};

describe('a batch from a stream', () => {
  test('is delivered once when the function takes it', async () => {
    expect(await run({}, 3, () => undefined)).toEqual({ done: true, calls: [[1, 2, 3]], givenUp: [] });
  });

  test('is tried again as a whole', async () => {
    const { calls, done } = await run({}, 2, (_records, call) => (call < 3 ? fail() : null));
    expect([done, calls]).toEqual([
      true,
      [
        [1, 2],
        [1, 2],
        [1, 2],
      ],
    ]);
  });

  test('is given up after the retries that the mapping allows, and the destination is told', async () => {
    const { calls, givenUp, done } = await run({ maximumRetryAttempts: 2 }, 2, fail);
    expect([done, calls.length]).toEqual([true, 3]);
    expect(givenUp).toEqual([
      { records: ['1', '2'], reason: expect.objectContaining({ condition: 'RetryAttemptsExhausted', attempts: 3 }) },
    ]);
  });

  test('is not given up before the destination has taken it', async () => {
    const { calls, givenUp } = await run({ maximumRetryAttempts: 0 }, 1, fail, { full: 2 });
    expect([calls.length, givenUp.length]).toEqual([3, 1]);
  });

  test('is given up when it has grown too old', async () => {
    const { givenUp } = await run({ maximumRecordAgeSeconds: 5 }, 2, fail, { passing: 3000 });
    expect(givenUp).toEqual([{ records: ['1', '2'], reason: expect.objectContaining({ condition: 'RecordAgeExceeded' }) }]);
  });

  test('is split until only the bad record is left', async () => {
    const { calls, givenUp } = await run({ bisectOnError: true, maximumRetryAttempts: 1 }, 4, (records) =>
      records.includes(3) ? fail() : null,
    );
    expect(calls).toEqual([[1, 2, 3, 4], [1, 2], [3, 4], [3], [3], [4]]);
    expect(givenUp.map(({ records }) => records)).toEqual([['3']]);
  });

  test('goes on from the first record that the function reports', async () => {
    const { calls } = await run({ reportsItemFailures: true }, 4, (_records, call) =>
      call === 1 ? { batchItemFailures: [{ itemIdentifier: '4' }, { itemIdentifier: '3' }] } : { batchItemFailures: [] },
    );
    expect(calls).toEqual([
      [1, 2, 3, 4],
      [3, 4],
    ]);
  });

  test.each([
    ['a number that was not in the batch', { batchItemFailures: [{ itemIdentifier: '99' }] }],
    ['an empty identifier', { batchItemFailures: [{ itemIdentifier: '' }] }],
    ['something else', { batchItemFailures: 'all' }],
  ])('fails as a whole when the function reports %s', async (_name, answer) => {
    const { calls } = await run({ reportsItemFailures: true }, 2, (_records, call) => (call === 1 ? answer : null));
    expect(calls).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });

  test('counts for nothing more when the city stops meanwhile', async () => {
    const { done, givenUp } = await run({}, 1, fail);
    expect([done, givenUp]).toEqual([false, []]);
  });

  test('the stream reaches the function in order and completely, after any failure on the way', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 8 }),
        fc.array(fc.boolean(), { maxLength: 12 }),
        fc.boolean(),
        async (count, failures, bisectOnError) => {
          const taken: number[] = [];
          const { done } = await run({ bisectOnError }, count, (records, call) => {
            if (failures[call - 1]) fail();
            taken.push(...records);
            return null;
          });
          expect(done).toBe(true);
          expect(taken).toEqual(Array.from({ length: count }, (_one, at) => at + 1));
        },
      ),
    );
  });
});

test('the checkpoint never passes a record that is not finished', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([1, 2, 3, 4, 5, 6, 7, 8], { minLength: 8 }), (order) => {
      const progress = createProgress();
      for (let at = 1; at <= 8; at += 1) progress.begin(String(at));
      const finished = new Set<number>();
      let passed = 0;
      for (const one of order) {
        finished.add(one);
        passed = Number(progress.finish(String(one)) ?? passed);
        for (let at = 1; at <= passed; at += 1) expect(finished).toContain(at);
        expect(finished.has(passed + 1)).toBe(false);
      }
      expect([passed, progress.unfinished]).toEqual([8, 0]);
    }),
  );
});
