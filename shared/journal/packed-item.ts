import * as z from 'zod';
import { foldedText, unfolded } from './folded.ts';
import type { Item } from './items.ts';
import { pack, unpack, unpackText } from './pack.ts';

/** The members of an item, by how they are kept. */
interface Parts {
  /** Keys, and what a condition or a filter looks at: as they are. */
  readonly open: Item;
  /** What only a reader of the whole item needs. */
  readonly packed?: Item;
  /** What indexes copy: packed by itself. */
  readonly card?: Item;
}

/**
 * An item whose bulk is packed: in `packed`, beside its stream and its card, which have much of the same, and in `card`, beside its stream.
 * @throws Error for more than 4 MB
 */
export function packItem({ open, packed, card }: Parts): Item {
  const stream = String(open['pk']);
  return {
    ...open,
    ...(packed === undefined ? {} : { packed: pack(packed, stream + textOf(card)) }),
    ...(card === undefined ? {} : { card: pack(card, stream) }),
  };
}

const Members = z.record(z.string(), z.unknown());

/**
 * The item with its members as they were before they were packed. The first release did not pack them.
 * @throws Error that tells nothing of the content, if its bytes are damaged
 */
export function unpackItem(item: Item): Item {
  const { packed, card, ...open } = item;
  const stream = String(open['pk']);
  const cardText = card instanceof Uint8Array ? unpackText(card, stream) : undefined;
  return {
    ...(packed instanceof Uint8Array ? Members.parse(unpack(packed, stream + (cardText ?? ''))) : {}),
    ...open,
    ...(card === undefined ? {} : { card: cardText === undefined ? card : unfolded(cardText) }),
  };
}

function textOf(card: Item | undefined): string {
  return card === undefined ? '' : foldedText(card);
}

/** Numbers are kept by pairs of digits. */
const NUMBER_BYTES = 21;
/** A list or map, and each entry of it, has bytes of its own. */
const LIST_BYTES = 3;

/** The bytes of an item as DynamoDB counts them, or a few more: the names and values of its attributes. */
export function itemBytes(item: Item): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value), 0);
}

function valueBytes(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (value instanceof Uint8Array) return value.byteLength;
  if (typeof value === 'number') return Math.min(NUMBER_BYTES, 1 + Math.ceil(String(value).length / 2));
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + 1 + valueBytes(one), LIST_BYTES);
  if (typeof value === 'object' && value !== null) return LIST_BYTES + Object.keys(value).length + itemBytes({ ...value });
  return 1;
}
