import { canonicalJson } from '../kernel/canonical.ts';

/** The forms of a body that signing libraries, frameworks and editors make of it on the way. */
export const bodyForms = [
  'empty',
  'without-line-break-at-end',
  'with-line-break-at-end',
  'without-byte-order-mark',
  'with-byte-order-mark',
  'line-breaks-lf',
  'line-breaks-crlf',
  'json-compact',
  'json-spaced',
  'json-indented',
  'json-sorted',
  'json-ascii',
] as const;
export type BodyForm = (typeof bodyForms)[number];

const BOM = '\uFEFF';

/**
 * Other bytes that the sender may have signed for the same body: written by another JSON library, with or without a line break at the end,
 * with another sign at the beginning.
 */
export function otherForms(bytes: Uint8Array): readonly (readonly [BodyForm, Uint8Array])[] {
  const text = Buffer.from(bytes).toString('utf8');
  const forms: readonly (readonly [BodyForm, string])[] = [
    ['empty', ''],
    ['without-line-break-at-end', text.replace(/[\r\n]+$/, '')],
    ['with-line-break-at-end', `${text}\n`],
    ['with-line-break-at-end', `${text}\r\n`],
    ['without-byte-order-mark', text.replace(BOM, '')],
    ['with-byte-order-mark', `${BOM}${text}`],
    ['line-breaks-lf', text.replaceAll('\r\n', '\n')],
    ['line-breaks-crlf', text.replaceAll(/\r?\n/g, '\r\n')],
    ...jsonForms(text.replace(BOM, '')),
  ];
  return forms.flatMap(([form, other]) => (other === text ? [] : [[form, Buffer.from(other, 'utf8')] as const]));
}

function jsonForms(text: string): readonly (readonly [BodyForm, string])[] {
  const value = parsed(text);
  if (value === undefined) return [];
  const compact = JSON.stringify(value);
  const spaced = withSpaces(value);
  return [
    ['json-compact', compact],
    ['json-spaced', spaced],
    ['json-indented', JSON.stringify(value, null, 2)],
    ['json-indented', JSON.stringify(value, null, 4)],
    ['json-indented', JSON.stringify(value, null, '\t')],
    ['json-sorted', canonicalJson(value)],
    ['json-ascii', inAscii(compact)],
    ['json-ascii', inAscii(spaced)],
  ];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** With a space behind each comma and colon, as Python writes JSON. */
function withSpaces(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(withSpaces).join(', ')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}: ${withSpaces(member)}`);
  return `{${members.join(', ')}}`;
}

function inAscii(json: string): string {
  return json.replaceAll(/[\u0080-\uFFFF]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
