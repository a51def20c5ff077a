import { type Refusal, refuse } from '../kernel/decision.ts';

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
 * The JSON of a body, and the bytes as they came over the line, which are what is signed.
 * @returns the body, or BODY_TOO_LARGE, CONTENT_ENCODING_UNSUPPORTED, CONTENT_TYPE_UNSUPPORTED,
 * JSON_MALFORMED, JSON_TOO_DEEP, or INPUT_INVALID where it names `__proto__`
 */
export function parseJsonBody(raw: RawBody): ParsedBody | Refusal {
  const bytes = Buffer.from(raw.text ?? '', raw.isBase64 ? 'base64' : 'utf8');
  if (bytes.byteLength > MAX_BODY_BYTES) return refuse('BODY_TOO_LARGE', { maxBytes: MAX_BODY_BYTES });
  if (!isPlain(raw.contentEncoding)) return refuse('CONTENT_ENCODING_UNSUPPORTED');
  if (!isJson(raw.contentType)) return refuse('CONTENT_TYPE_UNSUPPORTED');
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (tooDeep(text)) return refuse('JSON_TOO_DEEP', { maxDepth: MAX_DEPTH });
    const value: unknown = JSON.parse(text);
    return namesPrototype(value) ? prototypeNamed : { kind: 'json', value, bytes };
  } catch {
    return refuse('JSON_MALFORMED');
  }
}

/** Schemas pass over a member of this name as if it were not there; what is sent is never dropped without a word. */
function namesPrototype(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.hasOwn(value, '__proto__') || Object.values(value).some(namesPrototype);
}

/** Where it stands is not said: the names on the way there may be the caller's own text. */
const prototypeNamed = refuse('INPUT_INVALID', { path: '', rule: 'must not have a field named __proto__ anywhere' });

/** A compressed body is not opened: what is signed are its bytes, and a small one could hold too much. */
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

function tooDeep(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (quoted) {
      if (char === '\\') at += 1;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === '{' || char === '[') {
      depth += 1;
      if (depth > MAX_DEPTH) return true;
    } else if (char === '}' || char === ']') depth -= 1;
  }
  return false;
}
