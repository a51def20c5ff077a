import { expect, test } from 'vitest';
import * as z from 'zod';
import { waitingIn } from '../../functions/warnings/waiting.ts';
import type { IndexQuery, Journal } from '../../shared/journal/journal.ts';
import { change, fresh, streamKey } from '../../shared/journal/stream.ts';
import { type Actor, type Context, systemActor } from '../../shared/kernel/context.ts';
import { Warnings } from '../../shared/warnings/streams.ts';
import { receiveWarning } from '../../shared/warnings/take-clue.ts';
import type { WarningFact } from '../../shared/warnings/warning-facts.ts';
import type { WarningGrade } from '../../shared/warnings/warning-model.ts';
import { actors } from '../support/access-actors.ts';
import { createCityJournal } from '../support/agencies.ts';
import { createApiOver } from '../support/api.ts';
import { context, minute } from '../support/samples.ts';
import { clue } from '../support/warning-samples.ts';

const { haidian, operator } = actors;
const area = { level: 'sub-bureau', district: 'haidian' } as const;
const now = minute(60);
const phone = (n: number): string => `138${String(n).padStart(8, '0')}`;

/** A journal that notes what is asked of its index of work. */
function openIndex() {
  const memory = createCityJournal();
  const asked: IndexQuery[] = [];
  const journal: Journal = {
    ...memory,
    find: (query) => {
      asked.push(query);
      return memory.find(query);
    },
  };
  const at: Context = context({ now: minute(0) });
  let count = 0;
  return {
    ...{ journal, asked },
    /** A warning that waits for a call by the sub-bureau, from this minute on. @returns its stream */
    put: async (grade: WarningGrade, fromMinute: number): Promise<string> => {
      count += 1;
      const made = receiveWarning(clue({ person: { phone: phone(count) } }), { key: `k-${count}`, district: 'haidian' }, at);
      if (made.kind === 'refusal') throw new Error(made.code);
      const facts = made.facts.map((fact): WarningFact => {
        if (fact.type !== 'warning.received') return fact;
        const rung = { ...fact.data.rung, notBefore: minute(fromMinute) };
        return { ...fact, data: { ...fact.data, grade, rung } };
      });
      const [first] = facts;
      if (first === undefined) throw new Error('a warning begins with a fact');
      const command = { name: 'test', id: made.made, inputHash: '', correlationId: 'cor', actor: systemActor, now: minute(0) };
      await memory.append({ command, changes: [change(fresh(Warnings, made.made), first)] });
      return streamKey(Warnings.name, made.made);
    },
  };
}

async function all(next: () => Promise<string | undefined>): Promise<readonly string[]> {
  const found: string[] = [];
  for (let stream = await next(); stream !== undefined; stream = await next()) found.push(stream);
  return found;
}

test('one read finds the first, also if all that wait are of the lightest grade', async () => {
  const index = openIndex();
  const later = await index.put('low', 9);
  const first = await index.put('low', 3);
  const next = waitingIn(index.journal, area, now, 'a');
  expect([await next(), await next(), await next()]).toEqual([first, later, undefined]);
  expect(index.asked).toHaveLength(1);
});

test('the gravest comes first, and none whose pause still runs; a page of such pauses costs one more read', async () => {
  const index = openIndex();
  const low = await index.put('low', 1);
  const high = await index.put('high', 50);
  const urgent = await index.put('urgent', 59);
  for (let n = 0; n < 60; n += 1) await index.put('urgent', 61 + n);
  expect(await all(waitingIn(index.journal, area, now, 'a'))).toEqual([urgent, high, low]);
  expect(index.asked).toHaveLength(2);
});

test('each that waits is given once, page behind page', async () => {
  const index = openIndex();
  const put: string[] = [];
  for (let n = 0; n < 60; n += 1) put.push(await index.put(n % 2 === 0 ? 'high' : 'medium', 1));
  const found = await all(waitingIn(index.journal, area, now, 'a'));
  expect(found.toSorted()).toEqual(put.toSorted());
  expect(index.asked).toHaveLength(3);
});

test('requests that were not quick enough for the first go apart', async () => {
  const index = openIndex();
  for (let n = 0; n < 25; n += 1) await index.put('high', n);
  const got = await Promise.all(
    Array.from({ length: 20 }, async (_, n) => {
      const next = waitingIn(index.journal, area, now, `request-${n}`);
      return [await next(), await next()];
    }),
  );
  expect(new Set(got.map(([first]) => first)).size).toBe(1);
  expect(new Set(got.map(([, second]) => second)).size).toBeGreaterThan(8);
});

/** The journal, whose appends wait until each of so many callers who are under way has come to one: all of them have read by then. */
function inLockstep(memory: Journal) {
  let underWay = 0;
  let waiting: (() => void)[] = [];
  const go = (): void => {
    if (waiting.length === 0 || waiting.length < underWay) return;
    const together = waiting;
    waiting = [];
    for (const one of together) one();
  };
  return {
    journal: {
      ...memory,
      append: async (append) => {
        if (underWay > 0) {
          const turn = new Promise<void>((resolve) => waiting.push(resolve));
          go();
          await turn;
        }
        return memory.append(append);
      },
    } satisfies Journal,
    together: <T>(calls: readonly (() => Promise<T>)[]): Promise<T[]> => {
      underWay = calls.length;
      return Promise.all(
        calls.map(async (call) => {
          const answer = await call();
          underWay -= 1;
          go();
          return answer;
        }),
      );
    },
  };
}

const Given = z.object({ warning: z.looseObject({ warningId: z.string() }) });

test('twenty people whose requests meet at each step all get a warning, each another one', async () => {
  const { journal, together } = inLockstep(createCityJournal());
  const api = createApiOver<Journal>(journal);
  await api.ready;
  for (let n = 0; n < 60; n += 1) {
    const body = clue({ sourceRef: `n-${n}`, person: { phone: phone(n) } });
    expect((await api.call(operator, 'POST', '/v1/warnings', { body })).status).toBe(201);
  }
  const people = Array.from({ length: 20 }, (_, n): Actor => ({ ...haidian, subject: `p-${n}` }));
  const answers = await together(people.map((one) => () => api.call(one, 'POST', '/v1/warnings/next', { body: {} })));
  expect(answers.map(({ status }) => status)).toEqual(people.map(() => 200));
  expect(new Set(answers.map(({ body }) => Given.parse(body).warning.warningId)).size).toBe(20);
});
