import { afterAll, beforeAll, expect } from 'vitest';
import * as z from 'zod';
import { createDynamoJournal } from '../../shared/journal/dynamo-journal.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import type { Change } from '../../shared/journal/stream.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { systemActor } from '../../shared/kernel/context.ts';
import { createApiOver, type TestApi } from './api.ts';
import { type MeteredTable, meteredTable } from './metered-table.ts';

const Page = z.looseObject({ items: z.array(z.looseObject({})), next: z.string() });

/** A real table that counts the capacity its reads take, and the API over it. */
export interface MeteredApi {
  readonly table: MeteredTable;
  readonly journal: Journal;
  readonly api: TestApi<Journal>;
  /** Appends what these numbers make, as many at a time as one append has room for. */
  fill(range: Range, changesOf: (number: number) => Change | readonly Change[]): Promise<void>;
  /** What the first two pages of twenty cost, and a member of each of their entries. */
  pages(
    actor: Actor,
    path: string,
    query: Readonly<Record<string, string>>,
    member: string,
  ): Promise<{ readonly units: number; readonly members: readonly string[] }>;
}

interface Range {
  readonly from: number;
  readonly to: number;
  readonly atOnce: number;
  /** When; of each append by its first number. */
  readonly now: string | ((first: number) => string);
}

/** For the tests of a file: the table is started before them and stopped behind them. @param now of the API, ISO 8601 UTC */
export function meteredApi(now?: string): MeteredApi {
  let started: Pick<MeteredApi, 'table' | 'journal' | 'api'> | undefined;
  const running = () => started ?? expect.fail('the table is started before the tests');
  beforeAll(async () => {
    const table = await meteredTable();
    const journal = createDynamoJournal(table);
    const api = createApiOver<Journal>(journal);
    if (now !== undefined) api.now = now;
    await api.ready;
    started = { table, journal, api };
  }, 60_000);
  afterAll(async () => {
    await running().table.stop();
  }, 60_000);
  return {
    get table() {
      return running().table;
    },
    get journal() {
      return running().journal;
    },
    get api() {
      return running().api;
    },
    fill: async ({ from, to, atOnce, now: moment }, changesOf) => {
      for (let first = from; first < to; first += atOnce) {
        const numbers = Array.from({ length: Math.min(atOnce, to - first) }, (_, n) => first + n);
        const key = `fill-${first}`;
        const at = typeof moment === 'string' ? moment : moment(first);
        const command = { name: 'test', id: key, inputHash: key, actor: systemActor, correlationId: key, now: at };
        const changes = numbers.flatMap((number) => changesOf(number));
        expect(await running().journal.append({ command, changes, remember: false })).toMatchObject({ outcome: 'appended' });
      }
    },
    pages: async (actor, path, query, member) => {
      const { table, api } = running();
      table.consumed = 0;
      const read = async (cursor: Readonly<Record<string, string>>) =>
        Page.parse((await api.call(actor, 'GET', path, { query: { limit: '20', ...query, ...cursor } })).body);
      const first = await read({});
      const second = await read({ cursor: first.next });
      return { units: table.consumed, members: [...first.items, ...second.items].map((item) => String(item[member])) };
    },
  };
}
