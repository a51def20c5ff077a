import { canonicalJson } from '../../../kernel/canonical.ts';
import { plainAccount } from '../../../kernel/plain-text.ts';
import { realSerial } from '../../transfers.ts';
import { cutOf, MAX_OUTFLOWS, type OutflowLine, SaidOfLine, whyCut } from './model.ts';

/** The lines of an order take so many bytes, so that an order with its documents, edges and disputes fits in one item of the table. */
const MAX_BYTES = 120 * 1024;
/** The lines that lead to no account take so many of these lines and bytes, so that there is always room for lines that can be followed. */
const MOST_NOT_FOLLOWED = MAX_OUTFLOWS / 2;
const BYTES_NOT_FOLLOWED = MAX_BYTES / 2;

/** What became of a line: it is a new transfer, it says more of one that is known, it is known, or there is no room for it. */
export type LineOutcome = 'new' | 'added-to' | 'known' | 'full';

interface Added {
  /** The lines of the order, each transfer once: known lines in the places they had, new ones behind. */
  readonly lines: readonly OutflowLine[];
  /** What became of each line that the bank told, in the bank's order. */
  readonly outcomes: readonly LineOutcome[];
}

/**
 * The lines of an order with the lines that the bank tells now. Two lines are one transfer if account, sum and moment are the same and
 * their serials do not tell them apart; a line without a serial matches a line that has one. So the number of transfers does not depend on
 * the order of the lines, on the spelling of an account or a serial, or on how often the bank tells a transfer.
 *
 * @param told as `readLine` leaves them
 */
export function addLines(known: readonly OutflowLine[], told: readonly OutflowLine[]): Added {
  const lines = [...known];
  const groups = Map.groupBy(lines.keys(), (place) => groupOf(lines[place] ?? {}));
  let bytes = lines.reduce((sum, line) => sum + sizeOf(line), 0);
  const aside = lines.filter(isAside);
  const taken = { lines: aside.length, bytes: aside.reduce((sum, line) => sum + sizeOf(line), 0) };
  const outcomes = told.map((line): LineOutcome => {
    const key = groupOf(line);
    const group = groups.get(key) ?? [];
    const place = placeIn(lines, group, line);
    const before = place === undefined ? undefined : lines[place];
    const after = before === undefined ? line : merged(before, line);
    if (before !== undefined && canonicalJson(before) === canonicalJson(after)) return 'known';
    const grows = sizeOf(after) - (before === undefined ? 0 : sizeOf(before));
    if (bytes + grows > MAX_BYTES || (place === undefined && lines.length >= MAX_OUTFLOWS)) return 'full';
    if (isAside(after)) {
      const more = place === undefined ? 1 : 0;
      if (taken.lines + more > MOST_NOT_FOLLOWED || taken.bytes + grows > BYTES_NOT_FOLLOWED) return 'full';
      taken.lines += more;
      taken.bytes += grows;
    }
    bytes += grows;
    if (place !== undefined) {
      lines[place] = after;
      return 'added-to';
    }
    groups.set(key, [...group, lines.push(after) - 1]);
    return 'new';
  });
  return { lines, outcomes };
}

/**
 * The lines that bring something new and find room, as the journal records them. Lines that say nothing new are there already.
 *
 * @returns them, and what became of every line that the bank told
 */
export function newLines(known: readonly OutflowLine[], told: readonly OutflowLine[]) {
  const { outcomes } = addLines(known, told);
  return { outcomes, lines: told.filter((_, i) => outcomes[i] === 'new' || outcomes[i] === 'added-to') };
}

/** What a line is compared by before its serial: account, sum and moment; all that it says, if it lacks any of them. */
export function groupOf(line: OutflowLine): string {
  const { means = 'account', bankId, accountNumber, amountFen, at } = line;
  if (means === 'account' && bankId !== undefined && accountNumber !== undefined && amountFen !== undefined && at !== undefined) {
    return JSON.stringify([at, bankId, plainAccount(accountNumber), amountFen, line.currency ?? 'CNY']);
  }
  const { serial: _, cut: __, ...rest } = line;
  return canonicalJson([at ?? '', rest]);
}

/** The place of the line that this line repeats or adds to, if there is one. */
function placeIn(lines: readonly OutflowLine[], group: readonly number[], { serial }: OutflowLine): number | undefined {
  const told = realSerial(serial);
  if (told === undefined) return group[0];
  const serialAt = (place: number) => realSerial(lines[place]?.serial);
  return group.find((place) => serialAt(place) === told) ?? group.find((place) => serialAt(place) === undefined);
}

/** A known line with what this line adds: the known members stay, and different ones stand beside them. */
function merged(known: OutflowLine, told: OutflowLine): OutflowLine {
  const serial = realSerial(known.serial) === undefined && realSerial(told.serial) !== undefined ? told.serial : known.serial;
  const { cut: _, serial: __, ...line } = { ...told, ...known };
  const otherwise = saidOtherwise(known, told);
  const alsoSaid = known.alsoSaid ?? [];
  const isNews = otherwise !== undefined && alsoSaid.every((said) => canonicalJson(said) !== canonicalJson(otherwise));
  const cut = cutOf(line) ?? (known.cut === 'in-future' && told.cut === 'in-future' ? 'in-future' : undefined);
  return {
    ...line,
    ...(serial === undefined ? {} : { serial }),
    ...(isNews ? { alsoSaid: [...alsoSaid, otherwise] } : {}),
    ...(cut === undefined ? {} : { cut }),
  };
}

/** The members of a known transfer that this line states differently, if any. The spelling of its account does not count. */
function saidOtherwise(known: OutflowLine, told: OutflowLine): SaidOfLine | undefined {
  const before = new Map<string, unknown>(Object.entries(known));
  const other = Object.entries(SaidOfLine.parse(told)).filter(
    ([member, value]) => before.get(member) !== undefined && canonicalJson(before.get(member)) !== canonicalJson(value),
  );
  return other.length === 0 ? undefined : SaidOfLine.parse(Object.fromEntries(other));
}

/** Whether no other bank can be asked for the money of the line. */
function isAside(line: OutflowLine): boolean {
  return whyCut(line) !== undefined;
}

function sizeOf(line: OutflowLine): number {
  return Buffer.byteLength(JSON.stringify(line));
}
