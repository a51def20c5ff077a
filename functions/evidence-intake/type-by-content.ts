import { fileTypeFromBuffer } from 'file-type';

/** As many first bytes as tell the type: enough for the directory of most files of office programs. */
export const TELLING_BYTES = 65_536;

/** What no text has: control characters besides tab, line feed, form feed, carriage return, escape. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
const NOT_TEXT = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/;

/** The encodings in which texts come here, without a mark. */
const encodings = ['utf-8', 'gb18030'] as const;
/** UTF-16 has a mark at its beginning. */
const marks = { fffe: 'utf-16le', feff: 'utf-16be' } as const;

/**
 * Beginnings that are enough. `file-type` wants more of such a file than its first bytes have: the directory of a scan, which most scanners write
 * behind the pictures.
 */
const beginnings = [
  ['49492a00', 'image/tiff'],
  ['4d4d002a', 'image/tiff'],
] as const;

/**
 * The media type that the first bytes of a file show, whatever its name says. A text is one of its characters: UTF-8, GB 18030 or UTF-16.
 *
 * @returns `application/octet-stream` if they show none
 */
export async function typeByContent(bytes: Uint8Array): Promise<string> {
  const found = await fileTypeFromBuffer(bytes);
  if (found !== undefined) return found.mime;
  const begins = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  const begun = beginnings.find(([beginning]) => begins.startsWith(beginning));
  if (begun !== undefined) return begun[1];
  return isText(bytes, begins) ? 'text/plain' : 'application/octet-stream';
}

function isText(bytes: Uint8Array, begins: string): boolean {
  const marked = Object.entries(marks).flatMap(([mark, encoding]) => (begins.startsWith(mark) ? [encoding] : []));
  return [...marked, ...encodings].some((encoding) => {
    try {
      // the last character may be cut off: `stream` leaves it out
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
      return !NOT_TEXT.test(text);
    } catch {
      return false;
    }
  });
}
