import { expect } from 'vitest';
import * as z from 'zod';
import { createDynamoJournal } from '../../shared/journal/dynamo-journal.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import type { Change } from '../../shared/journal/stream.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { systemActor } from '../../shared/kernel/context.ts';
import { createApiOver, type TestApi } from './api.ts';
import { type MeteredTable, meteredTable } from './metered-table.ts';

const Page = z.looseObject({ items: z.array(z.looseObject({})), next: z.string() });

/** A list over a real table that counts the capacity its reads take. */
export interface ListBench {
  readonly table: MeteredTable;
  readonly api: TestApi<Journal>;
  /** Appends what these numbers make, as many at a time as one append has room for. */
  fill(
    range: { readonly from: number; readonly to: number; readonly atOnce: number; readonly now: string },
    changeOf: (number: number) => Change,
  ): Promise<void>;
  /** What the first two pages of twenty cost, and a member of each of their entries. */
  pages(
    actor: Actor,
    path: string,
    query: Readonly<Record<string, string>>,
    member: string,
  ): Promise<{ readonly units: number; readonly members: readonly string[] }>;
}

export async function listBench(now: string): Promise<ListBench> {
  const table = await meteredTable();
  const journal = createDynamoJournal(table);
  const api = createApiOver<Journal>(journal);
  api.now = now;
  return {
    ...{ table, api },
    fill: async ({ from, to, atOnce, now: at }, changeOf) => {
      for (let first = from; first < to; first += atOnce) {
        const numbers = Array.from({ length: Math.min(atOnce, to - first) }, (_, n) => first + n);
        const key = `fill-${first}`;
        const command = { name: 'test', id: key, inputHash: key, actor: systemActor, correlationId: key, now: at };
        expect(await journal.append({ command, changes: numbers.map(changeOf) })).toMatchObject({ outcome: 'appended' });
      }
    },
    pages: async (actor, path, query, member) => {
      table.consumed = 0;
      const read = async (cursor: Readonly<Record<string, string>>) =>
        Page.parse((await api.call(actor, 'GET', path, { query: { limit: '20', ...query, ...cursor } })).body);
      const first = await read({});
      const second = await read({ cursor: first.next });
      return { units: table.consumed, members: [...first.items, ...second.items].map((item) => String(item[member])) };
    },
  };
}
