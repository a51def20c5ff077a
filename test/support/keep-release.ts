/**
 * Keeps what this release writes, so that later releases are tested against it:
 *
 *     node test/support/keep-release.ts release-2
 *
 * runs tests whose journals in memory write down all their items, and picks a short stream of each kind, and whole journals with which the
 * relays can do all again. Run it once, for a release that goes out, and never change what it made: a fixture that this release cannot read
 * says that this release cannot read the table.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { factPageOf } from '../../shared/journal/fact-page.ts';
import { EVENT_PREFIX, STATE } from '../../shared/journal/keys.ts';
import { kindOfStream } from '../../shared/journal/stream.ts';
import { decoded, linesOf } from './kept-releases.ts';

/** Together they write every kind of stream. */
const tests = [
  ...['http-bank-tests', 'http-standard-proposals', 'standards-impact', 'gateway-deliver', 'http-freeze-path', 'relay-money'],
  ...['http-instructions', 'http-consultations', 'http-listed-cases', 'http-regional', 'http-case-sharing', 'http-approvals'],
  ...['relay-notices', 'http-inbox', 'relay-consultations', 'http-link-proposals', 'http-decisions-once', 'http-standards'],
  ...['relay-reactions', 'relay-line', 'relay-push-again', 'http-cases'],
];

/** The journals that are kept whole, but for the agencies: the smallest one with streams of all these kinds. */
const wholes = {
  'freeze-path': ['order', 'account', 'stats', 'trace-count', 'inbox-entry'],
  coordination: ['case-share', 'consultation', 'seat'],
} as const;

/** A stream is worth its different facts, up to so many; the shortest with them is taken. */
const FACT_TYPES = 6;
/** More than a stream of a test has. */
const MANY = 10_000;

const Item = z.looseObject({ pk: z.string(), sk: z.string() });
type Item = z.infer<typeof Item>;
const ItemLine = z.object({ world: z.string(), item: Item });
const MessageLine = z.union([z.strictObject({ message: z.looseObject({}) }), z.strictObject({ input: z.looseObject({}) })]);

/** The items of each journal, in the order in which they were written. */
function worldsIn(kept: readonly unknown[]): readonly (readonly Item[])[] {
  const lines = kept.flatMap((line) => ItemLine.safeParse(line).data ?? []);
  return [...Map.groupBy(lines, ({ world }) => world).values()].map((of) => of.map(({ item }) => item));
}

/** The last two states of a stream and all its facts; undefined if it has no two states, or its beginning is not among the items. */
function streamOf(items: readonly Item[]): readonly Item[] | undefined {
  const states = items.filter(({ sk }) => sk === STATE).slice(-2);
  const facts = items.filter(({ sk }) => sk.startsWith(EVENT_PREFIX));
  const last = states.at(-1);
  if (last === undefined) return undefined;
  const all = factPageOf([...facts, last].map(decoded), { after: 0, limit: MANY }).facts;
  return all[0]?.seq === 1 && all.length === last['version'] ? [...states, ...facts] : undefined;
}

function worthOf(stream: readonly Item[]): number {
  const types = new Set(stream.flatMap(({ type }) => (typeof type === 'string' ? [type] : [])));
  return Math.min(FACT_TYPES, types.size) + Math.min(2, stream.filter(({ sk }) => sk === STATE).length);
}

const sizeOf = (items: readonly Item[]): number => JSON.stringify(items).length;

/** The best stream of each kind, of all journals. */
function bestStreams(worlds: readonly (readonly Item[])[]): ReadonlyMap<string, readonly Item[]> {
  const best = new Map<string, readonly Item[]>();
  for (const world of worlds) {
    for (const [pk, items] of Map.groupBy(world, (item) => item.pk)) {
      const stream = streamOf(items);
      if (stream === undefined) continue;
      const before = best.get(kindOfStream(pk));
      const better =
        before === undefined ||
        worthOf(stream) > worthOf(before) ||
        (worthOf(stream) === worthOf(before) && sizeOf(stream) < sizeOf(before));
      if (better) best.set(kindOfStream(pk), stream);
    }
  }
  return best;
}

/** The smallest journal with streams of all these kinds, as it is at the end, without its agencies. */
function wholeWith(kinds: readonly string[], worlds: readonly (readonly Item[])[]): readonly Item[] {
  const fitting = worlds
    .filter((world) => kinds.every((kind) => world.some(({ pk }) => kindOfStream(pk) === kind)))
    .map((world) => world.filter(({ pk }) => kindOfStream(pk) !== 'agency'))
    .toSorted((a, b) => sizeOf(a) - sizeOf(b));
  const [smallest] = fitting;
  if (smallest === undefined) throw new Error(`no test wrote streams of all the kinds ${kinds.join(', ')}`);
  return [...new Map(smallest.map((item) => [`${item.pk} ${item.sk}`, item])).values()];
}

/** A record of a command with an answer, and one without. */
function commandsIn(worlds: readonly (readonly Item[])[]): readonly Item[] {
  const commands = worlds.flat().filter(({ sk }) => sk === 'command');
  const answered = (item: Item): boolean => item['answer'] !== undefined || item['packed'] !== undefined;
  return [commands.find(answered), commands.find((item) => !answered(item))].flatMap((item) => item ?? []);
}

/** A message to the gateway and an input of a workflow of each form. */
function messagesIn(kept: readonly unknown[]): readonly object[] {
  const lines = kept.flatMap((line) => MessageLine.safeParse(line).data ?? []);
  const formOf = (line: object): string =>
    Object.values(line)
      .map((value) => Object.keys({ ...value }).join())
      .join();
  return [...new Map(lines.map((line) => [formOf(line), line])).values()];
}

/** What the tests write, line by line. */
function written(): readonly unknown[] {
  const place = mkdtempSync(join(tmpdir(), 'cordon-keep-'));
  const file = join(place, 'kept.jsonl');
  const files = tests.map((name) => `test/unit/${name}.test.ts`);
  const { status } = spawnSync('npx', ['vitest', 'run', ...files], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, CORDON_KEEP_TO: file },
  });
  if (status !== 0) throw new Error('the tests failed: nothing is kept');
  const kept = linesOf(file);
  rmSync(place, { recursive: true });
  return kept;
}

const { values, positionals } = parseArgs({ options: { from: { type: 'string' } }, allowPositionals: true });
const [release] = positionals;
if (release === undefined || !/^release-\d+$/.test(release)) throw new Error('Name the release, such as release-2');
const kept = values.from === undefined ? written() : linesOf(values.from);
const worlds = worldsIn(kept);
const to = new URL(`../fixtures/${release}/`, import.meta.url).pathname;
const keep = (name: string, items: readonly object[]): void =>
  writeFileSync(join(to, `${name}.jsonl`), items.map((item) => `${JSON.stringify(item)}\n`).join(''));
mkdirSync(join(to, 'streams'), { recursive: true });
for (const [kind, stream] of bestStreams(worlds)) keep(`streams/${kind}`, stream);
for (const [name, kinds] of Object.entries(wholes)) keep(name, wholeWith(kinds, worlds));
keep('commands', commandsIn(worlds));
keep('messages', messagesIn(kept));
process.stdout.write(`kept ${bestStreams(worlds).size} kinds of streams\n`);
