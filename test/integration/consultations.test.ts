import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { createDynamoJournal } from '../../shared/journal/dynamo-journal.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { createApiOver, type TestApi } from '../support/api.ts';
import { colleague, prosecutor } from '../support/case-samples.ts';
import { concludeInput, conveneInput, judge, onSecond, opinionInput, police } from '../support/consultation-samples.ts';
import { startTestTable, type TestTable } from '../support/test-table.ts';

let table: TestTable;
let api: TestApi<Journal>;
let base: string;

const post = async (actor: Actor, path: string, body: unknown, headers = {}) => api.call(actor, 'POST', path, { body, headers });

beforeAll(async () => {
  table = await startTestTable();
  api = createApiOver(createDynamoJournal(table));
  const { body } = await post(police, '/v1/consultations', conveneInput({ kind: 'periodic', caseIds: [] }));
  base = `/v1/consultations/${String(body['consultationId'])}`;
  for (const actor of [prosecutor, judge]) await api.call(actor, 'POST', `${base}/accept`);
}, 60_000);

afterAll(async () => {
  await table.stop();
}, 60_000);

describe('a consultation in the real engine', () => {
  test('keeps every opinion that was given at the same instant, and then one of two conclusions', async () => {
    const authors = [police, prosecutor, judge, prosecutor, police];
    const answers = await Promise.all(
      authors.map((actor, i) => post(actor, `${base}/opinions`, opinionInput({ text: `意见${i}` }))),
    );
    expect(answers.map(({ status }) => status)).toEqual(authors.map(() => 200));
    const { items } = (await api.call(prosecutor, 'GET', `${base}/opinions`)).body;
    const given = z.array(z.looseObject({ text: z.string(), supersededBy: z.int().optional() })).parse(items);
    expect(given.map(({ text }) => text).toSorted()).toEqual(authors.map((_, i) => `意见${i}`));
    expect(given.filter(({ supersededBy }) => supersededBy === undefined)).toHaveLength(3);

    expect((await post(prosecutor, `${base}/opinions`, onSecond)).status).toBe(200);
    await post(police, `${base}/deputy`, { agency: prosecutor.agency, reason: 'r' });
    const etag = (await api.call(prosecutor, 'GET', base)).headers['etag'] ?? '';
    const both = await Promise.all(
      [prosecutor, colleague].map((actor) => post(actor, `${base}/conclude`, concludeInput(), { 'if-match': etag })),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 412]);
    const concluded = await api.call(police, 'GET', base);
    expect(concluded.body).toMatchObject({ state: 'following-up' });
    expect(
      z.object({ conclusion: z.object({ opinions: z.array(z.int()) }) }).parse(concluded.body).conclusion.opinions,
    ).toHaveLength(4);
  });

  test('is found by all its parties', async () => {
    for (const actor of [police, prosecutor, judge])
      expect((await api.call(actor, 'GET', '/v1/consultations', { query: { open: 'true' } })).body['items']).toHaveLength(1);
  });
});
