import { type Knows, type ReadLine, readLabelled, readLoose } from './line.ts';
import { numbersIn } from './number.ts';
import { headOf, type Labelled, labelledIn, type Part, withoutOrdinal } from './words.ts';

/** An account that a pasted text names. */
export interface PastedAccount extends ReadLine {
  /** The lines that say so, as they were pasted. */
  readonly source: readonly string[];
}

export interface Pasted {
  readonly accounts: readonly PastedAccount[];
  /** Lines in which no account was found. They stay in the text, so that an officer sees them. */
  readonly left: readonly string[];
  /** Lines that say what the columns are about. */
  readonly heads: readonly string[];
}

/** How the reading of a text stands between two lines. */
interface Stand extends Pasted {
  /** The columns of the lines that follow. */
  readonly columns: readonly Part[];
  /** An account that is told line by line, as `户名：…` and below it `账号：…`. */
  readonly block: { readonly source: readonly string[]; readonly labelled: readonly Labelled[] };
}

const noBlock: Stand['block'] = { source: [], labelled: [] };

/**
 * Finds the accounts in lines of a chat or a spreadsheet: name, number, bank, sum and time in any order, in columns, with labels, or one below
 * another. Every line that says anything is in an account, in `left` or in `heads`, and every word of an account's line is in a member or in
 * `rest`, but for words such as 转账.
 *
 * @param knows the banks by name, and the time now: `14:02` is the last such time
 */
export function readPasted(text: string, knows: Knows): Pasted {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029\u0085\v\f]/u);
  const start: Stand = { accounts: [], left: [], heads: [], columns: [], block: noBlock };
  const { accounts, left, heads } = flushed(
    lines.reduce((stand, line) => withLine(stand, line, knows), start),
    knows,
  );
  return { accounts, left, heads };
}

/** A text in plain signs: full-width letters and digits as plain ones, without signs that are not seen. */
const inPlainSigns = (text: string): string =>
  text.replaceAll(/[\p{Cf}\p{Cc}]/gu, (sign) => (sign === '\t' ? sign : '')).normalize('NFKC');

function withLine(stand: Stand, source: string, knows: Knows): Stand {
  const line = inPlainSigns(withoutOrdinal(source));
  if (!/[\p{L}\p{N}]/u.test(line)) return withoutWords(stand, source, knows);
  const cells = cellsOf(line);
  const heads = cells.map((cell) => headOf(cell));
  if (cells.length > 1 && heads.every((head) => head !== undefined)) {
    const before = flushed(stand, knows);
    return { ...before, columns: heads, heads: [...before.heads, source] };
  }
  if (stand.columns.length > 0 && cells.length === stand.columns.length) {
    const labelled = cells.map((value, i) => ({ part: stand.columns[i] ?? 'none', value }));
    const read = readLabelled(labelled, knows);
    if (read.values.number !== undefined) return withAccount(flushed(stand, knows), { ...read, source: [source] });
  }
  const { loose, labelled } = labelledIn(line);
  if (labelled.length > 0 && !/[\p{L}\p{N}]/u.test(loose) && !isWhole(labelled)) return inBlock(stand, source, labelled, knows);
  return loneLine(flushed(stand, knows), source, { line, loose, labelled }, knows);
}

/** An empty line ends a block; one that has only signs is left in the text. */
function withoutWords(stand: Stand, source: string, knows: Knows): Stand {
  const next = flushed(stand, knows);
  return source.trim() === '' ? next : { ...next, left: [...next.left, source] };
}

function cellsOf(line: string): readonly string[] {
  const separator = line.includes('\t') ? '\t' : line.includes('|') ? '|' : /[,]/u.test(line) ? ',' : ' ';
  return line
    .split(separator)
    .map((cell) => cell.trim().replace(/^"(.*)"$/u, '$1'))
    .filter((cell) => separator === '\t' || cell !== '');
}

const isWhole = (labelled: readonly Labelled[]): boolean => {
  const parts = labelled.map(({ part }) => part);
  return parts.includes('number') && (parts.includes('amount') || parts.includes('at'));
};

function inBlock(stand: Stand, source: string, labelled: readonly Labelled[], knows: Knows): Stand {
  const told = stand.block.labelled.map(({ part }) => part);
  const again = labelled.some(({ part }) => part !== 'none' && part !== 'at' && told.includes(part));
  const { block, ...rest } = again ? flushed(stand, knows) : stand;
  return { ...rest, block: { source: [...block.source, source], labelled: [...block.labelled, ...labelled] } };
}

/** Ends the block that is under way: it is an account if it named a number. */
function flushed(stand: Stand, knows: Knows): Stand {
  const { source, labelled } = stand.block;
  if (source.length === 0) return stand;
  const read = readLabelled(labelled, knows);
  const next = { ...stand, block: noBlock };
  return read.values.number === undefined ? { ...next, left: [...next.left, ...source] } : withAccount(next, { ...read, source });
}

interface PlainLine {
  readonly line: string;
  readonly loose: string;
  readonly labelled: readonly Labelled[];
}

function loneLine(stand: Stand, source: string, { line, loose, labelled }: PlainLine, knows: Knows): Stand {
  const numbers = numbersIn(line);
  const others = numbers.reduceRight((text, { from, to }) => text.slice(0, from) + text.slice(to), line);
  if (numbers.length > 1 && !/[\p{L}\p{N}]/u.test(others)) {
    return numbers.reduce(
      (next, { number }) => withAccount(next, { values: { number }, doubts: {}, rest: [], source: [source] }),
      stand,
    );
  }
  const told = readLabelled(labelled, knows);
  const read = readLoose([loose, ...told.rest].join(' ¦ '), told.values, knows);
  const account = { ...read, doubts: { ...told.doubts, ...read.doubts }, source: [source] };
  return read.values.number === undefined ? { ...stand, left: [...stand.left, source] } : withAccount(stand, account);
}

const withAccount = (stand: Stand, account: PastedAccount): Stand => ({ ...stand, accounts: [...stand.accounts, account] });
