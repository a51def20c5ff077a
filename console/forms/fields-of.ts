import type { Field, GroupField, Variant } from './field.ts';
import type { Json, Schema } from './schema.ts';

/** A text of more than this many characters gets several lines. */
const ONE_LINE = 200;
const AGENCY_ID = '^[a-z0-9][a-z0-9-]{1,47}$';
const STATION_ID = '^[a-z0-9][a-z0-9-]{1,63}$';
const ROLE = '^[a-z][a-z-]{1,47}$';
/** The ids of things begin with their kind, as in `^alt_[0-9A-HJKMNP-TV-Z]{26}$`. */
const THING_ID = /^\^([a-z]{3})_\[/;
/** Where the next page of a list begins: what the API gave, and no person types. */
const PLACE_IN_LIST = 'cursor';
/** `the granted approval with the gate \`freeze\`` */
const GATE = /gate `([a-z-]+)`/;

interface Place {
  readonly name: string;
  readonly path: string;
  readonly required: boolean;
  readonly defs: Readonly<Record<string, Schema>>;
}

/**
 * The fields of a form for a body that the document describes.
 *
 * @param schema of the body, with its `$defs`
 * @param name of the member that it is; absent for a whole body
 */
export function fieldsOf(schema: Schema, name = '', required = true): Field {
  return fieldAt(schema, { name, path: name === '' ? '' : `/${name}`, required, defs: schema.$defs ?? {} });
}

function fieldAt(given: Schema, place: Place): Field {
  const { schema, nullable } = withoutNull(followed(given, place));
  const { name, path, required } = place;
  const says = given.description ?? schema.description;
  const known = { name, path, required, nullable, schema, ...(says !== undefined && { says }) };
  const forms = schema.anyOf ?? schema.oneOf;
  if (forms !== undefined) return ofForms(forms, known, place);
  if (schema.const !== undefined) return { ...known, kind: 'constant', value: schema.const };
  if (schema.enum !== undefined) return { ...known, kind: 'choice', values: schema.enum.map(String) };
  switch (schema.type) {
    case 'boolean':
      return { ...known, kind: 'yes-no' };
    case 'integer':
    case 'number':
      return { ...known, kind: name.endsWith('Fen') ? 'money' : 'number' };
    case 'array':
      return ofItems(schema.items ?? {}, known, place);
    case 'object':
      return ofObject(schema, known, place);
    case 'string':
      return ofText(schema, known);
    default:
      return { ...known, kind: 'json' };
  }
}

type Known = Omit<GroupField, 'kind' | 'fields'>;

function followed(schema: Schema, { defs }: Place): Schema {
  const { $ref, ...rest } = schema;
  if ($ref === undefined) return schema;
  const there = defs[$ref.slice($ref.lastIndexOf('/') + 1)];
  if (there === undefined) throw new Error(`${$ref} leads nowhere`);
  return { ...there, ...rest };
}

/** Null is how a member is taken away, and no value that a person chooses. */
function withoutNull(schema: Schema): { readonly schema: Schema; readonly nullable: boolean } {
  const forms = schema.anyOf;
  const [only, ...others] = forms?.filter(({ type }) => type !== 'null') ?? [];
  if (forms === undefined || only === undefined || others.length + 1 === forms.length) return { schema, nullable: false };
  const { anyOf: _, ...rest } = schema;
  return { schema: others.length === 0 ? { ...only, ...rest } : { ...rest, anyOf: [only, ...others] }, nullable: true };
}

function ofText(schema: Schema, known: Known): Field {
  const { name } = known;
  const { format, pattern = '', maxLength = 0 } = schema;
  if (format === 'date-time') return { ...known, kind: 'moment' };
  if (format === 'date') return { ...known, kind: 'day' };
  if (name === 'accountNumber') return { ...known, kind: 'account' };
  if (name === 'time') return { ...known, kind: 'time' };
  if (name === 'measure') return { ...known, kind: 'measure' };
  if (name === 'bankId') return { ...known, kind: 'bank' };
  if (pattern === AGENCY_ID) return { ...known, kind: 'agency' };
  if (pattern === STATION_ID && name === 'station') return { ...known, kind: 'station' };
  const [, thing] = THING_ID.exec(pattern) ?? [];
  if (thing === 'apr') {
    const [, gate] = GATE.exec(known.says ?? '') ?? [];
    return { ...known, kind: 'approval', ...(gate !== undefined && { gate }) };
  }
  if (thing !== undefined) return { ...known, kind: 'thing', of: thing };
  return { ...known, kind: maxLength > ONE_LINE ? 'lines' : 'text' };
}

function ofItems(given: Schema, known: Known, place: Place): Field {
  const item = followed(given, place);
  const { minItems, maxItems } = known.schema;
  const members = Object.keys(item.properties ?? {});
  const signs = minItems === 2 && maxItems === 2 && ['name', 'badge', 'phone'].every((one) => members.includes(one));
  const entry = (): Field => fieldAt(given, { ...place, name: '', path: `${place.path}/*`, required: true });
  if (signs) return { ...known, kind: 'officers', item: entry };
  if (item.enum !== undefined) return { ...known, kind: 'choices', values: item.enum.map(String) };
  if (item.type === 'string' && item.pattern === AGENCY_ID) return { ...known, kind: 'agencies' };
  if (item.type === 'string' && item.pattern === ROLE) return { ...known, kind: 'roles' };
  const isThing = THING_ID.test(item.pattern ?? '');
  if (!isThing && (item.type === 'string' || item.type === 'integer' || item.type === 'number'))
    return { ...known, kind: 'tags', numbers: item.type !== 'string' };
  return { ...known, kind: 'list', item: entry };
}

function ofObject(schema: Schema, known: Known, place: Place): Field {
  const { additionalProperties: values } = schema;
  if (schema.properties === undefined && values !== undefined && Object.keys(values).length > 0)
    return {
      ...known,
      kind: 'map',
      item: () => fieldAt(values, { ...place, name: '', path: `${place.path}/*`, required: true }),
    };
  // an object that takes members of any name is written by machines, as a set of keys is
  if (schema.properties === undefined || values !== undefined) return { ...known, kind: 'json' };
  return { ...known, kind: 'group', fields: membersOf(schema, place) };
}

function membersOf(schema: Schema, place: Place): readonly Field[] {
  const asked = Object.entries(schema.properties ?? {}).filter(([name]) => name !== PLACE_IN_LIST);
  return asked.map(([name, member]) => {
    const required = schema.required?.includes(name) === true || member['x-cordon-needed'] === true;
    return fieldAt(member, { name, path: `${place.path}/${name}`, required, defs: place.defs });
  });
}

function ofForms(given: readonly Schema[], known: Known, place: Place): Field {
  const forms = given.map((form) => followed(form, place));
  if (forms.every(({ type }) => type === 'object')) {
    const by = decidingMember(forms);
    if (by !== undefined)
      return { ...known, kind: 'variants', by, variants: forms.flatMap((form) => variantsOf(form, by, known, place)) };
    return { ...known, kind: 'shapes', shapes: () => forms.map((form) => shapeOf(form, forms, known, place)) };
  }
  if (forms.every(({ type }) => type === 'string')) {
    const values = forms.flatMap((form) => form.enum ?? []).map(String);
    const [other] = forms.filter((form) => form.enum === undefined);
    if (values.length > 0 && other !== undefined) return { ...known, kind: 'open-choice', values, other };
    return {
      ...known,
      kind: 'text',
      schema: { type: 'string', pattern: forms.map(({ pattern = '' }) => `(?:${pattern})`).join('|') },
    };
  }
  return { ...known, kind: 'plain-value' };
}

/** The member that has fixed values in every form, as `kind` in the things that can be added to a case. */
function decidingMember(forms: readonly Schema[]): string | undefined {
  const [first] = forms;
  const fixed = (schema: Schema | undefined): boolean => schema?.const !== undefined || schema?.enum !== undefined;
  const shared = Object.keys(first?.properties ?? {}).filter((name) => forms.every((form) => fixed(form.properties?.[name])));
  const values = (name: string): readonly Json[] => forms.flatMap((form) => valuesOf(form.properties?.[name]));
  return shared.find((name) => new Set(values(name)).size === values(name).length);
}

function valuesOf(schema: Schema | undefined): readonly Json[] {
  return schema?.const === undefined ? (schema?.enum ?? []) : [schema.const];
}

function variantsOf(form: Schema, by: string, known: Known, place: Place): readonly Variant[] {
  const { [by]: deciding, ...properties } = form.properties ?? {};
  const fields = membersOf({ ...form, properties }, place);
  return valuesOf(deciding).map((value) => ({ value: String(value), field: { ...known, kind: 'group', fields } }));
}

/** A form by the first member that no other form has. */
function shapeOf(form: Schema, forms: readonly Schema[], known: Known, place: Place): Variant {
  const own = Object.keys(form.properties ?? {}).find((name) =>
    forms.every((other) => other === form || !(name in (other.properties ?? {}))),
  );
  return { value: own ?? '', field: { ...known, kind: 'group', fields: membersOf(form, place) } };
}

/** The fields that a form has without opening lists and recursions: for tests, and for the words that a form needs. */
export function fieldsWithin(field: Field, depth = 7): readonly Field[] {
  if (depth === 0) return [field];
  const inner = (): readonly Field[] => {
    switch (field.kind) {
      case 'group':
        return field.fields;
      case 'list':
      case 'map':
      case 'officers':
        return [field.item()];
      case 'variants':
        return field.variants.map((variant) => variant.field);
      case 'shapes':
        return field.shapes().map((shape) => shape.field);
      default:
        return [];
    }
  };
  return [field, ...inner().flatMap((one) => fieldsWithin(one, depth - 1))];
}
