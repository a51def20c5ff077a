import type { Json, Schema } from './schema.ts';

/** What every field has, whatever it is shown as. */
interface Known {
  /** The member that it fills; empty for the whole and for an entry of a list. */
  readonly name: string;
  /** Where it stands in the body: a JSON pointer with `*` for each entry of a list. Words and widgets of a page are given by it. */
  readonly path: string;
  readonly required: boolean;
  /** Whether null takes away what is there. */
  readonly nullable: boolean;
  /** What the API says of it, in English. */
  readonly says?: string;
  readonly schema: Schema;
}

/** Which words the values of a choice have: those of the enumeration of `GET /v1/labels` that has these values. */
export type Values = readonly string[];

/** One choice among several forms of an object. */
export interface Variant {
  /** The value of the deciding member, or the name of the member that only this form has. */
  readonly value: string;
  readonly field: GroupField;
}

export interface GroupField extends Known {
  readonly kind: 'group';
  readonly fields: readonly Field[];
}

/** A field of a form. What is recursive is made when it is asked for. */
export type Field =
  | (Known & { readonly kind: 'text' | 'lines' | 'account' | 'time' | 'json' })
  | (Known & { readonly kind: 'choice'; readonly values: Values })
  /** One of the values, or a text of another form. */
  | (Known & { readonly kind: 'open-choice'; readonly values: Values; readonly other: Schema })
  | (Known & { readonly kind: 'choices'; readonly values: Values })
  | (Known & { readonly kind: 'constant'; readonly value: Json })
  | (Known & { readonly kind: 'yes-no' })
  | (Known & { readonly kind: 'number' | 'money' })
  /** A moment, an ISO 8601 instant in UTC; a person gives and reads it as Beijing time. */
  | (Known & { readonly kind: 'moment' | 'day' })
  /** A number, yes or no, or a text, as a person types it; or several of them. */
  | (Known & { readonly kind: 'plain-value' })
  /** The two officers who sign. */
  | (Known & { readonly kind: 'officers'; readonly item: () => Field })
  | (Known & { readonly kind: 'bank' | 'agency' | 'station' | 'measure' })
  | (Known & { readonly kind: 'agencies' | 'roles' })
  | (Known & { readonly kind: 'approval'; readonly gate?: string })
  /** Another thing: its id, or the reference that people know it by. */
  | (Known & { readonly kind: 'thing'; readonly of: string })
  | (Known & { readonly kind: 'tags'; readonly numbers: boolean })
  | (Known & { readonly kind: 'list'; readonly item: () => Field })
  | (Known & { readonly kind: 'map'; readonly item: () => Field })
  | GroupField
  /** Forms of an object that one member tells apart. */
  | (Known & { readonly kind: 'variants'; readonly by: string; readonly variants: readonly Variant[] })
  /** Forms of an object that are told apart by the member that only one has. */
  | (Known & { readonly kind: 'shapes'; readonly shapes: () => readonly Variant[] });

export type FieldKind = Field['kind'];
export type FieldOf<Kind extends FieldKind> = Extract<Field, { readonly kind: Kind }>;
