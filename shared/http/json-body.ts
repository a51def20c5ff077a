import type { RefusalCode } from '../kernel/refusals.ts';

/** The most bytes of a body. */
const MAX_BODY_BYTES = 1_048_576;
/** Far deeper than any body of the API; a body built to exhaust the stack is refused before it is parsed. */
const MAX_DEPTH = 32;

export interface RawBody {
  readonly text: string | undefined;
  readonly isBase64: boolean;
  readonly contentType: string | undefined;
}

export type ParsedBody =
  | { readonly ok: true; readonly value: unknown; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly code: Extract<RefusalCode, 'BODY_TOO_LARGE' | 'CONTENT_TYPE_UNSUPPORTED' | 'JSON_MALFORMED'> };

/** The JSON of a body, and the bytes as they came over the line, which are what is signed. */
export function parseJsonBody(raw: RawBody): ParsedBody {
  const bytes = Buffer.from(raw.text ?? '', raw.isBase64 ? 'base64' : 'utf8');
  if (bytes.byteLength > MAX_BODY_BYTES) return { ok: false, code: 'BODY_TOO_LARGE' };
  if (!isJson(raw.contentType)) return { ok: false, code: 'CONTENT_TYPE_UNSUPPORTED' };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (tooDeep(text)) return { ok: false, code: 'JSON_MALFORMED' };
    return { ok: true, value: JSON.parse(text), bytes };
  } catch {
    return { ok: false, code: 'JSON_MALFORMED' };
  }
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
