import { accountIn } from './account-number.ts';
import { instantOf } from './city-time.ts';
import { type Draft, isMembers, listIn, type Members, membersIn, SHAPE, textIn, textsIn } from './draft.ts';
import type { Field } from './field.ts';
import { fenIn } from './money.ts';
import type { Json, Schema } from './schema.ts';

/** What is wrong with a field: a rule of the document that this page knows, or what the API said. */
export type Rule =
  | { readonly kind: 'required' | 'form' | 'whole' | 'sum' | 'moment' | 'day' | 'json' | 'number' }
  | {
      readonly kind: 'shortest' | 'longest' | 'least' | 'above' | 'most' | 'below' | 'fewest' | 'mostItems';
      readonly bound: number;
      readonly inYuan?: boolean;
    }
  | { readonly kind: 'told'; readonly text: string };

/** A rule that the body breaks, and where. */
export interface Fault {
  readonly pointer: string;
  readonly rule: Rule;
}

export interface Read {
  /** What goes into the body; undefined: the member stays away. */
  readonly value: Json | undefined;
  readonly faults: readonly Fault[];
  /** A group that a larger one requires, in which nothing was given; the whole has none around it. */
  readonly isBlank?: true;
}

interface ReadOptions {
  /** The paths whose widgets a page brings. */
  readonly own?: ReadonlySet<string>;
}

const nothing: Read = { value: undefined, faults: [] };

/**
 * Reads what a person typed into the value that the API takes, and says which rules of the document it breaks. The API has the last word.
 *
 * @param was the value that the form began with, so that an emptied member is taken away
 * @param pointer where the value stands in the body
 */
export function read(field: Field, draft: Draft, was: Draft, options: ReadOptions = {}, pointer = ''): Read {
  const got = options.own?.has(field.path) === true ? asItIs(draft) : readKind(field, draft, was, options, pointer);
  if (got.value !== undefined || got.faults.length > 0) return got;
  if (field.nullable && was !== undefined && was !== null) return { value: null, faults: [] };
  return field.required ? { value: undefined, faults: [{ pointer, rule: { kind: 'required' } }] } : nothing;
}

const asItIs = (draft: Draft): Read => ({ value: draft ?? undefined, faults: [] });

function readKind(field: Field, draft: Draft, was: Draft, options: ReadOptions, pointer: string): Read {
  switch (field.kind) {
    case 'constant':
      return { value: field.value, faults: [] };
    case 'yes-no':
      return { value: typeof draft === 'boolean' ? draft : undefined, faults: [] };
    case 'group':
      return readGroup(field.fields, field.required, draft, was, options, pointer);
    case 'variants': {
      const chosen = textIn(membersIn(draft)[field.by]);
      const variant = field.variants.find(({ value }) => value === chosen);
      if (variant === undefined) return field.required ? missing(`${pointer}/${field.by}`) : nothing;
      return withMember(readGroup(variant.field.fields, true, draft, was, options, pointer), field.by, chosen);
    }
    case 'shapes': {
      const shape = field.shapes().find(({ value }) => value === textIn(membersIn(draft)[SHAPE]));
      return shape === undefined ? nothing : readGroup(shape.field.fields, true, draft, was, options, pointer);
    }
    case 'officers':
    case 'list':
      return readList(field, draft, was, options, pointer);
    case 'map':
      return readMap(field, draft, options, pointer);
    case 'choices':
    case 'agencies':
    case 'roles':
    case 'tags':
      return readTexts(field, draft, pointer);
    default:
      return readText(field, textIn(draft), pointer);
  }
}

const missing = (pointer: string): Read => ({ value: undefined, faults: [{ pointer, rule: { kind: 'required' } }] });

function withMember({ value, faults }: Read, name: string, member: Json): Read {
  return { value: { ...membersIn(value), [name]: member }, faults };
}

