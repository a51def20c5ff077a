import * as z from 'zod';
import { agencyKinds, districts } from '../kernel/context.ts';
import type { Fact } from '../kernel/decision.ts';
import { DAY, epoch } from '../kernel/time.ts';
import { read } from '../kernel/tolerant.ts';
import type { Append, CardPage, KeptTask, Recollection, RecordedFact } from './journal.ts';
import { commandKey, STATE, TASK, tableShape } from './keys.ts';
import { type Item, packItem, unpackItem } from './packed-item.ts';
import { fresh, type IndexName, type Loaded, type StreamType, streamKey } from './stream.ts';

/**
 * How long the journal remembers a command's key: longer than anything may repeat it. A table stream keeps a record for one day, a queue a
 * message for fourteen, and a person tries again within days.
 */
const COMMAND_MEMORY = 30 * DAY;

/** The actor, with only these members. */
export const RecordedActor = z.object({
  agency: z.string(),
  agencyKind: z.enum(agencyKinds),
  district: z.enum(districts).exactOptional(),
  roles: z.array(z.string()),
  subject: z.string(),
});

/** A fact, without its stream. */
export const KeptFact = z.object({
  seq: z.int().positive(),
  type: z.string(),
  data: z.unknown(),
  at: z.string(),
  actor: RecordedActor,
  command: z.object({ name: z.string(), id: z.string() }),
  correlationId: z.string(),
  previousHash: z.string(),
  hash: z.string(),
  aside: z.unknown().optional(),
});
const FactItem = KeptFact.extend({ pk: z.string() });
/** A fact that a state held, with the members that a later release gave it. */
const HeldFact = KeptFact.loose();

const StateEnvelope = z.object({
  version: z.int().positive(),
  schemaVersion: z.int().nonnegative(),
  lastHash: z.string(),
  state: z.unknown(),
  facts: z.array(z.record(z.string(), z.unknown())).exactOptional(),
});

const CommandItem = z.object({
  inputHash: z.string(),
  /** Packed, its body keeps the order of its members. The first release kept it as a text, and before that as a map. */
  answer: z
    .object({
      status: z.int(),
      text: z.string().exactOptional(),
      body: z.unknown().optional(),
      headers: z.record(z.string(), z.string()).exactOptional(),
    })
    .exactOptional(),
  expiresAt: z.number(),
});

const IssuedToken = z.object({ token: z.string(), issuedAt: z.string() });
/** The token in the item of a fact that was recorded along with it. */
const TokenOfFact = z.object({ at: z.string(), task: IssuedToken.exactOptional() });

const CardItem = z.object({
  pk: z.string(),
  sk: z.string(),
  card: z.record(z.string(), z.unknown()),
});

/** A value as it comes out of the table again: a copy without `undefined`. */
export function plain(value: object): Item {
  return z.record(z.string(), z.unknown()).parse(JSON.parse(JSON.stringify(value)));
}

/** The record of a command: its input, its answer, and until when it counts. */
export function commandItem({ command, answer }: Append): Item {
  return packItem({
    open: {
      ...commandKey(command.id),
      inputHash: command.inputHash,
      [tableShape.timeToLive]: epochSeconds(command.now) + COMMAND_MEMORY / 1000,
    },
    ...(answer === undefined ? {} : { packed: { answer } }),
  });
}

/** The record of a command at `now`; undefined once its time is over, since it is deleted only some time after that. */
export function recollectionOf(item: Item | undefined, now: string): Recollection | undefined {
  if (item === undefined) return undefined;
  const { inputHash, answer, expiresAt } = CommandItem.parse(unpackItem(item));
  if (expiresAt <= epochSeconds(now)) return undefined;
  if (answer === undefined) return { inputHash };
  const { text, body, ...rest } = answer;
  return { inputHash, answer: { ...rest, body: text === undefined ? body : JSON.parse(text) } };
}

/** @param now ISO 8601, UTC @returns whole seconds, the unit of a TTL */
export function epochSeconds(now: string): number {
  return Math.floor(epoch(now) / 1000);
}

/**
 * The stream that a state item holds, or a fresh one if there is none.
 * @throws Error that names stream and version, never their content, if the item is damaged, or a later release changed what it means
 */
