import * as z from 'zod';
import type { NotTaken } from '../../shared/alerts/model.ts';
import { FIELD_NAME, fieldErrors } from '../../shared/http/field-errors.ts';

/** So many bytes of all parts that could not be taken are kept, for an officer to read. */
const MAX_KEPT = 32 * 1024;

type Issues = readonly z.core.$ZodIssue[];

/** What was read of a body: with its odd parts, or the issues for which it cannot be taken. */
export type Read<Taken> =
  | { readonly success: true; readonly data: Taken & { readonly notTaken?: NotTaken[] } }
  | { readonly success: false; readonly issues: Issues };

/** A part that is not taken: its place, the rule, and its value. */
export interface Odd {
  readonly path: string;
  readonly rule: string;
  readonly value: unknown;
}

/**
 * A body, read member by member: an odd member at one of these places, or an unknown one, holds up nothing. It is kept as it came.
 *
 * @param optional the places of the members without which it is taken, such as `/victim/name`
 * @param given odd parts that the caller found itself
 */
export function readLeniently<Taken extends object>(
  schema: z.ZodType<Taken>,
  optional: ReadonlySet<string>,
  raw: unknown,
  given: readonly Odd[] = [],
): Read<Taken> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return { success: true, data: withOdd(parsed.data, given) };
  const { issues } = parsed.error;
  const places = issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? [] : [issue.path.map(String)]));
  const unknown = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path.map(String), key]) : [],
  );
  if (!places.every((members) => optional.has(place(members)))) return { success: false, issues };
  const rest = schema.safeParse([...unknown, ...places].reduce(without, raw));
  if (!rest.success) return { success: false, issues };
  return { success: true, data: withOdd(rest.data, [...given, ...issues.flatMap((issue) => oddOf(raw, issue))]) };
}

/** What was read of a body, for a transform: where it cannot be taken, its issues are those of the body. */
export function takenOr<Taken>(issues: z.core.$ZodRawIssue[], read: Read<Taken>): Taken & { readonly notTaken?: NotTaken[] } {
  if (read.success) return read.data;
  issues.push(...read.issues.map((issue) => ({ ...issue, input: undefined })));
  return z.NEVER;
}

export const Members = z.record(z.string(), z.unknown());

/** A body without the member at this place, if it is there. */
function without(raw: unknown, [member = '', ...deeper]: readonly string[]): unknown {
  const body = Members.safeParse(raw);
  if (!body.success) return raw;
  const { [member]: value, ...others } = body.data;
  return deeper.length === 0 || value === undefined ? others : { ...others, [member]: without(value, deeper) };
}

/** So many unknown members of one object are named one by one. */
const MAX_NAMED = 20;

/** The place of an issue. Members whose names may be data, and very many members, are told at the object that has them. */
function oddOf(raw: unknown, issue: Issues[number]): readonly Odd[] {
  const at = issue.path.map(String);
  if (issue.code !== 'unrecognized_keys')
    return fieldErrors('body', [issue]).map(({ path, rule }) => ({ path, rule, value: standsAt(raw, at) }));
  const named = issue.keys.length > MAX_NAMED ? [] : issue.keys.filter((key) => FIELD_NAME.test(key));
  const others = issue.keys.filter((key) => !named.includes(key));
  const unsaid = Object.fromEntries(others.map((key) => [key, standsAt(raw, [...at, key])]));
  const many = others.length === 1 ? 'a field that is' : `${others.length} fields that are`;
  return [
    ...named.map((key) => ({ path: place([...at, key]), rule: 'is not known', value: standsAt(raw, [...at, key]) })),
    ...(others.length === 0 ? [] : [{ path: place(at), rule: `has ${many} not known`, value: unsaid }]),
  ];
}

function place(members: readonly string[]): string {
  return members.map((member) => `/${member}`).join('');
}

function standsAt(raw: unknown, members: readonly string[]): unknown {
  return members.reduce<unknown>((at, member) => Members.safeParse(at).data?.[member], raw);
}

/** What was taken, with the parts that were not, as far as there is room for their values. */
function withOdd<Taken extends object>(taken: Taken, odd: readonly Odd[]): Taken & { readonly notTaken?: NotTaken[] } {
  if (odd.length === 0) return taken;
  let room = MAX_KEPT;
  const notTaken = odd.map(({ path, rule, value }): NotTaken => {
    const asSent = readable(value, room);
    room -= Buffer.byteLength(asSent ?? '');
    return { path, rule, ...(asSent === undefined ? {} : { asSent }) };
  });
  return { ...taken, notTaken };
}

/** A value as text to read, of at most so many bytes: if it is cut, it ends in `…`. */
function readable(value: unknown, most: number): string | undefined {
  if (value === undefined || value === null || most <= 3) return undefined;
  const text = (typeof value === 'string' ? value : JSON.stringify(value)).replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '\u{fffd}');
  return Buffer.byteLength(text) <= most ? text : `${text.slice(0, Math.floor(most / 3) - 1)}…`;
}
