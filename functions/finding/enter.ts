import { entriesOf, entryId, FindEntries, type FindEntry, type FindEntryFact, keepFind } from '../../shared/finding/entry.ts';
import type { FindMessage } from '../../shared/finding/message.ts';
import type { Command, Journal } from '../../shared/journal/journal.ts';
import { loadAll } from '../../shared/journal/load-all.ts';
import { type AnyLoaded, change, type Loaded } from '../../shared/journal/stream.ts';
import { hashOf } from '../../shared/kernel/canonical.ts';
import { chunks } from '../../shared/kernel/chunks.ts';
import { systemActor } from '../../shared/kernel/context.ts';
import { appendOnce } from '../platform/append-once.ts';
import type { Platform } from '../platform/platform.ts';
import { type NamingThing, namingThings } from './naming-things.ts';

export interface FindingTools extends Platform {
  /** The key of the keyed hashes by which people and accounts are found. */
  readonly findsKey: () => Promise<string>;
}

/** As many entries as one append takes. */
const AT_ONCE = 40;
/** As many entries as are compared with what they should be at a time. */
const COMPARED = 1_000;

/** An entry as it should be; undefined where the scope is not to find what stands there. */
interface Place {
  readonly entryId: string;
  readonly thing: string;
  readonly wanted: FindEntry | undefined;
}

/** How often a thing is looked at again that changes meanwhile; then the message comes again. */
const MAX_ATTEMPTS = 8;

/**
 * Enters what the thing names where searches find it, and takes out what it names no more, or a scope may know no more. It reads the thing as
 * it is by now, and once more behind the last entry, so neither the order of messages nor two at once matter, and the same message again
 * changes nothing. (To require the thing in each append would make each a transaction, which costs twice as much.)
 *
 * @param messageId tells the message from others
 * @throws Error if the thing changes each time
 */
export async function enter(tools: FindingTools, message: FindMessage, messageId: string): Promise<void> {
  /** The places of earlier attempts: what was entered there may have left the thing since. */
  const before = new Map<string, Place>();
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1)
    if (await enteredAsItIs(tools, message, `${messageId}/${attempt}`, before)) return;
  throw new Error(`a thing changed ${MAX_ATTEMPTS} times while it was entered`);
}

/** @returns whether nothing that the entries follow from has changed meanwhile */
async function enteredAsItIs(
  tools: FindingTools,
  message: FindMessage,
  id: string,
  before: Map<string, Place>,
): Promise<boolean> {
  const { journal } = tools;
  const secret = await tools.findsKey();
  const read = new Map<string, AnyLoaded>();
  const left = new Map(before);
  for await (const { things, from } of namingThings(journal, message, tools.now())) {
    read.set(from.id, from);
    const places = things.flatMap((thing) => placesOf(secret, thing));
    for (const place of places) {
      left.delete(place.entryId);
      before.set(place.entryId, { ...place, wanted: undefined });
    }
    await keepPlaces(tools, message, `${id}/${read.size}`, places);
  }
  await keepPlaces(tools, message, `${id}/left`, [...left.values()]);
  const now = await Promise.all([...read.values()].map(({ type, id: thing }) => journal.load(type, thing)));
  return now.every(({ id: thing, version }) => read.get(thing)?.version === version);
}

/** Makes each of these places what it should be. */
async function keepPlaces(tools: FindingTools, message: FindMessage, id: string, places: readonly Place[]): Promise<void> {
  for (const [part, some] of chunks(places, COMPARED).entries())
    for (const [piece, changing] of chunks(await notYet(tools, some), AT_ONCE).entries())
      await appendEntries(tools.journal, commandOf(message, `${id}/${part}/${piece}`, tools.now()), changing);
}

/** Every place where the thing may stand, each with what should stand there. */
function placesOf(secret: string, { kind, id, items, scopes, known, namings }: NamingThing): readonly Place[] {
  const wanted = new Map(entriesOf(secret, { kind, id }, namings, known).map((entry) => [entryId(entry), entry]));
  return [...new Set([...scopes, ...known])].flatMap((scope) =>
    items.map((item) => {
      const place = entryId({ id, item, scope });
      return { entryId: place, thing: id, wanted: wanted.get(place) };
    }),
  );
}

/** A place, and what was read there. */
interface SeenPlace {
  readonly place: Place;
  readonly stream: Loaded<FindEntry, FindEntryFact>;
}

/** Those of the places where something else stands. */
async function notYet({ journal, now }: FindingTools, places: readonly Place[]): Promise<readonly SeenPlace[]> {
  const loaded = await loadAll(
    journal,
    FindEntries,
    places.map(({ entryId: place }) => place),
  );
  const seen = loaded.flatMap((stream, at) => (places[at] === undefined ? [] : [{ place: places[at], stream }]));
  return seen.filter(({ place, stream }) => keepFind(stream.state, place.wanted, place.thing, now()).length > 0);
}

async function appendEntries(journal: Journal, command: Command, seen: readonly SeenPlace[]): Promise<void> {
  const ids = seen.map(({ place }) => place.entryId);
  const asSeen = seen.map(({ stream }) => stream);
  await appendOnce(
    journal,
    command,
    async (failed) => {
      const loaded = failed === 0 ? asSeen : await journal.loadMany(FindEntries, ids);
      const changes = loaded.flatMap((stream, at) => {
        const place = seen[at]?.place;
        const facts = place === undefined ? [] : keepFind(stream.state, place.wanted, place.thing, command.now);
        return facts.map((fact) => change(stream, fact));
      });
      return { kind: 'plan', changes };
    },
    { remember: false },
  );
}

function commandOf(message: FindMessage, id: string, now: string): Command {
  return {
    ...{ name: 'finding.enter', id: `finding/${id}`, inputHash: hashOf(message), actor: systemActor, correlationId: id, now },
  };
}
