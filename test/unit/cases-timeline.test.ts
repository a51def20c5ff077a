import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { READ_ON, timelineKinds, timelinePage } from '../../functions/cases/timeline.ts';
import { auditedKinds } from '../../functions/lookups/kinds.ts';
import { type Case, caseParts } from '../../shared/cases/model.ts';
import { timelineShown } from '../../shared/cases/timeline.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { factsOfAlert, factsOfCase } from '../../shared/journal/keys.ts';
import { change, type StreamType } from '../../shared/journal/stream.ts';
import { MINUTE, plus } from '../../shared/kernel/time.ts';
import { caseFacts, caseIdOf, caseWith, haidian, prosecutor } from '../support/case-samples.ts';
import { commandOf, type Parcel, type ParcelFact, Parcels, takenIn, weighed } from '../support/journal-samples.ts';
import { createMemoryJournal, type MemoryJournal } from '../support/memory-journal.ts';
import { id, minute } from '../support/samples.ts';
import { streamKinds } from '../support/stream-kinds.ts';

const alerts = [1, 2, 3].map((number) => id('alt', number));
const merged = { type: 'case.absorbed', data: { at: minute(20), from: caseIdOf('cas', 2), content: contentOf() } } as const;
const file = caseWith(...alerts.map((alertId) => caseFacts.alertJoined({ alertId })), merged);

function contentOf() {
  const nothing = { agencies: [], alerts: [], persons: [], losses: [], evidence: [], musts: [], links: [] };
  return { ...nothing, absorbed: [{ caseId: caseIdOf('cas', 2) }] };
}

/** Streams in place of orders: the file of an alarm has all facts of its orders. */
const OrdersOf = (alertId: string): StreamType<Parcel, ParcelFact> => ({ ...Parcels, factsFile: () => factsOfAlert(alertId) });
/** Streams that stand for what is in the case's file, but where their id says so not for those that it is shared with. */
const InCase: StreamType<Parcel, ParcelFact> = { ...Parcels, factsFile: () => factsOfCase(file.caseId) };
const shown = ({ stream }: { readonly stream: string }) => !stream.startsWith('parcel#hidden');

/** Which order of which alarm something happens to (or what is hidden), how often, and how long after the thing before. */
const happening = fc.record({
  alarm: fc.option(fc.nat(alerts.length - 1)),
  order: fc.nat(4),
  times: fc.integer({ min: 1, max: 9 }),
  after: fc.oneof(fc.constant(0), fc.nat(5 * MINUTE)),
});

async function happened(journal: Journal, story: readonly (typeof happening extends fc.Arbitrary<infer T> ? T : never)[]) {
  let now = minute(1);
  for (const { alarm, order, times, after } of story) {
    now = plus(now, after);
    const alertId = alerts[alarm ?? 0] ?? '';
    const loaded = await (alarm === null
      ? journal.load(InCase, `hidden-${order}`)
      : journal.load(OrdersOf(alertId), `${alertId}-${order}`));
    const facts = Array.from({ length: times }, () => weighed(order));
    await journal.append({ command: commandOf({ now }), changes: [change(loaded, takenIn(), ...facts)] });
  }
}

/** The pages of the timeline, and how many queries each took. */
async function pagesOf(journal: Journal, of: Case, limit: number) {
  let queries = 0;
  const counting: Journal = {
    ...journal,
    find: async (query) => {
      queries += 1;
      return journal.find(query);
    },
  };
  const pages: {
    readonly entries: readonly { readonly at: string; readonly of: string; readonly seq?: number | undefined }[];
    readonly queries: number;
    readonly last?: string | undefined;
  }[] = [];
  let last: string | undefined;
  do {
    queries = 0;
    const page = await timelinePage(counting, of, { limit, last, shown, numbered: true });
    pages.push({ entries: page.items, queries, last: page.last });
    last = page.last;
  } while (last !== undefined);
  return pages;
}

/** The facts written so far of streams that are shown or of those that are not, each as `<stream>/<number>`. */
function writtenOf(journal: MemoryJournal, visible: boolean): readonly string[] {
  const facts = journal.written.filter(({ item }) => typeof item['seq'] === 'number');
  return facts
    .filter(({ item }) => shown({ stream: String(item['pk']) }) === visible)
    .map(({ item }) => `${String(item['pk'])}/${String(item['seq'])}`);
}

