import * as z from 'zod';
import { hashOf } from '../kernel/canonical.ts';
import { commandItem, heldFacts, plain, RecordedActor } from './items.ts';
import type { Append, Command, KeptTask, RecordedFact, RequiredVersion } from './journal.ts';
import { commandKey, eventKey, factEntry, STATE, tableShape } from './keys.ts';
import { type Item, itemBytes, packItem } from './packed-item.ts';
import { type Change, type FactLog, type IndexName, type IndexView, kindOfStream } from './stream.ts';

/** The items that an append writes. */
export interface Recording {
  /** The record under which the command is known again; absent if it leaves none. */
  readonly command?: Item;
  readonly streams: readonly StreamRecording[];
  /** The streams that must be as they were read, although they are not written. */
  readonly requires: readonly RequiredVersion[];
  /** The version of each stream once it is written. */
  readonly versions: Readonly<Record<string, number>>;
}

export interface StreamRecording {
  readonly stream: string;
  /** The version that the stream must have for this to be written; 0 if it must not exist. */
  readonly expectedVersion: number;
  readonly state: Item;
  readonly facts: readonly Item[];
}

/** The task token that stands beside a fact. */
interface TokenInFact {
  readonly task?: Omit<KeptTask, 'stream'>;
}

const MAX_CHANGES = 40;
/** DynamoDB's limit of a transaction. */
const MAX_ITEMS = 100;
/** DynamoDB takes 400 KB an item, and the keys of its index entries count too. */
const MAX_ITEM_BYTES = 350 * 1024;
/** DynamoDB takes 4 MB a transaction. */
const MAX_APPEND_BYTES = 3_500 * 1024;

/**
 * The items of an append, checked against the limits of the database before anything is sent to it.
 * @throws Error that no retry can mend: too many or too large changes, one stream twice, a fact in another kind's stream, a task token of a
 *   stream that has no item of a fact in this append
 */
export function record(append: Append): Recording {
  const { changes, command, requires = [], remember = true, task } = append;
  if (changes.length > MAX_CHANGES) throw new Error(`an append has ${changes.length} changes; ${MAX_CHANGES} is the most`);
  const twice = changes.find(({ stream }, at) => changes.findIndex((other) => other.stream === stream) !== at);
  if (twice !== undefined) throw new Error(`an append changes ${twice.stream} twice`);
  const both = requires.find(({ stream }) => changes.some((change) => change.stream === stream));
  if (both !== undefined) throw new Error(`an append both changes ${both.stream} and requires it as it is`);
  if (task !== undefined && !changes.some((change) => change.stream === task.stream && hasFactItems(change)))
    throw new Error(`an append keeps a task token of ${task.stream}, of which it records no fact`);
  const recording = {
    ...(remember ? { command: commandItem(append) } : {}),
    streams: changes.map((change) => recordChange(change, command, task?.stream === change.stream ? task : undefined)),
    requires,
    versions: versionsOf(changes),
  };
  assertFits(recording, append);
  return recording;
}

/** The version of each stream once it is changed. */
export function versionsOf(changes: readonly Change[]): Readonly<Record<string, number>> {
  return Object.fromEntries(changes.map(({ stream, expectedVersion, facts }) => [stream, expectedVersion + facts.length]));
}

/** Whether each of its facts has an item of its own. */
function hasFactItems({ onlyState, keeps }: Change): boolean {
  return onlyState !== true && keeps === undefined;
}

function recordChange(change: Change, command: Command, task: KeptTask | undefined): StreamRecording {
  if (change.facts.length === 0) throw new Error(`a change of ${change.stream} has no facts`);
  const facts: RecordedFact[] = [];
  const actor = RecordedActor.parse(plain(command.actor));
  let previousHash = change.lastHash;
  for (const [at, { type, data }] of change.facts.entries()) {
    if (!type.startsWith(`${kindOfStream(change.stream)}.`)) throw new Error(`${type} is no fact of ${change.stream}`);
    const fact = chained({
      stream: change.stream,
      seq: change.expectedVersion + at + 1,
      type,
      data: plain({ data })['data'],
      at: command.now,
      actor,
      command: { name: command.name, id: command.id },
      correlationId: command.correlationId,
      previousHash,
    });
    facts.push(fact);
    previousHash = fact.hash;
  }
  return {
    stream: change.stream,
    expectedVersion: change.expectedVersion,
    ...itemsOf(change, previousHash, facts, task),
  };
}

