import { wallOf } from './city-time.ts';
import type { Field } from './field.ts';
import { yuanOf } from './money.ts';
import type { Json } from './schema.ts';

/**
 * What a person has typed so far, as the widgets hold it: texts for sums, numbers and times, so that nothing typed is lost before it can be
 * read; `undefined` where nothing is.
 */
export type Draft = Json | undefined;
export type Members = Readonly<Record<string, Json>>;

/** Which form of `shapes` is chosen. No member of the API begins so. */
export const SHAPE = '$shape';

export const isMembers = (value: Draft): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);
export const membersIn = (value: Draft): Members => (isMembers(value) ? value : {});
export const listIn = (value: Draft): readonly Json[] => (Array.isArray(value) ? value : []);
export const textIn = (value: Draft): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
export const textsIn = (value: Draft): readonly string[] => listIn(value).map(textIn);

/** What a form knows before the person types. */
export interface Beginning {
  /** The paths whose widgets a page brings; they hold the value as it is. */
  readonly own?: ReadonlySet<string>;
  /** The two officers who signed last in this tab: they sign the next act too, rather than those that its thing names. */
  readonly officers?: readonly Json[] | undefined;
}

/** The draft that shows a value of the API: what a form begins with. */
export function draftOf(field: Field, value: Draft, knows: Beginning = {}): Draft {
  if (knows.own?.has(field.path) === true) return value;
  if (field.kind === 'officers' && knows.officers !== undefined) return knows.officers;
  if (value === undefined || value === null) return emptyOf(field, knows);
  switch (field.kind) {
    case 'money':
      return typeof value === 'number' ? yuanOf(value) : value;
    case 'number':
    case 'plain-value':
      return Array.isArray(value) ? value.map(String).join(', ') : String(value);
    case 'moment':
      return wallOf(textIn(value)) ?? '';
    case 'tags':
      return listIn(value).map(String);
    case 'list':
    case 'officers':
      return listIn(value).map((one) => draftOf(field.item(), one, knows) ?? null);
    case 'map':
      return Object.entries(membersIn(value)).map(([key, one]) => ({ key, value: draftOf(field.item(), one, knows) ?? null }));
    case 'group':
      return membersOf(field.fields, membersIn(value), knows);
    case 'variants': {
      const chosen = textIn(membersIn(value)[field.by]);
      const variant = field.variants.find((one) => one.value === chosen);
      return { ...(variant && membersOf(variant.field.fields, membersIn(value), knows)), [field.by]: chosen };
    }
    case 'shapes': {
      const shape = field.shapes().find((one) => one.value in membersIn(value));
      return shape === undefined ? {} : { ...membersOf(shape.field.fields, membersIn(value), knows), [SHAPE]: shape.value };
    }
    case 'json':
      return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
    default:
      return value;
  }
}

function membersOf(fields: readonly Field[], values: Members, knows: Beginning): Members {
  const drafts = fields.map((field) => [field.name, draftOf(field, values[field.name], knows)] as const);
  return Object.fromEntries(drafts.flatMap(([name, draft]) => (draft === undefined ? [] : [[name, draft]])));
}

/** What a field begins with where nothing is known: what the document says, and the entries that a list has at least. */
function emptyOf(field: Field, knows: Beginning): Draft {
  const { schema, required } = field;
  switch (field.kind) {
    case 'group':
      return membersOf(field.fields, {}, knows);
    case 'officers':
      return [{}, {}];
    case 'list':
      return Array.from({ length: required ? (schema.minItems ?? 0) : 0 }, () => draftOf(field.item(), undefined, knows) ?? {});
    case 'yes-no':
      return typeof schema.default === 'boolean' ? schema.default : undefined;
    case 'choice':
      return typeof schema.default === 'string' ? schema.default : undefined;
    default:
      return undefined;
  }
}

/** The draft with another value at a JSON pointer; all that the pointer does not pass stays the same object. */
export function withDraftAt(draft: Draft, pointer: string, value: Draft): Draft {
  return changedAt(draft, segmentsOf(pointer), value);
}

/** The part of a draft at a JSON pointer. */
export function draftAt(draft: Draft, pointer: string): Draft {
  return segmentsOf(pointer).reduce<Draft>(
    (within, segment) => (Array.isArray(within) ? listIn(within)[Number(segment)] : membersIn(within)[segment]),
    draft,
  );
}

const segmentsOf = (pointer: string): readonly string[] => pointer.split('/').slice(1);

function changedAt(draft: Draft, [segment, ...rest]: readonly string[], value: Draft): Draft {
  if (segment === undefined) return value;
  if (Array.isArray(draft)) {
    const place = Number(segment);
    return listIn(draft).map((one, n) => (n === place ? (changedAt(one, rest, value) ?? null) : one));
  }
  const members = membersIn(draft);
  const changed = changedAt(members[segment], rest, value);
  if (changed !== undefined) return { ...members, [segment]: changed };
  const { [segment]: _, ...others } = members;
  return others;
}
