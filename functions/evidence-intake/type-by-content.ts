import { fileTypeFromBuffer } from 'file-type';

/** As many first bytes as tell the type: enough for the directory of most files of office programs. */
export const TELLING_BYTES = 65_536;

/** What no text has: control characters besides tab, line feed, form feed, carriage return, escape. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
const NOT_TEXT = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/;

/** The encodings in which texts come here. UTF-16 has a mark at its beginning. */
const encodings = ['utf-8', 'gb18030'] as const;

/**
 * The media type that the first bytes of a file show, whatever its name says. A text is one of its characters: UTF-8 or GB 18030.
 *
 * @returns `application/octet-stream` if they show none
 */
export async function typeByContent(bytes: Uint8Array): Promise<string> {
  const found = await fileTypeFromBuffer(bytes);
  if (found !== undefined) return found.mime;
  return isText(bytes) ? 'text/plain' : 'application/octet-stream';
}

function isText(bytes: Uint8Array): boolean {
  return encodings.some((encoding) => {
    try {
      // the last character may be cut off: `stream` leaves it out
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
      return !NOT_TEXT.test(text);
    } catch {
      return false;
    }
  });
}