/** An optional group in which nothing was given stays away, with all that it would require. */
function readGroup(
  fields: readonly Field[],
  required: boolean,
  draft: Draft,
  was: Draft,
  options: ReadOptions,
  pointer: string,
): Read {
  const parts = fields.map((field) => {
    const { name } = field;
    return [field, read(field, membersIn(draft)[name], membersIn(was)[name], options, `${pointer}/${name}`)] as const;
  });
  // a value that the document names for those who say nothing says nothing
  const isEmpty = parts.every(
    ([{ kind, schema }, { value, isBlank }]) =>
      kind === 'constant' || value === undefined || value === false || value === schema.default || isBlank === true,
  );
  // What was typed and cannot be read is something, too.
  const isMissing = parts.every(([, { faults }]) => faults.every(({ rule }) => rule.kind === 'required'));
  const isBlank = isEmpty && isMissing;
  if (!required && isBlank) return nothing;
  const members = parts.flatMap(([{ name }, { value }]) => (value === undefined ? [] : [[name, value] as const]));
  const faults = parts.flatMap(([, one]) => one.faults);
  return { value: Object.fromEntries(members), faults, ...(isBlank && pointer !== '' && { isBlank }) };
}

function readList(
  field: Field & { readonly item: () => Field },
  draft: Draft,
  was: Draft,
  options: ReadOptions,
  pointer: string,
): Read {
  const item = field.item();
  const entries = listIn(draft).map((one, n) => read(item, one, listIn(was)[n], options, `${pointer}/${n}`));
  if (entries.length === 0 && !field.required) return nothing;
  const faults = entries.flatMap((entry) => entry.faults);
  return {
    value: entries.map(({ value }) => value ?? null),
    faults: [...faults, ...countFaults(field.schema, entries.length, pointer)],
  };
}

function readMap(field: Field & { readonly item: () => Field }, draft: Draft, options: ReadOptions, pointer: string): Read {
  const item = field.item();
  const rows = listIn(draft)
    .map((row) => membersIn(row))
    .filter(({ key }) => textIn(key) !== '');
  const entries = rows.map(({ key, value }) => {
    const name = textIn(key);
    return [name, read(item, value, undefined, options, `${pointer}/${name}`)] as const;
  });
  if (entries.length === 0 && !field.required) return nothing;
  return {
    value: Object.fromEntries(entries.flatMap(([name, { value }]) => (value === undefined ? [] : [[name, value]]))),
    faults: entries.flatMap(([, { faults }]) => faults),
  };
}

function readTexts(field: Field, draft: Draft, pointer: string): Read {
  const texts = textsIn(draft)
    .map((text) => text.trim())
    .filter((text) => text !== '');
  if (texts.length === 0) return nothing;
  const numbers = field.kind === 'tags' && field.numbers;
  const item = field.schema.items ?? {};
  const entries = texts.map((text, n) =>
    numbers ? readNumber(item, text, `${pointer}/${n}`) : checkText(item, text, `${pointer}/${n}`),
  );
  const faults = entries.flatMap((entry) => entry.faults);
  return {
    value: entries.flatMap(({ value }) => value ?? []),
    faults: [...faults, ...countFaults(field.schema, texts.length, pointer)],
  };
}

function countFaults({ minItems, maxItems }: Schema, count: number, pointer: string): readonly Fault[] {
  if (minItems !== undefined && count < minItems) return [{ pointer, rule: { kind: 'fewest', bound: minItems } }];
  if (maxItems !== undefined && count > maxItems) return [{ pointer, rule: { kind: 'mostItems', bound: maxItems } }];
  return [];
}

function readText(field: Field, typed: string, pointer: string): Read {
  const { schema } = field;
  const text = typed.trim();
  if (text === '') return nothing;
  switch (field.kind) {
    case 'money':
      return checkNumber(schema, fenIn(text), { kind: 'sum' }, pointer);
    case 'number':
      return readNumber(schema, text, pointer);
    case 'moment':
      return found(instantOf(text), { kind: 'moment' }, pointer);
    case 'day':
      return found(instantOf(`${text}T00:00`) && text, { kind: 'day' }, pointer);
    case 'plain-value':
      return { value: plainValueOf(text), faults: [] };
    case 'json':
      return readJson(text, pointer);
    case 'account':
      return checkText(schema, accountIn(text), pointer);
    case 'open-choice':
      return field.values.includes(text) ? { value: text, faults: [] } : checkText(field.other, text, pointer);
    default:
      return checkText(schema, schema.pattern === undefined ? text : narrow(text), pointer);
  }
}

