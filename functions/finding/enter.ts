import { entriesOf, entryId, FindEntries, type FindEntry, keepFind } from '../../shared/finding/entry.ts';
import type { FindMessage } from '../../shared/finding/message.ts';
import type { Command, Journal } from '../../shared/journal/journal.ts';
import { loadAll } from '../../shared/journal/load-all.ts';
import { change } from '../../shared/journal/stream.ts';
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

/**
 * Enters what the thing names where searches find it, and takes out what it names no more, or a scope may know no more. It reads the thing as
 * it is by now, so the order of messages does not matter, and the same message again changes nothing.
 *
 * @param messageId tells the message from others
 */
export async function enter(tools: FindingTools, message: FindMessage, messageId: string): Promise<void> {
  const secret = await tools.findsKey();
  let part = 0;
  for await (const things of namingThings(tools.journal, message, tools.now())) {
    const places = things.flatMap((thing) => placesOf(secret, thing));
    for (const some of chunks(places, COMPARED)) {
      for (const changing of chunks(await notYet(tools, some), AT_ONCE)) {
        await appendEntries(tools.journal, commandOf(message, `${messageId}/${part}`, tools.now()), changing);
        part += 1;
      }
    }
  }
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

/** Those of the places where something else stands. */
async function notYet({ journal, now }: FindingTools, places: readonly Place[]): Promise<readonly Place[]> {
  const loaded = await loadAll(
    journal,
    FindEntries,
    places.map(({ entryId: place }) => place),
  );
  return places.filter(({ thing, wanted }, at) => keepFind(loaded[at]?.state, wanted, thing, now()).length > 0);
}

async function appendEntries(journal: Journal, command: Command, places: readonly Place[]): Promise<void> {
  await appendOnce(
    journal,
    command,
    async () => {
      const loaded = await journal.loadMany(
        FindEntries,
        places.map(({ entryId: place }) => place),
      );
      const changes = loaded.flatMap((stream, at) => {
        const place = places[at];
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
