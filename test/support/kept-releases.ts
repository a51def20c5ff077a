import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import { EVENT_PREFIX, STATE } from '../../shared/journal/keys.ts';
import type { Item } from '../../shared/journal/packed-item.ts';

/** What each release wrote, kept as fixtures. `keep-release.ts` makes a folder of them; none is ever changed. */
const folder = new URL('../fixtures/', import.meta.url);

/** The facts of one stream from its first to its last, and its states after the last append and after the one before. */
export interface KeptStream {
  readonly kind: string;
  readonly states: readonly Item[];
  readonly facts: readonly Item[];
}

export const keptReleases: readonly string[] = readdirSync(folder).filter((name) => name.startsWith('release-'));

/** A stream of each kind. */
export function keptStreams(release: string): readonly KeptStream[] {
  return readdirSync(new URL(`${release}/streams/`, folder)).map((file) => {
    const items = keptItems(release, `streams/${file}`);
    return {
      kind: file.replace('.jsonl', ''),
      states: items.filter(({ sk }) => sk === STATE),
      facts: items.filter(({ sk }) => String(sk).startsWith(EVENT_PREFIX)),
    };
  });
}

/** The items of a file, in the order in which they were written. */
export function keptItems(release: string, file: string): readonly Item[] {
  return linesOf(new URL(`${release}/${file}`, folder)).map((line) => decoded(Members.parse(line)));
}

export function linesOf(file: URL | string): readonly unknown[] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
}

/** Where `keep-release.ts` wants written down what this release writes. */
const keptTo = process.env['CORDON_KEEP_TO'];

/** Writes it down if it is wanted: an item and its journal, a message to the gateway, the input of a workflow. */
export function keepIfWanted(
  line: { readonly world: string; readonly item: Item } | { readonly message: object } | { readonly input: object },
): void {
  if (keptTo === undefined) return;
  appendFileSync(keptTo, `${JSON.stringify('item' in line ? { ...line, item: encoded(line.item) } : line)}\n`);
}

const Members = z.record(z.string(), z.unknown());
const Bytes = z.strictObject({ $bytes: z.base64() });

/** An item as a line of JSON has it: bytes as text. */
function encoded(item: Item): Item {
  return Object.fromEntries(
    Object.entries(item).map(([name, value]) => [
      name,
      value instanceof Uint8Array ? { $bytes: Buffer.from(value).toString('base64') } : value,
    ]),
  );
}

export function decoded(line: Item): Item {
  return Object.fromEntries(
    Object.entries(line).map(([name, value]) => {
      const bytes = Bytes.safeParse(value).data;
      return [name, bytes === undefined ? value : new Uint8Array(Buffer.from(bytes.$bytes, 'base64'))];
    }),
  );
}
