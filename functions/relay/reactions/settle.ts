import type { RecordedFact } from '../../../shared/journal/journal.ts';
import { loadAll } from '../../../shared/journal/load-all.ts';
import { factPagesOf } from '../../../shared/journal/pages-of.ts';
import { splitFacts } from '../../../shared/journal/split-facts.ts';
import { idOfStream, type Loaded, streamKey } from '../../../shared/journal/stream.ts';
import type { About } from '../../../shared/kernel/about.ts';
import type { Desk } from '../../../shared/kernel/desk.ts';
import { elapsed, MINUTE } from '../../../shared/kernel/time.ts';
import { readFact } from '../../../shared/kernel/tolerant.ts';
import type { ToldFact } from '../../../shared/labels/notices.ts';
import { entryIdOf, settleEntry } from '../../../shared/notifications/entries.ts';
import type { InboxEntry, InboxEntryFact } from '../../../shared/notifications/model.ts';
import { InboxEntries } from '../../../shared/notifications/streams.ts';
import { appendOnce } from '../../platform/append-once.ts';
import { inParallel } from '../../platform/in-parallel.ts';
import { CoordinationFact } from '../coordination-facts.ts';
import type { FactByType, FactType, KnownFact } from '../facts.ts';
import { type CoordinationTools, commandOf } from '../reaction.ts';
import { settledBy, settlements } from '../settlements.ts';
import { aboutOf, desksTold, lineOf } from '../told-desks.ts';

/** How many entries are closed at the same time. */
const LANES = 8;

/** So many facts back the notices of a thing are looked for: more than a matter stays open over. */
const WINDOW = 500;

/** A fact that the relay is told of so long after it was recorded may be settled already. In time, later facts of a stream come later. */
const LATE = MINUTE;

/** What a consequence of a fact is given: its tools, and the look-up of its thing, which all share. */
interface At {
  readonly tools: CoordinationTools;
  readonly aboutIt: () => Promise<About>;
}

/** For the docs: one sentence. */
export const settleDoes =
  'closes the open entries about the thing whose matter the fact settles, on every desk, and says in each by which fact';

/**
 * Closes the entries whose matter the fact settles, by the table of settlements. No index leads to them: the facts of the thing tell which
 * notices there were, and an entry's id follows from its fact and desk. So a fact that settles nothing writes nothing, and one that comes
 * twice finds the entries closed.
 */
export async function settle<T extends FactType>(
  type: T,
  fact: FactByType[T],
  recorded: RecordedFact,
  { tools, aboutIt }: At,
): Promise<void> {
  const told = settledBy.get(type);
  if (told === undefined) return;
  // an order that its bank answered at once was on no desk; its own notice looks the thing up anyway
  if (lineOf(type) !== undefined && (await aboutIt()).untold === true) return;
  const id = idOfStream(recorded.stream);
  const streams = [...new Set(told.map((one) => streamKey(kindOfFact(one), id)))];
  const found = await Promise.all(streams.map((stream) => noticesSettled(stream, fact, recorded, tools)));
  const entries = await loadAll(tools.journal, InboxEntries, [...new Set(found.flat())]);
  const open = entries.filter(({ state }) => state !== undefined && state.doneAt === undefined);
  await inParallel(open, LANES, (entry) => close(entry, type, recorded, tools));
}

/** The ids of the entries on all desks that facts of this stream made and that the fact settles. */
async function noticesSettled(
  stream: string,
  later: KnownFact,
  recorded: RecordedFact,
  tools: CoordinationTools,
): Promise<readonly string[]> {
  const isOwn = stream === recorded.stream;
  const after = isOwn ? Math.max(0, recorded.seq - 1 - WINDOW) : 0;
  const before = await factsBehind(stream, after, isOwn ? recorded.seq - 1 : WINDOW, tools);
  const ids: string[] = [];
  for (const [at, one] of before.entries()) {
    const { fact, recorded: made } = one;
    if (!isTold(fact) || !mayBeSettled(fact.type, later.type)) continue;
    const about = await aboutOf(made, tools);
    const since = [...before.slice(at + 1).map((behind) => behind.fact), later];
    const desks = desksTold(fact.type, fact, about, made.actor).filter((desk) => isSettled(fact.type, fact, desk, since));
    ids.push(...desks.map((desk) => entryIdOf(made.hash, { desk, at: made.at })));
  }
  return ids;
}

