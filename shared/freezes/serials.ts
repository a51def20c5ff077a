import { plainNumber } from '../kernel/plain-number.ts';

/**
 * What the systems of banks write where they have no serial, as `plainNumber` leaves it: without punctuation, in capitals. Beside
 * these, zero and one character over and over (`000`, `----`, `XXXX`) are no serials either.
 */
const placeholders: ReadonlySet<string> = new Set([
  ...['', '0', 'X', 'NA', 'NAN', 'NIL', 'NUL', 'NULL', 'NONE', 'NO', 'UNDEFINED', 'UNKNOWN', 'UNK', 'EMPTY', 'BLANK', 'VOID'],
  ...['TBD', 'TODO', 'TEST', 'DUMMY', 'DEFAULT', 'SERIAL', 'NOTAVAILABLE', 'NOTAPPLICABLE', 'NOSERIAL', 'MISSING'],
  ...['无', '無', '空', '缺', '暂无', '没有', '不详', '未知', '未填', '缺失', '待补', '无流水', '无流水号', '流水号'],
]);

/** One character, twice or more often. */
const ONE_CHARACTER = /^(.)\1+$/u;

/** Whether a number is there only because a field has to be filled: it says nothing of what it stands for. */
export function isPlaceholder(number: string): boolean {
  const plain = plainNumber(number).replaceAll('-', '');
  return placeholders.has(plain) || ONE_CHARACTER.test(plain);
}

/**
 * The serial of a transfer as it is compared, or undefined where the text is only a placeholder. Batches share a serial, so it never
 * identifies a transfer by itself: account, sum and moment do, and the serial tells apart what agrees in these.
 */
export function realSerial(serial: string | undefined): string | undefined {
  return serial === undefined || isPlaceholder(serial) ? undefined : plainNumber(serial);
}
