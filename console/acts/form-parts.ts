import type { Draft, Members } from '../forms/draft.ts';
import { draftOf, listIn, membersIn } from '../forms/draft.ts';
import type { Field, GroupField } from '../forms/field.ts';
import { fieldsOf } from '../forms/fields-of.ts';
import { withoutFixed } from '../forms/fixed.ts';
import { changesIn, type Fault, read } from '../forms/read.ts';
import type { Json } from '../forms/schema.ts';
import type { Act } from './act.ts';
import type { Filled } from './use-sending.ts';

/** What the page knows before the person types. */
export interface Given {
  /** The parameters of the path that are known. */
  readonly params: Readonly<Record<string, string | number>>;
  readonly initial: Members;
  readonly fixed: Members;
  /** Paths with a widget of the page. */
  readonly own: ReadonlySet<string>;
  /** Whether only what the person changed is sent, beside what is required. */
  readonly changesOnly: boolean;
}

/** The two parts of a form: what is missing in the path, and the body. */
export interface FormParts {
  readonly path: GroupField;
  readonly body: Field | undefined;
}

/** The fields that a person is asked for. */
export function partsOf(act: Act, { params, fixed }: Given): FormParts {
  const asked = Object.entries(act.params).filter(([name]) => params[name] === undefined);
  const fields = asked.map(([name, schema]) => fieldsOf(schema, name));
  const path: GroupField = { kind: 'group', name: '', path: '', required: true, nullable: false, schema: {}, fields };
  return { path, body: act.body === undefined ? undefined : withoutFixed(fieldsOf(act.body.schema), fixed) };
}

/** Whether there is anything to fill in; otherwise the person only confirms. */
export function asksNothing({ path, body }: FormParts): boolean {
  return path.fields.length === 0 && (body === undefined || (body.kind === 'group' && body.fields.length === 0));
}

/** Where the parts stand in the draft of a form. */
export const PATH = '/path';
export const BODY = '/body';

export function begunDraft({ path, body }: FormParts, given: Given): Draft {
  return {
    path: draftOf(path, undefined) ?? {},
    body: (body === undefined ? undefined : begun(body, given.initial, given)) ?? {},
  };
}

/** What a field begins with: what the page gives, and the officers who signed last in this tab. */
export function begun(field: Field, value: Draft, { own }: Pick<Given, 'own'>): Draft {
  return draftOf(field, value, { own, officers: lastOfficers });
}

export interface ReadForm {
  readonly filled: Filled;
  readonly faults: readonly Fault[];
}

/** What a form sends, and what is wrong with it by the rules of the document. */
export function readForm(act: Act, { path, body }: FormParts, draft: Draft, given: Given): ReadForm {
  const { path: inPath, body: inBody } = membersIn(draft);
  const asked = read(path, inPath, undefined, {}, PATH);
  const params = { ...given.params, ...plain(membersIn(asked.value)) };
  if (body === undefined) return { filled: { params, body: undefined }, faults: asked.faults };
  const { value, faults } = read(body, inBody, given.initial, { own: given.own }, BODY);
  const whole: Members = { ...membersIn(value), ...given.fixed };
  const kept = new Set(act.body?.schema.required ?? []);
  const sent = given.changesOnly ? changesIn(whole, given.initial, kept) : whole;
  return { filled: { params, body: sent }, faults: [...asked.faults, ...faults] };
}

function plain(members: Members): Readonly<Record<string, string | number>> {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [name, typeof value === 'number' ? value : String(value)]),
  );
}

/** The officers who signed last in this tab. They are kept in its memory alone. */
let lastOfficers: readonly Json[] | undefined;

/** Keeps the officers of a form that was carried out, for the next one. */
export function rememberOfficers(body: Json | undefined): void {
  const officers = listIn(findOfficers(body));
  if (officers.length === 2) lastOfficers = officers;
}

function findOfficers(value: Draft): Draft {
  const members = membersIn(value);
  return members['officers'] ?? membersIn(members['call'])['officers'];
}