export function loadedOf<State, F extends Fact>(
  type: StreamType<State, F>,
  id: string,
  item: Item | undefined,
): Loaded<State, F> {
  if (item === undefined) return fresh(type, id);
  const stream = streamKey(type.name, id);
  const envelope = contentOf(StateEnvelope, item);
  if (envelope === undefined) throw new Error(`the state of ${stream} is damaged`);
  const { version, schemaVersion, lastHash, state, facts: within } = envelope;
  const present = schemaVersion < type.schemaVersion ? (type.upcast?.(state, schemaVersion) ?? state) : state;
  const parsed = read(type.state, present);
  if (parsed === undefined) {
    const why =
      schemaVersion > type.schemaVersion
        ? `has schema ${schemaVersion}; this release knows ${type.schemaVersion}`
        : `does not fit schema ${type.schemaVersion}`;
    throw new Error(`the state of ${stream} at version ${version} ${why}`);
  }
  const { content, unknown: later } = parsed;
  return {
    ...{ type, id, version, lastHash, state: content },
    ...(within === undefined ? {} : { within }),
    ...(Object.keys(later).length === 0 ? {} : { later }),
  };
}

/**
 * The fact that an item holds, whether read from the table or from its stream.
 * @throws Error that names the item's key, never its content
 */
export function recordedFactOf(item: Item): RecordedFact {
  const fact = contentOf(FactItem, item);
  if (fact === undefined) throw new Error(`the fact ${String(item['pk'])} ${String(item['sk'])} is damaged`);
  const { pk: stream, ...rest } = fact;
  return { stream, ...rest };
}

/** The facts that a state held, as they go into items of their own. @throws Error that names the stream, never the content */
export function heldFacts(stream: string, held: readonly Item[]): readonly RecordedFact[] {
  const read = z.array(HeldFact).safeParse(held);
  if (!read.success) throw new Error(`the facts of ${stream} are damaged`);
  return read.data.map((fact) => ({ ...fact, stream }));
}

/** @throws Error if an index has an item without a card */
export function cardOf(item: Item, index: IndexName): CardPage['cards'][number] {
  // only what an index copies: the memory journal has whole items
  const entry = contentOf(CardItem, { pk: item['pk'], sk: item[tableShape.indexes[index].sortKey], card: item['card'] });
  if (entry === undefined) throw new Error(`the entry of ${String(item['pk'])} in the index ${index} is damaged`);
  const { pk, card, sk } = entry;
  return { stream: pk, card, sk };
}

/** A task token that is kept by itself: the relay is told of it, because no fact tells it. */
export function taskAlone({ stream, token, issuedAt }: KeptTask): Item {
  return { pk: stream, sk: TASK, token, issuedAt, [tableShape.alone]: true };
}

/**
 * The token issued last: one that was kept by itself, or one in the item of a fact. A fact is recorded after the token in its item was
 * issued, so facts recorded before a known token have no later one.
 *
 * @param pages the items of the stream from its end: the token kept by itself, the state, the facts from the last one back
 */
export async function latestToken(pages: AsyncIterable<readonly Item[]>): Promise<string | undefined> {
  let latest: z.infer<typeof IssuedToken> | undefined;
  for await (const page of pages) {
    for (const item of page) {
      if (item['sk'] === STATE) continue;
      const alone = item['sk'] === TASK;
      if (!alone && latest !== undefined && String(item['at']) <= latest.issuedAt) return latest.token;
      const issued = alone ? IssuedToken.parse(item) : tokenOfFact(item);
      if (issued !== undefined && (latest === undefined || issued.issuedAt > latest.issuedAt)) latest = issued;
    }
  }
  return latest?.token;
}

/** @throws Error that names the item's key, never its content */
function tokenOfFact(item: Item): z.infer<typeof IssuedToken> | undefined {
  const fact = contentOf(TokenOfFact, item);
  if (fact === undefined) throw new Error(`the fact ${String(item['pk'])} ${String(item['sk'])} is damaged`);
  return fact.task;
}

/** The content of an item; undefined if it is damaged, in its bytes or in its form. */
export function contentOf<Content>(schema: z.ZodType<Content>, item: Item): Content | undefined {
  try {
    return schema.parse(unpackItem(item));
  } catch {
    return undefined;
  }
}
