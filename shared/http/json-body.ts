import { type Refusal, refuse } from '../kernel/decision.ts';
import { FIELD_NAME } from './field-errors.ts';

/** The most bytes of a body. */
const MAX_BODY_BYTES = 1_048_576;
/** Far deeper than any body of the API; a body built to exhaust the stack is refused before it is parsed. */
const MAX_DEPTH = 32;

export interface RawBody {
  readonly text: string | undefined;
  readonly isBase64: boolean;
  readonly contentType: string | undefined;
  readonly contentEncoding: string | undefined;
}

export interface ParsedBody {
  readonly kind: 'json';
  readonly value: unknown;
  readonly bytes: Uint8Array;
}

/**
 * The JSON of a body, and the bytes as they came over the line; these are signed.
 * @returns the body, or BODY_TOO_LARGE, CONTENT_ENCODING_UNSUPPORTED, CONTENT_TYPE_UNSUPPORTED, JSON_MALFORMED, JSON_TOO_DEEP,
 *   JSON_FIELD_TWICE, or INPUT_INVALID if it names `__proto__`
 */
export function parseJsonBody(raw: RawBody): ParsedBody | Refusal {
  const bytes = Buffer.from(raw.text ?? '', raw.isBase64 ? 'base64' : 'utf8');
  if (bytes.byteLength > MAX_BODY_BYTES) return refuse('BODY_TOO_LARGE', { maxBytes: MAX_BODY_BYTES });
  if (!isPlain(raw.contentEncoding)) return refuse('CONTENT_ENCODING_UNSUPPORTED');
  if (!isJson(raw.contentType)) return refuse('CONTENT_TYPE_UNSUPPORTED');
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const fault = faultOf(text);
    if (fault?.code === 'JSON_TOO_DEEP') return fault;
    const value: unknown = JSON.parse(text);
    return fault ?? { kind: 'json', value, bytes };
  } catch {
    return refuse('JSON_MALFORMED');
  }
}

/**
 * Schemas ignore a member of this name; Cordon never drops input silently, so it refuses the body. The refusal names no place: the names on
 * the path to it may be the caller's own text.
 */
const prototypeNamed = refuse('INPUT_INVALID', { path: '', rule: 'must not have a field named __proto__ anywhere' });

/** The kit does not open a compressed body: a signature covers its bytes, and a small one could hold too much. */
function isPlain(contentEncoding = ''): boolean {
  return contentEncoding.split(',').every((coding) => ['', 'identity'].includes(coding.trim().toLowerCase()));
}

/** `application/json`, with no charset but UTF-8. */
function isJson(contentType: string | undefined): boolean {
  const [type = '', ...parameters] = (contentType ?? '').toLowerCase().split(';');
  if (type.trim() !== 'application/json') return false;
  return parameters.every((parameter) => {
    const [name = '', value = ''] = parameter.split('=');
    return name.trim() !== 'charset' || /^"?utf-?8"?$/.test(value.trim());
  });
}

/** An object or a list around the place that is read: the names that the object has so far, and the name or the index of the member read. */
interface Level {
  readonly names: Set<string> | undefined;
  member: string | number;
}

/**
 * Faults of a text that parsers do not tell: depth that exhausts the stack, `__proto__`, and a name that an object has twice (a parser
 * silently keeps the last; RFC 7493, 2.3). Of a text that is not JSON it may say anything.
 */
function faultOf(text: string): Refusal | undefined {
  const levels: Level[] = [];
  let fault: Refusal | undefined;
  let named = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    const level = levels.at(-1);
    if (char === '{' || char === '[') {
      if (levels.length === MAX_DEPTH) return refuse('JSON_TOO_DEEP', { maxDepth: MAX_DEPTH });
      levels.push({ names: char === '{' ? new Set() : undefined, member: 0 });
      named = false;
    } else if (char === '}' || char === ']') {
      levels.pop();
      named = true;
    } else if (char === ',') {
      named = false;
      if (typeof level?.member === 'number') level.member += 1;
    } else if (char === '"') {
      const from = at;
      at = endOfString(text, from);
      if (named || level?.names === undefined) continue;
      const name = unescaped(text.slice(from + 1, at));
      level.member = name;
      named = true;
      if (name === '__proto__') fault ??= prototypeNamed;
      if (level.names.has(name)) fault ??= refuse('JSON_FIELD_TWICE', { paths: [placeOf(levels)] });
      level.names.add(name);
    }
  }
  return fault;
}

function endOfString(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}

function unescaped(name: string): string {
  return name.includes('\\') ? JSON.parse(`"${name}"`) : name;
}

/** The place, as far as its names may be told: others may be the caller's own text. */
function placeOf(levels: readonly Level[]): string {
  const unsaid = levels.findIndex(({ member }) => typeof member === 'string' && !FIELD_NAME.test(member));
  return (unsaid < 0 ? levels : levels.slice(0, unsaid)).map(({ member }) => `/${member}`).join('');
}
