import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { pageOfPartitions, pageOfWindows } from '../../functions/platform/partitions-page.ts';
import type { Call } from '../../shared/http/api-request.ts';
import { through } from '../../shared/journal/keys.ts';
import { change, fresh } from '../../shared/journal/stream.ts';
import { testDataKeys } from '../support/api.ts';
import { haidian } from '../support/case-samples.ts';
import { commandOf, Parcels, TAKEN_IN_AT, takenIn } from '../support/journal-samples.ts';
import { createMemoryJournal } from '../support/memory-journal.ts';
import { createTestPlatform } from '../support/relay-kit.ts';

const depots = ['north', 'south', 'east'];
const pks = depots.map((depot) => Parcels.index({ depot, grams: 1, waits: true }).entries.listing?.pk ?? '');

/** Parcels of these weights, each in the depot of the same place. */
async function tools(parcels: readonly (readonly [string, number])[]) {
  const journal = createMemoryJournal();
  for (const [depot, grams] of parcels)
    await journal.append({ command: commandOf(), changes: [change(fresh(Parcels, `${grams}`), takenIn(depot, grams))] });
  return { ...createTestPlatform(), journal, dataKeys: async () => testDataKeys };
}

type Over = Awaited<ReturnType<typeof tools>>;
type Read = (call: Parameters<typeof pageOfPartitions>[0], over: Over) => ReturnType<typeof pageOfPartitions>;

/** All pages of the partitions, one after the other. */
function pagesOf(over: Over, limit: number, keep?: (grams: number) => boolean) {
  return allPages(over, limit, (call) =>
    pageOfPartitions(call, over, {
      ...{ index: 'listing', pks, filter: { kept: keep !== undefined } },
      ...(keep === undefined ? {} : { keep: ({ card }) => keep(Number(card['grams'])) }),
    }),
  );
}

/** All pages of a list, one after the other. */
async function allPages(over: Over, limit: number, read: Read) {
  const pages: number[][] = [];
  let cursor: string | undefined;
  do {
    const call = { operation: 'list', actor: haidian, query: { limit, ...(cursor === undefined ? {} : { cursor }) } };
    const page = await read({ ...noCall, ...call }, over);
    if (page.kind === 'refusal') throw new Error(page.code);
    pages.push(page.cards.map(({ card }) => Number(card['grams'])));
    cursor = page.next.next;
  } while (cursor !== undefined);
  return pages;
}

const unused = (): never => {
  throw new Error('not of this test');
};
const noCall: Omit<Call, 'operation' | 'actor'> = {
  ...{
    callerName: '',
    correlationId: 'cor',
    hasKey: false,
    command: commandOf(),
    sent: { bytes: new Uint8Array(), signature: undefined },
  },
  ...{ context: unused, allowed: unused, problem: unused, begins: unused, closes: unused, openActions: unused },
};

const parcels = fc
  .uniqueArray(fc.integer({ min: 1, max: 999_999 }), { maxLength: 60 })
  .chain((weights) => fc.tuple(...weights.map((grams) => fc.tuple(fc.constantFrom(...depots), fc.constant(grams)))));

test('the pages of several partitions are together all their entries, each once, in one order', async () => {
  await fc.assert(
    fc.asyncProperty(parcels, fc.integer({ min: 1, max: 9 }), fc.boolean(), async (all, limit, filtered) => {
      const keep = filtered ? (grams: number) => grams % 3 === 0 : undefined;
      const pages = await pagesOf(await tools(all), limit, keep);
      const expected = all.map(([, grams]) => grams).filter((grams) => keep?.(grams) ?? true);
      expect(pages.flat()).toEqual(expected.toSorted((a, b) => a - b));
      expect(pages.every((page) => page.length <= limit)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('where almost nothing is kept a page ends after five hundred entries, and the next goes on', async () => {
  const over = await tools(Array.from({ length: 1_100 }, (_, n) => ['north', n + 1] as const));
  expect(await pagesOf(over, 5, (grams) => grams === 700)).toEqual([[], [700], []]);
});

/** Parcels by weight: below 100,000 grams, below 200,000, and so on; many windows have none. */
const windows = Array.from({ length: 40 }, (_, n) => ({ from: keyOf(n * 25_000), to: through(keyOf((n + 1) * 25_000 - 1)) }));
const partitions = pks.map((pk) => ({ index: 'listing', pk }) as const);

/** The beginning of the sort key of a parcel of this weight. */
function keyOf(grams: number): string {
  return `${TAKEN_IN_AT}#${String(grams).padStart(6, '0')}`;
}

test('the pages of a list in many windows are together all its entries, each once, from either end', async () => {
  await fc.assert(
    fc.asyncProperty(
      parcels,
      fc.integer({ min: 1, max: 9 }),
      fc.boolean(),
      fc.boolean(),
      async (all, limit, newestFirst, filtered) => {
        const over = await tools(all);
        const keep = filtered ? (grams: number) => grams % 3 === 0 : () => true;
        const pages = await allPages(over, limit, (call) =>
          pageOfWindows(call, over, {
            ...{ newestFirst, filter: { filtered } },
            windows: (newestFirst ? windows.toReversed() : windows).map((range) => ({ ...range, partitions })),
            ...(filtered ? { keep: ({ card }) => keep(Number(card['grams'])) } : {}),
          }),
        );
        const expected = all.map(([, grams]) => grams).filter(keep);
        expect(pages.flat()).toEqual(expected.toSorted((a, b) => (newestFirst ? b - a : a - b)));
        expect(pages.every((page) => page.length <= limit)).toBe(true);
      },
    ),
    { numRuns: 60 },
  );
});
