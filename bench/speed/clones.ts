import type { Item } from '../../shared/journal/items.ts';
import { EVENT_PREFIX, eventKey, tableShape } from '../../shared/journal/keys.ts';
import { packItem, unpackItem } from '../../shared/journal/packed-item.ts';
import { type IndexName, idOfStream } from '../../shared/journal/stream.ts';

/** The numbers of invented facts begin here: no stream of a bench has as many of its own. */
const FIRST_INVENTED = 1_000_000;
const INVENTED = 'x';
const SEQ_DIGITS = 12;

/**
 * Another item like this one: of another stream if it is a state, a later fact of the same stream if it is a fact. Of its index entries it
 * keeps the one in `index`, so each list grows by itself.
 * @param n from 0, another for each
 */
export function cloneOf(item: Item, n: number, index?: IndexName): Item {
  const whole = unpackItem(item);
  const { card } = whole;
  const packed = Object.fromEntries(Object.entries(whole).filter(([name]) => !(name in item)));
  const open = entriesOnly(
    Object.fromEntries(Object.entries(item).filter(([name]) => name !== 'packed' && name !== 'card')),
    index,
  );
  const parts = { open, ...('packed' in item && { packed }), ...(isItem(card) && { card }) };
  const seq = item['seq'];
  return packItem(typeof seq === 'number' ? laterFact(parts, seq, FIRST_INVENTED + n, index) : otherStream(parts, n, index));
}

/** Whether an item with this key is an invented one. */
export function isInvented(pk: string, sk: string): boolean {
  if (sk.startsWith(EVENT_PREFIX)) return sk >= eventKey(FIRST_INVENTED);
  return new RegExp(`${INVENTED}\\d{7}$`, 'i').test(pk);
}

interface Parts {
  readonly open: Item;
  readonly packed?: Item;
  readonly card?: Item;
}

function otherStream(parts: Parts, n: number, index: IndexName | undefined): Parts {
  const id = idOfStream(String(parts.open['pk']));
  const [text, other] = [JSON.stringify(parts), inventedId(id, n)];
  const clone = partsOf(text.replaceAll(id, other));
  const partition = index === undefined ? undefined : tableShape.indexes[index].partitionKey;
  return partition === undefined ? clone : { ...clone, open: { ...clone.open, [partition]: parts.open[partition] } };
}

/** Ids that count up stay of the same form: 26 letters and digits behind the prefix. Others get a tail. */
export function inventedId(id: string, n: number): string {
  const number = String(n).padStart(7, '0');
  return /_[0-9a-z]{26}$/i.test(id) ? `${id.slice(0, -8)}${upperLike(id)}${number}` : `${id}-${INVENTED}${number}`;
}

function upperLike(id: string): string {
  return /[A-Z]/.test(id.slice(-26)) ? INVENTED.toUpperCase() : INVENTED;
}

function laterFact(parts: Parts, seq: number, later: number, index: IndexName | undefined): Parts {
  const { open, card } = parts;
  const sort = index === undefined ? undefined : tableShape.indexes[index].sortKey;
  const [before, after] = [seq, later].map((number) => `#${String(number).padStart(SEQ_DIGITS, '0')}`);
  const moved = { ...open, sk: eventKey(later), seq: later };
  return {
    ...parts,
    open: sort === undefined ? moved : { ...moved, [sort]: String(open[sort]).replace(String(before), String(after)) },
    ...(card !== undefined && { card: { ...card, seq: later } }),
  };
}

/** The item without its entries in other indexes. */
function entriesOnly(open: Item, index: IndexName | undefined): Item {
  const others = Object.entries(tableShape.indexes)
    .filter(([name]) => name !== index)
    .flatMap(([, { partitionKey, sortKey }]): string[] => [partitionKey, sortKey]);
  return Object.fromEntries(Object.entries(open).filter(([name]) => !others.includes(name)));
}

function partsOf(text: string): Parts {
  const { open, packed, card }: Item = JSON.parse(text);
  return { open: isItem(open) ? open : {}, ...(isItem(packed) && { packed }), ...(isItem(card) && { card }) };
}

function isItem(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
