import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { timelinePage } from '../../functions/cases/timeline.ts';
import { Alerts } from '../../shared/alerts/streams.ts';
import { Cases } from '../../shared/cases/streams.ts';
import { timelineKinds, timelineShown } from '../../shared/cases/timeline.ts';
import { FreezeRequests, StopOrders } from '../../shared/freezes/streams.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { factsOfAlert } from '../../shared/journal/keys.ts';
import { change, type StreamType } from '../../shared/journal/stream.ts';
import { MINUTE, plus } from '../../shared/kernel/time.ts';
import { ListedCases } from '../../shared/listed-cases/streams.ts';
import { caseFacts, caseIdOf, caseWith, haidian, prosecutor } from '../support/case-samples.ts';
import { commandOf, type Parcel, type ParcelFact, Parcels, takenIn, weighed } from '../support/journal-samples.ts';
import { createMemoryJournal } from '../support/memory-journal.ts';
import { id, minute } from '../support/samples.ts';

const alerts = [1, 2, 3].map((number) => id('alt', number));
const merged = { type: 'case.absorbed', data: { at: minute(20), from: caseIdOf('cas', 2), content: contentOf() } } as const;
const file = caseWith(...alerts.map((alertId) => caseFacts.alertJoined({ alertId })), merged);

function contentOf() {
  const nothing = { agencies: [], alerts: [], persons: [], losses: [], evidence: [], musts: [], links: [] };
  return { ...nothing, absorbed: [{ caseId: caseIdOf('cas', 2) }] };
}

/** Streams that stand for orders: whatever happens to one stands in the file of its alarm. */
const OrdersOf = (alertId: string): StreamType<Parcel, ParcelFact> => ({ ...Parcels, factsFile: () => factsOfAlert(alertId) });

/** Which order of which alarm something happens to, how often, and how long after the thing before. */
const happening = fc.record({
  alarm: fc.nat(alerts.length - 1),
  order: fc.nat(4),
  times: fc.integer({ min: 1, max: 3 }),
  after: fc.oneof(fc.constant(0), fc.nat(5 * MINUTE)),
});

async function happened(journal: Journal, story: readonly (typeof happening extends fc.Arbitrary<infer T> ? T : never)[]) {
  let now = minute(1);
  for (const { alarm, order, times, after } of story) {
    now = plus(now, after);
    const alertId = alerts[alarm] ?? '';
    const loaded = await journal.load(OrdersOf(alertId), `${alertId}-${order}`);
    const facts = Array.from({ length: times }, () => weighed(order));
    await journal.append({ command: commandOf({ now }), changes: [change(loaded, takenIn(), ...facts)] });
  }
}

/** The pages of the timeline, and how many queries each took. */
async function pagesOf(journal: Journal, limit: number) {
  let queries = 0;
  const counting: Journal = {
    ...journal,
    find: async (query) => {
      queries += 1;
      return journal.find(query);
    },
  };
  const pages: {
    readonly entries: readonly { readonly at: string; readonly of: string; readonly seq: number }[];
    readonly queries: number;
  }[] = [];
  let last: string | undefined;
  do {
    queries = 0;
    const page = await timelinePage(counting, file, { limit, last, shown: () => true });
    pages.push({ entries: page.items, queries });
    last = page.last;
  } while (last !== undefined);
  return pages;
}

test('its pages have everything that happened, once, in the order of time, and each costs the same', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 30 }), fc.integer({ min: 1, max: 7 }), async (story, limit) => {
      const journal = createMemoryJournal();
      await happened(journal, story);
      const pages = await pagesOf(journal, limit);
      const entries = pages.flatMap((page) => page.entries);
      const written = journal.written.flatMap(({ item }) =>
        typeof item['seq'] === 'number' ? [`${String(item['pk'])}/${item['seq']}`] : [],
      );
      expect(entries.map(({ of, seq }) => `parcel#${of}/${seq}`).toSorted()).toEqual(written.toSorted());
      expect(entries.map(({ at }) => at)).toEqual(entries.map(({ at }) => at).toSorted());
      // the case, the one merged into it, and three alarms
      expect(new Set(pages.map(({ queries }) => queries))).toEqual(new Set([5]));
    }),
    { numRuns: 60 },
  );
});

test('every kind of thing whose facts stand in the file of a case or an alarm says whether a shared timeline shows them', () => {
  const kinds = [Alerts, FreezeRequests, StopOrders, Cases, ListedCases];
  expect(kinds.every(({ factsFile }) => factsFile !== undefined)).toBe(true);
  expect(Object.keys(timelineKinds).toSorted()).toEqual(kinds.map(({ name }) => name).toSorted());
  const shown = timelineShown(file, prosecutor);
  const entry = (kind: string) => ({ stream: `${kind}#1` });
  for (const kind of ['case', 'alert', 'freeze-request', 'order']) expect(shown(entry(kind)), kind).toBe(true);
  for (const kind of ['listed-case', 'case-reads', 'consultation', 'something-new']) {
    expect(shown(entry(kind)), kind).toBe(false);
    expect(timelineShown(file, haidian)(entry(kind))).toBe(true);
  }
});