/** The item of the state with the facts that it holds, and the items of the others: those that it held until now, those of the change. */
function itemsOf(
  change: Change,
  lastHash: string,
  facts: readonly RecordedFact[],
  task: KeptTask | undefined,
): Pick<StreamRecording, 'state' | 'facts'> {
  const { stream, held = [], keeps = 0, factsFile, factLogs, asides } = change;
  const before = heldFacts(stream, held);
  const out = before.length + facts.length - keeps;
  const fresh = change.onlyState ? [] : facts.slice(0, Math.max(0, out - before.length));
  const own = fresh.map((fact, at) => {
    const token = at === facts.length - 1 ? tokenIn(task) : {};
    return factItem({ ...fact, aside: asides?.[at], ...token }, factsFile, factLogs?.[at]);
  });
  return {
    state: stateItem(change, lastHash, [...before, ...facts].slice(out)),
    facts: [...before.slice(0, out).map((fact) => factItem(fact, factsFile, undefined)), ...own],
  };
}

function tokenIn(task: KeptTask | undefined): TokenInFact {
  return task === undefined ? {} : { task: { token: task.token, issuedAt: task.issuedAt } };
}

/** The fact with its hash, which covers everything else of it. */
function chained(fact: Omit<RecordedFact, 'hash'>): RecordedFact {
  return { ...fact, hash: factHash(fact) };
}

/** SHA-256 (hex) of a recorded fact, its own hash left out. */
export function factHash(fact: Omit<RecordedFact, 'hash'>): string {
  const { stream, seq, type, data, at, actor, command, correlationId, previousHash } = fact;
  return hashOf({ stream, seq, type, data, at, actor, command, correlationId, previousHash });
}

function stateItem(
  { stream, expectedVersion, facts, schemaVersion, view, ...change }: Change,
  lastHash: string,
  within: readonly RecordedFact[],
): Item {
  const state = change.later === undefined ? change.state : { ...change.later, ...z.looseObject({}).parse(change.state) };
  return packItem({
    open: { pk: stream, sk: STATE, version: expectedVersion + facts.length, ...indexAttributes(view.entries) },
    packed: {
      ...{ state, schemaVersion, lastHash },
      ...(within.length === 0 ? {} : { facts: within.map(({ stream: _, ...fact }) => fact) }),
    },
    card: view.card,
  });
}

/** A fact that an index finds has a card of its own: indexes copy it. What stream filters look at is open. */
function factItem(fact: RecordedFact & TokenInFact, file: string | undefined, log: FactLog | undefined): Item {
  const { stream, seq, type, at, ...packed } = fact;
  const entries = {
    ...(file === undefined ? {} : { file: factEntry(file, at, stream, seq) }),
    ...(log === undefined ? {} : { listing: factEntry(log.pk, at, stream, seq) }),
  };
  const found = file !== undefined || log !== undefined;
  return packItem({
    open: { pk: stream, sk: eventKey(seq), seq, type, at, ...indexAttributes(entries) },
    packed,
    ...(found ? { card: { ...log?.line, seq, type, at, agency: fact.actor.agency } } : {}),
  });
}

function indexAttributes(entries: IndexView['entries']): Item {
  const indexes: readonly IndexName[] = ['inbox', 'file', 'due', 'listing', 'attention'];
  return Object.fromEntries(
    indexes.flatMap((index) => {
      const entry = entries[index];
      const { partitionKey, sortKey } = tableShape.indexes[index];
      return entry === undefined
        ? []
        : [
            [partitionKey, entry.pk],
            [sortKey, entry.sk],
          ];
    }),
  );
}

function assertFits({ command, streams, requires }: Recording, append: Append): void {
  const items = (command === undefined ? 0 : 1) + requires.length + streams.reduce((sum, { facts }) => sum + 1 + facts.length, 0);
  if (items > MAX_ITEMS) throw new Error(`an append of ${append.command.name} writes ${items} items; ${MAX_ITEMS} is the most`);
  let total = 0;
  for (const [name, item] of [
    ...(command === undefined ? [] : [[commandKey(append.command.name).pk, command] as const]),
    ...streams.flatMap(({ stream, state, facts }) =>
      [state, ...facts].map((part) => [`${stream} ${String(part['sk'])}`, part] as const),
    ),
  ]) {
    const size = itemBytes(item);
    if (size > MAX_ITEM_BYTES)
      throw new Error(`the item ${name} would have ${kilobytes(size)} KB; ${kilobytes(MAX_ITEM_BYTES)} is the most`);
    total += size;
  }
  if (total > MAX_APPEND_BYTES) {
    throw new Error(
      `an append of ${append.command.name} would have ${kilobytes(total)} KB; ${kilobytes(MAX_APPEND_BYTES)} is the most`,
    );
  }
}

function kilobytes(bytes: number): number {
  return Math.ceil(bytes / 1024);
}
