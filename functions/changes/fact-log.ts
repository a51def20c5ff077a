import * as z from 'zod';
import type { Position } from '../../shared/http/cursor.ts';
import type { IndexPosition, Journal } from '../../shared/journal/journal.ts';
import { idOfStream, kindOfStream } from '../../shared/journal/stream.ts';
import { hashOf } from '../../shared/kernel/canonical.ts';
import { plus, SECOND, UtcInstant } from '../../shared/kernel/time.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import type { Changed } from './routes.ts';
import type { Look } from './watch.ts';

/**
 * A fact has the time at which its command was read. It is recorded up to so much later, and stands in the index a moment after that: so
 * facts that are older than the newest may still come, and the first look of a turn reads these again.
 */
export const OVERLAP = 40 * SECOND;
/** Nearly all facts are in the index so soon: as far back as the further looks of a turn read. */
export const RECENT = 8 * SECOND;

/** The facts that one query reads, and how many queries one look makes of a log. */
const PAGE = 1_000;
const MOST_PAGES = 5;

/** So many things one answer tells of. */
export const MOST_CHANGED = 200;

/** A fact as the index has it: which thing it is of, and when it happened, never what it says. */
export interface LoggedFact {
  readonly stream: string;
  /** Its place among all facts of the log, by time. */
  readonly sk: string;
  readonly seq: number;
  readonly type: string;
  readonly at: string;
}

const FactCard = z.object({ seq: z.int().positive(), type: z.string(), at: UtcInstant });

/**
 * The facts of these logs from a moment on, in one order.
 *
 * @param from ISO 8601, UTC
 * @returns undefined if there are more than a look reads: then the whole is read anew
 */
export async function factsFrom(
  journal: Journal,
  logs: readonly string[],
  from: string,
): Promise<readonly LoggedFact[] | undefined> {
  const read = await Promise.all(logs.map((pk) => factsOf(journal, pk, from)));
  if (read.includes(undefined)) return undefined;
  return read.flatMap((facts) => facts ?? []).toSorted((a, b) => (a.sk < b.sk ? -1 : 1));
}

async function factsOf(journal: Journal, pk: string, from: string): Promise<readonly LoggedFact[] | undefined> {
  const facts: LoggedFact[] = [];
  let after: IndexPosition | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const query = { index: 'file', pk, from, limit: PAGE } as const;
    const page = await journal.find(after === undefined ? query : { ...query, after });
    facts.push(...page.cards.map(({ stream, sk, card }) => ({ stream, sk, ...parseTolerantly(FactCard, card) })));
    after = page.next;
    if (after === undefined) return facts;
  }
  return undefined;
}

/**
 * How far a reader knows a log: the facts that they may see from a moment on, up to a place. A few are named one by one; of many there is
 * one hash.
 */
const LogPosition = z.object({ from: UtcInstant, upTo: z.string(), named: z.string().optional(), hash: z.string().optional() });
type LogPosition = z.infer<typeof LogPosition>;

/** So many facts a position names one by one. */
const MOST_NAMED = 64;

/**
 * What changed since a position, of the facts that the reader may see; without one nothing has. A fact can come in before the place up to
 * which the reader knows the log. If the position names its facts, that one alone is told; otherwise all things of the stretch are told
 * again: their versions say which of them are new.
 *
 * @param facts from `startOf` on, those that the reader may see
 * @returns undefined if the position is none of a log
 */
export function changesIn(facts: readonly LoggedFact[], since: Position | undefined, now: string): Look | undefined {
  const start = plus(now, -OVERLAP);
  if (since === undefined) return { kind: 'look', changed: [], position: positionOf(facts, start) };
  const { data: before } = LogPosition.safeParse(since);
  if (before === undefined) return undefined;
  const told = firstThings(newsIn(facts, before));
  const end = told.rest ? told.facts.at(-1)?.sk : undefined;
  const changed = lastOfEach(told.facts);
  if (end === undefined) return { kind: 'look', changed, position: positionOf(facts, start) };
  const known = facts.filter(({ sk }) => sk <= end);
  return { kind: 'look', changed, position: knownPosition(known, before.from, end), more: true };
}

function newsIn(facts: readonly LoggedFact[], { upTo, named, hash }: LogPosition): readonly LoggedFact[] {
  if (named !== undefined) {
    const names = new Set(named.split(' '));
    return facts.filter(({ sk }) => !names.has(nameOf(sk)));
  }
  const known = facts.filter(({ sk }) => sk <= upTo);
  return hashed(known) === hash ? facts.filter(({ sk }) => sk > upTo) : facts;
}

/** The moment from which a look has to read to compare with a position. @returns undefined if the position is none of a log */
export function startOf(since: Position | undefined, now: string): string | undefined {
  return since === undefined ? plus(now, -OVERLAP) : LogPosition.safeParse(since).data?.from;
}

/** The position of a reader who knows all of these facts. @param from ISO 8601, UTC */
export function positionOf(facts: readonly LoggedFact[], from: string): Position {
  const inStretch = facts.filter(({ sk }) => sk >= from);
  return knownPosition(inStretch, from, inStretch.at(-1)?.sk ?? from);
}

function knownPosition(facts: readonly LoggedFact[], from: string, upTo: string): Position {
  if (facts.length > MOST_NAMED) return { from, upTo, hash: hashed(facts) };
  return { from, upTo, named: facts.map(({ sk }) => nameOf(sk)).join(' ') };
}

/** Ten characters of a hash: of sixty-four facts no two have the same, and a new one has none of theirs. */
function nameOf(sk: string): string {
  return hashOf(sk).slice(0, 10);
}

function hashed(facts: readonly LoggedFact[]): string {
  return hashOf(facts.map(({ sk }) => sk)).slice(0, 16);
}

/** The facts up to the last of as many things as one answer tells of, and whether there are others. */
function firstThings(facts: readonly LoggedFact[]): { readonly facts: readonly LoggedFact[]; readonly rest: boolean } {
  const things = new Set<string>();
  const end = facts.findIndex(({ stream }) => things.add(stream).size > MOST_CHANGED);
  return end === -1 ? { facts, rest: false } : { facts: facts.slice(0, end), rest: true };
}

/** The things of these facts, each by its last. */
function lastOfEach(facts: readonly LoggedFact[]): readonly Changed[] {
  const last = new Map(facts.map((fact) => [fact.stream, fact]));
  return [...last.values()].map(({ stream, seq, type, at }) => ({
    kind: kindOfStream(stream),
    id: idOfStream(stream),
    version: seq,
    what: type,
    at,
  }));
}
