import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import { foldedText, unfolded } from './folded.ts';
import { DICTIONARY_1 } from './pack-dictionary-1.ts';

/** The format of this release: this byte, the CRC-32 of the text (four bytes), and the text deflated with the first dictionary. */
const DEFLATED_1 = 1;
const CHECKSUM_AT = 1;
const DEFLATED_AT = 5;

/** The most bytes of JSON that bytes may stand for: more than any item has, little enough that forged bytes cannot fill the memory. */
const MOST = 4 * 1024 * 1024;

/** An ordinary item with its dictionary fits into a window of 8 KB. Its working memory is a sixth of the usual, and so is what it costs to get. */
const SMALL_WINDOW = 7_900;
const small = { windowBits: 13, memLevel: 6, chunkSize: 2_048 };

const dictionary1 = Buffer.from(DICTIONARY_1);

/**
 * A value as few bytes. DynamoDB bills by the kilobyte, and an item's JSON is mostly names that every item of its kind has: the dictionary
 * knows them. The same value gives the same bytes, so that an index does not take an unchanged card for a new one.
 *
 * @param beside text that stands near the bytes and has parts of the value: what it has costs nothing again. Its reader must have it, too
 * @throws Error for more than 4 MB of JSON
 */
export function pack(value: object, beside = ''): Uint8Array {
  const text = Buffer.from(foldedText(value));
  if (text.length > MOST) throw new Error(`a value of ${text.length} bytes is too large to be packed; ${MOST} is the most`);
  const dictionary = dictionaryOf(beside);
  const settings = dictionary.length + text.length < SMALL_WINDOW ? small : {};
  const deflated = deflateRawSync(text, { ...settings, dictionary });
  const head = Buffer.alloc(DEFLATED_AT);
  head[0] = DEFLATED_1;
  head.writeUInt32BE(crc32(text), CHECKSUM_AT);
  return Buffer.concat([head, deflated]);
}

/**
 * The JSON text of a packed value (`foldedText`), of any format that a release has written.
 *
 * @param beside the text it was packed beside
 * @throws Error that tells nothing of the content, for bytes of another format or damaged ones
 */
export function unpackText(bytes: Uint8Array, beside = ''): string {
  if (bytes[0] !== DEFLATED_1) throw new Error('packed bytes are of no format that this release knows');
  const packed = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = packed.length > DEFLATED_AT ? inflated(packed.subarray(DEFLATED_AT), beside) : undefined;
  if (text === undefined || crc32(text) !== packed.readUInt32BE(CHECKSUM_AT)) throw new Error('packed bytes are damaged');
  return text.toString();
}

/** The value that was packed. */
export function unpack(bytes: Uint8Array, beside = ''): unknown {
  return unfolded(unpackText(bytes, beside));
}

function inflated(deflated: Buffer, beside: string): Buffer | undefined {
  try {
    return inflateRawSync(deflated, { dictionary: dictionaryOf(beside), maxOutputLength: MOST, chunkSize: 4_096 });
  } catch {
    return undefined;
  }
}

function dictionaryOf(beside: string): Buffer {
  return beside === '' ? dictionary1 : Buffer.concat([dictionary1, Buffer.from(beside)]);
}
