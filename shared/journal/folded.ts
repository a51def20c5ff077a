/** The name under which a text stands that is kept in parts. A name of a value's own that begins like it gets one more such sign. */
const SIGN = '\u0001';
const JWS = `${SIGN}jws`;

/** The signatures in a value: `header.payload.signature`, each part in base64url, whose header is a JSON object. */
const COMPACT_JWS = /^(eyJ[\w-]+)\.([\w-]*)\.([\w-]+)$/;

/**
 * A value as JSON text, in which a signature with its bytes (a compact JWS) stands as what it signs, a value of its own: base64url hides from
 * a compressor what that has in common with the rest.
 */
export function foldedText(value: object): string {
  const text = JSON.stringify(value);
  return text.includes('"eyJ') || text.includes('"\\u0001') ? JSON.stringify(value, fold) : text;
}

/** The value of a folded text, as it was. */
export function unfolded(text: string): unknown {
  return text.includes('"\\u0001') ? JSON.parse(text, unfold) : JSON.parse(text);
}

function fold(_: string, value: unknown): unknown {
  if (typeof value === 'string') return partsOf(value) ?? value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value);
  return entries.some(([name]) => name.startsWith(SIGN))
    ? Object.fromEntries(entries.map(([name, member]) => [name.startsWith(SIGN) ? SIGN + name : name, member]))
    : value;
}

function unfold(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value);
  const [first] = entries;
  if (entries.length === 1 && first?.[0] === JWS && Array.isArray(first[1])) return joined(first[1]);
  return entries.some(([name]) => name.startsWith(SIGN))
    ? Object.fromEntries(entries.map(([name, member]) => [name.startsWith(SIGN) ? name.slice(SIGN.length) : name, member]))
    : value;
}

/** The parts of a signature, if they give the same text again; undefined of any other text. */
function partsOf(text: string): object | undefined {
  const [, header, payload, signature] = COMPACT_JWS.exec(text) ?? [];
  if (header === undefined || payload === undefined || signature === undefined) return undefined;
  const parts = [plainOf(header), plainOf(payload), signature];
  return joined(parts) === text ? { [JWS]: parts } : undefined;
}

function joined([header, payload, signature]: readonly unknown[]): string {
  return [encoded(header), encoded(payload), String(signature)].join('.');
}

/** The text that a part encodes, as the JSON value it is if that gives the same text again. */
function plainOf(part: string): unknown {
  const text = Buffer.from(part, 'base64url').toString('utf8');
  if (!text.startsWith('{')) return text;
  try {
    const value: unknown = JSON.parse(text);
    return JSON.stringify(value) === text ? value : text;
  } catch {
    return text;
  }
}

function encoded(part: unknown): string {
  return Buffer.from(typeof part === 'string' ? part : JSON.stringify(part), 'utf8').toString('base64url');
}