const found = (value: Json | undefined, rule: Rule, pointer: string): Read =>
  value === undefined ? { value, faults: [{ pointer, rule }] } : { value, faults: [] };

/** Full-width letters, digits and signs as plain ones: a number or an id has no others. */
export const narrow = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .trim();

function readNumber(schema: Schema, text: string, pointer: string): Read {
  const plain = narrow(text).replaceAll(/[\s,]/gu, '');
  const value = /^[+-]?\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : undefined;
  if (schema.type === 'integer' && value !== undefined && !Number.isSafeInteger(value))
    return { value: undefined, faults: [{ pointer, rule: { kind: 'whole' } }] };
  return checkNumber(schema, value, { kind: 'number' }, pointer);
}

function checkNumber(schema: Schema, value: number | undefined, otherwise: Rule, pointer: string): Read {
  if (value === undefined) return { value, faults: [{ pointer, rule: otherwise }] };
  const { minimum: least, maximum: most, exclusiveMinimum: above, exclusiveMaximum: below } = schema;
  const inYuan = otherwise.kind === 'sum';
  const broken: readonly (Fault | false)[] = [
    least !== undefined && value < least && { pointer, rule: { kind: 'least', bound: least, inYuan } },
    above !== undefined && value <= above && { pointer, rule: { kind: 'above', bound: above, inYuan } },
    most !== undefined && value > most && { pointer, rule: { kind: 'most', bound: most, inYuan } },
    below !== undefined && value >= below && { pointer, rule: { kind: 'below', bound: below, inYuan } },
  ];
  return { value, faults: broken.filter((fault) => fault !== false) };
}

function checkText(schema: Schema, value: string, pointer: string): Read {
  const { minLength, maxLength, pattern } = schema;
  if (minLength !== undefined && value.length < minLength)
    return { value, faults: [{ pointer, rule: { kind: 'shortest', bound: minLength } }] };
  if (maxLength !== undefined && value.length > maxLength)
    return { value, faults: [{ pointer, rule: { kind: 'longest', bound: maxLength } }] };
  if (pattern !== undefined && !new RegExp(pattern).test(value)) return { value, faults: [{ pointer, rule: { kind: 'form' } }] };
  return { value, faults: [] };
}

function readJson(text: string, pointer: string): Read {
  try {
    const value: Json = JSON.parse(text);
    return { value, faults: [] };
  } catch {
    return { value: undefined, faults: [{ pointer, rule: { kind: 'json' } }] };
  }
}

/** `true`, `3.5`, `own`, or `own, others` for several. */
function plainValueOf(text: string): Json {
  const parts = text
    .split(/[,，、;；]/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length > 1) return parts.map(oneValueOf);
  return oneValueOf(text);
}

function oneValueOf(text: string): string | number | boolean {
  if (/^(?:true|yes|是)$/i.test(text)) return true;
  if (/^(?:false|no|否)$/i.test(text)) return false;
  const plain = narrow(text);
  return /^-?\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : text;
}

/**
 * Only what a person changed: a correction names the members that it puts right.
 *
 * @param value of the whole body
 * @param was what the form began with
 * @param kept members that stay although they are the same, as the reason
 */
export function changesIn(value: Members, was: Members, kept: ReadonlySet<string>): Members {
  const members = Object.entries(value).flatMap(([name, one]) => {
    const before = was[name];
    if (kept.has(name) || before === undefined) return [[name, one] as const];
    if (isMembers(one) && isMembers(before)) {
      const changes = changesIn(one, before, new Set());
      return Object.keys(changes).length === 0 ? [] : [[name, changes] as const];
    }
    return JSON.stringify(one) === JSON.stringify(before) ? [] : [[name, one] as const];
  });
  return Object.fromEntries(members);
}