test('its pages have everything that is shown, once, in the order of time, and end where that ends', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 30 }), fc.integer({ min: 1, max: 7 }), async (story, limit) => {
      const journal = createMemoryJournal();
      await happened(journal, story);
      const pages = await pagesOf(journal, file, limit);
      const entries = pages.flatMap((page) => page.entries);
      expect(entries.map(({ of, seq }) => `parcel#${of}/${seq}`).toSorted()).toEqual(writtenOf(journal, true).toSorted());
      expect(entries.map(({ at }) => at)).toEqual(entries.map(({ at }) => at).toSorted());
      // all are full but the last, and that is empty only where nothing is shown at all
      expect(pages).toHaveLength(Math.max(1, Math.ceil(entries.length / limit)));
      expect(pages.map(({ last = '' }) => last).filter((last) => last.includes('#hidden'))).toEqual([]);
      // the case, the one merged into it, and three alarms; and the case once more where it has something that is hidden
      const hidden = writtenOf(journal, false).length;
      const most = 5 + (hidden === 0 ? 0 : 1) + Math.floor(hidden / 200);
      for (const { queries } of pages) expect([queries >= 5, queries <= most]).toEqual([true, true]);
    }),
    { numRuns: 80 },
  );
});

/** A case with sixty alarms, in whose file so many things happened a minute after the other: shown or hidden, as the text says. */
async function longStory(parts: readonly (readonly ['shown' | 'hidden', number])[]) {
  const journal = createMemoryJournal();
  const sixty = Array.from({ length: 60 }, (_, i) => caseFacts.alertJoined({ alertId: id('alt', i + 1) }));
  let now = minute(1);
  for (const [kind, times] of parts) {
    for (let i = 0; i < times; i += 1) {
      now = plus(now, MINUTE);
      const loaded = await journal.load(InCase, kind);
      await journal.append({ command: commandOf({ now }), changes: [change(loaded, weighed(i))] });
    }
  }
  return { journal, big: caseWith(...sixty) };
}

test('a page costs little more if much is hidden before the last entry that fills it', async () => {
  const { journal, big } = await longStory([
    ['shown', 49],
    ['hidden', 1_000],
    ['shown', 1],
  ]);
  const pages = await pagesOf(journal, big, 50);
  expect(pages.map(({ entries }) => entries.length)).toEqual([50]);
  // the case and sixty alarms, and the case three times more: 51 facts are read of it at first, then 400 at a time
  expect(pages[0]?.queries).toBe(61 + Math.ceil((1_050 - 51) / READ_ON));
});

test('a full page with nothing but hidden things behind it is the last, as if they were not there', async () => {
  const some = await longStory([
    ['shown', 50],
    ['hidden', 70],
  ]);
  expect(await pagesOf(some.journal, some.big, 50)).toMatchObject([{ entries: { length: 50 }, last: undefined }]);
  const more = await longStory([
    ['shown', 50],
    ['hidden', 70],
    ['shown', 1],
  ]);
  expect(await pagesOf(more.journal, more.big, 50)).toMatchObject([{ entries: { length: 50 } }, { entries: { length: 1 } }]);
});

test('every kind of thing whose facts stand in the file of a case or an alarm says whether a shared timeline shows them', async () => {
  // the pointer of an alarm to its case repeats what the case says, so no timeline shows it
  const pointer = 'case-of-alert';
  const kinds = (await streamKinds()).flatMap(({ name, factsFile }) =>
    factsFile === undefined || name === pointer ? [] : [name],
  );
  expect(auditedKinds.flatMap(({ stream, timeline }) => (timeline === undefined ? [] : [stream])).toSorted()).toEqual(
    [...new Set(kinds)].toSorted(),
  );
  const toProsecutor = timelineShown(file, prosecutor, { kinds: timelineKinds, parts: ['timeline'] });
  const entry = (kind: string) => ({ stream: `${kind}#1` });
  for (const kind of ['case', 'alert', 'freeze-request', 'order']) expect(toProsecutor(entry(kind)), kind).toBe(true);
  expect(
    [haidian, prosecutor].map((actor) => timelineShown(file, actor, { kinds: timelineKinds, parts: caseParts })(entry(pointer))),
  ).toEqual([false, false]);
  const ofPart = { money: ['screening', 'statement', 'return-round', 'return-payment'], objections: ['objection'] } as const;
  for (const part of ['money', 'objections'] as const) {
    const sees = timelineShown(file, prosecutor, { kinds: timelineKinds, parts: ['timeline', part] });
    for (const [of, kinds] of Object.entries(ofPart)) for (const kind of kinds) expect(sees(entry(kind)), kind).toBe(of === part);
  }
  for (const kind of ['listed-case', 'case-reads', 'consultation', 'something-new']) {
    expect(toProsecutor(entry(kind)), kind).toBe(false);
    expect(timelineShown(file, haidian, { kinds: timelineKinds, parts: caseParts })(entry(kind))).toBe(true);
  }
});