interface ReadFact {
  readonly fact: KnownFact;
  readonly recorded: RecordedFact;
}

/** The facts of a stream behind one number up to another, as far as this release knows their types. */
async function factsBehind(
  stream: string,
  after: number,
  upTo: number,
  { journal }: Pick<CoordinationTools, 'journal'>,
): Promise<readonly ReadFact[]> {
  const found: ReadFact[] = [];
  for await (const page of factPagesOf(journal, stream, { after, upTo })) {
    for (const recorded of page) {
      const fact = readFact(CoordinationFact, recorded);
      if (fact !== undefined) found.push({ fact, recorded });
    }
  }
  return found;
}

/** Closes one entry, which was just read. Each is an append of its own, of one item, as the making of the entry was. */
async function close(
  seen: Loaded<InboxEntry, InboxEntryFact>,
  by: FactType,
  recorded: RecordedFact,
  tools: CoordinationTools,
): Promise<void> {
  const { journal } = tools;
  const now = tools.now();
  await appendOnce(
    journal,
    commandOf('settle', recorded, now),
    async (failed) => {
      const entry = failed === 0 ? seen : await journal.load(InboxEntries, seen.id);
      const facts = entry.state === undefined ? [] : settleEntry(entry.state, by, { now }).facts;
      return { kind: 'plan', changes: splitFacts([entry], facts) };
    },
    { remember: false },
  );
}

/**
 * What was recorded of the thing behind a fact that is relayed late; nothing for one in time, except of the thing's other streams, which the
 * relay may hear of first. So a notice that comes after its matter was settled is put on its desk as closed.
 */
export async function factsSince(
  told: KnownFact,
  { stream, seq, at }: RecordedFact,
  tools: Pick<CoordinationTools, 'journal' | 'now'>,
): Promise<readonly KnownFact[]> {
  const isLate = elapsed(at, tools.now()) >= LATE;
  const [own, ...others] = await Promise.all([
    isLate ? factsBehind(stream, seq, seq + WINDOW, tools) : [],
    ...otherStreams(told, stream).map((other) => factsBehind(other, 0, WINDOW, tools)),
  ]);
  const since = others.flat().filter(({ recorded }) => recorded.at >= at);
  return [...own, ...since].map(({ fact }) => fact);
}

/** The streams of other kinds under the same id whose facts settle this notice. */
function otherStreams(told: KnownFact, stream: string): readonly string[] {
  if (!isTold(told)) return [];
  const streams = settlements[told.type].map(({ by }) => streamKey(kindOfFact(by), idOfStream(stream)));
  return [...new Set(streams)].filter((other) => other !== stream);
}

/** The type of the first of the later facts that settles the notice on this desk; undefined if none does. */
export function settledSince(told: KnownFact, desk: Desk, since: readonly KnownFact[]): FactType | undefined {
  if (!isTold(told)) return undefined;
  const at = since.findIndex((_, last) => isSettled(told.type, told, desk, since.slice(0, last + 1)));
  return at === -1 ? undefined : since[at]?.type;
}

/** Whether the last of the facts behind a notice settles it. */
function isSettled<T extends ToldFact>(type: T, told: FactByType[T], desk: Desk, since: readonly KnownFact[]): boolean {
  const later = since.at(-1);
  if (later === undefined) return false;
  return settlements[type].some((one) => one.by === later.type && one.settles({ told, desk, since, later }));
}

function mayBeSettled(told: ToldFact, later: FactType): boolean {
  return settledBy.get(later)?.includes(told) === true;
}

function isTold(fact: KnownFact): fact is FactByType[ToldFact] {
  return lineOf(fact.type) !== undefined;
}

/** The kind of stream that a fact is of, by its type. */
function kindOfFact(type: FactType): string {
  return type.slice(0, type.indexOf('.'));
}
